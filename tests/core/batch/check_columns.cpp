#include <clearance/batch/check_columns.hpp>

#include "../printed.hpp"
#include "../tiny_pack.hpp"

#include <clearance/batch/column_builder.hpp>

#include <doctest/doctest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

namespace {

using namespace clearance;
using namespace tiny;

static_assert(!std::is_default_constructible_v<column_check>);  // of which pack?

/// Two intakes of all lists: copies of their columns, to be spoilt.
struct filled {
  column_builder builder{rules()};
  intake_columns columns;

  filled() {
    patient p;
    p.last_took(primer, whole_day(day(-3)), route::topical).still_takes(varnish);
    p.has(damp, status::active, {left, roof}, yes).has(crack, status::resolved).had_session(whole_day(day(-40)), gloss);
    builder.add(p.facts());
    patient other;
    other.treated_at(minute(3, 10, 30)).last_took(paint, {start_of(day(-30)), end_of(day(-1))});
    other.has(dust, status::remission).asks_for({wall, garden}).finish(gloss);
    builder.add(other.facts());
    columns = builder.columns();
  }
};

std::string fault_in(const intake_columns& c) {
  const std::optional<column_fault> f = fault_of(c, rules());
  return f ? f->text() : "";
}

/// A column of which one value is another.
template <class Value>
std::vector<std::remove_const_t<Value>> spoilt(std::span<Value> column, std::size_t at, std::remove_const_t<Value> by) {
  std::vector<std::remove_const_t<Value>> out(column.begin(), column.end());
  out.at(at) = by;
  return out;
}

TEST_CASE("columns that the builder filled are whole") {
  const filled f;
  CHECK(fault_in(f.columns) == "");
  CHECK(fault_in({}) == "");
}

TEST_CASE("a number that names nothing is told with what may stand there") {
  filled f;
  const auto taking = spoilt(f.columns.medications.taking, 1, static_cast<use>(9));
  f.columns.medications.taking = taking;
  CHECK(fault_in(f.columns) == "medications.taking[1]: 9, where a use is 0 (stopped), 1 (unstated) or 2 (ongoing)");
}

TEST_CASE("every column of numbers is looked at") {
  const auto begins = [](const intake_columns& c, const std::string& how) { return fault_in(c).rfind(how, 0) == 0; };
  filled f;
  {
    intake_columns c = f.columns;
    const auto by = spoilt(c.medications.by, 0, static_cast<route>(6));
    c.medications.by = by;
    CHECK(begins(c, "medications.by[0]: 6, where a route is"));
  }
  {
    intake_columns c = f.columns;
    const auto now = spoilt(c.conditions.now, 2, static_cast<status>(4));
    c.conditions.now = now;
    CHECK(begins(c, "conditions.now[2]: 4, where a status is"));
  }
  {
    intake_columns c = f.columns;
    const auto ids = spoilt(c.medications.substance, 0, std::uint16_t{6});
    c.medications.substance = ids;
    CHECK(fault_in(c) ==
          "medications.substance[0]: 6, where the pack has the ids below 6, and 65535 is what was not understood");
  }
  {
    intake_columns c = f.columns;
    const auto ids = spoilt(c.conditions.what, 1, std::uint16_t{77});
    c.conditions.what = ids;
    CHECK(begins(c, "conditions.what[1]: 77, where the pack has the ids below 6"));
  }
  {
    intake_columns c = f.columns;
    const auto ids = spoilt(c.zones.ids, 1, narrow_not_understood);  // `lists` tells that, not an id
    c.zones.ids = ids;
    CHECK(fault_in(c) == "zones.ids[1]: 65535, where the pack has the zones below 7");
  }
  {
    intake_columns c = f.columns;
    const auto ids = spoilt(c.conditions.zones.ids, 0, std::uint16_t{7});
    c.conditions.zones.ids = ids;
    CHECK(begins(c, "conditions.zones.ids[0]: 7"));
  }
  {
    intake_columns c = f.columns;
    const auto days = spoilt(c.sessions.day, 0, INT32_MAX);
    c.sessions.day = days;
    CHECK(begins(c, "sessions.day[0]: 2147483647, where a day is"));
  }
  {
    intake_columns c = f.columns;
    const auto days = spoilt(c.treated, 0, INT32_MIN);
    c.treated = days;
    CHECK(begins(c, "treated[0]: -2147483648, where a day is"));
  }
  {
    intake_columns c = f.columns;
    c.usual_lists.bits = 0b11;
    CHECK(begins(c, "usual_lists[0]: 3, where 0 is absent"));
  }
  {
    intake_columns c = f.columns;
    const std::vector<given_lists> lists{c.usual_lists, {0xf000}};
    c.lists = lists;
    CHECK(begins(c, "lists[1]: 61440"));
  }
  {
    intake_columns c = f.columns;
    const std::vector<std::uint32_t> offsets{0, 0, 1};
    const std::vector<std::uint32_t> ids{6};
    c.indications = {offsets, ids};
    CHECK(begins(c, "indications.ids[0]: 6, where the pack has the ids below 6"));
  }
}

TEST_CASE("where a record stands aside, or use goes on, the dense day may be any") {
  filled f;
  const auto days =
      spoilt(std::span<const std::int32_t>(spoilt(f.columns.medications.last_use, 1, INT32_MIN)), 2, INT32_MAX);
  f.columns.medications.last_use = days;
  const auto treated = spoilt(f.columns.treated, 1, INT32_MAX);
  f.columns.treated = treated;
  CHECK(fault_in(f.columns) == "");
}

TEST_CASE("offsets that go back, or end too soon, are told") {
  filled f;
  const std::vector<std::uint32_t> back{0, 3, 2};
  f.columns.medications.offsets = back;
  CHECK(fault_in(f.columns) == "medications.offsets[2]: 2, where the row before begins behind it");
  const std::vector<std::uint32_t> few{0, 2};
  f.columns.medications.offsets = few;
  CHECK(fault_in(f.columns) == "medications.offsets[2]: missing, where each row has one, and one stands behind them");
  const std::vector<std::uint32_t> beyond{0, 2, 900};
  f.columns.medications.offsets = beyond;
  CHECK(fault_in(f.columns) == "medications.taking[3]: missing, where each row or entry has one");
}

TEST_CASE("a column that is too short is told") {
  filled f;
  intake_columns c = f.columns;
  c.treated = c.treated.first(1);
  CHECK(fault_in(c) == "treated[1]: missing, where each row or entry has one");
  c = f.columns;
  c.conditions.what = {};
  CHECK(fault_in(c) == "conditions.what[0]: missing, where each row or entry has one");
  c = f.columns;
  c.sessions.day = {};
  CHECK(fault_in(c) == "sessions.day[0]: missing, where each row or entry has one");
}

TEST_CASE("records aside are checked, and so is where they stand") {
  filled f;
  const sparse_column<medication> good = f.columns.medications.others;
  REQUIRE(good.at.size() == 1);
  const auto with = [&](std::vector<std::uint32_t> at, std::vector<medication> values) {
    intake_columns c = f.columns;
    c.medications.others = {at, values};
    return fault_in(c);
  };
  const medication m = good.values[0];
  CHECK(with({2}, {m}) == "");
  CHECK(with({3}, {m}) == "medications.others[0]: position 3, where there are 3");
  CHECK(with({1, 1}, {m, m}) == "medications.others[1]: position 1, where positions ascend");
  CHECK(with({2}, {}) == "medications.others[0]: missing, where each position has one");
  medication wrong = m;
  wrong.substance = {6};
  CHECK(with({2}, {wrong}) ==
        "medications.others[0]: a record, where its numbers name something, and no period ends before it begins");
  wrong = m;
  wrong.last_use = {m.last_use.last, m.last_use.first};
  CHECK(with({2}, {wrong}) != "");
  wrong = m;
  wrong.last_use.first = {INT32_MIN + 1};
  CHECK(with({2}, {wrong}) != "");
  wrong = m;
  wrong.offset.minutes = 1441;
  CHECK(with({2}, {wrong}) != "");
}

TEST_CASE("the entries of records aside ascend") {
  const filled f;
  const medication m = f.columns.medications.others.values[0];
  // Of two rows, the first with two medications, the second with one: records 0, 1 and 2.
  const auto with = [&](std::vector<std::uint32_t> at, std::vector<std::uint32_t> entries) {
    std::vector<medication> values(entries.size(), m);
    for (std::size_t i = 0; i < entries.size(); ++i) values[i].entry = entries[i];
    intake_columns c = f.columns;
    c.medications.others = {at, values};
    return fault_in(c);
  };
  CHECK(with({0}, {1}) == "");        // both records are of the second entry
  CHECK(with({1}, {0}) == "");        // both are of the first
  CHECK(with({1, 2}, {7, 5}) == "");  // entries before them said nothing
  CHECK(with({0}, {2}) == "medications.others[0]: entry 2, where entries ascend from one record of a row to the next");
  CHECK(with({0, 1}, {3, 2}) ==
        "medications.others[0]: entry 3, where entries ascend from one record of a row to the next");
  CHECK(with({2}, {1'000'000}) != "");
}

TEST_CASE("periods aside do not end before they begin") {
  const std::vector<std::uint32_t> at{1};
  const std::vector<period> upside_down{{end_of(day(3)), start_of(day(2))}};
  const std::vector<period> good{{start_of(day(2)), end_of(day(3))}};
  const auto with = [&](auto column_of) {
    const filled f;
    intake_columns c = f.columns;
    column_of(c) = {at, good};
    CHECK(fault_in(c) == "");
    column_of(c) = {at, upside_down};
    return fault_of(c, rules()).value_or(column_fault{}).column;
  };
  CHECK(with([](intake_columns & c) -> auto& { return c.medications.started; }) == "medications.started");
  CHECK(with([](intake_columns & c) -> auto& { return c.conditions.since; }) == "conditions.since");
  CHECK(with([](intake_columns & c) -> auto& { return c.conditions.ended; }) == "conditions.ended");
}

TEST_CASE("a head aside is checked") {
  filled f;
  REQUIRE(f.columns.others.at.size() == 1);
  intake_head head = f.columns.others.values[0];
  const auto with = [&] {
    const std::vector<std::uint32_t> at{1};
    const std::vector<intake_head> heads{head};
    intake_columns c = f.columns;
    c.others = {at, heads};
    return fault_of(c, rules()).value_or(column_fault{}).column;
  };
  CHECK(with() == "");
  head.treatment.zones = static_cast<given>(3);
  CHECK(with() == "others");
  head = f.columns.others.values[0];
  head.treatment.when.last = distant_past;
  CHECK(with() == "others");
  head = f.columns.others.values[0];
  head.today.days = INT32_MAX;
  CHECK(with() == "others");
  head.has_today = false;
  CHECK(with() == "");
  head.treatment.written = static_cast<precision>(4);
  CHECK(with() == "others");
}

TEST_CASE("events are checked as the other lists are") {
  filled f;
  const std::vector<std::uint32_t> offsets{0, 1, 1};
  const auto with = [&](std::uint16_t what, std::int32_t on, std::vector<std::uint16_t> zones) {
    const std::vector<std::uint16_t> ids{what};
    const std::vector<std::int32_t> days{on};
    const std::vector<std::uint32_t> sites{0, static_cast<std::uint32_t>(zones.size())};
    intake_columns c = f.columns;
    c.events.offsets = offsets;
    c.events.what = ids;
    c.events.day = days;
    c.events.zones = {sites, zones};
    return fault_of(c, rules()).value_or(column_fault{}).column;
  };
  CHECK(with(narrow_not_understood, day(-3).days, {6}) == "");
  CHECK(with(0, day(-3).days, {}) == "events.what");
  CHECK(with(narrow_not_understood, INT32_MAX, {}) == "events.day");
  CHECK(with(narrow_not_understood, day(-3).days, {7}) == "events.zones.ids");
}

TEST_CASE("answers are those that their fact declares") {
  filled f;
  const auto with = [&](std::vector<std::int8_t> small, std::vector<std::int64_t> wide) {
    const std::array<value_column, 1> finish{value_column{small, wide}};
    intake_columns c = f.columns;
    c.treatment_values = finish;
    return fault_in(c);
  };
  CHECK(with({0, 1}, {}) == "");
  CHECK(with({1, value_column::small_not_known}, {}) == "");
  CHECK(with({}, {1, fact_value::not_known}) == "");
  CHECK(with({0, 2}, {}) == "treatment_values.finish[1]: 2, where `Matt or gloss?` has other answers");
  CHECK(with({-1, 0}, {}) == "treatment_values.finish[0]: -1, where `Matt or gloss?` has other answers");
  CHECK(with({}, {0, 1'000'000}) == "treatment_values.finish[1]: 1000000, where `Matt or gloss?` has other answers");
  CHECK(with({0}, {}) == "treatment_values.finish[1]: missing, where each row or entry has one");
}

TEST_CASE("a text lies in its row's part") {
  pack p = rules();
  fact_declaration letter;
  letter.key = "letter";
  letter.ask = "What does the letter say?";
  letter.answer = answer_kind::text;
  p.patient_facts = {letter};
  const std::vector<std::int32_t> treated{day(0).days, day(0).days};
  const std::vector<std::uint32_t> offsets{0, 3, 5};
  const std::vector<char> texts{'y', 'e', 's', 'n', 'o'};
  const auto with = [&](fact_value first, fact_value second) {
    const std::vector<std::int64_t> wide{first.raw, second.raw};
    const std::array<value_column, 1> values{value_column{{}, wide}};
    intake_columns c;
    c.rows = 2;
    c.treated = treated;
    c.text_offsets = offsets;
    c.texts = texts;
    c.patient_values = values;
    const std::optional<column_fault> f = fault_of(c, p);
    return f ? f->at : 99;
  };
  CHECK(with(text_value(0, 3), text_value(1, 1)) == 99);
  CHECK(with(text_value(0, 3), text_value(0, 3)) == 1);
  CHECK(with(text_value(4, 0), {}) == 0);
}

TEST_CASE("a column of facts that the pack does not declare is told") {
  filled f;
  const std::array<value_column, 2> two{};
  f.columns.conditions.values = two;
  CHECK(fault_in(f.columns) == "conditions.values[1]: a column, where the pack declares 1");
}

}  // namespace
