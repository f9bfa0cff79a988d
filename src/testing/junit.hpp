#pragma once
#include <string>
#include <vector>

/// Results as JUnit XML, the form that build servers read.
namespace clearance::testing {

struct junit_test {
  std::string name;
  std::string file;
  int line = 0;
  std::vector<std::string> failure;  ///< lines, the first the shortest; none: it passed
};

struct junit_suite {
  std::string name;
  std::vector<junit_test> tests;
};

/// No times: equal inputs give equal bytes.
std::string junit_xml(const std::vector<junit_suite>& suites);

}  // namespace clearance::testing
