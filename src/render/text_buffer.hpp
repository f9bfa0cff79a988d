#pragma once
#include <clearance/inline.hpp>

#include <cstddef>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
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
/// that whole blocks can be copied of each.
class text_pieces {
 public:
  static constexpr std::size_t block = 128;  ///< most pieces are one block, or two
  struct piece {
    const char* begin;
    std::size_t size;
  };

  void add(std::string_view text) {
    bytes_.resize(begins_.back());
    bytes_ += text;
    begins_.push_back(bytes_.size());
    bytes_.append(block, ' ');
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

/// Text that grows at its end and keeps its memory.
// A decision is written in a hundred pieces, most of them a few bytes that are known when this is compiled. A
// std::string takes a call for each; here they become a store or two.
class text_buffer {
 public:
  std::string_view view() const noexcept { return {begin_.get(), size_}; }
  void clear() noexcept { size_ = 0; }

  CLEARANCE_INLINE text_buffer& operator+=(std::string_view text) {
    std::memcpy(room(text.size()), text.data(), text.size());
    size_ += text.size();
    return *this;
  }
  CLEARANCE_INLINE text_buffer& operator+=(char c) {
    *room(1) = c;
    ++size_;
    return *this;
  }

  CLEARANCE_INLINE void append(const short_text& text) {
    std::memcpy(room(short_text::room), text.bytes, short_text::room);
    size_ += text.size;
  }
  /// Copies what follows the piece, up to a block, and forgets it again.
  text_buffer& operator+=(text_pieces::piece p) {
    constexpr std::size_t block = text_pieces::block;
    char* const end = room(p.size + block);
    for (std::size_t at = 0; at < p.size; at += block) std::memcpy(end + at, p.begin + at, block);
    size_ += p.size;
    return *this;
  }

  /// The end, with room for so many bytes behind it. What is written there counts when `extend_to` says so.
  CLEARANCE_INLINE char* room(std::size_t bytes) {
    if (capacity_ - size_ < bytes) [[unlikely]]
      grow(bytes);
    return begin_.get() + size_;
  }
  void extend_to(const char* end) noexcept { size_ = static_cast<std::size_t>(end - begin_.get()); }

  char back() const noexcept { return begin_[size_ - 1]; }
  void replace_back(char c) noexcept { begin_[size_ - 1] = c; }

 private:
  // Rare, and called from everywhere: kept out of the way.
  CLEARANCE_RARE void grow(std::size_t bytes) {
    std::size_t capacity = 2 * capacity_;
    while (capacity - size_ < bytes) capacity *= 2;
    auto larger = std::make_unique_for_overwrite<char[]>(capacity);
    if (size_ > 0) std::memcpy(larger.get(), begin_.get(), size_);
    begin_ = std::move(larger);
    capacity_ = capacity;
  }

  // Never null, so that no text is a range of nothing.
  std::unique_ptr<char[]> begin_ = std::make_unique_for_overwrite<char[]>(64);
  std::size_t size_ = 0;
  std::size_t capacity_ = 64;
};

}  // namespace clearance
