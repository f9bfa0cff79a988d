#pragma once
#include <clearance/ids.hpp>
#include <clearance/kleene.hpp>
#include <clearance/step.hpp>

#include <array>
#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

/// All conditions of a pack. Most are so simple that they need no stack, or not even a step: each is kept in every form
/// that it may take, and the quickest is run.
///
///     any steps                                     the machine of predicate_run.hpp
///     tests of facts, joined by `both` or `either`  a chain: one step after the other
///     facts of one owner, each within a band        bands
///     one fact, one of few answers                  a sole answer
namespace clearance {

/// The commonest condition: one fact, answered with one of few answers. A bit for each of them.
struct sole_answer {
  std::uint64_t answers = 0;  ///< none: it is another condition
  std::uint32_t slot = 0;
  fact_owner owner = fact_owner::treatment;
  static constexpr std::int64_t most = 63;
};

/// The next commonest: facts of one owner, each of which must lie in a band.
struct band {
  std::int64_t low = 0;
  std::uint64_t width = 0;  ///< to the highest
  std::uint32_t slot = 0;
  friend constexpr bool operator==(const band&, const band&) = default;
};

/// Which of a program's bands make up a predicate.
struct band_run {
  std::uint32_t first = 0;
  std::uint16_t count = 0;  ///< 0: it is another condition
  fact_owner owner = fact_owner::treatment;
};

/// A run of steps that leaves one truth on the stack.
struct predicate {
  std::uint32_t first = 0;
  std::uint16_t count = 0;
  bool reads_treatment_date : 1 = false;  ///< another date may give another truth
  /// Tests of facts alone, each but the first followed by `both` or `either`: needs no stack.
  bool is_chain : 1 = false;
  // The same again where it is that simple: needs no step.
  band_run in_bands = {};
  sole_answer sole = {};
};

constexpr bool is_about_a_fact(step_kind k) noexcept { return k <= step_kind::shares_bit; }

constexpr bool is_about_a_date(step_kind k) noexcept {
  return k == step_kind::after_window || k == step_kind::before_window;
}

constexpr bool is_read_by_a_chain(const step& s) noexcept {
  return (is_about_a_fact(s.kind) || is_about_a_date(s.kind)) && s.owner <= fact_owner::patient;
}

/// For `predicate::is_chain`.
constexpr bool are_chain(std::span<const step> steps) noexcept {
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const bool wants_a_test = i == 0 || i % 2 == 1;
    const step_kind k = steps[i].kind;
    if (wants_a_test ? !is_read_by_a_chain(steps[i]) : k != step_kind::both && k != step_kind::either) return false;
  }
  return steps.size() % 2 == 1;
}

/// For `predicate::sole`.
constexpr sole_answer sole_answer_of(std::span<const step> steps) noexcept {
  if (steps.size() != 1 || steps[0].owner > fact_owner::patient) return {};
  const step& s = steps[0];
  sole_answer a{0, s.slot, s.owner};
  if (s.kind == step_kind::one_of && s.low > 0) a.answers = static_cast<std::uint64_t>(s.low);
  if (s.kind == step_kind::between && s.low >= 0 && s.high <= sole_answer::most)
    for (std::int64_t answer = s.low; answer <= s.high; ++answer) a.answers |= std::uint64_t{1} << answer;
  return a;
}

/// The band in which a fact passes the test; none where there is no such band, as for answers that lie apart.
constexpr std::optional<band> band_of(const step& s) noexcept {
  if (s.kind == step_kind::between && s.low <= s.high)
    return band{s.low, static_cast<std::uint64_t>(s.high) - static_cast<std::uint64_t>(s.low), s.slot};
  const auto answers = static_cast<std::uint64_t>(s.low);
  if (s.kind != step_kind::one_of || answers == 0) return std::nullopt;
  const int first = std::countr_zero(answers);
  const int length = std::countr_one(answers >> first);
  if (first + length < 64 && answers >> (first + length) != 0) return std::nullopt;
  return band{first, static_cast<std::uint64_t>(length - 1), s.slot};
}

/// For `predicate::in_bands`: empty where the steps ask for anything else.
inline std::vector<band> bands_of(std::span<const step> steps) {
  if (!are_chain(steps)) return {};
  std::vector<band> all;
  for (const step& s : steps) {
    if (s.kind == step_kind::both) continue;
    const auto b = band_of(s);
    if (!b || s.owner != steps[0].owner) return {};
    all.push_back(*b);
  }
  return all;
}

/// For `predicate::reads_treatment_date`.
constexpr bool read_treatment_date(std::span<const step> steps) noexcept {
  for (const step& s : steps)
    if (s.kind == step_kind::treatment_date || s.kind == step_kind::happened || is_about_a_date(s.kind)) return true;
  return false;
}

/// Deeper ones are refused when the pack is loaded.
inline constexpr std::size_t deepest_predicate = 32;

/// A vocabulary entry that means something of a set, and how surely: as `touch::by_route`.
struct meant {
  std::uint32_t entry = 0;
  std::uint16_t by_route = 0;
};

struct predicate_program {
  std::vector<step> steps;
  std::vector<predicate> predicates;
  std::vector<band> bands;
  std::vector<std::vector<kleene>> condition_sets;  ///< by condition id: is it meant by this test?

  struct range {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
  };
  std::vector<range> sets;                ///< of `meants`, each in the order of the vocabulary's entries
  std::vector<meant> meants;              ///< only what means something
  std::string texts;                      ///< of constants and answers
  std::vector<range> answers;             ///< of `texts`
  std::array<std::uint32_t, 6> widths{};  ///< by `fact_list`: how many facts are declared of an entry
};

/// Steps that leave one truth, in each form that they may take. There is at least one and at most 65,535, and they are
/// not the program's own.
inline predicate_id append(predicate_program& program, std::span<const step> steps) {
  assert(!steps.empty() && steps.size() <= UINT16_MAX);
  const std::vector<band> bands = bands_of(steps);
  predicate p;
  p.first = static_cast<std::uint32_t>(program.steps.size());
  p.count = static_cast<std::uint16_t>(steps.size());
  p.reads_treatment_date = read_treatment_date(steps);
  p.is_chain = are_chain(steps);
  p.in_bands = {static_cast<std::uint32_t>(program.bands.size()), static_cast<std::uint16_t>(bands.size()),
                steps.front().owner};
  p.sole = sole_answer_of(steps);
  program.steps.insert(program.steps.end(), steps.begin(), steps.end());
  program.bands.insert(program.bands.end(), bands.begin(), bands.end());
  program.predicates.push_back(p);
  return {static_cast<std::uint32_t>(program.predicates.size() - 1)};
}

}  // namespace clearance
