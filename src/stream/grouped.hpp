#pragma once
#include <cstdint>
#include <string>

namespace clearance::stream {

/// `1,234,567`.
inline std::string grouped(std::uint64_t n) {
  std::string text = std::to_string(n);
  for (std::size_t at = text.size(); at > 3;) text.insert(at -= 3, ",");
  return text;
}

}  // namespace clearance::stream
