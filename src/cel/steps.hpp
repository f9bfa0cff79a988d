#pragma once
#include "mistake.hpp"
#include "tables.hpp"

#include <clearance/step.hpp>

#include <optional>
#include <string>
#include <vector>

/// Runs of steps, as they are put together: the map of `when` and the texts come to the same.
namespace clearance::cel {

using steps = std::vector<step>;

/// Joins conditions by `&&` or `||`. What is decided when the pack is loaded is left out, and tests of one fact become
/// one: `age >= 3 && age <= 4` is `3..4`. Nothing where two tests of one fact exclude each other.
std::optional<steps> joined(std::vector<steps> parts, step_kind by);

/// The opposite.
steps negated(steps s);

/// One step in place of the five that compare a fact and a window with the treatment's date.
steps shortened(steps s);

/// A truth that needs no facts.
steps decided(kleene truth);
std::optional<kleene> decision_of(const steps& s) noexcept;

/// Are all of these steps independent of any fact?
bool are_constant(const steps& s) noexcept;

/// One step in place of those that no fact changes; the same steps where they give nothing.
steps folded(steps s, program_tables& tables);

/// The cells and pieces of texts that steps need while they run.
struct room {
  std::size_t cells = 0;
  std::size_t pieces = 0;
};
room room_for(std::span<const step> s);

}  // namespace clearance::cel
