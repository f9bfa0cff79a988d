#pragma once
#include <string>
#include <string_view>

namespace clearance {

/// Appends `text` as the inside of a JSON string (RFC 8259): quotes, backslashes and control characters escaped.
void append_escaped(std::string& out, std::string_view text);
std::string escaped(std::string_view text);

/// Appends `{"error": message, "line": n}`; without a line where `line` is 0.
void append_error_record(std::string& out, std::string_view message, unsigned long long line);

}  // namespace clearance
