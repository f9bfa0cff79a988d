#include "rule_names.hpp"

#include <algorithm>
#include <unordered_set>

namespace clearance::resolving {

// What a name that is not understood stands for, nobody knows: then nothing is said.
void rule_names::tell_misplaced(const yaml::node& key, const std::string& of) {
  if (!understood_all_) return;
  r_.tell(issue_code::key_of_other_kind, key.at, "only a rule about " + of + " can have a `" + key.text + "`",
          "remove it: this rule names none");
}

void rule_names::tell_other_kinds(std::initializer_list<word_kind> allowed, const std::string& message,
                                  const std::string& hint) {
  for (const named_word& w : named_)
    if (std::find(allowed.begin(), allowed.end(), w.kind) == allowed.end())
      r_.tell(issue_code::bad_value, w.at, message, hint);
}

void rule_names::read(const yaml::member& kind, rule_model& rule) {
  named_.clear();
  const auto named = r_.words(kind, "name one substance, condition, event or zone at least");
  understood_all_ = !named.empty();
  std::unordered_set<std::string_view> seen;
  for (const yaml::node* n : named) {
    if (!seen.insert(n->text).second) {
      r_.doubt(issue_code::duplicate_key, n->at, "`" + n->text + "` is named twice", "remove one");
      continue;
    }
    const word* w = words_.find(n->text);
    if (w == nullptr) {
      understood_all_ = false;
      if (words_.state() == vocabulary_state::in_part) continue;
      r_.tell(issue_code::unknown_name, n->at, "no substance, condition, event or zone is called `" + n->text + "`",
              hint_for_unknown(n->text));
      continue;
    }
    switch (w->kind) {
      case word_kind::substance: rule.substances.push_back({w->id}); break;
      case word_kind::condition: rule.conditions.push_back({w->id}); break;
      case word_kind::zone: rule.zones.push_back({w->id}); break;
      case word_kind::event: rule.events.push_back({w->id}); break;
    }
    named_.push_back({w->kind, n->at});
    append_name(rule.words.names, *w);
  }
}

/// A person may write a name that patients use: tell whose it is.
std::string rule_names::hint_for_unknown(const std::string& wrong) {
  if (words_.state() == vocabulary_state::none) return "the pack names no `vocabulary`";
  std::string hint = r_.did_you_mean(wrong, words_.keys());
  if (!hint.empty()) return hint;
  const auto whose = [&](const name_index& index, const auto& entries) -> std::string {
    const name_match found = index.match(wrong);
    if (!found.understood() || found.entries.size() != 1) return {};
    return "`" + wrong + "` is a name of `" + entries[found.entries[0]].key + "`: write that";
  };
  for (std::string h :
       {whose(pack_.names.substances, pack_.words.substances), whose(pack_.names.conditions, pack_.words.conditions),
        whose(pack_.names.events, pack_.words.events), whose(pack_.names.zones, pack_.words.zones)})
    if (!h.empty()) return h;
  return "the vocabularies list the names";
}

void rule_names::append_name(std::string& names, const word& w) {
  if (!names.empty()) names += ", ";
  switch (w.kind) {
    case word_kind::substance: names += pack_.words.substances[w.id].label; break;
    case word_kind::condition: names += pack_.words.conditions[w.id].label; break;
    case word_kind::event: names += pack_.words.events[w.id].label; break;
    case word_kind::zone: names += pack_.words.zones[w.id].label; break;
  }
}

void rule_names::read_routes(const yaml::node& keys, rule_model& rule) {
  const yaml::member* m = keys.find("route");
  if (m == nullptr) return;
  rule.routes_at = m->value->at;
  for (const yaml::node* n : r_.words(*m)) {
    if (const auto by = read_route(n->text))
      rule.routes |= static_cast<std::uint8_t>(1u << static_cast<unsigned>(*by));
    else
      r_.tell(issue_code::bad_value, n->at, "`" + n->text + "` is no route", "use " + one_of(route_names));
  }
  if (rule.substances.empty()) tell_misplaced(*m->key, "substances");
}

void rule_names::read_except(const yaml::node& keys, rule_model& rule) {
  const yaml::member* m = keys.find("except");
  if (m == nullptr) return;
  if (rule.is_about_the_patient) return tell_misplaced(*m->key, "things of the vocabulary");
  if (m->value->kind != yaml::node_kind::map) {
    for (const yaml::node* n : r_.words(*m)) add_exception(*n, {}, rule);
    return;
  }
  if (rule.words.kind != rule_kind::washout || !rule.has_wait) {
    r_.tell(issue_code::bad_value, m->value->at, "only a washout with `before` gives its exceptions other windows",
            "to leave them out, write a list: `except: [a, b]`");
    return;
  }
  rule.has_other_windows = true;
  for (const yaml::member& other : m->value->members) {
    const auto d = read_duration(r_, *other.value);
    add_exception(*other.key, d ? d->most : window{}, rule);
  }
}

void rule_names::add_exception(const yaml::node& n, window waits, rule_model& rule) {
  const word* w = words_.find(n.text);
  if (w == nullptr) {
    if (words_.state() != vocabulary_state::in_part)
      r_.tell(issue_code::unknown_name, n.at, "nothing in the vocabulary is called `" + n.text + "`",
              hint_for_unknown(n.text));
    return;
  }
  const auto same_kind = [&](const auto& named) { return !named.empty(); };
  bool fits = false;
  switch (w->kind) {
    case word_kind::substance:
      fits = same_kind(rule.substances);
      rule.except_substances.push_back({{w->id}, waits, n.at});
      break;
    case word_kind::condition:
      fits = same_kind(rule.conditions);
      rule.except_conditions.push_back({{w->id}, waits, n.at});
      break;
    case word_kind::event:
      fits = same_kind(rule.events);
      rule.except_events.push_back({{w->id}, waits, n.at});
      break;
    case word_kind::zone:
      fits = same_kind(rule.zones);
      rule.except_zones.push_back({{w->id}, waits, n.at});
      break;
  }
  if (!fits && understood_all_)
    r_.tell(issue_code::never_fires, n.at, "`" + n.text + "` is no part of what the rule names",
            "an exception is a member of what comes before it: remove it");
}

}  // namespace clearance::resolving
