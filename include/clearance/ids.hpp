#pragma once
#include <cstddef>
#include <cstdint>

/// Interned names. Ids of different things are different types; each is a position in its table.
namespace clearance {

template <class Thing>
struct id {
  std::uint32_t value = 0;
  constexpr std::size_t index() const noexcept { return value; }
  friend constexpr bool operator==(id, id) = default;
  friend constexpr bool operator<(id a, id b) noexcept { return a.value < b.value; }
};

using rule_id = id<struct rule_thing>;            ///< a rule as the author wrote it
using bar_id = id<struct bar_thing>;              ///< a rule as the evaluator runs it
using substance_id = id<struct substance_thing>;  ///< a medicine, class, product or ambiguous name
using condition_id = id<struct condition_thing>;
using zone_id = id<struct zone_thing>;
using event_id = id<struct event_thing>;  ///< a procedure, an exposure, a test: what happens on a day
using predicate_id = id<struct predicate_thing>;
using source_id = id<struct source_thing>;

/// The substance or condition of an entry whose name was not understood: no rule matches it.
template <class Thing>
inline constexpr id<Thing> not_understood{0xffffffffu};

}  // namespace clearance
