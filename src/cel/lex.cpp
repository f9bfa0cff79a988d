#include "token.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace clearance::cel {
namespace {

constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) noexcept { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
constexpr bool is_space(char c) noexcept { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
constexpr bool is_hex(char c) noexcept { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
constexpr bool continues_code_point(char c) noexcept { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; }

struct symbol {
  std::string_view text;
  token_kind kind;
};
// The longer ones first.
constexpr symbol symbols[] = {
    {"&&", token_kind::both},         {"||", token_kind::either},     {"==", token_kind::equal},
    {"!=", token_kind::unequal},      {"<=", token_kind::at_most},    {">=", token_kind::at_least},
    {"<", token_kind::less},          {">", token_kind::more},        {"!", token_kind::negate},
    {"+", token_kind::plus},          {"-", token_kind::minus},       {"*", token_kind::times},
    {"/", token_kind::slash},         {"%", token_kind::percent},     {"?", token_kind::question},
    {":", token_kind::colon},         {",", token_kind::comma},       {".", token_kind::dot},
    {"(", token_kind::open_paren},    {")", token_kind::close_paren}, {"[", token_kind::open_bracket},
    {"]", token_kind::close_bracket}, {"{", token_kind::open_brace},  {"}", token_kind::close_brace},
};

/// What people write instead, and what they mean.
struct slip {
  std::string_view text;
  std::string_view means;
  token_kind kind;
};
// The longer ones first.
constexpr slip slips[] = {
    {"===", "==", token_kind::equal},      {"<>", "!=", token_kind::unequal},
    {"=<", "<=", token_kind::at_most},     {"=>", ">=", token_kind::at_least},
    {"\u2264", "<=", token_kind::at_most}, {"\u2265", ">=", token_kind::at_least},
    {"\u2260", "!=", token_kind::unequal}, {"\u2212", "-", token_kind::minus},
    {"\u00d7", "*", token_kind::times},    {"&", "&&", token_kind::both},
    {"|", "||", token_kind::either},       {"=", "==", token_kind::equal},
};
constexpr std::string_view bent_quotes[] = {"\u201c", "\u201d", "\u201e", "\u2018", "\u2019", "\u201a", "`"};

class lexer {
 public:
  lexer(std::string_view text, mistakes& found) : text_(text), found_(found) {}

  std::vector<token> run() {
    while (true) {
      skip_space();
      if (at_ == text_.size()) break;
      out_.push_back(next());
    }
    out_.push_back({token_kind::end, {static_cast<std::uint32_t>(at_), 1}});
    return std::move(out_);
  }

 private:
  bool starts(std::string_view what, std::size_t from) const { return text_.substr(from).starts_with(what); }
  bool is(std::size_t at, bool (*of)(char)) const { return at < text_.size() && of(text_[at]); }

  void skip_space() {
    while (at_ < text_.size()) {
      if (is_space(text_[at_]))
        ++at_;
      else if (starts("//", at_))
        at_ = std::min(text_.find('\n', at_), text_.size());
      else
        return;
    }
  }

  token take(token_kind kind, std::size_t length) {
    const token t{kind, {static_cast<std::uint32_t>(at_), static_cast<std::uint32_t>(length)}};
    at_ += length;
    return t;
  }

  token refuse(std::size_t length, std::string message, std::string hint, token_kind as = token_kind::wrong) {
    const token t = take(as, length);
    found_.push_back({t.at, issue_code::bad_expression, std::move(message), std::move(hint)});
    return t;
  }

  token next() {
    const char c = text_[at_];
    if (const std::size_t prefix = prefix_of_text()) return quoted(prefix - 1);
    if (is_letter(c)) {
      std::size_t end = at_;
      while (is(end, [](char x) { return is_letter(x) || is_digit(x); })) ++end;
      return take(token_kind::name, end - at_);
    }
    if (is_digit(c) || (c == '.' && is(at_ + 1, is_digit))) return numeral();
    for (const slip& s : slips)
      if (starts(s.text, at_) && !is_longer_symbol(s.text.size()))
        return refuse(s.text.size(), "`" + std::string(s.text) + "` has no meaning in an expression",
                      "write `" + std::string(s.means) + "`", s.kind);
    for (const symbol& s : symbols)
      if (starts(s.text, at_)) return take(s.kind, s.text.size());
    for (const std::string_view q : bent_quotes)
      if (starts(q, at_)) return bent(q);
    std::size_t length = 1;
    while (is(at_ + length, continues_code_point)) ++length;
    return refuse(length, "`" + std::string(text_.substr(at_, length)) + "` has no meaning in an expression",
                  "a text stands in quotes: `\"...\"`");
  }

  /// `&` is no slip where `&&` stands.
  bool is_longer_symbol(std::size_t length) const {
    return std::any_of(std::begin(symbols), std::end(symbols),
                       [&](const symbol& s) { return s.text.size() > length && starts(s.text, at_); });
  }

  // A word processor's quotes: what they enclose is one mistake, not many.
  token bent(std::string_view quote) {
    std::size_t end = at_ + quote.size();
    std::size_t length = text_.size() - at_;
    for (; end < text_.size(); ++end)
      if (const auto closes = [&](std::string_view q) { return starts(q, end); };
          std::any_of(std::begin(bent_quotes), std::end(bent_quotes), closes)) {
        std::size_t after = end + 1;
        while (is(after, continues_code_point)) ++after;
        length = after - at_;
        break;
      }
    return refuse(length, "these are not the quotes that a text stands in", "write `\"...\"`, with straight quotes");
  }

  token numeral() {
    std::size_t end = at_;
    token_kind kind = token_kind::integer;
    if (text_[at_] == '0' && at_ + 1 < text_.size() && (text_[at_ + 1] == 'x' || text_[at_ + 1] == 'X')) {
      end += 2;
      while (is(end, is_hex)) ++end;
    } else {
      while (is(end, is_digit)) ++end;
      if (end < text_.size() && text_[end] == '.' && is(end + 1, is_digit)) {
        kind = token_kind::number;
        ++end;
        while (is(end, is_digit)) ++end;
      }
      if (end < text_.size() && (text_[end] == 'e' || text_[end] == 'E')) {
        std::size_t digits = end + 1;
        if (digits < text_.size() && (text_[digits] == '+' || text_[digits] == '-')) ++digits;
        if (is(digits, is_digit)) {
          kind = token_kind::number;
          end = digits;
          while (is(end, is_digit)) ++end;
        }
      }
    }
    std::size_t word = end;
    while (is(word, [](char x) { return is_letter(x) || is_digit(x); })) ++word;
    const std::string written(text_.substr(at_, word - at_));
    if (word == end && written.size() != 2) return take(kind, end - at_);
    if (word == end && is_digit(written[1])) return take(kind, end - at_);
    if (word == end + 1 && (text_[end] == 'u' || text_[end] == 'U'))
      return refuse(word - at_, "numbers without a sign (`" + written + "`) are not used here",
                    "write `" + written.substr(0, written.size() - 1) + "`");
    return refuse(word - at_, "`" + written + "` is no number", "write a number such as `18` or `2.5`");
  }

  /// 1 more than the letters before the quote of a text; 0 where none begins here.
  std::size_t prefix_of_text() const {
    std::size_t n = 0;
    const auto is_prefix = [](char c) { return c == 'r' || c == 'R' || c == 'b' || c == 'B'; };
    while (n < 2 && is(at_ + n, is_prefix)) ++n;
    const std::size_t quote = at_ + n;
    return quote < text_.size() && (text_[quote] == '"' || text_[quote] == '\'') ? n + 1 : 0;
  }

  token quoted(std::size_t prefix) {
    const std::string_view letters = text_.substr(at_, prefix);
    const bool is_raw = letters.find_first_of("rR") != letters.npos;
    const bool is_bytes = letters.find_first_of("bB") != letters.npos;
    const std::size_t begin = at_ + prefix;
    const char q = text_[begin];
    const std::string three(3, q);
    const std::string_view closing = starts(three, begin) ? std::string_view(three) : std::string_view(&q, 1);
    for (std::size_t i = begin + closing.size(); i < text_.size(); ++i) {
      if (closing.size() == 1 && text_[i] == '\n') break;
      if (text_[i] == '\\' && !is_raw) {
        ++i;
      } else if (starts(closing, i)) {
        const std::size_t length = i + closing.size() - at_;
        if (is_bytes)
          return refuse(length, "bytes (`b\"...\"`) are not used here", "leave out the `b` before the quote");
        return take(token_kind::text, length);
      }
    }
    return refuse(text_.size() - at_, "the quote is never closed", "end the text with the quote that it begins with");
  }

  std::string_view text_;
  mistakes& found_;
  std::size_t at_ = 0;
  std::vector<token> out_;
};

void append_utf8(std::string& out, std::uint32_t c) {
  const auto put = [&](std::uint32_t byte) { out += static_cast<char>(byte); };
  if (c < 0x80) return put(c);
  if (c < 0x800) {
    put(0xc0 | c >> 6);
  } else if (c < 0x10000) {
    put(0xe0 | c >> 12);
    put(0x80 | (c >> 6 & 0x3f));
  } else {
    put(0xf0 | c >> 18);
    put(0x80 | (c >> 12 & 0x3f));
    put(0x80 | (c >> 6 & 0x3f));
  }
  put(0x80 | (c & 0x3f));
}

std::optional<std::uint32_t> digits(std::string_view text, unsigned base) {
  std::uint32_t value = 0;
  for (const char c : text) {
    const unsigned d = is_digit(c) ? static_cast<unsigned>(c - '0') : static_cast<unsigned>((c | 0x20) - 'a' + 10);
    if (!is_hex(c) || d >= base) return std::nullopt;
    value = value * base + d;
  }
  return value;
}

}  // namespace

std::vector<token> lex(std::string_view text, mistakes& found) { return lexer(text, found).run(); }

std::optional<std::string> unescaped(std::string_view text, span at, mistakes& found) {
  std::string_view body = text.substr(at.begin, at.length);
  const bool is_raw = body.front() == 'r' || body.front() == 'R';
  if (is_raw) body.remove_prefix(1);
  const std::size_t quotes = body.size() >= 6 && body.substr(0, 3) == std::string(3, body[0]) ? 3 : 1;
  body = body.substr(quotes, body.size() - 2 * quotes);
  const auto place = [&](const char* from, std::size_t length) {
    return span{static_cast<std::uint32_t>(from - text.data()), static_cast<std::uint32_t>(length)};
  };
  std::string out;
  for (std::size_t i = 0; i < body.size(); ++i) {
    if (body[i] != '\\' || is_raw) {
      out += body[i];
      continue;
    }
    constexpr std::string_view letters = "abfnrtv\\?\"'`";
    constexpr std::string_view stand_for = "\a\b\f\n\r\t\v\\?\"'`";
    const char c = i + 1 < body.size() ? body[i + 1] : ' ';
    if (const std::size_t known = letters.find(c); known != letters.npos) {
      out += stand_for[known];
      ++i;
      continue;
    }
    const std::size_t skip = is_digit(c) ? 1 : 2;  // before the digits
    const std::size_t count = c == 'x' || c == 'X' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : is_digit(c) ? 3 : 0;
    const std::string_view written = body.substr(std::min(i + skip, body.size()), count);
    const auto value = count == 0 || written.size() < count ? std::nullopt : digits(written, is_digit(c) ? 8 : 16);
    const bool is_character =
        value && *value <= 0x10ffff && (*value < 0xd800 || *value > 0xdfff) && !(is_digit(c) && *value > 0xff);
    if (!is_character) {
      std::size_t shown = 2;
      while (i + shown < body.size() && continues_code_point(body[i + shown])) ++shown;
      found.push_back({place(body.data() + i, std::min(shown, body.size() - i)), issue_code::bad_expression,
                       "`" + std::string(body.substr(i, shown)) + "` is no escape of a text",
                       "write `\\\\` for a backslash, or begin the text with `r\"`"});
      return std::nullopt;
    }
    append_utf8(out, *value);
    i += skip + count - 1;
  }
  return out;
}

}  // namespace clearance::cel
