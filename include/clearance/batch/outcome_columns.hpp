#pragma once
#include <clearance/ids.hpp>
#include <clearance/outcome.hpp>
#include <clearance/time/civil.hpp>
#include <clearance/verdict.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

/// What evaluation yields for many patients: a row for each intake, and what fired as offsets and values.
namespace clearance {

/// The bars that stand, of all rows behind each other. In each row they have the order in which `evaluate` tells them.
// Grown by doubling, and never smaller: a row costs no allocation.
class fired_columns {
 public:
  std::size_t size() const noexcept { return size_; }
  fired operator[](std::size_t i) const noexcept { return {bars_[i], entries_[i], until_[i], how_[i]}; }

  std::span<const bar_id> bars() const noexcept { return {bars_.data(), size_}; }
  std::span<const std::uint32_t> entries() const noexcept { return {entries_.data(), size_}; }
  std::span<const minute_time> until() const noexcept { return {until_.data(), size_}; }
  std::span<const certainty> how() const noexcept { return {how_.data(), size_}; }

  // ---- for whoever fills them ----

  void clear() noexcept { size_ = 0; }
  /// Room for `count` more, some of which may be overwritten by what comes later.
  void make_room(std::size_t count) {
    if (size_ + count <= bars_.size()) return;
    const std::size_t wanted = 2 * (size_ + count);
    bars_.resize(wanted);
    entries_.resize(wanted);
    until_.resize(wanted);
    how_.resize(wanted);
  }
  void set(std::size_t at, const fired& f) noexcept {
    bars_[at] = f.bar;
    entries_[at] = f.entry;
    until_[at] = f.until;
    how_[at] = f.how;
  }
  void resize_within_room(std::size_t size) noexcept { size_ = size; }
  void append(const fired_columns& more) {
    make_room(more.size_);
    const auto copy = [&](auto& to, const auto& from) { std::copy_n(from.data(), more.size_, to.data() + size_); };
    copy(bars_, more.bars_);
    copy(entries_, more.entries_);
    copy(until_, more.until_);
    copy(how_, more.how_);
    size_ += more.size_;
  }

  bar_id* bar_data() noexcept { return bars_.data(); }
  std::uint32_t* entry_data() noexcept { return entries_.data(); }
  minute_time* until_data() noexcept { return until_.data(); }
  certainty* how_data() noexcept { return how_.data(); }

 private:
  std::size_t size_ = 0;
  std::vector<bar_id> bars_;
  std::vector<std::uint32_t> entries_;
  std::vector<minute_time> until_;
  std::vector<certainty> how_;
};

/// Used again, it allocates only where it must grow.
struct outcome_columns {
  std::vector<verdict> decided;
  std::vector<verdict> worst_possible;
  std::vector<minute_time> earliest;
  std::vector<std::uint8_t> open_lists;  ///< as `outcome::open_lists`
  std::vector<std::uint32_t> offsets;    ///< into `stood`: rows + 1
  fired_columns stood;
  std::size_t plain_rows = 0;  ///< decided by tables; the others one by one

  std::size_t rows() const noexcept { return decided.size(); }
  outcome row(std::size_t i) const noexcept {
    return {decided[i], worst_possible[i], earliest[i], open_lists[i], offsets[i + 1] - offsets[i]};
  }

  void resize(std::size_t rows) {
    decided.resize(rows);
    worst_possible.resize(rows);
    earliest.resize(rows);
    open_lists.resize(rows);
    offsets.resize(rows + 1);
  }
};

}  // namespace clearance
