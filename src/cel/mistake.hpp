#pragma once
#include <clearance/io/issue.hpp>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

/// What is wrong with an expression. Whoever read the expression knows where in the file it stands.
namespace clearance::cel {

/// Bytes of the expression's text.
struct span {
  std::uint32_t begin = 0;
  std::uint32_t length = 1;
};

constexpr span over(span a, span b) noexcept {
  const std::uint32_t end = a.begin + a.length > b.begin + b.length ? a.begin + a.length : b.begin + b.length;
  const std::uint32_t begin = a.begin < b.begin ? a.begin : b.begin;
  return {begin, end - begin};
}

struct mistake {
  span at;
  issue_code code = issue_code::bad_expression;
  std::string message;
  std::string hint;
  severity weight = severity::error;
};

using mistakes = std::vector<mistake>;

}  // namespace clearance::cel
