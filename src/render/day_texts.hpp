#pragma once
#include <clearance/time/civil.hpp>
#include <clearance/time/text.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace clearance {

/// Days as text, remembered: decisions of one clinic speak of the same few weeks again and again.
class day_texts {
 public:
  /// `2026-12-08`, until the next call.
  std::string_view of(date d) noexcept {
    known& k = known_[static_cast<std::uint32_t>(d.days) % known_.size()];
    if (k.day != d) {
      k.day = d;
      write(k.text.data(), d);
    }
    return {k.text.data(), k.text.size()};
  }

 private:
  struct known {
    date day{INT32_MIN};
    std::array<char, 10> text{};
  };
  std::array<known, 128> known_;  ///< by the day's last bits
};

}  // namespace clearance
