#include <clearance/io/load_pack.hpp>
#include <clearance/io/screener.hpp>
#include <clearance/time/text.hpp>

#include "generate/random_intake.hpp"
#include "generate/unknown_facts.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <tuple>
#include <utility>
#include <vector>

// What must hold for every intake, whatever the rules are. Each property is asked of 100,000 random intakes to which
// it applies; the seeds are fixed, so that a failure comes back.

namespace {

using namespace clearance;
using generate::intake_generator;
using generate::profile;
using generate::random_intake;
using generate::random_source;

constexpr int wanted = 100'000;
constexpr int told = 3;  ///< failures, before a property gives up

const pack& microneedling() {
  static const loaded_pack loaded = load_pack(CLEARANCE_RULES_DIR "/microneedling.yaml");
  INFO(to_text(loaded.found));
  REQUIRE(loaded);
  return *loaded.usable;
}

/// What was decided, and what must not depend on where an entry stands in its list.
struct judgement {
  using finding = std::tuple<std::size_t, verdict, certainty, std::int32_t>;  ///< rule, effect, certainty, until

  verdict decided = verdict::clear;
  verdict worst_possible = verdict::clear;
  verdict of_the_sure = verdict::clear;  ///< of the certain and the avoidable findings alone
  minute_time earliest = never;
  std::size_t errors = 0;
  std::vector<fired> fired_in_order;
  bool time_rule_stands = false;  ///< a time finding is certain or possible

  std::vector<finding> findings() const {
    std::vector<finding> all;
    for (const fired& f : fired_in_order) {
      const bar& b = microneedling().bars[f.bar.index()];
      all.emplace_back(b.rule.index(), b.effect, f.how, f.until.minutes);
    }
    std::sort(all.begin(), all.end());
    return all;
  }
};

class judge {
 public:
  judgement operator()(const random_intake& intake) {
    judgement j;
    const std::string text = to_json(intake);
    INFO(text);
    REQUIRE(screener_.read(text));
    for (const problem& p : screener_.problems()) j.errors += p.weight == problem_weight::error;
    const outcome& out = screener_.evaluate();
    j.decided = out.decided;
    j.worst_possible = out.worst_possible;
    j.earliest = out.earliest;
    j.fired_in_order.assign(screener_.findings().begin(), screener_.findings().end());
    j.time_rule_stands = out.is_open(subject::medication) || out.is_open(subject::session);
    for (const fired& f : j.fired_in_order) {
      const bar& b = microneedling().bars[f.bar.index()];
      if (f.how != certainty::possible) j.of_the_sure = worse(j.of_the_sure, contribution(b.effect, f.how));
      if (b.timed && f.how != certainty::avoidable) j.time_rule_stands = true;
    }
    return j;
  }

  /// `earliest` as the decision writes it; nothing where it is null.
  std::optional<std::string> earliest(const random_intake& intake) {
    constexpr std::string_view key = R"("earliest":)";
    const std::string_view decision = screener_.screen(to_json(intake));
    const std::size_t at = decision.find(key);
    REQUIRE(at != std::string_view::npos);
    const std::string_view rest = decision.substr(decision.find_first_not_of(' ', at + key.size()));
    if (rest.front() != '"') return std::nullopt;
    return std::string(rest.substr(1, rest.find('"', 1) - 1));
  }

 private:
  screener screener_{microneedling()};
};

/// Counts what a property was asked of, and tells the first few failures with both intakes.
class tally {
 public:
  bool goes_on() const { return asked_ < wanted && failed_ < told; }
  void expect(bool holds, std::string_view what, const random_intake& before, const random_intake& after) {
    if (holds) return;
    ++failed_;
    INFO("before: " << to_json(before));
    INFO("after:  " << to_json(after));
    FAIL_CHECK(std::string(what));
  }
  void count() { ++asked_; }

 private:
  int asked_ = 0;
  int failed_ = 0;
};

/// Clean and messy intakes by turns.
class mixed_generator {
 public:
  explicit mixed_generator(std::uint64_t seed) : clean_(seed, profile::clean), messy_(seed, profile::messy) {}
  random_intake next() {
    last_ = last_ == &clean_ ? &messy_ : &clean_;
    return last_->next();
  }
  intake_generator& of_last() { return *last_; }
  bool is_clean() const { return last_ == &clean_; }
  random_source& random() { return clean_.random(); }

 private:
  intake_generator clean_;
  intake_generator messy_;
  intake_generator* last_ = &messy_;
};

bool has_key(std::string_view members, std::string_view key) { return members.find(key) != std::string_view::npos; }

/// The properties speak of a `today` that is given: an absent one would move with the treatment.
bool has_fixed_today(const random_intake& intake) {
  return intake.today == generate::day_text(intake_generator::today()) && !has_key(intake.more, "\"today\"");
}

/// Can its treatment date be replaced without making the key a repeated one?
bool can_be_moved(const random_intake& intake) {
  return has_fixed_today(intake) && intake.treatment.instead.empty() && !has_key(intake.treatment.more, "\"date\"") &&
         !has_key(intake.more, "\"treatment\"");
}

std::string text_of(minute_time t, utc_offset offset) {
  char text[longest_civil_text];
  return std::string(text, write(text, t, offset));
}

std::string text_of(date d) {
  char text[longest_civil_text];
  return std::string(text, write(text, d));
}

// ---- a later date

/// Later on the same clock: two minutes with the same offset, two days, or a day and a minute that do not overlap and
/// of which neither has an offset. (An offset moves clock windows; a day with none cannot be placed beside it.)
std::string later_than(const civil_value& date, random_source& random) {
  static constexpr int minutes[] = {1, 30, 59, 60, 61, 1439, 1440, 1441, 10080};
  const int days = random.in_percent(60) ? random.between(1, 3) : random.between(1, 200);
  const clearance::date last_day = day_of(date.covers.last);
  if (date.written == precision::minute) {
    if (!date.offset.is_written() && random.in_percent(25)) return text_of(add_days(last_day, days));
    return text_of({date.covers.first.minutes + random.one_of(minutes) * days}, date.offset);
  }
  if (random.in_percent(75)) return text_of(add_days(last_day, days));
  return text_of({start_of(add_days(last_day, days)).minutes + random.between(0, 1439)}, {});
}

}  // namespace

TEST_CASE("a later treatment date never makes the verdict of an intake without errors worse") {
  judge decide;
  mixed_generator generator(101);
  tally property;
  while (property.goes_on()) {
    const random_intake before = generator.next();
    if (!can_be_moved(before)) continue;
    const judgement sooner = decide(before);
    if (sooner.errors != 0) continue;
    const auto date = parse_civil(before.treatment.date.value_or(*before.today));
    REQUIRE(date);

    random_intake after = before;
    after.treatment.date = later_than(*date, generator.random());
    const judgement later = decide(after);
    property.expect(later.errors == 0, "a later date is an error", before, after);
    property.expect(later.decided <= sooner.decided, "a later date made it worse", before, after);
    property.count();
  }
}

// ---- one more

namespace {

/// Puts one of `from`, if there is any, anywhere into `into`, if that is given.
template <class Entry>
bool add_one(std::optional<std::vector<Entry>>& into, const std::optional<std::vector<Entry>>& from,
             random_source& random) {
  if (!into || !from || from->empty()) return false;
  const auto at = into->begin() + static_cast<std::ptrdiff_t>(random.below(into->size() + 1));
  into->insert(at, random.one_of(*from));
  return true;
}

/// An absent list is no list with one entry less: it is unknown, and one entry makes it known. So only what is given
/// gets one more, and of zones only what is not empty.
bool add_one(random_intake& intake, const random_intake& giver, random_source& random) {
  switch (random.below(4)) {
    case 0: return add_one(intake.medications, giver.medications, random);
    case 1: return add_one(intake.conditions, giver.conditions, random);
    case 2: return add_one(intake.sessions, giver.sessions, random);
    default:
      if (generate::is_open(intake.treatment.zones)) return false;
      return add_one(intake.treatment.zones, giver.treatment.zones, random);
  }
}

}  // namespace

TEST_CASE("one more medication, condition, session or zone never makes the verdict better") {
  judge decide;
  mixed_generator generator(102);
  mixed_generator givers(202);
  tally property;
  while (property.goes_on()) {
    const random_intake before = generator.next();
    random_intake after = before;
    if (!add_one(after, givers.next(), generator.random())) continue;
    property.expect(decide(after).decided >= decide(before).decided, "one more made it better", before, after);
    property.count();
  }
}

// ---- a fact becomes known

namespace {

/// Which facts of this entry does the contract read by a default, so that a certain finding rests on the default?
/// Where it does, learning the contrary takes the finding back; section 2 and 3 say so, and the property excepts it.
generate::read_by_default defaults_of(const random_intake& intake, const judgement& j, generate::unknown_fact f) {
  generate::read_by_default by;
  if (f.what == generate::fact::ongoing) {
    const generate::random_medication& m = (*intake.medications)[f.entry];
    by.ongoing = m.last_taken || has_key(m.more, "\"last_taken\"");
  }
  for (const fired& found : j.fired_in_order) {
    const bar& b = microneedling().bars[found.bar.index()];
    if (found.entry != f.entry) continue;
    // Where a washout asks "do you still take it?", the absence of `ongoing` is not read by the default.
    if (b.on == subject::medication && b.effect == verdict::refer && found.how == certainty::possible)
      by.ongoing = false;
    if (b.on != subject::condition || found.how != certainty::certain) continue;
    if (b.on_status(status::unknown) == kleene::yes && b.on_status(status::resolved) == kleene::no) by.status = true;
    if (b.where == place::treated) by.zones = true;
    if (b.unless != bar::none) by.diagnosed = true;
  }
  return by;
}

}  // namespace

TEST_CASE("a fact that becomes known keeps the verdict within the bounds, and never widens them") {
  judge decide;
  mixed_generator generator(103);
  tally property;
  while (property.goes_on()) {
    const random_intake before = generator.next();
    const std::vector<generate::unknown_fact> open = generate::unknown_facts(before);
    if (open.empty() || !has_fixed_today(before)) continue;
    const generate::unknown_fact f = generator.random().one_of(open);
    const judgement unknown = decide(before);

    random_intake after = before;
    generate::teacher teacher(generator.of_last(), after);
    if (!teacher.teach(f, defaults_of(before, unknown, f))) continue;
    const judgement known = decide(after);
    if (known.errors > unknown.errors) {
      // A messy intake may say the same thing elsewhere, or be dated so that any answer is too late.
      property.expect(!generator.is_clean(), "the generator taught an error", before, after);
      continue;
    }
    property.expect(known.decided <= unknown.worst_possible, "worse than the worst possible", before, after);
    property.expect(known.decided >= unknown.of_the_sure, "better than what was sure", before, after);
    property.expect(known.worst_possible <= unknown.worst_possible, "the upper bound rose", before, after);
    property.expect(known.of_the_sure >= unknown.of_the_sure, "the lower bound fell", before, after);
    property.count();
  }
}

// ---- another order

namespace {

template <class Entry>
void shuffle(std::vector<Entry>& list, random_source& random) {
  for (std::size_t rest = list.size(); rest > 1; --rest) std::swap(list[rest - 1], list[random.below(rest)]);
}

template <class Entry>
void shuffle(std::optional<std::vector<Entry>>& list, random_source& random) {
  if (list) shuffle(*list, random);
}

void shuffle(random_intake& intake, random_source& random) {
  shuffle(intake.treatment.zones, random);
  shuffle(intake.medications, random);
  shuffle(intake.conditions, random);
  shuffle(intake.sessions, random);
  if (!intake.conditions) return;
  for (generate::random_condition& c : *intake.conditions) shuffle(c.zones, random);
}

}  // namespace

TEST_CASE("the order of a list changes neither the findings nor the verdict nor the dates") {
  judge decide;
  mixed_generator generator(104);
  tally property;
  while (property.goes_on()) {
    const random_intake before = generator.next();
    random_intake after = before;
    shuffle(after, generator.random());
    if (to_json(after) == to_json(before)) continue;
    const judgement a = decide(before);
    const judgement b = decide(after);
    property.expect(a.decided == b.decided, "another verdict", before, after);
    property.expect(a.worst_possible == b.worst_possible, "another worst possible", before, after);
    property.expect(a.earliest == b.earliest, "another earliest", before, after);
    property.expect(a.errors == b.errors, "other errors", before, after);
    property.expect(a.findings() == b.findings(), "other findings", before, after);
    property.count();
  }
}

// ---- the earliest date

TEST_CASE("the earliest date leaves no time finding, and a day or a minute before it leaves one") {
  judge decide;
  mixed_generator generator(105);
  tally property;
  while (property.goes_on()) {
    const random_intake before = generator.next();
    if (!can_be_moved(before)) continue;
    const std::optional<std::string> earliest = decide.earliest(before);
    if (!earliest) continue;
    const auto date = parse_civil(*earliest);
    REQUIRE(date);

    random_intake after = before;
    after.treatment.date = *earliest;
    property.expect(!decide(after).time_rule_stands, "not free on the earliest date", before, after);
    property.count();

    const auto today = parse_civil(*before.today);
    property.expect(date->covers.first >= today->covers.first, "earlier than today", before, after);
    if (date->covers.first == today->covers.first) continue;
    // A midnight is written as a day also where the treatment is asked for at a minute: both must hold there.
    if (date->written == precision::day) {
      after.treatment.date = text_of(add_days(day_of(date->covers.first), -1));
      property.expect(decide(after).time_rule_stands, "free on the day before", before, after);
    }
    const auto asked = parse_civil(before.treatment.date.value_or(""));
    if (asked && asked->written == precision::minute) {
      after.treatment.date = text_of({date->covers.first.minutes - 1}, date->offset);
      property.expect(decide(after).time_rule_stands, "free a minute before", before, after);
    }
  }
}

// ---- the same bytes

TEST_CASE("equal inputs give equal bytes, whatever was screened before and whoever loaded the pack") {
  const loaded_pack again = load_pack(CLEARANCE_RULES_DIR "/microneedling.yaml");
  REQUIRE(again);
  screener first(microneedling());
  screener second(*again.usable);
  mixed_generator generator(106);
  tally property;
  random_intake last = generator.next();
  while (property.goes_on()) {
    const random_intake intake = generator.next();
    const std::string text = to_json(intake);
    const std::string bytes(first.screen(text));
    second.screen(to_json(last));  // leaves other things in the buffers
    property.expect(second.screen(text) == bytes, "other bytes", last, intake);
    last = intake;
    property.count();
  }
}

TEST_CASE("eight threads with one pack write the same bytes as one") {
  constexpr std::size_t thread_count = 8;
  mixed_generator generator(107);
  std::vector<std::string> intakes;
  std::vector<std::string> decisions;
  screener alone(microneedling());
  for (std::size_t i = 0; i < wanted / thread_count; ++i) {
    intakes.push_back(to_json(generator.next()));
    decisions.emplace_back(alone.screen(intakes.back()));
  }

  // doctest's checks are for the main thread: the others only count.
  std::vector<std::size_t> differing(thread_count, 0);
  std::vector<std::thread> threads;
  for (std::size_t t = 0; t < thread_count; ++t)
    threads.emplace_back([&, t] {
      screener own(microneedling());
      for (std::size_t i = 0; i < intakes.size(); ++i) {
        const std::size_t at = (i + t * intakes.size() / thread_count) % intakes.size();  // each at another place
        differing[t] += own.screen(intakes[at]) != decisions[at];
      }
    });
  for (std::thread& thread : threads) thread.join();
  for (const std::size_t count : differing) CHECK(count == 0);
}
