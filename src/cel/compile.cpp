#include "compile.hpp"

#include "parse.hpp"

#include <algorithm>
#include <utility>

namespace clearance::cel {

checked read(std::string_view text, const surroundings& around, mistakes& found) {
  const std::size_t before = found.size();
  ast tree = parse(text, found);
  checked out = check(std::move(tree), around, found);
  out.is_right = out.is_right && found.size() == before;
  return out;
}

std::optional<mistake> why_not_from(const checked& expression, const fact_declaration& fact) {
  const node_id root = expression.tree.root;
  const type& gives = expression.type_of(root);
  const type wanted = type_of(fact);
  const bool fits = gives.kind == wanted.kind || (wanted.kind == type_kind::number && gives.kind == type_kind::integer);
  if (fits && wanted.kind != type_kind::list) return std::nullopt;
  const span at = expression.tree.place(root);
  if (wanted.kind == type_kind::list)
    return mistake{at, issue_code::wrong_type, "no expression gives several answers", "ask for it, without `from`"};
  return mistake{at, issue_code::wrong_type, "`" + fact.key + "` is " + name(wanted) + "; this is " + name(gives),
                 "change the expression, or the fact's `answer`"};
}

std::vector<const fact_declaration*> circle_of(const fact_declaration& fact, const program_tables& tables) {
  std::vector<const fact_declaration*> way;
  std::vector<const fact_declaration*> done;
  const auto leads_back = [&](auto&& self, const fact_declaration* at) -> bool {
    way.push_back(at);
    if (const checked* from = tables.from(at)) {
      for (const meaning& m : from->meanings) {
        if (m.to != refers::fact || m.of_variable) continue;
        if (m.fact == &fact) return true;
        if (std::find(done.begin(), done.end(), m.fact) != done.end()) continue;
        done.push_back(m.fact);
        if (self(self, m.fact)) return true;
      }
    }
    way.pop_back();
    return false;
  };
  if (leads_back(leads_back, &fact)) way.push_back(&fact);
  return way;
}

}  // namespace clearance::cel
