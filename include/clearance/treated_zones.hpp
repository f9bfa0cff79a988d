#pragma once
#include <clearance/facts.hpp>
#include <clearance/inline.hpp>
#include <clearance/kleene.hpp>
#include <clearance/pack.hpp>
#include <clearance/predicate.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

/// Where the treatment is, less what the pack leaves out of it.
///
///     face requested, `exclude: lips`:   face = [ forehead cheeks chin ... | lips ]
///                                               `------- treated -------'   left out
namespace clearance {

class treated_zones {
 public:
  treated_zones(const pack& p, const facts& f) noexcept : pack_(p), facts_(f) {}

  /// As if one more of the exclusions with a `when` held.
  treated_zones without(std::size_t exclusion) const noexcept {
    treated_zones less = *this;
    less.assumed_ = exclusion;
    return less;
  }

  /// Does the condition, or the event, lie on any requested zone?
  template <class Record>
  kleene hold(const Record& c) const noexcept {
    if (facts_.treatment.zones == given::absent) return kleene::unknown;
    for (const zone_id z : facts_.zones)
      if (reaches(z, sites(c))) return kleene::yes;
    return sites_are_known(c) && facts_.treatment.zones == given::complete ? kleene::no : kleene::unknown;
  }

  /// Does it lie on this one, if this one is treated?
  template <class Record>
  kleene hold(const Record& c, zone_id treated) const noexcept {
    if (reaches(treated, sites(c))) return kleene::yes;
    return sites_are_known(c) ? kleene::no : kleene::unknown;
  }

 private:
  std::span<const zone_id> sites(const condition& c) const noexcept {
    if (c.zones == given::absent) return pack_.words.conditions[c.what.index()].usual_zones;
    return facts_.condition_zones.subspan(c.first_zone, c.zone_count);
  }

  std::span<const zone_id> sites(const event& e) const noexcept {
    if (e.zones == given::absent) return pack_.words.events[e.what.index()].usual_zones;
    return facts_.event_zones.subspan(e.first_zone, e.zone_count);
  }

  template <class Record>
  static bool sites_are_known(const Record& c) noexcept {
    return c.zones == given::complete;
  }

  bool reaches(zone_id treated, std::span<const zone_id> at) const noexcept {
    if (!pack_.zone_exclusions.empty()) return reaches_what_is_left(treated, at);
    for (const zone_id z : at)
      if (pack_.zones.reach(treated, z)) return true;
    return false;
  }

  /// The same where the pack leaves out more for some patients.
  CLEARANCE_RARE bool reaches_what_is_left(zone_id treated, std::span<const zone_id> at) const noexcept {
    const zone_sets& sets = pack_.zones;
    for (std::size_t w = 0; w < sets.words; ++w) {
      std::uint64_t of_treated = sets.treated_word(treated, w);
      for (std::size_t i = 0; i < pack_.zone_exclusions.size(); ++i)
        if (leaves_out(i, treated)) of_treated &= ~area_of(i)[w];
      for (const zone_id z : at)
        if (of_treated & sets.part_word(z, w)) return true;
    }
    return false;
  }

  /// Does the exclusion with a `when` hold for this patient, so that `treated` is treated without its zone? Such
  /// rules are rare, so this is asked anew each time. Where all of `treated` is excluded, nothing is left out of it.
  bool leaves_out(std::size_t exclusion, zone_id treated) const noexcept {
    if (area_of(exclusion)[treated.index() / 64] >> (treated.index() % 64) & 1) return false;
    if (exclusion == assumed_) return true;
    const bar& b = pack_.bars[pack_.zone_exclusions[exclusion].index()];
    const auto truth = [&](predicate_id which) { return evaluate(which, pack_.predicates, pack_.zones, facts_, {}); };
    return (b.when == bar::none || truth(b.when) == kleene::yes) &&
           (b.unless == bar::none || truth(b.unless) != kleene::yes);
  }

  /// What it excludes, a bit for each zone.
  const std::uint64_t* area_of(std::size_t exclusion) const noexcept {
    return pack_.zone_exclusion_areas.data() + exclusion * pack_.zones.words;
  }

  const pack& pack_;
  const facts& facts_;
  std::size_t assumed_ = SIZE_MAX;
};

}  // namespace clearance
