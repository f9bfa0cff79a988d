#include "readable.hpp"

#include <string>

namespace clearance::yaml {
namespace {

// yaml-cpp takes a byte 4 for the end of the file, and what follows would be lost without a word; an escape would
// steer the terminal on which the text is shown.
std::optional<std::size_t> first_control(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x20 && byte != '\n' && byte != '\r' && byte != '\t') return i;
    if (byte == 0x7f) return i;
    if (byte == 0xc2 && static_cast<unsigned char>(text[i + 1]) < 0xa0) return i;  // U+0080 to U+009F
  }
  return std::nullopt;
}

}  // namespace

bool is_readable(const source_file& file, issues& found, const limits& bounds) {
  const std::string& text = file.text;
  if (text.size() > bounds.bytes) {
    found.push_back(make_issue(issue_code::too_large, {&file, 0, 0, 1},
                               "the file has more than " + std::to_string(bounds.bytes >> 20) + " MiB",
                               "a vocabulary may be divided into several files"));
    return false;
  }
  if (const auto bad = first_bad_utf8(text)) {
    found.push_back(
        make_issue(issue_code::bad_encoding, file.place_of(*bad), "this is not UTF-8", "save the file as UTF-8"));
    return false;
  }
  if (const auto control = first_control(text)) {
    const bool is_nul = text[*control] == '\0';
    found.push_back(make_issue(
        issue_code::bad_encoding, file.place_of(*control), is_nul ? "a NUL character" : "a control character",
        is_nul ? "the file is damaged, or no text" : "remove it: the file is damaged, or no text"));
    return false;
  }
  return true;
}

}  // namespace clearance::yaml
