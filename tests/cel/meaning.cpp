// What expressions mean for a patient, from the text to the verdict: yes refers, unknown is incomplete, no is clear.
#include <clearance/io/load_pack.hpp>
#include <clearance/io/screener.hpp>

#include <doctest/doctest.h>

#include <string>
#include <utility>

namespace {

using namespace clearance;

class memory : public file_reader {
 public:
  explicit memory(std::string pack) : pack_(std::move(pack)) {}
  bool read(const std::string& path, std::string& text) override {
    text = path == "pack.yaml" ? pack_ : R"(
substances:
  nsaid: {}
  ibuprofen: {is: nsaid}
  sedative: {}
  pain-killer: {may_be: [ibuprofen, sedative]}
conditions: {acne: {harmless: yes}, wrinkles: {harmless: yes}}
events: {filler: {}, laser: {}}
zones: {face: {parts: [lips]}, lips: {}, arm: {}}
)";
    return true;
  }

 private:
  std::string pack_;
};

/// `yes`, `no`, `unknown`, or what is wrong.
std::string truth(const std::string& expression, const std::string& intake) {
  std::string quoted;
  for (const char c : expression) quoted += c == '\'' ? std::string("''") : std::string(1, c);
  memory files(R"(
pack: p
version: "1"
vocabulary: words.yaml
facts:
  depth: {of: treatment, ask: "How deep?", answer: [mild, deep]}
  age: {ask: "How old?", answer: 0..120, from: 'years_between(birth_date, treatment.date)'}
  adult: {from: 'age >= 18', answer: yes-no}
  group: {from: 'adult ? "adult" : "minor"', answer: [adult, minor]}
  birth_date: {ask: "Born?", answer: date}
  smoker: {ask: "Smoker?", answer: yes-no}
  weight: {ask: "Weight?", answer: 0..300}
  skin: {ask: "Skin?", answer: {several: [dry, oily, sore]}}
  sun: {ask: "Sun?", answer: date or never}
  job: {ask: "Work?", answer: text}
  letter: {of: medication, ask: "Letter?", answer: yes-no}
rules:
  r: {refer: patient, when: ')" +
               quoted + "'}\n");
  const loaded_pack loaded = load_pack("pack.yaml", files);
  if (loaded.usable == nullptr) return to_text(loaded.found);
  screener screen(*loaded.usable);
  const std::string decision(screen.screen(intake));
  if (decision.find("\"error\"") != std::string::npos && decision.find("\"verdict\"") == std::string::npos)
    return decision;
  if (decision.find("\"certainty\":\"certain\"") != std::string::npos) return "yes";
  if (decision.find("\"certainty\":\"possible\"") != std::string::npos) return "unknown";
  return "no";
}

std::string intake(const std::string& more, const std::string& treatment = R"("date":"2026-12-08","zones":["face"])") {
  return R"({"today":"2026-11-22","treatment":{)" + treatment + "}" + (more.empty() ? "" : ",") + more + "}";
}

void check(const std::string& expression, const std::string& given, const std::string& wanted) {
  CAPTURE(expression);
  CAPTURE(given);
  CHECK(truth(expression, intake(given)) == wanted);
}

TEST_CASE("answers of the patient: what is not answered is unknown, unless the rest decides") {
  check("smoker", R"("answers":{"smoker":true})", "yes");
  check("smoker", R"("answers":{"smoker":false})", "no");
  check("smoker", "", "unknown");
  check("smoker || weight > 50", R"("answers":{"weight":51})", "yes");
  check("smoker && weight > 50", R"("answers":{"weight":50})", "no");
  check("weight / 2.0 + 1.0 > 26.0", R"("answers":{"weight":50.5})", "yes");
  check("weight / 0.0 > 1.0", R"("answers":{"weight":50})", "unknown");
  check("job.contains('ake') && size(job) == 5", R"("answers":{"job":"baker"})", "yes");
  check("'a ' + job + '!' == 'a baker!'", R"("answers":{"job":"baker"})", "yes");
  check("'a ' + job + '!' == 'a baker!'", "", "unknown");
  check("size(skin) == 2 && skin.all(s, s != 'sore')", R"("answers":{"skin":["dry","oily"]})", "yes");
  check("smoker ? weight > 10 : weight > 20", R"("answers":{"weight":30})", "yes");
  check("smoker ? weight > 10 : weight > 20", R"("answers":{"weight":15})", "unknown");
  check("(smoker ? 'a' + job : 'ab') == 'ab'", R"("answers":{"job":"b"})", "yes");
}

TEST_CASE("a fact that is not answered comes from its expression") {
  check("age < 18", R"("answers":{"age":17})", "yes");
  check("age < 18", R"("answers":{"birth_date":"2008-12-08"})", "no");
  check("age < 18", R"("answers":{"birth_date":"2008-12-09"})", "yes");
  check("age < 18", R"("answers":{"birth_date":"2008"})", "unknown");
  check("age < 18", R"("answers":{"birth_date":"2007"})", "no");
  check("age < 18", R"("answers":{"age":30,"birth_date":"2020"})", "no");
  check("group == 'minor'", R"("answers":{"birth_date":"2010"})", "yes");
  check("group in ['minor']", R"("answers":{"birth_date":"2000"})", "no");
  check("!adult", "", "unknown");
  check("years_between(birth_date, treatment.date) == 18", R"("answers":{"birth_date":"2008-02-29"})", "yes");
}

TEST_CASE("imprecise dates are compared by their ends") {
  check("sun < treatment.date", R"("answers":{"sun":"2026-12-07"})", "yes");
  check("sun < treatment.date", R"("answers":{"sun":"2026-12-08"})", "no");
  check("sun < treatment.date", R"("answers":{"sun":"2026-12"})", "unknown");
  check("sun == treatment.date", R"("answers":{"sun":"2026-12-08T10:00"})", "yes");
  check("sun < treatment.date", R"("answers":{"sun":"never"})", "yes");
  check("sun == never", R"("answers":{"sun":"never"})", "yes");
  check("sun == never", R"("answers":{"sun":"2026"})", "no");
  check("sun + days(14) <= treatment.date", R"("answers":{"sun":"2026-11-24"})", "yes");
  check("sun + days(14) <= treatment.date", R"("answers":{"sun":"2026-11-25"})", "no");
  check("sun > treatment.date - months(6)", R"("answers":{"sun":"2026-06-08"})", "no");
  check("date('2026-08-31') + months(6) == date('2027-03-01') && smoker", R"("answers":{"smoker":true})", "yes");
  // A clock's hours: a whole day may be any minute of it.
  check("sun + hours(48) > treatment.date", R"("answers":{"sun":"2026-12-06"})", "unknown");
  check("sun + hours(48) > treatment.date", R"("answers":{"sun":"2026-12-05T10:00"})", "no");
  check("today < treatment.date && sun > today - years(1)", R"("answers":{"sun":"2026-03"})", "yes");
  check("(smoker ? sun : today) <= today", R"("answers":{"sun":"2026-03"})", "unknown");
}

TEST_CASE("lists: absent is unknown, empty is none, what is not understood may be anything") {
  const std::string ibuprofen = R"("medications":[{"name":"ibuprofen","ongoing":true}])";
  check("uses('nsaid')", "", "unknown");
  check("uses('nsaid')", R"("medications":[])", "no");
  check("uses('nsaid')", ibuprofen, "yes");
  check("uses('nsaid')", R"("medications":[{"name":"pain killer","ongoing":false}])", "unknown");
  check("uses('sedative')", ibuprofen, "no");
  check("medications.exists(m, m.is('nsaid') && m.ongoing)", ibuprofen, "yes");
  check("medications.exists(m, m.is('nsaid') && !m.ongoing)", ibuprofen, "no");
  check("medications.exists(m, m.letter)", ibuprofen, "unknown");
  check("medications.exists(m, m.route == 'oral')", R"("medications":[{"name":"ibuprofen","route":"oral"}])", "yes");
  check("medications.exists(m, m.route == 'oral')", ibuprofen, "unknown");
  check("medications.all(m, m.last_taken < today)", R"("medications":[{"name":"ibuprofen","last_taken":"2026-11-20"}])",
        "yes");
  check("medications.exists(m, m.last_taken >= today)", ibuprofen, "yes");
  check("medications.exists(m, m.started < date('2026'))",
        R"("medications":[{"name":"ibuprofen","ongoing":true,"started":"2025-05"}])", "yes");
  check("size(medications) == 1", ibuprofen, "yes");
  check("medications.exists(m, m.ongoing)", R"("medications":[{"name":"something odd","ongoing":false}])", "unknown");
  check("has_condition('acne')", R"("conditions":[{"name":"acne","status":"resolved"}])", "no");
  check("has_condition('acne')", R"("conditions":[{"name":"acne"}])", "yes");
  check("has_condition('acne', 'active')", R"("conditions":[{"name":"acne"}])", "unknown");
  check("has_condition('acne', 'resolved')", R"("conditions":[{"name":"acne","status":"resolved"}])", "yes");
  check("conditions.exists(c, c.is('acne') && c.status == 'remission')",
        R"("conditions":[{"name":"acne","status":"active"}])", "no");
  check("conditions.exists(c, c.ended > date('2026-01'))",
        R"("conditions":[{"name":"acne","status":"resolved","ended":"2026-05"}])", "yes");
  check("sessions.exists(s, s.depth == 'deep' && s.date > today - days(30))",
        R"("sessions":[{"date":"2026-11-01","depth":"mild"},{"date":"2026-11-02","depth":"deep"}])", "yes");
  check("sessions.all(s, s.date < date('2026-11-02'))", R"("sessions":[{"date":"2026-11-01"},{}])", "unknown");
  check("medications.exists(m, conditions.exists(c, c.is('acne') && m.ongoing))",
        ibuprofen + R"(,"conditions":[{"name":"acne"}])", "yes");
}

TEST_CASE("events have happened by the treatment's day, or are plans") {
  check("has_event('filler')", "", "unknown");
  check("has_event('filler')", R"("events":[])", "no");
  check("has_event('filler')", R"("events":[{"name":"filler","date":"2026-12-08"}])", "yes");
  check("has_event('filler')", R"("events":[{"name":"filler","date":"2026-12-09"}])", "no");
  check("has_event('filler')", R"("events":[{"name":"filler","date":"2026-12"}])", "unknown");
  check("has_event('filler')", R"("events":[{"name":"filler"}])", "unknown");
  check("events.exists(e, e.is('laser') && e.date + weeks(2) > treatment.date)",
        R"("events":[{"name":"laser","date":"2026-12-01"}])", "yes");
}

TEST_CASE("the treatment") {
  const auto treated = [](const std::string& expression, const std::string& treatment) {
    return truth(expression, intake("", treatment));
  };
  CHECK(treated("'lips' in treatment.zones", R"("zones":["face"])") == "yes");
  CHECK(treated("'arm' in treatment.zones", R"("zones":["face"])") == "no");
  CHECK(treated("treatment.indication == 'wrinkles'", R"("zones":["face"],"indication":"wrinkles")") == "yes");
  CHECK(treated("treatment.indication != 'wrinkles'", R"("zones":["face"])") == "unknown");
  CHECK(treated("treatment.depth == depth && depth == 'deep'", R"("zones":["face"],"depth":"deep")") == "yes");
  CHECK(treated("treatment.date > date('2026-12-07')", R"("zones":["face"],"date":"2026-12-08T10:00")") == "yes");
}

TEST_CASE("a map says of dates and lists what a text says") {
  for (const auto& row : std::initializer_list<std::tuple<std::string, std::string, std::string>>{
           {"{sun: 2026-11}", R"("answers":{"sun":"2026-11-03"})", "yes"},
           {"{sun: 2026-11}", R"("answers":{"sun":"2026"})", "unknown"},
           {"{sun: [never, 2026-11]}", R"("answers":{"sun":"never"})", "yes"},
           {"{sun: under 2 weeks}", R"("answers":{"sun":"2026-11-24"})", "no"},
           {"{sun: under 2 weeks}", R"("answers":{"sun":"2026-11-25"})", "yes"},
           {"{sun: at least 2 weeks}", R"("answers":{"sun":"2026-11-24"})", "yes"},
           {"{medication: [sedative, nsaid]}", R"("medications":[{"name":"pain killer"}])", "yes"},
           {"{age: under 18}", R"("answers":{"birth_date":"2010"})", "yes"},
           {"{age: 18..20}", R"("answers":{"birth_date":"2008-01"})", "yes"},
           {"{group: minor}", R"("answers":{"birth_date":"2010"})", "yes"},
           {"{adult: no}", R"("answers":{"birth_date":"2010"})", "yes"}}) {
    const auto& map = std::get<0>(row);
    const auto& given = std::get<1>(row);
    const auto& wanted = std::get<2>(row);
    CAPTURE(map);
    CAPTURE(given);
    // The same pack, with a map in place of the text.
    memory files(R"(
pack: p
version: "1"
vocabulary: words.yaml
facts:
  age: {ask: "How old?", answer: 0..120, from: 'years_between(birth_date, treatment.date)'}
  adult: {from: 'age >= 18', answer: yes-no}
  group: {from: 'adult ? "adult" : "minor"', answer: [adult, minor]}
  birth_date: {ask: "Born?", answer: date}
  sun: {ask: "Sun?", answer: date or never}
rules:
  r: {refer: patient, when: )" +
                 map + "}\n");
    const loaded_pack loaded = load_pack("pack.yaml", files);
    INFO(to_text(loaded.found));
    REQUIRE(loaded.usable != nullptr);
    screener screen(*loaded.usable);
    const std::string decision(screen.screen(intake(given)));
    const std::string got = decision.find("\"certainty\":\"certain\"") != std::string::npos    ? "yes"
                            : decision.find("\"certainty\":\"possible\"") != std::string::npos ? "unknown"
                                                                                               : "no";
    CHECK(got == wanted);
  }
}

}  // namespace
