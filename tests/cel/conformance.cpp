// The published conformance cases of CEL, as far as its parts are used here. `conformance.json` says where each is from
// and which are left out for what reason.
#include "expressions.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <bit>
#include <fstream>
#include <limits>
#include <string>

namespace {

using namespace cel_tests;
using nlohmann::json;

double number_of(const json& value) {
  const json& d = value.at("double");
  if (d.is_number()) return d.get<double>();
  return d == "inf" ? std::numeric_limits<double>::infinity() : -std::numeric_limits<double>::infinity();
}

TEST_CASE("expressions have the values that the conformance tests of CEL give") {
  std::ifstream file(CLEARANCE_TESTS_DIR "/cel/conformance.json");
  const json all = json::parse(file);
  REQUIRE(all.at("cases").size() > 200);
  expressions e;
  for (const json& c : all.at("cases")) {
    const std::string text = c.at("expr");
    CAPTURE(text);
    CAPTURE(c.at("name").get<std::string>());
    const auto [value, words] = e.run(e.steps_of(text), facts{});
    const json& wanted = c.at("value");
    if (wanted.is_object() && wanted.contains("error")) {
      CHECK(!value.is_known());
      continue;
    }
    switch (e.type_of_last()) {
      case cel::type_kind::truth: CHECK(value.truth == known(wanted.get<bool>())); break;
      case cel::type_kind::integer:
        REQUIRE(value.is_known());
        CHECK(value.low == wanted.get<std::int64_t>());
        CHECK(value.high == value.low);
        break;
      case cel::type_kind::number:
        REQUIRE(value.is_known());
        CHECK(cells::low_of(value) == number_of(wanted));
        break;
      case cel::type_kind::text:
        REQUIRE(value.is_known());
        CHECK(words == wanted.get<std::string>());
        break;
      default: FAIL("of no type that a case has");
    }
  }
}

}  // namespace
