#pragma once
#include "intake.hpp"

#include <clearance/pack.hpp>

#include <memory>
#include <string_view>

namespace clearance {

/// Reads intakes against a pack's vocabulary and facts. Keeps its buffers, and what names were found to mean.
class intake_reader {
 public:
  explicit intake_reader(const pack& p);
  ~intake_reader();

  /// False where the text is no JSON object or exceeds a limit: `error` says why. Else every mistake is among the
  /// intake's problems and counts as unknown.
  bool read(std::string_view json, intake& into);
  std::string_view error() const noexcept;

  /// The same of many lines, faster than one by one: first all of them, which stay where they are, then each in their
  /// order. `json_cursor::open_lines` says what must stand behind them.
  void open_lines(std::string_view lines);
  bool read_line(std::string_view line, intake& into);

 private:
  class impl;
  std::unique_ptr<impl> impl_;
};

}  // namespace clearance
