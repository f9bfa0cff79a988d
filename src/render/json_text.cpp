#include "json_text.hpp"

#include <algorithm>

namespace clearance {
namespace {

constexpr bool needs_escape(char c) noexcept { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

}  // namespace

bool needs_escapes(std::string_view text) noexcept { return std::any_of(text.begin(), text.end(), needs_escape); }

void append_escaped(text_buffer& out, std::string_view text) {
  std::size_t plain = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!needs_escape(text[i])) continue;
    const auto byte = static_cast<unsigned char>(text[i]);
    out += text.substr(plain, i - plain);
    plain = i + 1;
    switch (text[i]) {
      case '"': out += "\\\""; break;
      case '\\': out += "\\\\"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\t': out += "\\t"; break;
      default:
        out += "\\u00";
        out += "0123456789abcdef"[byte >> 4];
        out += "0123456789abcdef"[byte & 15];
    }
  }
  out += text.substr(plain);
}

std::string escaped(std::string_view text) {
  text_buffer out;
  append_escaped(out, text);
  return std::string(out.view());
}

void append_error_record(text_buffer& out, std::string_view message, unsigned long long line) {
  out += "{\"error\":\"";
  append_escaped(out, message);
  out += '"';
  if (line > 0) {
    out += ",\"line\":";
    out += std::to_string(line);
  }
  out += '}';
}

}  // namespace clearance
