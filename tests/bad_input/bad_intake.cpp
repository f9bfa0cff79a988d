// Intakes that no clinic would send, and somebody will: every limit, every wrong type with the place that is told,
// every key twice, and what costs more to read than to write.
#include "hostile.hpp"

#include <clearance/io/load_pack.hpp>
#include <clearance/io/screener.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace clearance;
using namespace hostile;
using nlohmann::json;

const pack& shipped() {
  static const loaded_pack loaded = load_pack(CLEARANCE_RULES_DIR "/microneedling.yaml");
  REQUIRE_MESSAGE(loaded.usable != nullptr, to_text(loaded.found));
  return *loaded.usable;
}

json screened(std::string_view intake) {
  static screener screen(shipped());
  const std::string out(screen.screen(intake));
  json parsed = json::parse(out, nullptr, false);
  CHECK_MESSAGE(parsed.is_object(), out.substr(0, 500));
  return parsed;
}

/// The error of an intake that is unusable as a whole; empty where there is a decision.
std::string refusal(std::string_view intake) {
  const json out = screened(intake);
  if (!out.contains("error")) return {};
  CHECK(out.size() == 1);
  return out["error"].get<std::string>();
}

/// Errors and warnings with their places, in order: `error /medications/0/name`.
std::vector<std::string> places(std::string_view intake) {
  const json out = screened(intake);
  std::vector<std::string> found;
  REQUIRE_MESSAGE(out.contains("problems"), out.dump());
  for (const json& p : out["problems"])
    found.push_back(p["severity"].get<std::string>() + " " + p["at"].get<std::string>());
  // No error is ever cleared.
  bool has_error = false;
  for (const std::string& p : found) has_error = has_error || p.starts_with("error");
  const std::string verdict = out["verdict"];
  const bool is_cleared = verdict == "clear" || verdict == "conditional";
  CHECK_MESSAGE(!(has_error && is_cleared), out.dump());
  return found;
}

using list = std::vector<std::string>;

std::string nothing_in_the_way(std::string_view more) {
  return R"({"today":"2026-11-22","treatment":{"date":"2026-12-08","depth":"mild","zones":["cheeks"]},)"
         R"("medications":[],"conditions":[],"sessions":[])" +
         std::string(more) + "}";
}

std::string with_medication(std::string_view entry) {
  return R"({"today":"2026-11-22","treatment":{"date":"2026-12-08","depth":"mild","zones":["cheeks"]},"medications":[)" +
         std::string(entry) + R"(],"conditions":[],"sessions":[]})";
}

std::string with_condition(std::string_view entry) {
  return R"({"today":"2026-11-22","treatment":{"date":"2026-12-08","depth":"mild","zones":["cheeks"]},"conditions":[)" +
         std::string(entry) + R"(],"medications":[],"sessions":[]})";
}

std::string with_session(std::string_view entry) {
  return R"({"today":"2026-11-22","treatment":{"date":"2026-12-08","depth":"mild","zones":["cheeks"]},"sessions":[)" +
         std::string(entry) + R"(],"medications":[],"conditions":[]})";
}

std::string with_treatment(std::string_view keys) {
  return R"({"today":"2026-11-22","medications":[],"conditions":[],"sessions":[],"treatment":{)" + std::string(keys) +
         "}}";
}

}  // namespace

TEST_SUITE("limits of an intake") {
  static std::string intake_of(std::size_t bytes) {
    const std::string frame = nothing_in_the_way(R"(,"note":"")");
    return nothing_in_the_way(R"(,"note":")" + std::string(bytes - frame.size(), 'x') + '"');
  }

  TEST_CASE("an intake has 1 MiB at most") {
    REQUIRE(intake_of(largest_intake).size() == 1u << 20);
    CHECK(refusal(intake_of(largest_intake - 1)).empty());
    CHECK(refusal(intake_of(largest_intake)).empty());
    CHECK(refusal(intake_of(largest_intake + 1)).find("1048577 bytes") != std::string::npos);
  }

  TEST_CASE("every list has 10,000 entries at most") {
    const auto filled = [](std::string_view entry, std::size_t count) {
      std::string text = repeated(std::string(entry) + ",", count);
      text.pop_back();
      return text;
    };
    const auto holds = [&](std::string_view list_name, auto intake_with, std::string_view entry) {
      CAPTURE(std::string(list_name));
      CHECK(refusal(intake_with(filled(entry, longest_list - 1))).empty());
      CHECK(refusal(intake_with(filled(entry, longest_list))).empty());
      const std::string error = refusal(intake_with(filled(entry, longest_list + 1)));
      CHECK_MESSAGE(error.find(list_name) != std::string::npos, error);
      CHECK_MESSAGE(error.find("10000") != std::string::npos, error);
    };
    holds("medications", with_medication, R"({"name":"Tylenol"})");
    holds("conditions", with_condition, R"({"name":"hay fever"})");
    holds("sessions", with_session, R"({"date":"2026-01-01"})");
    holds(
        "zones", [](const std::string& l) { return with_treatment(R"("zones":[)" + l + "]"); }, R"("chin")");
    holds(
        "zones", [](const std::string& l) { return with_condition(R"({"name":"acne","zones":[)" + l + "]}"); },
        R"("chin")");
    holds(
        "zones", [](const std::string& l) { return with_session(R"({"date":"2026-01-01","zones":[)" + l + "]}"); },
        R"("chin")");
  }

  TEST_CASE("values that nothing reads nest 64 deep at most, and no stack overflows") {
    const auto noted = [](std::size_t lists) {
      return nothing_in_the_way(R"(,"note":)" + std::string(lists, '[') + std::string(lists, ']'));
    };
    CHECK(refusal(noted(60)).empty());
    CHECK(refusal(noted(500)).find("deep") != std::string::npos);
    CHECK(!refusal(noted(100'000)).empty());
    CHECK(!refusal(nothing_in_the_way(R"(,"note":)" + std::string(500'000, '['))).empty());
    CHECK(!refusal(repeated(R"({"a":)", 100'000)).empty());
    CHECK(!refusal(std::string(500'000, '[')).empty());
  }
}

TEST_SUITE("what is no intake") {
  TEST_CASE("what is not a JSON object is refused with a reason") {
    for (const std::string_view text : {"",
                                        " ",
                                        "\n",
                                        "null",
                                        "true",
                                        "1",
                                        "\"{}\"",
                                        "[]",
                                        "[{}]",
                                        "{",
                                        "}",
                                        "{]",
                                        "{\"id\"}",
                                        "{\"id\":}",
                                        "{\"id\":1,}",
                                        "{,}",
                                        "{id:1}",
                                        "{'id':1}",
                                        "{\"id\":\"a\"",
                                        "{\"id\":\"a",
                                        "{\"id\":tru}",
                                        "{\"id\":nul}",
                                        "{\"id\":01}",
                                        "{\"id\":1.}",
                                        "{\"id\":.5}",
                                        "{\"id\":+1}",
                                        "{\"id\":-}",
                                        "{\"id\":1e}",
                                        "{\"id\":NaN}",
                                        "{\"id\":Infinity}",
                                        "{\"id\":0x10}",
                                        "{\"id\":\"a\nb\"}",
                                        "{\"id\":\"a\tb\"}",
                                        "{\"id\":\"\\x41\"}",
                                        "{\"id\":\"\\u12\"}",
                                        "// {}",
                                        "{/**/}",
                                        "pack: tiny"}) {
      CAPTURE(std::string(text));
      CHECK(!refusal(text).empty());
    }
  }

  TEST_CASE("something behind the object is refused") {
    for (const std::string_view behind : {"{}", "x", ",", "}", "]", "null", "\"\"", "\\", "1"}) {
      CAPTURE(std::string(behind));
      CHECK(!refusal("{\"id\":\"a\"}" + std::string(behind)).empty());
      CHECK(!refusal("{\"id\":\"a\"} \n" + std::string(behind)).empty());
    }
    CHECK(refusal("{\"id\":\"a\"} \r\n\t ").empty());
  }

  TEST_CASE("a mistake in what nothing reads is a mistake") {
    for (const std::string_view value :
         {"[1,]", "{\"a\"}", "tru", "[1 2]", "{\"a\":1 \"b\":2}", "01", "\"\\q\"", "[}", "{\"a\":[1,2}"}) {
      CAPTURE(std::string(value));
      CHECK(!refusal(nothing_in_the_way(",\"note\":" + std::string(value))).empty());
      CHECK(!refusal(nothing_in_the_way(",\"unknown\":" + std::string(value))).empty());
      CHECK(!refusal(with_medication("{\"name\":\"Tylenol\",\"note\":" + std::string(value) + "}")).empty());
    }
  }

  TEST_CASE("every truncation of an intake is refused") {
    const std::string whole = with_medication(R"({"name":"Advil 200 mg","last_taken":"2026-11-20","note":"\u00e9"})");
    REQUIRE(refusal(whole).empty());
    for (std::size_t length = 0; length < whole.size(); ++length)
      CHECK_MESSAGE(!refusal(whole.substr(0, length)).empty(), length);
  }

  TEST_CASE("bytes that are no UTF-8, and half of a character pair, are refused") {
    for (const std::string_view bytes : {"\xff", "\xc3", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\\ud800",
                                         "\\udc00", "\\ud800\\ud800", "\\ud800x", "\\udfff\\ud800"}) {
      CAPTURE(std::string(bytes));
      CHECK(!refusal("{\"id\":\"" + std::string(bytes) + "\"}").empty());
      CHECK(!refusal("{\"" + std::string(bytes) + "\":1}").empty());
      CHECK(!refusal(with_medication("{\"name\":\"" + std::string(bytes) + "\"}")).empty());
      CHECK(!refusal(nothing_in_the_way(",\"note\":\"" + std::string(bytes) + "\"")).empty());
    }
  }

  TEST_CASE("a NUL is refused as a byte, and is a character like others where it is escaped") {
    CHECK(!refusal(std::string("{\"id\":\"a\0b\"}", 12)).empty());
    CHECK(!refusal(std::string("{\"id\":\"ab\"}\0", 12)).empty());
    CHECK(screened(R"({"id":"a\u0000b"})")["intake"] == std::string("a\0b", 3));
    CHECK(places(with_medication(R"({"name":"asp\u0000irin","ongoing":false})")) == list{"error /medications/0/name"});
  }

  TEST_CASE("a byte order mark before an intake is refused or says nothing") {
    const std::string marked = "\xef\xbb\xbf" + nothing_in_the_way("");
    const json out = screened(marked);
    CHECK((out.contains("error") || out["verdict"] == "clear"));
  }

  TEST_CASE("nothing of a refused intake reaches the next patient") {
    const std::string next = with_medication(R"({"name":"Advil 200 mg","last_taken":"2026-11-20"})");
    screener fresh(shipped());
    const std::string expected(fresh.screen(next));
    for (const std::string_view cut :
         {R"({"id":"other","today":"2030-01-01","treatment":{"depth":"deep","zones":["lips"],)",
          R"({"medications":[{"code":{"system":"rxnorm","value":"no-such-code"},)",
          R"({"conditions":[{"code":{"system":"rxnorm","value":"no-such-code"})",
          R"({"medications":[{"name":"warfarin","ongoing":true},{"name":)",
          R"({"conditions":[{"name":"acne","zones":["chin","lips")",
          R"({"sessions":[{"date":"2026-11-21","depth":"deep")",
          R"({"treatment":{"zones":["nowhere"],"indication":"nothing")"}) {
      CAPTURE(std::string(cut));
      screener screen(shipped());
      CHECK(std::string(screen.screen(cut)).starts_with("{\"error\""));
      CHECK(screen.screen(next) == expected);
    }
  }
}

TEST_SUITE("what is wrong with an intake stands in its problems") {
  TEST_CASE("a wrong type is told at its place") {
    for (const std::string_view key : {"id", "today", "treatment", "medications", "conditions", "sessions"}) {
      for (const std::string_view value : {"1", "true", "\"x\"", "[]", "{}", "1e400"}) {
        const bool is_list = key == "medications" || key == "conditions" || key == "sessions";
        if ((is_list && value == "[]") || (key == "treatment" && value == "{}") || (key == "id" && value == "\"x\""))
          continue;
        std::string others;
        for (const std::string_view other : {"medications", "conditions", "sessions"})
          if (other != key) others += ",\"" + std::string(other) + "\":[]";
        const std::string today = key == "today" ? "" : R"("today":"2026-11-22",)";
        const std::string intake = "{" + today + "\"" + std::string(key) + "\":" + std::string(value) + others + "}";
        CAPTURE(intake);
        const list told = places(intake);
        REQUIRE(!told.empty());
        CHECK(told[0] == "error /" + std::string(key));
      }
    }
  }

  TEST_CASE("a wrong type inside the treatment is told at its place") {
    CHECK(places(with_treatment(R"("date":20261208)")) == list{"error /treatment/date"});
    CHECK(places(with_treatment(R"("date":["2026-12-08"])")) == list{"error /treatment/date"});
    CHECK(places(with_treatment(R"("depth":3)")) == list{"error /treatment/depth"});
    CHECK(places(with_treatment(R"("depth":["mild"])")) == list{"error /treatment/depth"});
    CHECK(places(with_treatment(R"("depth":"shallow")")) == list{"error /treatment/depth"});
    CHECK(places(with_treatment(R"("zones":"chin")")) == list{"error /treatment/zones"});
    CHECK(places(with_treatment(R"("zones":{})")) == list{"error /treatment/zones"});
    CHECK(places(with_treatment(R"("zones":["chin",1,null,["chin"],{},true])")) ==
          list{"error /treatment/zones/1", "error /treatment/zones/2", "error /treatment/zones/3",
               "error /treatment/zones/4", "error /treatment/zones/5"});
    CHECK(places(with_treatment(R"("indication":1)")) == list{"error /treatment/indication"});
  }

  TEST_CASE("a wrong type inside an entry is told at its place") {
    const auto in_medication = [](std::string_view pair) {
      return places(with_medication("{\"name\":\"Tylenol\"," + std::string(pair) + "}"));
    };
    CHECK(in_medication(R"("route":1)") == list{"error /medications/0/route"});
    CHECK(in_medication(R"("route":"nasal")") == list{"error /medications/0/route"});
    CHECK(in_medication(R"("last_taken":2026)") == list{"error /medications/0/last_taken"});
    CHECK(in_medication(R"("last_taken":{})") == list{"error /medications/0/last_taken"});
    CHECK(in_medication(R"("ongoing":"yes")") == list{"error /medications/0/ongoing"});
    CHECK(in_medication(R"("ongoing":1)") == list{"error /medications/0/ongoing"});
    CHECK(in_medication(R"("code":"6064")") == list{"error /medications/0/code"});
    CHECK(in_medication(R"("code":[])") == list{"error /medications/0/code"});
    CHECK(in_medication(R"("code":{})") == list{"error /medications/0/code"});
    CHECK(in_medication(R"("code":{"system":1,"value":"6064"})") == list{"error /medications/0/code/system"});
    CHECK(in_medication(R"("code":{"system":"rxnorm","value":6064})") == list{"error /medications/0/code/value"});
    for (const std::string_view entry : {"1", "true", "null", "[]", "\"Tylenol\"", "{}", "1e400"}) {
      CAPTURE(std::string(entry));
      CHECK(places(with_medication(entry)) == list{"error /medications/0"});
      CHECK(places(with_medication(R"({"name":"Tylenol"},)" + std::string(entry))) == list{"error /medications/1"});
    }
    for (const std::string_view value : {"1", "[]", "{}", "false"})
      CHECK(places(with_medication("{\"name\":" + std::string(value) + "}")) == list{"error /medications/0/name"});

    const auto in_condition = [](std::string_view pair) {
      return places(with_condition("{\"name\":\"hay fever\"," + std::string(pair) + "}"));
    };
    CHECK(in_condition(R"("status":true)") == list{"error /conditions/0/status"});
    CHECK(in_condition(R"("status":"over")") == list{"error /conditions/0/status"});
    CHECK(in_condition(R"("zones":"chin")") == list{"error /conditions/0/zones"});
    CHECK(in_condition(R"("zones":["chin",2])") == list{"error /conditions/0/zones/1"});
    CHECK(in_condition(R"("diagnosed":"yes")") == list{"error /conditions/0/diagnosed"});
    for (const std::string_view entry : {"1", "null", "[]", "\"hay fever\"", "{}"})
      CHECK(places(with_condition(entry)) == list{"error /conditions/0"});

    for (const std::string_view entry : {"1", "null", "[]", "\"2026-01-01\""})
      CHECK(places(with_session(entry)) == list{"error /sessions/0"});
    CHECK(places(with_session(R"({"date":20260101})")) == list{"error /sessions/0/date"});
    CHECK(places(with_session(R"({"date":"2026-01-01","depth":1})")) == list{"error /sessions/0/depth"});
    CHECK(places(with_session(R"({"date":"2026-01-01","zones":"chin"})")) == list{"error /sessions/0/zones"});
    CHECK(places(with_session(R"({"date":"2026-01-01","zones":["chin",0]})")) == list{"error /sessions/0/zones/1"});
    CHECK(places(with_session(R"({"date":"2026-01-01","indication":[]})")) == list{"error /sessions/0/indication"});
  }

  TEST_CASE("a number that no computer holds is a number") {
    CHECK(refusal(nothing_in_the_way(R"(,"note":[1e400,-1e400,1e-400,123456789012345678901234567890])")).empty());
    CHECK(places(with_medication(R"({"name":"Tylenol","last_taken":1e400})")) ==
          list{"error /medications/0/last_taken"});
    CHECK(places(with_treatment(R"("date":1e400)")) == list{"error /treatment/date"});
  }

  TEST_CASE("a date that does not exist is told at its place") {
    for (const std::string_view date : {"2026-02-30",
                                        "2026-02-29",
                                        "2026-04-31",
                                        "2026-13-01",
                                        "2026-00-10",
                                        "2026-01-00",
                                        "2026-1-1",
                                        "26-01-01",
                                        "2026/01/01",
                                        "01.02.2026",
                                        "2026-01-01T24:00",
                                        "2026-01-01T12:60",
                                        "2026-01-01T12",
                                        "2026-01-01 12:00",
                                        "2026-01-01T12:00:00",
                                        "2026-01-01T12:00+19:00",
                                        "2026-01-01T12:00+1:00",
                                        "20260101",
                                        "today",
                                        "",
                                        " 2026",
                                        "2026 ",
                                        "2026-",
                                        "２０２６",
                                        "-2026-01-01",
                                        "+2026-01-01",
                                        "99999",
                                        "2026-01-01T12:00-05:00x"}) {
      CAPTURE(std::string(date));
      const std::string text = '"' + std::string(date) + '"';
      CHECK(places(with_medication("{\"name\":\"Tylenol\",\"last_taken\":" + text + "}")) ==
            list{"error /medications/0/last_taken"});
      CHECK(places(with_session("{\"date\":" + text + "}")) == list{"error /sessions/0/date"});
      CHECK(places(with_treatment("\"date\":" + text)) == list{"error /treatment/date"});
      const list told = places("{\"today\":" + text + R"(,"medications":[],"conditions":[],"sessions":[]})");
      REQUIRE(!told.empty());
      CHECK(told[0] == "error /today");
    }
    CHECK(places(with_medication(R"({"name":"Tylenol","last_taken":"2024-02-29"})")).empty());
  }

  TEST_CASE("a date that exists may be the wrong one") {
    CHECK(places(with_medication(R"({"name":"Tylenol","last_taken":"2026-11-23"})")) ==
          list{"error /medications/0/last_taken"});
    CHECK(places(with_session(R"({"date":"2026-12-09"})")) == list{"error /sessions/0/date"});
    CHECK(places(with_treatment(R"("date":"2026-11-21")")) == list{"warning /treatment/date"});
    CHECK(places(with_treatment(R"("date":"2026")")) == list{"error /treatment/date"});
    CHECK(places(with_treatment(R"("date":"2026-12")")) == list{"error /treatment/date"});
  }

  TEST_CASE("a repeated key is an error, wherever it stands") {
    for (const std::string_view pair :
         {R"("id":"a")", R"("today":"2026-11-22")", R"("treatment":{})", R"("medications":[])", R"("conditions":[])",
          R"("sessions":[])", R"("note":"a")", R"("unknown":1)"}) {
      const std::string intake = '{' + std::string(pair) + ',' + std::string(pair) + '}';
      CAPTURE(intake);
      const std::string key(pair.substr(1, pair.find('"', 1) - 1));
      const list told = places(intake);
      CHECK(std::count(told.begin(), told.end(), "error /" + key) == 1);
    }
    const auto twice = [](auto intake_with, std::string_view start, std::string_view pair, std::string_view parent) {
      const std::string intake = intake_with(std::string(start) + std::string(pair) + ',' + std::string(pair) +
                                             (start.starts_with('{') ? "}" : ""));
      CAPTURE(intake);
      const std::string key(pair.substr(1, pair.find('"', 1) - 1));
      const list told = places(intake);
      CHECK(std::count(told.begin(), told.end(), "error " + std::string(parent) + key) == 1);
    };
    for (const std::string_view pair : {R"("date":"2026-12-08")", R"("zones":["chin"])", R"("depth":"mild")",
                                        R"("indication":"wrinkles")", R"("note":1)", R"("unknown":1)"})
      twice(with_treatment, "", pair, "/treatment/");
    for (const std::string_view pair : {R"("name":"Tylenol")", R"("last_taken":"2026-11-20")", R"("ongoing":false)",
                                        R"("route":"oral")", R"("note":1)", R"("unknown":1)"})
      twice(with_medication, R"({"name":"Tylenol","name":"Tylenol",)", pair, "/medications/0/");
    for (const std::string_view pair :
         {R"("status":"active")", R"("zones":["chin"])", R"("diagnosed":true)", R"("note":1)", R"("unknown":1)"})
      twice(with_condition, R"({"name":"hay fever",)", pair, "/conditions/0/");
    for (const std::string_view pair : {R"("date":"2026-01-01")", R"("zones":["chin"])", R"("depth":"mild")",
                                        R"("indication":"wrinkles")", R"("note":1)", R"("unknown":1)"})
      twice(with_session, "{", pair, "/sessions/0/");
    CHECK(places(with_medication(
              R"({"name":"isotretinoin","code":{"system":"rxnorm","system":"rxnorm","value":"6064"}})")) ==
          list{"error /medications/0/code/system"});
  }

  TEST_CASE("a repeated key cannot lift what was said first") {
    const auto verdict = [](const std::string& intake) {
      return screened(intake)["worst_possible"].get<std::string>();
    };
    CHECK(verdict(with_medication(R"({"name":"warfarin","name":"Tylenol","ongoing":true})")) == "refer");
    CHECK(verdict(with_condition(R"({"name":"acne","zones":["cheeks"],"status":"active","status":"resolved"})")) ==
          "exclude");
    CHECK(verdict(R"({"today":"2026-11-22","treatment":{"zones":["cheeks"]},"sessions":[],"conditions":[],)"
                  R"("medications":[{"name":"warfarin","ongoing":true}],"medications":[]})") == "refer");
    CHECK(verdict(with_treatment(R"("date":"2026-12-08","zones":["lips"],"zones":["cheeks"])")) == "exclude");
  }

  TEST_CASE("an unknown key is a warning with a pointer that holds") {
    CHECK(places(nothing_in_the_way(R"(,"alergies":[])")) == list{"warning /alergies"});
    CHECK(places(nothing_in_the_way(R"(,"a/b~c":1)")) == list{"warning /a~1b~0c"});
    CHECK(places(nothing_in_the_way(R"(,"":1)")) == list{"warning /"});
    CHECK(places(nothing_in_the_way(R"(,"\u0000\n\"\\":1)")).size() == 1);
    CHECK(places(with_medication(R"({"name":"Tylenol","dose":"500 mg"})")) == list{"warning /medications/0/dose"});
  }

  TEST_CASE("an unknown name is told at its place, a long one in part") {
    CHECK(places(with_medication(R"({"name":"Velmorix"})")) == list{"error /medications/0/name"});
    CHECK(places(with_medication(R"({"name":""})")) == list{"error /medications/0/name"});
    CHECK(places(with_medication(R"({"name":"  ,;  "})")) == list{"error /medications/0/name"});
    CHECK(places(with_treatment(R"("zones":["chin",""])")) == list{"error /treatment/zones/1"});
    const json out = screened(with_medication(R"({"name":")" + std::string(1'000'000, 'x') + R"("})"));
    CHECK(out["problems"][0]["message"].get<std::string>().size() < 1'000);
    const json many = screened(with_medication(R"({"name":"aspirin )" + repeated("xx yy ", 100'000) + R"("})"));
    CHECK(many["problems"][0]["message"].get<std::string>().size() < 1'000);
  }

  TEST_CASE("null is absence, not an error") {
    CHECK(
        places(
            R"({"today":"2026-11-22","id":null,"treatment":null,"medications":null,"conditions":null,"sessions":null})")
            .empty());
    CHECK(places(with_medication(
                     R"({"name":"Tylenol","last_taken":null,"ongoing":null,"route":null,"code":null,"note":null})"))
              .empty());
    CHECK(places(with_treatment(R"("date":null,"zones":null,"depth":null,"indication":null)")).empty());
  }
}

TEST_SUITE("intakes that cost more than they are worth") {
  template <class Entry>
  static std::string listed(std::size_t count, Entry entry) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) out += (i > 0 ? "," : "") + entry(i);
    return out;
  }

  /// Letters that no name holds, others for each number.
  static std::string nonsense(std::size_t i) {
    std::string out = "qx";
    for (int k = 0; k < 6; ++k, i /= 9) out += static_cast<char>('b' + i % 9);
    return out;
  }

  TEST_CASE("10,000 names that nobody knows are told in time") {
    CHECK(in_time([] {
      screened(
          with_medication(listed(longest_list, [](std::size_t i) { return "{\"name\":\"" + nonsense(i) + "\"}"; })));
    }));
    CHECK(in_time([] {
      screened(with_condition("{\"name\":\"acne\",\"zones\":[" +
                              listed(longest_list, [](std::size_t i) { return '"' + nonsense(i) + '"'; }) + "]}"));
    }));
  }

  TEST_CASE("80,000 keys that nobody knows are told in time") {
    CHECK(in_time(
        [] { screened('{' + listed(80'000, [](std::size_t i) { return '"' + nonsense(i) + "\":1"; }) + '}'); }));
  }

  TEST_CASE("10,000 zones against 10,000 wounds are decided in time") {
    const std::string zones = listed(longest_list, [](std::size_t) { return std::string(R"("chin")"); });
    const std::string wounds =
        listed(longest_list, [](std::size_t) { return std::string(R"({"name":"open wound","zones":["forehead"]})"); });
    CHECK(in_time([&] {
      screened(R"({"today":"2026-11-22","treatment":{"zones":[)" + zones + R"(]},"conditions":[)" + wounds + "]}");
    }));
  }

  TEST_CASE("names without end in one text are read in time") {
    CHECK(in_time([] {
      screened(with_medication("{\"name\":\"" + repeated("aspirin ", 120'000) + "\"}"));
      screened(with_medication("{\"name\":\"" + repeated("a ", 500'000) + "\"}"));
      screened(with_medication("{\"name\":\"" + repeated("vitamin ", 120'000) + "\"}"));
    }));
  }
}
