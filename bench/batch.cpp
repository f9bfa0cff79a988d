// Columns of facts -> columns of outcomes: against evaluation one by one, against a loop written by hand over the same
// columns, and against a plain read of 20 million intakes. Before anything is timed, all sides have to agree on every
// patient.
#include "batch_by_hand.hpp"
#include "facts_batch.hpp"
#include "frame.hpp"
#include "rival_data.hpp"

#include <clearance/batch/column_builder.hpp>
#include <clearance/batch/evaluate_columns.hpp>
#include <clearance/evaluate.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace {

using namespace clearance;
using bench::give_up;

struct patients {
  std::shared_ptr<const pack> rules;
  bench::facts_batch one_by_one;
  column_builder builder;
  batch_rules prepared;

  explicit patients(std::shared_ptr<const pack> p) : rules(std::move(p)), builder(*rules), prepared(*rules) {
    bench::rival_translation translate(*rules);
    for (const rival::Patient& r : bench::rival_patients()) translate.add(r, one_by_one);
    one_by_one.settle();
    for (const facts& f : one_by_one.patients()) builder.add(f);
  }
};

void require_same(const outcome_columns& a, const outcome_columns& b) {
  if (a.decided != b.decided || a.worst_possible != b.worst_possible || a.earliest != b.earliest ||
      a.open_lists != b.open_lists || a.offsets != b.offsets)
    give_up("the columns differ");
  for (std::size_t i = 0; i < a.stood.size(); ++i)
    if (a.stood[i].bar != b.stood[i].bar || a.stood[i].entry != b.stood[i].entry ||
        a.stood[i].until != b.stood[i].until || a.stood[i].how != b.stood[i].how)
      give_up("what fired differs");
}

double share_of_plain(patients& who) {
  std::array<fired, 256> room;
  batch_evaluator evaluator(who.prepared);
  outcome_columns out;
  evaluator.evaluate(who.builder.columns(), out);
  for (std::size_t i = 0; i < out.rows(); ++i) {
    const outcome o = evaluate(*who.rules, who.one_by_one.patients()[i], room);
    const outcome b = out.row(i);
    if (o.decided != b.decided || o.worst_possible != b.worst_possible || o.earliest != b.earliest ||
        o.open_lists != b.open_lists || o.fired_count != b.fired_count)
      give_up("patient " + std::to_string(i) + ": the batch differs from one by one");
    for (std::size_t k = 0; k < o.fired_count; ++k) {
      const fired f = out.stood[out.offsets[i] + k];
      if (f.bar != room[k].bar || f.entry != room[k].entry || f.until != room[k].until || f.how != room[k].how)
        give_up("patient " + std::to_string(i) + ": the batch fires otherwise");
    }
  }
  return static_cast<double>(out.plain_rows) / static_cast<double>(out.rows());
}

// ---- 20 million from memory ----

/// Like the rival's patients, with 1.5 medications, one condition and a session on average.
class crowd {
 public:
  crowd(const pack& p, std::size_t count) : builder_(p) {
    bench::rival_generator random(bench::seed);
    bench::rival_translation translate(p);
    bench::facts_batch one;
    for (std::size_t i = 0; i < count; ++i) {
      rival::Patient r = random.next();
      r.nexp = static_cast<std::uint8_t>(std::min<std::size_t>(r.nexp, i % 4));
      translate.add(r, one);
      one.settle();
      builder_.add(one.patients()[0]);
      one.clear();
    }
  }
  intake_columns columns() { return builder_.columns(); }

 private:
  column_builder builder_;
};

/// Every column's memory.
template <class Visit>
void for_each_column(const intake_columns& c, Visit visit) {
  visit(std::as_bytes(c.treated));
  visit(std::as_bytes(c.today));
  visit(std::as_bytes(c.lists));
  visit(std::as_bytes(c.zones.offsets));
  visit(std::as_bytes(c.zones.ids));
  visit(std::as_bytes(c.medications.offsets));
  visit(std::as_bytes(c.medications.substance));
  visit(std::as_bytes(c.medications.last_use));
  visit(std::as_bytes(c.medications.taking));
  visit(std::as_bytes(c.medications.by));
  visit(std::as_bytes(c.conditions.offsets));
  visit(std::as_bytes(c.conditions.what));
  visit(std::as_bytes(c.conditions.now));
  visit(std::as_bytes(c.conditions.zones.offsets));
  visit(std::as_bytes(c.conditions.zones.ids));
  visit(std::as_bytes(c.sessions.offsets));
  visit(std::as_bytes(c.sessions.day));
  for (const auto& values : {c.medications.values, c.conditions.values, c.sessions.values, c.treatment_values})
    for (const value_column& v : values) visit(std::as_bytes(v.small)), visit(std::as_bytes(v.wide));
}

/// What a plain read costs: the sum of all words.
std::uint64_t read_all(const intake_columns& c) {
  std::uint64_t sum = 0;
  for_each_column(c, [&](std::span<const std::byte> bytes) {
    const auto* words = reinterpret_cast<const std::uint64_t*>(bytes.data());
    for (std::size_t i = 0, n = bytes.size() / sizeof *words; i < n; ++i) sum += words[i];
  });
  return sum;
}

template <class Run>
void time_rows(benchmark::State& state, std::size_t rows, Run run) {
  for (auto _ : state) benchmark::DoNotOptimize(run());
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(rows));
}

constexpr std::size_t rows_of_block = 16'384;  // its outcomes stay in the second cache

std::uint64_t evaluate_in_blocks(batch_evaluator& e, const intake_columns& c, outcome_columns& out) {
  std::uint64_t clear = 0;
  for (std::size_t first = 0; first < c.rows; first += rows_of_block) {
    e.evaluate(c, first, std::min(first + rows_of_block, c.rows), out);
    for (const verdict v : out.decided) clear += v == verdict::clear;
  }
  return clear;
}

void write_again(const outcome_columns& from, outcome_columns& to) {
  to.decided = from.decided;
  to.worst_possible = from.worst_possible;
  to.earliest = from.earliest;
  to.open_lists = from.open_lists;
  to.offsets = from.offsets;
  to.stood.clear();
  to.stood.append(from.stood);
}

}  // namespace

int main(int argument_count, char** arguments) {
  benchmark::Initialize(&argument_count, arguments);
  if (benchmark::ReportUnrecognizedArguments(argument_count, arguments)) return 1;

  patients rivals(bench::load_rival_pack());
  patients full(bench::load_microneedling());
  const batch_evaluator* unused = nullptr;
  benchmark::DoNotOptimize(unused);
  const bench::batch_by_hand by_hand(*rivals.rules);
  const double plain_of_rivals = share_of_plain(rivals);
  const double plain_of_full = share_of_plain(full);
  std::fprintf(stderr, "by tables: %.1f %% of the rival's patients, %.1f %% by the whole pack\n", 100 * plain_of_rivals,
               100 * plain_of_full);

  batch_evaluator rival_batch(rivals.prepared);
  batch_evaluator full_batch(full.prepared);
  outcome_columns ours;
  outcome_columns theirs;
  rival_batch.evaluate(rivals.builder.columns(), ours);
  by_hand.decide(rivals.builder.columns(), theirs);
  require_same(ours, theirs);

  const auto one_by_one = [](const patients& who) {
    return [&who](benchmark::State& s) {
      std::array<fired, 256> room;
      time_rows(s, who.one_by_one.patients().size(), [&] {
        std::uint32_t sum = 0;
        for (const facts& f : who.one_by_one.patients()) {
          const outcome o = evaluate(*who.rules, f, room);
          sum += static_cast<std::uint32_t>(o.decided) + static_cast<std::uint32_t>(o.worst_possible) +
                 static_cast<std::uint32_t>(o.earliest.minutes) + static_cast<std::uint32_t>(o.fired_count);
        }
        return sum;
      });
    };
  };
  const auto batch = [&ours](patients& who, batch_evaluator& e) {
    return [&who, &e, &ours](benchmark::State& s) {
      const intake_columns c = who.builder.columns();
      time_rows(s, c.rows, [&] { return e.evaluate(c, ours), ours.stood.size(); });
    };
  };
  benchmark::RegisterBenchmark("one_by_one/rival", one_by_one(rivals))->MeasureProcessCPUTime();
  benchmark::RegisterBenchmark("batch/rival", batch(rivals, rival_batch))->MeasureProcessCPUTime();
  benchmark::RegisterBenchmark("batch_by_hand/rival", [&](benchmark::State& s) {
    const intake_columns c = rivals.builder.columns();
    time_rows(s, c.rows, [&] { return by_hand.decide(c, theirs), theirs.stood.size(); });
  })->MeasureProcessCPUTime();
  benchmark::RegisterBenchmark("one_by_one/full", one_by_one(full))->MeasureProcessCPUTime();
  benchmark::RegisterBenchmark("batch/full", batch(full, full_batch))->MeasureProcessCPUTime();

  constexpr std::size_t many = 20'000'000;
  crowd everybody(*rivals.rules, many);
  const intake_columns c = everybody.columns();
  std::size_t bytes = 0;
  for_each_column(c, [&](std::span<const std::byte> column) { bytes += column.size(); });
  const double of_each = static_cast<double>(bytes) / static_cast<double>(many);
  std::fprintf(stderr, "%zu intakes of %.1f bytes each\n", many, of_each);
  if (of_each > 48) give_up("an intake takes more than 48 bytes");
  benchmark::RegisterBenchmark("read/20M", [&](benchmark::State& s) {
    time_rows(s, many, [&] { return read_all(c); });
  })->MeasureProcessCPUTime();
  // What no program could leave out: to read the columns, and to write as much as the outcomes are.
  outcome_columns of_a_block;
  rival_batch.evaluate(c, 0, rows_of_block, of_a_block);
  benchmark::RegisterBenchmark("read_and_write/20M", [&](benchmark::State& s) {
    time_rows(s, many, [&] {
      for (std::size_t first = 0; first < many; first += rows_of_block) {
        benchmark::ClobberMemory();
        write_again(of_a_block, ours);
      }
      return read_all(c);
    });
  })->MeasureProcessCPUTime();
  benchmark::RegisterBenchmark("batch/20M", [&](benchmark::State& s) {
    time_rows(s, many, [&] { return evaluate_in_blocks(rival_batch, c, ours); });
  })->MeasureProcessCPUTime();

  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}
