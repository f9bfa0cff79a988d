#include "name_sets.hpp"

#include "touch_strengths.hpp"

#include <clearance/bar.hpp>

namespace clearance::resolving {

void settle_name_sets(const predicate_writer& predicates, const meant_by& substances, const meant_by& conditions,
                      const meant_by& events, pack& out) {
  predicate_program& program = out.predicates;
  for (const cel::name_set& set : predicates.indication_sets()) {
    std::vector<kleene> meant(conditions.meanings.size(), kleene::no);
    for (const std::uint32_t c : conditions.users_of(set.named)) {
      const std::uint16_t strength = strengths(conditions.meanings[c], set.named, 0);
      meant[c] = strength == surely ? kleene::yes : strength != 0 ? kleene::unknown : kleene::no;
    }
    program.condition_sets.push_back(std::move(meant));
  }
  for (const cel::name_set& set : predicates.name_sets()) {
    const meant_by& by = set.kind == word_kind::substance   ? substances
                         : set.kind == word_kind::condition ? conditions
                                                            : events;
    const auto first = static_cast<std::uint32_t>(program.meants.size());
    for (const std::uint32_t e : by.users_of(set.named))
      if (const std::uint16_t by_route = strengths(by.meanings[e], set.named, 0))
        program.meants.push_back({e, by_route});
    program.sets.push_back({first, static_cast<std::uint32_t>(program.meants.size()) - first});
  }
}

}  // namespace clearance::resolving
