#pragma once
#include <clearance/io/issue.hpp>

#include <optional>
#include <string>

namespace clearance {

/// The text of a pack, a vocabulary or a file of translations in its canonical layout: two spaces a level, one key a
/// line, `yes` and `no`, quotes only where they are needed, every comment kept. It says the same as before, and laid
/// out again it stays as it is.
///
/// Nothing where the text is no YAML that Clearance reads; why is told in `found`, under the name `file`. Whether it
/// is a good pack is not asked.
std::optional<std::string> format_text(const std::string& file, std::string text, issues& found);

}  // namespace clearance
