#include "checker.hpp"

#include "../resolve/read_facts.hpp"
#include "../resolve/reading.hpp"

#include <algorithm>
#include <utility>

namespace clearance::cel {

using resolving::one_of;

bool checker::is_hyphenated(node_id n) {
  std::string whole;
  if (!collect_hyphenated(n, whole)) return false;
  const span at = tree().place(n);
  for (const std::string& key : fact_names()) {
    if (key != whole) continue;
    tell(at, issue_code::unknown_name, "`" + whole + "` is read as a difference here",
         "in an expression a fact's name has no hyphens: call it `" + with_underscores(whole) +
             "`, or write a map instead of a text");
    return true;
  }
  if (around_.words.find(whole) == nullptr) return false;
  tell(at, issue_code::unknown_name, "`" + whole + "` is read as a difference here",
       "a name of the vocabulary stands in quotes, such as `uses(\"" + whole + "\")`");
  return true;
}

bool checker::collect_hyphenated(node_id n, std::string& whole) const {
  if (tree().at(n).kind == node_kind::name) {
    whole += tree().text_of(n);
    return true;
  }
  if (tree().at(n).kind != node_kind::subtract || !collect_hyphenated(tree().child(n, 0), whole)) return false;
  whole += '-';
  return collect_hyphenated(tree().child(n, 1), whole);
}

std::string checker::with_underscores(std::string s) {
  std::replace(s.begin(), s.end(), '-', '_');
  return s;
}

std::vector<std::string> checker::fact_names() const {
  std::vector<std::string> all;
  const pack& p = around_.declared;
  for (const auto* facts :
       {&p.treatment_facts, &p.medication_facts, &p.condition_facts, &p.event_facts, &p.patient_facts})
    for (const fact_declaration& f : *facts) all.push_back(f.key);
  return all;
}

std::optional<type> checker::fact(node_id n, fact_subject of, fact_owner owner, std::string_view key) {
  const auto declared = resolving::find_fact(around_.declared, of, key);
  if (!declared) return std::nullopt;
  meaning& m = meaning_of(n);
  m.to = refers::fact;
  m.owner = owner;
  m.slot = declared->slot;
  m.fact = declared->declaration;
  return type_of(*m.fact);
}

type checker::named(node_id n) {
  const std::string& key = tree().text_of(n);
  for (std::size_t i = open_.size(); i-- > 0;) {
    if (out_.variables[open_[i]].name != key) continue;
    meaning_of(n).to = refers::variable;
    meaning_of(n).variable = open_[i];
    return out_.variables[open_[i]].is;
  }
  if (around_.entry)
    if (const auto t = fact(n, *around_.entry, fact_owner::entry, key)) return *t;
  if (const auto t = fact(n, fact_subject::treatment, fact_owner::treatment, key)) return *t;
  if (const auto t = fact(n, fact_subject::patient, fact_owner::patient, key)) return *t;
  for (const fact_list l : {fact_list::medications, fact_list::conditions, fact_list::sessions, fact_list::events}) {
    if (key != name(l)) continue;
    meaning_of(n).to = refers::entries;
    return {type_kind::entries, type_kind::wrong, l, {}};
  }
  if (key == "today") {
    meaning_of(n).to = refers::today;
    return {type_kind::date};
  }
  if (key == "never") {
    meaning_of(n).to = refers::never;
    return {type_kind::date};
  }
  return tell_unknown_name(n, key);
}

type checker::tell_unknown_name(node_id n, const std::string& key) {
  const span at = tree().place(n);
  if (key == "treatment")
    return tell(at, "`treatment` alone is no value",
                "write `treatment.date`, `treatment.zones`, `treatment.indication` or `treatment.` and a fact");
  if (key == "yes" || key == "no")
    return tell(at, issue_code::unknown_name, "`" + key + "` is no value in an expression",
                "write `" + std::string(key == "yes" ? "true" : "false") + "`, or the fact alone");
  if (key == "null")
    return tell(at, issue_code::unknown_name, "`null` is no value in an expression",
                "what is not answered is unknown by itself");
  if (key == "zones" || key == "indication" || key == "date")
    return tell(at, issue_code::unknown_name, "no fact `" + key + "` is declared", "write `treatment." + key + "`");
  std::vector<std::string_view> known = {"today",      "never",    "treatment", "medications",
                                         "conditions", "sessions", "events"};
  const std::vector<std::string> facts = fact_names();
  for (const std::string& f : facts) {
    if (f == key)
      return tell(at, issue_code::unknown_name, "`" + key + "` is no fact of what this rule looks at",
                  "it is declared of the entries of a list: ask with `exists`, such as "
                  "`conditions.exists(c, c." +
                      key + " == ...)`");
    known.push_back(f);
  }
  for (const std::uint32_t v : open_) known.push_back(out_.variables[v].name);
  if (is_answer(key) || around_.words.find(key) != nullptr)
    return tell(at, issue_code::unknown_name, "no fact `" + key + "` is declared",
                "a text stands in quotes: `\"" + key + "\"`");
  std::string hint = around_.near.did_you_mean(key, known);
  if (hint.empty()) hint = "declare it under `facts`; a text stands in quotes: `\"" + key + "\"`";
  return tell(at, issue_code::unknown_name, "no fact `" + key + "` is declared", std::move(hint));
}

bool checker::is_answer(const std::string& text) const {
  const pack& p = around_.declared;
  for (const auto* facts :
       {&p.treatment_facts, &p.medication_facts, &p.condition_facts, &p.event_facts, &p.patient_facts})
    for (const fact_declaration& f : *facts)
      if (std::find(f.choices.begin(), f.choices.end(), text) != f.choices.end()) return true;
  return false;
}

type checker::selected(node_id n) {
  const node_id of = tree().child(n, 0);
  const std::string& key = tree().text_of(n);
  if (tree().at(of).kind == node_kind::name && tree().text_of(of) == "treatment" && !is_variable("treatment"))
    return of_treatment(n, key);
  const type t = visit(of);
  if (t.kind == type_kind::wrong) return {};
  if (t.kind == type_kind::entry) return of_entry(n, of, t.list, key);
  if (t.kind == type_kind::entries)
    return tell(tree().name_place(n), issue_code::wrong_type,
                "`" + std::string(name(t.list)) + "` is a list: only its entries have a `" + key + "`",
                "ask for one of them: `" + std::string(name(t.list)) + ".exists(x, x." + key + " ...)`");
  return tell(tree().name_place(n), issue_code::unknown_name, name(t) + " has no `" + key + "`",
              "only `treatment` and entries of lists have values behind a dot");
}

bool checker::is_variable(std::string_view key) const {
  return std::any_of(open_.begin(), open_.end(), [&](std::uint32_t v) { return out_.variables[v].name == key; });
}

type checker::of_treatment(node_id n, const std::string& key) {
  meaning& m = meaning_of(n);
  if (key == "date") return m.to = refers::treatment_date, type{type_kind::date};
  if (key == "zones") return m.to = refers::zones, type{type_kind::zones};
  if (key == "indication") return m.to = refers::indication, type{type_kind::indication};
  if (const auto t = fact(n, fact_subject::treatment, fact_owner::treatment, key)) return *t;
  std::vector<std::string_view> known = {"date", "zones", "indication"};
  for (const fact_declaration& f : around_.declared.treatment_facts) known.push_back(f.key);
  std::string hint = around_.near.did_you_mean(key, known);
  if (hint.empty()) hint = "it has " + one_of(known);
  if (resolving::find_fact(around_.declared, fact_subject::patient, key))
    hint = "it is a fact of the patient: write `" + key + "` alone";
  return tell(tree().name_place(n), issue_code::unknown_name, "a treatment has no `" + key + "`", std::move(hint));
}

type checker::of_entry(node_id n, node_id of, fact_list list, const std::string& key) {
  const meaning whose = meaning_of(of);
  meaning& m = meaning_of(n);
  m.of_variable = true;
  m.variable = whose.variable;
  for (const entry_field& f : entry_fields) {
    if (f.list != list || key != f.name) continue;
    m.to = refers::field;
    m.field = f.field;
    if (f.type == type_kind::text)
      return {f.type, type_kind::wrong, list, f.field == fact_field::route ? route_words() : status_words()};
    return {f.type};
  }
  const fact_subject subject = list == fact_list::medications  ? fact_subject::medication
                               : list == fact_list::conditions ? fact_subject::condition
                               : list == fact_list::events     ? fact_subject::event
                                                               : fact_subject::treatment;
  if (const auto t = fact(n, subject, fact_owner::first_loop, key)) return *t;
  std::vector<std::string_view> known;
  for (const entry_field& f : entry_fields)
    if (f.list == list) known.push_back(f.name);
  const pack& p = around_.declared;
  for (const fact_declaration& f : list == fact_list::medications  ? p.medication_facts
                                   : list == fact_list::conditions ? p.condition_facts
                                   : list == fact_list::events     ? p.event_facts
                                                                   : p.treatment_facts)
    known.push_back(f.key);
  std::string hint = around_.near.did_you_mean(key, known);
  if (hint.empty()) hint = "it has " + one_of(known);
  if (key == "name" || key == "code") hint = "ask what it is: `" + written(of) + ".is(\"...\")`";
  return tell(tree().name_place(n), issue_code::unknown_name,
              name(type{type_kind::entry, type_kind::wrong, list, {}}) + " has no `" + key + "`", std::move(hint));
}

void checker::find_word(node_id n, node_id literal, resolving::word_kind kind) {
  const std::string& text = tree().text_of(literal);
  const resolving::word* w = around_.words.find(text);
  if (w != nullptr && w->kind == kind) {
    meaning_of(n).slot = w->id;
    return;
  }
  if (auto why = around_.words.why_unknown(around_.near, text, kind))
    tell(tree().place(literal), issue_code::unknown_name, std::move(why->message), std::move(why->hint));
  else
    out_.is_right = false;  // told where the vocabulary could not be read
}

}  // namespace clearance::cel
