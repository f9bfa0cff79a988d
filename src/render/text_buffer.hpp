#pragma once
#include <clearance/inline.hpp>

#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>

namespace clearance {

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

  /// The end, with room for so many bytes behind it. What is written there counts when `extend_to` says so.
  CLEARANCE_INLINE char* room(std::size_t bytes) {
    if (capacity_ - size_ < bytes) [[unlikely]] grow(bytes);
    return begin_.get() + size_;
  }
  void extend_to(const char* end) noexcept { size_ = static_cast<std::size_t>(end - begin_.get()); }

  char back() const noexcept { return begin_[size_ - 1]; }
  void replace_back(char c) noexcept { begin_[size_ - 1] = c; }

 private:
  void grow(std::size_t bytes) {
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
