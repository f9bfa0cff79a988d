#include "predicate_writer.hpp"

#include "fact_tests.hpp"
#include "read_facts.hpp"

#include "../cel/compile.hpp"
#include "../cel/place.hpp"
#include "../yaml/explain.hpp"

#include <clearance/predicate.hpp>

#include <algorithm>
#include <cstdint>
#include <utility>

namespace clearance::resolving {

using cel::steps;

predicate_id predicate_writer::finish(const steps& written, const text_range& at) {
  if (written.empty()) return bar::none;
  static_assert(cel::most_steps <= UINT16_MAX);
  if (written.size() > cel::most_steps) {
    r_.tell(issue_code::too_large, at,
            "this condition comes to more than " + std::to_string(cel::most_steps) + " steps",
            "divide it over several rules");
    return bar::none;
  }
  return append(out_.predicates, written);
}

predicate_id predicate_writer::both(predicate_id a, predicate_id b) {
  if (a == bar::none) return b;
  if (b == bar::none) return a;
  steps all;
  for (const predicate_id part : {a, b}) {
    const predicate p = out_.predicates.predicates[part.index()];
    const auto first = out_.predicates.steps.begin() + p.first;
    all.insert(all.end(), first, first + p.count);
  }
  all.push_back({step_kind::both});
  return finish(all, {});
}

// ---- texts ----

cel::surroundings predicate_writer::around(entry_subject looks_at) const {
  std::optional<fact_subject> entry;
  if (looks_at == entry_subject::medication) entry = fact_subject::medication;
  if (looks_at == entry_subject::condition) entry = fact_subject::condition;
  if (looks_at == entry_subject::event) entry = fact_subject::event;
  return {out_, words_, r_, entry};
}

void predicate_writer::tell(const yaml::node& text, cel::mistakes found) {
  if (found.empty()) return;
  std::stable_sort(found.begin(), found.end(),
                   [](const cel::mistake& a, const cel::mistake& b) { return a.at.begin < b.at.begin; });
  const cel::places where(text);
  for (cel::mistake& m : found) {
    if (m.weight == severity::error)
      r_.tell(m.code, where.of(m.at), std::move(m.message), std::move(m.hint));
    else
      r_.doubt(m.code, where.of(m.at), std::move(m.message), std::move(m.hint));
  }
}

void predicate_writer::note_read(const cel::checked& expression) {
  for (const cel::meaning& m : expression.meanings)
    if (m.to == cel::refers::fact) read_.insert(m.fact);
}

/// `depth:deep` is meant as a map; a `:` may stand within an expression, as in a time of day.
static bool is_pair_without_space(const std::string& text) {
  return is_name(std::string_view(text).substr(0, text.find(':'))) && yaml::spaced(text).has_value();
}

predicate_id predicate_writer::write(const yaml::member& m, entry_subject looks_at) {
  if (m.value->kind == yaml::node_kind::scalar && !m.value->text.empty() &&
      (m.value->quoted || !is_pair_without_space(m.value->text)))
    return write_text(m, looks_at);
  const yaml::node* map = r_.map(m, "conditions, such as `{depth: deep}`");
  if (map == nullptr) return bar::none;
  if (map->members.empty())
    r_.tell(issue_code::empty_value, map->at, "`" + m.key->text + "` holds no condition", "remove the key");
  return write_map(*map, looks_at);
}

predicate_id predicate_writer::write_text(const yaml::member& m, entry_subject looks_at) {
  cel::mistakes found;
  const cel::checked expression = cel::read(m.value->text, around(looks_at), found);
  note_read(expression);
  steps written;
  if (expression.is_right) {
    const cel::type& t = expression.type_of(expression.tree.root);
    if (t.kind == cel::type_kind::truth)
      written = cel::lower(expression, tables_, found);
    else
      found.push_back({expression.tree.place(expression.tree.root), issue_code::wrong_type,
                       "`" + m.key->text + "` is a condition; this is " + cel::name(t),
                       "compare it with something: `age < 18`, `depth == \"deep\"`"});
  }
  const bool is_right = expression.is_right && found.empty();
  tell(*m.value, std::move(found));
  const auto decided = cel::decision_of(written);
  if (is_right && cel::are_constant(written))
    r_.tell(issue_code::never_fires, m.value->at,
            decided == kleene::yes  ? "this is true whatever is known of the patient"
            : decided == kleene::no ? "this is false whatever is known of the patient"
                                    : "this is never known: its value cannot be worked out",
            "compare a fact with something, or remove the key");
  return finish(written, m.value->at);
}

void predicate_writer::read_from(const yaml::node& facts) {
  struct given {
    const fact_declaration* fact;
    const yaml::member* from;
  };
  std::vector<given> all;
  for (const yaml::member& m : facts.members) {
    const yaml::member* from = m.value->find("from");
    if (from == nullptr || from->value->kind != yaml::node_kind::scalar || from->value->text.empty()) continue;
    for (const fact_subject s : {fact_subject::treatment, fact_subject::patient})
      if (const auto fact = find_fact(out_, s, m.key->text)) all.push_back({fact->declaration, from});
  }
  for (const auto& [fact, from] : all) {
    cel::mistakes found;
    const cel::checked& expression =
        from_.emplace_back(cel::read(from->value->text, around(entry_subject::none), found));
    note_read(expression);
    if (expression.is_right) {
      if (auto wrong = cel::why_not_from(expression, *fact)) found.push_back(std::move(*wrong));
      tables_.give(*fact, expression);
    }
    if (!found.empty()) from_.back().is_right = false;
    tell(*from->value, std::move(found));
  }
  for (const auto& [fact, from] : all) {
    const auto circle = cel::circle_of(*fact, tables_);
    if (circle.empty()) {
      cel::mistakes found;
      const cel::checked* expression = tables_.from(fact);
      if (expression != nullptr && expression->is_right) cel::lower(*expression, tables_, found);
      tell(*from->value, std::move(found));
      continue;
    }
    std::string way;
    for (const fact_declaration* f : circle) (way += way.empty() ? "`" : ", which needs `") += f->key + "`";
    r_.tell(issue_code::cycle, from->value->at, "`" + fact->key + "` needs itself: " + way,
            "work one of them out from other facts");
  }
}

// ---- maps ----

predicate_id predicate_writer::write_map(const yaml::node& map, entry_subject looks_at) {
  std::vector<steps> parts;
  for (const yaml::member& test : map.members)
    if (auto s = write_test(test, looks_at)) parts.push_back(std::move(*s));
  if (parts.empty()) return bar::none;
  return finish(cel::joined(std::move(parts), step_kind::both).value_or(steps()), map.at);
}

predicate_id predicate_writer::write_session_map(const yaml::member& m, whose has_it) {
  const yaml::node* map = r_.map(m, "facts of the treatment, such as `{depth: deep}`");
  if (map == nullptr) return bar::none;
  std::vector<steps> earlier;
  std::vector<steps> planned;
  for (const yaml::member& test : map->members) {
    const auto fact = find_fact(out_, fact_subject::treatment, test.key->text);
    if (!fact) {
      std::vector<std::string_view> known;
      for (const fact_declaration& f : out_.treatment_facts) known.push_back(f.key);
      std::string hint = r_.did_you_mean(test.key->text, known);
      if (hint.empty()) hint = "declare it under `facts`";
      tell_unknown(*test.key, "no fact `" + test.key->text + "` is declared `of: treatment`", std::move(hint));
      continue;
    }
    // What is wrong with it is told once.
    auto of_session = write_fact(test, {fact->declaration, fact_owner::entry, fact->slot});
    if (!of_session) continue;
    earlier.push_back(std::move(*of_session));
    issues again;
    reading unheard(again);
    if (auto s = fact_tests(unheard, tables_).write(test, *fact->declaration, fact_owner::treatment, fact->slot))
      planned.push_back(std::move(*s));
  }
  if (earlier.empty()) return bar::none;
  // All that the session has, then all that the planned treatment has.
  std::vector<steps> either{cel::joined(std::move(earlier), step_kind::both).value_or(steps())};
  if (has_it == whose::either_treatment)
    either.push_back(cel::joined(std::move(planned), step_kind::both).value_or(steps()));
  return finish(cel::joined(std::move(either), step_kind::either).value_or(steps()), map->at);
}

std::optional<steps> predicate_writer::write_test(const yaml::member& test, entry_subject looks_at) {
  const std::string& key = test.key->text;
  if (key == "indication" || key == "condition") return write_words(test, word_kind::condition);
  if (key == "medication") return write_words(test, word_kind::substance);
  if (key == "event") return write_words(test, word_kind::event);
  if (key == "zone") return write_zone(test);
  const auto fact = find(test, looks_at);
  return fact ? write_fact(test, *fact) : std::nullopt;
}

std::optional<steps> predicate_writer::write_fact(const yaml::member& test, const found_fact& f) {
  read_.insert(f.fact);
  return fact_tests(r_, tables_).write(test, *f.fact, f.owner, f.slot);
}

std::optional<predicate_writer::found_fact> predicate_writer::find(const yaml::member& test, entry_subject looks_at) {
  const std::string& key = test.key->text;
  if (const auto entry = around(looks_at).entry)
    if (const auto fact = find_fact(out_, *entry, key))
      return found_fact{fact->declaration, fact_owner::entry, fact->slot};
  if (const auto fact = find_fact(out_, fact_subject::treatment, key))
    return found_fact{fact->declaration, fact_owner::treatment, fact->slot};
  if (const auto fact = find_fact(out_, fact_subject::patient, key))
    return found_fact{fact->declaration, fact_owner::patient, fact->slot};

  std::vector<std::string_view> known = {"indication", "zone", "condition", "medication", "event"};
  bool is_declared = false;
  for (const auto* facts :
       {&out_.treatment_facts, &out_.medication_facts, &out_.condition_facts, &out_.event_facts, &out_.patient_facts})
    for (const fact_declaration& f : *facts) {
      known.push_back(f.key);
      is_declared = is_declared || f.key == key;
    }
  if (is_declared) {
    tell_unknown(*test.key, "`" + key + "` is no fact of what this rule looks at",
                 "it is declared of other entries: see `facts`");
  } else if (is_taken_name(key)) {
    tell_unknown(
        *test.key, "`" + key + "` is nothing that a map can test",
        "its keys are facts, `condition`, `medication`, `event`, `zone` and `indication`; a text can say more");
  } else {
    std::string hint = r_.did_you_mean(key, known);
    if (hint.empty()) hint = "declare it under `facts`";
    tell_unknown(*test.key, "no fact `" + key + "` is declared", std::move(hint));
  }
  return std::nullopt;
}

void predicate_writer::tell_unknown(const yaml::node& key, std::string message, std::string hint) {
  if (key.bare)
    r_.tell(issue_code::text_cut, key.at, "inside braces, the comma before `" + key.text + "` ends the value",
            "write several values in brackets: `[a, b]`");
  else
    r_.tell(issue_code::unknown_name, key.at, std::move(message), std::move(hint));
}

std::optional<steps> predicate_writer::write_words(const yaml::member& test, word_kind kind) {
  std::vector<std::uint32_t> named;
  for (const yaml::node* n : r_.words(test)) {
    const word* w = words_.find(n->text);
    if (w != nullptr && w->kind == kind)
      named.push_back(w->id);
    else
      words_.tell_unknown(r_, *n, kind);
  }
  if (named.empty()) return std::nullopt;
  if (test.key->text == "indication")
    return steps{{step_kind::indication, fact_owner::treatment, tables_.indications(std::move(named))}};
  const std::uint32_t set = tables_.set(kind, std::move(named));
  switch (kind) {
    case word_kind::substance: return steps{{step_kind::takes, fact_owner::treatment, set}};
    case word_kind::condition: return steps{{step_kind::has, fact_owner::treatment, set, cel::unless_resolved}};
    case word_kind::event: return steps{{step_kind::happened, fact_owner::treatment, set}};
    case word_kind::zone: break;
  }
  return std::nullopt;
}

std::optional<steps> predicate_writer::write_zone(const yaml::member& test) {
  std::vector<steps> parts;
  for (const yaml::node* n : r_.words(test)) {
    const word* w = words_.find(n->text);
    if (w == nullptr || w->kind != word_kind::zone)
      words_.tell_unknown(r_, *n, word_kind::zone);
    else
      parts.push_back({{step_kind::zone, fact_owner::treatment, w->id}});
  }
  if (parts.empty()) return std::nullopt;
  return cel::joined(std::move(parts), step_kind::either);
}

}  // namespace clearance::resolving
