#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace clearance::program {

/// Where a decision differs from what a case expects of it: one line each, none where it meets it.
std::vector<std::string> differences(std::string_view expected_json, std::string_view decision_json);

/// The rules that a decision's findings and advice name.
std::vector<std::string> rules_named(std::string_view decision_json);

}  // namespace clearance::program
