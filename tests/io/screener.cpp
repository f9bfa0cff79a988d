#include <clearance/io/screener.hpp>

#include "microneedling.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <clearance/version.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace {

using namespace clearance;
using nlohmann::ordered_json;
using json = nlohmann::json;

static_assert(!std::is_default_constructible_v<screener>);  // by which pack?
static_assert(!std::is_copy_constructible_v<screener> && std::is_nothrow_move_constructible_v<screener>);

screener fresh() { return screener(*microneedling().usable); }

json decided(const json& intake) {
  screener s = fresh();
  return json::parse(s.screen(intake.dump()));
}

/// A patient in whose way nothing stands, treated on this date; `change` replaces or adds whole keys.
json intake(const std::string& treated, json change = json::object()) {
  json in = {{"today", "2026-11-22"},
             {"treatment", {{"date", treated}, {"depth", "mild"}, {"zones", {"cheeks"}}}},
             {"medications", json::array()},
             {"conditions", json::array()},
             {"sessions", json::array()}};
  in.update(change);
  return in;
}
json taking(const std::string& treated, json medication) {
  return intake(treated, {{"medications", json::array({std::move(medication)})}});
}

std::vector<std::string> pointers(const json& list, const char* key) {
  std::vector<std::string> out;
  for (const json& one : list) out.push_back(one.at(key).get<std::string>());
  return out;
}
using texts = std::vector<std::string>;

const json* by_rule(const json& list, std::string_view rule) {
  for (const json& one : list)
    if (one.at("rule") == rule) return &one;
  return nullptr;
}

// ---- the contract's own example ----

constexpr std::string_view contract_intake = R"({
  "id": "pt-001",
  "today": "2026-11-22",
  "treatment": {"date": "2026-12-08", "depth": "mild", "zones": ["cheeks"], "indication": "acne-scarring"},
  "medications": [
    {"name": "Advil 200 mg", "last_taken": "2026-11-20", "note": "for a headache"},
    {"name": "fish oil", "ongoing": true},
    {"code": {"system": "rxnorm", "value": "6064"}, "route": "oral", "last_taken": "2026-03", "ongoing": false}
  ],
  "conditions": [
    {"name": "acne", "status": "resolved", "zones": ["chin"]},
    {"name": "suspicious lesion", "zones": ["back"], "diagnosed": true}
  ],
  "sessions": [{"date": "2026-11-01", "depth": "mild"}]
})";

TEST_CASE("the contract's example is decided byte for byte as it stands there, where it is not left open") {
  screener s = fresh();
  const std::string decision(s.screen(contract_intake));
  const pack& p = *microneedling().usable;
  const std::string says = json(by_rule(json::parse(decision).at("findings"), "fish-oil-washout")->at("says")).dump();
  const std::string begins =
      R"({"pack":{"id":"microneedling","version":"1.0.0","hash":")" + p.hash + R"("},"engine":")" +
      std::string(version) +
      R"(","intake":"pt-001","today":"2026-11-22","verdict":"conditional","worst_possible":"conditional",)"
      R"("earliest":"2026-11-29","findings":[{"rule":"fish-oil-washout","effect":"defer","certainty":"avoidable",)"
      R"("until":"2026-11-29","because":[{"fact":"/medications/1","text":"fish oil, still taken"}],"says":)" +
      says +
      R"(,"source":{"ref":"faq","section":"What should I avoid before Microneedling?"}}],"actions":[{"do":"stop",)"
      R"("fact":"/medications/1","substance":"fish-oil","last_use_by":"2026-12-01","resume_from":"2026-12-11",)"
      R"("rule":"fish-oil-washout"}],"missing":[],"zones":{"cheeks":"conditional","left-cheek":"conditional",)"
      R"("right-cheek":"conditional"},"advice":[{"rule":"nsaid-washout","what":)";
  CHECK(decision.substr(0, begins.size()) == begins);
  const std::string ends = R"(],"problems":[]})";
  REQUIRE(decision.size() > ends.size());
  CHECK(decision.substr(decision.size() - ends.size()) == ends);

  const json advice = json::parse(decision).at("advice");
  CHECK(advice[0].at("from") == "2026-12-02");
  CHECK(advice[0].at("until") == "2026-12-11");
  REQUIRE(by_rule(advice, "makeup") != nullptr);
  CHECK(by_rule(advice, "makeup")->at("until") == "2026-12-10");
  CHECK(!by_rule(advice, "makeup")->contains("from"));
}

TEST_CASE("a decision is one line") {
  screener s = fresh();
  CHECK(s.screen(contract_intake).find('\n') == std::string_view::npos);
}

TEST_CASE("the keys of a decision stand in the contract's order") {
  screener s = fresh();
  const auto decision = ordered_json::parse(s.screen(contract_intake));
  texts keys;
  for (const auto& member : decision.items()) keys.push_back(member.key());
  CHECK(keys == texts{"pack", "engine", "intake", "today", "verdict", "worst_possible", "earliest", "findings",
                      "actions", "missing", "zones", "advice", "problems"});
}

TEST_CASE("equal inputs give equal bytes, from any screener and whatever it read before") {
  screener one = fresh();
  screener other = fresh();
  const std::string first(one.screen(contract_intake));
  other.screen(R"({"medications": [{"name": "Velmorix"}], "sessions": "none"})");
  other.screen("no JSON");
  CHECK(other.screen(contract_intake) == first);
  CHECK(one.screen(contract_intake) == first);
}

// ---- the layers ----

TEST_CASE("the three layers one by one say what `screen` says") {
  screener whole = fresh();
  screener layered = fresh();
  for (const json& in : {json::parse(contract_intake), intake("2026-11-23"), json::object(),
                         taking("2026-11-23", {{"name", "Advil"}, {"last_taken", "2026-11-20"}})}) {
    const std::string text = in.dump();
    REQUIRE(layered.read(text));
    const outcome& o = layered.evaluate();
    const decision& d = layered.decide();
    CHECK(d.result.decided == o.decided);
    const json decision = json::parse(whole.screen(text));
    CHECK(decision.at("verdict") == name(o.decided));
    CHECK(decision.at("worst_possible") == name(o.worst_possible));
    CHECK(decision.at("findings").size() == d.findings.size());
    CHECK(layered.findings().size() == o.fired_count);
    CHECK(layered.to_json() == whole.to_json());
  }
}

TEST_CASE("what was read can be asked for: its id, its facts, its problems") {
  screener s = fresh();
  REQUIRE(s.read(R"({"id": "pt-7", "today": "2026-11-22", "medications": [{"name": "Advil"}, {"name": "Velmorix"}]})"));
  CHECK(s.id() == "pt-7");
  CHECK(s.intake().medications.size() == 2);
  CHECK(s.intake().conditions_given == given::absent);
  REQUIRE(s.problems().size() == 1);
  CHECK(s.problems()[0].at == "/medications/1/name");
  CHECK(s.problems()[0].weight == problem_weight::error);
}

TEST_CASE("a screener that was moved goes on") {
  screener s = fresh();
  const std::string first(s.screen(contract_intake));
  screener moved = std::move(s);
  CHECK(moved.screen(contract_intake) == first);
  s = fresh();
  CHECK(s.screen(contract_intake) == first);
}

TEST_CASE("more findings than the first buffer holds are all told") {
  json in = intake("2026-11-23");
  for (int i = 0; i < 300; ++i) in["medications"].push_back({{"name", "aspirin"}, {"ongoing", true}});
  screener s = fresh();
  REQUIRE(s.read(in.dump()));
  CHECK(s.evaluate().fired_count == 600);
  CHECK(s.findings().size() == 600);
  CHECK(json::parse(s.screen(in.dump())).at("findings").size() == 600);
}

// ---- what is no intake ----

TEST_CASE("only what is no JSON object, or exceeds a limit, gives an error record") {
  screener s = fresh();
  const std::string largest = R"({"note": ")" + std::string(largest_intake - 12, 'x') + R"("})";
  REQUIRE(largest.size() == largest_intake);
  CHECK(s.read(largest));
  for (const std::string& text :
       {std::string(), std::string(" "), std::string("[]"), std::string("null"), std::string("7"),
        std::string("\"text\""), std::string("{"), std::string("{\"id\": \"a\""), std::string("{} {}"),
        std::string("{\"id\": 'a'}"), std::string("{,}"), largest + " "}) {
    CAPTURE(text.substr(0, 40));
    CHECK(!s.read(text));
    CHECK(!s.error().empty());
    const json record = json::parse(s.screen(text));
    CHECK(record.size() == 1);
    CHECK(record.at("error").get<std::string>() == s.error());
  }
}

TEST_CASE("after an error the next intake is read as if nothing had been") {
  screener s = fresh();
  const std::string first(s.screen(contract_intake));
  REQUIRE(!s.read(R"({"id": "x", "medications": [{"name": "Advil"}, )"));
  CHECK(s.screen(contract_intake) == first);
  CHECK(s.error().empty());
}

// ---- id, today, earliest, until ----

TEST_CASE("an absent id is null, an empty one is empty, any other comes back") {
  CHECK(decided(json::object()).at("intake").is_null());
  CHECK(decided({{"id", nullptr}}).at("intake").is_null());
  CHECK(decided({{"id", ""}}).at("intake") == "");
  CHECK(decided({{"id", "a\"b\\c\nd\te\x01 é 日本"}}).at("intake") == "a\"b\\c\nd\te\x01 é 日本");
}

TEST_CASE("today is the treatment's day where absent, and null where both are") {
  CHECK(decided({{"treatment", {{"date", "2026-12-08T14:30"}}}}).at("today") == "2026-12-08");
  CHECK(decided(json::object()).at("today").is_null());
  CHECK(decided({{"today", "2026-11"}}).at("today").is_null());
}

TEST_CASE("the treatment is today where its date is absent") {
  json in = taking("", {{"name", "Advil"}, {"last_taken", "2026-11-22"}});
  in["treatment"].erase("date");
  CHECK(decided(in).at("verdict") == "defer");
  CHECK(decided(in).at("earliest") == "2026-11-29");
}

TEST_CASE("for a day of treatment, `earliest` and `until` are days") {
  const json d = decided(taking("2026-11-22", {{"name", "retinol"}, {"last_taken", "2026-11-22T15:00"}}));
  CHECK(d.at("earliest") == "2026-11-24");
  CHECK(d.at("findings")[0].at("until") == "2026-11-24");
}

TEST_CASE("for a minute of treatment they are minutes, with its offset") {
  const json medication = {{"name", "retinol"}, {"last_taken", "2026-11-22T15:00"}};
  const json plain = decided(taking("2026-11-22T16:00", medication));
  CHECK(plain.at("earliest") == "2026-11-23T15:00");
  CHECK(plain.at("findings")[0].at("until") == "2026-11-23T15:00");
  CHECK(decided(taking("2026-11-22T16:00-05:00", medication)).at("earliest") == "2026-11-23T15:00-05:00");
  CHECK(decided(taking("2026-11-22T16:00Z", medication)).at("earliest") == "2026-11-23T15:00Z");
}

TEST_CASE("midnight without an offset is written as the day alone") {
  const json medication = {{"name", "ibuprofen"}, {"last_taken", "2026-11-22"}};
  CHECK(decided(taking("2026-11-23T10:00", medication)).at("earliest") == "2026-11-29");
  CHECK(decided(taking("2026-11-23T10:00+01:00", medication)).at("earliest") == "2026-11-29T00:00+01:00");
}

TEST_CASE("24 hours over the change to summer time are real hours where both ends have an offset") {
  const auto on = [](const char* treated, const char* last) {
    json in = taking(treated, {{"name", "retinol"}, {"last_taken", last}});
    in["today"] = "2027-03-13";
    return decided(in);
  };
  CHECK(on("2027-03-14T11:00-04:00", "2027-03-13T10:00-05:00").at("verdict") == "clear");
  CHECK(on("2027-03-14T10:59-04:00", "2027-03-13T10:00-05:00").at("verdict") == "defer");
  CHECK(on("2027-03-14T10:59-04:00", "2027-03-13T10:00-05:00").at("earliest") == "2027-03-14T11:00-04:00");
  CHECK(on("2027-03-14T10:00-04:00", "2027-03-13T10:00").at("verdict") == "clear");
}

TEST_CASE("`earliest` is null where it cannot be said") {
  CHECK(decided(taking("2026-11-23", {{"name", "warfarin"}, {"ongoing", true}})).at("earliest").is_null());
  CHECK(decided(taking("2027-06-01", {{"name", "naproxen"}})).at("earliest").is_null());
  CHECK(decided(taking("2027-06-01", {{"name", "Velmorix"}})).at("earliest").is_null());
  CHECK(decided(intake("2026-11-23", {{"conditions", {{{"name", "pregnancy"}}}}})).at("earliest").is_null());
  CHECK(decided(intake("2026-11-23", {{"medications", nullptr}})).at("earliest").is_null());
  CHECK(decided(intake("2026-11-23", {{"conditions", nullptr}})).at("earliest") == "2026-11-22");
}

// ---- actions ----

TEST_CASE("a retinoid is to be stopped two days before a day, and resumed as its prescriber or label says") {
  const json d = decided(taking("2026-12-08", {{"name", "retinol serum"}, {"ongoing", true}}));
  CHECK(d.at("verdict") == "conditional");
  REQUIRE(d.at("actions").size() == 1);
  CHECK(
      d.at("actions")[0].dump() ==
      R"({"do":"stop","fact":"/medications/0","last_use_by":"2026-12-06","rule":"retinoid-washout","substance":"retinol"})");
}

TEST_CASE("a retinoid is to be stopped 24 hours before a minute") {
  const json medication = {{"name", "retinol serum"}, {"ongoing", true}};
  CHECK(decided(taking("2026-12-08T09:30", medication)).at("actions")[0].at("last_use_by") == "2026-12-07T09:30");
  CHECK(decided(taking("2026-12-08T09:30+02:00", medication)).at("actions")[0].at("last_use_by") ==
        "2026-12-07T09:30+02:00");
}

TEST_CASE("the keys of an action stand in the contract's order") {
  screener s = fresh();
  const std::string d(s.screen(taking("2026-12-08", {{"name", "fish oil"}, {"ongoing", true}}).dump()));
  CHECK(d.find(R"("actions":[{"do":"stop","fact":"/medications/0","substance":"fish-oil","last_use_by":"2026-12-01",)"
               R"("resume_from":"2026-12-11","rule":"fish-oil-washout"}])") != std::string::npos);
}

TEST_CASE("what a prescriber ordered is for the prescriber, though another rule could be met by stopping") {
  const json d = decided(taking("2026-12-15", {{"name", "aspirin"}, {"ongoing", true}}));
  CHECK(d.at("verdict") == "refer");
  REQUIRE(d.at("actions").size() == 1);
  CHECK(d.at("actions")[0].at("do") == "ask-prescriber");
  CHECK(d.at("actions")[0].at("substance") == "aspirin");
}

// ---- missing ----

TEST_CASE("missing facts come with their pointer, their question and their rules, the most decisive first") {
  json in = intake("2026-11-23", {{"conditions", {{{"name", "acne"}}, {{"name", "suspicious lesion"}}}}});
  in["sessions"].push_back({{"date", "2026-11-01"}});
  in["medications"].push_back({{"name", "retinol"}, {"last_taken", "2026-11-22"}});
  const json d = decided(in);
  CHECK(pointers(d.at("missing"), "fact") == texts{"/conditions/0/status", "/conditions/0/zones",
                                                   "/conditions/1/diagnosed", "/medications/0/last_taken",
                                                   "/treatment/date", "/sessions/0/depth"});
  for (const json& m : d.at("missing")) {
    const auto question = m.at("question").get<std::string>();
    CAPTURE(question);
    CHECK(question.size() > 5);
    CHECK(question.back() == '?');
    CHECK(!m.at("rules").empty());
  }
  CHECK(d.at("missing")[0].at("rules") == json{"active-acne"});
  CHECK(d.at("missing")[2].at("question") == "Has a practitioner diagnosed it?");  // the pack's own words
}

TEST_CASE("where only the time of day is missing the question says so") {
  const json d = decided(taking("2026-11-23", {{"name", "retinol"}, {"last_taken", "2026-11-22"}}));
  for (const json& m : d.at("missing"))
    CHECK(m.at("question").get<std::string>().find("what time") != std::string::npos);
  const json by_month = decided(taking("2026-11-23", {{"name", "ibuprofen"}, {"last_taken", "2026-11"}}));
  REQUIRE(by_month.at("missing").size() == 1);
  CHECK(by_month.at("missing")[0].at("fact") == "/medications/0/last_taken");
  CHECK(by_month.at("missing")[0].at("question").get<std::string>().find("day") != std::string::npos);
}

TEST_CASE("absent lists are missing as a whole") {
  const json d = decided({{"today", "2026-11-22"}});
  CHECK(pointers(d.at("missing"), "fact") == texts{"/conditions", "/treatment/zones", "/medications", "/sessions"});
}

TEST_CASE("what is complete misses nothing") { CHECK(decided(intake("2026-11-23")).at("missing").empty()); }

// ---- zones and advice ----

TEST_CASE("zones are told under the vocabulary's ids, with their parts") {
  json in = intake("2026-11-23");
  in["treatment"]["zones"] = {"Full Face"};
  const json zones = decided(in).at("zones");
  CHECK(zones.at("face") == "clear");
  CHECK(zones.at("forehead") == "clear");
  CHECK(zones.at("eyelids") == "exclude");
  CHECK(zones.at("lips") == "exclude");
  CHECK(!zones.contains("back"));
}

TEST_CASE("advice dates are as precise as the treatment's, and absent where the date is") {
  const json day = decided(intake("2026-12-08")).at("advice");
  CHECK(by_rule(day, "retinoid-washout")->at("from") == "2026-12-07");
  CHECK(by_rule(day, "mild-interval")->at("from") == "2026-12-22");
  CHECK(by_rule(day, "mild-interval")->at("until") == "2027-01-05");
  CHECK(by_rule(day, "deep-interval") == nullptr);
  const json minute = decided(intake("2026-12-08T14:30")).at("advice");
  CHECK(by_rule(minute, "retinoid-washout")->at("from") == "2026-12-07T14:30");
  CHECK(by_rule(minute, "makeup")->at("until") == "2026-12-09T14:30");
  CHECK(by_rule(minute, "nsaid-washout")->at("from") == "2026-12-02");
  const json none = decided(json::object()).at("advice");
  CHECK(!by_rule(none, "makeup")->contains("until"));
  CHECK(!by_rule(none, "nsaid-washout")->contains("from"));
}

TEST_CASE("what a prescriber ordered has no dates in the advice") {
  const json advice = decided(intake("2026-12-08")).at("advice");
  for (const char* rule : {"blood-thinner-washout", "autoimmune-washout", "isotretinoin-bar"}) {
    INFO(std::string(rule));
    REQUIRE(by_rule(advice, rule) != nullptr);
    CHECK(!by_rule(advice, rule)->contains("from"));
  }
}

TEST_CASE("a decision that does not let the patient come gives no advice") {
  CHECK(decided(taking("2026-11-23", {{"name", "Advil"}, {"last_taken", "2026-11-22"}})).at("advice").empty());
  CHECK(!decided(taking("2026-11-29", {{"name", "Advil"}, {"ongoing", true}})).at("advice").empty());
}

// ---- problems ----

TEST_CASE("each problem points at what is wrong, errors and warnings apart") {
  const json d =
      decided({{"today", "2026-02-30"},
               {"medicatons", json::array()},
               {"a/b~c", 1},
               {"treatment", {{"date", "2026-11"}, {"depth", "shallow"}, {"zones", {"cheeks", "elbow room"}}}},
               {"medications", {"Advil", {{"nme", "Advil"}}, {{"name", "Advil"}, {"last_taken", 5}}, 7}},
               {"conditions", {{{"name", "acne"}, {"status", "maybe"}, {"diagnosed", "yes"}}}},
               {"sessions", {{{"date", "soon"}}}}});
  const auto at = [&](const char* pointer) {
    for (const json& p : d.at("problems"))
      if (p.at("at") == pointer) return p.at("severity").get<std::string>();
    return std::string("no problem");
  };
  CHECK(at("/today") == "error");
  CHECK(at("/medicatons") == "warning");
  CHECK(at("/a~1b~0c") == "warning");
  CHECK(at("/treatment/date") == "error");
  CHECK(at("/treatment/depth") == "error");
  CHECK(at("/treatment/zones/1") == "error");
  CHECK(at("/treatment/zones/0") == "no problem");
  CHECK(at("/medications/0") == "error");
  CHECK(at("/medications/1") == "error");
  CHECK(at("/medications/1/nme") == "warning");
  CHECK(at("/medications/2/last_taken") == "error");
  CHECK(at("/medications/3") == "error");
  CHECK(at("/conditions/0/status") == "error");
  CHECK(at("/conditions/0/diagnosed") == "error");
  CHECK(at("/sessions/0/date") == "error");
  CHECK(d.at("problems").size() == 14);
}

TEST_CASE("dates that contradict each other are told") {
  const auto problems = [](const json& in) { return decided(in).at("problems"); };
  const json plan = problems(taking("2026-11-30", {{"name", "Advil"}, {"last_taken", "2026-11-23"}}));
  REQUIRE(plan.size() == 1);
  CHECK(plan[0].at("at") == "/medications/0/last_taken");
  CHECK(plan[0].at("severity") == "error");
  const json session = problems(intake("2026-11-23", {{"sessions", {{{"date", "2026-11-24"}, {"depth", "mild"}}}}}));
  REQUIRE(session.size() == 1);
  CHECK(session[0].at("at") == "/sessions/0/date");
  const json before = problems(intake("2026-11-21"));
  REQUIRE(before.size() == 1);
  CHECK(before[0].at("at") == "/treatment/date");
  CHECK(before[0].at("severity") == "warning");
  CHECK(problems(taking("2026-11-30", {{"name", "Advil"}, {"last_taken", "2026-11-22T23:59"}})).empty());
  CHECK(problems(intake("2026-11-23T08:00", {{"sessions", {{{"date", "2026-11-23T09:00"}}}}})).empty());
}

TEST_CASE("a key that stands twice is an error, at its place") {
  screener s = fresh();
  const json d =
      json::parse(s.screen(R"({"today": "2026-11-22", "today": "2026-11-22", "conditions": [], "conditions": [],
    "medications": [{"name": "Advil", "last_taken": "2026-01-01", "last_taken": "2026-01-01"}]})"));
  CHECK(pointers(d.at("problems"), "at") == texts{"/today", "/conditions", "/medications/0/last_taken"});
  CHECK(d.at("verdict") == "incomplete");
}

TEST_CASE("every substance of a repeated name still counts") {
  screener s = fresh();
  const json d = json::parse(s.screen(
      R"({"today": "2026-11-22", "medications": [{"name": "Advil", "name": "fish oil", "last_taken": "2026-11-22"}]})"));
  CHECK(by_rule(d.at("findings"), "nsaid-washout")->at("certainty") == "possible");
  CHECK(by_rule(d.at("findings"), "fish-oil-washout")->at("certainty") == "possible");
}

TEST_CASE("a note is read by nobody, whatever it holds") {
  const json noted = taking("2026-11-23", {{"name", "paracetamol"}, {"note", {{"deep", {1, nullptr, "warfarin"}}}}});
  CHECK(decided(noted).at("problems").empty());
  CHECK(decided(noted).at("verdict") == "clear");
}

TEST_CASE("a misspelling that the vocabulary does not know is suggested, never assumed") {
  const json d = decided(taking("2026-11-23", {{"name", "ibuprofne 400 mg"}, {"last_taken", "2026-11-22"}}));
  CHECK(d.at("findings").empty());
  REQUIRE(d.at("problems").size() == 1);
  CHECK(d.at("problems")[0].at("message").get<std::string>().find("ibuprofen") != std::string::npos);
  CHECK(d.at("verdict") == "incomplete");
  CHECK(d.at("worst_possible") == "refer");
}

TEST_CASE("a message quotes no more than the beginning of a long value") {
  const std::string secret = "qqqq " + std::string(500, 'z') + " end-of-text";
  const json d = decided(taking("2026-11-23", {{"name", secret}}));
  REQUIRE(d.at("problems").size() == 1);
  CHECK(d.at("problems")[0].at("message").get<std::string>().size() < 300);
}

}  // namespace
