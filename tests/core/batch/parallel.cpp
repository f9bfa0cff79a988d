#include <clearance/batch/parallel.hpp>

#include <clearance/batch/column_builder.hpp>

#include "../tiny_pack.hpp"
#include "generate/facts_of_a_pack.hpp"
#include "same_outcomes.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <vector>

namespace {

using namespace clearance;

struct crowd {
  column_builder builder{tiny::rules()};
  batch_rules rules{tiny::rules()};
  outcome_columns alone;

  crowd() {
    generate::facts_generator random(9, tiny::rules(), 5);
    for (int i = 0; i < 60'000; ++i) builder.add(random.next());
    batch_evaluator(rules).evaluate(builder.columns(), alone);
  }
};

bool same(const outcome_columns& a, const outcome_columns& b) {
  if (a.decided != b.decided || a.worst_possible != b.worst_possible || a.earliest != b.earliest ||
      a.open_lists != b.open_lists || a.offsets != b.offsets || a.stood.size() != b.stood.size())
    return false;
  for (std::size_t i = 0; i < a.stood.size(); ++i)
    if (!testing::same_fired(a.stood[i], b.stood[i])) return false;
  return true;
}

TEST_CASE("threads give the rows in their order, as one thread does") {
  crowd all;
  for (const unsigned threads : {1u, 2u, 5u}) {
    parallel_evaluator evaluator(all.rules, threads);
    outcome_columns out;
    std::size_t last_done = 0;
    bool rises = true;
    for (int again = 0; again < 2; ++again) {
      last_done = 0;
      CHECK(evaluator.evaluate(all.builder.columns(), out, [&](std::size_t done, std::size_t rows) {
        rises = rises && done > last_done && rows == 60'000;
        last_done = done;
        return batch_goes::on;
      }));
      CHECK(same(out, all.alone));
      CHECK(out.plain_rows == all.alone.plain_rows);
      CHECK(rises);
      CHECK(last_done == 60'000);
    }
  }
}

TEST_CASE("who watches may stop it") {
  crowd all;
  parallel_evaluator evaluator(all.rules, 2);
  outcome_columns out;
  int calls = 0;
  CHECK(!evaluator.evaluate(all.builder.columns(), out, [&](std::size_t, std::size_t) {
    ++calls;
    return batch_goes::stop;
  }));
  CHECK(calls == 1);
}

TEST_CASE("each part is given once") {
  crowd all;
  parallel_evaluator evaluator(all.rules, 3);
  std::vector<char> seen(60'000);
  bool is_same = true;
  CHECK(evaluator.evaluate_each(all.builder.columns(), [&](std::size_t first, const outcome_columns& part) {
    for (std::size_t r = 0; r < part.rows(); ++r) {
      ++seen[first + r];
      is_same = is_same && part.row(r).decided == all.alone.decided[first + r];
    }
  }));
  CHECK(is_same);
  CHECK(std::ranges::count(seen, 1) == 60'000);
}

}  // namespace
