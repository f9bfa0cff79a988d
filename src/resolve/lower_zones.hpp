#pragma once
#include "rule_model.hpp"

#include <clearance/bar.hpp>
#include <clearance/ids.hpp>
#include <clearance/pack.hpp>

#include <cstddef>
#include <cstdint>
#include <set>
#include <span>
#include <vector>

namespace clearance::resolving {

/// Lowers rules about zones: which zones a bar touches, and what is left out of the zones that contain one.
class zone_lowering {
 public:
  /// The pack has its zones, and their sets.
  explicit zone_lowering(pack& out) : out_(out), touches_(out.words.zones.size()) {}

  /// `id`: of the rule's bar. Gives how many zones it touches.
  std::size_t lower(const rule_model& m, bar_id id);

  /// By zone.
  const std::vector<std::vector<touch>>& touches() const noexcept { return touches_; }

 private:
  using zone_bits = std::vector<std::uint64_t>;

  zone_bits area_of(const rule_model& m, std::span<const zone_id> targets) const;
  void leave_out(const zone_bits& area);

  pack& out_;
  std::vector<std::vector<touch>> touches_;
  std::set<zone_bits> left_out_;  ///< done already: many rules may name one zone
};

}  // namespace clearance::resolving
