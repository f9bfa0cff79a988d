#include "read_rules.hpp"

#include "rule_keys.hpp"
#include "rule_names.hpp"
#include "rule_words.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace clearance::resolving {

namespace {

class rule_reader {
 public:
  rule_reader(reading& r, const word_table& words, predicate_writer& predicates, const citable& sources, pack& out)
      : r_(r), names_(r, words, out), predicates_(predicates), sources_(sources) {}

  std::optional<rule_model> read(const yaml::member& entry) {
    const yaml::node* keys = r_.map(entry, "its kind and keys, such as `washout: nsaid`");
    if (keys == nullptr) return std::nullopt;
    check_key_of_rule(entry);
    rule_model rule;
    rule.at = entry.key->at;
    rule.words.key = entry.key->text;
    const yaml::member* kind = find_kind(entry, *keys, rule.words.kind);
    if (kind == nullptr) return std::nullopt;
    check_keys(*keys, rule.words.kind, kind);
    read_kind(*kind, *keys, rule);
    read_shared(*keys, rule);
    if (rule.words.says.empty()) rule.words.says = default_words(rule.words);
    return rule;
  }

 private:
  void check_key_of_rule(const yaml::member& entry) {
    const std::string& key = entry.key->text;
    if (!is_name(key))
      r_.tell(issue_code::bad_id, entry.key->at, "`" + key + "` cannot name a rule",
              "use small letters, digits and hyphens, beginning with a letter");
    if (key == name(rule_kind::uncovered))
      r_.tell(issue_code::bad_id, entry.key->at, "`uncovered` is the built-in rule", "take another name");
  }

  const yaml::member* find_kind(const yaml::member& entry, const yaml::node& keys, rule_kind& kind) {
    const yaml::member* found = nullptr;
    for (const yaml::member& m : keys.members) {
      for (const rule_kind k : written_kinds) {
        if (m.key->text != name(k)) continue;
        if (found != nullptr) {
          r_.tell(issue_code::kind_of_rule, m.key->at,
                  "`" + entry.key->text + "` has the kind `" + found->key->text + "` already: a rule has one kind",
                  "make two rules of it");
        } else {
          found = &m;
          kind = k;
        }
      }
    }
    if (found == nullptr) {
      std::vector<std::string_view> known;
      for (const rule_kind k : written_kinds) known.push_back(name(k));
      for (const yaml::member& m : keys.members) {
        if (!r_.did_you_mean(m.key->text, keys_of_any_kind()).empty()) continue;  // `befor` is no `defer`
        std::string hint = r_.did_you_mean(m.key->text, known);
        if (hint.empty()) continue;
        r_.tell(issue_code::kind_of_rule, m.key->at, "`" + m.key->text + "` is no kind of rule", std::move(hint));
        return nullptr;
      }
      r_.tell(issue_code::kind_of_rule, entry.key->at, "`" + entry.key->text + "` does not say what kind of rule it is",
              "begin it with one of " + one_of(known));
    }
    return found;
  }

  static std::span<const std::string_view> keys_of_any_kind() {
    static constexpr auto names = [] {
      std::array<std::string_view, std::size(rule_keys)> all{};
      std::transform(std::begin(rule_keys), std::end(rule_keys), all.begin(), [](const rule_key& k) { return k.name; });
      return all;
    }();
    return names;
  }

  static bool is_rule_key(std::string_view key) {
    return std::any_of(std::begin(rule_keys), std::end(rule_keys), [&](const rule_key& k) { return k.name == key; });
  }

  void check_keys(const yaml::node& keys, rule_kind kind, const yaml::member* kind_member) {
    std::vector<std::string_view> allowed;
    for (const rule_key& k : rule_keys)
      if (k.of & kinds(kind)) allowed.push_back(k.name);
    for (const yaml::member& m : keys.members) {
      const std::string& key = m.key->text;
      if (&m == kind_member || std::find(allowed.begin(), allowed.end(), key) != allowed.end()) continue;
      if (std::any_of(std::begin(written_kinds), std::end(written_kinds), [&](rule_kind k) { return key == name(k); }))
        continue;  // told as a second kind
      const std::string kind_text(name(kind));
      if (is_rule_key(key)) {
        r_.tell(issue_code::key_of_other_kind, m.key->at,
                "`" + key + "` is no key of a rule of kind `" + kind_text + "`", "it may have " + one_of(allowed));
      } else {
        std::string hint = r_.did_you_mean(key, allowed);
        if (hint.empty()) hint = "it may have " + one_of(allowed);
        r_.tell_unknown_key(*m.key, issue_code::unknown_key,
                            "a rule of kind `" + kind_text + "` has no key `" + key + "`", std::move(hint));
      }
    }
  }

  void read_kind(const yaml::member& kind, const yaml::node& keys, rule_model& rule) {
    switch (rule.words.kind) {
      case rule_kind::washout: return read_washout(kind, keys, rule);
      case rule_kind::exclude:
      case rule_kind::refer:
      case rule_kind::defer: return read_bar(kind, keys, rule);
      case rule_kind::interval: return read_interval(kind, keys, rule);
      case rule_kind::course: {
        if (const auto range = read_count_range(r_, *kind.value, "sessions")) rule.words.sessions = *range;
        rule.words.before_text = kind.value->text;
        return;
      }
      case rule_kind::aftercare: {
        if (const auto d = read_duration(r_, *kind.value)) rule.words.after = d->most;
        rule.words.after_text = kind.value->text;
        return;
      }
      case rule_kind::require: return read_requirement(kind, keys, rule);
      case rule_kind::accept: names_.read(kind, rule); return names_.read_except(keys, rule);
      case rule_kind::recovery: return read_recovery(kind, keys, rule);
      case rule_kind::uncovered: return;
    }
  }

  void read_washout(const yaml::member& kind, const yaml::node& keys, rule_model& rule) {
    names_.read(kind, rule);
    names_.tell_other_kinds({word_kind::substance, word_kind::event}, "a washout names substances or events",
                            "use `exclude`, `refer` or `defer` for the rest");
    if (const yaml::member* m = keys.find("before")) {
      if (const auto d = read_duration(r_, *m->value)) {
        rule.waits = d->most;  // the longer governs
        rule.has_wait = true;
        rule.words.before = d->most;
        rule.words.before_text = m->value->text;
        if (d->most.count == 0)
          r_.tell(issue_code::never_fires, m->value->at,
                  "`" + m->value->text + "` is no time at all: nobody has to wait",
                  "write how long, or take the rule away");
      }
    }
    if (const yaml::member* m = keys.find("after")) {
      if (const auto d = read_duration(r_, *m->value)) {
        rule.words.after = d->most;
        rule.words.after_text = m->value->text;
      }
    }
    if (keys.find("before") == nullptr && keys.find("after") == nullptr)
      r_.tell(issue_code::missing_key, rule.at,
              "the washout `" + rule.words.key + "` says neither `before` nor `after`",
              "add `before: 1 week`, for example");
    if (const yaml::member* m = keys.find("while_taking")) {
      const auto value = r_.text(*m);
      if (value && *value != "refer")
        r_.tell(issue_code::bad_value, m->value->at, "`while_taking` can only be `refer`",
                "write `while_taking: refer`, or leave it out");
      rule.while_taking_refers = true;
      rule.words.ask_prescriber = true;
    }
    if (const yaml::member* m = keys.find("ask_prescriber"))
      if (r_.yes_no(*m).value_or(true)) rule.words.ask_prescriber = true;
    names_.read_routes(keys, rule);
    read_where_key(keys, rule);
    names_.read_except(keys, rule);
  }

  void read_requirement(const yaml::member& kind, const yaml::node& keys, rule_model& rule) {
    names_.read(kind, rule);
    names_.tell_other_kinds({word_kind::substance, word_kind::event}, "what is required is a medicine or an event",
                            "for a condition use `exclude` or `refer` with `when`");
    if (!rule.substances.empty() && !rule.events.empty())
      r_.tell(issue_code::bad_value, kind.value->at, "this requires medicines and events in one",
              "make two rules: one for each list");
    if (const yaml::member* m = keys.find("before")) {
      if (const auto d = read_duration(r_, *m->value)) rule.words.before = d->most;
      rule.words.before_text = m->value->text;
    }
    if (const yaml::member* m = keys.find("valid")) {
      if (const auto d = read_duration(r_, *m->value)) {
        rule.words.valid = d->least;
        if (rule.words.before && is_surely_shorter(*rule.words.valid, *rule.words.before))
          r_.tell(issue_code::empty_range, m->value->at,
                  "`valid: " + m->value->text + "` ends before `before: " + rule.words.before_text + "` begins",
                  "what is required counts from `before` to `valid` ahead of the treatment");
      }
    }
    if (const yaml::member* m = keys.find("else")) {
      const auto value = r_.text(*m);
      rule.else_refers = value == "refer";
      if (value && *value != "refer" && *value != "defer")
        r_.tell(issue_code::bad_value, m->value->at, "`else` can only be `refer`",
                "write `else: refer`, or leave it out: then the treatment is deferred");
    }
    names_.read_routes(keys, rule);
    names_.read_except(keys, rule);
  }

  void read_recovery(const yaml::member& kind, const yaml::node& keys, rule_model& rule) {
    names_.read(kind, rule);
    names_.tell_other_kinds({word_kind::condition}, "a recovery names signs, which are conditions",
                            "for medicines use `washout` with `after`");
    if (const yaml::member* m = keys.find("for")) {
      read_wait(*m, rule);
      rule.words.after = rule.waits;
      rule.words.after_text = m->value->text;
    } else {
      r_.tell(issue_code::missing_key, rule.at, "the recovery `" + rule.words.key + "` does not say for how long",
              "add `for: 3 days`, for example");
    }
    names_.read_except(keys, rule);
  }

  void read_wait(const yaml::member& m, rule_model& rule) {
    const auto d = read_duration(r_, *m.value);
    if (!d) return;
    rule.waits = d->most;  // the longer governs
    rule.has_wait = true;
  }

  static bool is_surely_shorter(window a, window b) {
    const auto shortest = [](window w) {
      return std::int64_t{w.count} * (w.unit == window_unit::minutes ? 1
                                      : w.unit == window_unit::days  ? 1440
                                                                     : 28 * 1440);
    };
    const auto longest = [](window w) {
      return std::int64_t{w.count} * (w.unit == window_unit::minutes ? 1
                                      : w.unit == window_unit::days  ? 1440
                                                                     : 31 * 1440);
    };
    return longest(a) < shortest(b);
  }

  void read_bar(const yaml::member& kind, const yaml::node& keys, rule_model& rule) {
    if (kind.value->kind == yaml::node_kind::scalar && kind.value->text == "patient")
      read_patient(keys, rule);
    else
      names_.read(kind, rule);
    if (const yaml::member* m = keys.find("for")) {
      if (rule.conditions.empty())
        names_.tell_misplaced(*m->key, "conditions");
      else
        read_wait(*m, rule);
      rule.words.after_text = m->value->text;
    }
    if (const yaml::member* m = keys.find("status")) {
      const auto value = r_.text(*m);
      if (value == "active")
        rule.status = status_wanted::active;
      else if (value == "any")
        rule.status = status_wanted::any;
      else if (value)
        r_.tell(issue_code::bad_value, m->value->at, "`status` is `active` or `any`",
                "leave it out for a rule that counts unless the condition is resolved");
      if (rule.conditions.empty()) names_.tell_misplaced(*m->key, "conditions");
    }
    names_.read_routes(keys, rule);
    read_where_key(keys, rule);
    names_.read_except(keys, rule);
  }

  /// The patient as a whole: `when` says which patients.
  void read_patient(const yaml::node& keys, rule_model& rule) {
    rule.is_about_the_patient = true;
    rule.words.names = "the patient";
    names_.begin();
    if (keys.find("when") == nullptr)
      r_.tell(issue_code::missing_key, rule.at, "`" + rule.words.key + "` bars every patient: it has no `when`",
              "say whom it is about, such as `when: {age: under 18}`");
  }

  void read_where_key(const yaml::node& keys, rule_model& rule) {
    const yaml::member* m = keys.find("where");
    if (m == nullptr) return;
    const auto value = r_.text(*m);
    if (value == "treated")
      rule.where = place::treated;
    else if (value && *value != "anywhere")
      r_.tell(issue_code::bad_value, m->value->at, "`where` is `treated` or `anywhere`",
              "write `treated` where it counts on treated zones alone; else leave it out");
    if (rule.conditions.empty() && rule.events.empty()) names_.tell_misplaced(*m->key, "conditions or events");
  }

  void read_interval(const yaml::member& kind, const yaml::node& keys, rule_model& rule) {
    if (const auto d = read_duration(r_, *kind.value)) {
      rule.waits = d->least;  // the shorter governs: past it, the longer is advice
      rule.has_wait = true;
      rule.words.before = d->least;
      rule.words.after = d->most;
      rule.words.before_text = kind.value->text;
    }
    const yaml::member* earlier = keys.find("earlier");
    const yaml::member* either = keys.find("either");
    if (earlier != nullptr && either != nullptr)
      r_.tell(issue_code::bad_value, either->key->at, "an interval has `earlier` or `either`, not both",
              "make two rules");
    else if (earlier != nullptr)
      rule.about_sessions = predicates_.write_session_map(*earlier, predicate_writer::whose::earlier_session);
    else if (either != nullptr)
      rule.about_sessions = predicates_.write_session_map(*either, predicate_writer::whose::either_treatment);
  }

  void read_shared(const yaml::node& keys, rule_model& rule) {
    const entry_subject looks_at = rule.words.kind == rule_kind::interval ? entry_subject::session
                                   : !rule.substances.empty()             ? entry_subject::medication
                                   : !rule.conditions.empty()             ? entry_subject::condition
                                   : !rule.events.empty()                 ? entry_subject::event
                                                                          : entry_subject::none;
    if (const yaml::member* m = keys.find("when")) rule.words.when = predicates_.write(*m, looks_at);
    if (const yaml::member* m = keys.find("unless")) rule.words.unless = predicates_.write(*m, looks_at);
    if (const yaml::member* m = keys.find("note")) rule.words.note = r_.text(*m).value_or("");
    if (const yaml::member* m = keys.find("reading")) rule.words.reading = r_.text(*m).value_or("");
    citation cited = sources_.by_default;
    if (const yaml::member* m = keys.find("source")) cited = read_citation(r_, *m, sources_.sources);
    rule.words.source = cited.source;
    rule.words.section = std::move(cited.section);
    // A rule of the author's own says in its `reading` whose it is.
    if (!rule.words.source && keys.find("source") == nullptr && rule.words.reading.empty())
      r_.doubt(issue_code::no_source, rule.at, "`" + rule.words.key + "` cites no source",
               "add `source: NAME, place`; of a rule of your own, say so in `reading`");
    if (const yaml::member* m = keys.find("says"))
      if (const auto text = r_.text(*m)) rule.words.says = filled_in(r_, *text, *m->value, keys);
  }

  reading& r_;
  rule_names names_;
  predicate_writer& predicates_;
  const citable& sources_;
};

}  // namespace

std::vector<rule_model> read_rules(reading& r, const yaml::member& rules, const word_table& words,
                                   predicate_writer& predicates, const citable& sources, pack& out) {
  std::vector<rule_model> models;
  const yaml::node* all = r.map(rules, "rules, a name and its keys each");
  if (all == nullptr) return models;
  rule_reader reader(r, words, predicates, sources, out);
  for (const yaml::member& entry : all->members)
    if (auto model = reader.read(entry)) models.push_back(std::move(*model));
  return models;
}

}  // namespace clearance::resolving
