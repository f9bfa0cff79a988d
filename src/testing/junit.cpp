#include "junit.hpp"

#include <algorithm>
#include <string_view>

namespace clearance::testing {
namespace {

/// XML 1.0 cannot hold most control characters, not even escaped.
std::string escaped_xml(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\n': out += "&#10;"; break;
      case '\t': out += "&#9;"; break;
      case '\r': out += "&#13;"; break;
      default: out += byte < 0x20 ? '?' : c;
    }
  }
  return out;
}

std::string attribute(std::string_view name, std::string_view value) {
  return " " + std::string(name) + "=\"" + escaped_xml(value) + '"';
}

std::size_t failures_of(const junit_suite& s) {
  return static_cast<std::size_t>(
      std::count_if(s.tests.begin(), s.tests.end(), [](const junit_test& t) { return !t.failure.empty(); }));
}

std::string counts(std::size_t tests, std::size_t failures) {
  return attribute("tests", std::to_string(tests)) + attribute("failures", std::to_string(failures)) +
         attribute("errors", "0") + attribute("skipped", "0");
}

void append(std::string& out, const junit_suite& s, const junit_test& t) {
  out += "    <testcase" + attribute("classname", s.name) + attribute("name", t.name);
  if (!t.file.empty()) out += attribute("file", t.file) + attribute("line", std::to_string(t.line));
  if (t.failure.empty()) {
    out += "/>\n";
    return;
  }
  out += ">\n      <failure" + attribute("message", t.failure.front()) + '>';
  for (const std::string& line : t.failure) {
    if (&line != &t.failure.front()) out += '\n';
    out += escaped_xml(line);
  }
  out += "</failure>\n    </testcase>\n";
}

}  // namespace

std::string junit_xml(const std::vector<junit_suite>& suites) {
  std::size_t tests = 0;
  std::size_t failures = 0;
  for (const junit_suite& s : suites) {
    tests += s.tests.size();
    failures += failures_of(s);
  }
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" + counts(tests, failures) + ">\n";
  for (const junit_suite& s : suites) {
    out += "  <testsuite" + attribute("name", s.name) + counts(s.tests.size(), failures_of(s)) + ">\n";
    for (const junit_test& t : s.tests) append(out, s, t);
    out += "  </testsuite>\n";
  }
  return out + "</testsuites>\n";
}

}  // namespace clearance::testing
