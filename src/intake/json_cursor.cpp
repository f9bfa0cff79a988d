// The one file of the intake's reader that knows simdjson: its first stage, which finds where tokens begin. That is
// public in simdjson, though meant for its own iterators; a version that changes it does not compile here.
#include "json_cursor.hpp"

#include <simdjson.h>

#include <algorithm>
#include <cstring>
#include <deque>
#include <vector>

namespace clearance {

std::string_view described(json_kind k) noexcept {
  switch (k) {
    case json_kind::object: return "an object";
    case json_kind::array: return "a list";
    case json_kind::text: return "text";
    case json_kind::number: return "a number";
    case json_kind::boolean: return "true or false";
    case json_kind::null: return "null";
  }
  return "something else";
}

struct json_cursor::finder {
  std::unique_ptr<simdjson::internal::dom_parser_implementation> tokens;
  std::vector<char> copy;             ///< the text, with the room behind it that simdjson reads
  simdjson::dom::parser of_escapes;   ///< for the rare text that has any
  std::deque<std::string> unescaped;  ///< does not move what it holds

  void make_room(std::size_t size) {
    if (size + simdjson::SIMDJSON_PADDING <= copy.size()) return;
    const std::size_t room = std::max<std::size_t>(2 * size, 4096);
    copy.resize(room + simdjson::SIMDJSON_PADDING);
    const auto error = simdjson::get_active_implementation()->create_dom_parser_implementation(room, 1, tokens);
    if (error) throw unusable{std::string("not read: ") + simdjson::error_message(error)};
  }
};

json_cursor::json_cursor() : finder_(std::make_unique<finder>()) {}
json_cursor::~json_cursor() = default;

void json_cursor::open(std::string_view text) {
  if (text.empty()) throw unusable{"not JSON: the text is empty"};
  finder& f = *finder_;
  f.make_room(text.size());
  f.unescaped.clear();
  std::memcpy(f.copy.data(), text.data(), text.size());
  std::memset(f.copy.data() + text.size(), 0, simdjson::SIMDJSON_PADDING);
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(f.copy.data());
  switch (const auto error = f.tokens->stage1(bytes, text.size(), simdjson::stage1_mode::regular)) {
    case simdjson::SUCCESS: break;
    case simdjson::EMPTY: throw unusable{"not JSON: the text is empty"};
    case simdjson::UTF8_ERROR: throw unusable{"not JSON: the text is not UTF-8"};
    case simdjson::UNCLOSED_STRING: throw unusable{"not JSON: a text is not closed with `\"`"};
    case simdjson::UNESCAPED_CHARS: throw unusable{"not JSON: a control character stands in a text"};
    default: throw unusable{std::string("not JSON: ") + simdjson::error_message(error)};
  }
  text_ = f.copy.data();
  next_ = f.tokens->structural_indexes.get();
  size_ = static_cast<std::uint32_t>(text.size());
  depth_ = 0;
  has_escapes_ = text.find('\\') != text.npos;
}

void json_cursor::refuse_depth() { throw unusable{"nested deeper than " + std::to_string(deepest) + " levels"}; }

void json_cursor::refuse(const char* why) const {
  if (*next_ >= size_) throw unusable{"not JSON: the text ends too early"};
  throw unusable{std::string("not JSON: ") + why + " at byte " + std::to_string(*next_ + 1)};
}

std::string_view json_cursor::number() {
  const char* const begin = text_ + *next_;
  const char* const end = text_ + end_of_token();
  const char* at = begin;
  const auto digits = [&] {
    const char* const first = at;
    while (at < end && *at >= '0' && *at <= '9') ++at;
    return at - first;
  };
  if (*at == '-') ++at;
  const bool begins_with_zero = at < end && *at == '0';
  const auto whole = digits();
  bool is_number = whole > 0 && !(begins_with_zero && whole > 1);
  if (is_number && at < end && *at == '.') {
    ++at;
    is_number = digits() > 0;
  }
  if (is_number && at < end && (*at == 'e' || *at == 'E')) {
    ++at;
    if (at < end && (*at == '+' || *at == '-')) ++at;
    is_number = digits() > 0;
  }
  if (!is_number || at != end) refuse("a number that is none");
  ++next_;
  return {begin, static_cast<std::size_t>(end - begin)};
}

void json_cursor::skip() {
  switch (kind()) {
    case json_kind::object: return object([this](std::string_view) { skip(); });
    case json_kind::array: return array([this] { skip(); });
    case json_kind::text: text(); return;
    case json_kind::number: number(); return;
    case json_kind::boolean: boolean(); return;
    case json_kind::null: return null();
  }
}

std::string_view json_cursor::unescaped(std::string_view raw) {
  finder& f = *finder_;
  std::string_view text;
  // With its quotes it is a document of its own.
  const auto error = f.of_escapes.parse(raw.data() - 1, raw.size() + 2, true).get(text);
  if (error) {
    --next_;
    refuse("an escape that is none in the text");
  }
  std::string& kept = f.unescaped.emplace_back(text);
  kept.append(8, '\0');  // see `open`
  return {kept.data(), text.size()};
}

}  // namespace clearance
