#pragma once
#include <clearance/bar.hpp>
#include <clearance/decision.hpp>
#include <clearance/ids.hpp>
#include <clearance/verdict.hpp>
#include <clearance/vocabulary.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

/// What a zone consists of, in the order in which a decision lists it.
namespace clearance {

/// For each zone itself and all its parts, each once, a whole before its parts, each with what the rules about zones
/// say of it whatever the patient:
///
///     hand = [ hand: clear   palm: clear   fingers: clear   back-of-hand: clear   knuckles: exclude ]
///
/// Zones share parts, so a walk down from the whole would have to remember where it was. It is done once, at load.
class part_lists {
 public:
  part_lists() = default;
  /// `touches`: of the zones, by the rules about zones, which are among `bars`.
  part_lists(const std::vector<zone>& zones, const touch_index& touches, std::span<const bar> bars) : begins_{{}} {
    std::vector<std::size_t> listed_for(zones.size(), zones.size());
    for (std::size_t whole = 0; whole < zones.size(); ++whole) {
      const auto list = [&](auto&& self, std::size_t z) -> void {
        if (listed_for[z] == whole) return;
        listed_for[z] = whole;
        const zone_id listed{static_cast<std::uint32_t>(z)};
        verdict always = verdict::clear;
        bool is_asked = false;
        for (const touch& t : touches.of(listed)) {
          const bar& b = bars[t.bar.index()];
          if (b.has_predicates())
            is_asked = true;
          else
            always = worse(always, contribution(b.effect, certainty::certain));
        }
        if (is_asked) asked_.push_back(static_cast<std::uint32_t>(parts_.size() - begins_.back().part));
        parts_.push_back({listed, always});
        for (const zone_id part : zones[z].parts) self(self, part.index());
      };
      list(list, whole);
      begins_.push_back({static_cast<std::uint32_t>(parts_.size()), static_cast<std::uint32_t>(asked_.size())});
    }
  }

  std::span<const zone_verdict> of(zone_id whole) const noexcept {
    const begin* const at = begins_.data() + whole.index();
    return {parts_.data() + at[0].part, at[1].part - at[0].part};
  }

  /// Positions in `of(whole)` of the few of which a rule may say more that asks about the patient.
  std::span<const std::uint32_t> asked(zone_id whole) const noexcept {
    const begin* const at = begins_.data() + whole.index();
    return {asked_.data() + at[0].asked, at[1].asked - at[0].asked};
  }

 private:
  struct begin {
    std::uint32_t part = 0;
    std::uint32_t asked = 0;
  };
  std::vector<begin> begins_;  ///< of each zone, then the end
  std::vector<zone_verdict> parts_;
  std::vector<std::uint32_t> asked_;
};

}  // namespace clearance
