#pragma once
#include <clearance/io/load_pack.hpp>

#include <string>
#include <vector>

/// A pack's own cases, held against what it decides.
namespace clearance::testing {

struct case_result {
  const pack_case* tried = nullptr;
  std::vector<std::string> differences;  ///< a line each; none: it passed
  bool passed() const noexcept { return differences.empty(); }
};

/// In the order of the cases.
std::vector<case_result> run_cases(const loaded_pack& p);

}  // namespace clearance::testing
