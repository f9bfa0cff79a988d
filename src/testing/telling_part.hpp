#pragma once
#include "compare_case.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace clearance::testing {

/// The part of a decision that a case would have to expect to tell it from another: JSON, as short as it can be said.
/// Nothing where no case could.
std::optional<std::string> telling_part(std::string_view decision_json, std::string_view other_json, case_judge& judge);

}  // namespace clearance::testing
