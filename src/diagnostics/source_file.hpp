#pragma once
#include <clearance/io/issue.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace clearance {

/// A text with a name, as it was read.
struct source_file {
  std::string name;
  std::string text;

  /// Line `number`, from 0, without its end.
  std::string_view line(std::size_t number) const noexcept;
};

/// A range of a source file. It stays valid as long as the file does.
struct text_range {
  const source_file* file = nullptr;
  std::size_t line = 0;    ///< from 0
  std::size_t column = 0;  ///< from 0, in bytes
  std::size_t length = 1;
};

issue make_issue(issue_code code, const text_range& at, std::string message, std::string hint = {},
                 severity weight = severity::error);

}  // namespace clearance
