#include <clearance/patient_index.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <random>
#include <vector>

namespace {

using namespace clearance;

/// Rules about the patient, each with the steps of its `when`.
struct rules {
  std::vector<bar> bars;
  std::vector<bar_id> ids;
  predicate_program program;

  void add(std::initializer_list<step> when) {
    bar b;
    b.on = subject::patient;
    b.when = append(program, std::vector<step>(when));
    ids.push_back({static_cast<std::uint32_t>(bars.size())});
    bars.push_back(b);
  }

  /// What may stand for these answers.
  std::vector<std::uint32_t> found(std::vector<fact_value> patient, std::vector<fact_value> treatment = {}) const {
    facts f;
    f.patient_values = patient;
    f.treatment_values = treatment;
    std::vector<std::uint32_t> out;
    patient_index(ids, bars, program).visit(f, [&](bar_id b) { out.push_back(b.value); });
    std::sort(out.begin(), out.end());
    return out;
  }
};

using found_bars = std::vector<std::uint32_t>;
constexpr step both{step_kind::both};
constexpr step either{step_kind::either};
constexpr step between(std::int64_t low, std::int64_t high, std::uint32_t slot = 0,
                       fact_owner owner = fact_owner::patient) {
  return {step_kind::between, owner, slot, low, high};
}

}  // namespace

TEST_CASE("only ranges that hold the value are found") {
  rules r;
  r.add({between(0, 17)});
  r.add({between(18, 30)});
  r.add({between(10, 20)});
  CHECK(r.found({{17}}) == found_bars{0, 2});
  CHECK(r.found({{18}}) == found_bars{1, 2});
  CHECK(r.found({{31}}) == found_bars{});
}

TEST_CASE("what is not known leaves all possible, each once") {
  rules r;
  r.add({between(0, 17)});
  r.add({{step_kind::one_of, fact_owner::patient, 1, 0b1011, 0}});
  CHECK(r.found({}) == found_bars{0, 1});
  CHECK(r.found({{5}, {}}) == found_bars{0, 1});
}

TEST_CASE("answers of a choice are found one by one") {
  rules r;
  r.add({{step_kind::one_of, fact_owner::patient, 0, 0b1011, 0}});
  for (const std::int64_t answer : {0, 1, 3}) CHECK(r.found({{answer}}) == found_bars{0});
  CHECK(r.found({{2}}) == found_bars{});
}

TEST_CASE("a test is relied on where the rule cannot hold without it") {
  rules r;
  r.add({between(0, 5), between(0, 5, 1), both});                         // both are needed
  r.add({between(0, 5), between(0, 5, 1), either});                       // neither is
  r.add({between(0, 5), between(0, 5, 1), either, between(0, 5), both});  // the last one is
  CHECK(r.found({{9}, {1}}) == found_bars{1});
  CHECK(r.found({{1}, {9}}) == found_bars{0, 1, 2});
}

TEST_CASE("facts of the treatment count as well") {
  rules r;
  r.add({between(2, 3, 0, fact_owner::treatment)});
  CHECK(r.found({}, {{2}}) == found_bars{0});
  CHECK(r.found({}, {{4}}) == found_bars{});
}

TEST_CASE("what is found is what a look at every range finds") {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    rules r;
    std::vector<std::pair<int, int>> ranges;
    for (int i = 0; i < 1 + round; ++i) {
      const int low = static_cast<int>(random() % 100);
      const int high = low + static_cast<int>(random() % 40);
      ranges.push_back({low, high});
      r.add({between(low, high)});
    }
    for (int value = -1; value < 141; value += 7) {
      found_bars expected;
      for (std::uint32_t i = 0; i < ranges.size(); ++i)
        if (ranges[i].first <= value && value <= ranges[i].second) expected.push_back(i);
      CHECK(r.found({{value}}) == expected);
    }
  }
}

TEST_CASE("many rules over several facts are found by all of them") {
  rules r;
  for (int a = 0; a < 20; ++a)
    for (int b = 0; b < 10; ++b) r.add({between(a, a), between(b, b, 1), both});
  r.add({between(0, 5)});
  CHECK(r.found({{3}, {4}}) == found_bars{34, 200});
  CHECK(r.found({{19}, {9}}) == found_bars{199});
  CHECK(r.found({{3}, {}}).size() == 11);
  CHECK(r.found({}).size() == 201);
}
