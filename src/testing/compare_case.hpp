#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace clearance::testing {

/// Holds decisions to the part of one that a case expects. Keeps its buffers; one for each thread.
class case_judge {
 public:
  case_judge();
  ~case_judge();

  /// Where a decision differs from what a case expects of it: one line each, none where it meets it. `rules`,
  /// `findings`, `advice`, `actions`, `missing` and `problems` are contained, `[]` means none at all; `silent` names
  /// rules that neither a finding nor advice names; other keys are equal.
  std::vector<std::string> differences(std::string_view expected_json, std::string_view decision_json);

 private:
  struct parsers;
  std::unique_ptr<parsers> parsers_;
};

/// A rule of which a case expects an action or advice.
struct expected_advice {
  std::string rule;
  bool has_end = false;  ///< and until when
};
std::vector<expected_advice> advice_expected_by(std::string_view expected_json);

}  // namespace clearance::testing
