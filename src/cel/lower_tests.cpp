#include "lowering.hpp"

#include "../resolve/read_vocabulary.hpp"

#include <clearance/predicate.hpp>
#include <clearance/time/text.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

namespace clearance::cel {
namespace {

/// The millionths of a number that compare so with `limit`: what `between` holds.
struct millionths {
  std::int64_t low;
  std::int64_t high;
};

millionths within(comparison c, double limit, const fact_declaration& fact) noexcept {
  const auto number = [](std::int64_t raw) { return static_cast<double>(raw) / static_cast<double>(fact_value::one); };
  // The last that is not above the limit.
  auto last = static_cast<std::int64_t>(std::floor(limit * static_cast<double>(fact_value::one)));
  while (number(last) > limit) --last;
  while (number(last + 1) <= limit) ++last;
  const bool is_exact = number(last) == limit;
  millionths m{fact.least.raw, fact.most.raw};
  switch (c) {
    case comparison::less: m.high = std::min(m.high, is_exact ? last - 1 : last); break;
    case comparison::at_most: m.high = std::min(m.high, last); break;
    case comparison::more: m.low = std::max(m.low, last + 1); break;
    case comparison::at_least: m.low = std::max(m.low, is_exact ? last : last + 1); break;
    case comparison::equal:
    case comparison::unequal:
      m.low = std::max(m.low, is_exact ? last : last + 1);
      m.high = std::min(m.high, last);
      break;
  }
  return m;
}

constexpr comparison comparison_of(node_kind k) noexcept {
  return static_cast<comparison>(static_cast<unsigned>(k) - static_cast<unsigned>(node_kind::equal));
}
static_assert(comparison_of(node_kind::at_least) == comparison::at_least);
static_assert(comparison_of(node_kind::less) == comparison::less);

constexpr comparison opposite(comparison c) noexcept {
  switch (c) {
    case comparison::equal: return comparison::unequal;
    case comparison::unequal: return comparison::equal;
    case comparison::less: return comparison::at_least;
    case comparison::at_most: return comparison::more;
    case comparison::more: return comparison::at_most;
    case comparison::at_least: return comparison::less;
  }
  return c;
}

/// The same with its sides exchanged.
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

const fact_declaration* lowering::plain_fact(node_id n) const {
  const meaning& m = meaning_of(n);
  if (m.to != refers::fact) return nullptr;
  return m.of_variable || tables_.from(m.fact) == nullptr ? m.fact : nullptr;
}

steps lowering::comparison_of_two(node_id n, bool is_negated) {
  const node_id left = tree().child(n, 0);
  const node_id right = tree().child(n, 1);
  const comparison c = comparison_of(tree().at(n).kind);
  return compare(n, left, right, c, is_negated);
}

steps lowering::compare(node_id n, node_id left, node_id right, comparison c, bool is_negated) {
  const type_kind kind = type_of(left).kind;
  if (kind == type_kind::indication || type_of(right).kind == type_kind::indication) {
    const node_id word = kind == type_kind::indication ? right : left;
    steps s{indication({meaning_of(word).slot})};
    return turned_if(is_negated != (c == comparison::unequal), std::move(s));
  }
  if (kind == type_kind::truth) return compare_truths(left, right, is_negated ? opposite(c) : c);
  steps a = value(left);
  steps b = value(right);
  const comparison meant = is_negated ? opposite(c) : c;
  if (auto s = test_of_fact(n, left, right, b, meant)) return std::move(*s);
  if (auto s = test_of_fact(n, right, left, a, turned(meant))) return std::move(*s);
  // What is no number is neither less nor more than one: there the opposite is not the other comparison.
  const bool may_be_no_number = kind == type_kind::number || type_of(right).kind == type_kind::number;
  const bool turns = is_negated && may_be_no_number && c != comparison::equal && c != comparison::unequal;
  a.insert(a.end(), b.begin(), b.end());
  a.push_back(comparing(left, right, is_negated && !turns ? opposite(c) : c));
  return turned_if(turns, shortened(folded(std::move(a), tables_)));
}

step lowering::comparing(node_id left, node_id right, comparison c) const {
  step s{step_kind::compare_numbers, fact_owner::treatment, static_cast<std::uint32_t>(c)};
  switch (type_of(left).kind) {
    case type_kind::text: s.kind = step_kind::compare_texts; break;
    case type_kind::date: s.kind = step_kind::compare_dates; break;
    default:
      s.low = (type_of(left).kind == type_kind::integer ? 1 : 0) | (type_of(right).kind == type_kind::integer ? 2 : 0);
  }
  return s;
}

steps lowering::compare_truths(node_id left, node_id right, comparison c) {
  // `fact == true` is `fact`.
  for (const auto& [one, other] : {std::pair{left, right}, std::pair{right, left}}) {
    const steps constant = truth(one, false);
    const auto decides = decision_of(constant);
    if (decides && *decides != kleene::unknown && (c == comparison::equal || c == comparison::unequal))
      return truth(other, (c == comparison::equal) != (*decides == kleene::yes));
  }
  steps a = truth(left, false);
  const steps b = truth(right, false);
  a.insert(a.end(), b.begin(), b.end());
  a.push_back({step_kind::compare_truths, fact_owner::treatment, static_cast<std::uint32_t>(c)});
  return a;
}

std::optional<steps> lowering::test_of_fact(node_id n, node_id of, node_id other, const steps& constant, comparison c) {
  const fact_declaration* fact = plain_fact(of);
  if (fact == nullptr || constant.size() != 1) return std::nullopt;
  const step& limit = constant[0];
  if (fact->answer == answer_kind::number && limit.kind == step_kind::constant) {
    if (limit.low != limit.high) return std::nullopt;
    const double d =
        type_of(other).kind == type_kind::integer ? static_cast<double>(limit.low) : std::bit_cast<double>(limit.low);
    if (!(std::abs(d) < 1e12)) return std::nullopt;
    return test_of_number(n, of, *fact, c, d);
  }
  if (fact->answer == answer_kind::choice && limit.kind == step_kind::constant_text) {
    const std::string text = text_of(limit);
    std::uint64_t fitting = 0;
    for (std::size_t i = 0; i < fact->choices.size(); ++i) {
      const int order = fact->choices[i].compare(text);
      const kleene fits = cells::compare_numbers(c, cells::integer(order), cells::integer(0), 3);
      if (fits == kleene::yes) fitting |= std::uint64_t{1} << i;
    }
    return test_of_choice(n, of, *fact, fitting);
  }
  return std::nullopt;
}

std::string lowering::text_of(const step& constant) const {
  return tables_.program().texts.substr(static_cast<std::size_t>(constant.low),
                                        static_cast<std::size_t>(constant.high));
}

steps lowering::test_of_number(node_id n, node_id of, const fact_declaration& fact, comparison c, double limit) {
  const meaning& m = meaning_of(of);
  step s{step_kind::between, owner_of(m), m.slot};
  const bool is_unequal = c == comparison::unequal;
  const millionths fits = within(is_unequal ? comparison::equal : c, limit, fact);
  s.low = fits.low;
  s.high = fits.high;
  const bool is_never = fits.low > fits.high;
  const bool is_always = fits.low <= fact.least.raw && fits.high >= fact.most.raw;
  if (is_never || is_always) tell_decided(n, fact, is_always != is_unequal);
  if (is_never) return decided(known(is_unequal));
  return turned_if(is_unequal, {s});
}

steps lowering::test_of_choice(node_id n, node_id of, const fact_declaration& fact, std::uint64_t fitting) {
  const meaning& m = meaning_of(of);
  const std::uint64_t every = (std::uint64_t{1} << fact.choices.size()) - 1;
  if (fitting == 0 || fitting == every) tell_decided(n, fact, fitting != 0);
  return {{step_kind::one_of, owner_of(m), m.slot, static_cast<std::int64_t>(fitting)}};
}

void lowering::tell_decided(node_id n, const fact_declaration& fact, bool is_always) {
  if (is_always)
    tell(n, issue_code::never_fires, "every answer to `" + fact.key + "` fits: the comparison decides nothing",
         "remove it, or compare with another value", severity::doubt);
  else
    tell(n, issue_code::never_fires, "no answer to `" + fact.key + "` fits: this comparison is never true",
         "its answers are declared under `facts`");
}

steps lowering::text_test(node_id n, function f) {
  const node_id of = tree().child(n, 0);
  const step_kind kind = f == function::starts_with ? step_kind::starts_with
                         : f == function::ends_with ? step_kind::ends_with
                                                    : step_kind::contains;
  const steps b = value(tree().child(n, 1));
  const fact_declaration* fact = plain_fact(of);
  if (fact != nullptr && fact->answer == answer_kind::choice && are_constant(b)) {
    std::uint64_t fitting = 0;
    for (std::size_t i = 0; i < fact->choices.size(); ++i) {
      steps one{tables_.text(fact->choices[i])};
      one.insert(one.end(), b.begin(), b.end());
      one.push_back({kind});
      if (decision_of(folded(std::move(one), tables_)) == kleene::yes) fitting |= std::uint64_t{1} << i;
    }
    return test_of_choice(n, of, *fact, fitting);
  }
  steps a = value(of);
  a.insert(a.end(), b.begin(), b.end());
  a.push_back({kind});
  return a;
}

}  // namespace clearance::cel
