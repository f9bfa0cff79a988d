#include "steps.hpp"

#include <clearance/predicate.hpp>

#include <algorithm>
#include <utility>

namespace clearance::cel {
namespace {

bool is_test_of_same(const steps& a, const steps& b) noexcept {
  return a.size() == 1 && b.size() == 1 && is_about_a_fact(a[0].kind) && a[0].kind == b[0].kind &&
         a[0].owner == b[0].owner && a[0].slot == b[0].slot;
}

/// One test of a fact costs least, a date more, all else most. Several tests in a chain come first: behind another
/// they would be none.
int cost_of(const steps& s) noexcept {
  if (s.size() > 1) return are_chain(s) ? -1 : 2;
  return is_about_a_fact(s[0].kind) ? 0 : is_about_a_date(s[0].kind) ? 1 : 2;
}

enum class meeting : std::uint8_t { apart, merged, impossible };

/// Makes one test of two, where that is possible.
meeting merge(step& into, const step& other, step_kind by) noexcept {
  if (into.kind == step_kind::between) {
    if (by == step_kind::both) {
      into.low = std::max(into.low, other.low);
      into.high = std::min(into.high, other.high);
      return into.low <= into.high ? meeting::merged : meeting::impossible;
    }
    // One range, where they overlap or touch.
    if (into.low > other.low ? other.high < into.low - 1 : into.high < other.low - 1) return meeting::apart;
    into.low = std::min(into.low, other.low);
    into.high = std::max(into.high, other.high);
    return meeting::merged;
  }
  if (into.kind == step_kind::one_of && by == step_kind::both) {
    into.low &= other.low;
    return into.low != 0 ? meeting::merged : meeting::impossible;
  }
  if (by == step_kind::both) return meeting::apart;  // several answers may be given
  into.low |= other.low;
  return meeting::merged;
}

}  // namespace

std::optional<steps> joined(std::vector<steps> parts, step_kind by) {
  const kleene deciding = by == step_kind::both ? kleene::no : kleene::yes;
  std::vector<steps> kept;
  for (steps& part : parts) {
    if (const auto known = decision_of(part)) {
      if (*known == deciding) return decided(deciding);
      if (*known == !deciding) continue;
    }
    const auto same = std::find_if(kept.begin(), kept.end(), [&](const steps& k) { return is_test_of_same(k, part); });
    const meeting met = same == kept.end() ? meeting::apart : merge((*same)[0], part[0], by);
    if (met == meeting::impossible) return std::nullopt;
    if (met == meeting::apart) kept.push_back(std::move(part));
  }
  if (kept.empty()) return decided(!deciding);
  // What is cheap to ask comes first: it may decide. The order makes no other difference.
  std::stable_sort(kept.begin(), kept.end(), [](const steps& a, const steps& b) { return cost_of(a) < cost_of(b); });
  steps out = std::move(kept[0]);
  for (std::size_t i = 1; i < kept.size(); ++i) {
    out.insert(out.end(), kept[i].begin(), kept[i].end());
    out.push_back({by});
  }
  return out;
}

steps negated(steps s) {
  if (const auto known = decision_of(s)) return decided(!*known);
  if (s.back().kind == step_kind::negate)
    s.pop_back();
  else
    s.push_back({step_kind::negate});
  return s;
}

namespace {

constexpr comparison turned(comparison c) noexcept {
  switch (c) {
    case comparison::less: return comparison::more;
    case comparison::at_most: return comparison::at_least;
    case comparison::more: return comparison::less;
    case comparison::at_least: return comparison::at_most;
    case comparison::equal:
    case comparison::unequal: break;
  }
  return c;
}

}  // namespace

steps shortened(steps s) {
  if (s.size() != 5 || s[4].kind != step_kind::compare_dates) return s;
  const auto matches = [&](step_kind a, step_kind b, step_kind c, step_kind d) {
    return s[0].kind == a && s[1].kind == b && s[2].kind == c && s[3].kind == d;
  };
  const auto as = [&](step_kind kind, const step& fact, const step& window, bool is_negative, bool is_turned) {
    const auto c = static_cast<comparison>(s[4].slot);
    step one{kind, fact.owner, fact.slot, packed(is_negative ? -window.low : window.low, window.high)};
    one.high = static_cast<std::int64_t>(is_turned ? turned(c) : c);
    return steps{one};
  };
  using enum step_kind;
  for (const step_kind sign : {add_window, subtract_window}) {
    const bool is_sum = sign == add_window;
    if (matches(fact_date, constant, sign, treatment_date)) return as(after_window, s[0], s[1], !is_sum, false);
    if (matches(treatment_date, fact_date, constant, sign)) return as(after_window, s[1], s[2], !is_sum, true);
    if (matches(fact_date, treatment_date, constant, sign)) return as(before_window, s[0], s[2], is_sum, false);
    if (matches(treatment_date, constant, sign, fact_date)) return as(before_window, s[3], s[1], is_sum, true);
  }
  return s;
}

steps decided(kleene truth) { return {{step_kind::constant_truth, fact_owner::treatment, 0, static_cast<int>(truth)}}; }

std::optional<kleene> decision_of(const steps& s) noexcept {
  if (s.size() != 1 || s[0].kind != step_kind::constant_truth) return std::nullopt;
  return static_cast<kleene>(s[0].low);
}

bool are_constant(const steps& s) noexcept {
  return std::all_of(s.begin(), s.end(), [](const step& one) {
    using enum step_kind;
    switch (one.kind) {
      case between:
      case one_of:
      case shares_bit:
      case after_window:
      case before_window:
      case indication:
      case step_kind::zone:
      case takes:
      case has:
      case happened:
      case means:
      case fact_truth:
      case fact_number:
      case fact_choice:
      case fact_text:
      case fact_date:
      case fact_count:
      case treatment_date:
      case today:
      case field_date:
      case field_text:
      case field_truth:
      case count_entries:
      case enter:
      case leave: return false;
      default: return true;
    }
  });
}

steps folded(steps s, program_tables& tables) {
  if (s.size() < 2 || !are_constant(s)) return s;
  const room needed = room_for(s);
  if (needed.cells > deepest_predicate || needed.pieces > deepest_predicate) return s;
  predicates::work_space w;
  const facts nobody{};
  const zone_sets nowhere{};
  predicates::machine(tables.program(), nowhere, nobody, {}).run(s.data(), s.data() + s.size(), w);
  const cell value = w.top();
  const step& last = s.back();
  if (!value.is_known()) return s;
  if (leaves_text(last)) {
    std::string whole;
    for (const std::string_view piece : w.text(value)) whole += piece;
    return {tables.text(whole)};
  }
  const bool is_truth = last.kind == step_kind::lies_within || last.kind == step_kind::both ||
                        last.kind == step_kind::either || last.kind == step_kind::negate ||
                        last.kind == step_kind::constant_truth ||
                        (last.kind >= step_kind::compare_truths && last.kind <= step_kind::contains) ||
                        ((last.kind == step_kind::choose || last.kind == step_kind::first_known) && last.slot == 2);
  if (is_truth) return decided(value.truth);
  return {{step_kind::constant, fact_owner::treatment, static_cast<std::uint32_t>(value.scale), value.low, value.high}};
}

room room_for(std::span<const step> all) {
  room most;
  std::vector<std::size_t> pieces_of;  // of each value on the stack
  std::size_t pieces = 0;
  const auto drop = [&](std::size_t count) {
    for (; count > 0; --count) {
      pieces -= pieces_of.back();
      pieces_of.pop_back();
    }
  };
  for (std::size_t i = 0; i < all.size(); ++i) {
    const step& s = all[i];
    std::size_t left = 0;
    if (s.kind == step_kind::enter) {
      const auto body = static_cast<std::size_t>(s.low);
      const room inside = room_for(all.subspan(i + 1, body));
      most.cells = std::max(most.cells, pieces_of.size() + inside.cells);
      most.pieces = std::max(most.pieces, pieces + inside.pieces);
      i += body + 1;
    } else {
      const std::size_t operands = operands_of(s.kind);
      if (leaves_text(s)) {
        left = operands == 0 ? 1 : 0;
        for (std::size_t k = 0; k < operands; ++k) {
          const std::size_t n = pieces_of[pieces_of.size() - 1 - k];
          left = s.kind == step_kind::join_texts ? left + n : std::max(left, n);
        }
      }
      drop(operands);
    }
    pieces_of.push_back(left);
    pieces += left;
    most.cells = std::max(most.cells, pieces_of.size());
    most.pieces = std::max(most.pieces, pieces);
  }
  return most;
}

}  // namespace clearance::cel
