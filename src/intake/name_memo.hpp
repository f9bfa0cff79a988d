#pragma once
#include "bytes.hpp"

#include <clearance/inline.hpp>
#include <clearance/match/name_index.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace clearance {

/// Remembers what texts were found to mean, since intakes repeat themselves. A fixed number of places, two for each
/// hash; only short texts that were understood are kept.
class name_memo {
 public:
  explicit name_memo(const name_index& names) : names_(names), places_(std::size_t{2} << hash_bits) {}

  /// What a text means. Of a text that was not understood as a whole, what it names counts all the same.
  struct answer {
    std::span<const std::uint32_t> entries;
    const name_match* not_understood = nullptr;  ///< says what is left over; nothing where all is clear
  };

  /// Valid until the next call. 40 bytes at `text` may be read.
  CLEARANCE_INLINE answer match(std::string_view text) {
    if (text.size() > longest_kept) [[unlikely]]
      return match_anew(text);
    const five_words words(text.data(), text.size());
    place* const two = &places_[2 * (words.hash() >> (64 - hash_bits))];
    if (two->text == words && two->length == text.size()) [[likely]]
      return {{two->entries, two->count}};
    return match_second(text, two);
  }

 private:
  static constexpr unsigned hash_bits = 10;
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

  // With one place for each hash, of a hundred names in daily use a few would push each other out all day.
  CLEARANCE_RARE answer match_second(std::string_view text, place* two) {
    const five_words words(text.data(), text.size());
    if (two[1].text == words && two[1].length == text.size()) return {{two[1].entries, two[1].count}};
    const answer found = match_anew(text);
    if (found.not_understood != nullptr || found.entries.size() > most_entries) return found;
    two[1] = two[0];
    two->text = words;
    std::copy(found.entries.begin(), found.entries.end(), two->entries);
    two->length = static_cast<std::uint8_t>(text.size());
    two->count = static_cast<std::uint8_t>(found.entries.size());
    return found;
  }

  CLEARANCE_RARE answer match_anew(std::string_view text) {
    names_.match(text, found_, scratch_);
    return {found_.entries, found_.understood() ? nullptr : &found_};
  }

  const name_index& names_;
  std::vector<place> places_;
  name_match found_;
  std::string scratch_;
};

}  // namespace clearance
