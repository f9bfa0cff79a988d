#include "run_cases.hpp"

#include "compare_case.hpp"

#include <clearance/io/screener.hpp>

namespace clearance::testing {

std::vector<case_result> run_cases(const loaded_pack& p) {
  screener s(*p.usable);
  case_judge judge;
  std::vector<case_result> out;
  out.reserve(p.cases.size());
  for (const pack_case& c : p.cases) out.push_back({&c, judge.differences(c.expected, s.screen(c.intake))});
  return out;
}

}  // namespace clearance::testing
