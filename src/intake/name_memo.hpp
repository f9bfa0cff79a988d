#pragma once
#include "bytes.hpp"

#include <clearance/match/name_index.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace clearance {

/// Remembers what texts were found to mean, since intakes repeat themselves. A fixed number of places, each holding
/// the last text that fell on it; only short texts that were understood are kept.
class name_memo {
 public:
  explicit name_memo(const name_index& names) : names_(names), places_(place_count) {}

  /// What a text means. Of a text that was not understood as a whole, what it names counts all the same.
  struct answer {
    std::span<const std::uint32_t> entries;
    const name_match* not_understood = nullptr;  ///< says what is left over; nothing where all is clear
  };

  /// Valid until the next call. 8 bytes behind `text` may be read.
  answer match(std::string_view text) {
    if (text.size() > longest_kept) return match_anew(text);
    place& p = places_[hash(text) & (place_count - 1)];
    if (p.count > 0 && p.length == text.size() && same_bytes(p.text, text.data(), text.size()))
      return {{p.entries, p.count}};
    const answer found = match_anew(text);
    if (found.not_understood == nullptr && found.entries.size() <= most_entries) {
      std::memcpy(p.text, text.data(), text.size());
      std::memcpy(p.entries, found.entries.data(), found.entries.size() * sizeof p.entries[0]);
      p.length = static_cast<std::uint8_t>(text.size());
      p.count = static_cast<std::uint8_t>(found.entries.size());
    }
    return found;
  }

 private:
  static constexpr std::size_t place_count = 2048;
  static constexpr std::size_t longest_kept = 46;
  static constexpr std::size_t most_entries = 4;

  // A cache line: of a name that is met again, nothing else is touched. The text comes first, so that what is read
  // behind it is still the place.
  struct alignas(64) place {
    char text[longest_kept];
    std::uint8_t length;
    std::uint8_t count = 0;  ///< 0: vacant
    std::uint32_t entries[most_entries];
  };
  static_assert(sizeof(place) == 64);

  answer match_anew(std::string_view text) {
    names_.match(text, found_, scratch_);
    return {found_.entries, found_.understood() ? nullptr : &found_};
  }

  // Only spreads: a collision costs a match, not an answer.
  static std::size_t hash(std::string_view s) noexcept {
    constexpr std::uint64_t spread = 0x9e3779b97f4a7c15u;
    std::uint64_t h = s.size() * spread;
    std::size_t i = 0;
    for (; i + 8 < s.size(); i += 8) h = (h ^ eight_bytes(s.data() + i)) * spread, h ^= h >> 32;
    if (i < s.size()) h = (h ^ first_bytes(s.data() + i, s.size() - i)) * spread;
    return static_cast<std::size_t>(h ^ h >> 32);
  }

  const name_index& names_;
  std::vector<place> places_;
  name_match found_;
  std::string scratch_;
};

}  // namespace clearance
