#pragma once
#include <clearance/bar.hpp>
#include <clearance/ids.hpp>
#include <clearance/vocabulary.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

/// What a zone consists of, in the order in which a decision lists it.
namespace clearance {

/// For each zone itself and all its parts, each once, a whole before its parts:
///
///     hand = [ hand  palm  fingers  back-of-hand  knuckles ]
///
/// Zones share parts, so a walk down from the whole would have to remember where it was. It is done once, at load.
class part_lists {
 public:
  part_lists() = default;
  /// `touches`: of the zones, by the rules about zones.
  part_lists(const std::vector<zone>& zones, const touch_index& touches) : begins_{{}} {
    std::vector<std::size_t> listed_for(zones.size(), zones.size());
    for (std::size_t whole = 0; whole < zones.size(); ++whole) {
      const auto list = [&](auto&& self, std::size_t z) -> void {
        if (listed_for[z] == whole) return;
        listed_for[z] = whole;
        const zone_id listed{static_cast<std::uint32_t>(z)};
        if (!touches.of(listed).empty())
          barred_.push_back(static_cast<std::uint32_t>(parts_.size() - begins_.back().part));
        parts_.push_back(listed);
        for (const zone_id part : zones[z].parts) self(self, part.index());
      };
      list(list, whole);
      begins_.push_back({static_cast<std::uint32_t>(parts_.size()), static_cast<std::uint32_t>(barred_.size())});
    }
  }

  std::span<const zone_id> of(zone_id whole) const noexcept {
    const begin* const at = begins_.data() + whole.index();
    return {parts_.data() + at[0].part, at[1].part - at[0].part};
  }

  /// Positions in `of(whole)` of the few that a rule about zones touches.
  std::span<const std::uint32_t> barred(zone_id whole) const noexcept {
    const begin* const at = begins_.data() + whole.index();
    return {barred_.data() + at[0].barred, at[1].barred - at[0].barred};
  }

 private:
  struct begin {
    std::uint32_t part = 0;
    std::uint32_t barred = 0;
  };
  std::vector<begin> begins_;  ///< of each zone, then the end
  std::vector<zone_id> parts_;
  std::vector<std::uint32_t> barred_;
};

}  // namespace clearance
