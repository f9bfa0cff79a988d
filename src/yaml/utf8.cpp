#include "tree.hpp"

namespace clearance::yaml {

std::optional<std::size_t> first_bad_utf8(std::string_view text) noexcept {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  std::size_t i = 0;
  while (i < text.size()) {
    const unsigned char b = byte(i);
    if (b < 0x80) {
      ++i;
      continue;
    }
    const std::size_t length = b >= 0xf0 ? 4 : b >= 0xe0 ? 3 : 2;
    if (b < 0xc2 || b > 0xf4 || i + length > text.size()) return i;
    for (std::size_t k = 1; k < length; ++k)
      if ((byte(i + k) & 0xc0) != 0x80) return i;
    const unsigned char second = byte(i + 1);
    const bool overlong = (b == 0xe0 && second < 0xa0) || (b == 0xf0 && second < 0x90);
    const bool surrogate = b == 0xed && second > 0x9f;
    const bool beyond = b == 0xf4 && second > 0x8f;
    if (overlong || surrogate || beyond) return i;
    i += length;
  }
  return std::nullopt;
}

}  // namespace clearance::yaml
