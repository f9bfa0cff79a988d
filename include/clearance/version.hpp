#pragma once
#include <string_view>

namespace clearance {

/// Of the engine; decisions carry it.
inline constexpr std::string_view version = "0.1.0";

}  // namespace clearance
