#include "source_file.hpp"

#include "../yaml/tree.hpp"

#include <algorithm>
#include <utility>

namespace clearance {

source_file::source_file(std::string its_name, std::string its_text)
    : name(std::move(its_name)), text(std::move(its_text)) {
  if (text.starts_with("\xef\xbb\xbf")) text.erase(0, 3);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n')) text[i] = '\n';
    if (text[i] == '\n') line_starts_.push_back(i + 1);
  }
}

std::string_view source_file::line(std::size_t number) const noexcept {
  if (number >= line_starts_.size()) return {};
  const std::size_t begin = line_starts_[number];
  const std::size_t end = number + 1 < line_starts_.size() ? line_starts_[number + 1] - 1 : text.size();
  std::string_view found = std::string_view(text).substr(begin, end - begin);
  if (!found.empty() && found.back() == '\r') found.remove_suffix(1);
  return found;
}

std::size_t source_file::byte_of(const text_range& at) const noexcept {
  return at.line < line_starts_.size() ? std::min(line_starts_[at.line] + at.column, text.size()) : text.size();
}

text_range source_file::place_of(std::size_t byte, std::size_t length) const noexcept {
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), byte);
  const auto line = static_cast<std::size_t>(after - line_starts_.begin()) - 1;
  return {this, line, byte - line_starts_[line], length};
}

namespace {

constexpr std::size_t widest_excerpt = 140;  // bytes of a line
constexpr std::size_t longest_name = 80;     // bytes between two back quotes
constexpr std::size_t longest_message = 1000;

bool continues_code_point(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

/// The first `most` bytes, and no half of a code point.
std::string_view beginning(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && continues_code_point(text[most])) --most;
  return text.substr(0, most);
}

std::string shortened(std::string_view text) {
  std::string out;
  while (!text.empty() && out.size() < longest_message) {
    const std::size_t quote = text.find('`');
    const std::size_t end = quote == std::string_view::npos ? quote : text.find('`', quote + 1);
    if (end == std::string_view::npos) {
      out += text;
      text = {};
      continue;
    }
    const std::string_view quoted = text.substr(quote + 1, end - quote - 1);
    out += text.substr(0, quote + 1);
    out += quoted.empty() ? "\"\"" : beginning(quoted, longest_name);  // an empty text as its author writes it
    out += quoted.size() > longest_name ? "...`" : "`";
    text.remove_prefix(end + 1);
  }
  if (out.size() <= longest_message && text.empty()) return out;
  return std::string(beginning(out, longest_message)) + "...";
}

/// Spaces for what steers a terminal, line ends and tabs among it: a message is one line.
std::string without_control(std::string text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x20 || byte == 0x7f) text[i] = ' ';
    const bool is_of_two_bytes = byte == 0xc2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xa0;
    if (is_of_two_bytes) text[i] = text[i + 1] = ' ';
  }
  return text;
}

/// What is not UTF-8 is shown with `?` for all that is not ASCII: an issue is always UTF-8.
std::string printable(std::string_view text) {
  std::string out(text);
  if (yaml::first_bad_utf8(text))
    for (char& c : out)
      if (static_cast<unsigned char>(c) >= 0x80) c = '?';
  return without_control(std::move(out));
}

/// Puts the part of `line` around `column` into the issue.
void keep_excerpt(issue& i, std::string_view line, std::size_t column) {
  std::size_t begin = line.size() > widest_excerpt && column > widest_excerpt / 2 ? column - widest_excerpt / 2 : 0;
  while (begin > 0 && continues_code_point(line[begin])) --begin;
  std::size_t end = std::min(line.size(), begin + widest_excerpt);
  while (end < line.size() && continues_code_point(line[end])) ++end;
  i.line_text = printable(line.substr(begin, end - begin));
  i.line_text_begins = static_cast<int>(begin);
}

}  // namespace

issue make_issue(issue_code code, const text_range& at, std::string message, std::string hint, severity weight) {
  issue i;
  i.code = code;
  i.weight = weight;
  i.message = without_control(shortened(message));
  i.hint = without_control(shortened(hint));
  if (at.file == nullptr) return i;
  const std::string_view line = at.file->line(at.line);
  const std::size_t column = std::min(at.column, line.size());  // marks of block texts may lie behind the line's end
  i.file = at.file->name;
  i.line = static_cast<int>(at.line + 1);
  i.column = static_cast<int>(column + 1);
  keep_excerpt(i, line, column);
  const std::size_t end = static_cast<std::size_t>(i.line_text_begins) + i.line_text.size();
  i.length = static_cast<int>(std::clamp<std::size_t>(at.length, 1, end > column ? end - column : 1));
  return i;
}

}  // namespace clearance
