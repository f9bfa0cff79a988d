#pragma once
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

  /// Calls `each(key)` for each member, repeated ones too; it must read or skip the value.
  template <class Each>
  void object(Each each) {
    enter();
    if (text_[*next_] == '}') return leave();
    for (;;) {
      if (text_[*next_] != '"') refuse("expected a key");
      const std::string_view key = text();
      if (text_[*next_] != ':') refuse("expected `:`");
      ++next_;
      each(key);
      if (text_[*next_] == '}') return leave();
      if (text_[*next_] != ',') refuse("expected `,` or `}`");
      ++next_;
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

  bool boolean() {
    const bool value = text_[*next_] == 't';
    literal(value ? "true" : "false");
    return value;
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

  void enter() {
    if (++depth_ > deepest + 1) refuse_depth();
    ++next_;
  }
  void leave() noexcept {
    --depth_;
    ++next_;
  }

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
