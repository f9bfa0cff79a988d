#pragma once
#include "bytes.hpp"

#include <clearance/inline.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace clearance {

/// Ends the reading of an intake: the text is not JSON, or exceeds a limit. Caught by `intake_reader::read`.
struct unusable {
  std::string why;
};

enum class json_kind : std::uint8_t { object, array, text, number, boolean, null };

/// `an object`, `a list`, `text`, ...
std::string_view described(json_kind k) noexcept;

/// Walks through a JSON text once, value by value. Each value must be read or skipped, in the order of the text; what
/// is not JSON is refused wherever it stands, also in what nothing reads.
///
///     {"id":"pt-001","today":...        simdjson finds where each token begins, and that texts are closed,
///     ^^   ^^       ^^      ^           UTF-8 and without control characters; what order they may stand in,
///                                       and what a number is, is checked here
// simdjson's own iterator would copy every key and text once more, and would be asked twice what a value is: this
// takes a third of its time.
class json_cursor {
 public:
  json_cursor();
  ~json_cursor();

  /// Begins a text. Views that were given stay valid until the next one; `room_behind` bytes behind each
  /// may be read.
  void open(std::string_view text);

  /// Finds the tokens of many lines at once, which is faster than line by line; `open_line` then begins one. The lines
  /// stay where they are: `room_behind` bytes behind them may be read, and the first is zero. False where something is
  /// wrong with one of them, and each must be opened by itself.
  bool open_lines(std::string_view lines);

  /// Begins one of these lines; each lies behind the one before. Nothing holds the cursor at its end: what it read
  /// counts where nothing was refused and `close_line` is true. Else the line must be opened by itself, which tells
  /// what is wrong with it.
  void open_line(std::string_view line);
  /// Was the line read to its end, and no further?
  bool close_line() noexcept;

  /// What stands next. Throws where it is no value.
  json_kind kind() const {
    const std::uint8_t k = kinds[static_cast<unsigned char>(text_[*next_])];
    if (k == no_value) refuse("expected a value");
    return static_cast<json_kind>(k);
  }

  /// Does such a value stand next? Of `kind`, this is the one that is expected.
  bool at_text() const noexcept { return text_[*next_] == '"'; }
  bool at_object() const noexcept { return text_[*next_] == '{'; }
  bool at_boolean() const noexcept {
    return kinds[static_cast<unsigned char>(text_[*next_])] == static_cast<std::uint8_t>(json_kind::boolean);
  }
  bool at_array() const noexcept { return text_[*next_] == '['; }

  /// Calls `each(key)` for each member, repeated ones too; it must read or skip the value.
  template <class Each>
  CLEARANCE_INLINE void object(Each each) {
    check_depth();
    if (text_[next_[1]] == '}') {
      next_ += 2;
      return;
    }
    ++depth_;
    for (;;) {
      each(key());
      const char behind = text_[*next_];
      if (behind == ',') continue;
      if (behind != '}') refuse("expected `,` or `}`");
      return leave();
    }
  }

  /// Calls `each()` for each item; it must read or skip it.
  template <class Each>
  void array(Each each) {
    enter();
    if (text_[*next_] == ']') return leave();
    for (;;) {
      each();
      if (text_[*next_] == ']') return leave();
      if (text_[*next_] != ',') refuse("expected `,` or `]`");
      ++next_;
    }
  }

  /// The text that stands next, without its escapes.
  CLEARANCE_INLINE std::string_view text() {
    const std::uint32_t begin = *next_ + 1;
    std::uint32_t end = next_[1] - 1;
    if (text_[end] != '"') [[unlikely]]  // white space stands behind it
      end = end_of_token() - 1;
    ++next_;
    const std::string_view raw(text_ + begin, end - begin);
    if (has_escapes_) [[unlikely]]
      return without_escapes(raw);
    return raw;
  }

  // Without a branch: one is as likely as the other.
  bool boolean() {
    const char* const at = text_ + *next_;
    const bool is_true = first_bytes(at, 4) == first_bytes("true\0\0\0", 4);
    const bool is_false = first_bytes(at, 5) == first_bytes("false\0\0", 5);
    const std::uint32_t end = *next_ + 5 - is_true;
    if (!(is_true | is_false) || (next_[1] != end && end_of_token() != end)) refuse("expected a value");
    ++next_;
    return is_true;
  }
  void null() { literal("null"); }

  /// The number that stands next, as it is written: 1e400 is JSON.
  std::string_view number();

  /// Goes through a value that nothing reads.
  void skip();

  /// Refuses what stands behind the value that was read.
  void close() const {
    if (*next_ != end_) refuse("something stands behind the object");
  }

  static constexpr std::size_t room_behind = 64;

 private:
  // Deeper ones would end in a stack that overflows.
  static constexpr int deepest = 64;

  // What a value begins with, to its kind.
  static constexpr std::uint8_t no_value = 0xff;
  static constexpr std::array<std::uint8_t, 256> kinds = [] {
    std::array<std::uint8_t, 256> out{};
    out.fill(no_value);
    const auto begins = [&](std::string_view with, json_kind k) {
      for (const char c : with) out[static_cast<unsigned char>(c)] = static_cast<std::uint8_t>(k);
    };
    begins("{", json_kind::object);
    begins("[", json_kind::array);
    begins("\"", json_kind::text);
    begins("-0123456789", json_kind::number);
    begins("tf", json_kind::boolean);
    begins("n", json_kind::null);
    return out;
  }();

  void check_depth() const {
    if (depth_ > deepest) refuse_depth();
  }
  void enter() {
    check_depth();
    ++depth_;
    ++next_;
  }
  void leave() noexcept {
    --depth_;
    ++next_;
  }

  /// The key that stands behind the next token, and its `:`.
  // Three tokens in one step: each step waits for the one before.
  CLEARANCE_INLINE std::string_view key() {
    const std::uint32_t begin = next_[1];
    const std::uint32_t colon = next_[2];
    const std::string_view raw(text_ + begin + 1, colon - begin - 2);
    // Joined, since all of it is so nearly always.
    const unsigned is_other = (two_bytes(text_ + colon - 1) ^ two_bytes("\":")) |
                              static_cast<unsigned char>(text_[begin] ^ '"') | unsigned{has_escapes_};
    if (is_other == 0) [[likely]] {
      next_ += 3;
      return raw;
    }
    return key_step_by_step();
  }
  std::string_view key_step_by_step();

  /// Tokens end where the next begins, less white space.
  std::uint32_t end_of_token() const noexcept {
    std::uint32_t end = next_[1];
    while (is_space(text_[end - 1])) --end;
    return end;
  }
  static constexpr bool is_space(char c) noexcept { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

  void literal(std::string_view expected) {
    if (std::string_view(text_ + *next_, end_of_token() - *next_) != expected) refuse("expected a value");
    ++next_;
  }

  std::string_view without_escapes(std::string_view raw);
  [[noreturn]] void refuse(const char* why) const;
  [[noreturn]] static void refuse_depth();

  struct finder;
  std::unique_ptr<finder> finder_;
  const char* text_ = nullptr;
  const std::uint32_t* next_ = nullptr;  ///< where the tokens begin; behind the last stands the text's end
  std::uint32_t end_ = 0;
  int depth_ = 0;
  bool has_escapes_ = false;
};

}  // namespace clearance
