#pragma once
#include <clearance/match/name_index.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace clearance {

/// Remembers what texts were found to mean, since intakes repeat themselves. A fixed number of places, each holding
/// the last text that fell on it; long texts are matched anew.
class name_memo {
 public:
  explicit name_memo(const name_index& names) : names_(names), places_(place_count) {}

  /// Valid until the next call.
  const name_match& match(std::string_view text) {
    if (text.size() > longest_kept) {
      names_.match(text, unkept_, scratch_);
      return unkept_;
    }
    entry& e = places_[hash(text) & (place_count - 1)];
    if (e.text != text || e.is_vacant) {
      names_.match(text, e.found, scratch_);
      e.text = text;
      e.is_vacant = false;
    }
    return e.found;
  }

 private:
  static constexpr std::size_t place_count = 4096;
  static constexpr std::size_t longest_kept = 96;

  struct entry {
    std::string text;
    name_match found;
    bool is_vacant = true;
  };

  // Only spreads: a collision costs a match, not an answer.
  static std::size_t hash(std::string_view s) noexcept {
    std::uint64_t h = s.size() * 0x9e3779b97f4a7c15u;
    for (const char c : s) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
    return static_cast<std::size_t>(h ^ h >> 32);
  }

  const name_index& names_;
  std::vector<entry> places_;
  name_match unkept_;
  std::string scratch_;
};

}  // namespace clearance
