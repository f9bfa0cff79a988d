#include <clearance/io/record.hpp>

#include "microneedling.hpp"

#include <clearance/io/screener.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <generate/random_intake.hpp>

#include <string>

namespace {

using namespace clearance;
using nlohmann::ordered_json;

static_assert(record_field_named("worst_possible") == record_field::worst_possible);
static_assert(!record_field_named("id"));
static_assert(name(record_field::rules) == "rules");
static_assert(record_fields{}.empty() && !record_fields{record_field::today}.empty());

constexpr record_fields all{record_field::intake,         record_field::today,    record_field::verdict,
                            record_field::worst_possible, record_field::earliest, record_field::rules};

/// What the decision says under the record's keys.
ordered_json record_of(const ordered_json& decision) {
  ordered_json out;
  for (const std::string_view key : record_field_names)
    if (key != "rules") out[std::string(key)] = decision.at(std::string(key));
  out["rules"] = ordered_json::object();
  for (const ordered_json& f : decision.at("findings"))
    if (!out["rules"].contains(f.at("rule").get<std::string>()))
      out["rules"][f.at("rule").get<std::string>()] = f.at("certainty");
  return out;
}

void check_against_decision(screener& s, const std::string& intake) {
  CAPTURE(intake);
  REQUIRE(s.read(intake));
  s.evaluate();
  s.decide();
  const std::string decision(s.to_json());
  CHECK(std::string(s.to_record(all)) == record_of(ordered_json::parse(decision)).dump());
}

TEST_CASE("a record says what the decision says") {
  screener s(*microneedling().usable);
  for (const generate::profile p : {generate::profile::clean, generate::profile::messy, generate::profile::complete}) {
    generate::intake_generator generator(11, p);
    for (int i = 0; i < 500; ++i) check_against_decision(s, to_json(generator.next()));
  }
  check_against_decision(s, "{}");
  check_against_decision(s, R"({"id": "a \"quoted\" name", "today": "2026-11-22"})");
  check_against_decision(s, R"({"treatment": {"date": "2026-12-08T00:00", "zones": ["cheeks"]}, "medications": [],
    "conditions": [], "sessions": []})");
  check_against_decision(s, R"({"treatment": {"date": "2026-12-08T10:00+01:00", "depth": "mild", "zones": ["cheeks"]},
    "today": "2026-12-08", "medications": [{"name": "retinol", "last_taken": "2026-12-08T09:00+01:00", "ongoing": false}],
    "conditions": [], "sessions": []})");
}

TEST_CASE("a record holds what is asked for, in the order of a decision") {
  screener s(*microneedling().usable);
  REQUIRE(s.read("{}"));
  s.evaluate();
  CHECK(s.to_record({record_field::earliest, record_field::verdict}) == R"({"verdict":"incomplete","earliest":null})");
  CHECK(s.to_record({record_field::intake}) == R"({"intake":null})");
  CHECK(s.to_record({}) == "{}");
}

}  // namespace
