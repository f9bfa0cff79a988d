#include "../../src/testing/junit.hpp"

#include <doctest/doctest.h>

namespace {

using namespace clearance::testing;

TEST_CASE("results are written as JUnit reads them") {
  CHECK(junit_xml(
            {{"pack", {{"good", "a.yaml", 3, {}}, {"bad", "a.yaml", 9, {"verdict: expected clear", "why: so"}}}}}) ==
        R"(<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="2" failures="1" errors="0" skipped="0">
  <testsuite name="pack" tests="2" failures="1" errors="0" skipped="0">
    <testcase classname="pack" name="good" file="a.yaml" line="3"/>
    <testcase classname="pack" name="bad" file="a.yaml" line="9">
      <failure message="verdict: expected clear">verdict: expected clear
why: so</failure>
    </testcase>
  </testsuite>
</testsuites>
)");
}

TEST_CASE("what XML reads as its own is escaped, and what it cannot hold is replaced") {
  const std::string xml = junit_xml({{"a<b", {{"\"q\" & \x01", "", 0, {"x > y\nz"}}}}});
  CHECK(xml.find("name=\"a&lt;b\"") != std::string::npos);
  CHECK(xml.find("name=\"&quot;q&quot; &amp; ?\"") != std::string::npos);
  CHECK(xml.find("<failure message=\"x &gt; y&#10;z\">") != std::string::npos);
  CHECK(xml.find("file=") == std::string::npos);
}

}  // namespace
