#include "source_file.hpp"

#include "../yaml/tree.hpp"

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

namespace {

/// An author's text may hold line ends and tabs; a message is one line.
std::string on_one_line(std::string text) {
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  return text;
}

/// A line that is not UTF-8 is shown with `?` for what is not ASCII: an issue is always UTF-8.
std::string printable(std::string_view line) {
  std::string out(line);
  if (!yaml::first_bad_utf8(line)) return out;
  for (char& c : out)
    if (static_cast<unsigned char>(c) >= 0x80) c = '?';
  return out;
}

}  // namespace

issue make_issue(issue_code code, const text_range& at, std::string message, std::string hint, severity weight) {
  issue i;
  i.code = code;
  i.weight = weight;
  i.message = on_one_line(std::move(message));
  i.hint = on_one_line(std::move(hint));
  if (at.file == nullptr) return i;
  i.file = at.file->name;
  i.line = static_cast<int>(at.line + 1);
  i.column = static_cast<int>(at.column + 1);
  i.line_text = printable(at.file->line(at.line));
  // Marks of block texts may lie behind the end of their line.
  i.column = static_cast<int>(std::min(at.column, i.line_text.size()) + 1);
  const std::size_t rest = i.line_text.size() > at.column ? i.line_text.size() - at.column : 1;
  i.length = static_cast<int>(std::clamp<std::size_t>(at.length, 1, rest));
  return i;
}

}  // namespace clearance
