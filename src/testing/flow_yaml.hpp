#pragma once
#include <string>
#include <string_view>

namespace clearance::testing {

/// JSON as an author writes it in a case: `{name: ibuprofen 400 mg, ongoing: yes}`.
std::string flow_yaml(std::string_view json);

}  // namespace clearance::testing
