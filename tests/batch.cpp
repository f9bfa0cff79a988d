#include <clearance/io/load_pack.hpp>
#include <clearance/io/screener.hpp>

#include "core/batch/same_outcomes.hpp"
#include "generate/facts_of_a_pack.hpp"
#include "generate/random_intake.hpp"
#include "generate/random_pack.hpp"
#include "generate/random_patient.hpp"
#include "generate/random_source.hpp"

#include <rival_data.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

// A batch must say what evaluation says one by one, bit by bit: of intakes as a clinic has them, of facts that no
// intake could hold, and of random packs.

namespace {

using namespace clearance;
using generate::profile;
using testing::batch_trial;

std::shared_ptr<const pack> loaded(const std::string& path) {
  loaded_pack p = load_pack(path);
  INFO(to_text(p.found));
  REQUIRE(p);
  return std::move(p.usable);
}

const pack& microneedling() {
  static const auto p = loaded(CLEARANCE_RULES_DIR "/microneedling.yaml");
  return *p;
}
const pack& cautious() {
  static const auto p = loaded(CLEARANCE_RULES_DIR "/microneedling-cautious.yaml");
  return *p;
}
const pack& rivals() {
  static const auto p = loaded(CLEARANCE_BENCH_DIR "/rival_pack/rival.yaml");
  return *p;
}

/// In batches, so that memory stays small. Gives the share of rows that tables decided.
template <class AddOne>
double hold(const pack& p, std::size_t count, AddOne add_one) {
  constexpr std::size_t at_once = 50'000;
  std::size_t plain = 0;
  for (std::size_t done = 0; done < count;) {
    batch_trial trial(p);
    for (; trial.rows() < at_once && done < count; ++done) add_one(trial);
    REQUIRE(trial.differs() == "");
    plain += trial.plain_rows();
  }
  return static_cast<double>(plain) / static_cast<double>(count);
}

double hold_intakes(const pack& p, profile of, std::uint64_t seed, std::size_t count) {
  generate::intake_generator random(seed, of);
  screener reader(p);
  return hold(p, count, [&](batch_trial& t) {
    while (!reader.read(to_json(random.next()))) {
    }
    t.add(reader.intake());
  });
}

double hold_facts(const pack& p, std::uint64_t seed, unsigned odd_percent, std::size_t count) {
  generate::facts_generator random(seed, p, odd_percent);
  return hold(p, count, [&](batch_trial& t) { t.add(random.next()); });
}

double hold_rivals(std::uint64_t seed, std::size_t count) {
  bench::rival_generator random(seed);
  bench::rival_translation translate(rivals());
  bench::facts_batch one;
  return hold(rivals(), count, [&](batch_trial& t) {
    one = {};
    translate.add(random.next(), one);
    one.settle();
    t.add(one.patients()[0]);
  });
}

void hold_all(std::size_t count) {
  // The shares only tell that the tables were asked at all.
  CHECK(hold_intakes(microneedling(), profile::clean, 401, count / 10) > 0.1);
  CHECK(hold_intakes(microneedling(), profile::messy, 402, count / 10) > 0.05);
  CHECK(hold_intakes(microneedling(), profile::complete, 403, count / 10) > 0.3);
  CHECK(hold_intakes(cautious(), profile::clean, 404, count / 10) > 0.1);
  CHECK(hold_intakes(cautious(), profile::messy, 405, count / 10) > 0.05);
  CHECK(hold_facts(microneedling(), 406, 0, count / 10) > 0.5);
  CHECK(hold_facts(microneedling(), 407, 20, count / 10) > 0.2);
  CHECK(hold_facts(cautious(), 408, 20, count / 10) > 0.1);
  CHECK(hold_facts(rivals(), 409, 20, count / 10) > 0.2);
  CHECK(hold_rivals(410, count / 10) == 1);
}

/// One value of one column is another, at random. Calls `visit` with what becomes of the columns.
template <class Visit>
void spoil(const intake_columns& whole, generate::random_source& random, Visit visit) {
  intake_columns c = whole;
  const auto replace = [&](auto& column, auto value) {
    if (column.empty()) return;
    std::vector<std::remove_cvref_t<decltype(column[0])>> copy(column.begin(), column.end());
    copy[random.below(copy.size())] = static_cast<typename decltype(copy)::value_type>(value);
    column = copy;
    visit(c);
  };
  const auto replace_answer = [&](std::span<const value_column>& columns, std::uint64_t value) {
    if (columns.empty()) return;
    std::vector<value_column> copy(columns.begin(), columns.end());
    columns = copy;
    value_column& one = copy[random.below(copy.size())];
    one.small.empty() ? replace(one.wide, value) : replace(one.small, value);
  };
  const std::uint64_t value = random.in_percent(50) ? random.below(40) : random.next();
  const auto id = static_cast<std::uint16_t>(value);
  switch (random.below(20)) {
    case 0: return replace(c.medications.substance, id);
    case 1: return replace(c.medications.taking, value);
    case 2: return replace(c.medications.by, value);
    case 3: return replace(c.medications.last_use, value);
    case 4: return replace(c.medications.offsets, value);
    case 5: return replace(c.conditions.what, id);
    case 6: return replace(c.conditions.now, value);
    case 7: return replace(c.conditions.offsets, value);
    case 8: return replace(c.conditions.zones.offsets, value);
    case 9: return replace(c.conditions.zones.ids, id);
    case 10: return replace(c.sessions.day, value);
    case 11: return replace(c.sessions.offsets, value);
    case 12: return replace(c.zones.ids, id);
    case 13: return replace(c.zones.offsets, value);
    case 14: return replace(c.treated, value);
    case 15: return replace(c.today, value);
    case 16: return replace_answer(c.treatment_values, value);
    case 17: return replace_answer(c.patient_values, value);
    case 18: return replace_answer(c.medications.values, value);
    case 19: return replace_answer(c.conditions.values, value);
  }
}

class texts_in_memory : public file_reader {
 public:
  explicit texts_in_memory(const generate::random_pack& p) : pack_(p) {}
  bool read(const std::string& path, std::string& text) override {
    text = path.ends_with("vocabulary.yaml") ? pack_.vocabulary : pack_.rules;
    return true;
  }

 private:
  const generate::random_pack& pack_;
};

}  // namespace

TEST_CASE("a batch of 50,000 intakes gives the answers of one by one") { hold_all(50'000); }

// `batch.million`, apart from the quick ones.
TEST_CASE("a batch of 1,000,000 intakes gives the answers of one by one") { hold_all(1'000'000); }

TEST_CASE("columns of somebody else are found fault with, or decided as one by one") {
  generate::intake_generator intakes(412, profile::messy);
  generate::random_source random(413);
  screener reader(microneedling());
  std::size_t faults = 0;
  constexpr std::size_t trials = 3'000;
  for (std::size_t i = 0; i < trials; ++i) {
    column_builder builder(microneedling());
    for (std::size_t row = 0; row < 4; ++row)
      if (reader.read(to_json(intakes.next()))) builder.add(reader.intake());
    spoil(builder.columns(), random, [&](const intake_columns& c) {
      if (fault_of(c, microneedling())) return void(++faults);
      batch_trial trial(microneedling());
      row_reader rows;
      for (std::size_t row = 0; row < c.rows; ++row) trial.add(rows.read(c, row));
      REQUIRE(trial.differs(c) == "");
    });
  }
  CHECK(faults > trials / 10);
  CHECK(faults < trials);
}

TEST_CASE("a batch gives the answers of one by one for every pack") {
  generate::pack_generator packs(411);
  std::size_t plain = 0;
  std::size_t rows = 0;
  for (std::uint64_t i = 0; i < 400; ++i) {
    const generate::random_pack text = packs.next(generate::pack_kind::any);
    texts_in_memory files(text);
    const loaded_pack loaded = load_pack("pack.yaml", files);
    if (!loaded) continue;  // a random condition may contradict itself
    INFO(text.rules << text.vocabulary);
    batch_trial trial(*loaded.usable);
    generate::patient_generator patients(i, text);
    screener reader(*loaded.usable);
    for (int n = 0; n < 50; ++n)
      if (reader.read(to_json(patients.next(n % 4 == 3)))) trial.add(reader.intake());
    for (const unsigned odd_percent : {0u, 20u}) {
      generate::facts_generator random(i, *loaded.usable, odd_percent);
      for (int n = 0; n < 100; ++n) trial.add(random.next());
    }
    REQUIRE(trial.differs() == "");
    plain += trial.plain_rows();
    rows += trial.rows();
  }
  CHECK(plain > rows / 20);
}
