#include "../../src/testing/compare_case.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace clearance::testing;

constexpr std::string_view decision = R"({"verdict":"defer","earliest":null,
  "findings":[{"rule":"a","certainty":"certain"},{"rule":"b","certainty":"possible"}],
  "actions":[{"do":"stop","rule":"a"}],"missing":[{"fact":"/x"}],"zones":{"wall":"defer"},
  "advice":[{"rule":"c","what":"Wait 2 to 4 weeks.","until":"2026-12-01"}],"problems":[]})";

using lines = std::vector<std::string>;

lines differences(std::string_view expected) { return case_judge().differences(expected, decision); }

TEST_CASE("what a decision has as expected is no difference") {
  CHECK(
      differences(R"({"verdict":"defer","earliest":null,"rules":["a"],"findings":[{"rule":"b","certainty":"possible"}],
    "actions":[{"do":"stop"}],"missing":["/x"],"zones":{"wall":"defer"},"problems":[],"silent":["d"],
    "advice":[{"rule":"c","until":"2026-12-01"}]})") == lines{});
}

TEST_CASE("each difference is told with what was found") {
  CHECK(differences(R"({"verdict":"clear"})") == lines{R"(verdict: expected "clear", found "defer")"});
  CHECK(differences(R"({"rules":["d"]})") == lines{"rules: expected d, found a, b"});
  CHECK(differences(R"({"rules":[]})") == lines{"rules: expected none, found a, b"});
  CHECK(differences(R"({"zones":{"floor":"clear"}})") == lines{R"(zones/floor: expected "clear", found nothing)"});
  CHECK(differences(R"({"actions":[]})") == lines{R"(actions: expected none, found [{"do":"stop","rule":"a"}])"});
  CHECK(differences(R"({"findings":[{"rule":"a","certainty":"possible"}]})").size() == 1);
}

TEST_CASE("a rule that is to be silent may be named by no finding and no advice") {
  CHECK(differences(R"({"silent":["a"]})") == lines{"silent: expected nothing of a, which is named"});
  CHECK(differences(R"({"silent":["c"]})") == lines{"silent: expected nothing of c, which is named"});
}

TEST_CASE("words are met by a text that holds them") {
  CHECK(differences(R"({"advice":[{"rule":"c","what":"2 to 4 weeks"}]})") == lines{});
  CHECK(differences(R"({"advice":[{"rule":"c","what":"2 to 5 weeks"}]})").size() == 1);
}

TEST_CASE("an intake that cannot be read meets no expectation") {
  CHECK(case_judge().differences(R"({"verdict":"clear"})", R"({"error":"no object"})") ==
        lines{R"(the intake cannot be read: "no object")"});
}

TEST_CASE("advice that a case expects is told with whether its end is expected") {
  const auto told = advice_expected_by(
      R"({"actions":[{"rule":"a","resume_from":"2026-12-01"}],"advice":[{"rule":"c"},{"rule":"d","until":"2026-12-01"}]})");
  REQUIRE(told.size() == 3);
  CHECK(told[0].has_end);
  CHECK(!told[1].has_end);
  CHECK(told[2].has_end);
}

}  // namespace
