#include "../../src/testing/try_mutants.hpp"

#include "painting.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace clearance;
using namespace clearance::testing;
using lines = std::vector<std::string>;

mutation_result mutate(std::string_view rules, std::string_view cases) {
  painting::files_in_memory files = painting::files(rules, cases);
  const loaded_pack p = painting::load(rules, cases);
  std::size_t told = 0;
  mutation_options options;
  options.files = &files;
  options.progress = [&](std::size_t done, std::size_t) { told = done; };
  mutation_result r = try_mutants("painting.yaml", p, options);
  CHECK(told == r.tried.size());
  return r;
}

/// What lives, each with what the case that would catch it expects.
lines alive(const mutation_result& r) {
  lines out;
  for (const tried_mutant& t : r.tried)
    if (t.came_to == fate::lives) out.push_back(words_of(t.what) + ": " + t.given + " " + t.expect);
  return out;
}

constexpr std::string_view week = "  soap: {washout: soap, before: 1 week}\n";

TEST_CASE("a window that no case stands on lets its neighbours live, each with a case that would catch it") {
  const mutation_result r = mutate(week,
                                   "  a:\n    given: {medications: [{name: soap, last_taken: 2026-11-22}]}\n"
                                   "    dates: {2026-11-22: defer}\n");
  CHECK(alive(r) ==
        lines{"`before: 2 weeks` instead of `before: 1 week`: {medications: [{name: soap, last_taken: 2026-11-22}]} "
              "{earliest: 2026-11-29}",
              "`before: 6 days` instead of `before: 1 week`: {medications: [{name: soap, last_taken: 2026-11-22}]} "
              "{earliest: 2026-11-29}",
              "`before: 8 days` instead of `before: 1 week`: {medications: [{name: soap, last_taken: 2026-11-22}]} "
              "{earliest: 2026-11-29}",
              "`before: 1 month` instead of `before: 1 week`: {medications: [{name: soap, last_taken: 2026-11-22}]} "
              "{earliest: 2026-11-29}"});
  CHECK(r.count(fate::caught) == 1);    // the rule is gone; no time at all
  CHECK(r.count(fate::unusable) == 2);  // no window
}

TEST_CASE("the window's edges catch them all") {
  const mutation_result r = mutate(week,
                                   "  a:\n    given: {medications: [{name: soap, last_taken: 2026-11-22}]}\n"
                                   "    dates: {2026-11-28: defer, 2026-11-29: clear}\n");
  CHECK(alive(r) == lines{});
  CHECK(r.count(fate::caught) == 5);
  for (const tried_mutant& t : r.tried) CHECK((t.came_to == fate::caught) == !t.caught_by.empty());
}

TEST_CASE("what decides every intake alike is not counted") {
  const mutation_result r = mutate("  soap: {refer: soap, route: topical}\n",
                                   "  a:\n    given: {medications: [{name: soap}]}\n    expect: {verdict: refer}\n");
  lines same;
  for (const tried_mutant& t : r.tried)
    if (t.came_to == fate::same) same.push_back(words_of(t.what));
  CHECK(same == lines{"that `route: topical` is gone"});
}

TEST_CASE("an intake is found for a status, a place, an exception and a route that no case tells apart") {
  const lines lives = alive(mutate("  damp: {exclude: damp, where: treated, unless: {sealed: yes}}\n", ""));
  CHECK(lives.size() > 5);
  for (const std::string& line : lives) {
    INFO(line);
    CHECK(line.find(": {") != std::string::npos);
    CHECK(line.find("conditions: [{name: ") != std::string::npos);
  }
  const lines routes = alive(mutate("  turpentine: {refer: turpentine, route: inhaled}\n", ""));
  CHECK(std::count_if(routes.begin(), routes.end(), [](const std::string& line) {
          return line.find("medications: [{name: ") == std::string::npos;
        }) == 0);
}

TEST_CASE("an intake is found for advice that no case expects") {
  const lines lives = alive(mutate("  coats: {course: 2..3 sessions, when: {layers: at least 2}}\n", ""));
  CHECK(lives.front() == "that the rule is gone: {treatment: {layers: 2}} {advice: [{rule: coats}]}");
  for (const std::string& line : lives) {
    INFO(line);
    CHECK(line.find("{treatment: {layers: ") != std::string::npos);
  }
}

TEST_CASE("an intake is found for what is required, and for what is accepted") {
  for (const char* const rules :
       {"  primer: {require: primer, before: 48 hours, valid: 1 month, else: refer}\n",
        "  damp: {accept: damp, says: That is fine.}\n", "  plaster: {washout: plaster, before: 2 days}\n"}) {
    const mutation_result r = mutate(rules, "");
    CHECK(r.could_begin);
    CHECK(r.count(fate::lives) > 0);
    for (const tried_mutant& t : r.tried) {
      const std::string about = rules + words_of(t.what);
      INFO(about);
      CHECK((t.came_to == fate::lives) == !t.given.empty());
    }
  }
}

TEST_CASE("of a pack that extends another, its own changes are changed") {
  painting::files_in_memory files =
      painting::files("  soap: {washout: soap, before: 1 week, while_taking: refer}\n", "");
  files.texts["site.yaml"] =
      "pack: site\nversion: 1.0.0\nextends: painting.yaml\nchange:\n  soap: {before: 2 weeks, while_taking: none}\n";
  const loaded_pack p = load_pack("site.yaml", files);
  INFO(to_text(p.found));
  REQUIRE(p);
  mutation_options options;
  options.files = &files;
  const mutation_result r = try_mutants("site.yaml", p, options);
  REQUIRE(r.could_begin);
  const lines lives = alive(r);
  REQUIRE(!lives.empty());
  CHECK(lives[0].starts_with("that the change is gone: {"));
  CHECK(lives.back().starts_with("that `while_taking: none` is gone: {"));
}

TEST_CASE("an intake is found for an expression that no case tells apart") {
  const lines lives = alive(mutate("  thick: {refer: floor, when: 'layers >= 3'}\n",
                                   "  a:\n    given: {treatment: {zones: [floor], layers: 9}}\n"
                                   "    expect: {verdict: refer}\n"
                                   "  b:\n    given: {treatment: {zones: [floor], layers: 0}}\n"
                                   "    expect: {verdict: clear}\n"));
  REQUIRE(lives.size() == 3);
  CHECK(lives[0] ==
        "`when: ... >` instead of `when: ... >=`: {treatment: {zones: [floor], layers: 3}} {verdict: refer}");
}

}  // namespace
