// JSON -> outcome and JSON -> decision JSON, against simdjson that visits every key and value of the same bytes.
#include "frame.hpp"
#include "random_lines.hpp"
#include "sample_files.hpp"
#include "visit.hpp"

#include <clearance/io/screener.hpp>

#include <benchmark/benchmark.h>
#include <simdjson.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace {

using namespace clearance;

static_assert(bench::random_lines::room_behind >= simdjson::SIMDJSON_PADDING);

const bench::random_lines& random_intakes() {
  static const bench::random_lines lines(generate::profile::clean);
  return lines;
}

const pack& rules() {
  static const auto loaded = bench::load_microneedling();
  return *loaded;
}

const bench::sample_files& sample_intakes() {
  static const bench::sample_files samples(rules());
  return samples;
}

// ---- the figures ----

template <class Intakes, class Handle>
void time_each(benchmark::State& state, const Intakes& intakes, Handle handle) {
  const auto& lines = intakes.lines();
  for (auto _ : state) {
    std::uint64_t sum = 0;
    for (const std::string_view line : lines) sum += handle(line);
    benchmark::DoNotOptimize(sum);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(lines.size()));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(intakes.bytes()));
}

template <class Intakes>
void visit_all(benchmark::State& state, const Intakes& intakes) {
  simdjson::ondemand::parser parser;
  time_each(state, intakes, [&](std::string_view line) { return bench::visit_line(parser, line); });
}

void read(screener& s, std::string_view line) {
  if (!s.read(line)) bench::give_up("an intake is not read: " + std::string(s.error()));
}

template <class Intakes>
void json_to_facts(benchmark::State& state, const Intakes& intakes) {
  screener s(rules());
  time_each(state, intakes, [&](std::string_view line) {
    read(s, line);
    return static_cast<std::uint64_t>(s.intake().medications.size());
  });
}

template <class Intakes>
void json_to_outcome(benchmark::State& state, const Intakes& intakes) {
  screener s(rules());
  time_each(state, intakes, [&](std::string_view line) {
    read(s, line);
    const outcome& o = s.evaluate();
    return static_cast<std::uint64_t>(o.decided) + o.fired_count;
  });
}

template <class Intakes>
void json_to_reasons(benchmark::State& state, const Intakes& intakes) {
  screener s(rules());
  time_each(state, intakes, [&](std::string_view line) {
    read(s, line);
    s.evaluate();
    const decision& d = s.decide();
    return static_cast<std::uint64_t>(d.findings.size() + d.zones.size());
  });
}

template <class Intakes>
void json_to_decision(benchmark::State& state, const Intakes& intakes) {
  screener s(rules());
  time_each(state, intakes, [&](std::string_view line) { return std::uint64_t{s.screen(line).size()}; });
}

template <class Intakes>
void register_all(const std::string& of, const Intakes& intakes) {
  const auto add = [&](const std::string& name, auto time) {
    benchmark::RegisterBenchmark((name + of).c_str(), time)->MeasureProcessCPUTime();
  };
  add("visit_all", [&](benchmark::State& s) { visit_all(s, intakes); });
  add("json_to_facts", [&](benchmark::State& s) { json_to_facts(s, intakes); });
  add("json_to_outcome", [&](benchmark::State& s) { json_to_outcome(s, intakes); });
  add("json_to_reasons", [&](benchmark::State& s) { json_to_reasons(s, intakes); });
  add("json_to_decision", [&](benchmark::State& s) { json_to_decision(s, intakes); });
}

}  // namespace

int main(int argument_count, char** arguments) {
  benchmark::Initialize(&argument_count, arguments);
  if (benchmark::ReportUnrecognizedArguments(argument_count, arguments)) return 1;
  register_all("", random_intakes());
  register_all("/samples", sample_intakes());
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}
