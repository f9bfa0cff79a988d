#pragma once
#include <algorithm>
#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>

namespace clearance {

/// Records one behind the other, kept from intake to intake.
// A std::vector asks at each `clear` and each growth by nothing whether there is something to do, and of twenty lists
// no processor guesses which are empty. Here clearing is a store.
template <class T>
class record_list {
  static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);

 public:
  using value_type = T;

  void clear() noexcept { size_ = 0; }

  /// A place behind the others, for a record that is written there, member by member: one that is written elsewhere and
  /// copied as a whole is read before its members have arrived, which stalls.
  T& add() {
    if (size_ == capacity_) [[unlikely]]
      grow(size_ + 1);
    return records_[size_++];
  }
  /// `record` must not stand in this list.
  void push_back(const T& record) { add() = record; }

  /// New ones hold `value`.
  void resize(std::size_t size, const T& value = {}) {
    if (size > capacity_) [[unlikely]]
      grow(size);
    for (std::size_t i = size_; i < size; ++i) records_[i] = value;
    size_ = size;
  }
  /// `count` more, which hold `value`.
  void append(std::size_t count, const T& value = {}) { resize(size_ + count, value); }
  void assign(std::size_t size, const T& value) {
    clear();
    resize(size, value);
  }

  bool empty() const noexcept { return size_ == 0; }
  std::size_t size() const noexcept { return size_; }
  const T* data() const noexcept { return records_.get(); }
  T* data() noexcept { return records_.get(); }
  const T* begin() const noexcept { return data(); }
  const T* end() const noexcept { return data() + size_; }
  T* begin() noexcept { return records_.get(); }
  T* end() noexcept { return records_.get() + size_; }
  const T& operator[](std::size_t i) const noexcept { return records_[i]; }
  T& operator[](std::size_t i) noexcept { return records_[i]; }
  T& back() noexcept { return records_[size_ - 1]; }

 private:
  void grow(std::size_t size) {
    const std::size_t capacity = std::max({size, 2 * capacity_, std::size_t{8}});
    auto larger = std::make_unique_for_overwrite<T[]>(capacity);
    std::copy(begin(), end(), larger.get());
    records_ = std::move(larger);
    capacity_ = capacity;
  }

  std::unique_ptr<T[]> records_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace clearance
