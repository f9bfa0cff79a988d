#include "flow_yaml.hpp"

#include <simdjson.h>

#include <algorithm>

namespace clearance::testing {
namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

/// May it stand in braces without quotes, and still be the text that it is?
bool is_plain(std::string_view text) {
  constexpr std::string_view read_as_else[] = {"yes", "no", "true", "false", "null", "~"};
  if (text.empty() || text.front() == ' ' || text.back() == ' ' || text.front() == '-') return false;
  if (std::find(std::begin(read_as_else), std::end(read_as_else), text) != std::end(read_as_else)) return false;
  return std::all_of(text.begin(), text.end(), [&](const char& c) {
    const bool is_time = c == ':' && &c != &text.back() && (&c)[1] != ' ';
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || is_time ||
           std::string_view(" -_./+'").find(c) != std::string_view::npos;
  });
}

void append(std::string& out, element e) {
  switch (e.type()) {
    case element_type::ARRAY: {
      out += '[';
      for (element item : simdjson::dom::array(e)) {
        if (out.back() != '[') out += ", ";
        append(out, item);
      }
      out += ']';
      return;
    }
    case element_type::OBJECT: {
      out += '{';
      for (auto field : simdjson::dom::object(e)) {
        if (out.back() != '{') out += ", ";
        out += std::string(field.key) + ": ";
        append(out, field.value);
      }
      out += '}';
      return;
    }
    case element_type::STRING: {
      const std::string_view text(e);
      out += is_plain(text) ? std::string(text) : simdjson::minify(e);
      return;
    }
    case element_type::BOOL: out += bool(e) ? "yes" : "no"; return;
    case element_type::INT64:
    case element_type::UINT64:
    case element_type::DOUBLE:
    case element_type::NULL_VALUE: out += simdjson::minify(e); return;
  }
}

}  // namespace

std::string flow_yaml(std::string_view json) {
  simdjson::dom::parser parser;
  std::string out;
  append(out, parser.parse(json.data(), json.size(), true));
  return out;
}

}  // namespace clearance::testing
