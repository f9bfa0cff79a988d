#pragma once
#include <string>
#include <string_view>
#include <vector>

/// What a typing error or a misreading makes of a value: each a value that the language reads too, as a rule.
namespace clearance::testing {

/// One more and one less in its own unit and in the next smaller one, and the same number of the next larger unit; a
/// day instead of 24 hours and the reverse. Of a range each end. What is no duration gives nothing.
std::vector<std::string> changed_durations(std::string_view text);

/// `4..8 sessions`: each end, one more and one less.
std::vector<std::string> changed_counts(std::string_view text);

/// `under 18`, `3..4`, `at least 0.5`: one more, one less, and whether the number itself is meant. A duration or a
/// date behind the words likewise.
std::vector<std::string> changed_numbers(std::string_view text);

/// `2026-03-01`: the day before and the day after; of months and years likewise.
std::vector<std::string> changed_dates(std::string_view text);

/// One change of an expression.
struct changed_token {
  std::string was;
  std::string is;
  std::string whole;  ///< the expression with it
};

/// Operators, numbers, `true` and `false`, units of time, `exists` and `all`. What stands in quotes is left alone.
std::vector<changed_token> changed_tokens(std::string_view expression);

/// What stands in quotes in an expression, as positions without the quotes.
struct quoted_part {
  std::size_t begin = 0;
  std::size_t size = 0;
};
std::vector<quoted_part> quoted_parts(std::string_view expression);

}  // namespace clearance::testing
