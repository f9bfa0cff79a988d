// No date is promised on which a rule may still stand.
#include "trial_pack.hpp"

using json = nlohmann::json;

TEST_CASE("something required of which it is not known whether it is there leaves no earliest date") {
  const trial_pack pack("rules:\n  test:\n    require: patch\n    before: 2 days\n    valid: 1 month\n",
                        "events:\n  patch: {label: patch}\n");
  const auto with = [&](json events) { return pack.decided({{"events", std::move(events)}}); };
  CHECK(with(trial_pack::one({{"name", "patch"}}))["earliest"] == nullptr);
  CHECK(with(json::array())["earliest"] == "2026-11-24");
  CHECK(with(trial_pack::one({{"name", "patch"}, {"date", "2026-11-10"}}))["earliest"] == "2026-11-22");
  // Sure and too old by then: it can be arranged anew, though another entry leaves it open today.
  const json both = json::array({{{"name", "patch"}}, {{"name", "patch"}, {"date", "2026-11-10"}}});
  CHECK(with(both)["earliest"] == "2026-11-22");
}

TEST_CASE("what is required only perhaps is not arranged in vain") {
  const trial_pack pack(R"(facts:
  steady:
    ask: Is it steady?
    answer: yes-no
rules:
  test:
    require: patch
    before: 2 days
    when: {steady: no}
)",
                        "events:\n  patch: {label: patch}\n");
  CHECK(pack.decided(json::object())["earliest"] == nullptr);
  CHECK(pack.decided({{"answers", {{"steady", false}}}})["earliest"] == "2026-11-24");
  CHECK(pack.decided({{"answers", {{"steady", true}}}})["earliest"] == "2026-11-22");
  const json there = trial_pack::one({{"name", "patch"}, {"date", "2026-11-10"}});
  CHECK(pack.decided({{"events", there}})["earliest"] == "2026-11-22");
}

TEST_CASE("a condition that may last has no end") {
  const trial_pack pack("rules:\n  rest:\n    defer: fever\n    for: 2 days\n",
                        "conditions:\n  illness: {label: illness}\n  fever: {is: illness}\n");
  const auto with = [&](json condition) {
    return pack.decided({{"conditions", trial_pack::one(std::move(condition))}})["earliest"];
  };
  CHECK(with({{"name", "illness"}}) == nullptr);
  CHECK(with({{"name", "fever"}}) == nullptr);
  CHECK(with({{"name", "fever"}, {"ended", "2026-11-21"}}) == "2026-11-23");
}

TEST_CASE("a list that is absent is open on the days on which its rule may apply") {
  const trial_pack pack(R"(facts:
  birth_date:
    ask: When were you born?
    answer: date
rules:
  young:
    washout: drug
    before: 1 week
    when: years_between(birth_date, treatment.date) < 18
)",
                        "substances:\n  drug: {label: drug}\n");
  const auto born = [&](const char* date) {
    return pack.decided({{"medications", nullptr}, {"answers", {{"birth_date", date}}}});
  };
  CHECK(born("2008-12-01")["verdict"] == "clear");
  CHECK(born("2008-12-01")["earliest"] == "2026-12-01");
  CHECK(born("2008-11")["earliest"] == "2026-11-30");
  CHECK(born("2000-01-01")["earliest"] == "2026-11-22");
}

TEST_CASE("a plan that bars from its day on leaves no date behind it") {
  const trial_pack pack("rules:\n  never:\n    exclude: implant\n  wait:\n    interval: 6 weeks\n",
                        "events:\n  implant: {label: implant}\n");
  const json plan = trial_pack::one({{"name", "implant"}, {"date", "2026-12-13"}});
  const auto after = [&](const char* session) {
    return pack.decided({{"events", plan}, {"sessions", trial_pack::one({{"date", session}})}})["earliest"];
  };
  CHECK(after("2026-10-20") == "2026-12-01");
  CHECK(after("2026-11-08") == nullptr);
}

TEST_CASE("a use is asked for by its last minute where a day and an hour must both be kept") {
  const trial_pack pack(R"(rules:
  hours:
    washout: drug
    before: 36 hours
    ask_prescriber: yes
  day:
    washout: drug
    before: 1 day
)",
                        "substances:\n  drug: {label: drug}\n");
  const json d = pack.decided({{"treatment", {{"date", "2026-12-05T15:15"}}},
                               {"medications", trial_pack::one({{"name", "drug"}, {"ongoing", true}})}});
  REQUIRE(d["actions"].size() == 1);
  CHECK(d["actions"][0]["do"] == "ask-prescriber");
  CHECK(d["actions"][0]["last_use_by"] == "2026-12-04T03:15");
}

TEST_CASE("what can still be arranged is not there yet; else it is not there in time") {
  const trial_pack pack("rules:\n  shield:\n    require: guard\n    before: 2 days\n",
                        "substances:\n  guard: {label: guard}\n");
  const auto reason = [&](const char* date) {
    return pack.decided({{"treatment", {{"date", date}}}})["findings"][0]["because"][0]["text"];
  };
  CHECK(reason("2026-12-08") == "not there yet: guard");
  CHECK(reason("2026-11-23") == "not there in time: guard");
}

TEST_CASE("a medicine that is required is not one to ask the prescriber about stopping") {
  const trial_pack pack("rules:\n  shield:\n    require: guard\n    before: 2 days\n",
                        "substances:\n  guard: {label: guard, ask_prescriber: yes}\n");
  const json d = pack.decided({{"medications", trial_pack::one({{"name", "guard"}, {"ongoing", true}})}});
  CHECK(d["actions"] == json::array());
}

TEST_CASE("a medicine that was stopped covers no later treatment") {
  const trial_pack pack("rules:\n  shield:\n    require: guard\n    before: 2 days\n",
                        "substances:\n  guard: {label: guard}\n");
  const auto with = [&](json medicine) {
    medicine.update({{"name", "guard"}});
    return pack.decided({{"medications", trial_pack::one(std::move(medicine))}})["verdict"];
  };
  CHECK(with({{"started", "2020-01-01"}, {"ongoing", true}}) == "clear");
  CHECK(with({{"started", "2020-01-01"}}) == "clear");
  CHECK(with({{"started", "2020-01-01"}, {"last_taken", "2020-01-05"}}) == "conditional");
  CHECK(with({{"started", "2020-01-01"}, {"ongoing", false}}) == "conditional");
  CHECK(with({{"started", "2026-12-01"}, {"ongoing", false}}) == "clear");  // a plan
}
