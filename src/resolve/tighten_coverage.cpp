#include "tighten_coverage.hpp"

#include "rule_kind_key.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace clearance::resolving {
namespace {

constexpr std::size_t most_listed = 3;

using members_by_key = std::unordered_map<std::string_view, yaml::member>;

void add_members(const yaml::node& root, std::string_view section, members_by_key& to) {
  const yaml::member* m = root.find(section);
  if (m == nullptr) return;
  for (const yaml::member& entry : m->value->members) to.emplace(entry.key->text, entry);
}

/// How surely nothing speaks of a condition.
match_strength uncovered(const pack& p, condition_id c) {
  for (const touch& t : p.condition_touches.of(c))
    if (p.rule_of(t.bar).kind == rule_kind::uncovered) return t.on(route::unknown);
  return match_strength::none;
}

/// Does a rule stand for all whom the built-in one stands for, and is no milder?
bool stands_for_all(const yaml::node& rule) {
  const yaml::member* kind = kind_key_of(rule);
  const auto named = kind == nullptr ? std::nullopt : kind_named(kind->key->text);
  const auto is = [&](std::string_view key, std::string_view value) {
    const yaml::member* m = rule.find(key);
    return m != nullptr && m->value->text == value;
  };
  if (named != rule_kind::refer && named != rule_kind::exclude) return false;
  const bool has_tests = std::any_of(rule.members.begin(), rule.members.end(), [](const yaml::member& m) {
    return m.key->text == "when" || m.key->text == "unless" || m.key->text == "except";
  });
  return !has_tests && !is("status", "active") && !is("where", "treated");
}

}  // namespace

void tell_loose_coverage(reading& r, const yaml::node& root, const yaml::node& layer, const pack& below,
                         const pack& p) {
  std::unordered_map<std::string_view, std::uint32_t> ids_below;
  for (std::uint32_t c = 0; c < below.words.conditions.size(); ++c) ids_below.emplace(below.words.conditions[c].key, c);
  members_by_key rules;
  members_by_key of_layer;
  add_members(root, "rules", rules);
  add_members(layer, "rules", of_layer);
  add_members(layer, "change", of_layer);

  std::vector<std::pair<std::string_view, std::vector<std::string_view>>> loose;  // rules, with their conditions
  for (std::uint32_t c = 0; c < p.words.conditions.size(); ++c) {
    const std::string& key = p.words.conditions[c].key;
    const auto id_below = ids_below.find(key);
    if (id_below == ids_below.end()) continue;
    const match_strength left = uncovered(below, {id_below->second});
    if (uncovered(p, {c}) >= left) continue;
    bool is_kept = false;
    std::string_view lets_pass;
    for (const touch& t : p.condition_touches.of(condition_id{c})) {
      const auto rule = rules.find(p.rule_of(t.bar).key);
      if (rule == rules.end()) continue;
      is_kept = is_kept || (t.on(route::unknown) >= left && stands_for_all(*rule->second.value));
      if (lets_pass.empty() && of_layer.contains(rule->first)) lets_pass = rule->first;
    }
    if (is_kept || lets_pass.empty()) continue;
    const auto told = std::find_if(loose.begin(), loose.end(), [&](const auto& one) { return one.first == lets_pass; });
    if (told == loose.end())
      loose.push_back({lets_pass, {key}});
    else
      told->second.push_back(key);
  }
  for (const auto& [rule, conditions] : loose) {
    std::string list;
    for (std::size_t i = 0; i < conditions.size() && i < most_listed; ++i)
      list += (i == 0 ? "`" : ", `") + std::string(conditions[i]) + '`';
    if (conditions.size() > most_listed) list += " and " + std::to_string(conditions.size() - most_listed) + " more";
    r.tell(issue_code::loosened, of_layer.at(rule).key->at,
           "nothing below speaks of " + list + ", so that a practitioner decides; with `" + std::string(rule) +
               "` some pass",
           "this pack is `tighten-only`: write `refer` or `exclude` without conditions, or leave it out");
  }
}

}  // namespace clearance::resolving
