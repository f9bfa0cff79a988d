#include <clearance/io/load_pack.hpp>
#include <clearance/io/screener.hpp>

#include "core/batch/same_outcomes.hpp"
#include "generate/facts_of_a_pack.hpp"
#include "generate/random_intake.hpp"
#include "generate/random_pack.hpp"
#include "generate/random_patient.hpp"

#include <rival_data.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

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
