#include <clearance/io/load_pack.hpp>

#include "expectation.hpp"
#include "microneedling.hpp"

#include <clearance/io/screener.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

namespace {

using namespace clearance;
using nlohmann::json;

struct named_pack {
  std::string name;
  std::string path;
  loaded_pack loaded;
};

/// What the project ships, and the packs of other clinics. Loaded once.
const std::vector<named_pack>& every_pack() {
  static const std::vector<named_pack> packs = [] {
    std::vector<std::filesystem::path> paths;
    for (const char* folder : {CLEARANCE_RULES_DIR, CLEARANCE_TESTS_DIR "/packs"})
      for (const auto& file : std::filesystem::directory_iterator(folder))
        if (file.path().extension() == ".yaml") paths.push_back(file.path());
    std::sort(paths.begin(), paths.end());
    std::vector<named_pack> all;
    for (const auto& p : paths) all.push_back({p.stem().string(), p.string(), load_pack(p.string())});
    return all;
  }();
  return packs;
}

TEST_CASE("there are two packs for microneedling and six of other clinics, and each is without errors and doubts") {
  std::set<std::string> names;
  for (const named_pack& p : every_pack()) {
    names.insert(p.name);
    INFO(to_text(p.loaded.found));
    CHECK(p.loaded.found.empty());
  }
  CHECK(names == std::set<std::string>{"blood-donation", "doctors-letter", "filler-and-toxin", "lights-and-sun",
                                       "microneedling", "microneedling-cautious", "prescriber-windows", "two-devices"});
}

TEST_CASE("every case of every pack is decided as it expects") {
  for (const named_pack& p : every_pack()) {
    CAPTURE(p.name);
    REQUIRE(p.loaded);
    screener s(*p.loaded.usable);
    CHECK(!p.loaded.cases.empty());
    for (const pack_case& one : p.loaded.cases) {
      const json decision = json::parse(s.screen(one.intake));
      const std::string unmet = expecting::unmet(json::parse(one.expected), decision);
      if (!unmet.empty())
        FAIL_CHECK(one.file, ":", one.line, ": ", one.name, "\n", unmet, one.intake, "\n", decision.dump(1));
    }
  }
}

/// Rules that the pack takes over unchanged have their cases where they stand.
std::set<std::string> rules_of_its_own(const named_pack& p) {
  std::set<std::string> inherited;
  if (p.name != "microneedling")
    for (const rule& r : microneedling().usable->rules) inherited.insert(r.key);
  std::set<std::string> own;
  for (const rule& r : p.loaded.usable->rules)
    if (inherited.count(r.key) == 0) own.insert(r.key);
  return own;
}

TEST_CASE("the cases of every pack let each of its rules fire") {
  for (const named_pack& p : every_pack()) {
    CAPTURE(p.name);
    REQUIRE(p.loaded);
    screener s(*p.loaded.usable);
    std::set<std::string> fired_rules;
    for (const pack_case& one : p.loaded.cases) {
      REQUIRE(s.read(one.intake));
      s.evaluate();
      for (const fired& f : s.findings()) fired_rules.insert(p.loaded.usable->rule_of(f.bar).key);
    }
    const std::set<std::string> own = rules_of_its_own(p);
    for (const rule& r : p.loaded.usable->rules) {
      if (own.count(r.key) == 0) continue;
      if (r.kind == rule_kind::course || r.kind == rule_kind::aftercare || r.kind == rule_kind::accept) continue;
      CAPTURE(r.key);
      CHECK(fired_rules.count(r.key) == 1);
    }
  }
}

TEST_CASE("every rule of every pack says something, and cites its source or is marked as our reading") {
  for (const named_pack& p : every_pack()) {
    CAPTURE(p.name);
    REQUIRE(p.loaded);
    for (const rule& r : p.loaded.usable->rules) {
      CAPTURE(r.key);
      CHECK(!r.says.empty());
      CHECK(r.says.find('{') == std::string::npos);
      if (r.kind == rule_kind::uncovered) continue;  // ours
      CHECK((r.source.has_value() || !r.reading.empty()));
    }
  }
}

/// Lines before the cases and the patient that they start from.
std::size_t lines_of_rules(const std::string& path) {
  std::ifstream file(path);
  std::size_t n = 0;
  for (std::string line; std::getline(file, line) && line != "usual:"; ++n) {
  }
  return n;
}

TEST_CASE("a clinic's protocol over the shipped pack is one page") {
  for (const char* name :
       {"doctors-letter", "filler-and-toxin", "lights-and-sun", "prescriber-windows", "two-devices"}) {
    INFO(std::string(name));
    const std::size_t lines = lines_of_rules(CLEARANCE_TESTS_DIR "/packs/" + std::string(name) + ".yaml");
    CHECK(lines > 10);
    CHECK(lines <= 60);
  }
}

TEST_CASE("the microneedling pack has the contract's rules and no other") {
  std::set<std::string> keys;
  for (const rule& r : microneedling().usable->rules) keys.insert(r.key);
  for (const char* key : {"nsaid-washout",
                          "herbal-washout",
                          "vitamin-e-washout",
                          "fish-oil-washout",
                          "blood-thinner-washout",
                          "autoimmune-washout",
                          "retinoid-washout",
                          "isotretinoin-bar",
                          "active-acne",
                          "rosacea",
                          "inflammatory-skin",
                          "open-wound",
                          "suspicious-lesion",
                          "eyelids",
                          "lips",
                          "mild-interval",
                          "deep-interval",
                          "tightening-course",
                          "makeup",
                          "redness",
                          "itching",
                          "uncovered"}) {
    INFO(std::string(key));
    CHECK(keys.erase(key) == 1);
  }
  INFO(json(keys).dump());
  CHECK(keys.empty());
}

TEST_CASE("every rule of the microneedling pack cites a place of the FAQ") {
  for (const rule& r : microneedling().usable->rules) {
    if (r.kind == rule_kind::uncovered) continue;
    CAPTURE(r.key);
    CHECK(r.source.has_value());
    CHECK(!r.section.empty());
  }
}

}  // namespace
