#pragma once
#include <cstddef>
#include <limits>
#include <string_view>
#include <vector>

/// What of a text's quotes, brackets and comments can be seen without understanding it: enough to say why a YAML
/// reader gave up.
namespace clearance::yaml {

inline constexpr std::size_t nowhere = std::numeric_limits<std::size_t>::max();

struct bracket {
  std::size_t opens = nowhere;     ///< of a closing bracket that closes nothing: nowhere
  std::size_t closes = nowhere;    ///< of a bracket that is never closed: nowhere
  std::size_t given_up = nowhere;  ///< where another bracket closes what is around it
};

struct skimmed {
  std::vector<bracket> brackets;           ///< in the order in which they are met
  std::vector<std::size_t> behind_quotes;  ///< text that stands where a quote has just been closed
  std::size_t open_quote = nowhere;        ///< one that is never closed
  std::vector<std::size_t> cuts;           ///< a `#` that begins a comment, and has no space behind it
};

/// Reads on to the end whatever is wrong.
skimmed skim(std::string_view text);

}  // namespace clearance::yaml
