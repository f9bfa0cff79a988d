// What guesses cost: each patient is decided so often in a row that no branch is guessed wrongly. What is left is the
// work; the rest of the figures of bench_evaluate was guesses.
// A program of its own: beside these loops the compiler would lay out those of bench_evaluate otherwise.
#include "screening.hpp"

#include <clearance/evaluate.hpp>

#include <benchmark/benchmark.h>

#include <cstdint>
#include <vector>

namespace {

using namespace clearance;
using bench::digest;
using bench::screening;

template <class Patients, class Decide>
void time_in_a_row(benchmark::State& state, const Patients& patients, Decide decide) {
  constexpr int times = 100;
  for (auto _ : state) {
    std::uint32_t sum = 0;
    for (const auto& p : patients)
      for (int i = 0; i < times; ++i) {
        sum += decide(p);
        benchmark::ClobberMemory();
      }
    benchmark::DoNotOptimize(sum);
  }
  state.SetItemsProcessed(state.iterations() * times * static_cast<std::int64_t>(patients.size()));
}

}  // namespace

int main(int argument_count, char** arguments) {
  benchmark::Initialize(&argument_count, arguments);
  if (benchmark::ReportUnrecognizedArguments(argument_count, arguments)) return 1;

  const std::vector<rival::Patient> patients = bench::rival_patients();
  const screening rivals = bench::translated(patients, bench::load_rival_pack());
  const screening clean = bench::read_intakes(generate::profile::clean);
  const auto evaluated = [](const screening& of) {
    return [&of](benchmark::State& s) {
      bench::findings_room room;
      benchmark::DoNotOptimize(room.data());
      time_in_a_row(s, of.batch.patients(), [&](const facts& f) { return digest(evaluate(*of.rules, f, room)); });
    };
  };
  benchmark::RegisterBenchmark("decide_if/in_a_row", [&](benchmark::State& s) {
    time_in_a_row(s, patients, [](const rival::Patient& p) { return digest(rival::decide_if(p)); });
  })->MeasureProcessCPUTime();
  benchmark::RegisterBenchmark("evaluate/rival/in_a_row", evaluated(rivals))->MeasureProcessCPUTime();
  benchmark::RegisterBenchmark("evaluate/clean/in_a_row", evaluated(clean))->MeasureProcessCPUTime();
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}
