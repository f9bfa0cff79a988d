#pragma once
#include <clearance/facts.hpp>
#include <clearance/ids.hpp>
#include <clearance/match_strength.hpp>

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

/// What a rule or a test names, and how surely each vocabulary entry means it.
namespace clearance {

template <class Thing>
class named_set {
 public:
  struct member {
    std::uint32_t entry = 0;
    std::uint16_t by_route = 0;  ///< a `match_strength` for each `route`
    friend constexpr bool operator==(member, member) = default;
  };

  named_set() = default;
  /// `members`: ascending by entry.
  explicit named_set(std::vector<member> members) : members_(std::move(members)) {}

  /// `none` also for what was not understood.
  match_strength on(id<Thing> entry, route r) const noexcept {
    const auto at = std::lower_bound(members_.begin(), members_.end(), entry.value,
                                     [](const member& m, std::uint32_t e) { return m.entry < e; });
    if (at == members_.end() || at->entry != entry.value) return match_strength::none;
    return strength_on(at->by_route, r);
  }

  friend bool operator==(const named_set&, const named_set&) = default;

 private:
  std::vector<member> members_;
};

}  // namespace clearance
