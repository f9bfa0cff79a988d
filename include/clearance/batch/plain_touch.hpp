#pragma once
#include <clearance/bar.hpp>
#include <clearance/time/civil.hpp>
#include <clearance/time/window.hpp>
#include <clearance/verdict.hpp>

#include <array>
#include <cstdint>

/// What a bar says of an entry about which nothing is left to ask but days: told once, when the pack is prepared for
/// batches. `evaluate` says the same of it; the tests hold the two together.
namespace clearance {

/// What one bar adds to an outcome, in bits that are joined by `|` for a whole intake.
///
///     bit   0 ... 5     6 ... 11           12        13 14      15
///           decided     worst possible     blocks    how        fires
///           one bit for each verdict
struct mark {
  std::uint16_t bits = 0;

  static constexpr std::uint16_t fires = 1u << 15;
  static constexpr std::uint16_t blocks = 1u << 12;  ///< it does not pass with time: no earliest date
  static constexpr unsigned worst_shift = 6;
  static constexpr unsigned how_shift = 13;
  static constexpr std::uint16_t nothing = 1;  ///< `clear`: where every intake begins

  static constexpr mark of(const bar& b, certainty how) noexcept {
    unsigned bits = fires | one(contribution(b.effect, how)) | static_cast<unsigned>(how) << how_shift;
    if (how != certainty::avoidable) bits |= one(b.effect) << worst_shift;
    if (how == certainty::certain && !b.timed) bits |= blocks;
    return {static_cast<std::uint16_t>(bits)};
  }
  static constexpr unsigned one(verdict v) noexcept { return 1u << static_cast<unsigned>(v); }

  constexpr certainty how() const noexcept { return static_cast<certainty>(bits >> how_shift & 3); }
};

/// A bar that meets an entry. With a treatment and a last use on whole days (or a use that is ongoing), a window
/// comes to two days:
///
///     day of use          + certain_days        + free_days
///     |------ early --------|------ between -----|------ late ------>      the treatment's day
///
/// A calendar window is certain until it is free, so nothing is between. 24 hours are certain for the day itself, open
/// on the next, and free from the day after.
struct alignas(32) plain_touch {                         // so that its place is found by a shift
  static constexpr std::int32_t no_window = -(1 << 28);  ///< long ago, so that it is always late and never the latest
  // For `reach`.
  static constexpr std::int32_t always = INT32_MAX;
  static constexpr std::int32_t nothing = INT32_MIN;

  std::int32_t certain_days = no_window;
  std::int32_t free_days = no_window;
  std::array<mark, 3> says;  ///< on each `stage`
  std::uint16_t months = 0;  ///< a window that only the calendar can tell
  bar_id which;
  std::uint8_t from_today = 1;  ///< its window, if it has one, begins today, and not on the day of use
  std::uint8_t is_placed = 0;   ///< its stage is where it lies, not when

  /// Of a window, as drawn above; of a place: it lies on what is treated, it is not known, it does not.
  enum stage : unsigned { early, between, late };

  /// How many days after the last use it may still say something; `always` where days do not silence it.
  constexpr std::int32_t reach() const noexcept {
    if (from_today != 0 || (free_days == no_window && months == 0)) return always;
    return months == 0 ? free_days - 1 : months * 31;  // a day may roll forward
  }

  /// `in_doubt`: something about the rule is not known, or the entry's name is ambiguous.
  static constexpr plain_touch of(bar_id id, const bar& b, bool in_doubt, bool ongoing) noexcept {
    plain_touch t;
    t.which = id;
    const mark surely = mark::of(b, in_doubt ? certainty::possible : certainty::certain);
    if (!b.timed) {
      t.says = {surely, surely, surely};
      if (b.where == place::treated) {
        t.is_placed = 1;
        t.says[between] = mark::of(b, certainty::possible);
        t.says[late] = {};
      }
      return t;
    }
    t.says[early] = surely;
    t.says[between] = mark::of(b, certainty::possible);
    t.set_window(b.free_after);
    t.from_today = ongoing;
    if (ongoing) {
      t.certain_days = t.free_days;  // it counts from the last minute of today: nothing is between
      t.says[late] = mark::of(b, certainty::avoidable);
    }
    return t;
  }

 private:
  constexpr void set_window(window w) noexcept {
    certain_days = free_days = 0;
    switch (w.unit) {
      case window_unit::days: certain_days = free_days = w.count; return;
      case window_unit::months: months = static_cast<std::uint16_t>(w.count); return;
      case window_unit::minutes:
        certain_days = whole_days(w.count - (minutes_a_day - 1));
        free_days = whole_days(w.count + (minutes_a_day - 1));
        return;
    }
  }
  /// Rounded up.
  static constexpr std::int32_t whole_days(std::int32_t minutes) noexcept {
    return (minutes + 2 * minutes_a_day - 1) / minutes_a_day - 1;  // moved up by a day, since it may be negative
  }
};

}  // namespace clearance
