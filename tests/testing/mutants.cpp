#include "../../src/testing/mutants.hpp"

#include "../../src/testing/changed_packs.hpp"
#include "../../src/testing/same_rules.hpp"
#include "painting.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace clearance;
using namespace clearance::testing;
using lines = std::vector<std::string>;

/// What becomes of rules, and the packs that come of it.
struct changed_rules {
  explicit changed_rules(std::string_view rules)
      : files(painting::files(rules, "")), original(painting::load(rules, "")), packs("painting.yaml", &files) {
    REQUIRE(packs.root() != nullptr);
    mutants = mutants_of(*packs.root(), *original.usable);
  }

  lines words() const {
    lines out;
    for (const mutant& m : mutants) out.push_back(words_of(m));
    return out;
  }
  loaded_pack load(const mutant& m) { return packs.load(write_without_cases(*packs.root(), m.change)); }

  painting::files_in_memory files;
  loaded_pack original;
  changed_packs packs;
  std::vector<mutant> mutants;
};

TEST_CASE("a washout is changed in its name, its windows and what it leaves to a prescriber") {
  CHECK(changed_rules("  a: {washout: spirit, before: 1 week, after: 1..2 days, while_taking: refer}\n").words() ==
        lines{"that the rule is gone", "`washout: thinner` instead of `washout: spirit`",
              "`washout: turpentine` instead of `washout: spirit`", "`before: 0 weeks` instead of `before: 1 week`",
              "`before: 2 weeks` instead of `before: 1 week`", "`before: 6 days` instead of `before: 1 week`",
              "`before: 8 days` instead of `before: 1 week`", "`before: 1 month` instead of `before: 1 week`",
              "that `before: 1 week` is gone", "`after: 0..2 days` instead of `after: 1..2 days`",
              "`after: 1..1 days` instead of `after: 1..2 days`", "`after: 2..2 days` instead of `after: 1..2 days`",
              "`after: 1..3 days` instead of `after: 1..2 days`", "that `after: 1..2 days` is gone",
              "that `while_taking: refer` is gone"});
}

TEST_CASE(
    "a rule about conditions is changed in its effect, its names, its place and its status, also where it is silent") {
  CHECK(changed_rules("  a: {exclude: [mould, crack], where: treated}\n").words() ==
        lines{"that the rule is gone", "that `mould` is gone from `exclude`",
              "`exclude: damp` instead of `exclude: mould`", "that `crack` is gone from `exclude`",
              "`refer: [mould, crack]` instead of `exclude: [mould, crack]`",
              "`defer: [mould, crack]` instead of `exclude: [mould, crack]`", "that `where: treated` is gone",
              "that `status: active` is added", "that `status: any` is added"});
  CHECK(changed_rules("  a: {refer: floor}\n").words() == lines{"that the rule is gone",
                                                                "`exclude: floor` instead of `refer: floor`",
                                                                "`defer: floor` instead of `refer: floor`"});
}

TEST_CASE("tests are dropped, turned around, and changed answer by answer") {
  CHECK(changed_rules("  a: {refer: floor, when: {coat: first, layers: at least 2, zone: wall}}\n").words() ==
        lines{"that the rule is gone", "`exclude: floor` instead of `refer: floor`",
              "`defer: floor` instead of `refer: floor`", "that `coat: first` is gone",
              "`coat: second` instead of `coat: first`", "that `layers: at least 2` is gone",
              "`layers: at least 1` instead of `layers: at least 2`",
              "`layers: at least 3` instead of `layers: at least 2`",
              "`layers: over 2` instead of `layers: at least 2`", "that `zone: wall` is gone",
              "`zone: corner` instead of `zone: wall`",
              "that `when: {coat: first, layers: at least 2, zone: wall}` is gone",
              "`unless: {coat: first, layers: at least 2, zone: wall}` instead of "
              "`when: {coat: first, layers: at least 2, zone: wall}`"});
  CHECK(changed_rules("  a: {refer: crack, status: any, where: anywhere, unless: {sealed: yes}}\n").words() ==
        lines{"that the rule is gone", "`exclude: crack` instead of `refer: crack`",
              "`defer: crack` instead of `refer: crack`", "`status: active` instead of `status: any`",
              "that `status: any` is gone", "that `where: anywhere` is gone", "`sealed: no` instead of `sealed: yes`",
              "that `unless: {sealed: yes}` is gone", "`when: {sealed: yes}` instead of `unless: {sealed: yes}`"});
}

TEST_CASE("a mutant knows its place") {
  const changed_rules r("  a:\n    washout: soap\n    before: 1 week\n");
  REQUIRE(r.mutants.size() > 1);
  const int rules = static_cast<int>(std::count(painting::head.begin(), painting::head.end(), '\n')) + 1;
  CHECK(r.mutants[0].rule == "a");
  CHECK(r.mutants[0].line == rules + 1);
  CHECK(r.mutants[0].column == 3);
  CHECK(r.mutants[1].line == rules + 3);
  CHECK(r.mutants[1].column == 13);
}

TEST_CASE("every mutant is another pack, that a program loads or refuses") {
  changed_rules r("  a: {washout: thinner, before: 1 week}\n  b: {exclude: damp, where: treated}\n");
  for (const mutant& m : r.mutants) {
    INFO(words_of(m));
    const loaded_pack changed = r.load(m);
    if (changed)
      CHECK(!same_rules(*r.original.usable, *changed.usable));
    else
      CHECK(m.was == "before: 1 week");  // a washout without a window
  }
}

TEST_CASE("a pack written out unchanged has the same rules") {
  changed_rules r(
      "  a: {washout: [thinner, soap], before: 1 week, after: 3 days}\n"
      "  b: {exclude: damp, where: treated, unless: {sealed: yes}, when: {zone: wall, coat: [first]}}\n"
      "  c: {interval: 2..4 weeks, either: {coat: first}}\n"
      "  d: {exclude: corner}\n");
  const loaded_pack again = r.packs.load(write_without_cases(*r.packs.root(), {}));
  INFO(to_text(again.found));
  REQUIRE(again);
  CHECK(same_rules(*r.original.usable, *again.usable));
  CHECK(again.cases.empty());
}

TEST_CASE("rules are the same where only words differ, or routes that nothing can have") {
  const auto same = [](std::string_view a, std::string_view b) {
    return same_rules(*painting::load(a, "").usable, *painting::load(b, "").usable);
  };
  CHECK(same("  a: {washout: soap, before: 7 days}\n", "  a: {washout: soap, before: 1 week, says: Wait.}\n"));
  CHECK(same("  a: {washout: soap, before: 3..7 days}\n", "  a: {washout: soap, before: 2..7 days}\n"));
  CHECK(same("  a: {refer: soap}\n", "  a: {refer: soap, route: topical}\n"));
  // Of what is above it nothing is said: a thinner by another route may be spirit in the first alone.
  CHECK(!same("  a: {refer: spirit}\n", "  a: {refer: spirit, route: topical}\n"));
  CHECK(same("  a: {refer: crack, where: anywhere}\n", "  a: {refer: crack}\n"));
  CHECK(!same("  a: {refer: turpentine}\n", "  a: {refer: turpentine, route: topical}\n"));
  CHECK(!same("  a: {washout: soap, before: 7 days}\n", "  a: {washout: soap, before: 168 hours}\n"));
  CHECK(!same("  a: {refer: crack}\n", "  a: {refer: crack, status: any}\n"));
  CHECK(!same("  a: {refer: crack}\n", "  a: {exclude: crack}\n"));
  CHECK(!same("  a: {refer: crack, unless: {sealed: yes}}\n", "  a: {refer: crack, unless: {sealed: no}}\n"));
  CHECK(!same("  a: {exclude: corner}\n", "  a: {exclude: wall}\n"));
  CHECK(!same("  a: {refer: thinner}\n", "  a: {refer: solvent}\n"));
  CHECK(!same("  a: {aftercare: 24 hours}\n", "  a: {aftercare: 25 hours}\n"));
  CHECK(!same("  a: {course: 2..3 sessions}\n", "  a: {course: 2..4 sessions}\n"));
}

}  // namespace
