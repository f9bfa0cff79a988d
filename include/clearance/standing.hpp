#pragma once
#include <clearance/bar_tests.hpp>
#include <clearance/facts.hpp>
#include <clearance/inline.hpp>
#include <clearance/kleene.hpp>
#include <clearance/match_strength.hpp>
#include <clearance/time/period.hpp>
#include <clearance/verdict.hpp>

#include <optional>

namespace clearance {

/// How a bar stands, if it does.
// No `std::optional`: GCC 12 takes the value of an empty one for used.
struct standing {
  bool stands = false;
  certainty how = certainty::possible;

  constexpr std::optional<certainty> told() const noexcept {
    return stands ? std::optional<certainty>(how) : std::nullopt;
  }
};

/// How a window that is free from then stands against the treatment's date. `ongoing`: what begins it still goes on.
CLEARANCE_INLINE constexpr standing standing_against(const planned_treatment& treatment, const period& free,
                                                     bool ongoing) noexcept {
  if (!treatment.has_date) [[unlikely]]
    return {true, certainty::possible};
  const kleene passed = at_or_after(treatment.when, free);
  if (ongoing) return {true, passed == kleene::yes ? certainty::avoidable : certainty::certain};
  return {passed != kleene::yes, passed == kleene::no ? certainty::certain : certainty::possible};
}

/// A doubt about the rule makes a certain finding possible. An avoidable one stays: whatever was meant, stopping in
/// time cures it. An entry in error may be something else altogether: all of it is possible.
CLEARANCE_INLINE constexpr certainty weakened(certainty how, bool in_error, const bar_tests& asked) noexcept {
  if (in_error || (asked.leave_doubt() && how == certainty::certain)) return certainty::possible;
  return how;
}

}  // namespace clearance
