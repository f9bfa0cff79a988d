#include "problem_list.hpp"

#include <algorithm>
#include <utility>

namespace clearance {
namespace {

constexpr std::size_t longest_excerpt = 60;
constexpr std::size_t most_words = 5;  // of what is left over

}  // namespace

std::string pointer(std::string_view parent, std::string_view key) {
  std::string at(parent);
  for (const char c : key) {
    if (c == '~')
      at += "~0";
    else if (c == '/')
      at += "~1";
    else
      at += c;
  }
  return at;
}

std::string entry_pointer(std::string_view list, std::uint32_t entry, std::string_view key) {
  std::string at(list);
  at += '/';
  at += std::to_string(entry);
  if (key.empty()) return at;
  at += '/';
  return pointer(at, key);
}

std::string excerpt(std::string_view value) {
  if (value.size() <= longest_excerpt) return std::string(value);
  std::size_t end = longest_excerpt;
  while (end > 0 && (static_cast<unsigned char>(value[end]) & 0xc0) == 0x80) --end;
  return std::string(value.substr(0, end)) + "...";
}

std::string in_quotes(std::string_view value) { return '`' + excerpt(value) + '`'; }

std::string why_not_understood(std::string_view text, const name_match& found, std::string_view what,
                               const std::vector<std::string>& suggested) {
  std::string message;
  if (found.entries.empty()) {
    message = in_quotes(text) + " is no known " + std::string(what);
  } else {
    message = "in " + in_quotes(text) + ", ";
    const std::size_t told = std::min(found.left_over.size(), most_words);
    for (std::size_t i = 0; i < told; ++i) message += (i ? ", " : "") + in_quotes(found.left_over[i]);
    if (told < found.left_over.size()) message += " and " + std::to_string(found.left_over.size() - told) + " more";
    message += found.left_over.size() == 1 ? " is not understood" : " are not understood";
  }
  for (std::size_t i = 0; i < suggested.size(); ++i)
    message += (i == 0 ? "; did you mean " : " or ") + ('`' + suggested[i] + '`');
  return suggested.empty() ? message : message + "?";
}

void add_problem(intake& in, problem_weight weight, std::string at, std::string message) {
  in.facts.in_error = in.facts.in_error || weight == problem_weight::error;
  in.problems.push_back({std::move(at), weight, std::move(message)});
}

}  // namespace clearance
