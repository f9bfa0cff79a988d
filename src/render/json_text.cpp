#include "json_text.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace clearance {
namespace {

constexpr bool needs_escape(char c) noexcept { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

}  // namespace

// Eight bytes at a time, by the trick of borrowing: a byte's highest bit is set where it, taken from below, wraps.
bool needs_escapes(std::string_view text) noexcept {
  constexpr std::uint64_t ones = 0x0101010101010101u;
  std::uint64_t found = 0;
  std::size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) {
    std::uint64_t bytes;
    std::memcpy(&bytes, text.data() + i, 8);
    const std::uint64_t quote = bytes ^ ones * '"';
    const std::uint64_t backslash = bytes ^ ones * '\\';
    found |= ((bytes - ones * 0x20) | (quote - ones) | (backslash - ones)) & ~bytes & ones * 0x80;
  }
  return found != 0 || std::any_of(text.begin() + static_cast<std::ptrdiff_t>(i), text.end(), needs_escape);
}

text_pen append_escaped(text_pen out, std::string_view text) {
  if (!needs_escapes(text)) return out += text;
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
  return out += text.substr(plain);
}

std::string escaped(std::string_view text) {
  text_buffer out;
  out.end_at(append_escaped(out.pen(), text));
  return std::string(out.view());
}

void append_error_record(text_buffer& out, std::string_view message, unsigned long long line) {
  out += "{\"error\":\"";
  out.end_at(append_escaped(out.pen(), message));
  out += '"';
  if (line > 0) {
    out += ",\"line\":";
    out += std::to_string(line);
  }
  out += '}';
}

}  // namespace clearance
