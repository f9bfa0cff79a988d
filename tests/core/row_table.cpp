#include <clearance/row_table.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <random>
#include <vector>

namespace {

using namespace clearance;

constexpr step between(std::uint32_t slot, std::int64_t low, std::int64_t high) {
  return {step_kind::between, fact_owner::patient, slot, low, high};
}
constexpr step one_of(std::uint32_t slot, std::int64_t answers) {
  return {step_kind::one_of, fact_owner::patient, slot, answers, 0};
}

using rule = std::vector<step>;

std::vector<std::uint32_t> found(const std::vector<rule>& rules, const std::vector<fact_value>& answers) {
  std::vector<row_table::row> rows;
  for (std::uint32_t i = 0; i < rules.size(); ++i) {
    rows.push_back({{i}, {}});
    for (const step& s : rules[i]) rows.back().needed.push_back(&s);
  }
  facts f;
  f.patient_values = answers;
  std::vector<std::uint32_t> out;
  const auto note = [&](bar_id b) { out.push_back(b.value); };
  row_table(rows).visit(f, note);
  return out;
}

using found_rules = std::vector<std::uint32_t>;

bool may_hold(const rule& r, const std::vector<fact_value>& answers) {
  for (const step& s : r) {
    const fact_value v = answers[s.slot];
    if (!v.is_known()) continue;
    const bool holds = s.kind == step_kind::between ? s.low <= v.raw && v.raw <= s.high : (s.low >> v.raw & 1) != 0;
    if (!holds) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("only rows that all known facts fit are found") {
  const std::vector<rule> rules = {{between(0, 0, 17), one_of(1, 0b01)},
                                   {between(0, 18, 64), one_of(1, 0b10)},
                                   {between(0, 18, 64), between(2, 50, INT64_MAX)}};
  CHECK(found(rules, {{17}, {0}, {60}}) == found_rules{0});
  CHECK(found(rules, {{18}, {1}, {49}}) == found_rules{1});
  CHECK(found(rules, {{64}, {0}, {50}}) == found_rules{2});
  CHECK(found(rules, {{65}, {1}, {50}}) == found_rules{});
  CHECK(found(rules, {{-1}, {0}, {50}}) == found_rules{});
}

TEST_CASE("a fact that is not known leaves its rows possible") {
  const std::vector<rule> rules = {{between(0, 0, 17), one_of(1, 0b01)}, {between(0, 18, 64), one_of(1, 0b10)}};
  CHECK(found(rules, {{}, {}}) == found_rules{0, 1});
  CHECK(found(rules, {{}, {1}}) == found_rules{1});
  CHECK(found(rules, {}) == found_rules{0, 1});
}

TEST_CASE("two ranges of one fact must both hold") {
  const std::vector<rule> rules = {{between(0, 0, 40), between(0, 30, 90)}};
  CHECK(found(rules, {{29}}) == found_rules{});
  CHECK(found(rules, {{30}}) == found_rules{0});
  CHECK(found(rules, {{41}}) == found_rules{});
}

TEST_CASE("random tables find what a look at each row finds") {
  std::mt19937 random(20261125);
  const auto below = [&](unsigned n) { return static_cast<std::int64_t>(random() % n); };
  for (int table = 0; table < 40; ++table) {
    std::vector<rule> rules(1 + random() % 200);
    for (rule& r : rules)
      for (std::uint32_t slot = 0; slot < 16; ++slot) {
        if (random() % 4 != 0) continue;
        const std::int64_t low = below(50);
        r.push_back(slot % 3 == 0 ? one_of(slot, below(1u << 20)) : between(slot, low, low + below(20)));
      }
    for (int patient = 0; patient < 50; ++patient) {
      std::vector<fact_value> answers(16);
      for (fact_value& v : answers)
        if (random() % 5 != 0) v.raw = below(60);
      found_rules wanted;
      for (std::uint32_t i = 0; i < rules.size(); ++i)
        if (may_hold(rules[i], answers)) wanted.push_back(i);
      CHECK(found(rules, answers) == wanted);
    }
  }
}

TEST_CASE("facts beyond the columns of a table are left to the rules") {
  std::vector<rule> rules(1);
  for (std::uint32_t slot = 0; slot < 20; ++slot) rules[0].push_back(between(slot, 0, 1));
  CHECK(found(rules, std::vector<fact_value>(20, {1})) == found_rules{0});
  std::vector<fact_value> last_differs(20, {1});
  last_differs[19] = {5};
  CHECK(found(rules, last_differs) == found_rules{0});
  CHECK(found(rules, std::vector<fact_value>(20, {5})) == found_rules{});
}
