#include "lowering.hpp"

#include "../resolve/read_vocabulary.hpp"

#include <clearance/predicate.hpp>
#include <clearance/time/text.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

namespace clearance::cel {

steps lowering::run() {
  const node_id root = in_->tree.root;
  steps out = type_of(root).kind == type_kind::truth ? truth(root, false) : value(root);
  if (is_too_much_) return decided(kleene::unknown);
  const room needed = room_for(out);
  if (needed.cells > deepest_predicate || needed.pieces > deepest_predicate)
    tell(root, issue_code::too_deep, "the expression is nested too deep", "divide it over several rules or facts");
  return out;
}

void lowering::tell(node_id n, issue_code code, std::string message, std::string hint, severity weight) {
  // Inside a fact's own expression nothing is told again where the fact is read.
  if (!reading_.empty()) return;
  const span at = tree().place(n);
  const bool is_told = std::any_of(found_.begin(), found_.end(), [&](const mistake& m) {
    return m.at.begin == at.begin && m.at.length == at.length && m.message == message;
  });
  if (!is_told) found_.push_back({at, code, std::move(message), std::move(hint), weight});
}

bool lowering::spend(node_id n, std::size_t size) {
  spent_ += size;
  if (spent_ <= most_steps * 4) return true;
  if (!is_too_much_) {
    is_too_much_ = true;
    reading_.clear();
    tell(n, issue_code::too_large, "written out, this expression is too long", "use shorter lists, or several rules");
  }
  return false;
}

steps lowering::truth(node_id n, bool is_negated) {
  if (!spend(n)) return decided(kleene::unknown);
  return folded(truth_of(n, is_negated), tables_);
}

steps lowering::truth_of(node_id n, bool is_negated) {
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

steps lowering::turned_if(bool is_negated, steps s) { return is_negated ? negated(std::move(s)) : s; }

steps lowering::logic(node_id n, bool is_negated) {
  std::vector<steps> parts;
  for (const node_id child : tree().children_of(n)) parts.push_back(truth(child, is_negated));
  const bool is_both = (tree().at(n).kind == node_kind::both) != is_negated;
  return join(n, std::move(parts), is_both ? step_kind::both : step_kind::either);
}

steps lowering::join(node_id n, std::vector<steps> parts, step_kind by) {
  auto all = joined(std::move(parts), by);
  if (all) return std::move(*all);
  tell(n, issue_code::never_fires, "these conditions exclude each other: no answer fits all of them",
       "write `||` between them, or remove one");
  return decided(kleene::no);
}

steps lowering::choice(node_id n, bool is_negated) {
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

steps lowering::named_truth(node_id n, bool is_negated) {
  const meaning& m = meaning_of(n);
  if (m.to == refers::variable) return bound_truth(n, is_negated);
  if (m.to == refers::field) return turned_if(is_negated, {{step_kind::field_truth, owner_of(m), 0}});
  steps s{{step_kind::between, owner_of(m), m.slot, !is_negated, !is_negated}};
  if (tables_.from(m.fact) == nullptr || m.of_variable) return s;
  s[0].low = s[0].high = 1;
  return turned_if(is_negated, or_from(n, m, std::move(s)));
}

steps lowering::bound_truth(node_id n, bool is_negated) {
  const binding b = bound_[meaning_of(n).variable];
  return b.answer == nullptr ? truth(b.element, is_negated) : decided(kleene::unknown);
}

fact_owner lowering::owner_of(const meaning& m) const {
  if (!m.of_variable) return m.owner;
  return static_cast<fact_owner>(static_cast<std::size_t>(fact_owner::first_loop) + bound_[m.variable].loop);
}

steps lowering::called_truth(node_id n) {
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

std::int64_t lowering::by_status(const std::string& wanted) {
  const auto words = status_words();
  const auto at = static_cast<unsigned>(std::find(words.begin(), words.end(), wanted) - words.begin());
  return std::int64_t{0b01} | std::int64_t{0b10} << (2 * (at + 1));
}

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
