#pragma once
#include <clearance/io/issue.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace clearance {

struct text_range;

/// A text with a name, as it was read, but for what no one sees in it: it has no byte order mark, and a carriage
/// return that ends a line by itself is a line feed.
struct source_file {
  source_file() = default;
  source_file(std::string name, std::string text);

  std::string name;
  std::string text;

  /// Line `number`, from 0, without its end; empty behind the last.
  std::string_view line(std::size_t number) const noexcept;

  /// The byte at which a range begins.
  std::size_t byte_of(const text_range& at) const noexcept;
  text_range place_of(std::size_t byte, std::size_t length = 1) const noexcept;

 private:
  std::vector<std::size_t> line_starts_{0};  // a file of 100,000 mistakes asks for as many lines
};

/// A range of a source file. It stays valid as long as the file does, and stays where it is.
struct text_range {
  const source_file* file = nullptr;
  std::size_t line = 0;    ///< from 0
  std::size_t column = 0;  ///< from 0, in bytes
  std::size_t length = 1;
};

/// An issue is bounded whatever the file holds: of a long line it keeps the part around the caret, of a long name
/// the beginning.
issue make_issue(issue_code code, const text_range& at, std::string message, std::string hint = {},
                 severity weight = severity::error);

}  // namespace clearance
