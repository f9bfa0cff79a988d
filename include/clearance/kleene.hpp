#pragma once
#include <cstdint>

/// Kleene's strong three-valued logic: what is not known stays not known, unless the rest decides.
namespace clearance {

/// Ordered so that `&&` is the smaller and `||` the larger of two.
enum class kleene : std::uint8_t { no, unknown, yes };

constexpr kleene operator&&(kleene a, kleene b) noexcept { return a < b ? a : b; }
constexpr kleene operator||(kleene a, kleene b) noexcept { return a < b ? b : a; }
constexpr kleene operator!(kleene a) noexcept { return static_cast<kleene>(2 - static_cast<std::uint8_t>(a)); }
constexpr kleene known(bool value) noexcept { return value ? kleene::yes : kleene::no; }

}  // namespace clearance
