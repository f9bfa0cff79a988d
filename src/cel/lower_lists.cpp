#include "lowering.hpp"

#include "../resolve/read_vocabulary.hpp"

#include <clearance/predicate.hpp>
#include <clearance/time/text.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

namespace clearance::cel {

step lowering::indication(std::vector<std::uint32_t> named) {
  return {step_kind::indication, fact_owner::treatment, tables_.indications(std::move(named))};
}

steps lowering::membership(node_id n, bool is_negated) {
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

steps lowering::loop(node_id n) {
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

steps lowering::over_entries(node_id n, node_id of, node_id body, bool is_all, std::uint32_t variable) {
  if (loops_ == most_loops) {
    tell(n, issue_code::too_deep, "`exists` and `all` are nested too deep", "divide the condition over several rules");
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

}  // namespace clearance::cel
