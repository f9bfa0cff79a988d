#include <clearance/predicate_facts.hpp>

#include "printed.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <vector>

namespace {

using namespace clearance;
using enum step_kind;

constexpr std::uint32_t nothing = fact_pointer::whole_list;

/// A predicate over two answers of the patient, a list of medicines and a treatment.
struct asked {
  std::vector<step> steps;
  std::vector<fact_value> answers;
  facts f;

  std::vector<fact_pointer> pointers(bool unknown) {
    predicate_program program;
    append(program, steps);
    program.sets = {{0, 1}};
    program.meants = {{3, 0xfff}, {4, 0x555}};  // 3 for sure; 4 of a set of its own perhaps
    program.sets.push_back({1, 1});
    program.widths = {0, 1, 0, 0, 0, 0};
    f.patient_values = answers;
    std::vector<fact_pointer> found;
    const auto visit = [&](const fact_pointer& p) { found.push_back(p); };
    unknown ? visit_unknown({0}, program, {}, f, {}, {}, visit) : visit_read({0}, program, {}, f, {}, {}, visit);
    return found;
  }
  std::vector<fact_pointer> unknown() { return pointers(true); }
  std::vector<fact_pointer> read() { return pointers(false); }
};

constexpr step yes(std::uint32_t slot) { return {between, fact_owner::patient, slot, 1, 1}; }
constexpr fact_pointer answer(std::uint32_t slot) { return {fact_list::answers, fact_field::declared, nothing, slot}; }
constexpr fact_value unanswered{};

/// Of the substances 7, 4 and 3.
std::vector<medication> three_medicines() {
  std::vector<medication> all(3);
  for (std::uint32_t i = 0; i < 3; ++i) all[i].entry = i;
  all[0].substance = {7};
  all[1].substance = {4};
  all[2].substance = {3};
  return all;
}

TEST_CASE("what is decided without a fact does not ask for it") {
  CHECK(asked{{yes(0), yes(1), {both}}, {{1}, unanswered}, {}}.unknown() == std::vector{answer(1)});
  CHECK(asked{{yes(0), yes(1), {both}}, {{0}, unanswered}, {}}.unknown().empty());
  CHECK(asked{{yes(0), yes(1), {either}}, {{1}, unanswered}, {}}.unknown().empty());
  CHECK(asked{{yes(0), yes(1), {both}}, {unanswered, unanswered}, {}}.unknown() == std::vector{answer(0), answer(1)});
}

TEST_CASE("the reasons of a truth are the facts that decide it") {
  CHECK(asked{{yes(0), yes(1), {either}}, {{0}, {1}}, {}}.read() == std::vector{answer(1)});
  CHECK(asked{{yes(0), yes(1), {both}}, {{0}, {1}}, {}}.read() == std::vector{answer(0)});
  CHECK(asked{{yes(0), yes(1), {both}}, {{1}, {1}}, {}}.read() == std::vector{answer(0), answer(1)});
  CHECK(asked{{yes(0), yes(1), {both}}, {{1}, unanswered}, {}}.read() == std::vector{answer(0)});
}

TEST_CASE("an imprecise date is asked for, where it is not precise enough") {
  const std::int64_t limit = start_of(to_date({2026, 3, 5})).minutes;
  const step date{fact_date, fact_owner::patient, 0};
  const step day{constant, fact_owner::treatment, static_cast<std::uint32_t>(date_scale::day), limit, limit + 1439};
  const step hours{constant, fact_owner::treatment, 0, 48 * 60, static_cast<std::int64_t>(window_unit::minutes)};
  const step before{compare_dates, fact_owner::treatment, static_cast<std::uint32_t>(comparison::less)};
  const fact_value march = date_value({start_of(to_date({2026, 3, 1})), end_of(to_date({2026, 3, 31}))});
  const fact_value third = date_value(whole_day(to_date({2026, 3, 3})));
  CHECK(asked{{date, day, before}, {march}, {}}.unknown() == std::vector{answer(0)});
  CHECK(asked{{date, day, before}, {third}, {}}.unknown().empty());
  // The hour matters: the day is asked for more precisely.
  CHECK(asked{{date, hours, {add_window}, day, before}, {third}, {}}.unknown() == std::vector{answer(0)});
}

TEST_CASE("a fact that has an expression is asked itself, or what its expression reads") {
  const step first{first_known, fact_owner::treatment, 2, 1};
  step not_asked = first;
  not_asked.low = 0;
  CHECK(asked{{yes(0), yes(1), first}, {unanswered, unanswered}, {}}.unknown() == std::vector{answer(0)});
  CHECK(asked{{yes(0), yes(1), not_asked}, {unanswered, unanswered}, {}}.unknown() == std::vector{answer(1)});
  CHECK(asked{{yes(0), yes(1), first}, {unanswered, {1}}, {}}.read() == std::vector{answer(1)});
}

TEST_CASE("lists that are absent, names that may mean several, events without a date") {
  const step uses{takes, fact_owner::treatment, 0};
  asked a{{uses}, {}, {}};
  CHECK(a.unknown() == std::vector{fact_pointer{fact_list::medications}});
  const std::vector<medication> taken = three_medicines();
  a.f.medications_given = given::complete;
  a.f.medications = taken;
  CHECK(a.unknown().empty());
  CHECK(a.read() == std::vector{fact_pointer{fact_list::medications, fact_field::whole, 2}});
  a.steps[0].slot = 1;
  CHECK(a.unknown() == std::vector{fact_pointer{fact_list::medications, fact_field::name, 1}});

  asked h{{{happened, fact_owner::treatment, 0}}, {}, {}};
  event undated;
  undated.when = {distant_past, never};
  undated.what = {3};
  const std::vector<event> events{undated};
  h.f.events_given = given::complete;
  h.f.events = events;
  CHECK(h.unknown() == std::vector{fact_pointer{fact_list::treatment, fact_field::date}});
  h.f.treatment.has_date = true;
  h.f.treatment.when = whole_day(to_date({2026, 3, 5}));
  CHECK(h.unknown() == std::vector{fact_pointer{fact_list::events, fact_field::date, 0}});
}

TEST_CASE("a run for each entry asks for what is unknown of each") {
  // Is some medicine's first fact true?
  asked a{{{enter, fact_owner::first_loop, static_cast<std::uint32_t>(fact_list::medications), 1, 0},
           {between, fact_owner::first_loop, 0, 1, 1},
           {leave, fact_owner::first_loop, static_cast<std::uint32_t>(fact_list::medications), 1, 0}},
          {},
          {}};
  const std::vector<medication> taken = three_medicines();
  std::vector<fact_value> values{{0}, unanswered, unanswered};
  a.f.medications_given = given::complete;
  a.f.medications = taken;
  a.f.medication_values = values;
  const auto fact_of = [](std::uint32_t entry) {
    return fact_pointer{fact_list::medications, fact_field::declared, entry, 0};
  };
  CHECK(a.unknown() == std::vector{fact_of(1), fact_of(2)});
  values[1].raw = 1;
  CHECK(a.unknown().empty());
  CHECK(a.read() == std::vector{fact_of(1)});
}

}  // namespace
