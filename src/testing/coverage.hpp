#pragma once
#include <clearance/io/load_pack.hpp>
#include <clearance/kleene.hpp>
#include <clearance/pack.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

/// Which edges of a pack's rules its cases stand on.
///
///     before: 1 week        ---- too early ----|---- free ----
///                                         -1   0   1            an edge each
///     status: active        holds, does not hold, is not known  likewise
namespace clearance::testing {

enum class edge_of : std::uint8_t {
  rule,         ///< it stands, or may stand, for what a case gives; of advice: it is given
  window,       ///< a treatment just before, at and just after the end
  valid,        ///< of what a rule requires: likewise where it becomes too old
  when,         ///< the outcomes of its tests; of an interval also what it asks of the sessions
  unless,       ///< likewise
  status,       ///< of the outcomes those that its `status` can have
  where,        ///< on treated zones
  route,        ///< by a route that it names
  still_taken,  ///< `while_taking`
  counts,       ///< what is required is not there; a sign lasts too long; an event has happened by then
  advice,       ///< a case expects until when, or of a course that it is told
};

struct edge {
  rule_id rule;
  edge_of of = edge_of::rule;
  window passes = {};            ///< of a window
  int side = 0;                  ///< of a window's end: -1, 0, 1
  kleene outcome = kleene::yes;  ///< of a test
  bool is_met = false;
  std::string example = {};  ///< what would meet it, where that is known
};

struct coverage {
  std::vector<edge> edges;  ///< in pack order; the built-in rule has none

  std::size_t met() const noexcept;
  std::size_t rules() const noexcept;
  std::size_t rules_met() const noexcept;
  bool reaches(double percent) const noexcept;
  /// `97.5`; rounded down, so that 100 is all.
  std::string percent() const;
};

/// Of the rules that stand in the pack's own file `path`, or that it changes: those of a pack that it extends have
/// cases there.
coverage coverage_of(const loaded_pack& p, const std::string& path);

/// What no case does, as a sentence; then what would, where that is known.
std::string words_of(const pack& p, const edge& e);

}  // namespace clearance::testing
