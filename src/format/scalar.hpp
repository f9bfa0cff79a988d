#pragma once
#include "../yaml/tree.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace clearance::formatting {

/// Inside brackets, a comma or a `?` ends a plain text.
enum class surroundings : std::uint8_t { block, flow };

/// Would YAML read this text as it is, without quotes?
bool is_plain(std::string_view text, surroundings where) noexcept;

/// The text with quotes only where it needs them: single ones where they will do.
std::string scalar_text(std::string_view text, bool was_quoted, surroundings where);

}  // namespace clearance::formatting
