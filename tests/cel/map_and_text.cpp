// A map and a text that say the same become the same steps: what looks for steps need not know who wrote them.
#include <clearance/io/load_pack.hpp>

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace {

using namespace clearance;

class memory : public file_reader {
 public:
  explicit memory(std::string pack) : pack_(std::move(pack)) {}
  bool read(const std::string& path, std::string& text) override {
    text = path == "pack.yaml" ? pack_ : R"(
substances: {nsaid: {}, ibuprofen: {is: nsaid}}
conditions: {acne: {}, wrinkles: {harmless: yes}, scars: {harmless: yes}}
events: {filler: {}}
zones: {face: {parts: [lips]}, lips: {}, arm: {}}
)";
    return true;
  }

 private:
  std::string pack_;
};

struct written {
  std::vector<step> steps;
  predicate how;
};

written lowered(const std::string& when) {
  memory files(R"(
pack: p
version: "1"
vocabulary: words.yaml
facts:
  depth: {of: treatment, ask: "How deep?", answer: [mild, middle, deep]}
  age: {ask: "How old?", answer: 0..120}
  smoker: {ask: "Smoker?", answer: yes-no}
  skin: {ask: "Skin?", answer: {several: [dry, oily, sore]}}
  sun: {ask: "Sun?", answer: date or never}
  job: {ask: "Work?", answer: text}
  diagnosed: {of: condition, ask: "Diagnosed?", answer: yes-no}
rules:
  r: {refer: acne, when: )" +
               when + "}\n");
  const loaded_pack loaded = load_pack("pack.yaml", files);
  INFO(to_text(loaded.found));
  REQUIRE(loaded.usable != nullptr);
  const predicate_program& program = loaded.usable->predicates;
  const predicate p = program.predicates.at(loaded.usable->rules[0].when.index());
  const auto first = program.steps.begin() + p.first;
  return {{first, first + p.count}, p};
}

bool are_equal(const written& a, const written& b) {
  if (a.steps.size() != b.steps.size() || a.how.is_chain != b.how.is_chain) return false;
  for (std::size_t i = 0; i < a.steps.size(); ++i) {
    const step& x = a.steps[i];
    const step& y = b.steps[i];
    if (x.kind != y.kind || x.owner != y.owner || x.slot != y.slot || x.low != y.low || x.high != y.high) return false;
  }
  return true;
}

TEST_CASE("a map and a text that say the same become the same steps") {
  const std::pair<std::string, std::string> pairs[] = {
      {"{age: under 18}", "'age < 18'"},
      {"{age: under 18}", "'!(age >= 18.0)'"},
      {"{age: under 18}", "'18 > age'"},
      {"{age: at least 18}", "'age >= 18'"},
      {"{age: over 17.5}", "'age > 17.5'"},
      {"{age: 3..4}", "'age >= 3 && age <= 4'"},
      {"{age: 3..4}", "'!(age < 3 || age > 4)'"},
      {"{age: 7}", "'age == 3 + 4'"},
      {"{smoker: yes}", "smoker"},
      {"{smoker: no}", "'!smoker'"},
      {"{smoker: no}", "'smoker == false'"},
      {"{smoker: no}", "'true != smoker'"},
      {"{depth: deep}", "'depth == \"deep\"'"},
      {"{depth: deep}", "'depth == \"de\" + \"ep\"'"},
      {"{depth: [mild, deep]}", "'depth in [\"mild\", \"deep\"]'"},
      {"{depth: [mild, deep]}", "'depth != \"middle\"'"},
      {"{depth: [mild, deep]}", "'depth == \"deep\" || depth == \"mild\"'"},
      {"{depth: [mild, middle]}", "'depth.startsWith(\"m\")'"},
      {"{skin: sore}", "'\"sore\" in skin'"},
      {"{skin: [dry, sore]}", "'skin.exists(s, s == \"dry\" || s == \"sore\")'"},
      {"{skin: [dry, sore]}", "'\"dry\" in skin || \"sore\" in skin'"},
      {"{age: under 18, depth: deep}", "'age < 18 && depth == \"deep\"'"},
      {"{diagnosed: yes, smoker: no, age: 7}", "'diagnosed && !smoker && age == 7'"},
      {"{zone: lips}", "'\"lips\" in treatment.zones'"},
      {"{zone: [lips, arm]}", "'\"lips\" in treatment.zones || \"arm\" in treatment.zones'"},
      {"{indication: wrinkles}", "'treatment.indication == \"wrinkles\"'"},
      {"{indication: [scars, wrinkles]}", "'treatment.indication in [\"wrinkles\", \"scars\"]'"},
      {"{medication: nsaid}", "'uses(\"nsaid\")'"},
      {"{condition: acne}", "'has_condition(\"acne\")'"},
      {"{event: filler}", "'has_event(\"filler\")'"},
      {"{sun: never}", "'sun == never'"},
      {"{sun: at least 2 weeks}", "'sun + weeks(2) <= treatment.date'"},
      {"{sun: under 48 hours}", "'sun + hours(48) > treatment.date'"},
      {"{job: baker}", "'job == \"baker\"'"},
  };
  for (const auto& pair : pairs) {
    const auto& map = pair.first;
    const auto& text = pair.second;
    CAPTURE(map);
    CAPTURE(text);
    CHECK(are_equal(lowered(map), lowered(text)));
  }
}

TEST_CASE("tests of facts alone need no stack, dates do") {
  CHECK(lowered("'age < 18 && depth == \"deep\" || smoker'").how.is_chain);
  CHECK(lowered("'age < 18 || depth == \"deep\" && smoker'").how.is_chain);
  CHECK(!lowered("'age < 18 && smoker || depth == \"deep\" && age > 30'").how.is_chain);
  CHECK(!lowered("'sun < today'").how.is_chain);
  CHECK(!lowered("'sun < today'").how.reads_treatment_date);
  CHECK(lowered("'sun < treatment.date'").how.reads_treatment_date);
  CHECK(lowered("{event: filler}").how.reads_treatment_date);
}

}  // namespace
