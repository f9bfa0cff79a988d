#pragma once
#include "../render/met_rules.hpp"

#include <clearance/io/screener.hpp>
#include <clearance/pack.hpp>
#include <clearance/verdict.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace clearance::stream {

/// What became of many intakes, counted. One for each thread, added up at the end.
class summary {
 public:
  explicit summary(const pack& p) : pack_(&p), rules_(p.rules.size()), met_(p.rules.size()) {}

  /// Counts what was evaluated and decided.
  void add(const outcome& o, const decision& d, bool has_error);
  void add_rejected() noexcept { ++rejected_; }
  void add(const summary& other) noexcept;

  std::uint64_t rejected() const noexcept { return rejected_; }

  /// `{"intakes":...,"rejected":...,"with_errors":...,"verdicts":{...},"earliest_known":...,"rules":{...}}`: of rules
  /// those that fired, in pack order.
  std::string to_json() const;
  /// The same as a page, the rules that fired for the most patients first.
  std::string to_text() const;

 private:
  using by_certainty = std::array<std::uint64_t, 3>;

  const pack* pack_;
  std::uint64_t intakes_ = 0;  ///< decided
  std::uint64_t rejected_ = 0;
  std::uint64_t with_errors_ = 0;
  std::uint64_t earliest_known_ = 0;
  std::array<std::uint64_t, verdict_count> verdicts_{};
  std::vector<by_certainty> rules_;  ///< patients, each by the worst that the rule says of them
  met_rules met_;
};

}  // namespace clearance::stream
