#include "draft.hpp"

#include "../render/json_text.hpp"

namespace clearance::linting {
namespace {

std::string json_list(const std::vector<members>& entries) {
  std::string out = "[";
  for (const members& e : entries) out += (out.size() > 1 ? ", " : "") + json_object(e);
  return out + ']';
}

}  // namespace

std::string json_text(std::string_view text) { return '"' + escaped(text) + '"'; }

void put(members& all, std::string_view key, std::string value) {
  for (auto& [k, v] : all)
    if (k == key) {
      v = std::move(value);
      return;
    }
  all.emplace_back(key, std::move(value));
}

std::string json_object(const members& all) {
  std::string out = "{";
  for (const auto& [key, value] : all) out += (out.size() > 1 ? ", " : "") + json_text(key) + ": " + value;
  return out + '}';
}

std::string draft::json() const {
  std::string out = "{\"today\": " + json_text(today) + ", \"treatment\": " + json_object(treatment);
  if (!answers.empty()) out += ", \"answers\": " + json_object(answers);
  out += ", \"medications\": " + json_list(medications) + ", \"conditions\": " + json_list(conditions) +
         ", \"sessions\": " + json_list(sessions);
  if (has_events || !events.empty()) out += ", \"events\": " + json_list(events);
  return out + '}';
}

}  // namespace clearance::linting
