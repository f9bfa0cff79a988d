#pragma once
#include <clearance/bar.hpp>
#include <clearance/inline.hpp>
#include <clearance/outcome.hpp>

#include <cstddef>
#include <span>

namespace clearance {

/// Where an evaluation writes down what fired: memory of the caller's, which may be too small.
class finding_room {
 public:
  CLEARANCE_INLINE finding_room(std::span<fired> room, const bar* bars) noexcept : room_(room), bars_(bars) {}

  /// All of them, also those that did not fit.
  std::size_t count() const noexcept { return count_; }

  /// `may_be_there`: the entry has several substances, or the rule several bars. They meet in one finding, the surest
  /// and latest of them.
  CLEARANCE_INLINE void keep(const fired& f, bool may_be_there) noexcept {
    if (may_be_there) [[unlikely]]
      if (fired* const there = find(f)) return join(*there, f);
    if (count_ < room_.size()) room_[count_] = f;
    ++count_;
  }

 private:
  CLEARANCE_INLINE fired* find(const fired& f) const noexcept {
    for (std::size_t i = count_ < room_.size() ? count_ : room_.size(); i-- > 0;)
      if (room_[i].entry == f.entry && are_one_finding(room_[i].bar, f.bar)) return &room_[i];
    return nullptr;
  }

  bool are_one_finding(bar_id a, bar_id b) const noexcept {
    const bar& one = bars_[a.index()];
    const bar& other = bars_[b.index()];
    return a == b || (one.rule == other.rule && one.on == other.on && one.effect == other.effect);
  }

  CLEARANCE_INLINE static void join(fired& there, const fired& f) noexcept {
    if (there.how < f.how) there.how = f.how;
    if (there.until < f.until) {
      there.until = f.until;
      there.bar = f.bar;
    }
  }

  std::span<fired> room_;
  const bar* bars_;
  std::size_t count_ = 0;
};

}  // namespace clearance
