#include "coverage.hpp"

#include <string>

namespace clearance::testing {
namespace {

std::string one_step(window w) { return w.unit == window_unit::minutes ? "just" : "one day"; }

std::string words_of_window(const rule& r, const edge& e) {
  const bool by_the_clock = e.passes.unit == window_unit::minutes;
  if (e.of == edge_of::valid) {
    if (e.side < 0) return "no case treats when it still counts, " + one_step(e.passes) + " before it is too old";
    if (e.side > 0) return "no case treats " + one_step(e.passes) + " after it is first too old";
    return by_the_clock ? "no case treats when it is first too old"
                        : "no case treats on the first day on which it is too old";
  }
  const std::string what = r.kind == rule_kind::require ? "done long enough before" : "free";
  if (e.side < 0) return "no case treats " + one_step(e.passes) + " before it is " + what;
  if (e.side > 0) return "no case treats " + one_step(e.passes) + " after it is first " + what;
  return by_the_clock ? "no case treats when it is first " + what
                      : "no case treats on the first day on which it is " + what;
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
    case edge_of::counts:
      if (r.kind == rule_kind::require)
        return by_outcome(e.outcome, "in no case it is missing", "in no case it is there",
                          "no case leaves open whether it is there");
      if (r.kind == rule_kind::recovery)
        return by_outcome(e.outcome, "in no case it lasts too long", "in no case it is expected",
                          "no case leaves open whether it is expected");
      return by_outcome(e.outcome, "in no case it has happened by then", "in no case it comes after the treatment",
                        "no case leaves open whether it has happened by then");
    case edge_of::rule:
    case edge_of::window:
    case edge_of::valid:
    case edge_of::advice: break;
  }
  return {};
}

std::string sentence(const rule& r, const edge& e) {
  switch (e.of) {
    case edge_of::rule:
      return r.kind == rule_kind::course || r.kind == rule_kind::aftercare || r.kind == rule_kind::accept
                 ? "no case is told its advice"
                 : "no case meets it";
    case edge_of::window:
    case edge_of::valid: return words_of_window(r, e);
    case edge_of::advice:
      return r.kind == rule_kind::course ? "no case expects its advice"
                                         : "no case expects the date until which its advice holds";
    case edge_of::when:
    case edge_of::unless:
    case edge_of::status:
    case edge_of::where:
    case edge_of::route:
    case edge_of::still_taken:
    case edge_of::counts: break;
  }
  return words_of_test(r, e);
}

}  // namespace

std::string words_of(const pack& p, const edge& e) {
  const rule& r = p.rules[e.rule.index()];
  return "`" + r.key + "`: " + sentence(r, e) + (e.example.empty() ? "" : " (" + e.example + ")");
}

}  // namespace clearance::testing
