#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace clearance {

/// SHA-256 (FIPS 180-4) of what is added, piece by piece.
class sha256 {
 public:
  void add(std::string_view bytes);
  /// 64 hexadecimal digits. Ends the sum.
  std::string hex();

 private:
  void mix(const unsigned char* block);
  std::array<std::uint32_t, 8> state_ = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<unsigned char, 64> block_{};
  std::size_t in_block_ = 0;
  std::uint64_t bytes_ = 0;
};

}  // namespace clearance
