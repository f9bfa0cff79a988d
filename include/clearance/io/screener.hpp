#pragma once
#include <clearance/decision.hpp>
#include <clearance/facts.hpp>
#include <clearance/io/record.hpp>
#include <clearance/outcome.hpp>
#include <clearance/pack.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// From an intake's JSON to a decision's JSON, layer by layer or in one go.
namespace clearance {

enum class problem_weight : std::uint8_t { warning, error };

/// What is wrong with an intake itself.
struct problem {
  std::string at;  ///< JSON pointer
  problem_weight weight = problem_weight::error;
  std::string message;
};

/// How a page for a person looks.
struct page_style {
  bool colour = false;
  std::size_t width = 100;  ///< columns
};

/// Reads, evaluates and renders one intake after the other; keeps its buffers between them. One for each thread;
/// the pack must outlive it.
class screener {
 public:
  explicit screener(const pack& p);
  ~screener();
  screener(screener&&) noexcept;
  screener& operator=(screener&&) noexcept;

  /// All layers: the decision as one line of JSON; `{"error": ...}` where the text is no usable intake. Valid until
  /// the next call.
  std::string_view screen(std::string_view intake_json);

  /// First layer: reads the intake. False where the text is not a JSON object or exceeds a limit: see `error`.
  bool read(std::string_view intake_json);
  /// The same of NDJSON, faster than one by one: `open_lines` takes all lines, `read_line` reads one after the other.
  /// The lines stay where they are until the last is answered; 64 bytes behind them may be read, and the first is zero.
  void open_lines(std::string_view lines);
  bool read_line(std::string_view line);
  std::string_view error() const noexcept;
  /// The intake's `id`, empty where absent. Valid until the next one is read; of a line, while the lines stay.
  std::string_view id() const noexcept;
  const facts& intake() const noexcept;
  const std::vector<problem>& problems() const noexcept;

  /// Second layer: evaluates what was read.
  const outcome& evaluate();
  std::span<const fired> findings() const noexcept;

  /// Third layer: gives reasons for what was evaluated.
  const decision& decide();

  /// The decision in words: JSON on one line, or a page for a person to read. Valid until the next call.
  std::string_view to_json();
  std::string_view to_page(const page_style& style);

  /// What was evaluated, in one short line of JSON; needs no reasons, except for `rules` (`decide`). Valid until the
  /// next call.
  std::string_view to_record(record_fields fields);

  /// Every rule, and why it fired or did not, for the intake that was read.
  std::string_view explain(const page_style& style);

 private:
  struct state;
  std::unique_ptr<state> state_;
};

/// The most that an intake may hold.
inline constexpr std::size_t largest_intake = 1u << 20;  ///< bytes
inline constexpr std::size_t longest_list = 10'000;      ///< entries

}  // namespace clearance
