#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace clearance {

/// A text known when this is compiled, short enough to be copied as a whole whatever its length: which length it is
/// could not be guessed.
struct short_text {
  static constexpr std::size_t room = 24;
  char bytes[room] = {};
  std::size_t size = 0;
  template <std::size_t n>
  constexpr short_text(const char (&text)[n]) noexcept : size(n - 1) {
    static_assert(n <= room + 1);
    for (std::size_t i = 0; i < n - 1; ++i) bytes[i] = text[i];
  }
};

/// Texts that are put together once and appended often. They stand one behind the other with room at the end, so
/// that whole blocks of `block_size` bytes can be copied of each: most pieces should be one block, or two.
template <std::size_t block_size>
class pieces_in_blocks {
 public:
  struct piece {
    static constexpr std::size_t block = block_size;
    const char* begin;
    std::size_t size;
  };

  void add(std::string_view text) {
    bytes_.resize(begins_.back());
    bytes_ += text;
    begins_.push_back(bytes_.size());
    bytes_.append(block_size, ' ');
  }
  piece operator[](std::size_t i) const noexcept { return run(i, i + 1); }
  /// From one to before another, in one piece.
  piece run(std::size_t first, std::size_t end) const noexcept {
    return {bytes_.data() + begins_[first], begins_[end] - begins_[first]};
  }

 private:
  std::string bytes_;
  std::vector<std::size_t> begins_ = {0};
};

using text_pieces = pieces_in_blocks<128>;      ///< a few words
using sentence_pieces = pieces_in_blocks<224>;  ///< a sentence or two, with what stands around them
using word_pieces = pieces_in_blocks<32>;       ///< names

}  // namespace clearance
