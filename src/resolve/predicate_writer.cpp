#include "predicate_writer.hpp"

#include "read_facts.hpp"

#include <algorithm>
#include <utility>

namespace clearance::resolving {

predicate_id predicate_writer::finish(std::vector<step> steps) {
  if (steps.empty()) return bar::none;
  predicate_program& program = out_.predicates;
  const predicate p{static_cast<std::uint32_t>(program.steps.size()), static_cast<std::uint32_t>(steps.size()), false,
                    are_chain(steps)};
  program.steps.insert(program.steps.end(), steps.begin(), steps.end());
  program.predicates.push_back(p);
  return {static_cast<std::uint32_t>(program.predicates.size() - 1)};
}

predicate_id predicate_writer::both(predicate_id a, predicate_id b) {
  if (a == bar::none) return b;
  if (b == bar::none) return a;
  std::vector<step> steps;
  for (const predicate_id part : {a, b}) {
    const predicate p = out_.predicates.predicates[part.index()];
    steps.insert(steps.end(), out_.predicates.steps.begin() + p.first,
                 out_.predicates.steps.begin() + p.first + p.count);
  }
  steps.push_back({step_kind::both});
  return finish(std::move(steps));
}

predicate_id predicate_writer::write_map(const yaml::member& m, entry_subject looks_at) {
  const yaml::node* map = r_.map(m, "conditions, such as `{depth: deep}`");
  if (map == nullptr) return bar::none;
  if (map->members.empty())
    r_.tell(issue_code::empty_value, map->at, "`" + m.key->text + "` holds no condition", "remove the key");
  std::vector<step> steps;
  bool first = true;
  for (const yaml::member& test : map->members) {
    if (!write_test(test, looks_at, steps)) continue;
    if (!first) steps.push_back({step_kind::both});
    first = false;
  }
  return finish(std::move(steps));
}

predicate_id predicate_writer::write_session_map(const yaml::member& m, whose has_it) {
  const yaml::node* map = r_.map(m, "facts of the treatment, such as `{depth: deep}`");
  if (map == nullptr) return bar::none;
  std::vector<step> earlier;
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
    if (auto s = compare(test, *fact->declaration)) {
      s->slot = fact->slot;
      s->owner = fact_owner::entry;
      earlier.push_back(*s);
    }
  }
  // All that the session has, then all that the planned treatment has.
  std::vector<step> steps;
  const auto append_all = [&](fact_owner owner) {
    for (std::size_t i = 0; i < earlier.size(); ++i) {
      steps.push_back(earlier[i]);
      steps.back().owner = owner;
      if (i > 0) steps.push_back({step_kind::both});
    }
  };
  append_all(fact_owner::entry);
  if (has_it == whose::either_treatment && !earlier.empty()) {
    append_all(fact_owner::treatment);
    steps.push_back({step_kind::either});
  }
  return finish(std::move(steps));
}

bool predicate_writer::write_test(const yaml::member& test, entry_subject looks_at, std::vector<step>& steps) {
  const std::string& key = test.key->text;
  if (key == "indication") return write_indication(test, steps);
  if (key == "zone") return write_zone(test, steps);

  fact_owner owner = fact_owner::entry;
  std::optional<declared_fact> fact;
  if (looks_at == entry_subject::medication) fact = find_fact(out_, fact_subject::medication, key);
  if (looks_at == entry_subject::condition) fact = find_fact(out_, fact_subject::condition, key);
  if (!fact) {
    owner = fact_owner::treatment;
    fact = find_fact(out_, fact_subject::treatment, key);
  }
  if (!fact) {
    std::vector<std::string_view> known = {"indication", "zone"};
    bool is_declared = false;
    for (const auto* facts : {&out_.treatment_facts, &out_.medication_facts, &out_.condition_facts})
      for (const fact_declaration& f : *facts) {
        known.push_back(f.key);
        is_declared = is_declared || f.key == key;
      }
    if (is_declared) {
      tell_unknown(*test.key, "`" + key + "` is no fact of what this rule looks at",
                   "it is declared of other entries: see `facts`");
    } else if (is_taken_name(key)) {
      tell_unknown(*test.key, "`" + key + "` is nothing that a rule can test",
                   "a rule tests the facts that the pack declares, `indication` and `zone`");
    } else {
      std::string hint = r_.did_you_mean(key, known);
      if (hint.empty()) hint = "declare it under `facts`";
      tell_unknown(*test.key, "no fact `" + key + "` is declared", std::move(hint));
    }
    return false;
  }
  auto s = compare(test, *fact->declaration);
  if (!s) return false;
  s->slot = fact->slot;
  s->owner = owner;
  steps.push_back(*s);
  return true;
}

void predicate_writer::tell_unknown(const yaml::node& key, std::string message, std::string hint) {
  if (key.bare)
    r_.tell(issue_code::text_cut, key.at, "inside braces, the comma before `" + key.text + "` ends the value",
            "write several values in brackets: `[a, b]`");
  else
    r_.tell(issue_code::unknown_name, key.at, std::move(message), std::move(hint));
}

bool predicate_writer::write_indication(const yaml::member& test, std::vector<step>& steps) {
  indication_set set;
  set.slot = static_cast<std::uint32_t>(indication_sets_.size());
  for (const yaml::node* n : r_.words(test)) {
    const word* w = words_.find(n->text);
    if (w != nullptr && w->kind == word_kind::condition)
      set.named.push_back({w->id});
    else
      words_.tell_unknown(r_, *n, word_kind::condition);
  }
  if (set.named.empty()) return false;
  steps.push_back({step_kind::indication, fact_owner::treatment, set.slot});
  indication_sets_.push_back(std::move(set));
  return true;
}

bool predicate_writer::write_zone(const yaml::member& test, std::vector<step>& steps) {
  bool any = false;
  for (const yaml::node* n : r_.words(test)) {
    const word* w = words_.find(n->text);
    if (w == nullptr || w->kind != word_kind::zone) {
      words_.tell_unknown(r_, *n, word_kind::zone);
      continue;
    }
    steps.push_back({step_kind::zone, fact_owner::treatment, w->id});
    if (any) steps.push_back({step_kind::either});
    any = true;
  }
  return any;
}

std::optional<step> predicate_writer::compare(const yaml::member& test, const fact_declaration& fact) {
  read_.insert(&fact);
  switch (fact.answer) {
    case answer_kind::yes_no: {
      const auto value = r_.yes_no(test);
      if (!value) return std::nullopt;
      return step{step_kind::between, fact_owner::treatment, 0, *value, *value};
    }
    case answer_kind::choice:
    case answer_kind::several: return compare_choice(test, fact);
    case answer_kind::number: return compare_number(test, fact);
    case answer_kind::date:
    case answer_kind::date_or_never:
    case answer_kind::text: break;
  }
  return std::nullopt;
}

std::optional<step> predicate_writer::compare_choice(const yaml::member& test, const fact_declaration& fact) {
  if (fact.choices.size() > most_choices) return std::nullopt;  // told where they are declared
  std::uint64_t set = 0;
  for (const yaml::node* n : r_.words(test)) {
    const auto at = std::find(fact.choices.begin(), fact.choices.end(), n->text);
    if (at == fact.choices.end()) {
      const std::vector<std::string_view> known(fact.choices.begin(), fact.choices.end());
      r_.tell(issue_code::bad_value, n->at, "`" + n->text + "` is no answer to `" + fact.key + "`",
              "it is answered with " + one_of(known));
      continue;
    }
    set |= std::uint64_t{1} << (at - fact.choices.begin());
  }
  if (set == 0) return std::nullopt;
  if (fact.answer == answer_kind::choice && set == (std::uint64_t{1} << fact.choices.size()) - 1)
    r_.doubt(issue_code::never_fires, test.key->at,
             "every answer to `" + fact.key + "` is listed: the test decides nothing", "remove it, or an answer");
  return step{fact.answer == answer_kind::choice ? step_kind::one_of : step_kind::shares_bit, fact_owner::treatment, 0,
              static_cast<std::int64_t>(set), 0};
}

std::optional<step> predicate_writer::compare_number(const yaml::member& test, const fact_declaration& fact) {
  const yaml::node& n = *test.value;
  std::string_view text = n.text;
  std::optional<std::int64_t> low = fact.least.raw;
  std::optional<std::int64_t> high = fact.most.raw;
  const auto after = [&](std::string_view words) {
    if (!text.starts_with(words)) return false;
    text.remove_prefix(words.size());
    return true;
  };
  if (after("under ")) {
    high = read_millionths(text);
    if (high) --*high;
  } else if (after("at most ")) {
    high = read_millionths(text);
  } else if (after("over ")) {
    low = read_millionths(text);
    if (low) ++*low;
  } else if (after("at least ")) {
    low = read_millionths(text);
  } else if (const std::size_t dots = text.find(".."); dots != std::string_view::npos) {
    low = read_millionths(text.substr(0, dots));
    high = read_millionths(text.substr(dots + 2));
  } else {
    low = high = read_millionths(text);
  }
  if (n.kind != yaml::node_kind::scalar || !low || !high) {
    r_.tell(issue_code::bad_value, n.kind == yaml::node_kind::empty ? test.key->at : n.at,
            "`" + fact.key + "` is a number", "write `under 18`, `at least 18`, `3..4` or `18`");
    return std::nullopt;
  }
  if (*low > *high && text.find("..") != std::string_view::npos) {
    r_.tell(issue_code::empty_range, n.at, "`" + n.text + "`: the upper end is below the lower",
            "write the smaller number first");
    return std::nullopt;
  }
  if (*low > *high || *high < fact.least.raw || *low > fact.most.raw) {
    r_.tell(issue_code::never_fires, n.at, "no answer to `" + fact.key + "` fits `" + n.text + "`: this can never fire",
            "its answers are declared under `facts`");
    return std::nullopt;
  }
  return step{step_kind::between, fact_owner::treatment, 0, *low, *high};
}

}  // namespace clearance::resolving
