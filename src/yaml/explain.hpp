#pragma once
#include "../diagnostics/source_file.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace clearance::yaml {

/// What an author should mend where the YAML reader gave up: it says at which byte, and in words of its own, which are
/// about the reader and not about the text.
issue explain(const source_file& file, std::size_t at, std::string_view readers_words);

/// `key: value`, where a text is a `key:value` whose space was forgotten.
std::optional<std::string> spaced(std::string_view text);

}  // namespace clearance::yaml
