#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// What is wrong with a pack: where, what, and how to mend it.
namespace clearance {

enum class issue_code : std::uint8_t {
#define CLEARANCE_ISSUE(identifier, text) identifier,
#include <clearance/io/issue_codes.def>
#undef CLEARANCE_ISSUE
};

std::string_view name(issue_code c) noexcept;

/// An error makes the pack unusable; a doubt is told by `lint` alone.
enum class severity : std::uint8_t { error, doubt };

struct issue {
  issue_code code = issue_code::bad_yaml;
  severity weight = severity::error;
  std::string file;
  int line = 0;              ///< from 1; 0: the file as a whole
  int column = 0;            ///< from 1, in bytes
  int length = 1;            ///< bytes under the caret
  std::string line_text;     ///< the line, fit for a terminal; of a long one the part around the caret
  int line_text_begins = 0;  ///< bytes of the line before `line_text`
  std::string message;
  std::string hint;
  std::string example;  ///< of a doubt: an intake (JSON) that shows it; else empty
};

using issues = std::vector<issue>;

bool has_errors(const issues& found) noexcept;

/// The issue as people read it: `file:line:column: error: message`, the line, a caret and a hint.
std::string to_text(const issue& i);
std::string to_text(const issues& found);

}  // namespace clearance
