#pragma once
#include <clearance/bar_tests.hpp>
#include <clearance/ids.hpp>
#include <clearance/time/period.hpp>
#include <clearance/verdict.hpp>

#include <cstdint>
#include <optional>

namespace clearance {

/// How one bar looked at one entry: every test's truth, and what came of them.
struct look {
  bar_id bar;
  std::uint32_t entry = 0;
  bar_tests tests;
  bool in_error = false;
  period free;                      ///< of a timed bar
  std::optional<certainty> stands;  ///< nothing: it does not
};

/// A watcher that is told nothing and costs nothing. One that sets `watching` gets a `look` for each bar and entry
/// that meet, also where the bar does not stand.
struct unwatched {
  static constexpr bool watching = false;
  void looked(const look&) noexcept {}
};

}  // namespace clearance
