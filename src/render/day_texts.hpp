#pragma once
#include <clearance/time/civil.hpp>
#include <clearance/time/text.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace clearance {

/// Days as text, remembered: decisions of one clinic speak of the same few weeks again and again.
class day_texts {
 public:
  static constexpr std::size_t length = 10;

  /// Writes `2026-12-08` and returns the end.
  char* write(char* out, date d) noexcept {
    known& k = known_[static_cast<std::uint32_t>(d.days) % known_.size()];
    if (k.day != d) {
      k.day = d;
      clearance::write(k.text, d);
    }
    std::memcpy(out, k.text, sizeof k.text);
    return out + sizeof k.text;
  }

 private:
  struct known {
    date day{INT32_MIN};
    char text[length] = {};
  };
  std::array<known, 128> known_;  ///< by the day's last bits
};

}  // namespace clearance
