#include <clearance/batch/row_rules.hpp>

#include <clearance/batch/batch_rules.hpp>

#include "../tiny_pack.hpp"
#include "generate/facts_of_a_pack.hpp"
#include "same_outcomes.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <initializer_list>
#include <vector>

namespace {

using namespace clearance;
using namespace tiny;
using enum step_kind;

/// The tiny pack and rules about whoever paints.
struct painters {
  pack p = rules();

  painters() {
    fact_declaration careful;
    careful.key = "careful";
    p.patient_facts = {careful};
    p.predicates.sets = {{0, 1}, {1, 1}};
    p.predicates.meants = {{varnish.value, building::surely}, {mould.value, building::surely}};
  }

  predicate_id when(std::initializer_list<step> steps) { return append(p.predicates, std::vector<step>(steps)); }
  bar_id add(bar b) {
    p.bars.push_back(b);
    return {static_cast<std::uint32_t>(p.bars.size() - 1)};
  }
  void about_painter(verdict effect, std::initializer_list<step> steps) {
    bar b = building::standing(uncovered_rule, subject::patient, effect);
    b.when = when(steps);
    p.patient_bars.push_back(add(b));
    p.patients = patient_index(p.patient_bars, p.bars, p.predicates);
  }
  /// Paint before the treatment, for some.
  void require_paint(std::initializer_list<step> steps) {
    bar b = building::standing(coating_rule, subject::medication, verdict::defer);
    b.timed = true;
    b.when = when(steps);
    requirement r;
    r.bar = add(b);
    r.list = subject::medication;
    r.substance = paint;
    p.requirements.push_back(r);
  }
};

constexpr step is_careless{between, fact_owner::patient, 0, 0, 0};
constexpr step uses_varnish{takes, fact_owner::treatment, 0};
constexpr step has_mould{has, fact_owner::treatment, 1, truths(kleene::yes, kleene::yes, kleene::yes, kleene::no)};

/// How many of some random patients are plain; all of them get the answers of one by one.
double plain_share(const pack& p, unsigned odd_percent) {
  testing::batch_trial trial(p);
  generate::facts_generator random(7, p, odd_percent);
  for (int i = 0; i < 5000; ++i) trial.add(random.next());
  CHECK(trial.differs() == "");
  return static_cast<double>(trial.plain_rows()) / static_cast<double>(trial.rows());
}

TEST_CASE("rules about the patient are asked once a row") {
  painters of;
  of.about_painter(verdict::refer, {is_careless});
  of.about_painter(verdict::exclude, {is_careless, {one_of, fact_owner::treatment, 0, 0b10, 0}, {both}});
  CHECK(plain_share(of.p, 0) > 0.9);
  plain_share(of.p, 30);
}

TEST_CASE("who has none of the entries that a rule about the patient speaks of is plain") {
  painters of;
  of.about_painter(verdict::refer, {uses_varnish, is_careless, {both}});
  of.about_painter(verdict::defer, {has_mould, {negate}, is_careless, {both}});
  const double plain = plain_share(of.p, 0);
  CHECK(plain > 0.2);
  CHECK(plain < 0.9);
  plain_share(of.p, 30);
}

TEST_CASE("whom a requirement does not concern is plain") {
  painters of;
  of.require_paint({has_mould});
  const double plain = plain_share(of.p, 0);
  CHECK(plain > 0.2);
  CHECK(plain < 0.95);
  plain_share(of.p, 30);
}

TEST_CASE("what absent lists leave open is asked once a row where rules with a condition speak of them") {
  given_lists all;
  for (const intake_list l :
       {intake_list::zones, intake_list::medications, intake_list::conditions, intake_list::sessions})
    all = all.with(l, given::complete);
  const batch_rules prepared(rules());
  const opening& without_sessions = prepared.opening_at(all.with(intake_list::sessions, given::absent));
  CHECK(without_sessions.is_plain == 1);
  CHECK(without_sessions.asks_row == 1);
  CHECK(prepared.opening_at(all.with(intake_list::medications, given::absent)).asks_row == 0);

  painters of;  // a rule that depends on what is treated
  of.p.bars[crack_bar.index()].when = of.when({{step_kind::zone, fact_owner::treatment, roof.value}});
  CHECK(!row_rules(of.p).absent_are_plain());
  CHECK(batch_rules(of.p).opening_at(all.with(intake_list::conditions, given::absent)).is_plain == 0);
  CHECK(batch_rules(of.p).opening_at(all).is_plain == 1);
  plain_share(of.p, 30);
}

TEST_CASE("a rule about the patient that asks for more is for no table") {
  painters of;
  of.about_painter(verdict::refer, {{step_kind::zone, fact_owner::treatment, roof.value}});
  CHECK(!row_rules(of.p).are_plain());
  CHECK(!batch_rules(of.p).has_plain());
  CHECK(plain_share(of.p, 0) == 0);
}

}  // namespace
