#pragma once
#include <clearance/facts.hpp>
#include <clearance/ids.hpp>
#include <clearance/inline.hpp>
#include <clearance/kleene.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

/// Conditions over declared facts, as steps of a small stack machine. A fact that is not known makes a test unknown.
namespace clearance {

/// Which lists a rule can look at.
enum class subject : std::uint8_t { medication, condition, session, zone, event, patient };
inline constexpr unsigned subject_count = 6;

enum class step_kind : std::uint8_t {
  between,     ///< low <= fact <= high
  one_of,      ///< bit `fact` of `low` is set (choices), or they share a bit (several choices)
  shares_bit,  ///< `fact` and `low` share a bit
  indication,  ///< the treatment is for one of the conditions of set `slot`
  zone,        ///< a requested zone overlaps zone `slot`
  both,        ///< the two topmost, by Kleene's `&&`
  either,      ///< by Kleene's `||`
  negate,
};

/// Whose fact a test reads.
enum class fact_owner : std::uint8_t { treatment, entry };

struct step {
  step_kind kind = step_kind::between;
  fact_owner owner = fact_owner::treatment;
  std::uint32_t slot = 0;
  std::int64_t low = 0;
  std::int64_t high = 0;
};

/// A run of steps that leaves one truth on the stack.
struct predicate {
  std::uint32_t first = 0;
  std::uint32_t count = 0;
  bool reads_treatment_date = false;  ///< its truth may change with the treatment's date
  bool is_chain = false;  ///< tests of facts alone, each but the first followed by `both` or `either`: needs no stack
};

constexpr bool is_about_a_fact(step_kind k) noexcept { return k <= step_kind::shares_bit; }

/// For `predicate::is_chain`.
constexpr bool are_chain(std::span<const step> steps) noexcept {
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const bool wants_a_test = i == 0 || i % 2 == 1;
    const step_kind k = steps[i].kind;
    if (wants_a_test ? !is_about_a_fact(k) : k != step_kind::both && k != step_kind::either) return false;
  }
  return steps.size() % 2 == 1;
}

/// Deeper ones are refused when the pack is loaded.
inline constexpr std::size_t deepest_predicate = 32;

/// For each zone a row of bits, one for each zone.
struct zone_sets {
  std::size_t words = 0;               ///< 64-bit words a row
  std::vector<std::uint64_t> parts;    ///< itself and all its parts
  std::vector<std::uint64_t> treated;  ///< the same without what the pack leaves out
  std::vector<std::uint64_t> meets;    ///< those that share a part with it
  std::vector<std::uint64_t> reached;  ///< those that share a part with what is treated of it

  std::uint64_t part_word(zone_id z, std::size_t word) const noexcept { return parts[z.index() * words + word]; }
  std::uint64_t treated_word(zone_id z, std::size_t word) const noexcept { return treated[z.index() * words + word]; }

  /// Equal, one part of the other, or sharing a part.
  bool overlap(zone_id a, zone_id b) const noexcept { return has(meets, a, b); }
  /// Does something at `site` lie on what is treated of `requested`?
  bool reach(zone_id requested, zone_id site) const noexcept { return has(reached, requested, site); }
  bool is_part(zone_id part, zone_id whole) const noexcept { return has(parts, whole, part); }

  /// Fills `meets` and `reached` from `parts` and `treated`, so that evaluation looks at one bit for two zones.
  void settle() {
    // Two zones share a part where one of the first's parts is a part of the second.
    const std::vector<std::uint64_t> wholes = turned(parts);
    meets = rows_of_parts(parts, wholes);
    reached = rows_of_parts(treated, wholes);
  }

 private:
  bool has(const std::vector<std::uint64_t>& rows, zone_id row, zone_id z) const noexcept {
    return rows[row.index() * words + z.index() / 64] >> (z.index() % 64) & 1;
  }

  template <class Visit>
  void for_each_bit(const std::vector<std::uint64_t>& rows, std::size_t row, Visit visit) const {
    for (std::size_t w = 0; w < words; ++w)
      for (std::uint64_t bits = rows[row * words + w]; bits != 0; bits &= bits - 1)
        visit(w * 64 + static_cast<std::size_t>(std::countr_zero(bits)));
  }

  /// Rows as columns: for each zone all that it is part of.
  std::vector<std::uint64_t> turned(const std::vector<std::uint64_t>& rows) const {
    std::vector<std::uint64_t> out(rows.size());
    for (std::size_t z = 0; z * words < rows.size(); ++z)
      for_each_bit(rows, z, [&](std::size_t p) { out[p * words + z / 64] |= std::uint64_t{1} << (z % 64); });
    return out;
  }

  std::vector<std::uint64_t> rows_of_parts(const std::vector<std::uint64_t>& sets,
                                           const std::vector<std::uint64_t>& wholes) const {
    std::vector<std::uint64_t> out(sets.size());
    for (std::size_t z = 0; z * words < sets.size(); ++z)
      for_each_bit(sets, z, [&](std::size_t p) {
        for (std::size_t w = 0; w < words; ++w) out[z * words + w] |= wholes[p * words + w];
      });
    return out;
  }
};

struct predicate_program {
  std::vector<step> steps;
  std::vector<predicate> predicates;
  std::vector<std::vector<bool>> condition_sets;  ///< by condition id: is it meant by this test?
};

/// The facts of the entry that a rule looks at; empty where there is no entry: all unknown.
using entry_values = std::span<const fact_value>;

namespace predicates {

/// A test of one declared fact.
CLEARANCE_INLINE constexpr kleene fact_holds(const step& s, const facts& f, entry_values entry) noexcept {
  const entry_values values = s.owner == fact_owner::treatment ? f.treatment_values : entry;
  if (s.slot >= values.size() || !values[s.slot].is_known()) return kleene::unknown;
  const std::int64_t v = values[s.slot].raw;
  if (s.kind == step_kind::one_of) return known(s.low >> v & 1);
  if (s.kind == step_kind::between) return known(s.low <= v && v <= s.high);
  return known((s.low & v) != 0);
}

inline kleene holds(const step& s, const predicate_program& program, const zone_sets& zones, const facts& f,
                    entry_values entry) noexcept {
  if (s.kind == step_kind::indication) {
    if (f.treatment.indication == given::absent) return kleene::unknown;
    for (const condition_id c : f.indications)
      if (program.condition_sets[s.slot][c.index()]) return kleene::yes;
    return f.treatment.indication == given::complete ? kleene::no : kleene::unknown;
  }
  if (s.kind == step_kind::zone) {
    if (f.treatment.zones == given::absent) return kleene::unknown;
    for (const zone_id z : f.zones)
      if (zones.overlap(z, zone_id{s.slot})) return kleene::yes;
    return f.treatment.zones == given::complete ? kleene::no : kleene::unknown;
  }
  return fact_holds(s, f, entry);
}

/// Any number of steps.
CLEARANCE_RARE inline kleene run(predicate p, const predicate_program& program, const zone_sets& zones, const facts& f,
                                 entry_values entry) noexcept {
  kleene stack[deepest_predicate];
  std::size_t depth = 0;
  for (std::uint32_t i = p.first; i < p.first + p.count; ++i) {
    const step& s = program.steps[i];
    switch (s.kind) {
      case step_kind::both:
        --depth;
        stack[depth - 1] = stack[depth - 1] && stack[depth];
        break;
      case step_kind::either:
        --depth;
        stack[depth - 1] = stack[depth - 1] || stack[depth];
        break;
      case step_kind::negate: stack[depth - 1] = !stack[depth - 1]; break;
      case step_kind::between:
      case step_kind::one_of:
      case step_kind::shares_bit:
      case step_kind::indication:
      case step_kind::zone: stack[depth++] = holds(s, program, zones, f, entry); break;
    }
  }
  return stack[0];
}

}  // namespace predicates

/// The truth of a predicate for a patient and, where the rule looks at one, an entry.
CLEARANCE_INLINE kleene evaluate(predicate_id which, const predicate_program& program, const zone_sets& zones,
                                 const facts& f, entry_values entry) noexcept {
  const predicate p = program.predicates[which.index()];
  if (!p.is_chain) return predicates::run(p, program, zones, f, entry);
  const step* s = program.steps.data() + p.first;
  const step* const end = s + p.count;
  kleene truth = predicates::fact_holds(*s++, f, entry);
  for (; s != end; s += 2) {
    const kleene next = predicates::fact_holds(*s, f, entry);
    truth = s[1].kind == step_kind::both ? truth && next : truth || next;
  }
  return truth;
}

}  // namespace clearance
