#include "read_facts.hpp"

#include "fact_keys.hpp"

#include <algorithm>

namespace clearance::resolving {
namespace {

constexpr const auto& subjects = fact_subjects;

// Keys that an intake has by itself: a fact of that name could never be read.
constexpr std::string_view taken[] = {"date",       "zones",   "indication", "name",  "code",      "route",
                                      "last_taken", "ongoing", "status",     "note",  "condition", "medication",
                                      "event",      "zone",    "started",    "ended", "since"};

constexpr std::size_t most_facts = 50;       // keys that an object had are bits of a word, beside its fixed ones
constexpr std::size_t most_compared = 1000;  // what is far above a limit is told once, and not read on

std::vector<fact_declaration>& facts_of(pack& p, fact_subject s) {
  switch (s) {
    case fact_subject::treatment: return p.treatment_facts;
    case fact_subject::medication: return p.medication_facts;
    case fact_subject::condition: return p.condition_facts;
    case fact_subject::event: return p.event_facts;
    case fact_subject::patient: return p.patient_facts;
  }
  return p.treatment_facts;
}

constexpr std::string_view too_many_answers = "more than 63 answers";
constexpr std::string_view fewer_answers = "leave out what no rule asks for, or make two facts of it";

void read_choices(reading& r, const yaml::member& m, answer_kind kind, fact_declaration& out) {
  out.answer = kind;
  const bool is_list = m.value->kind == yaml::node_kind::sequence;
  if (is_list && m.value->items.size() > most_compared) {
    r.tell(issue_code::bad_value, m.value->at, std::string(too_many_answers), std::string(fewer_answers));
    return;
  }
  for (const yaml::node* n : r.words(m, "name the answers: `[mild, deep]`")) {
    if (std::find(out.choices.begin(), out.choices.end(), n->text) != out.choices.end())
      r.tell(issue_code::bad_value, n->at, "the answer `" + n->text + "` stands here twice", "remove one");
    out.choices.push_back(n->text);
  }
  if (out.choices.size() > most_choices)
    r.tell(issue_code::bad_value, m.value->at, std::string(too_many_answers), std::string(fewer_answers));
}

void read_number_range(reading& r, const yaml::node& n, fact_declaration& out) {
  const std::string_view text = n.text;
  const std::size_t dots = text.find("..");
  if (dots != std::string_view::npos) {
    const auto least = read_millionths(text.substr(0, dots));
    const auto most = read_millionths(text.substr(dots + 2));
    if (least && most) {
      out.answer = answer_kind::number;
      out.least.raw = *least;
      out.most.raw = *most;
      if (*most < *least)
        r.tell(issue_code::empty_range, n.at, "`" + n.text + "`: the upper end is below the lower",
               "write the smaller number first");
      return;
    }
  }
  r.tell(issue_code::bad_value, n.at, "`" + n.text + "` is no form of answer",
         "use `yes-no`, a list `[a, b]`, `{several: [a, b]}`, a range `0..120`, `date`, `date or never` or `text`");
}

void read_answer(reading& r, const yaml::member& m, fact_declaration& out) {
  const yaml::node& n = *m.value;
  if (n.kind == yaml::node_kind::sequence) return read_choices(r, m, answer_kind::choice, out);
  if (n.kind == yaml::node_kind::map && n.members.size() == 1 && n.members[0].key->text == "several")
    return read_choices(r, n.members[0], answer_kind::several, out);
  if (n.kind == yaml::node_kind::scalar) {
    for (const auto& [word, kind] : answer_words) {
      if (n.text != word) continue;
      out.answer = kind;
      return;
    }
  }
  if (n.kind == yaml::node_kind::map)
    r.tell(issue_code::wrong_shape, n.at, "this is no form of answer", "use `{several: [a, b]}`");
  else if (n.text.empty())
    r.tell(issue_code::empty_value, m.key->at, "`answer` has no value",
           "write `yes-no`, or the answers: `[mild, deep]`");
  else
    read_number_range(r, n, out);
}

}  // namespace

void read_facts(reading& r, const yaml::member& facts, pack& out) {
  const yaml::node* all = r.map(facts, "facts, a name and its keys each");
  if (all == nullptr) return;
  for (const yaml::member& fact : all->members) {
    fact_declaration declared;
    declared.key = fact.key->text;
    if (!is_name(declared.key))
      r.tell(issue_code::bad_id, fact.key->at, "`" + declared.key + "` cannot name a fact",
             "use small letters, digits, `_` and `-`, beginning with a letter");
    if (is_taken_name(declared.key))
      r.tell(issue_code::bad_id, fact.key->at, "every intake has a `" + declared.key + "` already",
             "take another name");
    const yaml::node* keys = r.map(fact, "its keys, such as `ask: ...`");
    if (keys == nullptr) continue;
    r.check_keys(*keys, names_of(fact_keys), "a fact");

    if (const yaml::member* m = keys->find("of")) {
      const auto word = r.text(*m);
      const auto at = std::find(std::begin(subjects), std::end(subjects), word.value_or(""));
      if (at != std::end(subjects))
        declared.of = static_cast<fact_subject>(at - std::begin(subjects));
      else if (word)
        r.tell(issue_code::bad_value, m->value->at, "a fact cannot be `of: " + *word + "`",
               "use " + one_of(subjects) + "; without `of` it is a fact of the patient");
    }
    if (const yaml::member* m = keys->find("from")) {
      declared.from = r.text(*m).value_or("");
      if (declared.of != fact_subject::patient && declared.of != fact_subject::treatment)
        r.tell(issue_code::bad_value, m->key->at, "only a fact of the patient or the treatment can have `from`",
               "write the expression where the fact is tested");
    }
    if (const yaml::member* m = keys->find("ask"))
      declared.ask = r.text(*m).value_or("");
    else if (declared.from.empty())
      r.tell(issue_code::missing_key, fact.key->at, "`" + declared.key + "` has no question", "add `ask: ...?`");
    if (const yaml::member* m = keys->find("help")) declared.help = r.text(*m).value_or("");
    if (const yaml::member* m = keys->find("answer"))
      read_answer(r, *m, declared);
    else
      r.tell(issue_code::missing_key, fact.key->at, "`" + declared.key + "` does not say how it is answered",
             "add `answer: yes-no`, or the answers: `answer: [mild, deep]`");
    auto& declared_facts = facts_of(out, declared.of);
    if (declared_facts.size() == most_facts)
      r.tell(issue_code::too_large, fact.key->at,
             "more than " + std::to_string(most_facts) + " facts of a " +
                 std::string(subjects[static_cast<unsigned>(declared.of)]),
             "leave out what no rule asks for");
    if (declared_facts.size() < most_compared) declared_facts.push_back(std::move(declared));
  }
}

bool is_taken_name(std::string_view key) noexcept {
  return std::find(std::begin(taken), std::end(taken), key) != std::end(taken);
}

std::optional<declared_fact> find_fact(const pack& p, fact_subject of, std::string_view key) noexcept {
  const auto& facts = facts_of(const_cast<pack&>(p), of);
  for (std::uint32_t i = 0; i < facts.size(); ++i)
    if (facts[i].key == key) return declared_fact{&facts[i], i};
  return std::nullopt;
}

std::optional<std::int64_t> read_millionths(std::string_view text) noexcept {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  const std::string_view decimals = point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
  if (whole.empty() || whole.size() > 12 || decimals.size() > 6) return std::nullopt;
  if (point != std::string_view::npos && decimals.empty()) return std::nullopt;
  std::int64_t value = 0;
  for (const std::string_view digits : {whole, decimals}) {
    for (const char c : digits) {
      if (c < '0' || c > '9') return std::nullopt;
      value = value * 10 + (c - '0');
    }
  }
  for (std::size_t i = decimals.size(); i < 6; ++i) value *= 10;
  return negative ? -value : value;
}

}  // namespace clearance::resolving
