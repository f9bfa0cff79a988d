#include "../../src/testing/flow_yaml.hpp"

#include <doctest/doctest.h>

namespace {

using clearance::testing::flow_yaml;

TEST_CASE("an intake is written as an author would") {
  CHECK(
      flow_yaml(
          R"({"treatment":{"date":"2026-11-22T09:00"},"medications":[{"name":"ibuprofen 400 mg","ongoing":true}]})") ==
      "{treatment: {date: 2026-11-22T09:00}, medications: [{name: ibuprofen 400 mg, ongoing: yes}]}");
  CHECK(flow_yaml(R"({"zones":[],"depth":null,"age":18,"known":false})") ==
        "{zones: [], depth: null, age: 18, known: no}");
}

TEST_CASE("a text that would be read as something else is put in quotes") {
  CHECK(flow_yaml(R"(["yes","null","a, b","a: b","what?","- x","","tab\t"])") ==
        R"(["yes", "null", "a, b", "a: b", "what?", "- x", "", "tab\t"])");
}

}  // namespace
