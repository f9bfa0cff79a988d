#pragma once
#include <clearance/applies.hpp>
#include <clearance/bar.hpp>
#include <clearance/facts.hpp>
#include <clearance/inline.hpp>
#include <clearance/kleene.hpp>
#include <clearance/pack.hpp>
#include <clearance/verdict.hpp>

#include <cstdint>

namespace clearance {

/// What absent lists leave open. Their bounds were computed when the pack was loaded; only rules with a `when` are
/// asked, one by one.
class absent_lists {
 public:
  absent_lists(const pack& p, const facts& f) noexcept {
    // Of the zones also where one is not understood: it may be any.
    if (f.treatment.zones != given::complete) [[unlikely]]
      add(p, f, subject::zone);
    if (f.medications_given == given::absent) [[unlikely]]
      add(p, f, subject::medication);
    if (f.conditions_given == given::absent) [[unlikely]]
      add(p, f, subject::condition);
    if (f.sessions_given == given::absent) [[unlikely]]
      add(p, f, subject::session);
    if (f.events_given == given::absent && p.reads_events) add(p, f, subject::event);
  }

  std::uint8_t lists = 0;  ///< bit `subject`: absent, and rules depend on it
  verdict worst = verdict::clear;
  bool timed = false;    ///< one of these rules is a time rule
  bool winding = false;  ///< one that is silent on the date asked for is not on others

 private:
  CLEARANCE_RARE void add(const pack& p, const facts& f, subject list) noexcept {
    const absence& a = p.absent[static_cast<unsigned>(list)];
    verdict worst_here = a.worst;
    timed = timed || a.timed;
    for (const bar_id id : a.conditional) {
      const bar& b = p.bars[id.index()];
      winding = winding || (b.dated && (b.timed || b.effect == verdict::defer));
      if (applies(b, p, f, {}) == kleene::no) continue;
      worst_here = worse(worst_here, b.effect);
      timed = timed || b.timed || (b.dated && b.effect == verdict::defer);
    }
    if (worst_here == verdict::clear) return;
    lists = static_cast<std::uint8_t>(lists | 1u << static_cast<unsigned>(list));
    worst = worse(worst, worst_here);
  }
};

}  // namespace clearance
