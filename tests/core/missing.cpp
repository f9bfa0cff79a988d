#include <clearance/missing.hpp>

#include "printed.hpp"
#include "tiny_pack.hpp"

#include <clearance/decide.hpp>
#include <clearance/evaluate.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <vector>

namespace {

using namespace clearance;
using namespace tiny;

static_assert(!std::is_default_constructible_v<missing_facts>);

/// A missing fact together with the rules that wait for it.
struct missed : missing_fact {
  std::vector<rule_id> rules;
};

std::vector<missed> missing_of(patient& p) {
  fired room[64];
  const facts& f = p.facts();
  const outcome o = evaluate(rules(), f, room);
  REQUIRE(o.fired_count <= 64);
  decision d;
  decide(rules(), f, o, {room, o.fired_count}, d);
  std::vector<missed> all;
  for (const missing_fact& m : d.missing) {
    all.push_back({m, {}});
    for (const need& n : d.needs_of(m)) {
      CHECK(n.fact == m.fact);
      all.back().rules.push_back(n.rule);
    }
  }
  return all;
}

constexpr fact_pointer of_medication(fact_field field, std::uint32_t entry = 0) {
  return {fact_list::medications, field, entry};
}
constexpr fact_pointer of_condition(fact_field field, std::uint32_t entry = 0) {
  return {fact_list::conditions, field, entry};
}

const missed* find(const std::vector<missed>& all, const fact_pointer& which) {
  for (const missed& m : all)
    if (m.fact == which) return &m;
  return nullptr;
}

period on(int d) { return whole_day(day(d)); }

TEST_CASE("where nothing is open nothing is missing") {
  patient p;
  CHECK(missing_of(p).empty());
  p.last_took(varnish, on(0)).last_took(primer, on(0), route::topical).has(damp, status::active, {left});
  CHECK(missing_of(p).empty());
}

TEST_CASE("an absent list is missing as a whole") {
  patient p;
  p.raw().medications_given = given::absent;
  const auto all = missing_of(p);
  REQUIRE(all.size() == 1);
  CHECK(all[0].fact == fact_pointer{fact_list::medications});
  CHECK(all[0].worst == verdict::refer);
  CHECK(all[0].rules == std::vector<rule_id>{coating_rule, primer_rule, varnish_rule});
}

TEST_CASE("the absent zones of the treatment are missing") {
  patient p;
  p.asks_for({}).has(damp, status::active, {left});
  const auto all = missing_of(p);
  REQUIRE(all.size() == 1);
  CHECK(all[0].fact == fact_pointer{fact_list::treatment, fact_field::zones});
  CHECK(all[0].rules == std::vector<rule_id>{damp_rule, window_rule});
}

TEST_CASE("an unknown route is missing where a rule asks for it") {
  patient p;
  p.last_took(primer, on(0));
  const auto all = missing_of(p);
  REQUIRE(find(all, of_medication(fact_field::route)) != nullptr);
  CHECK(find(all, of_medication(fact_field::route))->rules == std::vector<rule_id>{primer_rule});
}

TEST_CASE("an ambiguous name is missing") {
  patient p;
  p.last_took(tin, on(-6));
  const auto all = missing_of(p);
  REQUIRE(find(all, of_medication(fact_field::name)) != nullptr);
  CHECK(find(all, of_medication(fact_field::name))->rules == std::vector<rule_id>{coating_rule});
}

TEST_CASE("whether it is still taken is missing where the prescriber may have to decide") {
  patient p;
  medication m;
  m.substance = varnish;
  m.taking = use::unstated;
  m.last_use = on(-400);
  p.takes(m);
  const auto all = missing_of(p);
  REQUIRE(all.size() == 1);
  CHECK(all[0].fact == of_medication(fact_field::ongoing));
  CHECK(all[0].worst == verdict::refer);
}

TEST_CASE("the day of the last use is missing where it is not known, or only its month") {
  for (const period when : {period{}, period{start_of(day(-20)), end_of(day(-1))}}) {
    patient p;
    p.last_took(primer, when, route::topical);
    const auto all = missing_of(p);
    REQUIRE(all.size() == 1);
    CHECK(all[0].fact == of_medication(fact_field::last_taken));
    CHECK(!all[0].wants_time);
  }
}

TEST_CASE("the times of day are missing where hours decide") {
  patient p;
  p.last_took(primer, on(-8), route::inhaled).treated_on(day(-7));
  const auto all = missing_of(p);
  REQUIRE(find(all, of_medication(fact_field::last_taken)) != nullptr);
  CHECK(find(all, of_medication(fact_field::last_taken))->wants_time);
  const auto* date = find(all, {fact_list::treatment, fact_field::date});
  REQUIRE(date != nullptr);
  CHECK(date->wants_time);
}

TEST_CASE("a day of treatment that is not known is missing as a day, not as a time") {
  patient p;
  p.last_took(paint, on(-30)).treated_some_day();
  const auto all = missing_of(p);
  const auto* date = find(all, {fact_list::treatment, fact_field::date});
  REQUIRE(date != nullptr);
  CHECK(!date->wants_time);
}

TEST_CASE("an unknown status is missing where it decides") {
  patient p;
  p.has(damp, status::unknown, {left});
  const auto all = missing_of(p);
  REQUIRE(all.size() == 1);
  CHECK(all[0].fact == of_condition(fact_field::status));
  CHECK(all[0].worst == verdict::exclude);
}

TEST_CASE("the place of a condition is missing where it decides") {
  patient p;
  p.has(damp, status::active);
  const auto all = missing_of(p);
  REQUIRE(all.size() == 1);
  CHECK(all[0].fact == of_condition(fact_field::zones));
}

TEST_CASE("an unknown exception is missing though the finding is certain") {
  patient p;
  p.has(crack, status::active);
  const auto all = missing_of(p);
  REQUIRE(all.size() == 1);
  CHECK(all[0].fact == fact_pointer{fact_list::conditions, fact_field::declared, 0, 0});
  CHECK(all[0].rules == std::vector<rule_id>{crack_rule});
}

TEST_CASE("an exception that is known is not missing") {
  patient p;
  p.has(crack, status::active, {}, no);
  CHECK(missing_of(p).empty());
}

TEST_CASE("the facts of both sessions are missing where either decides") {
  patient p;
  p.had_session(on(-1)).finish({});
  const auto all = missing_of(p);
  CHECK(all.size() == 2);
  CHECK(find(all, {fact_list::sessions, fact_field::declared, 0, 0}) != nullptr);
  CHECK(find(all, {fact_list::treatment, fact_field::declared, fact_pointer::whole_list, 0}) != nullptr);
}

TEST_CASE("the date of an undated session is missing") {
  patient p;
  p.had_session({}, gloss);
  const auto all = missing_of(p);
  REQUIRE(all.size() == 1);
  CHECK(all[0].fact == fact_pointer{fact_list::sessions, fact_field::date, 0});
}

TEST_CASE("the most decisive fact comes first, a fact once with all of its rules") {
  patient p;
  // The name `coating` leaves two rules open, its day three; the status decides one alone, but that excludes.
  p.had_session({}, gloss).has(damp, status::unknown, {left}).last_took(coating, {});
  const auto all = missing_of(p);
  REQUIRE(all.size() >= 3);
  CHECK(all[0].fact == of_condition(fact_field::status));
  CHECK(all[1].rules.size() > all[0].rules.size());
  for (std::size_t i = 0; i + 1 < all.size(); ++i) {
    CHECK(all[i].worst >= all[i + 1].worst);
    if (all[i].worst == all[i + 1].worst) CHECK(all[i].rules.size() >= all[i + 1].rules.size());
  }
  for (const missed& m : all) {
    for (std::size_t i = 0; i + 1 < m.rules.size(); ++i) CHECK(m.rules[i] < m.rules[i + 1]);
    int same = 0;
    for (const missing_fact& other : all) same += other.fact == m.fact;
    CHECK(same == 1);
  }
}

}  // namespace
