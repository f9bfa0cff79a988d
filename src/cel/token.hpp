#pragma once
#include "mistake.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The words of CEL.
namespace clearance::cel {

enum class token_kind : std::uint8_t {
  end,
  name,
  integer,  ///< `12`, `0x0c`
  number,   ///< `1.5`, `2e3`
  text,     ///< `"a"`, `'a'`, `"""a"""`, `r"a"`
  both,     // &&
  either,   // ||
  negate,   // !
  equal,    // ==
  unequal,  // !=
  less,
  at_most,
  more,
  at_least,
  plus,
  minus,
  times,
  slash,
  percent,
  question,
  colon,
  comma,
  dot,
  open_paren,
  close_paren,
  open_bracket,
  close_bracket,
  open_brace,
  close_brace,
  wrong,  ///< told already
};

struct token {
  token_kind kind = token_kind::end;
  span at;
};

/// The tokens of a text, the last of kind `end`. What is none is told and becomes `wrong`.
std::vector<token> lex(std::string_view text, mistakes& found);

/// What a token of kind `text` says. Nothing where an escape is wrong (told).
std::optional<std::string> unescaped(std::string_view text, span at, mistakes& found);

}  // namespace clearance::cel
