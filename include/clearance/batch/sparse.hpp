#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

/// A column of which few rows have a value. A view: whoever fills it owns the memory.
namespace clearance {

///     at       3        17   18           1,204
///     values   v0       v1   v2            v3         all other rows: nothing
template <class Value>
struct sparse_column {
  std::span<const std::uint32_t> at;  ///< ascending
  std::span<const Value> values;      ///< beside them

  /// The value at `position`; null where there is none.
  const Value* find(std::size_t position) const noexcept {
    const auto found = std::lower_bound(at.begin(), at.end(), position);
    if (found == at.end() || *found != position) return nullptr;
    return &values[static_cast<std::size_t>(found - at.begin())];
  }

  /// Calls `visit(position, value)` for those from `first` to before `last`.
  template <class Visit>
  void visit(std::size_t first, std::size_t last, Visit visit) const noexcept {
    for (auto i = static_cast<std::size_t>(std::lower_bound(at.begin(), at.end(), first) - at.begin());
         i < at.size() && at[i] < last; ++i)
      visit(std::size_t{at[i]}, values[i]);
  }
};

/// The memory of one that grows.
template <class Value>
class sparse_values {
 public:
  /// `position`: behind all before it.
  void add(std::size_t position, const Value& value) {
    at_.push_back(static_cast<std::uint32_t>(position));
    values_.push_back(value);
  }
  void clear() noexcept {
    at_.clear();
    values_.clear();
  }
  sparse_column<Value> column() const noexcept { return {at_, values_}; }

 private:
  std::vector<std::uint32_t> at_;
  std::vector<Value> values_;
};

}  // namespace clearance
