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
  explicit name_memo(const name_index& names) : names_(names), places_(std::size_t{1} << place_bits) {}

  /// What a text means. Of a text that was not understood as a whole, what it names counts all the same.
  struct answer {
    std::span<const std::uint32_t> entries;
    const name_match* not_understood = nullptr;  ///< says what is left over; nothing where all is clear
  };

  /// Valid until the next call. 40 bytes at `text` may be read.
  answer match(std::string_view text) {
    if (text.size() > longest_kept) return match_anew(text);
    const five_words words(text.data(), text.size());
    // A collision costs a match, not an answer.
    place& p = places_[words.hash() >> (64 - place_bits)];
    if (p.text == words && p.length == text.size()) [[likely]]
      return {{p.entries, p.count}};
    const answer found = match_anew(text);
    if (found.not_understood == nullptr && found.entries.size() <= most_entries) {
      p.text = words;
      std::memcpy(p.entries, found.entries.data(), found.entries.size() * sizeof p.entries[0]);
      p.length = static_cast<std::uint8_t>(text.size());
      p.count = static_cast<std::uint8_t>(found.entries.size());
    }
    return found;
  }

 private:
  static constexpr unsigned place_bits = 11;
  static constexpr std::size_t longest_kept = 40;
  static constexpr std::size_t most_entries = 4;

  // A cache line: of a name that is met again, nothing else is touched.
  struct alignas(64) place {
    five_words text;
    std::uint8_t length = 0xff;  ///< longer than any that is kept: vacant
    std::uint8_t count = 0;
    std::uint32_t entries[most_entries];
  };
  static_assert(sizeof(place) == 64);

  answer match_anew(std::string_view text) {
    names_.match(text, found_, scratch_);
    return {found_.entries, found_.understood() ? nullptr : &found_};
  }

  const name_index& names_;
  std::vector<place> places_;
  name_match found_;
  std::string scratch_;
};

}  // namespace clearance
