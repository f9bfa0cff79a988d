#include <clearance/decide.hpp>

#include "decided.hpp"
#include "printed.hpp"
#include "tiny_pack.hpp"

#include <clearance/evaluate.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <type_traits>
#include <vector>

namespace {

using namespace clearance;
using namespace tiny;

static_assert(!std::is_default_constructible_v<deciding>);

period on(int d) { return whole_day(day(d)); }

std::vector<std::uint32_t> bars_of(const decision& d) {
  std::vector<std::uint32_t> out;
  for (const finding& f : d.findings) out.push_back(f.bar.value);
  return out;
}

std::vector<std::uint32_t> bars(std::initializer_list<bar_id> ids) {
  std::vector<std::uint32_t> out;
  for (const bar_id b : ids) out.push_back(b.value);
  return out;
}

// ---- findings ----

TEST_CASE("findings stand by the verdict they contribute, then effect, pack order and entry") {
  patient p;
  p.still_takes(paint)                     // 0: avoidable; possible for what is below the class
      .last_took(paint, on(0))             // 1: certain defer
      .last_took(paint, on(-1))            // 2
      .has(mould, status::active)          // certain refer
      .has(damp, status::active, {left})   // certain exclude
      .has(damp, status::unknown, {left})  // possible exclude
      .treated_on(day(8));
  p.medications()[1].last_use = on(5);
  p.medications()[2].last_use = on(4);
  const decision d = decided(p);
  for (std::size_t i = 0; i + 1 < d.findings.size(); ++i) {
    const finding& a = d.findings[i];
    const finding& b = d.findings[i + 1];
    const auto effect = [](const finding& f) { return rules().bars[f.bar.index()].effect; };
    const verdict worth_a = contribution(effect(a), a.how);
    const verdict worth_b = contribution(effect(b), b.how);
    CAPTURE(i);
    CHECK(worth_a >= worth_b);
    if (worth_a != worth_b) continue;
    CHECK(effect(a) >= effect(b));
    if (effect(a) != effect(b)) continue;
    CHECK(!(b.bar < a.bar));
    if (a.bar == b.bar) CHECK(a.because.entry < b.because.entry);
  }
  REQUIRE(d.findings.size() >= 5);
  CHECK(d.findings[0].bar == damp_bar);
  CHECK(d.findings[0].because == fact_pointer{fact_list::conditions, fact_field::whole, 1});
  CHECK(d.findings[1].bar == uncovered_bar);
  CHECK(d.findings[2].because.entry == 1);
  CHECK(d.findings[3].because.entry == 2);
  CHECK(d.findings.back().how == certainty::avoidable);
}

TEST_CASE("an absent list names every rule of its kind, each possible, without a date") {
  patient p;
  p.raw().medications_given = given::absent;
  const decision d = decided(p);
  CHECK(bars_of(d) == bars({varnish_taking_bar, coating_bar, primer_bar, varnish_bar}));
  for (const finding& f : d.findings) {
    CHECK(f.how == certainty::possible);
    CHECK(!f.until.is_known());
    CHECK(f.because == fact_pointer{fact_list::medications});
  }
}

TEST_CASE("thousands of findings are ordered too, and equal ones keep the entries' order") {
  patient p;
  for (int i = 0; i < 60; ++i) p.last_took(paint, on(-(i % 7))).treated_on(day(0));
  fired room[512];
  const outcome o = evaluate(rules(), p.facts(), room);
  REQUIRE(o.fired_count <= 512);
  decision d;
  decide(rules(), p.facts(), o, {room, o.fired_count}, d);
  for (std::uint32_t i = 0; i < 60; ++i) {
    CHECK(d.findings[i].bar == coating_bar);
    CHECK(d.findings[i].because.entry == i);
  }
}

TEST_CASE("a finding's date is as precise as the treatment's") {
  patient p;
  p.last_took(primer, {minute(0, 15, 0), minute(0, 15, 0)}, route::inhaled);
  p.treated_on(day(0));
  CHECK(decided(p).findings[0].until.written == precision::day);
  CHECK(decided(p).findings[1].until.at == start_of(day(2)));
  p.treated_at(minute(0, 16, 0));
  CHECK(decided(p).findings[1].until.written == precision::minute);
  CHECK(decided(p).findings[1].until.at == minute(1, 15, 0));
}

// ---- actions ----

TEST_CASE("what can be avoided in time is to be stopped, and may be resumed") {
  patient p;
  p.last_took(water, on(0)).still_takes(primer, route::topical).treated_on(day(16));
  const decision d = decided(p);
  REQUIRE(d.actions.size() == 1);
  const action& a = d.actions[0];
  CHECK(a.does == action_kind::stop);
  CHECK(a.fact == fact_pointer{fact_list::medications, fact_field::whole, 1});
  CHECK(a.what == primer);
  CHECK(a.rule == coating_rule);
  CHECK(a.last_use_by.at == start_of(day(9)));
  CHECK(a.last_use_by.written == precision::day);
  CHECK(a.resume_from.at == start_of(day(19)));
}

TEST_CASE("each rule that can be avoided has its action") {
  patient p;
  p.still_takes(primer, route::inhaled).treated_on(day(16));
  const decision d = decided(p);
  REQUIRE(d.actions.size() == 2);
  CHECK(d.actions[0].rule == coating_rule);
  CHECK(d.actions[1].rule == primer_rule);
  CHECK(d.actions[1].last_use_by.at == start_of(day(14)));  // a use on the 15th may be at 23:59
  CHECK(!d.actions[1].resume_from.is_known());
}

TEST_CASE("with a time of treatment, hours ask for a last use to the minute") {
  patient p;
  p.still_takes(primer, route::inhaled).treated_at(minute(16, 9, 30));
  const decision d = decided(p);
  REQUIRE(d.actions.size() == 2);
  CHECK(d.actions[1].last_use_by.at == minute(15, 9, 30));
  CHECK(d.actions[1].last_use_by.written == precision::minute);
}

TEST_CASE("the latest last use is the last that is still certainly free") {
  for (int count = 7; count <= 12; ++count) {
    patient p;
    p.still_takes(paint).treated_on(day(count));
    const decision d = decided(p);
    REQUIRE(!d.actions.empty());
    const date last = day_of(d.actions[0].last_use_by.at);
    CHECK(last >= day(0));
    patient stopped;
    stopped.last_took(paint, whole_day(last)).treated_on(day(count));
    CHECK(evaluate(rules(), stopped.facts(), {}).decided != verdict::defer);
    patient too_late;
    too_late.last_took(paint, whole_day(add_days(last, 1))).treated_on(day(count));
    CHECK(evaluate(rules(), too_late.facts(), {}).decided == verdict::defer);
  }
}

TEST_CASE("what a prescriber ordered has no action but to ask, whichever rule fired") {
  patient p;
  p.still_takes(varnish).treated_on(day(16));
  const decision d = decided(p);
  REQUIRE(d.actions.size() == 1);
  CHECK(d.actions[0].does == action_kind::ask_prescriber);
  CHECK(d.actions[0].what == varnish);
}

TEST_CASE("one substance of an entry that is the prescriber's makes the entry so") {
  patient p;
  medication m;
  m.taking = use::ongoing;
  m.last_use = {end_of(day(0)), end_of(day(0))};
  m.substance = primer;
  m.by = route::topical;
  p.takes(m);
  m.substance = varnish;
  m.shares_entry = true;
  p.takes(m).treated_on(day(16));
  const decision d = decided(p);
  REQUIRE(d.actions.size() == 1);
  CHECK(d.actions[0].does == action_kind::ask_prescriber);
  CHECK(d.actions[0].what == varnish);
}

TEST_CASE("what is too late to stop, or was stopped, asks for nothing") {
  patient p;
  p.still_takes(primer, route::topical).treated_on(day(6));
  CHECK(decided(p).actions.empty());
  patient stopped;
  stopped.last_took(varnish, on(0)).treated_on(day(16));
  CHECK(decided(stopped).actions.empty());
}

TEST_CASE("a decision that is overwritten holds nothing of the last") {
  patient bad;
  bad.asks_for({wall}).has(damp, status::active, {left}).still_takes(varnish).last_took(tin, {});
  patient good;
  fired room[64];
  decision d;
  const outcome first = evaluate(rules(), bad.facts(), room);
  decide(rules(), bad.facts(), first, {room, first.fired_count}, d);
  REQUIRE(!d.findings.empty());
  const outcome second = evaluate(rules(), good.facts(), room);
  decide(rules(), good.facts(), second, {room, second.fired_count}, d);
  CHECK(d.findings.empty());
  CHECK(d.actions.empty());
  CHECK(d.missing.empty());
  CHECK(d.zones.size() == 1);
}

}  // namespace
