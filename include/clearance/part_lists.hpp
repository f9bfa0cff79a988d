#pragma once
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
  explicit part_lists(const std::vector<zone>& zones) {
    begins_.push_back(0);
    std::vector<std::size_t> listed_for(zones.size(), zones.size());
    for (std::size_t whole = 0; whole < zones.size(); ++whole) {
      const auto list = [&](auto&& self, std::size_t z) -> void {
        if (listed_for[z] == whole) return;
        listed_for[z] = whole;
        parts_.push_back({static_cast<std::uint32_t>(z)});
        for (const zone_id part : zones[z].parts) self(self, part.index());
      };
      list(list, whole);
      begins_.push_back(static_cast<std::uint32_t>(parts_.size()));
    }
  }

  std::span<const zone_id> of(zone_id whole) const noexcept {
    const std::uint32_t* const begin = begins_.data() + whole.index();
    return {parts_.data() + begin[0], begin[1] - begin[0]};
  }

 private:
  std::vector<std::uint32_t> begins_;
  std::vector<zone_id> parts_;
};

}  // namespace clearance
