#include "translate.hpp"

#include "hash.hpp"
#include "shown.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace clearance::resolving {
namespace {

constexpr std::string_view sections[] = {"rules", "facts", "names", "values", "note"};
constexpr std::string_view texts_of_rules[] = {"says", "reading"};
constexpr std::string_view texts_of_facts[] = {"ask", "help", "answers"};

constexpr std::size_t most_listed = 5;  // of names that are not translated

const yaml::node* map_under(const yaml::node& root, std::string_view key) {
  const yaml::member* m = root.find(key);
  return m == nullptr || m->value->kind != yaml::node_kind::map ? nullptr : m->value;
}

bool has_letter(std::string_view s) {
  return std::any_of(s.begin(), s.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

}  // namespace

translation::translation(reading& r, std::string language, std::vector<pack_files::texts> files,
                         std::span<const yaml::node* const> layers, const layered_pack& all)
    : r_(r), language_(std::move(language)), files_(std::move(files)) {
  for (std::size_t i = 0; i < layers.size(); ++i) layer_of_.emplace(layers[i]->at.file, i);
  if (const yaml::node* rules = map_under(*all.root, "rules"))
    for (const yaml::member& m : rules->members) rule_keys_.push_back(m.key->text);
  for (const removed_rule& gone : all.removed) rule_keys_.push_back(gone.by->text);
  if (const yaml::node* facts = map_under(*all.root, "facts"))
    for (const yaml::member& m : facts->members) fact_keys_.push_back(m.key->text);
  // What is missing belongs beside the pack itself, not beside what it extends.
  const bool is_beside = !files_.empty() && files_.back().nth + 1 == layers.size();
  path_ = is_beside ? files_.back().root->at.file->name
                    : path_beside(layers.back()->at.file->name, "texts/" + language_ + ".yaml");
  for (const pack_files::texts& file : files_) read(file);
}

// ---- reading ----

void translation::read(const pack_files::texts& file) {
  r_.check_keys(*file.root, sections, "a file of texts");
  if (const yaml::member* m = file.root->find("rules")) read_rules(*m, file.nth);
  if (const yaml::member* m = file.root->find("facts")) read_facts(*m, file.nth);
  if (const yaml::member* m = file.root->find("names")) {
    read_words(*m, names_);
    if (m->value->kind == yaml::node_kind::map)
      for (const yaml::member& name : m->value->members) name_keys_.push_back(name.key);
  }
  if (const yaml::member* m = file.root->find("values")) read_words(*m, values_);
}

void translation::read_rules(const yaml::member& rules, std::size_t nth) {
  const yaml::node* all = r_.map(rules, "rules, a name and its text each");
  if (all == nullptr) return;
  check_names(*all, rule_keys_, "the pack", "rule");
  for (const yaml::member& rule : all->members) {
    texts_of_rule& texts = rules_[rule.key->text];
    if (rule.value->kind != yaml::node_kind::map) {
      if (r_.text(rule)) texts.says = {rule, nth};
      continue;
    }
    r_.check_keys(*rule.value, texts_of_rules, "the text of a rule");
    if (const yaml::member* m = rule.value->find("says"); m != nullptr && r_.text(*m)) texts.says = {*m, nth};
    if (const yaml::member* m = rule.value->find("reading"); m != nullptr && r_.text(*m)) texts.reading = {*m, nth};
  }
}

void translation::read_facts(const yaml::member& facts, std::size_t nth) {
  const yaml::node* all = r_.map(facts, "facts, a name and its texts each");
  if (all == nullptr) return;
  check_names(*all, fact_keys_, "the pack", "fact");
  for (const yaml::member& fact : all->members) {
    if (r_.map(fact, "its texts, such as `ask: ...`") == nullptr) continue;
    r_.check_keys(*fact.value, texts_of_facts, "the text of a fact");
    texts_of_fact& texts = facts_[fact.key->text];
    if (const yaml::member* m = fact.value->find("ask"); m != nullptr && r_.text(*m)) texts.ask = {*m, nth};
    if (const yaml::member* m = fact.value->find("help"); m != nullptr && r_.text(*m)) texts.help = {*m, nth};
    if (const yaml::member* m = fact.value->find("answers"))
      if (r_.map(*m, "answers, each with its text") != nullptr) texts.answers = m;
  }
}

void translation::read_words(const yaml::member& m, std::unordered_map<std::string_view, const yaml::node*>& to) {
  const yaml::node* all = r_.map(m, "words, each with its translation");
  if (all == nullptr) return;
  for (const yaml::member& word : all->members)
    if (r_.text(word)) to[word.key->text] = word.value;
}

/// Tells names that are not among those of the pack.
void translation::check_names(const yaml::node& map, std::span<const std::string_view> known, const std::string& of,
                              const std::string& what) {
  const std::unordered_set<std::string_view> names(known.begin(), known.end());
  for (const yaml::member& m : map.members) {
    if (names.contains(m.key->text)) continue;
    std::string hint = r_.did_you_mean(m.key->text, known);
    if (hint.empty()) hint = "write the name of one, or take it out";
    r_.tell_unknown_key(*m.key, issue_code::unknown_name, of + " has no " + what + " `" + m.key->text + "`",
                        std::move(hint));
  }
}

// ---- rules and facts ----

const yaml::node& translation::of(const yaml::node& root) {
  yaml::node& out = made_.nodes.emplace_back(root);
  for (yaml::member& section : out.members) {
    const bool is_rules = section.key->text == "rules";
    if ((!is_rules && section.key->text != "facts") || section.value->kind != yaml::node_kind::map) continue;
    yaml::node& entries = made_.nodes.emplace_back(*section.value);
    section.value = &entries;
    for (yaml::member& entry : entries.members) {
      if (entry.value->kind != yaml::node_kind::map) continue;
      yaml::node& keys = made_.nodes.emplace_back(*entry.value);
      const yaml::member as_written = entry;
      entry.value = &keys;
      const auto replace = [&](std::string_view key, const text& by) {
        if (!by) return;
        const yaml::member* own = as_written.value->find(key);
        if (own == nullptr ? key != "says" : is_newer(*own->value, by)) return;  // every rule says something
        put(keys, key, by.at, is_rules ? spoken(*by.at.value, as_written) : *by.at.value);
      };
      if (is_rules) {
        const auto found = rules_.find(entry.key->text);
        if (found == rules_.end()) continue;
        replace("says", found->second.says);
        replace("reading", found->second.reading);
      } else {
        const auto found = facts_.find(entry.key->text);
        if (found == facts_.end()) continue;
        replace("ask", found->second.ask);
        replace("help", found->second.help);
      }
    }
  }
  // For the hash: what labels say is part of what the pack says.
  for (const pack_files::texts& file : files_)
    for (const std::string_view key : {"names", "facts"})
      if (const yaml::member* m = file.root->find(key))
        out.members.push_back(
            {&make(yaml::node_kind::scalar, m->key->at, std::string(texts_of) + m->key->text), m->value});
  return out;
}

/// Was the pack's own text written by a layer above that of the translation?
bool translation::is_newer(const yaml::node& own, const text& translated) const {
  const auto layer = layer_of_.find(own.at.file);
  return layer != layer_of_.end() && layer->second > translated.nth;
}

/// The text with the values of the rule's keys put in, as far as the language has them; the rest is put in when the
/// rule is read.
const yaml::node& translation::spoken(const yaml::node& says, const yaml::member& rule) {
  yaml::node& out = made_.nodes.emplace_back(says);
  out.text.clear();
  for (std::size_t i = 0; i < says.text.size(); ++i) {
    const std::size_t end = says.text[i] == '{' ? says.text.find('}', i) : std::string::npos;
    if (end == std::string::npos) {
      out.text += says.text[i];
      continue;
    }
    const std::string_view key = std::string_view(says.text).substr(i + 1, end - i - 1);
    const yaml::member* value = rule.value->find(key);
    const yaml::node* word = nullptr;
    if (value != nullptr && value->value->kind == yaml::node_kind::scalar) {
      const std::string& written = value->value->text;
      for (const auto* words : {&values_, &names_})
        if (const auto found = words->find(written); found != words->end() && word == nullptr) word = found->second;
      const bool is_told = word != nullptr || !has_letter(written);
      if (!is_told && unspoken_.emplace(written, std::pair(value->value, std::string_view(rule.key->text))).second)
        unspoken_order_.push_back(written);
    }
    if (word != nullptr)
      out.text += word->text;
    else
      out.text.append(says.text, i, end - i + 1);
    i = end;
  }
  return out;
}

void translation::put(yaml::node& keys, std::string_view key, const yaml::member& m, const yaml::node& value) {
  for (yaml::member& own : keys.members) {
    if (own.key->text != key) continue;
    own.value = &value;
    return;
  }
  keys.members.push_back({&make(yaml::node_kind::scalar, m.key->at, std::string(key)), &value});
}

yaml::node& translation::make(yaml::node_kind kind, const text_range& at, std::string its_text) {
  yaml::node& n = made_.nodes.emplace_back();
  n.kind = kind;
  n.at = at;
  n.text = std::move(its_text);
  return n;
}

// ---- labels ----

void translation::name(const word_table& words, vocabulary& out) {
  for (const yaml::node* key : name_keys_) {
    const word* w = words.find(key->text);
    if (w == nullptr) {
      if (words.state() == vocabulary_state::in_part) continue;
      std::string hint = r_.did_you_mean(key->text, words.keys());
      if (hint.empty()) hint = "the vocabularies list the names";
      r_.tell_unknown_key(*key, issue_code::unknown_name, "the vocabulary has no name `" + key->text + "`",
                          std::move(hint));
      continue;
    }
    const auto label = names_.find(key->text);
    if (label == names_.end()) continue;  // told
    switch (w->kind) {
      case word_kind::substance: out.substances[w->id].label = label->second->text; break;
      case word_kind::condition: out.conditions[w->id].label = label->second->text; break;
      case word_kind::event: out.events[w->id].label = label->second->text; break;
      case word_kind::zone: out.zones[w->id].label = label->second->text; break;
    }
  }
}

void translation::label_answers(pack& out) {
  for (auto* facts :
       {&out.treatment_facts, &out.medication_facts, &out.condition_facts, &out.event_facts, &out.patient_facts}) {
    for (fact_declaration& fact : *facts) {
      const auto texts = facts_.find(fact.key);
      if (texts == facts_.end() || texts->second.answers == nullptr) continue;
      const yaml::member& answers = *texts->second.answers;
      if (fact.choices.empty()) {
        r_.tell(issue_code::unknown_key, answers.key->at, "`" + fact.key + "` has no answers to name",
                "only answers that the pack lists have names");
        continue;
      }
      const std::vector<std::string_view> known(fact.choices.begin(), fact.choices.end());
      check_names(*answers.value, known, "`" + fact.key + "`", "answer");
      fact.labels = fact.choices;
      for (const yaml::member& one : answers.value->members) {
        const auto at = std::find(fact.choices.begin(), fact.choices.end(), one.key->text);
        if (at == fact.choices.end()) continue;
        if (auto label = r_.text(one)) fact.labels[static_cast<std::size_t>(at - fact.choices.begin())] = *label;
      }
    }
  }
}

// ---- what is not translated ----

std::string translation::where_to_write(std::string_view section) const {
  return "write it under `" + std::string(section) + "` in `" + path_ + "`";
}

void translation::report(const yaml::node& root, const pack& p) {
  if (files_.empty()) return;  // told
  if (const yaml::node* rules = map_under(root, "rules"))
    for (const yaml::member& rule : rules->members) report_rule(rule);
  for (const std::string_view written : unspoken_order_) {
    const auto& [value, rule] = unspoken_.at(written);
    r_.doubt(issue_code::untranslated, value->at,
             "`" + std::string(written) + "`, which the text of `" + std::string(rule) + "` shows, is not in `" +
                 language_ + "`",
             where_to_write("values"));
  }
  if (const yaml::node* facts = map_under(root, "facts"))
    for (const yaml::member& fact : facts->members) report_fact(fact);
  report_names(p);
}

void translation::report_rule(const yaml::member& rule) {
  const texts_of_rule& texts = rules_[rule.key->text];
  const yaml::member* says = rule.value->find("says");
  const yaml::member* reading = rule.value->find("reading");
  const auto tell_changed = [&](const yaml::member& own, const text& old) {
    r_.doubt(issue_code::untranslated, own.value->at,
             "the `" + own.key->text + "` of `" + rule.key->text + "` is newer than its text in `" + language_ + "` (" +
                 place_text(old.at.value->at) + ")",
             where_to_write("rules"));
  };
  if (!texts.says)
    return r_.doubt(issue_code::untranslated, rule.key->at, "`" + rule.key->text + "` is not in `" + language_ + "`",
                    where_to_write("rules"));
  if (says != nullptr && is_newer(*says->value, texts.says)) return tell_changed(*says, texts.says);
  if (reading == nullptr) return;
  if (!texts.reading)
    r_.doubt(issue_code::untranslated, reading->key->at,
             "the `reading` of `" + rule.key->text + "` is not in `" + language_ + "`",
             "write `" + rule.key->text + ": {says: ..., reading: ...}` in `" + path_ + "`");
  else if (is_newer(*reading->value, texts.reading))
    tell_changed(*reading, texts.reading);
}

void translation::report_fact(const yaml::member& fact) {
  const texts_of_fact& texts = facts_[fact.key->text];
  std::vector<std::string_view> missing;
  if (fact.value->find("ask") != nullptr && !texts.ask) missing.push_back("ask");
  if (fact.value->find("help") != nullptr && !texts.help) missing.push_back("help");
  const yaml::member* answer = fact.value->find("answer");
  const bool is_list = answer != nullptr && answer->value->kind == yaml::node_kind::sequence;
  const bool is_several = answer != nullptr && answer->value->kind == yaml::node_kind::map;
  if (is_list || is_several) {
    const yaml::node& choices = is_list ? *answer->value : *answer->value->members.at(0).value;
    const auto is_labelled = [&](const yaml::node* n) {
      return texts.answers != nullptr && texts.answers->value->find(n->text) != nullptr;
    };
    const bool are_all = choices.kind == yaml::node_kind::sequence
                             ? std::all_of(choices.items.begin(), choices.items.end(), is_labelled)
                             : is_labelled(&choices);
    if (!are_all) missing.push_back("answers");
  }
  if (missing.empty()) return;
  std::string list;
  for (const std::string_view key : missing) list += (list.empty() ? "`" : ", `") + std::string(key) + '`';
  r_.doubt(issue_code::untranslated, fact.key->at,
           "the texts of `" + fact.key->text + "` are not all in `" + language_ + "`: " + list,
           where_to_write("facts"));
}

/// Only what a rule of the pack speaks of: a whole vocabulary is seldom translated.
void translation::report_names(const pack& p) {
  std::vector<std::string_view> missing;
  const auto collect = [&](const auto& entries, const touch_index& touches, auto id_of) {
    for (std::uint32_t e = 0; e < entries.size(); ++e) {
      const auto all = touches.of(id_of(e));
      const bool is_met = std::any_of(all.begin(), all.end(),
                                      [&](const touch& t) { return p.rule_of(t.bar).kind != rule_kind::uncovered; });
      if (is_met && !names_.contains(entries[e].key)) missing.push_back(entries[e].key);
    }
  };
  collect(p.words.substances, p.substance_touches, [](std::uint32_t e) { return substance_id{e}; });
  collect(p.words.conditions, p.condition_touches, [](std::uint32_t e) { return condition_id{e}; });
  collect(p.words.events, p.event_touches, [](std::uint32_t e) { return event_id{e}; });
  collect(p.words.zones, p.zone_touches, [](std::uint32_t e) { return zone_id{e}; });
  if (missing.empty()) return;
  std::string list;
  for (std::size_t i = 0; i < missing.size() && i < most_listed; ++i)
    list += (i == 0 ? "`" : ", `") + std::string(missing[i]) + '`';
  if (missing.size() > most_listed) list += " and " + std::to_string(missing.size() - most_listed) + " more";
  const yaml::node& texts = *files_.back().root;
  const yaml::member* section = texts.find("names");
  r_.doubt(issue_code::untranslated, section != nullptr ? section->key->at : texts.members.at(0).key->at,
           (missing.size() == 1 ? "1 name that a rule speaks of is"
                                : std::to_string(missing.size()) + " names that rules speak of are") +
               " not in `" + language_ + "`: " + list,
           "write them under `names`, each with its label");
}

}  // namespace clearance::resolving
