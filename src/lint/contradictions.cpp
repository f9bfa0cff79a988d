// Rules that accept what another one bars.
#include "checks.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace clearance::linting {
namespace {

/// The rule that bars an entry whatever its state, though another accepts it.
const rule* barring(const inspected& what, std::string_view key, std::string& example) {
  const rule* found = nullptr;
  for (const std::string_view status : {"active", "remission"}) {
    draft d = what.tried.nobody();
    if (!what.tried.add_entry(d, key, status)) return nullptr;
    const rule* now = nullptr;
    for (const stand& s : what.tried.judge(d)) {
      if (what.tried.stands_for_nobody(s.rule) || s.contributes < verdict::refer) continue;
      if (found == nullptr || found == &what.p().rules[s.rule]) now = &what.p().rules[s.rule];
    }
    if (now == nullptr) return nullptr;
    if (example.empty()) example = d.json();
    found = now;
  }
  return found;
}

}  // namespace

void check_contradictions(const inspected& what, issues& found) {
  for (const rule& r : what.p().rules) {
    if (r.kind != rule_kind::accept) continue;
    const yaml::member* accepted = what.written.value(r.key, name(rule_kind::accept));
    if (accepted == nullptr) continue;
    std::vector<const yaml::node*> names = accepted->value->items;
    if (accepted->value->kind == yaml::node_kind::scalar) names.push_back(accepted->value);
    for (const yaml::node* n : names) {
      std::string example;
      const rule* other = barring(what, n->text, example);
      if (other == nullptr) continue;
      issue i = make_issue(issue_code::contradiction, n->at,
                           "`" + r.key + "` accepts `" + n->text + "`, but `" + other->key + "` bars it",
                           "an accepted name is only known and allowed, it lifts no bar: change or remove `" +
                               other->key + "`, or remove this name",
                           severity::doubt);
      i.example = std::move(example);
      found.push_back(std::move(i));
    }
  }
}

}  // namespace clearance::linting
