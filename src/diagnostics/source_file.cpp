#include "source_file.hpp"

#include <algorithm>
#include <utility>

namespace clearance {

std::string_view source_file::line(std::size_t number) const noexcept {
  std::size_t begin = 0;
  for (std::size_t i = 0; i < number; ++i) {
    const std::size_t end = text.find('\n', begin);
    if (end == std::string::npos) return {};
    begin = end + 1;
  }
  std::string_view found = std::string_view(text).substr(begin);
  found = found.substr(0, found.find('\n'));
  if (!found.empty() && found.back() == '\r') found.remove_suffix(1);
  return found;
}

issue make_issue(issue_code code, const text_range& at, std::string message, std::string hint, severity weight) {
  issue i;
  i.code = code;
  i.weight = weight;
  i.message = std::move(message);
  i.hint = std::move(hint);
  if (at.file == nullptr) return i;
  i.file = at.file->name;
  i.line = static_cast<int>(at.line + 1);
  i.column = static_cast<int>(at.column + 1);
  i.line_text = std::string(at.file->line(at.line));
  const std::size_t rest = i.line_text.size() > at.column ? i.line_text.size() - at.column : 1;
  i.length = static_cast<int>(std::clamp<std::size_t>(at.length, 1, rest));
  return i;
}

}  // namespace clearance
