#include <clearance/evaluate.hpp>

#include "printed.hpp"
#include "tiny_pack.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace {

using namespace clearance;
using namespace tiny;

static_assert(noexcept(evaluate(std::declval<const pack&>(), std::declval<const facts&>(), std::span<fired>())));

struct evaluated : outcome {
  std::vector<fired> findings;

  /// How a bar stands for an entry; nothing where it does not.
  std::optional<certainty> how(bar_id b, std::uint32_t entry = 0) const {
    for (const fired& f : findings)
      if (f.bar == b && f.entry == entry) return f.how;
    return std::nullopt;
  }
  minute_time until(bar_id b, std::uint32_t entry = 0) const {
    for (const fired& f : findings)
      if (f.bar == b && f.entry == entry) return f.until;
    return never;
  }
};

evaluated eval(patient& p) {
  fired room[32];
  const outcome o = evaluate(rules(), p.facts(), room);
  REQUIRE(o.fired_count <= std::size(room));
  return {o, {room, room + o.fired_count}};
}

period on(int d) { return whole_day(day(d)); }
period at(int d, int hour, int of_hour = 0) { return {minute(d, hour, of_hour), minute(d, hour, of_hour)}; }

// ---- nothing ----

TEST_CASE("where nothing stands the verdict is clear, today") {
  patient p;
  const evaluated e = eval(p);
  CHECK(e.decided == verdict::clear);
  CHECK(e.worst_possible == verdict::clear);
  CHECK(e.earliest == start_of(day(0)));
  CHECK(e.findings.empty());
  CHECK(e.open_lists == 0);
}

TEST_CASE("what no rule speaks of is silent") {
  patient p;
  p.last_took(water, on(0)).has(dust, status::active).asks_for({garden, roof});
  CHECK(eval(p).decided == verdict::clear);
  CHECK(eval(p).findings.empty());
}

// ---- calendar windows ----

TEST_CASE("a week is over on the seventh day") {
  for (int last = -10; last <= 0; ++last) {
    patient p;
    p.last_took(paint, on(last)).treated_on(day(0));
    CAPTURE(last);
    const evaluated e = eval(p);
    CHECK(e.decided == (last <= -7 ? verdict::clear : verdict::defer));
    CHECK(e.earliest == start_of(day(last <= -7 ? 0 : last + 7)));
    if (last > -7) CHECK(e.until(coating_bar) == start_of(day(last + 7)));
  }
}

TEST_CASE("a last use in some month stays open until its last day is a week ago") {
  patient p;
  p.last_took(paint, {start_of(day(-20)), end_of(day(-2))});
  CHECK(eval(p.treated_on(day(4))).how(coating_bar) == certainty::possible);
  CHECK(eval(p).decided == verdict::incomplete);
  CHECK(eval(p).worst_possible == verdict::defer);
  CHECK(eval(p).earliest == start_of(day(5)));
  CHECK(eval(p.treated_on(day(5))).decided == verdict::clear);
  CHECK(eval(p.treated_on(day(-14))).how(coating_bar) == certainty::certain);
}

TEST_CASE("a last use of which nothing is known leaves every date open, and no date is told") {
  patient p;
  p.last_took(paint, {}).treated_on(day(1000));
  const evaluated e = eval(p);
  CHECK(e.how(coating_bar) == certainty::possible);
  CHECK(e.until(coating_bar) == never);
  CHECK(e.earliest == never);
}

TEST_CASE("stopped at some time up to today is over a week from today") {
  patient p;
  p.last_took(paint, {distant_past, end_of(day(0))});
  CHECK(eval(p.treated_on(day(6))).how(coating_bar) == certainty::possible);
  CHECK(eval(p).earliest == start_of(day(7)));
  CHECK(eval(p.treated_on(day(7))).decided == verdict::clear);
}

// ---- clock windows ----

TEST_CASE("with days only, 24 hours are certainly not over the same day, open the next and over on the third") {
  patient p;
  p.last_took(primer, on(-1), route::inhaled);
  CHECK(eval(p.treated_on(day(-1))).how(primer_bar) == certainty::certain);
  CHECK(eval(p.treated_on(day(0))).how(primer_bar) == certainty::possible);
  CHECK(eval(p.treated_on(day(1))).how(primer_bar) == std::nullopt);
}

TEST_CASE("with times, 24 hours are over to the minute") {
  patient p;
  p.last_took(primer, at(-8, 15), route::inhaled);
  CHECK(eval(p.treated_at(minute(-7, 14, 59))).how(primer_bar) == certainty::certain);
  CHECK(eval(p.treated_at(minute(-7, 15, 0))).how(primer_bar) == std::nullopt);
}

TEST_CASE("24 hours over the change to summer time count real hours where both ends have an offset") {
  patient p;
  medication m;
  m.substance = primer;
  m.by = route::inhaled;
  m.last_use = at(-20, 10);
  m.offset = {-300};
  p.takes(m);
  const utc_offset summer{-240};
  CHECK(eval(p.treated_at(minute(-19, 10, 59), summer)).how(primer_bar) == certainty::certain);
  CHECK(eval(p.treated_at(minute(-19, 11, 0), summer)).how(primer_bar) == std::nullopt);
  CHECK(eval(p.treated_at(minute(-19, 10, 0))).how(primer_bar) == std::nullopt);
}

TEST_CASE("a calendar window does not look at offsets") {
  patient p;
  medication m;
  m.substance = paint;
  m.last_use = at(-7, 23);
  m.offset = {-720};
  p.takes(m);
  CHECK(eval(p.treated_at(minute(0, 0, 0), {840})).decided == verdict::clear);
}

// ---- ongoing use ----

TEST_CASE("ongoing use is avoidable where stopping today is early enough, else it defers") {
  patient p;
  p.still_takes(paint);
  const evaluated soon = eval(p.treated_on(day(6)));
  CHECK(soon.how(coating_bar) == certainty::certain);
  CHECK(soon.decided == verdict::defer);
  CHECK(soon.earliest == start_of(day(7)));
  const evaluated later = eval(p.treated_on(day(7)));
  CHECK(later.how(coating_bar) == certainty::avoidable);
  CHECK(later.decided == verdict::conditional);
  CHECK(later.worst_possible == verdict::conditional);
  CHECK(later.earliest == start_of(day(7)));
}

TEST_CASE("while it is taken the prescriber decides, however far the date") {
  patient p;
  p.still_takes(varnish).treated_on(day(1000));
  const evaluated e = eval(p);
  CHECK(e.how(varnish_taking_bar) == certainty::certain);
  CHECK(e.how(varnish_bar) == std::nullopt);
  CHECK(e.decided == verdict::refer);
  CHECK(e.earliest == never);
}

TEST_CASE("where it is not said whether use goes on, the prescriber may have to decide") {
  patient p;
  medication m;
  m.substance = varnish;
  m.taking = use::unstated;
  m.last_use = on(-365);
  p.takes(m);
  const evaluated e = eval(p);
  CHECK(e.how(varnish_taking_bar) == certainty::possible);
  CHECK(e.decided == verdict::incomplete);
  CHECK(e.worst_possible == verdict::refer);
}

TEST_CASE("what was stopped is under its window alone") {
  patient p;
  p.last_took(varnish, on(-30));
  const evaluated e = eval(p);
  CHECK(e.how(varnish_bar) == certainty::certain);
  CHECK(e.how(varnish_taking_bar) == std::nullopt);
}

// ---- what a name means ----

TEST_CASE("an unknown route makes a certain finding possible and leaves an avoidable one") {
  patient certain;
  certain.last_took(primer, on(0)).treated_on(day(0));
  CHECK(eval(certain).how(primer_bar) == certainty::possible);
  patient avoidable;
  avoidable.still_takes(primer).treated_on(day(7));
  CHECK(eval(avoidable).how(primer_bar) == certainty::avoidable);
}

TEST_CASE("another route is silent") {
  patient p;
  p.last_took(primer, on(0), route::topical);
  CHECK(eval(p).how(primer_bar) == std::nullopt);
  CHECK(eval(p).how(coating_bar) == certainty::certain);
}

TEST_CASE("a name that may mean several things makes a certain finding possible and leaves an avoidable one") {
  patient p;
  p.last_took(tin, on(0));
  CHECK(eval(p).how(coating_bar) == certainty::possible);
  patient ongoing;
  ongoing.still_takes(tin).treated_on(day(7));
  CHECK(eval(ongoing).how(coating_bar) == certainty::avoidable);
  CHECK(eval(ongoing.treated_on(day(6))).how(coating_bar) == certainty::possible);
}

TEST_CASE("a class is certain for its own rules and possible for those below it") {
  patient p;
  p.last_took(coating, on(0));
  const evaluated e = eval(p);
  CHECK(e.how(coating_bar) == certainty::certain);
  CHECK(e.how(primer_bar) == certainty::possible);
  CHECK(e.how(varnish_bar) == certainty::possible);
}

TEST_CASE("several substances of one entry meet in one finding, the surest and latest") {
  patient p;
  medication m;
  m.last_use = on(0);
  m.substance = tin;
  p.takes(m);
  m.substance = primer;
  m.shares_entry = true;
  p.takes(m);
  const evaluated e = eval(p);
  CHECK(e.how(coating_bar) == certainty::certain);
  int of_coating = 0;
  for (const fired& f : e.findings) of_coating += f.bar == coating_bar;
  CHECK(of_coating == 1);
}

TEST_CASE("the same substance in two entries makes two findings") {
  patient p;
  p.last_took(paint, on(0)).last_took(paint, on(-3));
  const evaluated e = eval(p);
  CHECK(e.until(coating_bar, 0) == start_of(day(7)));
  CHECK(e.until(coating_bar, 1) == start_of(day(4)));
}

// ---- entries in error ----

TEST_CASE("what an entry in error matches is at most possible, and it may hide the worst rule of its kind") {
  patient p;
  medication m;
  m.substance = paint;
  m.last_use = on(0);
  m.in_error = true;
  p.takes(m).raw().in_error = true;
  const evaluated e = eval(p);
  CHECK(e.how(coating_bar) == certainty::possible);
  CHECK(e.until(coating_bar) == never);
  CHECK(e.decided == verdict::incomplete);
  CHECK(e.worst_possible == verdict::refer);
  CHECK(e.earliest == never);
}

TEST_CASE("an entry of which nothing was understood leaves the decision open") {
  patient p;
  medication m;
  m.in_error = true;
  p.takes(m).raw().in_error = true;
  const evaluated e = eval(p);
  CHECK(e.findings.empty());
  CHECK(e.decided == verdict::incomplete);
  CHECK(e.worst_possible == verdict::refer);
}

TEST_CASE("a condition in error hides the worst rule of conditions, but no date") {
  patient p;
  p.has(not_understood<condition_thing>, status::unknown);
  p.conditions()[0].in_error = true;
  p.raw().in_error = true;
  const evaluated e = eval(p);
  CHECK(e.worst_possible == verdict::exclude);
  CHECK(e.earliest == start_of(day(0)));
}

TEST_CASE("a session in error hides an interval and its date") {
  patient p;
  p.had_session(on(-400), matt);
  p.sessions()[0].in_error = true;
  p.raw().in_error = true;
  const evaluated e = eval(p);
  CHECK(e.decided == verdict::incomplete);
  CHECK(e.worst_possible == verdict::defer);
  CHECK(e.earliest == never);
}

// ---- conditions ----

TEST_CASE("`status: active` needs it known, and is silent in remission and resolved") {
  const auto of = [](status s) {
    patient p;
    p.has(damp, s, {left});
    return eval(p).how(damp_bar);
  };
  CHECK(of(status::active) == certainty::certain);
  CHECK(of(status::unknown) == certainty::possible);
  CHECK(of(status::remission) == std::nullopt);
  CHECK(of(status::resolved) == std::nullopt);
}

TEST_CASE("a certain finding with an unknown window keeps the date null") {
  patient p;
  p.has(damp, status::active, {left}).last_took(paint, on(0));
  const evaluated e = eval(p);
  CHECK(e.decided == verdict::exclude);
  CHECK(e.earliest == never);
  CHECK(e.until(coating_bar) == start_of(day(7)));
}

TEST_CASE("a possible finding that is no time finding leaves the date as it is") {
  patient p;
  p.has(damp, status::unknown, {left}).last_took(paint, on(0));
  CHECK(eval(p).earliest == start_of(day(7)));
}

TEST_CASE("what the vocabulary knows and no rule speaks of is for a practitioner, unless resolved") {
  patient p;
  p.has(mould, status::unknown);
  CHECK(eval(p).how(uncovered_bar) == certainty::certain);
  CHECK(eval(p).decided == verdict::refer);
  patient over;
  over.has(mould, status::resolved);
  CHECK(eval(over).decided == verdict::clear);
}

TEST_CASE("an exception that holds lifts; one that is not known does not") {
  const auto with = [](fact_value inspected) {
    patient p;
    p.has(crack, status::active, {}, inspected);
    return eval(p).how(crack_bar);
  };
  CHECK(with(yes) == std::nullopt);
  CHECK(with(no) == certainty::certain);
  CHECK(with({}) == certainty::certain);
}

TEST_CASE("a fact is read of its own entry") {
  patient p;
  p.has(crack, status::active, {}, yes).has(crack, status::active, {}, no);
  CHECK(eval(p).how(crack_bar, 0) == std::nullopt);
  CHECK(eval(p).how(crack_bar, 1) == certainty::certain);
}

TEST_CASE("where the facts of the entries are not there, none of them is known") {
  patient p;
  p.has(crack, status::active, {}, yes).had_session(on(-1), gloss);
  facts f = p.facts();
  f.condition_values = {};
  f.session_values = {};
  fired room[8];
  const outcome o = evaluate(rules(), f, room);
  REQUIRE(o.fired_count == 2);
  CHECK(room[0].bar == crack_bar);  // an exception that is not known does not lift
  CHECK(room[0].how == certainty::certain);
  CHECK(room[1].bar == gloss_bar);
  CHECK(room[1].how == certainty::possible);
}

// ---- zones ----

TEST_CASE("a zone that is excluded, or part of one, is excluded when requested") {
  patient p;
  p.asks_for({left, window_zone});
  const evaluated e = eval(p);
  CHECK(e.how(window_bar, 1) == certainty::certain);
  CHECK(e.how(window_bar, 0) == std::nullopt);
  CHECK(e.decided == verdict::exclude);
}

TEST_CASE("a zone that only contains the excluded one is treated without it") {
  patient p;
  p.asks_for({wall});
  CHECK(eval(p).decided == verdict::clear);
}

TEST_CASE("a condition where the treatment is stands; elsewhere it is silent") {
  const auto with = [](std::vector<zone_id> requested, std::vector<zone_id> affected) {
    patient p;
    p.asks_for(std::move(requested)).has(damp, status::active, std::move(affected));
    return eval(p).how(damp_bar);
  };
  CHECK(with({left}, {left}) == certainty::certain);
  CHECK(with({left}, {house}) == certainty::certain);
  CHECK(with({wall}, {left}) == certainty::certain);
  CHECK(with({left}, {right}) == std::nullopt);
  CHECK(with({left, roof}, {roof}) == certainty::certain);
  CHECK(with({garden}, {house}) == std::nullopt);
  CHECK(with({wall}, {window_zone}) == std::nullopt);  // the window is left out of the wall
  CHECK(with({wall}, {}) == certainty::possible);      // where is it?
  CHECK(with({}, {left}) == certainty::possible);      // where is the treatment?
}

TEST_CASE("an absent list of zones leaves the zone rules open") {
  patient p;
  p.asks_for({});
  const evaluated e = eval(p);
  CHECK(e.is_open(subject::zone));
  CHECK(e.decided == verdict::incomplete);
  CHECK(e.worst_possible == verdict::exclude);
  CHECK(e.earliest == start_of(day(0)));
}

// ---- sessions ----

TEST_CASE("an interval stands between two sessions of which either is meant") {
  const auto with = [](fact_value earlier, fact_value planned) {
    patient p;
    p.had_session(on(-27), earlier).finish(planned);
    return eval(p).how(gloss_bar);
  };
  CHECK(with(gloss, matt) == certainty::certain);
  CHECK(with(matt, gloss) == certainty::certain);
  CHECK(with({}, gloss) == certainty::certain);
  CHECK(with(matt, matt) == std::nullopt);
  CHECK(with({}, matt) == certainty::possible);
  CHECK(with(matt, {}) == certainty::possible);
}

TEST_CASE("an interval is over on the day after as many days, and a session on the same day counts") {
  patient p;
  p.had_session(on(0), gloss);
  CHECK(eval(p.treated_on(day(0))).decided == verdict::defer);
  CHECK(eval(p.treated_on(day(27))).decided == verdict::defer);
  CHECK(eval(p.treated_on(day(28))).decided == verdict::clear);
  CHECK(eval(p.treated_on(day(1))).earliest == start_of(day(28)));
}

// ---- absent lists ----

TEST_CASE("an absent list leaves open what its rules may do") {
  patient medications;
  medications.raw().medications_given = given::absent;
  CHECK(eval(medications).worst_possible == verdict::refer);
  CHECK(eval(medications).decided == verdict::incomplete);
  CHECK(eval(medications).is_open(subject::medication));
  CHECK(eval(medications).earliest == never);

  patient conditions;
  conditions.raw().conditions_given = given::absent;
  CHECK(eval(conditions).worst_possible == verdict::exclude);
  CHECK(eval(conditions).earliest == start_of(day(0)));
  CHECK(eval(conditions).is_open(subject::condition));
  CHECK(!eval(conditions).is_open(subject::medication));
}

TEST_CASE("an absent list does not leave open what its facts rule out") {
  patient p;
  p.raw().sessions_given = given::absent;
  // The planned session is matt, but the earlier one may have been gloss.
  CHECK(eval(p).worst_possible == verdict::defer);
  CHECK(eval(p).earliest == never);
  CHECK(eval(p).is_open(subject::session));
}

TEST_CASE("of a patient of whom nothing is known everything is open") {
  const facts nothing;
  const outcome o = evaluate(rules(), nothing, {});
  CHECK(o.decided == verdict::incomplete);
  CHECK(o.worst_possible == verdict::exclude);
  CHECK(o.earliest == never);
  CHECK(o.open_lists == 0b1111);
}

// ---- dates ----

TEST_CASE("without a date of treatment every time rule with an entry is possible") {
  patient p;
  p.last_took(paint, on(-100)).still_takes(paint).had_session(on(-400), gloss).treated_some_day();
  const evaluated e = eval(p);
  CHECK(e.how(coating_bar, 0) == certainty::possible);
  CHECK(e.how(coating_bar, 1) == certainty::possible);
  CHECK(e.how(gloss_bar) == certainty::possible);
}

TEST_CASE("a date of treatment that may be any lets nothing pass, nor does an empty list stand") {
  patient p;
  p.last_took(paint, on(-100)).had_session(on(-400), gloss);
  p.raw().treatment.when = {};
  const evaluated e = eval(p);
  CHECK(e.how(coating_bar) == certainty::possible);
  CHECK(e.how(gloss_bar) == certainty::possible);

  patient nobody;
  nobody.raw().treatment.when = {};
  CHECK(eval(nobody).decided == verdict::clear);
}

TEST_CASE("the earliest date is the latest of all, whatever order they come in") {
  patient p;
  p.last_took(paint, on(-1)).last_took(paint, on(0)).last_took(paint, on(-2)).had_session(on(-24), gloss);
  CHECK(eval(p).earliest == start_of(day(7)));
  p.had_session(on(-10), gloss);
  CHECK(eval(p).earliest == start_of(day(18)));
}

TEST_CASE("the earliest date is never before today, though the treatment may be") {
  patient p;
  p.last_took(paint, on(-30)).treated_on(day(-25));
  CHECK(eval(p).decided == verdict::defer);
  CHECK(eval(p).earliest == start_of(day(0)));
}

TEST_CASE("for a day the earliest is a day, free as a whole; for a minute it is a minute") {
  patient p;
  p.last_took(primer, at(0, 15), route::inhaled);
  p.treated_on(day(0));
  // The coating's week governs; so look at the primer's own date.
  CHECK(eval(p).until(primer_bar) == start_of(day(2)));
  p.treated_at(minute(0, 16, 0));
  CHECK(eval(p).until(primer_bar) == minute(1, 15, 0));
}

TEST_CASE("an error in the problems is no clearance") {
  patient p;
  p.raw().in_error = true;
  CHECK(eval(p).decided == verdict::incomplete);
  CHECK(eval(p).worst_possible == verdict::incomplete);
}

// ---- the buffer and the watcher ----

TEST_CASE("where the buffer is too small the rest is counted, and verdict and date are right all the same") {
  patient p;
  p.last_took(coating, on(0)).last_took(varnish, on(-1)).has(damp, status::active, {left}).has(mould, status::active);
  const evaluated all = eval(p);
  REQUIRE(all.findings.size() == 7);
  for (std::size_t size = 0; size <= all.findings.size(); ++size) {
    std::vector<fired> room(size);
    const outcome o = evaluate(rules(), p.facts(), room);
    CHECK(o.decided == all.decided);
    CHECK(o.worst_possible == all.worst_possible);
    CHECK(o.earliest == all.earliest);
    CHECK(o.fired_count == all.fired_count);
    for (std::size_t i = 0; i < size; ++i) CHECK(room[i].bar == all.findings[i].bar);
  }
}

struct counting {
  static constexpr bool watching = true;
  int stood = 0;
  int did_not = 0;
  void looked(const look& l) noexcept { ++(l.stands ? stood : did_not); }
};

TEST_CASE("a watcher changes nothing, and is told of what stands and of what does not") {
  patient p;
  p.last_took(primer, on(-7), route::topical).has(damp, status::resolved, {left}).has(mould, status::active);
  const evaluated unseen = eval(p);
  counting watcher;
  fired room[8];
  const outcome o = evaluate(rules(), p.facts(), room, watcher);
  CHECK(o.decided == unseen.decided);
  CHECK(o.earliest == unseen.earliest);
  CHECK(o.fired_count == unseen.fired_count);
  CHECK(watcher.stood == 1);    // mould
  CHECK(watcher.did_not == 3);  // both of primer, damp
}

struct remembering {
  static constexpr bool watching = true;
  std::vector<look> looks;
  void looked(const look& l) noexcept { looks.push_back(l); }
};

TEST_CASE("a watcher is told every test's truth") {
  patient p;
  p.has(damp, status::unknown, {right}).has(crack, status::active, {}, yes);
  remembering watcher;
  fired room[8];
  evaluate(rules(), p.facts(), room, watcher);
  REQUIRE(watcher.looks.size() == 2);
  CHECK(watcher.looks[0].bar == damp_bar);
  CHECK(watcher.looks[0].tests.status == kleene::unknown);
  CHECK(watcher.looks[0].tests.place == kleene::no);
  CHECK(!watcher.looks[0].stands);
  CHECK(watcher.looks[1].bar == crack_bar);
  CHECK(watcher.looks[1].tests.unless == kleene::yes);
  CHECK(!watcher.looks[1].stands);
}

}  // namespace
