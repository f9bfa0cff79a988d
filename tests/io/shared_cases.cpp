#include <clearance/io/screener.hpp>

#include "expectation.hpp"
#include "microneedling.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <set>
#include <string>

// tests/cases is shared by every language: the same files run through the program and the bindings.

namespace {

using namespace clearance;
using nlohmann::json;

json cases(const std::string& file) {
  std::ifstream in(CLEARANCE_TESTS_DIR "/cases/" + file);
  REQUIRE(in);
  return json::parse(in);
}

TEST_CASE("every shared case is decided as it expects") {
  screener s(*microneedling().usable);
  const json all = cases("microneedling.json");
  REQUIRE(!all.empty());
  for (const json& one : all) {
    const json decision = json::parse(s.screen(one.at("intake").dump()));
    const std::string unmet = expecting::unmet(one.at("expect"), decision);
    if (!unmet.empty())
      FAIL_CHECK(one.at("id").get<std::string>(), " (", one.at("why").get<std::string>(), ")\n", unmet,
                 decision.dump(1));
  }
}

/// A text as a medicine last taken on the day of the treatment.
json intake_naming(const json& text) {
  return {{"today", "2026-11-22"},
          {"treatment", {{"date", "2026-11-22"}, {"depth", "mild"}, {"zones", {"cheeks"}}}},
          {"medications", {{{"name", text}, {"last_taken", "2026-11-22"}, {"ongoing", false}}}},
          {"conditions", json::array()},
          {"sessions", json::array()}};
}

TEST_CASE("every shared name means exactly the rules that it expects") {
  screener s(*microneedling().usable);
  const json all = cases("names.json");
  REQUIRE(!all.empty());
  for (const json& one : all) {
    const json decision = json::parse(s.screen(intake_naming(one.at("text")).dump()));
    bool has_error = false;
    for (const json& p : decision.at("problems")) has_error = has_error || p.at("severity") == "error";
    std::set<std::string> certain;
    for (const json& f : decision.at("findings"))
      if (f.at("certainty") == "certain") certain.insert(f.at("rule").get<std::string>());
    const bool expects_error = one.value("error", false);
    const bool is_met =
        has_error == expects_error && (expects_error || certain == one.at("rules").get<std::set<std::string>>());
    if (!is_met)
      FAIL_CHECK(one.dump(), "\nproblems: ", decision.at("problems").dump(), "\ncertain: ", json(certain).dump());
  }
}

}  // namespace
