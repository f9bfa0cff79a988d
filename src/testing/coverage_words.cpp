#include "coverage.hpp"

#include <string>

namespace clearance::testing {
namespace {

std::string one_step(window w) { return w.unit == window_unit::minutes ? "just" : "one day"; }

std::string words_of_window(const edge& e) {
  if (e.side < 0) return "no case treats " + one_step(e.passes) + " before it is free";
  if (e.side > 0) return "no case treats " + one_step(e.passes) + " after it is first free";
  return e.passes.unit == window_unit::minutes ? "no case treats when it is first free"
                                               : "no case treats on the first day on which it is free";
}

const char* by_outcome(kleene outcome, const char* yes, const char* no, const char* unknown) {
  switch (outcome) {
    case kleene::yes: return yes;
    case kleene::no: return no;
    case kleene::unknown: return unknown;
  }
  return "";
}

std::string words_of_test(const rule& r, const edge& e) {
  switch (e.of) {
    case edge_of::when:
      if (r.kind == rule_kind::interval)
        return by_outcome(e.outcome, "no case has a session that it counts",
                          "no case has a session that it does not count",
                          "no case has a session of which it is not known whether it counts");
      return by_outcome(e.outcome, "in no case its `when` holds", "in no case its `when` does not hold",
                        "in no case its `when` is not known");
    case edge_of::unless:
      return by_outcome(e.outcome, "in no case its `unless` lifts it", "in no case its `unless` does not hold",
                        "in no case its `unless` is not known");
    case edge_of::status:
      return by_outcome(e.outcome, "no case has it with a status that counts",
                        "no case has it with a status that does not count", "no case has it without a status");
    case edge_of::where:
      return by_outcome(e.outcome, "no case has it where the treatment is",
                        "no case has it only where the treatment is not",
                        "no case leaves open whether it is where the treatment is");
    case edge_of::route:
      return by_outcome(e.outcome, "no case takes it by its route", "no case takes it by another route",
                        "no case leaves its route open");
    case edge_of::still_taken:
      return by_outcome(e.outcome, "in no case it is still taken", "in no case it is said to be stopped",
                        "no case leaves open whether it is still taken");
    case edge_of::rule:
    case edge_of::window:
    case edge_of::advice: break;
  }
  return {};
}

std::string sentence(const rule& r, const edge& e) {
  switch (e.of) {
    case edge_of::rule:
      return r.kind == rule_kind::course || r.kind == rule_kind::aftercare ? "no case is told its advice"
                                                                           : "no case meets it";
    case edge_of::window: return words_of_window(e);
    case edge_of::advice:
      return r.kind == rule_kind::course ? "no case expects its advice"
                                         : "no case expects the date until which its advice holds";
    case edge_of::when:
    case edge_of::unless:
    case edge_of::status:
    case edge_of::where:
    case edge_of::route:
    case edge_of::still_taken: break;
  }
  return words_of_test(r, e);
}

}  // namespace

std::string words_of(const pack& p, const edge& e) {
  const rule& r = p.rules[e.rule.index()];
  return "`" + r.key + "`: " + sentence(r, e) + (e.example.empty() ? "" : " (" + e.example + ")");
}

}  // namespace clearance::testing
