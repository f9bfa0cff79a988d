#include <clearance/io/issue.hpp>

#include <algorithm>
#include <string>

namespace clearance {

std::string_view name(issue_code c) noexcept {
  static constexpr std::string_view names[] = {
#define CLEARANCE_ISSUE(identifier, text) text,
#include <clearance/io/issue_codes.def>
#undef CLEARANCE_ISSUE
  };
  return names[static_cast<unsigned>(c)];
}

bool has_errors(const issues& found) noexcept {
  return std::any_of(found.begin(), found.end(), [](const issue& i) { return i.weight == severity::error; });
}

namespace {

// A line of a hostile file may be megabytes long: show the part around the caret.
constexpr std::size_t widest_excerpt = 140;

struct excerpt {
  std::string text;
  std::size_t caret = 0;
};

bool continues_code_point(char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

excerpt around_caret(const issue& i) {
  const std::size_t column = i.column > 0 ? static_cast<std::size_t>(i.column - 1) : 0;
  std::size_t begin = 0;
  if (i.line_text.size() > widest_excerpt && column > widest_excerpt / 2) begin = column - widest_excerpt / 2;
  begin = std::min(begin, i.line_text.size());
  while (begin > 0 && begin < i.line_text.size() && continues_code_point(i.line_text[begin])) --begin;
  std::size_t end = std::min(i.line_text.size(), begin + widest_excerpt);
  while (end < i.line_text.size() && continues_code_point(i.line_text[end])) ++end;
  excerpt e;
  for (std::size_t at = begin; at < end; ++at) {
    const char c = i.line_text[at];
    e.text += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    // The caret stands under what a terminal shows: code points, not bytes.
    if (at < column && !continues_code_point(c)) ++e.caret;
  }
  return e;
}

std::size_t caret_width(const issue& i, const excerpt& e) {
  const std::size_t room = e.text.size() > e.caret ? e.text.size() - e.caret : 1;
  return std::clamp<std::size_t>(static_cast<std::size_t>(i.length), 1, room);
}

}  // namespace

std::string to_text(const issue& i) {
  std::string out = i.file;
  if (i.line > 0) out += ':' + std::to_string(i.line) + ':' + std::to_string(i.column);
  out += i.weight == severity::error ? ": error: " : ": doubt: ";
  out += i.message + " [" + std::string(name(i.code)) + "]\n";
  if (i.line > 0) {
    const excerpt e = around_caret(i);
    const std::string number = std::to_string(i.line);
    const std::string margin(number.size() < 5 ? 5 - number.size() : 0, ' ');
    out += margin + number + " | " + e.text + '\n';
    out += std::string(margin.size() + number.size(), ' ') + " | " + std::string(e.caret, ' ') +
           std::string(caret_width(i, e), '^') + '\n';
  }
  if (!i.hint.empty()) out += "   hint: " + i.hint + '\n';
  return out;
}

std::string to_text(const issues& found) {
  std::string out;
  for (const issue& i : found) out += to_text(i);
  return out;
}

}  // namespace clearance
