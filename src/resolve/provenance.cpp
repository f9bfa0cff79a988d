#include "provenance.hpp"

#include "shown.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace clearance::resolving {
namespace {

provenance origin_of(const yaml::member& m) {
  // A text of another language stands in another file than the key that it is put under.
  const text_range& at = m.value->at.file == m.key->at.file ? m.key->at : m.value->at;
  return {m.key->text, in_one_line(*m.value), place_text(at)};
}

}  // namespace

void keep_provenance(const layered_pack& layers, const yaml::node& root, pack& out) {
  const yaml::member* rules = root.find("rules");
  if (rules == nullptr) return;
  std::unordered_map<std::string_view, std::vector<provenance>*> by_rule;
  for (rule& r : out.rules) by_rule.emplace(r.key, &r.written);
  for (const yaml::member& rule : rules->value->members)
    if (const auto found = by_rule.find(rule.key->text); found != by_rule.end())
      for (const yaml::member& m : rule.value->members) found->second->push_back(origin_of(m));
  // The latest first: behind a value stands what it replaced, and behind that what had been replaced before.
  for (auto change = layers.changed.rbegin(); change != layers.changed.rend(); ++change) {
    const auto found = by_rule.find(change->rule);
    if (found == by_rule.end()) continue;  // removed later
    std::vector<provenance>& written = *found->second;
    const bool is_known = std::any_of(written.begin(), written.end(),
                                      [&](const provenance& p) { return p.key == change->was.key->text; });
    if (!is_known) written.push_back(origin_of(change->is));  // `none`: the key is dropped
    written.push_back(origin_of(change->was));
  }
  for (const removed_rule& gone : layers.removed)
    out.removed.push_back({gone.was.key->text, place_text(gone.was.key->at), place_text(gone.by->at)});
}

}  // namespace clearance::resolving
