#pragma once
#include <clearance/ids.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace clearance {

/// The rules that one decision after the other has met: to name each once, however many findings it has.
// By the number of the decision, so that nothing is cleared between them.
class met_rules {
 public:
  explicit met_rules(std::size_t rule_count) : last_met_(rule_count) {}

  void begin() noexcept { ++number_; }

  /// Does this decision meet it for the first time?
  bool is_first(rule_id r) noexcept {
    std::uint64_t& last = last_met_[r.index()];
    const bool is_new = last != number_;
    last = number_;
    return is_new;
  }

 private:
  std::vector<std::uint64_t> last_met_;
  std::uint64_t number_ = 0;
};

}  // namespace clearance
