#include <clearance/decide.hpp>

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

decision decided(patient& p, const pack& by = rules()) {
  fired room[64];
  const facts& f = p.facts();
  const outcome o = evaluate(by, f, room);
  REQUIRE(o.fired_count <= 64);
  decision d;
  decide(by, f, o, {room, o.fired_count}, d);
  return d;
}

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

const advice* advised(const decision& d, rule_id r) {
  for (const advice& a : d.advised)
    if (a.rule == r) return &a;
  return nullptr;
}

const zone_verdict* at(const decision& d, zone_id z) {
  for (const zone_verdict& v : d.zones)
    if (v.where == z) return &v;
  return nullptr;
}

verdict verdict_of(const decision& d, zone_id z) {
  REQUIRE(at(d, z) != nullptr);
  return at(d, z)->is;
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

// ---- zones ----

TEST_CASE("each requested zone and each of its parts has a verdict, once") {
  patient p;
  p.asks_for({wall, left, garden});
  const decision d = decided(p);
  CHECK(d.zones.size() == 5);
  for (const zone_id z : {wall, left, right, garden}) CHECK(verdict_of(d, z) == verdict::clear);
  CHECK(verdict_of(d, window_zone) == verdict::exclude);
  CHECK(at(d, roof) == nullptr);
  CHECK(d.result.decided == verdict::clear);
}

TEST_CASE("a condition on a part counts for the part and for the whole") {
  patient p;
  p.asks_for({wall}).has(damp, status::active, {left});
  const decision d = decided(p);
  CHECK(verdict_of(d, wall) == verdict::exclude);
  CHECK(verdict_of(d, left) == verdict::exclude);
  CHECK(verdict_of(d, right) == verdict::clear);
}

TEST_CASE("a condition on the part that is left out does not count for the whole") {
  patient p;
  p.asks_for({wall}).has(damp, status::active, {window_zone});
  const decision d = decided(p);
  CHECK(d.result.decided == verdict::clear);
  CHECK(verdict_of(d, wall) == verdict::clear);
}

TEST_CASE("certainty is taken for each zone") {
  patient p;
  p.asks_for({left, garden}).has(flaking, status::active);
  p.conditions()[0].what = damp;  // no usual zones: it may be anywhere
  const decision anywhere = decided(p);
  CHECK(verdict_of(anywhere, left) == verdict::incomplete);
  CHECK(verdict_of(anywhere, garden) == verdict::incomplete);
}

TEST_CASE("what concerns the whole patient counts for every zone") {
  patient p;
  p.asks_for({left, garden}).last_took(varnish, on(0));
  const decision d = decided(p);
  CHECK(verdict_of(d, left) == verdict::defer);
  CHECK(verdict_of(d, garden) == verdict::defer);
}

TEST_CASE("the decision's verdict is the worst over the requested zones") {
  patient p;
  p.asks_for({left, roof}).has(damp, status::active, {roof}).last_took(varnish, on(0));
  const decision d = decided(p);
  CHECK(d.result.decided == worse(verdict_of(d, left), verdict_of(d, roof)));
  CHECK(verdict_of(d, left) == verdict::defer);
  CHECK(verdict_of(d, roof) == verdict::exclude);
}

TEST_CASE("an error in the problems leaves every zone open") {
  patient p;
  p.asks_for({left, garden}).raw().in_error = true;
  const decision d = decided(p);
  CHECK(verdict_of(d, left) == verdict::incomplete);
  CHECK(verdict_of(d, garden) == verdict::incomplete);
}

TEST_CASE("without requested zones there are none to speak of") {
  patient p;
  p.asks_for({});
  CHECK(decided(p).zones.empty());
}

// ---- advice ----

TEST_CASE("advice says from when to avoid what, and when to resume") {
  patient p;
  p.treated_on(day(16));
  const decision d = decided(p);
  const advice* coating_advice = advised(d, coating_rule);
  REQUIRE(coating_advice != nullptr);
  CHECK(coating_advice->from.at == start_of(day(10)));  // the last use may be on day 9
  CHECK(coating_advice->until.at == start_of(day(19)));
  const advice* primer_advice = advised(d, primer_rule);
  REQUIRE(primer_advice != nullptr);
  CHECK(primer_advice->from.at == start_of(day(15)));
  CHECK(!primer_advice->until.is_known());
}

TEST_CASE("what a prescriber ordered has no dates in the advice") {
  patient p;
  p.treated_on(day(16));
  const decision d = decided(p);
  REQUIRE(advised(d, varnish_rule) != nullptr);
  CHECK(!advised(d, varnish_rule)->from.is_known());
}

TEST_CASE("advice has its dates however many windows the rules have") {
  pack many = rules();
  const auto first = static_cast<std::uint32_t>(many.rules.size());
  constexpr std::uint32_t count = 2 * advice_plan::most_windows;
  for (std::uint32_t i = 0; i < count; ++i) {
    rule& r = many.rules.emplace_back();
    r.kind = rule_kind::washout;
    r.before = window{static_cast<std::int32_t>(i + 1), window_unit::days};
    r.after = window{static_cast<std::int32_t>(i + 101), window_unit::days};
  }
  many.advice = advice_plan(many.rules);
  patient p;
  p.treated_on(day(16));
  const decision d = decided(p, many);
  for (std::uint32_t i = 0; i < count; ++i) {
    const advice* told = advised(d, {first + i});
    REQUIRE(told != nullptr);
    CHECK(told->from.at == start_of(add_days(day(16), -static_cast<std::int32_t>(i))));
    CHECK(told->until.at == start_of(add_days(day(16), static_cast<std::int32_t>(i + 101))));
  }
}

TEST_CASE("without a treatment date advice has no dates") {
  patient p;
  p.treated_some_day();
  const decision d = decided(p);
  REQUIRE(!d.advised.empty());
  for (const advice& a : d.advised) {
    CHECK(!a.from.is_known());
    CHECK(!a.until.is_known());
  }
}

TEST_CASE("aftercare ends for a day when every minute of it is over") {
  patient p;
  p.treated_on(day(16));
  CHECK(advised(decided(p), drying_rule)->until.at == start_of(day(18)));
  p.treated_at(minute(16, 9, 30));
  CHECK(advised(decided(p), drying_rule)->until.at == minute(17, 9, 30));
}

TEST_CASE("a course that nothing restricts is advised") {
  patient p;
  CHECK(advised(decided(p), course_rule) != nullptr);
}

TEST_CASE("an interval is advised where this treatment is meant") {
  patient p;
  CHECK(advised(decided(p), gloss_rule) == nullptr);
  p.finish(gloss);
  const decision d = decided(p);
  REQUIRE(advised(d, gloss_rule) != nullptr);
  CHECK(advised(d, gloss_rule)->from.at == start_of(day(28)));
  CHECK(advised(d, gloss_rule)->until.at == start_of(day(42)));
}

TEST_CASE("a decision that does not let the patient come gives no advice") {
  for (const status s : {status::active, status::unknown, status::resolved}) {
    patient p;
    p.has(damp, s, {left});
    const decision d = decided(p);
    CAPTURE(d.result.decided);
    CHECK(d.advised.empty() == (d.result.decided > verdict::incomplete));
  }
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
