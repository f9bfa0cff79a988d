// What a pack's author writes is text, whatever characters stand in it.
#include "trial_pack.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

namespace {

using json = nlohmann::json;

constexpr const char* words = R"(substances:
  odd: {label: 'a "b" \ c'}
conditions:
  sore: {label: 'sore "spot"'}
zones:
  chin: {label: 'chin \ "front"'}
)";

constexpr const char* rules = R"(source: faq
sources:
  faq: {title: 'What is "it"?'}
facts:
  depth:
    of: treatment
    ask: 'How "deep" \ is it?'
    answer: [mild, deep]
rules:
  odd-washout:
    washout: odd
    before: 1 week
    says: 'No "{washout}" \ for {before}.'
  chin:
    exclude: chin
    when: {depth: deep}
    says: 'Not the "chin".'
  sore:
    exclude: sore
    says: 'No "sore".'
)";

TEST_CASE("quotes and backslashes in what a pack says stay what they are") {
  const trial_pack pack(rules, words);
  const json d = pack.decided({{"id", "a \"b\" \\"},
                               {"treatment", {{"date", "2026-11-25"}, {"zones", {"chin"}}}},
                               {"medications", trial_pack::one({{"name", "odd"}, {"last_taken", "2026-11-21"}})},
                               {"conditions", trial_pack::one({{"name", "sore"}})}});
  CHECK(d.at("intake") == "a \"b\" \\");
  const json& findings = d.at("findings");
  REQUIRE(findings.size() == 3);
  CHECK(findings[0].at("says") == "No \"sore\".");
  CHECK(findings[0].at("because")[0].at("text") == "sore \"spot\"");
  CHECK(findings[1].at("says") == "No \"odd\" \\ for 1 week.");
  CHECK(findings[1].at("because")[0].at("text") == "a \"b\" \\ c, last taken 2026-11-21");
  CHECK(findings[2].at("because")[0].at("text") == "chin \\ \"front\" is to be treated");
  CHECK(d.at("missing")[0].at("question") == "How \"deep\" \\ is it?");
}

}  // namespace
