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

struct pointer {
  std::size_t before = 0;  ///< what a terminal shows before the caret: code points, not bytes
  std::size_t under = 0;
};

pointer point_at(const issue& i) {
  const auto column = static_cast<std::size_t>(i.column - 1 - i.line_text_begins);
  const std::size_t end = column + static_cast<std::size_t>(i.length);
  pointer p;
  for (std::size_t at = 0; at < i.line_text.size() && at < end; ++at) {
    if ((static_cast<unsigned char>(i.line_text[at]) & 0xc0) == 0x80) continue;  // goes on with the code point before
    at < column ? ++p.before : ++p.under;
  }
  p.under = std::max<std::size_t>(p.under, 1);  // behind the end of the line there is nothing to stand under
  return p;
}

}  // namespace

std::string to_text(const issue& i) {
  std::string out = i.file;
  if (i.line > 0) out += ':' + std::to_string(i.line) + ':' + std::to_string(i.column);
  out += i.weight == severity::error ? ": error: " : ": doubt: ";
  out += i.message + " [" + std::string(name(i.code)) + "]\n";
  if (i.line > 0) {
    const pointer p = point_at(i);
    const std::string number = std::to_string(i.line);
    const std::string margin(number.size() < 5 ? 5 - number.size() : 0, ' ');
    out += margin + number + " | " + i.line_text + '\n';
    out += std::string(margin.size() + number.size(), ' ') + " | " + std::string(p.before, ' ') +
           std::string(p.under, '^') + '\n';
  }
  if (!i.hint.empty()) out += "   hint: " + i.hint + '\n';
  if (!i.example.empty()) out += "   such as: " + i.example + '\n';
  return out;
}

std::string to_text(const issues& found) {
  std::string out;
  for (const issue& i : found) out += to_text(i);
  return out;
}

}  // namespace clearance
