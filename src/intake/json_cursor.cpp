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

namespace {

/// Where the tokens of a text begin.
class token_list {
 public:
  // Reads no byte behind the text: simdjson copies its last block. Room is needed by what reads on from a token.
  simdjson::error_code find(std::string_view text) {
    if (!tokens_ || text.size() > tokens_->capacity()) {
      const std::size_t room = std::max<std::size_t>(2 * text.size(), 4096);
      const auto error = simdjson::get_active_implementation()->create_dom_parser_implementation(room, 1, tokens_);
      if (error) return error;
    }
    return tokens_->stage1(reinterpret_cast<const std::uint8_t*>(text.data()), text.size(),
                           simdjson::stage1_mode::regular);
  }
  const std::uint32_t* begin() const noexcept { return tokens_->structural_indexes.get(); }

 private:
  std::unique_ptr<simdjson::internal::dom_parser_implementation> tokens_;
};

}  // namespace

struct json_cursor::finder {
  token_list of_text;
  std::vector<char> copy;  ///< the text, with room behind it

  token_list of_lines;
  std::string_view lines;
  bool lines_have_escapes = false;
  const std::uint32_t* next_of_lines = nullptr;  ///< the first token that no line has read

  simdjson::dom::parser of_escapes;   ///< for the rare text that has any
  std::deque<std::string> unescaped;  ///< does not move what it holds
};

json_cursor::json_cursor() : finder_(std::make_unique<finder>()) {}
json_cursor::~json_cursor() = default;

void json_cursor::open(std::string_view text) {
  if (text.empty()) throw unusable{"not JSON: the text is empty"};
  finder& f = *finder_;
  f.unescaped.clear();
  if (f.copy.size() < text.size() + room_behind) f.copy.resize(2 * text.size() + room_behind);
  // Before the copy, which then finds the text in the cache: tokens are sought slowly enough for memory to keep up.
  switch (const auto error = f.of_text.find(text)) {
    case simdjson::SUCCESS: break;
    case simdjson::EMPTY: throw unusable{"not JSON: the text is empty"};
    case simdjson::UTF8_ERROR: throw unusable{"not JSON: the text is not UTF-8"};
    case simdjson::UNCLOSED_STRING: throw unusable{"not JSON: a text is not closed with `\"`"};
    case simdjson::UNESCAPED_CHARS: throw unusable{"not JSON: a control character stands in a text"};
    default: throw unusable{std::string("not JSON: ") + simdjson::error_message(error)};
  }
  std::memcpy(f.copy.data(), text.data(), text.size());
  std::memset(f.copy.data() + text.size(), 0, room_behind);
  text_ = f.copy.data();
  next_ = f.of_text.begin();
  end_ = static_cast<std::uint32_t>(text.size());
  depth_ = 0;
  has_escapes_ = text.find('\\') != text.npos;
}

// A text cannot go on behind its line, since a line end in a text is refused. So what is found in all lines is what
// is found in each.
bool json_cursor::open_lines(std::string_view lines) {
  static_assert(room_behind >= simdjson::SIMDJSON_PADDING);
  finder& f = *finder_;
  if (f.of_lines.find(lines) != simdjson::SUCCESS) return false;
  f.lines = lines;
  f.lines_have_escapes = lines.find('\\') != lines.npos;
  f.next_of_lines = f.of_lines.begin();
  return true;
}

void json_cursor::open_line(std::string_view line) {
  finder& f = *finder_;
  text_ = f.lines.data();
  const auto begin = static_cast<std::uint32_t>(line.data() - text_);
  end_ = begin + static_cast<std::uint32_t>(line.size());
  next_ = f.next_of_lines;
  while (*next_ < begin) ++next_;  // of lines that were not read, or not to their end
  depth_ = 0;
  has_escapes_ = f.lines_have_escapes && line.find('\\') != line.npos;
  if (f.lines_have_escapes) f.unescaped.clear();
}

// A line that leaves something open takes what it lacks from the next one: then the last token that was read is not
// its own. One that closes too early leaves a token of its own.
bool json_cursor::close_line() noexcept {
  if (*next_ < end_ || next_[-1] >= end_) return false;
  finder_->next_of_lines = next_;
  return true;
}

void json_cursor::refuse_depth() { throw unusable{"nested deeper than " + std::to_string(deepest) + " levels"}; }

void json_cursor::refuse(const char* why) const {
  if (*next_ >= end_) throw unusable{"not JSON: the text ends too early"};
  throw unusable{std::string("not JSON: ") + why + " at byte " + std::to_string(*next_ + 1)};
}

std::string_view json_cursor::key_step_by_step() {
  ++next_;
  if (text_[*next_] != '"') refuse("expected a key");
  const std::string_view key = text();
  if (text_[*next_] != ':') refuse("expected `:`");
  ++next_;
  return key;
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

std::string_view json_cursor::without_escapes(std::string_view raw) {
  if (raw.find('\\') == raw.npos) return raw;
  finder& f = *finder_;
  std::string_view text;
  // With its quotes it is a document of its own.
  const auto error = f.of_escapes.parse(raw.data() - 1, raw.size() + 2, true).get(text);
  if (error) {
    --next_;
    refuse("an escape that is none in the text");
  }
  std::string& kept = f.unescaped.emplace_back(text);
  kept.append(room_behind, '\0');
  return {kept.data(), text.size()};
}

}  // namespace clearance
