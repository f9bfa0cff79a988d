#include "layers.hpp"

#include "rule_kind_key.hpp"
#include "shown.hpp"
#include "tighten.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace clearance::resolving {
namespace {

bool is_none(const yaml::node& n) { return n.kind == yaml::node_kind::scalar && !n.quoted && n.text == "none"; }

bool is_map(const yaml::member& m) { return m.value->kind == yaml::node_kind::map; }

constexpr std::size_t most_changes = 64;  // of one rule: more keys than any kind has

/// `above` laid upon `below`: what both have is that of `above`, where `both` does not join the two.
template <class Join>
std::vector<yaml::member> laid_upon(std::vector<yaml::member> below, const std::vector<yaml::member>& above,
                                    Join both) {
  std::unordered_map<std::string_view, std::size_t> at;
  for (std::size_t i = 0; i < below.size(); ++i) at.emplace(below[i].key->text, i);
  for (const yaml::member& m : above) {
    const auto [found, is_new] = at.emplace(m.key->text, below.size());
    if (is_new)
      below.push_back(m);
    else
      below[found->second] = both(below[found->second], m);
  }
  return below;
}

class combining {
 public:
  combining(reading& r, layered_pack& out) : r_(r), out_(out) {}

  void run(std::span<const yaml::node* const> layers) {
    for (std::size_t i = 0; i < layers.size(); ++i) add(*layers[i], i == 0);
    finish(*layers.back());
  }

 private:
  /// Entries under names that no two layers may use.
  struct section {
    std::vector<yaml::member> entries;
    std::unordered_map<std::string_view, text_range> declared;  ///< also what was removed
  };

  void add(const yaml::node& layer, bool is_lowest) {
    layer_ = &layer;
    tightens_ = !is_lowest && reads_yes(layer.find("tighten-only"));
    default_source_ = layer.find("source");
    add_entries(layer.find("sources"), sources_, "sources, a name and its keys each", "a source");
    add_entries(layer.find("facts"), facts_, "facts, a name and its keys each", "a fact");
    if (!is_lowest) {
      begin_changes(layer.find("rules"));
      const removals gone = names_to_remove(layer.find("remove"));
      change(layer.find("change"), gone);
      remove(gone);
    }
    add_rules(layer.find("rules"));
    add_usual(layer.find("usual"));
  }

  void begin_changes(const yaml::member* own) {
    find_again();
    names_below_.clear();
    own_rules_.clear();
    if (own == nullptr || !is_map(*own)) return;
    for (const yaml::member& rule : own->value->members) own_rules_.emplace(rule.key->text, rule.key);
  }

  bool reads_yes(const yaml::member* m) { return m != nullptr && r_.yes_no(*m).value_or(true); }

  // ---- what a layer has of its own ----

  void add_entries(const yaml::member* m, section& to, std::string_view what, std::string_view of) {
    if (m == nullptr || r_.map(*m, what) == nullptr) return;
    for (const yaml::member& entry : m->value->members)
      if (declare(entry, to, of)) to.entries.push_back(entry);
  }

  bool declare(const yaml::member& entry, section& to, std::string_view of) {
    const auto [first, is_new] = to.declared.emplace(entry.key->text, entry.key->at);
    if (is_new) return true;
    if (first->second.file == entry.key->at.file) return false;  // twice in one map: told where it was read
    const bool is_rule = &to == &rules_;
    r_.tell(issue_code::duplicate_key, entry.key->at,
            "`" + entry.key->text + "` is " + std::string(of) + " already (" + place_text(first->second) + ")",
            is_rule ? "write what is different under `change`, or take another name" : "take another name");
    return false;
  }

  void add_rules(const yaml::member* m) {
    if (m == nullptr) return;
    rules_key_ = m->key;
    if (r_.map(*m, "rules, a name and its keys each") == nullptr) return;
    for (const yaml::member& entry : m->value->members) {
      if (!declare(entry, rules_, "a rule")) continue;
      if (tightens_) tell_loose_addition(r_, entry);
      rules_.entries.push_back(with_default_source(entry));
    }
  }

  /// A rule cites what its own layer cites by default.
  yaml::member with_default_source(const yaml::member& rule) {
    if (default_source_ == nullptr || !is_map(rule) || rule.value->find("source") != nullptr) return rule;
    yaml::node& keys = copy(*rule.value);
    keys.members.push_back(*default_source_);
    return {rule.key, &keys};
  }

  /// As `given` does in a case: whole keys, but `treatment` and `answers` key by key.
  void add_usual(const yaml::member* m) {
    if (m == nullptr || r_.map(*m, "the parts of a usual intake") == nullptr) return;
    usual_key_ = m->key;
    const auto above = [](const yaml::member&, const yaml::member& one) { return one; };
    usual_ = laid_upon(std::move(usual_), m->value->members, [&](const yaml::member& below, const yaml::member& part) {
      const bool is_joined = part.key->text == "treatment" || part.key->text == "answers";
      if (!is_joined || !is_map(part) || !is_map(below)) return part;
      yaml::node& both = copy(*below.value);
      both.members = laid_upon(std::move(both.members), part.value->members, above);
      return yaml::member{part.key, &both};
    });
  }

  // ---- what it changes below ----

  using removals = std::unordered_map<std::string_view, const yaml::node*>;

  removals names_to_remove(const yaml::member* m) {
    removals out;
    if (m == nullptr) return out;
    for (const yaml::node* n : r_.words(*m, "remove the key, or name a rule of the pack that this one extends")) {
      if (!is_below(n->text, n->at, "remove")) continue;
      if (!out.emplace(n->text, n).second)
        r_.tell(issue_code::duplicate_key, n->at, "`" + n->text + "` is named twice", "remove one");
      else if (tightens_)
        tell_removal(r_, *n, rules_.declared.at(n->text));
    }
    return out;
  }

  void remove(const removals& named) {
    if (named.empty()) return;
    std::erase_if(rules_.entries, [&](const yaml::member& m) {
      const auto by = named.find(m.key->text);
      if (by == named.end()) return false;
      removed_.emplace(m.key->text, by->second);
      out_.removed.push_back({m, by->second});
      return true;
    });
    find_again();
  }

  void find_again() {
    position_.clear();
    for (std::size_t i = 0; i < rules_.entries.size(); ++i) position_.emplace(rules_.entries[i].key->text, i);
  }

  /// Is this a rule of the layers below? What else it is, is told.
  bool is_below(const std::string& rule, const text_range& at, const std::string& verb) {
    if (position_.contains(rule)) return true;
    const auto gone = removed_.find(rule);
    const auto own = own_rules_.find(rule);
    if (gone != removed_.end()) {
      r_.tell(issue_code::unknown_name, at, "`" + rule + "` is removed already (" + place_text(gone->second->at) + ")",
              "take it out of `" + verb + "`");
    } else if (own != own_rules_.end()) {
      r_.tell(issue_code::bad_layer, at,
              "`" + rule + "` is a rule of this pack itself (" + place_text(own->second->at) + ")",
              verb == "change" ? "write the value there" : "remove it there");
    } else {
      std::string hint = r_.did_you_mean(rule, names_below());
      if (hint.empty()) hint = "name a rule of the pack that this one extends";
      r_.tell(issue_code::unknown_name, at, "there is no rule `" + rule + "` to " + verb, std::move(hint));
    }
    return false;
  }

  std::span<const std::string_view> names_below() {
    if (names_below_.empty())
      for (const yaml::member& m : rules_.entries) names_below_.push_back(m.key->text);
    return names_below_;
  }

  void change(const yaml::member* m, const removals& removed) {
    if (m == nullptr || r_.map(*m, "rules, a name and what is different in each") == nullptr) return;
    std::unordered_set<std::string_view> seen;
    for (const yaml::member& entry : m->value->members) {
      const std::string& rule = entry.key->text;
      if (!seen.insert(rule).second || !is_below(rule, entry.key->at, "change")) continue;
      const auto goes = removed.find(rule);
      if (goes != removed.end())
        r_.tell(issue_code::bad_layer, entry.key->at,
                "`" + rule + "` is changed here, and removed (" + place_text(goes->second->at) + ")",
                "do one of the two");
      else if (r_.map(entry, "the keys that are different, such as `before: 12 months`") != nullptr)
        change_rule(entry, rules_.entries[position_.at(rule)]);
    }
  }

  void change_rule(const yaml::member& change, yaml::member& rule) {
    const auto& changes = change.value->members;
    const std::string& named = change.key->text;
    if (!is_map(rule)) return;  // told of the rule
    if (changes.empty())
      return r_.tell(issue_code::empty_value, change.value->at, "this changes nothing of `" + named + "`",
                     "write the keys that are different, such as `before: 12 months`");
    if (changes.size() > most_changes)
      return r_.tell(issue_code::too_large, change.key->at,
                     "more than " + std::to_string(most_changes) + " keys of one rule", "no rule has so many");
    const yaml::node& old = *rule.value;
    yaml::node& keys = copy(old);
    for (const yaml::member& m : changes)
      if (may_change(named, m, old)) change_key(change, m, keys);
    if (change.value->find("source") == nullptr) cite_this_layer(named, keys);
    if (tightens_) tell_loosening(r_, {named, rules_.declared.at(named)}, old, keys, *change.value);
    // What the change leaves behind is told of the change: the rule below was right as it stood.
    rule = {change.key, &keys};
  }

  bool may_change(const std::string& rule, const yaml::member& m, const yaml::node& old) {
    const std::string& key = m.key->text;
    const yaml::member* kind = kind_key_of(old);
    const bool is_a_kind = kind_named(key).has_value();
    if (kind != nullptr && is_a_kind && key != kind->key->text) {
      r_.tell(
          issue_code::kind_of_rule, m.key->at,
          "`" + rule + "` is of the kind `" + kind->key->text + "` (" + place_text(kind->key->at) +
              "): a change cannot make it another",
          "write a rule of your own under another name: of two rules the worse verdict counts; to take this one away, "
          "`remove: [" +
              rule + "]`");
      return false;
    }
    if (!is_none(*m.value)) return true;
    if (is_a_kind || key == "source") {
      r_.tell(issue_code::bad_layer, m.value->at, "`" + key + "` cannot be dropped",
              is_a_kind ? "to take the rule away, write `remove: [" + rule + "]`"
                        : "what is changed cites the pack that changes it: leave `source` out, or write another");
      return false;
    }
    if (old.find(key) != nullptr) return true;
    std::vector<std::string_view> known;
    for (const yaml::member& other : old.members) known.push_back(other.key->text);
    std::string hint = r_.did_you_mean(key, known);
    if (hint.empty()) hint = "it has " + one_of(known);
    r_.tell(issue_code::unknown_key, m.key->at, "`" + rule + "` has no `" + key + "` to drop", std::move(hint));
    return false;
  }

  void change_key(const yaml::member& change, const yaml::member& m, yaml::node& keys) {
    const std::string& rule = change.key->text;
    const std::string& key = m.key->text;
    if (!is_none(*m.value)) return put(rule, m, keys);
    const yaml::member below = *keys.find(key);
    const yaml::member* says = keys.find("says");
    const bool is_quoted = says != nullptr && says->value->text.find('{' + key + '}') != std::string::npos &&
                           change.value->find("says") == nullptr;
    if (is_quoted)
      return r_.tell(issue_code::bad_layer, m.value->at,
                     "the text of `" + rule + "` speaks of `{" + key + "}` (" + place_text(says->value->at) + ")",
                     "change `says` too");
    out_.changed.push_back({rule, below, m});
    std::erase_if(keys.members, [&](const yaml::member& other) { return other.key->text == key; });
  }

  void put(const std::string& rule, const yaml::member& m, yaml::node& keys) {
    for (yaml::member& below : keys.members) {
      if (below.key->text != m.key->text) continue;
      out_.changed.push_back({rule, below, m});
      below = m;
      return;
    }
    keys.members.push_back(m);
  }

  // ---- what it cites ----

  void cite_this_layer(const std::string& rule, yaml::node& keys) {
    const yaml::member cited = default_source_ != nullptr ? *default_source_ : source_of_this_layer();
    if (cited.value != nullptr) put(rule, cited, keys);
  }

  /// A layer that names no source of its own is one: by its title, else its name.
  yaml::member source_of_this_layer() {
    if (cited_layer_ == layer_) return layer_source_;
    cited_layer_ = layer_;
    layer_source_ = {};
    const yaml::member* id = layer_->find("pack");
    if (id == nullptr || id->value->text.empty()) return {};  // told
    const yaml::member* title = layer_->find("title");
    const yaml::node& named = title == nullptr || title->value->text.empty() ? *id->value : *title->value;
    std::string key = id->value->text;
    while (sources_.declared.contains(key)) key += "-pack";
    yaml::node& source = make(yaml::node_kind::scalar, id->value->at, key);
    yaml::node& keys = make(yaml::node_kind::map, id->value->at);
    keys.members.push_back({&make(yaml::node_kind::scalar, named.at, "title"), &named});
    sources_.declared.emplace(source.text, source.at);
    sources_.entries.push_back({&source, &keys});
    layer_source_ = {&make(yaml::node_kind::scalar, id->key->at, "source"), &source};
    return layer_source_;
  }

  // ---- the combined pack ----

  void finish(const yaml::node& top) {
    yaml::node& root = make(yaml::node_kind::map, top.at);
    for (const std::string_view key : {"pack", "version", "title"})
      if (const yaml::member* m = top.find(key)) root.members.push_back(*m);
    put_section(root, "sources", std::move(sources_.entries));
    put_section(root, "facts", std::move(facts_.entries));
    if (rules_key_ != nullptr) {
      yaml::node& rules = make(yaml::node_kind::map, rules_key_->at);
      rules.members = std::move(rules_.entries);
      root.members.push_back({rules_key_, &rules});
    }
    if (usual_key_ != nullptr) {
      yaml::node& usual = make(yaml::node_kind::map, usual_key_->at);
      usual.members = std::move(usual_);
      root.members.push_back({usual_key_, &usual});
    }
    if (const yaml::member* m = top.find("cases")) root.members.push_back(*m);
    out_.root = &root;
  }

  void put_section(yaml::node& root, std::string key, std::vector<yaml::member> entries) {
    if (entries.empty()) return;
    const text_range at = entries.front().key->at;
    yaml::node& all = make(yaml::node_kind::map, at);
    all.members = std::move(entries);
    root.members.push_back({&make(yaml::node_kind::scalar, at, std::move(key)), &all});
  }

  // ---- trees ----

  yaml::node& make(yaml::node_kind kind, const text_range& at, std::string text = {}) {
    yaml::node& n = out_.made.nodes.emplace_back();
    n.kind = kind;
    n.at = at;
    n.text = std::move(text);
    return n;
  }

  yaml::node& copy(const yaml::node& n) { return out_.made.nodes.emplace_back(n); }

  reading& r_;
  layered_pack& out_;
  const yaml::node* layer_ = nullptr;
  bool tightens_ = false;
  const yaml::member* default_source_ = nullptr;  ///< of the layer
  const yaml::node* cited_layer_ = nullptr;
  yaml::member layer_source_;
  section sources_;
  section facts_;
  section rules_;
  std::unordered_map<std::string_view, std::size_t> position_;         ///< of a rule of the layers below
  std::unordered_map<std::string_view, const yaml::node*> removed_;    ///< and by what
  std::unordered_map<std::string_view, const yaml::node*> own_rules_;  ///< of the layer
  std::vector<std::string_view> names_below_;                          ///< to suggest; made when asked for
  std::vector<yaml::member> usual_;
  const yaml::node* rules_key_ = nullptr;
  const yaml::node* usual_key_ = nullptr;
};

}  // namespace

layered_pack combine(reading& r, std::span<const yaml::node* const> layers) {
  layered_pack out;
  combining(r, out).run(layers);
  return out;
}

void tell_without_base(reading& r, const yaml::node& root) {
  for (const std::string_view key : layer_keys)
    if (const yaml::member* m = root.find(key))
      r.tell(issue_code::bad_layer, m->key->at,
             "`" + std::string(key) + "` is of no use in a pack that extends no other", "add `extends: other.yaml`");
}

}  // namespace clearance::resolving
