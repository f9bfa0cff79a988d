// Rules whose edges no case stands on. `test` tells every edge that is not met; here only what leaves a side of an edge
// untried is told, once a rule.
#include "checks.hpp"

#include "../testing/coverage.hpp"

#include <string>
#include <vector>

namespace clearance::linting {
namespace {

/// The two sides of an edge: too early and free, or yes and no. What lies beyond, and what is unknown, is for `test`.
bool is_a_side(const testing::edge& e) {
  switch (e.of) {
    case testing::edge_of::rule: return true;
    case testing::edge_of::window:
    case testing::edge_of::valid: return e.side != 1;
    case testing::edge_of::when:
    case testing::edge_of::unless:
    case testing::edge_of::status:
    case testing::edge_of::where:
    case testing::edge_of::route:
    case testing::edge_of::still_taken: return e.outcome != kleene::unknown;
    case testing::edge_of::counts:
    case testing::edge_of::advice: return false;
  }
  return false;
}

}  // namespace

void check_cases(const inspected& what, issues& found) {
  if (what.loaded.cases.empty()) {
    found.push_back(make_issue(issue_code::untried, what.written.root()->at, "the pack has no cases",
                               "add `cases:`, two for each rule: one that it stops, and one that it lets pass",
                               severity::doubt));
    return;
  }
  const testing::coverage all = testing::coverage_of(what.loaded);
  const rule* last = nullptr;
  for (const testing::edge& e : all.edges) {
    const rule& r = what.p().rules[e.rule.index()];
    if (e.is_met || !is_a_side(e) || &r == last || !what.written.is_own(r.key)) continue;
    last = &r;
    std::string words = testing::words_of(what.p(), e);
    if (const yaml::node* place = what.written.place_of(r.key))
      found.push_back(make_issue(issue_code::untried, place->at, std::move(words),
                                 "`clearance test` names every edge that no case stands on", severity::doubt));
  }
}

}  // namespace clearance::linting
