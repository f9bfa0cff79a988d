#pragma once
#include "text_pieces.hpp"

#include <clearance/inline.hpp>

#include <cassert>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>

namespace clearance {

class text_pen;

/// Memory of a text that grows at its end, kept from text to text.
class text_buffer {
 public:
  text_buffer() : begin_(std::make_unique_for_overwrite<char[]>(64)), end_(begin_.get()), limit_(end_ + 64) {}

  text_buffer(const text_buffer&) = delete;  // a pen would write on into the other's memory
  text_buffer& operator=(const text_buffer&) = delete;

  std::string_view view() const noexcept { return {begin_.get(), static_cast<std::size_t>(end_ - begin_.get())}; }
  void clear() noexcept { end_ = begin_.get(); }

  /// Writes on from the end. What it wrote counts when `end_at` is told where it stopped.
  inline text_pen pen() noexcept;
  inline void end_at(text_pen at) noexcept;

  template <class Text>
  inline text_buffer& operator+=(const Text& text);

 private:
  friend text_pen;

  // Rare, and called from everywhere: kept out of the way.
  CLEARANCE_RARE char* grow(const char* end, std::size_t bytes) {
    const auto size = static_cast<std::size_t>(end - begin_.get());
    std::size_t capacity = 2 * static_cast<std::size_t>(limit_ - begin_.get());
    while (capacity - size < bytes) capacity *= 2;
    auto larger = std::make_unique_for_overwrite<char[]>(capacity);
    if (size > 0) std::memcpy(larger.get(), begin_.get(), size);
    begin_ = std::move(larger);
    end_ = begin_.get() + size;
    limit_ = begin_.get() + capacity;
    return end_;
  }

  // Never null, so that no text is a range of nothing.
  std::unique_ptr<char[]> begin_;
  char* end_;
  const char* limit_;
};

/// The end of a text while it is written; passed on by value and given back.
// A decision is written in a hundred pieces, most of them a few bytes that are known when this is compiled. Where each
// begins depends on the one before: from an end that is kept in memory, a hundred stores would have to be read back.
class text_pen {
 public:
  CLEARANCE_INLINE text_pen& operator+=(std::string_view text) {
    std::memcpy(room(text.size()), text.data(), text.size());
    at_ += text.size();
    return *this;
  }
  /// A text known when this is compiled.
  template <std::size_t n>
  CLEARANCE_INLINE text_pen& operator+=(const char (&text)[n]) {
    return *this += std::string_view(text, n - 1);
  }
  CLEARANCE_INLINE text_pen& operator+=(char c) {
    *room(1) = c;
    ++at_;
    return *this;
  }
  CLEARANCE_INLINE text_pen& operator+=(const short_text& text) {
    std::memcpy(room(short_text::room), text.bytes, short_text::room);
    at_ += text.size;
    return *this;
  }
  /// Copies what follows the piece, up to a block, and forgets it again.
  template <class Piece>
  requires requires { Piece::block; }
  CLEARANCE_INLINE text_pen& operator+=(Piece p) {
    constexpr std::size_t block = Piece::block;
    char* const end = room(p.size + block);
    std::memcpy(end, p.begin, block);
    for (std::size_t at = block; at < p.size; at += block) std::memcpy(end + at, p.begin + at, block);
    at_ += p.size;
    return *this;
  }

  /// Where it stands, with room for so many bytes. What is written there counts when `move_to` says so.
  CLEARANCE_INLINE char* room(std::size_t bytes) {
    if (static_cast<std::size_t>(of_->limit_ - at_) < bytes) [[unlikely]]
      at_ = of_->grow(at_, bytes);
    return at_;
  }
  CLEARANCE_INLINE void move_to(char* end) noexcept { at_ = end; }

  /// Takes the last characters back.
  CLEARANCE_INLINE void step_back(std::size_t characters) noexcept { at_ -= characters; }

 private:
  friend text_buffer;
  explicit text_pen(text_buffer& of) noexcept : of_(&of), at_(of.end_) {}

  text_buffer* of_;
  char* at_;
};

text_pen text_buffer::pen() noexcept { return text_pen(*this); }
void text_buffer::end_at(text_pen at) noexcept {
  assert(at.of_ == this);
  end_ = at.at_;
}

template <class Text>
text_buffer& text_buffer::operator+=(const Text& text) {
  end_at(pen() += text);
  return *this;
}

}  // namespace clearance
