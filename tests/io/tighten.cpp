#include "../../src/resolve/tighten.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

namespace {

using namespace clearance;
using namespace clearance::resolving;

/// What is told of a change, laid upon a rule; empty where it tightens. Both are maps in braces.
std::string told(const std::string& below, const std::string& change) {
  const source_file base("base.yaml", below);
  const source_file child("child.yaml", change);
  issues found;
  const auto before = yaml::read_tree(base, found);
  const auto changes = yaml::read_tree(child, found);
  REQUIRE(found.empty());
  REQUIRE(before->root != nullptr);
  REQUIRE(changes->root != nullptr);
  yaml::node after = *before->root;
  for (const yaml::member& m : changes->root->members) {
    std::erase_if(after.members, [&](const yaml::member& other) { return other.key->text == m.key->text; });
    if (m.value->text != "none") after.members.push_back(m);
  }
  reading r(found);
  const std::string key = "rule";
  tell_loosening(r, {key, before->root->at}, *before->root, after, *changes->root);
  std::string out;
  for (const issue& i : found) {
    CHECK(i.code == issue_code::loosened);
    CHECK(i.file == "child.yaml");
    CHECK(i.message.find("base.yaml:1") != std::string::npos);
    CHECK(i.hint.starts_with("this pack is `tighten-only`: "));
    out += i.message + '\n';
  }
  return out;
}

bool tightens(const std::string& below, const std::string& change) { return told(below, change).empty(); }

TEST_CASE("a longer wait tightens, a shorter one loosens") {
  CHECK(tightens("{washout: a, before: 1 week}", "{before: 8 days}"));
  CHECK(tightens("{washout: a, before: 1 week}", "{before: 7 days}"));
  CHECK_FALSE(tightens("{washout: a, before: 1 week}", "{before: 6 days}"));
  CHECK(tightens("{washout: a, before: 1 month}", "{before: 31 days}"));
  CHECK_FALSE(tightens("{washout: a, before: 1 month}", "{before: 30 days}"));
  CHECK(tightens("{washout: a, before: 24 days}", "{before: 1 month}"));
  CHECK(tightens("{washout: a, before: 3..7 days}", "{before: 7 days}"));  // the upper end governs
  CHECK_FALSE(tightens("{washout: a, before: 3..7 days}", "{before: 4..6 days}"));
  CHECK(tightens("{washout: a, before: 1 week}", "{after: 3 days}"));
  CHECK_FALSE(tightens("{washout: a, before: 1 week, after: 3 days}", "{after: none}"));
}

TEST_CASE("of what is only possible, the message says that the dates decide") {
  CHECK(told("{washout: a, before: 1 month}", "{before: 30 days}").find("the dates decide") != std::string::npos);
  CHECK(told("{washout: a, before: 1 month}", "{before: 3 days}").find("the dates decide") == std::string::npos);
}

TEST_CASE("an interval is as long as its lower end") {
  CHECK(tightens("{interval: 2..4 weeks}", "{interval: 2..3 weeks}"));
  CHECK_FALSE(tightens("{interval: 2..4 weeks}", "{interval: 1..6 weeks}"));
}

TEST_CASE("what is required ripens longer and stays valid shorter, or it is loosened") {
  const std::string below = "{require: test, before: 48 hours, valid: 6 months}";
  CHECK(tightens(below, "{before: 72 hours}"));
  CHECK_FALSE(tightens(below, "{before: 24 hours}"));
  CHECK(tightens(below, "{valid: 3 months}"));
  CHECK_FALSE(tightens(below, "{valid: 7 months}"));
  CHECK_FALSE(tightens(below, "{valid: none}"));
  CHECK(tightens("{require: test}", "{valid: 3 months}"));
  CHECK(tightens(below, "{else: refer}"));
  CHECK_FALSE(tightens("{require: test, else: refer}", "{else: none}"));
  CHECK_FALSE(tightens(below, "{require: [test, other]}"));
  CHECK(tightens("{require: a, route: [oral, topical]}", "{route: oral}"));
  CHECK_FALSE(tightens("{require: a, route: oral}", "{route: [oral, topical]}"));
  CHECK_FALSE(tightens("{require: a, route: oral}", "{route: none}"));
  CHECK_FALSE(tightens("{require: a, except: [b]}", "{except: none}"));
}

TEST_CASE("a sign is expected for a shorter time, or it is loosened") {
  CHECK(tightens("{recovery: [a, b], for: 3 days}", "{for: 2 days}"));
  CHECK_FALSE(tightens("{recovery: [a, b], for: 3 days}", "{for: 4 days}"));
  CHECK(tightens("{recovery: [a, b], for: 3 days}", "{recovery: a}"));
  CHECK_FALSE(tightens("{recovery: a, for: 3 days}", "{recovery: [a, b]}"));
}

TEST_CASE("a condition that is over keeps the patient longer, or it is loosened") {
  CHECK(tightens("{defer: a, for: 6 weeks}", "{for: 8 weeks}"));
  CHECK_FALSE(tightens("{defer: a, for: 6 weeks}", "{for: 4 weeks}"));
  CHECK_FALSE(tightens("{defer: a, for: 6 weeks}", "{for: none}"));
  CHECK_FALSE(tightens("{defer: a}", "{for: 6 weeks}"));  // without it, it stood until resolved
}

TEST_CASE("a rule that stops may name more, one that lets pass only less") {
  CHECK(tightens("{exclude: a}", "{exclude: [a, b]}"));
  CHECK_FALSE(tightens("{exclude: [a, b]}", "{exclude: a}"));
  CHECK_FALSE(tightens("{exclude: a}", "{exclude: b}"));
  CHECK(tightens("{accept: [a, b]}", "{accept: b}"));
  CHECK_FALSE(tightens("{accept: a}", "{accept: [a, b]}"));
}

TEST_CASE("routes, status and place may only become wider") {
  CHECK(tightens("{refer: a, route: oral}", "{route: [oral, topical]}"));
  CHECK(tightens("{refer: a, route: oral}", "{route: none}"));
  CHECK_FALSE(tightens("{refer: a}", "{route: oral}"));
  CHECK_FALSE(tightens("{refer: a, route: [oral, topical]}", "{route: [topical]}"));
  CHECK(tightens("{refer: a, status: active}", "{status: none}"));
  CHECK(tightens("{refer: a, status: active}", "{status: any}"));
  CHECK(tightens("{refer: a}", "{status: any}"));
  CHECK_FALSE(tightens("{refer: a}", "{status: active}"));
  CHECK_FALSE(tightens("{refer: a, status: any}", "{status: none}"));
  CHECK(tightens("{refer: a, where: treated}", "{where: anywhere}"));
  CHECK(tightens("{refer: a, where: treated}", "{where: none}"));
  CHECK_FALSE(tightens("{refer: a}", "{where: treated}"));
}

TEST_CASE("a prescriber who is asked stays asked") {
  CHECK(tightens("{washout: a, before: 1 week}", "{ask_prescriber: yes, while_taking: refer}"));
  CHECK(tightens("{washout: a, before: 1 week, ask_prescriber: no}", "{ask_prescriber: none}"));
  CHECK_FALSE(tightens("{washout: a, before: 1 week, ask_prescriber: yes}", "{ask_prescriber: no}"));
  CHECK_FALSE(tightens("{washout: a, before: 1 week, ask_prescriber: yes}", "{ask_prescriber: none}"));
  CHECK_FALSE(tightens("{washout: a, before: 1 week, while_taking: refer}", "{while_taking: none}"));
}

TEST_CASE("a changed condition counts as loosening, a dropped one tightens what stops") {
  CHECK(tightens("{refer: a, when: {b: yes}}", "{when: none}"));
  CHECK(tightens("{refer: a, unless: {b: yes}}", "{unless: none}"));
  CHECK(tightens("{refer: a, when: {b: yes}}", "{when: {b: yes}}"));
  CHECK_FALSE(tightens("{refer: a, when: {b: yes}}", "{when: {b: no}}"));
  CHECK_FALSE(tightens("{refer: a, when: b > 3}", "{when: b > 4}"));
  CHECK_FALSE(tightens("{refer: a}", "{when: {b: yes}}"));
  CHECK_FALSE(tightens("{refer: a}", "{unless: {b: yes}}"));
  CHECK_FALSE(tightens("{interval: 2 weeks, either: {b: c}}", "{either: {b: d}}"));
  CHECK(tightens("{interval: 2 weeks, either: {b: c}}", "{either: none}"));
  CHECK(tightens("{accept: a}", "{when: {b: yes}}"));
  CHECK(tightens("{accept: a}", "{unless: {b: yes}}"));
  CHECK_FALSE(tightens("{accept: a, when: {b: yes}}", "{when: none}"));
}

TEST_CASE("exceptions may be taken back or given longer windows") {
  const std::string list = "{washout: a, before: 1 week, except: [b, c]}";
  CHECK(tightens(list, "{except: b}"));
  CHECK(tightens(list, "{except: none}"));
  CHECK(tightens(list, "{except: {b: 1 day}}"));  // before, it was left out altogether
  CHECK_FALSE(tightens(list, "{except: [b, c, d]}"));
  CHECK_FALSE(tightens("{washout: a, before: 1 week}", "{except: b}"));
  const std::string windows = "{washout: a, before: 1 week, except: {b: 5 days, c: 3 days}}";
  CHECK(tightens(windows, "{except: {b: 6 days, c: 3 days}}"));
  CHECK(tightens(windows, "{except: none}"));
  CHECK(tightens(windows, "{except: {b: 5 days}}"));
  CHECK(tightens(windows, "{before: 2 weeks, except: {b: 5 days, c: 3 days, d: 7 days}}"));
  CHECK_FALSE(tightens(windows, "{except: {b: 5 days, c: 2 days}}"));
  CHECK_FALSE(tightens(windows, "{except: {b: 5 days, c: 3 days, d: 3 days}}"));
  CHECK_FALSE(tightens(windows, "{except: [b]}"));
  // What is both b and c had the five days of b, and would have the four of c.
  CHECK_FALSE(tightens(windows, "{except: {c: 4 days}}"));
  // An exception that was longer than the rest.
  CHECK_FALSE(tightens("{washout: a, before: 1 week, except: {b: 2 weeks}}", "{except: none}"));
}

TEST_CASE("texts and citations are free") {
  CHECK(tightens("{refer: a, says: x}", "{says: y, note: z, reading: r, source: s}"));
}

}  // namespace
