#pragma once
#include "text_buffer.hpp"

#include <string>
#include <string_view>

namespace clearance {

/// Appends `text` as the inside of a JSON string (RFC 8259): quotes, backslashes and control characters escaped.
text_pen append_escaped(text_pen out, std::string_view text);
std::string escaped(std::string_view text);
bool needs_escapes(std::string_view text) noexcept;

/// Appends `{"error": message, "line": n}`; without a line where `line` is 0.
void append_error_record(text_buffer& out, std::string_view message, unsigned long long line);

}  // namespace clearance
