#include "lower.hpp"

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

constexpr std::uint32_t slot_of(type_kind k) noexcept {  // of `choose` and `first_known`
  return k == type_kind::text ? 1 : k == type_kind::truth ? 2 : 0;
}

class lowering {
 public:
  lowering(const checked& expression, program_tables& tables, mistakes& found)
      : in_(&expression), tables_(tables), found_(found), bound_(expression.variables.size()) {}

  steps run() {
    const node_id root = in_->tree.root;
    steps out = type_of(root).kind == type_kind::truth ? truth(root, false) : value(root);
    if (is_too_much_) return decided(kleene::unknown);
    const room needed = room_for(out);
    if (needed.cells > deepest_predicate || needed.pieces > deepest_predicate)
      tell(root, issue_code::too_deep, "the expression is nested too deep", "divide it over several rules or facts");
    return out;
  }

 private:
  /// What a variable stands for where its list was written out.
  struct binding {
    node_id element{0xffffffffu};
    const std::string* answer = nullptr;
    std::size_t loop = 0;
  };

  const ast& tree() const { return in_->tree; }
  const type& type_of(node_id n) const { return in_->type_of(n); }
  const meaning& meaning_of(node_id n) const { return in_->meaning_of(n); }

  void tell(node_id n, issue_code code, std::string message, std::string hint, severity weight = severity::error) {
    // Inside a fact's own expression nothing is told again where the fact is read.
    if (!reading_.empty()) return;
    const span at = tree().place(n);
    const bool is_told = std::any_of(found_.begin(), found_.end(), [&](const mistake& m) {
      return m.at.begin == at.begin && m.at.length == at.length && m.message == message;
    });
    if (!is_told) found_.push_back({at, code, std::move(message), std::move(hint), weight});
  }

  /// Writing lists out may multiply an expression: it is given up where that goes too far.
  bool spend(node_id n, std::size_t size = 1) {
    spent_ += size;
    if (spent_ <= most_steps * 4) return true;
    if (!is_too_much_) {
      is_too_much_ = true;
      reading_.clear();
      tell(n, issue_code::too_large, "written out, this expression is too long", "use shorter lists, or several rules");
    }
    return false;
  }

  // ---- conditions ----

  steps truth(node_id n, bool is_negated) {
    if (!spend(n)) return decided(kleene::unknown);
    return folded(truth_of(n, is_negated), tables_);
  }

  steps truth_of(node_id n, bool is_negated) {
    const node& at = tree().at(n);
    switch (at.kind) {
      case node_kind::truth: return decided(known((at.value != 0) != is_negated));
      case node_kind::negate: return truth(tree().child(n, 0), !is_negated);
      case node_kind::both:
      case node_kind::either: return logic(n, is_negated);
      case node_kind::equal:
      case node_kind::unequal:
      case node_kind::less:
      case node_kind::at_most:
      case node_kind::more:
      case node_kind::at_least: return comparison_of_two(n, is_negated);
      case node_kind::in: return membership(n, is_negated);
      case node_kind::choose: return choice(n, is_negated);
      case node_kind::name:
      case node_kind::select: return named_truth(n, is_negated);
      case node_kind::call:
      case node_kind::method: return turned_if(is_negated, called_truth(n));
      case node_kind::wrong:
      case node_kind::integer:
      case node_kind::number:
      case node_kind::text:
      case node_kind::list:
      case node_kind::minus:
      case node_kind::add:
      case node_kind::subtract:
      case node_kind::multiply:
      case node_kind::divide:
      case node_kind::remainder: break;
    }
    return decided(kleene::unknown);
  }

  static steps turned_if(bool is_negated, steps s) { return is_negated ? negated(std::move(s)) : s; }

  /// By De Morgan's laws, so that tests of facts stay tests of facts.
  steps logic(node_id n, bool is_negated) {
    std::vector<steps> parts;
    for (const node_id child : tree().children_of(n)) parts.push_back(truth(child, is_negated));
    const bool is_both = (tree().at(n).kind == node_kind::both) != is_negated;
    return join(n, std::move(parts), is_both ? step_kind::both : step_kind::either);
  }

  steps join(node_id n, std::vector<steps> parts, step_kind by) {
    auto all = joined(std::move(parts), by);
    if (all) return std::move(*all);
    tell(n, issue_code::never_fires, "these conditions exclude each other: no answer fits all of them",
         "write `||` between them, or remove one");
    return decided(kleene::no);
  }

  steps choice(node_id n, bool is_negated) {
    const node_id a = tree().child(n, 1);
    const node_id b = tree().child(n, 2);
    steps which = truth(tree().child(n, 0), false);
    if (const auto known = decision_of(which); known && *known != kleene::unknown)
      return type_of(n).kind == type_kind::truth ? truth(*known == kleene::yes ? a : b, is_negated)
                                                 : value(*known == kleene::yes ? a : b);
    for (const node_id branch : {a, b}) {
      const steps s = type_of(n).kind == type_kind::truth ? truth(branch, is_negated) : value(branch);
      which.insert(which.end(), s.begin(), s.end());
    }
    which.push_back({step_kind::choose, fact_owner::treatment, slot_of(type_of(n).kind)});
    return which;
  }

  steps named_truth(node_id n, bool is_negated) {
    const meaning& m = meaning_of(n);
    if (m.to == refers::variable) return bound_truth(n, is_negated);
    if (m.to == refers::field) return turned_if(is_negated, {{step_kind::field_truth, owner_of(m), 0}});
    steps s{{step_kind::between, owner_of(m), m.slot, !is_negated, !is_negated}};
    if (tables_.from(m.fact) == nullptr || m.of_variable) return s;
    s[0].low = s[0].high = 1;
    return turned_if(is_negated, or_from(n, m, std::move(s)));
  }

  steps bound_truth(node_id n, bool is_negated) {
    const binding b = bound_[meaning_of(n).variable];
    return b.answer == nullptr ? truth(b.element, is_negated) : decided(kleene::unknown);
  }

  fact_owner owner_of(const meaning& m) const {
    if (!m.of_variable) return m.owner;
    return static_cast<fact_owner>(static_cast<std::size_t>(fact_owner::first_loop) + bound_[m.variable].loop);
  }

  // ---- comparisons ----

  /// A declared fact without `from`, read by name.
  const fact_declaration* plain_fact(node_id n) const {
    const meaning& m = meaning_of(n);
    if (m.to != refers::fact) return nullptr;
    return m.of_variable || tables_.from(m.fact) == nullptr ? m.fact : nullptr;
  }

  steps comparison_of_two(node_id n, bool is_negated) {
    const node_id left = tree().child(n, 0);
    const node_id right = tree().child(n, 1);
    const comparison c = comparison_of(tree().at(n).kind);
    return compare(n, left, right, c, is_negated);
  }

  steps compare(node_id n, node_id left, node_id right, comparison c, bool is_negated) {
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
    return turned_if(turns, folded(std::move(a), tables_));
  }

  step comparing(node_id left, node_id right, comparison c) const {
    step s{step_kind::compare_numbers, fact_owner::treatment, static_cast<std::uint32_t>(c)};
    switch (type_of(left).kind) {
      case type_kind::text: s.kind = step_kind::compare_texts; break;
      case type_kind::date: s.kind = step_kind::compare_dates; break;
      default:
        s.low =
            (type_of(left).kind == type_kind::integer ? 1 : 0) | (type_of(right).kind == type_kind::integer ? 2 : 0);
    }
    return s;
  }

  steps compare_truths(node_id left, node_id right, comparison c) {
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

  /// A fact against what no fact changes: one test, as the map has it.
  std::optional<steps> test_of_fact(node_id n, node_id of, node_id other, const steps& constant, comparison c) {
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

  std::string text_of(const step& constant) const {
    return tables_.program().texts.substr(static_cast<std::size_t>(constant.low),
                                          static_cast<std::size_t>(constant.high));
  }

  steps test_of_number(node_id n, node_id of, const fact_declaration& fact, comparison c, double limit) {
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

  steps test_of_choice(node_id n, node_id of, const fact_declaration& fact, std::uint64_t fitting) {
    const meaning& m = meaning_of(of);
    const std::uint64_t every = (std::uint64_t{1} << fact.choices.size()) - 1;
    if (fitting == 0 || fitting == every) tell_decided(n, fact, fitting != 0);
    return {{step_kind::one_of, owner_of(m), m.slot, static_cast<std::int64_t>(fitting)}};
  }

  void tell_decided(node_id n, const fact_declaration& fact, bool is_always) {
    if (is_always)
      tell(n, issue_code::never_fires, "every answer to `" + fact.key + "` fits: the comparison decides nothing",
           "remove it, or compare with another value", severity::doubt);
    else
      tell(n, issue_code::never_fires, "no answer to `" + fact.key + "` fits: this comparison is never true",
           "its answers are declared under `facts`");
  }

  // ---- lists ----

  step indication(std::vector<std::uint32_t> named) {
    return {step_kind::indication, fact_owner::treatment, tables_.indications(std::move(named))};
  }

  steps membership(node_id n, bool is_negated) {
    const node_id left = tree().child(n, 0);
    const node_id right = tree().child(n, 1);
    if (type_of(right).kind == type_kind::zones)
      return turned_if(is_negated, {{step_kind::zone, fact_owner::treatment, meaning_of(left).slot}});
    if (type_of(left).kind == type_kind::indication) {
      std::vector<std::uint32_t> named;
      for (const node_id item : tree().children_of(right)) named.push_back(meaning_of(item).slot);
      return turned_if(is_negated, {indication(std::move(named))});
    }
    if (tree().at(right).kind == node_kind::list) {
      std::vector<steps> parts;
      for (const node_id item : tree().children_of(right)) {
        parts.push_back(type_of(item).kind == type_kind::truth
                            ? compare_truths(left, item, is_negated ? comparison::unequal : comparison::equal)
                            : compare(item, left, item, comparison::equal, is_negated));
      }
      return join(n, std::move(parts), is_negated ? step_kind::both : step_kind::either);
    }
    // Several answers of a fact.
    const fact_declaration& fact = *meaning_of(right).fact;
    return turned_if(
        is_negated, over_answers(n, right, fact, false, [&](const std::string& answer) {
          steps a = value(left);
          a.push_back(tables_.text(answer));
          a.push_back({step_kind::compare_texts, fact_owner::treatment, static_cast<std::uint32_t>(comparison::equal)});
          return folded(std::move(a), tables_);
        }));
  }

  /// `exists` or `all` over what was answered: each answer in turn, given and fitting.
  template <class Body>
  steps over_answers(node_id n, node_id of, const fact_declaration& fact, bool is_all, Body body) {
    const meaning& m = meaning_of(of);
    std::uint64_t decides = 0;  // answers whose giving decides
    std::vector<steps> parts;
    const auto given = [&](std::uint64_t bits) {
      return steps{{step_kind::shares_bit, owner_of(m), m.slot, static_cast<std::int64_t>(bits)}};
    };
    for (std::size_t i = 0; i < fact.choices.size(); ++i) {
      if (!spend(n)) break;
      steps fits = body(fact.choices[i]);
      if (is_all) fits = negated(std::move(fits));
      const std::uint64_t bit = std::uint64_t{1} << i;
      const auto known = decision_of(fits);
      if (known == kleene::yes) decides |= bit;
      if (!known || *known == kleene::unknown) parts.push_back(join(n, {given(bit), std::move(fits)}, step_kind::both));
    }
    if (decides != 0 || parts.empty()) parts.insert(parts.begin(), given(decides));
    return turned_if(is_all, join(n, std::move(parts), step_kind::either));
  }

  steps loop(node_id n) {
    const node_id of = tree().child(n, 0);
    const node_id body = tree().child(n, 2);
    const bool is_all = meaning_of(n).function == function::all;
    const std::uint32_t variable = meaning_of(n).variable;
    if (type_of(of).kind == type_kind::entries) return over_entries(n, of, body, is_all, variable);
    if (tree().at(of).kind != node_kind::list) {
      const fact_declaration& fact = *meaning_of(of).fact;
      return over_answers(n, of, fact, is_all, [&](const std::string& answer) {
        bound_[variable] = {{0xffffffffu}, &answer, 0};
        return truth(body, false);
      });
    }
    std::vector<steps> parts;
    for (const node_id item : tree().children_of(of)) {
      bound_[variable] = {item, nullptr, 0};
      parts.push_back(truth(body, false));
    }
    return join(n, std::move(parts), is_all ? step_kind::both : step_kind::either);
  }

  steps over_entries(node_id n, node_id of, node_id body, bool is_all, std::uint32_t variable) {
    if (loops_ == most_loops) {
      tell(n, issue_code::too_deep, "`exists` and `all` are nested too deep",
           "divide the condition over several rules");
      return decided(kleene::unknown);
    }
    bound_[variable].loop = loops_++;
    steps inside = truth(body, false);
    --loops_;
    const auto length = static_cast<std::int64_t>(inside.size());
    const auto owner = static_cast<fact_owner>(static_cast<std::size_t>(fact_owner::first_loop) + loops_);
    const auto list = static_cast<std::uint32_t>(type_of(of).list);
    inside.insert(inside.begin(), {step_kind::enter, owner, list, length, is_all});
    inside.push_back({step_kind::leave, owner, list, length, is_all});
    return inside;
  }

  // ---- functions ----

  steps called_truth(node_id n) {
    const meaning& m = meaning_of(n);
    switch (m.function) {
      case function::uses:
        return {{step_kind::takes, fact_owner::treatment, tables_.set(resolving::word_kind::substance, {m.slot})}};
      case function::has_event:
        return {{step_kind::happened, fact_owner::treatment, tables_.set(resolving::word_kind::event, {m.slot})}};
      case function::has_condition:
        return {{step_kind::has, fact_owner::treatment, tables_.set(resolving::word_kind::condition, {m.slot}),
                 tree().at(n).count == 2 ? by_status(tree().text_of(tree().child(n, 1))) : unless_resolved}};
      case function::is: {
        const fact_list list = type_of(tree().child(n, 0)).list;
        const auto kind = list == fact_list::medications  ? resolving::word_kind::substance
                          : list == fact_list::conditions ? resolving::word_kind::condition
                                                          : resolving::word_kind::event;
        meaning whose = m;
        whose.of_variable = true;
        return {{step_kind::means, owner_of(whose), tables_.set(kind, {m.slot})}};
      }
      case function::exists:
      case function::all: return loop(n);
      case function::starts_with:
      case function::ends_with:
      case function::contains: return text_test(n, m.function);
      case function::none:
      case function::size:
      case function::date:
      case function::window:
      case function::years_between: break;
    }
    return decided(kleene::unknown);
  }

  steps text_test(node_id n, function f) {
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

  // ---- values ----

  steps value(node_id n) {
    if (!spend(n)) return decided(kleene::unknown);
    return folded(value_of(n), tables_);
  }

  static steps constant(const cell& c) {
    return {{step_kind::constant, fact_owner::treatment, static_cast<std::uint32_t>(c.scale), c.low, c.high}};
  }

  steps value_of(node_id n) {
    const node& at = tree().at(n);
    switch (at.kind) {
      case node_kind::integer: return constant(cells::integer(at.value));
      case node_kind::number: return constant(cells::integer(at.value));  // its bits
      case node_kind::text: return {tables_.text(tree().text_of(n))};
      case node_kind::name:
      case node_kind::select: return named_value(n);
      case node_kind::minus: {
        steps s = value(tree().child(n, 0));
        s.push_back({type_of(n).kind == type_kind::integer ? step_kind::negate_integer : step_kind::negate_number});
        return s;
      }
      case node_kind::add:
      case node_kind::subtract:
      case node_kind::multiply:
      case node_kind::divide:
      case node_kind::remainder: {
        steps s = value(tree().child(n, 0));
        const steps b = value(tree().child(n, 1));
        s.insert(s.end(), b.begin(), b.end());
        s.push_back({arithmetic(at.kind, type_of(n).kind)});
        return s;
      }
      case node_kind::choose: return choice(n, false);
      case node_kind::call:
      case node_kind::method: return called_value(n);
      default: return truth(n, false);
    }
  }

  static step_kind arithmetic(node_kind k, type_kind t) {
    if (t == type_kind::text) return step_kind::join_texts;
    if (t == type_kind::date) return k == node_kind::add ? step_kind::add_window : step_kind::subtract_window;
    const bool is_integer = t == type_kind::integer;
    switch (k) {
      case node_kind::add: return is_integer ? step_kind::add_integers : step_kind::add_numbers;
      case node_kind::subtract: return is_integer ? step_kind::subtract_integers : step_kind::subtract_numbers;
      case node_kind::multiply: return is_integer ? step_kind::multiply_integers : step_kind::multiply_numbers;
      case node_kind::divide: return is_integer ? step_kind::divide_integers : step_kind::divide_numbers;
      default: return step_kind::remainder;
    }
  }

  steps named_value(node_id n) {
    const meaning& m = meaning_of(n);
    if (type_of(n).kind == type_kind::truth) return truth(n, false);
    switch (m.to) {
      case refers::variable: {
        const binding b = bound_[m.variable];
        if (b.answer != nullptr) return {tables_.text(*b.answer)};
        steps s = value(b.element);
        // Of `[1, 2.5]` every element is a number.
        if (type_of(n).kind == type_kind::number && type_of(b.element).kind == type_kind::integer)
          s.push_back({step_kind::to_number});
        return s;
      }
      case refers::today: return {{step_kind::today}};
      case refers::never: return constant(cells::date({distant_past, distant_past}, date_scale::day));
      case refers::treatment_date: return {{step_kind::treatment_date}};
      case refers::field: {
        step s{step_kind::field_date, owner_of(m), static_cast<std::uint32_t>(m.field)};
        if (type_of(n).kind == type_kind::text) {
          s.kind = step_kind::field_text;
          s.low = tables_.answers(m.field == fact_field::route ? route_words() : status_words());
        }
        return {s};
      }
      case refers::fact: {
        steps s{read(m)};
        return tables_.from(m.fact) == nullptr || m.of_variable ? s : or_from(n, m, std::move(s));
      }
      case refers::nothing:
      case refers::zones:
      case refers::indication:
      case refers::entries:
      case refers::function: break;
    }
    return decided(kleene::unknown);
  }

  step read(const meaning& m) {
    step s{step_kind::fact_truth, owner_of(m), m.slot};
    switch (m.fact->answer) {
      case answer_kind::yes_no: break;
      case answer_kind::choice:
        s.kind = step_kind::fact_choice;
        s.low = tables_.answers(m.fact->choices);
        break;
      case answer_kind::several: s.kind = step_kind::fact_count; break;
      case answer_kind::number: s.kind = step_kind::fact_number; break;
      case answer_kind::date:
      case answer_kind::date_or_never: s.kind = step_kind::fact_date; break;
      case answer_kind::text: s.kind = step_kind::fact_text; break;
    }
    return s;
  }

  /// The answer, or where there is none what the fact's own expression gives.
  steps or_from(node_id n, const meaning& m, steps answer) {
    const checked* from = tables_.from(m.fact);
    if (std::find(reading_.begin(), reading_.end(), m.fact) != reading_.end() || !from->is_right)
      return answer;  // told where the fact is declared
    if (!spend(n)) return answer;
    const checked* const outside = std::exchange(in_, from);
    std::vector<binding> bound = std::exchange(bound_, std::vector<binding>(from->variables.size()));
    reading_.push_back(m.fact);
    const type_kind gives = from->type_of(from->tree.root).kind;
    steps s = gives == type_kind::truth ? truth(from->tree.root, false) : value(from->tree.root);
    if (!reading_.empty()) reading_.pop_back();
    bound_ = std::move(bound);
    in_ = outside;
    answer.insert(answer.end(), s.begin(), s.end());
    if (gives == type_kind::integer) answer.push_back({step_kind::to_number});
    const bool can_be_asked = !m.fact->ask.empty();
    const type_kind kind = type_of(n).kind;
    answer.push_back({step_kind::first_known, fact_owner::treatment, slot_of(kind), can_be_asked});
    return answer;
  }

  steps called_value(node_id n) {
    const meaning& m = meaning_of(n);
    switch (m.function) {
      case function::size: return size_of(tree().child(n, 0));
      case function::date: {
        const auto written = parse_civil(tree().text_of(tree().child(n, 0)));
        if (!written) return decided(kleene::unknown);
        return constant(
            cells::date(written->covers, written->written == precision::minute ? date_scale::minute : date_scale::day));
      }
      case function::window: {
        steps s = value(tree().child(n, 0));
        s.push_back({step_kind::make_window, fact_owner::treatment, static_cast<std::uint32_t>(m.unit), m.each});
        return s;
      }
      case function::years_between: {
        steps s = value(tree().child(n, 0));
        const steps b = value(tree().child(n, 1));
        s.insert(s.end(), b.begin(), b.end());
        s.push_back({step_kind::years_between});
        return s;
      }
      default: return truth(n, false);
    }
  }

  steps size_of(node_id of) {
    const type& t = type_of(of);
    if (t.kind == type_kind::entries)
      return {{step_kind::count_entries, fact_owner::treatment, static_cast<std::uint32_t>(t.list)}};
    if (t.kind == type_kind::text) {
      steps s = value(of);
      s.push_back({step_kind::text_size});
      return s;
    }
    if (tree().at(of).kind == node_kind::list) return constant(cells::integer(tree().at(of).count));
    return {read(meaning_of(of))};
  }

  static std::int64_t by_status(const std::string& wanted) {
    const auto words = status_words();
    const auto at = static_cast<unsigned>(std::find(words.begin(), words.end(), wanted) - words.begin());
    return std::int64_t{0b01} | std::int64_t{0b10} << (2 * (at + 1));
  }

  const checked* in_;
  program_tables& tables_;
  mistakes& found_;
  std::vector<binding> bound_;                    ///< by variable
  std::vector<const fact_declaration*> reading_;  ///< facts whose own expression is being read
  std::size_t loops_ = 0;
  std::size_t spent_ = 0;
  bool is_too_much_ = false;
};

}  // namespace

steps lower(const checked& expression, program_tables& tables, mistakes& found) {
  return lowering(expression, tables, found).run();
}

steps fact_value_of(const fact_declaration& fact, fact_owner owner, std::uint32_t slot, program_tables& tables) {
  checked one;
  one.tree.nodes.push_back({node_kind::name});
  one.tree.places.emplace_back();
  one.tree.name_places.emplace_back();
  one.types.push_back(type_of(fact));
  meaning& m = one.meanings.emplace_back();
  m.to = refers::fact;
  m.owner = owner;
  m.slot = slot;
  m.fact = &fact;
  mistakes told_where_it_is_declared;
  return lower(one, tables, told_where_it_is_declared);
}

}  // namespace clearance::cel
