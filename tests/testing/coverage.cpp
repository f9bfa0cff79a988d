#include "../../src/testing/coverage.hpp"

#include "painting.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace clearance;
using namespace clearance::testing;
using painting::load;

std::vector<std::string> open_edges(std::string_view rules, std::string_view cases) {
  const loaded_pack p = load(rules, cases);
  std::vector<std::string> out;
  for (const edge& e : coverage_of(p, "painting.yaml").edges)
    if (!e.is_met) out.push_back(words_of(*p.usable, e));
  return out;
}

using lines = std::vector<std::string>;

constexpr std::string_view week = "  thinner: {washout: thinner, before: 1 week}\n";
constexpr std::string_view hours = "  thinner: {washout: thinner, before: 24 hours}\n";

TEST_CASE("a calendar window has an edge the day before, on and after the day on which it is free") {
  CHECK(open_edges(week, "") == lines{"`thinner`: no case meets it",
                                      "`thinner`: no case treats one day before it is free",
                                      "`thinner`: no case treats on the first day on which it is free",
                                      "`thinner`: no case treats one day after it is first free"});
  CHECK(open_edges(week,
                   "  a:\n    given: {medications: [{name: thinner, last_taken: 2026-11-16}]}\n"
                   "    dates: {2026-11-22: defer, 2026-11-23: clear, 2026-11-24: clear}\n") == lines{});
}

TEST_CASE("what is far from the edge does not meet it, and the case is named that could") {
  CHECK(open_edges(week,
                   "  far:\n    given: {medications: [{name: thinner, last_taken: 2026-11-20}]}\n"
                   "    dates: {2026-11-25: defer, 2026-11-29: clear}\n") ==
        lines{"`thinner`: no case treats one day before it is free (in `far`, dates: {2026-11-26: ...})",
              "`thinner`: no case treats on the first day on which it is free (in `far`, dates: {2026-11-27: ...})",
              "`thinner`: no case treats one day after it is first free (in `far`, dates: {2026-11-28: ...})"});
}

TEST_CASE("a last use in some month is at no edge of a calendar window") {
  CHECK(open_edges(week,
                   "  month:\n    given: {medications: [{name: thinner, last_taken: 2026-10}]}\n"
                   "    dates: {2026-11-22: clear}\n")
            .size() == 4);
}

TEST_CASE("a clock window's edges are minutes where the times are known") {
  CHECK(open_edges(hours,
                   "  a:\n    given: {medications: [{name: thinner, last_taken: '2026-11-22T09:00'}]}\n"
                   "    dates: {'2026-11-23T08:59': defer, '2026-11-23T09:00': clear}\n") ==
        lines{"`thinner`: no case treats just after it is first free (in `a`, dates: {2026-11-23T09:01: ...})"});
}

TEST_CASE("a clock window's edges are days where only days are known: too early, open, free") {
  CHECK(open_edges(hours,
                   "  a:\n    given: {medications: [{name: thinner, last_taken: 2026-11-22}]}\n"
                   "    dates: {2026-11-22: defer, 2026-11-23: incomplete, 2026-11-24: clear}\n") == lines{});
  CHECK(open_edges(hours,
                   "  a:\n    given: {medications: [{name: thinner, last_taken: 2026-11-22}]}\n"
                   "    dates: {2026-11-22: defer, 2026-11-25: clear}\n") ==
        lines{"`thinner`: no case treats when it is first free (in `a`, dates: {2026-11-23: ...})",
              "`thinner`: no case treats just after it is first free (in `a`, dates: {2026-11-24: ...})"});
}

TEST_CASE("a test's outcomes are edges where the rule's other tests let it decide") {
  constexpr std::string_view rule = "  damp: {exclude: damp, status: active, where: treated, unless: {sealed: yes}}\n";
  CHECK(open_edges(rule,
                   "  sealed:\n    given: {conditions: [{name: damp, status: active, zones: [wall], sealed: yes}]}\n"
                   "    expect: {verdict: clear}\n") ==
        lines{"`damp`: no case meets it", "`damp`: in no case its `unless` does not hold",
              "`damp`: in no case its `unless` is not known", "`damp`: no case has it with a status that counts",
              "`damp`: no case has it with a status that does not count", "`damp`: no case has it without a status",
              "`damp`: no case has it where the treatment is", "`damp`: no case has it only where the treatment is not",
              "`damp`: no case leaves open whether it is where the treatment is"});
  CHECK(
      open_edges(rule,
                 "  sealed:\n    given: {conditions: [{name: damp, status: active, zones: [wall], sealed: yes}]}\n"
                 "    expect: {verdict: clear}\n"
                 "  open:\n    given: {conditions: [{name: damp, status: active, zones: [wall], sealed: no}]}\n"
                 "    expect: {verdict: exclude}\n"
                 "  unsaid:\n    given: {conditions: [{name: damp, zones: [wall]}]}\n"
                 "    expect: {verdict: incomplete}\n"
                 "  over:\n    given: {conditions: [{name: damp, status: resolved, zones: [wall]}]}\n"
                 "    expect: {verdict: clear}\n"
                 "  below:\n    given: {conditions: [{name: damp, status: active, zones: [floor]}]}\n"
                 "    expect: {verdict: clear}\n"
                 "  somewhere:\n    given: {treatment: {zones: [floor]}, conditions: [{name: damp, status: active}]}\n"
                 "    expect: {verdict: incomplete}\n") == lines{});
}

TEST_CASE("a status that counts whatever it is has no edge") {
  CHECK(open_edges("  crack: {refer: crack, status: any}\n",
                   "  c:\n    given: {conditions: [{name: crack}]}\n    expect: {verdict: refer}\n") == lines{});
}

TEST_CASE("the route is an edge where something of what the rule names can be taken by another") {
  CHECK(open_edges("  thinner: {refer: turpentine, route: inhaled}\n", "") ==
        lines{"`thinner`: no case meets it", "`thinner`: no case takes it by its route",
              "`thinner`: no case takes it by another route", "`thinner`: no case leaves its route open"});
  CHECK(open_edges("  spirit: {refer: spirit, route: topical}\n", "") == lines{"`spirit`: no case meets it"});
}

TEST_CASE("what goes on while taken has an edge for each answer to that question") {
  const lines open = open_edges("  thinner: {washout: thinner, before: 1 week, while_taking: refer}\n",
                                "  a:\n    given: {medications: [{name: thinner, last_taken: 2026-11-16}]}\n"
                                "    dates: {2026-11-22: defer, 2026-11-23: incomplete, 2026-11-24: incomplete}\n");
  CHECK(open == lines{"`thinner`: in no case it is still taken", "`thinner`: in no case it is said to be stopped"});
}

TEST_CASE("an interval's edges are its window and the sessions that it counts") {
  CHECK(open_edges("  second: {interval: 2..4 weeks, earlier: {coat: second}}\n",
                   "  a:\n    given: {sessions: [{date: 2026-11-10, coat: second}]}\n"
                   "    dates: {2026-11-23: defer, 2026-11-24: clear}\n") ==
        lines{"`second`: no case treats one day after it is first free (in `a`, dates: {2026-11-25: ...})",
              "`second`: no case has a session that it does not count",
              "`second`: no case has a session of which it is not known whether it counts",
              "`second`: no case expects the date until which its advice holds"});
}

TEST_CASE("advice is met where a case expects its date, and a course where it is told") {
  constexpr std::string_view rules =
      "  dry: {aftercare: 24 hours}\n"
      "  coats: {course: 2..3 sessions, when: {layers: at least 2}}\n";
  CHECK(open_edges(rules, "  a:\n    expect: {verdict: clear}\n") ==
        lines{"`dry`: no case expects the date until which its advice holds", "`coats`: no case is told its advice",
              "`coats`: in no case its `when` holds", "`coats`: in no case its `when` is not known",
              "`coats`: no case expects its advice"});
  CHECK(open_edges(rules,
                   "  a:\n    expect: {advice: [{rule: dry, until: 2026-11-24}], silent: [coats]}\n"
                   "  b:\n    given: {treatment: {layers: null}}\n    expect: {silent: [coats]}\n"
                   "  c:\n    given: {treatment: {layers: 2}}\n"
                   "    expect: {advice: [{rule: coats, what: 2 to 3 sessions}]}\n") == lines{});
}

TEST_CASE("an entry in error stands on no edge") {
  CHECK(open_edges(week,
                   "  a:\n    given: {medications: [{name: thinner, last_taken: 2026-11-16, route: sideways}]}\n"
                   "    dates: {2026-11-22: incomplete, 2026-11-23: incomplete, 2026-11-24: incomplete}\n")
            .size() == 4);
}

TEST_CASE("a percentage is rounded down, so that 100 is all") {
  coverage c;
  CHECK(c.percent() == "100");
  CHECK(c.reaches(100));
  c.edges.resize(2000);
  for (edge& e : c.edges) e.is_met = true;
  c.edges[7].is_met = false;
  CHECK(c.percent() == "99.9");
  CHECK(!c.reaches(100));
  CHECK(c.reaches(99.95));
  CHECK(!c.reaches(99.96));
}

TEST_CASE("what a rule requires has edges where it is done long enough before, and where it becomes too old") {
  constexpr std::string_view rule = "  primer: {require: primer, before: 48 hours, valid: 1 month}\n";
  CHECK(open_edges(rule,
                   "  a:\n    given: {events: [{name: primer, date: '2026-11-20T09:00'}]}\n"
                   "    dates: {'2026-11-22T08:59': conditional, '2026-11-22T09:00': clear, 2026-12-20: clear,\n"
                   "      2026-12-21: conditional}\n") ==
        lines{"`primer`: no case treats just after it is first done long enough before",
              "`primer`: no case treats one day after it is first too old",
              "`primer`: no case leaves open whether it is there"});
}

TEST_CASE("an event has an edge at the end of its window, or where it comes after the treatment") {
  CHECK(open_edges("  plaster: {washout: plaster, before: 2 days}\n",
                   "  a:\n    given: {events: [{name: plaster, date: 2026-11-22}]}\n"
                   "    dates: {2026-11-23: defer, 2026-11-24: clear, 2026-11-25: clear}\n") == lines{});
  CHECK(open_edges("  plaster: {refer: plaster}\n",
                   "  a:\n    given: {events: [{name: plaster, date: 2026-11-22}]}\n    expect: {verdict: refer}\n") ==
        lines{"`plaster`: in no case it comes after the treatment",
              "`plaster`: no case leaves open whether it has happened by then"});
}

TEST_CASE("of a pack that extends another, the rules count that it writes or changes") {
  painting::files_in_memory files =
      painting::files("  soap: {washout: soap, before: 1 week}\n  crack: {refer: crack}\n", "");
  files.texts["site.yaml"] =
      "pack: site\nversion: 1.0.0\nextends: painting.yaml\nchange:\n  soap: {before: 2 weeks}\n"
      "rules:\n  floor: {refer: floor}\n";
  const loaded_pack p = load_pack("site.yaml", files);
  INFO(to_text(p.found));
  REQUIRE(p);
  const coverage c = coverage_of(p, "site.yaml");
  CHECK(c.rules() == 2);
  CHECK(c.edges.size() == 5);
}

}  // namespace
