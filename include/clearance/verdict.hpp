#pragma once
#include <cstdint>
#include <string_view>

/// What may be said of a patient, and how surely a rule says it.
namespace clearance {

/// May the patient be treated? Ordered from best to worst: a decision is the worst of its findings.
enum class verdict : std::uint8_t {
#define CLEARANCE_VERDICT(identifier, text) identifier,
#include <clearance/verdicts.def>
#undef CLEARANCE_VERDICT
};

inline constexpr unsigned verdict_count = static_cast<unsigned>(verdict::exclude) + 1;

constexpr std::string_view name(verdict v) noexcept {
  constexpr std::string_view names[] = {
#define CLEARANCE_VERDICT(identifier, text) text,
#include <clearance/verdicts.def>
#undef CLEARANCE_VERDICT
  };
  return names[static_cast<unsigned>(v)];
}

constexpr verdict worse(verdict a, verdict b) noexcept { return a < b ? b : a; }

/// How surely a rule stands in the way. Ordered by the verdict that it contributes.
enum class certainty : std::uint8_t {
  avoidable,  ///< it will not, if the patient acts in time
  possible,   ///< it may: a fact is missing, imprecise or not understood
  certain,    ///< it does
};

constexpr std::string_view name(certainty c) noexcept {
  constexpr std::string_view names[] = {"avoidable", "possible", "certain"};
  return names[static_cast<unsigned>(c)];
}

/// The verdict that a finding contributes to the decision.
constexpr verdict contribution(verdict effect, certainty how) noexcept {
  // Written so that it needs no branch: which certainty it is cannot be guessed.
  const verdict if_open = how == certainty::possible ? verdict::incomplete : verdict::conditional;
  return how == certainty::certain ? effect : if_open;
}

}  // namespace clearance
