#pragma once
#include <clearance/batch/byte_lookup.hpp>
#include <clearance/batch/plain_touch.hpp>
#include <clearance/facts.hpp>
#include <clearance/predicate.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <tuple>
#include <vector>

/// Which bars meet an entry, for every state that it may be in: found once for each pack (`entry_table_builder`).
namespace clearance {

/// A yes-no or a choice that some bar of the list tests, as a digit of the entry's key.
struct tested_fact {
  fact_owner owner = fact_owner::treatment;  ///< or entry
  std::uint32_t slot = 0;
  std::uint32_t values = 0;  ///< known ones; the digit 0 is `not known`
  friend constexpr bool operator==(const tested_fact& a, const tested_fact& b) noexcept {
    return a.owner == b.owner && a.slot == b.slot;
  }
};

/// Several touches of one key: positions in `entry_table::touches`.
struct key_touches {
  static constexpr std::size_t most = 3;

  std::array<std::uint16_t, most> touches{};
  std::uint16_t count = 0;
  friend constexpr bool operator<(const key_touches& a, const key_touches& b) noexcept {
    return std::tie(a.count, a.touches) < std::tie(b.count, b.touches);
  }
};

/// Of one list of intakes: zones, medications, conditions or sessions.
///
///     key = ((digits of tested facts) * states + state) * (ids + 1) + id          the last id: not understood
struct entry_table {
  std::uint32_t ids = 0;
  std::uint32_t states = 1;  ///< of a medicine: `use` and `route`; of a condition: `status`
  std::vector<tested_fact> facts;
  /// By key: a position in `touches`, the first of which says nothing; from `first_of_several` on in `several`; or
  /// `not_plain`: these intakes are evaluated one by one.
  std::vector<std::uint16_t> keys;
  std::vector<key_touches> several;
  byte_table voice;  ///< by id: where it may be heard, whatever its facts; see `voices`
  std::vector<plain_touch> touches = {plain_touch{}};

  static constexpr std::uint16_t first_of_several = 0x8000;
  static constexpr std::uint16_t not_plain = 0xffff;

  static constexpr std::uint32_t state_of(use u, route r) noexcept {
    return static_cast<std::uint32_t>(u) * route_count + static_cast<std::uint32_t>(r);
  }

  /// Of a key that is plain.
  std::span<const std::uint16_t> touches_of(std::uint16_t&&) const = delete;  // it may be the key itself
  std::span<const std::uint16_t> touches_of(const std::uint16_t& key) const noexcept {
    if (key < first_of_several) return {&key, 1};
    const key_touches& all = several[key - first_of_several];
    return std::span(all.touches).first(all.count);
  }

  /// Is anything plain to be found here?
  bool is_usable() const noexcept { return !keys.empty(); }
};

}  // namespace clearance
