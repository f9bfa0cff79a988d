// What lint says, word for word, as in tests/golden: NAME.yaml is a pack on which a check speaks, NAME.expected what it
// says, NAME_silent.yaml one that is nearly the same and clean.
#include "../../src/lint/checks.hpp"
#include "../../src/lint/lint.hpp"

#include <clearance/io/screener.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;
using namespace clearance;

const fs::path folder = fs::path(CLEARANCE_TESTS_DIR) / "lint";

/// In its folder, so that the paths told are relative.
issues doubts_there(const std::string& name, loaded_pack* keep = nullptr) {
  const fs::path before = fs::current_path();
  fs::current_path(folder);
  loaded_pack loaded = load_pack(name);
  issues found = loaded.found;
  if (loaded) {
    const issues more = linting::doubts_of(name, loaded);
    found.insert(found.end(), more.begin(), more.end());
  }
  fs::current_path(before);
  if (keep != nullptr) *keep = std::move(loaded);
  return found;
}

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::vector<std::string> packs() {
  std::vector<std::string> found;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (name.ends_with(".yaml") && !name.ends_with("words.yaml")) found.push_back(name);
  }
  std::sort(found.begin(), found.end());
  return found;
}

TEST_CASE("every doubt of lint is told in its exact words") {
  REQUIRE(packs().size() > 10);
  for (const std::string& name : packs()) {
    if (name.ends_with("_silent.yaml")) continue;
    CAPTURE(name);
    const fs::path expected = (folder / name).replace_extension(".expected");
    const std::string told = to_text(doubts_there(name));
    if (std::getenv("CLEARANCE_PIN_GOLDEN") != nullptr) std::ofstream(expected, std::ios::binary) << told;
    CHECK(!told.empty());
    CHECK(told == text_of(expected));
  }
}

TEST_CASE("what is nearly the same and right is left alone") {
  for (const std::string& name : packs()) {
    if (!name.ends_with("_silent.yaml")) continue;
    CAPTURE(name);
    CHECK(to_text(doubts_there(name)) == "");
  }
}

TEST_CASE("every check has a pack on which it speaks, and one on which it is silent") {
  std::set<issue_code> told;
  for (const std::string& name : packs())
    for (const issue& i : doubts_there(name)) told.insert(i.code);
  for (const issue_code code :
       {issue_code::never_fires, issue_code::never_decides, issue_code::never_binds, issue_code::contradiction,
        issue_code::written_out, issue_code::text_for_a_map, issue_code::untried, issue_code::false_friend}) {
    CAPTURE(name(code));
    CHECK(told.count(code) == 1);
  }
}

TEST_CASE("the intake that a doubt shows is one that the pack reads, and shows it") {
  std::size_t shown = 0;
  for (const std::string& name : packs()) {
    loaded_pack loaded;
    for (const issue& i : doubts_there(name, &loaded)) {
      if (i.example.empty()) continue;
      CAPTURE(to_text(i));
      ++shown;
      screener s(*loaded.usable);
      const auto decision = nlohmann::json::parse(s.screen(i.example));
      CHECK(decision["problems"].empty());
      const std::size_t quote = i.message.find('`') + 1;
      const std::string rule = i.message.substr(quote, i.message.find('`', quote) - quote);
      const bool stands = std::any_of(decision["findings"].begin(), decision["findings"].end(),
                                      [&](const auto& f) { return f["rule"] == rule; });
      const bool is_about_silence = i.code == issue_code::never_fires || i.code == issue_code::contradiction;
      CHECK(stands == !is_about_silence);
      if (!is_about_silence) CHECK(decision["findings"].size() > 1);
    }
  }
  CHECK(shown >= 4);
}

TEST_CASE("the shipped packs are clean") {
  for (const char* name : {"/microneedling.yaml", "/microneedling-cautious.yaml"}) {
    const std::string path = CLEARANCE_RULES_DIR + std::string(name);
    const loaded_pack loaded = load_pack(path);
    REQUIRE(loaded);
    CHECK(to_text(loaded.found) == "");
    CHECK(to_text(linting::doubts_of(path, loaded)) == "");
  }
}

TEST_CASE("a map stands for tests joined by && of one fact each") {
  using linting::map_for;
  CHECK(map_for("age < 18") == "{age: under 18}");
  CHECK(map_for("age >= 18 && !guardian_consent") == "{age: at least 18, guardian_consent: no}");
  CHECK(map_for("treatment.depth == \"deep\" && uses('nsaid')") == "{depth: deep, medication: nsaid}");
  CHECK(map_for("\"lips\" in treatment.zones && treatment.indication == \"wrinkles\"") ==
        "{zone: lips, indication: wrinkles}");
  CHECK(map_for("has_condition(\"acne\") && has_event(\"filler\") && diagnosed") ==
        "{condition: acne, event: filler, diagnosed: yes}");
}

TEST_CASE("what a map cannot say stays an expression") {
  using linting::map_for;
  for (const char* expression : {"age < 18 || age > 80", "age > 18 && age < 80", "!(age < 18)",
                                 "birth_date < treatment.date - years(18)", "has_condition(\"acne\", \"active\")",
                                 "depth != \"deep\"", "age + 1 < 18", "treatment.date < date(\"2026-01-01\")",
                                 "medications.exists(m, m.is(\"nsaid\"))", "age < limit", "", "&&", "\"open"}) {
    CAPTURE(expression);
    CHECK(!map_for(expression));
  }
}

}  // namespace
