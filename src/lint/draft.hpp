#pragma once
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace clearance::linting {

/// Members of a JSON object; values are JSON.
using members = std::vector<std::pair<std::string, std::string>>;

std::string json_text(std::string_view text);
void put(members& all, std::string_view key, std::string value);
std::string json_object(const members& all);

/// An intake that is being written: every list is there, empty where nothing is said.
struct draft {
  std::string today;
  members treatment;
  members answers;
  std::vector<members> medications;
  std::vector<members> conditions;
  std::vector<members> sessions;
  std::vector<members> events;
  bool has_events = false;  ///< packs that read no events have no such list

  std::string json() const;
};

}  // namespace clearance::linting
