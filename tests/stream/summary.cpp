#include "../../src/stream/summary.hpp"

#include "../io/microneedling.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace {

using namespace clearance;
using nlohmann::json;

void count(stream::summary& into, screener& s, std::string_view intake) {
  if (!s.read(intake)) return into.add_rejected();
  const outcome& o = s.evaluate();
  into.add(o, s.decide(), s.intake().in_error);
}

constexpr std::string_view clear_one =
    R"({"today":"2026-11-22","treatment":{"date":"2026-12-08","depth":"mild","zones":["cheeks"]},"medications":[],"conditions":[],"sessions":[]})";
constexpr std::string_view two_of_a_rule =
    R"({"today":"2026-11-22","treatment":{"date":"2026-11-23","depth":"mild","zones":["cheeks"]},"medications":[
       {"name":"ibuprofen","last_taken":"2026-11-22"},{"name":"naproxen"}],"conditions":[],"sessions":[]})";

TEST_CASE("verdicts, rejected lines and rules are counted, each rule once a patient by the worst that it says") {
  const pack& p = *microneedling().usable;
  screener s(p);
  stream::summary total(p);
  for (const std::string_view intake : {clear_one, two_of_a_rule, std::string_view("nonsense")})
    count(total, s, intake);
  const json counted = json::parse(total.to_json());
  CHECK(counted["intakes"] == 2);
  CHECK(counted["rejected"] == 1);
  CHECK(counted["with_errors"] == 0);
  CHECK(counted["verdicts"]["clear"] == 1);
  CHECK(counted["verdicts"]["defer"] == 1);
  CHECK(counted["verdicts"].size() == verdict_count);
  CHECK(counted["earliest_known"] == 1);  // of naproxen nothing is known
  CHECK(counted["rules"] == json::parse(R"({"nsaid-washout":{"certain":1,"possible":0,"avoidable":0}})"));
}

TEST_CASE("two summaries added are the summary of both") {
  const pack& p = *microneedling().usable;
  screener s(p);
  stream::summary first(p), second(p), both(p);
  for (const std::string_view intake : {clear_one, std::string_view("{}")}) {
    count(first, s, intake);
    count(both, s, intake);
  }
  for (const std::string_view intake : {two_of_a_rule, std::string_view("[]")}) {
    count(second, s, intake);
    count(both, s, intake);
  }
  first.add(second);
  CHECK(first.to_json() == both.to_json());
  CHECK(first.to_text() == both.to_text());
}

TEST_CASE("a page of counts") {
  const pack& p = *microneedling().usable;
  screener s(p);
  stream::summary total(p);
  count(total, s, clear_one);
  CHECK(total.to_text() ==
        "decided                           1   100.0 %\n"
        "rejected                          0     0.0 %\n"
        "\n"
        "of those decided\n"
        "clear                             1   100.0 %\n"
        "conditional                       0     0.0 %\n"
        "incomplete                        0     0.0 %\n"
        "defer                             0     0.0 %\n"
        "refer                             0     0.0 %\n"
        "exclude                           0     0.0 %\n"
        "earliest is known                 1   100.0 %\n"
        "with errors                       0     0.0 %\n");
}

}  // namespace
