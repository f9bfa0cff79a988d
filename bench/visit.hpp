#pragma once
#include <simdjson.h>

#include <cstdint>
#include <string_view>

/// The yardstick of all that begins with JSON: simdjson visits every key and value of the same bytes.
namespace bench {

using simdjson::ondemand::json_type;

/// What there is to see: strings unescaped, numbers parsed.
inline std::uint64_t visit(simdjson::ondemand::value v) {
  switch (v.type().value()) {
    case json_type::object: {
      std::uint64_t seen = 1;
      for (auto field : v.get_object()) {
        seen += field.unescaped_key().value().size();
        seen += visit(field.value());
      }
      return seen;
    }
    case json_type::array: {
      std::uint64_t seen = 1;
      for (auto item : v.get_array()) seen += visit(item.value());
      return seen;
    }
    case json_type::string: return v.get_string().value().size();
    case json_type::number: return static_cast<std::uint64_t>(v.get_double().value());
    case json_type::boolean: return v.get_bool().value() ? 1 : 2;
    case json_type::null: return v.is_null() ? 3 : 0;
  }
  return 0;
}

inline std::uint64_t visit_object(simdjson::ondemand::object all) {
  std::uint64_t seen = 0;
  for (auto field : all) {
    seen += field.unescaped_key().value().size();
    seen += visit(field.value());
  }
  return seen;
}

inline std::uint64_t visit_line(simdjson::ondemand::parser& parser, std::string_view line) {
  auto document = parser.iterate(line.data(), line.size(), line.size() + simdjson::SIMDJSON_PADDING);
  return visit_object(document.get_object());
}

}  // namespace bench
