#include "mutants.hpp"

#include "changed_values.hpp"
#include "relatives.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace clearance::testing {
namespace {

/// What a node is written as, on one line.
std::string spoken(const yaml::node& n) {
  switch (n.kind) {
    case yaml::node_kind::empty: return {};
    case yaml::node_kind::scalar: return n.text;
    case yaml::node_kind::sequence: {
      std::string out = "[";
      for (const yaml::node* item : n.items) out += (out.size() > 1 ? ", " : "") + spoken(*item);
      return out + ']';
    }
    case yaml::node_kind::map: {
      std::string out = "{";
      for (const yaml::member& m : n.members)
        out += (out.size() > 1 ? ", " : "") + m.key->text + ": " + spoken(*m.value);
      return out + '}';
    }
  }
  return {};
}

/// A member of a map, and where in the pack that is.
struct place {
  const std::string& rule;
  const yaml::node& in;
  std::size_t at;

  const yaml::member& member() const { return in.members[at]; }
  const yaml::node& value() const { return *member().value; }
  const std::string& key() const { return member().key->text; }
};

class mutator {
 public:
  mutator(const yaml::node& root, const pack& p) : root_(root), pack_(p) {}

  std::vector<mutant> run() {
    if (const yaml::member* m = root_.find("facts")) change_facts(*m->value);
    if (const yaml::member* m = root_.find("rules")) change_rules(*m->value, "the rule");
    if (const yaml::member* m = root_.find("change")) change_rules(*m->value, "the change");
    if (const yaml::member* m = root_.find("remove")) drop_items("remove", *m->value);
    return std::move(out_);
  }

  // ---- what a key's value may become; `key_changes` says which of these a key has ----

  void durations(const place& p) { replace_by(p, changed_durations(p.value().text)); }
  void counts(const place& p) { replace_by(p, changed_counts(p.value().text)); }
  void drop(const place& p) { remove(p); }

  void names(const place& p) {
    for_each_word(p, [&](const yaml::node& list, std::size_t at, const yaml::node& word) {
      if (&list == &p.value() && list.items.size() > 1) drop_item(p.rule, list, at, p.key());
      for (const std::string& other : relatives(pack_.words, word.text)) replace_word(p, list, at, word, other);
    });
  }

  void effects(const place& p) {
    for (const char* const other : {"exclude", "refer", "defer"})
      if (p.key() != other) rename(p, other);
  }

  void statuses(const place& p) {
    for (const char* const other : {"active", "any"})
      if (p.value().text != other) replace(p, other);
    remove(p);
  }

  void routes(const place& p) {
    for_each_word(p, [&](const yaml::node& list, std::size_t at, const yaml::node& word) {
      if (&list == &p.value() && list.items.size() > 1) drop_item(p.rule, list, at, p.key());
      for (const char* const other : {"oral", "topical", "injected", "ophthalmic", "inhaled"})
        if (word.text != other) replace_word(p, list, at, word, other);
    });
    remove(p);
  }

  void tests(const place& p) {
    if (p.value().kind == yaml::node_kind::scalar) change_expression(p);
    if (p.value().kind == yaml::node_kind::map) change_tests(p);
    remove(p);
  }

  /// `when` and `unless` say the opposite of each other, but for what is not known; `earlier` and `either` differ by
  /// the planned treatment.
  void opposite(const place& p) {
    constexpr std::string_view pairs[][2] = {{"when", "unless"}, {"earlier", "either"}};
    for (const auto& [a, b] : pairs) {
      if (p.key() == a && p.in.find(b) == nullptr) rename(p, b);
      if (p.key() == b && p.in.find(a) == nullptr) rename(p, a);
    }
  }

  void exceptions(const place& p) {
    const yaml::node& n = p.value();
    for (std::size_t i = 0; i < n.items.size(); ++i) drop_item(p.rule, n, i, p.key());
    for (std::size_t i = 0; i < n.members.size(); ++i) {
      const place each{p.rule, n, i};
      durations(each);
      remove(each);
    }
    remove(p);
  }

 private:
  using change = void (mutator::*)(const place&);
  struct key_change {
    std::string_view key;
    change by[3];
  };
  static const key_change key_changes[];

  // ---- where ----

  void change_facts(const yaml::node& facts) {
    for (const yaml::member& fact : facts.members)
      for (std::size_t i = 0; i < fact.value->members.size(); ++i)
        if (const place p{fact.key->text, *fact.value, i}; p.key() == "from") change_expression(p);
  }

  void change_rules(const yaml::node& rules, std::string_view what) {
    for (std::size_t i = 0; i < rules.members.size(); ++i) {
      const yaml::member& rule = rules.members[i];
      add({{edit::kind::remove, &rules, i, {}, {}}, rule.key->text, 0, 0, std::string(what), {}}, *rule.key);
      for (std::size_t k = 0; k < rule.value->members.size(); ++k) change_key({rule.key->text, *rule.value, k});
      add_absent_keys(rule);
    }
  }

  void change_key(const place& p) {
    const auto known =
        std::find_if(first_change(), end_of_changes(), [&](const key_change& c) { return c.key == p.key(); });
    if (known == end_of_changes()) return;
    for (const change c : known->by)
      if (c != nullptr) (this->*c)(p);
  }
  static const key_change* first_change();
  static const key_change* end_of_changes();

  /// What a rule about conditions leaves unsaid is a choice too.
  void add_absent_keys(const yaml::member& rule) {
    const yaml::member* kind = nullptr;
    for (const char* const bars : {"exclude", "refer", "defer"})
      if (kind == nullptr) kind = rule.value->find(bars);
    if (kind == nullptr || !names_a_condition(*kind->value)) return;
    if (rule.value->find("status") == nullptr)
      for (const char* const status : {"active", "any"}) add_member(rule, "status", status);
    if (rule.value->find("where") == nullptr) add_member(rule, "where", "treated");
  }

  bool names_a_condition(const yaml::node& names) const {
    const std::string& first = names.items.empty() ? names.text : names.items[0]->text;
    return std::any_of(pack_.words.conditions.begin(), pack_.words.conditions.end(),
                       [&](const condition_entry& c) { return c.key == first; });
  }

  // ---- tests ----

  void change_tests(const place& p) {
    const yaml::node& map = p.value();
    for (std::size_t i = 0; i < map.members.size(); ++i) {
      const place test{p.rule, map, i};
      if (map.members.size() > 1) remove(test);
      change_test(test);
    }
  }

  void change_test(const place& test) {
    const fact_declaration* fact = find_fact(test.key());
    if (fact == nullptr) return names(test);  // `condition`, `zone` and the like
    switch (fact->answer) {
      case answer_kind::yes_no: {
        const std::string& text = test.value().text;
        return replace(test, text == "yes" || text == "true" ? "no" : "yes");
      }
      case answer_kind::choice:
      case answer_kind::several: return change_choices(test, *fact);
      case answer_kind::number:
      case answer_kind::date:
      case answer_kind::date_or_never: return replace_by(test, changed_numbers(test.value().text));
      case answer_kind::text: return;
    }
  }

  void change_choices(const place& test, const fact_declaration& fact) {
    for_each_word(test, [&](const yaml::node& list, std::size_t at, const yaml::node& word) {
      if (&list == &test.value() && list.items.size() > 1) drop_item(test.rule, list, at, test.key());
      for (const std::string& other : fact.choices)
        if (other != word.text) replace_word(test, list, at, word, other);
    });
  }

  const fact_declaration* find_fact(std::string_view key) const {
    for (const auto* facts : {&pack_.treatment_facts, &pack_.medication_facts, &pack_.condition_facts,
                              &pack_.event_facts, &pack_.patient_facts})
      for (const fact_declaration& f : *facts)
        if (f.key == key) return &f;
    return nullptr;
  }

  void change_expression(const place& p) {
    const std::string& text = p.value().text;
    const auto put = [&](std::string was, std::string is, const std::string& whole) {
      const std::string key = p.key() + ": ... ";
      add({{edit::kind::replace, &p.in, p.at, {}, quoted_scalar(whole)}, p.rule, 0, 0, key + was, key + is}, p.value());
    };
    for (const changed_token& t : changed_tokens(text)) put(t.was, t.is.empty() ? "(nothing)" : t.is, t.whole);
    for (const quoted_part& q : quoted_parts(text)) {
      const std::string part = text.substr(q.begin, q.size);
      std::vector<std::string> others = relatives(pack_.words, part);
      for (const std::string& date : changed_dates(part)) others.push_back(date);
      for (const std::string& other : others) put(part, other, std::string(text).replace(q.begin, q.size, other));
    }
  }

  // ---- edits ----

  /// Each word of a value: of a list with its position, else the member's.
  template <class Visit>
  void for_each_word(const place& p, Visit visit) {
    const yaml::node& n = p.value();
    if (n.kind == yaml::node_kind::scalar) visit(p.in, p.at, n);
    for (std::size_t i = 0; i < n.items.size(); ++i) visit(n, i, *n.items[i]);
  }

  void replace_by(const place& p, const std::vector<std::string>& values) {
    for (const std::string& value : values) replace(p, value);
  }

  void replace(const place& p, std::string_view value) { replace_word(p, p.in, p.at, p.value(), value); }

  void replace_word(const place& p, const yaml::node& in, std::size_t at, const yaml::node& word,
                    std::string_view other) {
    if (word.text == other) return;
    add({{edit::kind::replace, &in, at, {}, quoted_scalar(other)},
         p.rule,
         0,
         0,
         p.key() + ": " + spoken(word),
         p.key() + ": " + std::string(other)},
        word);
  }

  void rename(const place& p, std::string_view key) {
    const std::string value = ": " + spoken(p.value());
    add({{edit::kind::rename, &p.in, p.at, std::string(key), {}},
         p.rule,
         0,
         0,
         p.key() + value,
         std::string(key) + value},
        *p.member().key);
  }

  void remove(const place& p) {
    add({{edit::kind::remove, &p.in, p.at, {}, {}}, p.rule, 0, 0, p.key() + ": " + spoken(p.value()), {}},
        *p.member().key);
  }

  void drop_item(const std::string& rule, const yaml::node& list, std::size_t at, const std::string& key) {
    const yaml::node& item = *list.items[at];
    add({{edit::kind::remove, &list, at, {}, {}}, rule, 0, 0, item.text, {}, key}, item);
  }

  void drop_items(const std::string& key, const yaml::node& list) {
    for (std::size_t i = 0; i < list.items.size(); ++i) drop_item(list.items[i]->text, list, i, key);
  }

  void add_member(const yaml::member& rule, const char* key, const char* value) {
    add({{edit::kind::add, rule.value, 0, key, quoted_scalar(value)},
         rule.key->text,
         0,
         0,
         {},
         std::string(key) + ": " + value},
        *rule.key);
  }

  void add(mutant m, const yaml::node& at) {
    m.line = static_cast<int>(at.at.line + 1);
    m.column = static_cast<int>(at.at.column + 1);
    out_.push_back(std::move(m));
  }

  const yaml::node& root_;
  const pack& pack_;
  std::vector<mutant> out_;
};

// A key that is not here is a text for people, or none that changes what a rule does.
const mutator::key_change mutator::key_changes[] = {
    {"washout", {&mutator::names}},
    {"exclude", {&mutator::names, &mutator::effects}},
    {"refer", {&mutator::names, &mutator::effects}},
    {"defer", {&mutator::names, &mutator::effects}},
    {"require", {&mutator::names}},
    {"accept", {&mutator::names}},
    {"recovery", {&mutator::names}},
    {"interval", {&mutator::durations}},
    {"aftercare", {&mutator::durations}},
    {"course", {&mutator::counts}},
    {"before", {&mutator::durations, &mutator::drop}},
    {"after", {&mutator::durations, &mutator::drop}},
    {"for", {&mutator::durations, &mutator::drop}},
    {"valid", {&mutator::durations, &mutator::drop}},
    {"status", {&mutator::statuses}},
    {"where", {&mutator::drop}},
    {"route", {&mutator::routes}},
    {"while_taking", {&mutator::drop}},
    {"ask_prescriber", {&mutator::drop}},
    {"else", {&mutator::drop}},
    {"except", {&mutator::exceptions}},
    {"when", {&mutator::tests, &mutator::opposite}},
    {"unless", {&mutator::tests, &mutator::opposite}},
    {"earlier", {&mutator::tests, &mutator::opposite}},
    {"either", {&mutator::tests, &mutator::opposite}},
};

const mutator::key_change* mutator::first_change() { return std::begin(key_changes); }
const mutator::key_change* mutator::end_of_changes() { return std::end(key_changes); }

}  // namespace

std::vector<mutant> mutants_of(const yaml::node& root, const pack& p) { return mutator(root, p).run(); }

std::string words_of(const mutant& m) {
  if (m.was.empty()) return "that `" + m.is + "` is added";
  if (!m.from.empty()) return "that `" + m.was + "` is gone from `" + m.from + "`";
  if (m.is.empty()) return "that " + (m.was.starts_with("the ") ? m.was : "`" + m.was + "`") + " is gone";
  return "`" + m.is + "` instead of `" + m.was + "`";
}

}  // namespace clearance::testing
