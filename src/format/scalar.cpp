#include "scalar.hpp"

#include <algorithm>

namespace clearance::formatting {
namespace {

constexpr std::string_view never_first = ",[]{}#&*!|>'\"%@`";
constexpr std::string_view ends_in_flow = ",?[]{}";

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 || byte == 0x7f;
}

/// Quoted, these are texts; plain, they are nothing.
bool is_null(std::string_view text) { return text.empty() || text == "null" || text == "~"; }

std::string in_single(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'') out += '\'';
    out += c;
  }
  return out += '\'';
}

std::string in_double(std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (is_control(c)) {
      out += "\\x";
      out += digits[byte >> 4];
      out += digits[byte & 15];
    } else {
      out += c;
    }
  }
  return out += '"';
}

/// U+0080 to U+009F, which no file may hold as they are.
std::string escaped_c1(std::string text) {
  constexpr std::string_view digits = "0123456789abcdef";
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i + 1]);
    if (static_cast<unsigned char>(text[i]) != 0xc2 || byte >= 0xa0) continue;
    text.replace(i, 2, {'\\', 'x', digits[byte >> 4], digits[byte & 15]});
  }
  return text;
}

bool has_c1(std::string_view text) {
  for (std::size_t i = 0; i + 1 < text.size(); ++i)
    if (static_cast<unsigned char>(text[i]) == 0xc2 && static_cast<unsigned char>(text[i + 1]) < 0xa0) return true;
  return false;
}

}  // namespace

bool is_plain(std::string_view text, surroundings where) noexcept {
  if (text.empty() || text.front() == ' ' || text.back() == ' ' || text.back() == ':') return false;
  if (std::any_of(text.begin(), text.end(), is_control) || has_c1(text)) return false;
  const char first = text.front();
  if (never_first.find(first) != std::string_view::npos) return false;
  if ((first == '-' || first == '?' || first == ':') && (text.size() == 1 || text[1] == ' ')) return false;
  if (text.starts_with("---") || text.starts_with("...")) return false;
  if (text.find(": ") != std::string_view::npos || text.find(" #") != std::string_view::npos) return false;
  return where == surroundings::block || text.find_first_of(ends_in_flow) == std::string_view::npos;
}

std::string scalar_text(std::string_view text, bool was_quoted, surroundings where) {
  if (is_null(text) && !was_quoted) return std::string(text);
  if (is_plain(text, where) && !is_null(text)) return std::string(text);
  if (has_c1(text)) return escaped_c1(in_double(text));
  const bool has_single = text.find('\'') != std::string_view::npos;
  const bool has_escapes = text.find_first_of("\"\\") != std::string_view::npos;
  if (std::any_of(text.begin(), text.end(), is_control) || (has_single && !has_escapes)) return in_double(text);
  return in_single(text);
}

}  // namespace clearance::formatting
