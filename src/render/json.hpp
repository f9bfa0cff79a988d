#pragma once
#include "day_texts.hpp"
#include "text_buffer.hpp"
#include "zone_texts.hpp"

#include "../intake/intake.hpp"

#include <clearance/decision.hpp>
#include <clearance/pack.hpp>

#include <array>
#include <string>
#include <vector>

namespace clearance {

/// Writes decisions as JSON on one line. What a pack says is escaped and put together once, when the renderer is
/// made. One for each thread: it remembers dates.
class json_renderer {
 public:
  explicit json_renderer(const pack& p);

  /// Appends the decision.
  void append(text_buffer& out, const intake& in, const decision& d);

 private:
  class writing;

  const pack& pack_;
  bool is_plain_;     ///< no text of the pack that reasons and questions are made of needs escapes
  std::string head_;  ///< `{"pack":{...},"engine":"...","intake":`
  std::array<std::string, verdict_count * verdict_count> verdicts_;  ///< `,"verdict":"...","worst_possible":"...","earliest":`
  std::vector<std::string> finding_heads_;  ///< by bar and certainty: `{"rule":"...","effect":"...","certainty":"..."`
  std::vector<std::string> finding_tails_;  ///< by rule: `"}],"says":"...","source":{...}},`
  std::vector<std::string> advice_heads_;   ///< by rule: `{"rule":"...","what":"..."`
  std::vector<std::string> rule_keys_;      ///< by rule: `"...",`
  zone_texts zones_;
  day_texts days_;
};

}  // namespace clearance
