#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// Brings what people type into the form in which names are compared.
namespace clearance {

namespace normalising {

enum class character : std::uint8_t { letter, digit, dropped, separator };

struct decoded {
  char32_t code = 0;
  std::size_t length = 1;
};

/// One code point of valid UTF-8.
constexpr decoded decode(std::string_view s) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(s[i])); };
  const char32_t b = byte(0);
  if (b < 0x80) return {b, 1};
  if (b < 0xe0 && s.size() > 1) return {(b & 0x1f) << 6 | (byte(1) & 0x3f), 2};
  if (b < 0xf0 && s.size() > 2) return {(b & 0x0f) << 12 | (byte(1) & 0x3f) << 6 | (byte(2) & 0x3f), 3};
  if (s.size() > 3) return {(b & 7) << 18 | (byte(1) & 0x3f) << 12 | (byte(2) & 0x3f) << 6 | (byte(3) & 0x3f), 4};
  return {0xfffd, s.size()};
}

// U+00C0 to U+017F without their accents; `?` stands for what is no letter, a capital for two letters (A: ae, O: oe,
// S: ss, T: th, I: ij).
inline constexpr std::string_view unaccented =
    "aaaaaaAceeeeiiii"
    "dnooooo?ouuuuyTS"
    "aaaaaaAceeeeiiii"
    "dnooooo?ouuuuyTy"
    "aaaaaaccccccccdd"
    "ddeeeeeeeeeegggg"
    "gggghhhhiiiiiiii"
    "iiIIjjkkklllllll"
    "lllnnnnnnnnnoooo"
    "ooOOrrrrrrssssss"
    "ssttttttuuuuuuuu"
    "uuuuwwyyyzzzzzzs";

constexpr std::string_view two_letters(char c) noexcept {
  switch (c) {
    case 'A': return "ae";
    case 'O': return "oe";
    case 'S': return "ss";
    case 'T': return "th";
    case 'I': return "ij";
    default: return {};
  }
}

constexpr bool is_apostrophe(char32_t c) noexcept {
  return c == '\'' || c == '`' || c == 0x2019 || c == 0x2018 || c == 0x02bc || c == 0x00b4;
}

/// A plural `s` says nothing: `eyelids` is `eyelid`. Not in `psoriasis`, `virus`, `abscess`.
constexpr bool ends_in_plural(std::string_view word) noexcept {
  if (word.size() < 4 || word.back() != 's') return false;
  const char before = word[word.size() - 2];
  return before != 's' && before != 'u' && before != 'i';
}

// Not `plus`: it is part of names (Alka-Seltzer Plus) and stands among the words that may be ignored.
constexpr bool is_joining_word(std::string_view word) noexcept { return word == "and" || word == "with"; }

/// Appends words to a text; a word ends where a separator stands or letters meet digits.
class word_writer {
 public:
  explicit word_writer(std::string& out) : out_(out) { out_.clear(); }

  void put(char c, character kind) {
    if (in_word_ && kind != kind_) end_word();
    if (!in_word_) {
      if (!out_.empty()) out_.push_back(' ');
      begin_ = out_.size();
      in_word_ = true;
      kind_ = kind;
    }
    out_.push_back(c);
  }

  void end_word() {
    if (!in_word_) return;
    in_word_ = false;
    if (ends_in_plural(std::string_view(out_).substr(begin_))) out_.pop_back();
    if (is_joining_word(std::string_view(out_).substr(begin_))) out_.resize(begin_ == 0 ? 0 : begin_ - 1);
  }

 private:
  std::string& out_;
  std::size_t begin_ = 0;
  bool in_word_ = false;
  character kind_ = character::separator;
};

}  // namespace normalising

/// Writes the words of `text`, separated by single spaces: lower case, without accents, apostrophes, punctuation,
/// plural s and joining words (and, with); letters and digits apart: `Omega-3 & Vit. E` is `omega 3 vit e`.
/// `text` is valid UTF-8; letters beyond Latin stay as they are.
inline void normalise(std::string_view text, std::string& out) {
  using namespace normalising;
  word_writer words(out);
  while (!text.empty()) {
    const decoded d = decode(text);
    const char32_t c = d.code;
    if (c < 0x80) {
      const char a = static_cast<char>(c);
      if (a >= 'a' && a <= 'z')
        words.put(a, character::letter);
      else if (a >= 'A' && a <= 'Z')
        words.put(static_cast<char>(a + 32), character::letter);
      else if (a >= '0' && a <= '9')
        words.put(a, character::digit);
      else if (!is_apostrophe(c))
        words.end_word();
    } else if (c >= 0xc0 && c < 0x180) {
      const char a = unaccented[c - 0xc0];
      if (const std::string_view two = two_letters(a); !two.empty())
        for (const char letter : two) words.put(letter, character::letter);
      else if (a == '?')
        words.end_word();
      else
        words.put(a, character::letter);
    } else if (c == 0xb5 || c == 0x3bc) {
      words.put('u', character::letter);  // micro, as in micrograms
    } else if (is_apostrophe(c) || (c >= 0x300 && c < 0x370) || c == 0xad || (c >= 0x200b && c <= 0x200d) ||
               c == 0xfeff) {
      // apostrophes, combining accents, soft hyphens and what has no width: as if not there
    } else if (c < 0xc0 || (c >= 0x2000 && c < 0x2070) || (c >= 0x20a0 && c < 0x2150) || c == 0x3000) {
      words.end_word();  // punctuation, currency and letterlike signs such as the trade mark's
    } else {
      for (const char byte : text.substr(0, d.length)) words.put(byte, character::letter);
    }
    text.remove_prefix(d.length);
  }
  words.end_word();
}

}  // namespace clearance
