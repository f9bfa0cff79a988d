// Any bytes as an expression: read, checked, lowered, and run on a patient of whom some things are known.
#include "require.hpp"

#include "cel/compile.hpp"
#include "cel/parse.hpp"
#include "resolve/read_facts.hpp"
#include "resolve/read_vocabulary.hpp"
#include "yaml/tree.hpp"

#include <clearance/dated.hpp>
#include <clearance/predicate.hpp>
#include <clearance/predicate_facts.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace {

using namespace clearance;
using fuzz::require;

/// A pack with a fact of every kind, and words of every kind.
struct surrounding_pack {
  source_file facts_file{"facts.yaml", R"(
facts:
  depth: {of: treatment, ask: "?", answer: [mild, deep]}
  a: {ask: "?", answer: yes-no}
  n: {ask: "?", answer: 0..10}
  s: {ask: "?", answer: {several: [x, y]}}
  t: {ask: "?", answer: text}
  d: {ask: "?", answer: date or never}
  letter: {of: medication, ask: "?", answer: yes-no}
)"};
  source_file words_file{"words.yaml", R"(
substances: {nsaid: {}, ibuprofen: {is: nsaid}}
conditions: {acne: {}, wrinkles: {}}
events: {filler: {}}
zones: {face: {parts: lips}, lips: {}}
)"};
  issues found;
  resolving::reading reading{found};
  yaml::tree facts_tree = *yaml::read_tree(facts_file, found);
  yaml::tree words_tree = *yaml::read_tree(words_file, found);
  pack p;
  resolving::word_table words =
      resolving::read_vocabulary(reading, {words_tree.root}, resolving::vocabulary_state::whole, p);
  surrounding_pack() {
    resolving::read_facts(reading, facts_tree.root->members.at(0), p);
    require(found.empty(), "the surroundings are right", to_text(found));
  }
};

void run(const cel::steps& steps, pack& p) {
  predicate_program& program = p.predicates;
  program.steps.clear();
  program.predicates.clear();
  const predicate_id quickest = append(program, steps);
  program.predicates.push_back({0, program.predicates[0].count});
  const predicate_id by_machine{1};
  // Every set means the first entry for sure and the second perhaps.
  program.meants = {{0, 0xfff}, {1, 0x555}};
  program.sets.assign(64, {0, 2});
  program.condition_sets.assign(64, {kleene::yes, kleene::no});
  p.zones.words = 1;
  p.zones.parts = {3, 2};
  p.zones.treated = p.zones.parts;
  p.zones.settle();

  const std::vector<fact_value> answers{{1}, {}, {3}, text_value(0, 3), never_happened};
  const std::vector<fact_value> letters{{}, {1}};
  std::vector<medication> taken(2);
  taken[1].entry = 1;
  for (medication& m : taken) {
    m.last_use = whole_day({20000});
    m.substance = {m.entry};
  }
  std::vector<condition> conditions(1);
  conditions[0].what = {1};
  std::vector<event> events(1);
  events[0].when = whole_day({20500});
  events[0].what = {0};
  facts f;
  f.patient_values = answers;
  f.texts = "abc";
  f.medications_given = f.conditions_given = f.events_given = given::complete;
  f.medications = taken;
  f.medication_values = letters;
  f.conditions = conditions;
  f.events = events;
  f.treatment.has_date = true;
  f.treatment.when = whole_day({20600});
  for (const auto& one : {f, facts{}}) {
    const kleene truth = evaluate(quickest, program, p.zones, one, {});
    require(truth == evaluate(by_machine, program, p.zones, one, {}), "each form gives the same truth");
    std::size_t asked = 0;
    visit_unknown({0}, program, p.zones, one, {}, {}, [&](const fact_pointer&) { ++asked; });
    require(truth == kleene::unknown || asked == 0, "what is known asks for nothing");
    visit_read({0}, program, p.zones, one, {}, {}, [](const fact_pointer&) {});
    first_when({0}, kleene::no, program, p.zones, one, {}, start_of({20600}));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  static surrounding_pack around;
  around.p.predicates = {};
  cel::program_tables tables(around.p);
  cel::mistakes found;
  const cel::checked expression =
      cel::read(input, {around.p, around.words, around.reading, fact_subject::medication}, found);
  for (const cel::mistake& m : found) {
    require(!m.message.empty() && !m.hint.empty(), "a mistake has a message and a hint", input);
    require(m.at.begin <= size && m.at.length >= 1, "a mistake has a place", input);
  }
  require(expression.is_right == found.empty(), "what is right has no mistake", input);
  if (!expression.is_right) return 0;

  // What is printed says the same.
  const std::string printed = cel::print(expression.tree, expression.tree.root);
  cel::mistakes again;
  const cel::ast tree = cel::parse(printed, again);
  require(again.empty() || printed.size() > input.size(), "what is printed can be read", printed);
  if (again.empty()) require(cel::print(tree, tree.root) == printed, "what is printed reads the same", printed);

  const cel::steps steps = cel::lower(expression, tables, found);
  require(!steps.empty(), "what is right comes to something", input);
  const cel::room room = cel::room_for(steps);
  if (!found.empty() || room.cells > deepest_predicate || room.pieces > deepest_predicate) return 0;
  if (expression.type_of(expression.tree.root).kind == cel::type_kind::truth) run(steps, around.p);
  return 0;
}
