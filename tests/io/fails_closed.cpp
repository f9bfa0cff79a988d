// Where a rule could be read in two ways, the one that clears a patient is not taken.
#include "trial_pack.hpp"

namespace {

using json = nlohmann::json;

constexpr const char* rules = R"(rules:
  taken:
    washout: corvitan
    after: 2 days
    while_taking: refer
  signs:
    recovery: bortrax
    for: 1 week
  aim:
    exclude: patient
    when: {indication: small}
  closed:
    exclude: norta
    except: [quado]
  shield:
    require: guardol
    before: 2 days
    when: {condition: small}
  wounds:
    exclude: wound
    where: treated
)";

constexpr const char* words = R"(substances:
  corvitan: {label: corvitan}
  guardol: {label: guardol}
conditions:
  bortrax: {label: bortrax}
  big: {label: big}
  small: {is: big}
  wound: {label: wound}
zones:
  rimba: {label: rimba}
  quado: {parts: rimba}
  norta: {parts: quado}
  ostrum: {parts: rimba}
)";

/// The decision on a patient in whose way nothing stands but what `change` says.
json decided(const json& change) {
  static const trial_pack pack(rules, words);
  json in = {{"treatment", {{"date", "2026-12-08"}, {"zones", {"ostrum"}}, {"indication", "bortrax"}}}};
  in.update(change);
  return pack.decided(in);
}

json list_of(json entry) { return trial_pack::one(std::move(entry)); }

}  // namespace

TEST_CASE("nothing stands in the way of the patient that these cases start from") {
  CHECK(decided(json::object())["verdict"] == "clear");
}

TEST_CASE("what is still taken is referred, also where a washout says only when it may resume") {
  CHECK(decided({{"medications", list_of({{"name", "corvitan"}, {"ongoing", true}})}})["verdict"] == "refer");
  const json absent = decided({{"medications", nullptr}});
  CHECK(absent["verdict"] == "incomplete");
  CHECK(absent["worst_possible"] == "refer");
  CHECK(decided({{"medications", list_of({{"name", "corvitan"}, {"ongoing", false}})}})["verdict"] == "clear");
}

TEST_CASE("a session that is planned does not explain a sign of today") {
  const json sign = list_of({{"name", "bortrax"}});
  CHECK(decided({{"conditions", sign}, {"sessions", list_of({{"date", "2026-11-25"}})}})["verdict"] == "refer");
  CHECK(decided({{"conditions", sign}, {"sessions", list_of({{"date", "2026-11-20"}})}})["verdict"] == "clear");
}

TEST_CASE("a sign that may be older than the session is not surely expected") {
  const json sessions = list_of({{"date", "2026-11-20"}});
  const auto with = [&](const char* since) {
    return decided({{"conditions", list_of({{"name", "bortrax"}, {"since", since}})}, {"sessions", sessions}});
  };
  CHECK(with("2026")["verdict"] == "incomplete");
  CHECK(with("2026-11-19")["verdict"] == "refer");
  CHECK(with("2026-11-20")["verdict"] == "clear");
}

TEST_CASE("a treatment for a class may be for its member") {
  const json treatment = {{"date", "2026-12-08"}, {"zones", {"ostrum"}}, {"indication", "big"}};
  const json d = decided({{"treatment", treatment}});
  CHECK(d["verdict"] == "incomplete");
  CHECK(d["worst_possible"] == "exclude");
}

TEST_CASE("what lies on a part of an excepted zone counts") {
  const json wound = list_of({{"name", "wound"}, {"status", "active"}, {"zones", {"rimba"}}});
  CHECK(decided({{"conditions", wound}})["verdict"] == "exclude");
}

TEST_CASE("what is required and not said since when says so, and is asked for") {
  const json small = list_of({{"name", "small"}});
  const json d = decided({{"conditions", small}, {"medications", list_of({{"name", "guardol"}, {"ongoing", true}})}});
  const json& finding = d["findings"].back();
  CHECK(finding["rule"] == "shield");
  CHECK(finding["certainty"] == "possible");
  CHECK(finding["because"][0]["text"] == "guardol, not said since when it is taken");
  CHECK(d["missing"][0]["fact"] == "/medications/0/started");
  const json medication = {{"name", "guardol"}, {"ongoing", true}, {"started", "2026-12-05"}};
  CHECK(decided({{"conditions", small}, {"medications", list_of(medication)}})["findings"].back()["rule"] != "shield");
}
