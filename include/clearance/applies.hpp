#pragma once
#include <clearance/bar.hpp>
#include <clearance/facts.hpp>
#include <clearance/kleene.hpp>
#include <clearance/pack.hpp>
#include <clearance/predicate.hpp>

namespace clearance {

/// May a rule stand, by its `when` and `unless` alone, whatever entry it meets? An exception that is not known to hold
/// does not lift. `values`: an entry's, where one is known.
inline kleene applies(const bar& b, const pack& p, const facts& f, entry_values values) noexcept {
  const auto truth = [&](predicate_id which) { return evaluate(which, p.predicates, p.zones, f, values); };
  if (b.unless != bar::none && truth(b.unless) == kleene::yes) return kleene::no;
  return b.when == bar::none ? kleene::yes : truth(b.when);
}

}  // namespace clearance
