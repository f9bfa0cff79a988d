// JSON -> outcome and JSON -> decision JSON, against simdjson that visits every key and value of the same bytes.
#include "frame.hpp"
#include "random_lines.hpp"

#include <clearance/io/screener.hpp>

#include <benchmark/benchmark.h>
#include <simdjson.h>

#include <cstdint>
#include <string_view>

namespace {

using namespace clearance;
using simdjson::ondemand::json_type;

static_assert(bench::random_lines::room_behind >= simdjson::SIMDJSON_PADDING);

const bench::random_lines& intakes() {
  static const bench::random_lines lines(generate::profile::clean);
  return lines;
}

const pack& rules() {
  static const auto loaded = bench::load_microneedling();
  return *loaded;
}

// ---- the yardstick ----

/// What there is to see: strings unescaped, numbers parsed.
std::uint64_t visit(simdjson::ondemand::value v) {
  switch (v.type().value()) {
    case json_type::object: {
      std::uint64_t seen = 1;
      for (auto field : v.get_object()) {
        seen += field.unescaped_key().value().size();
        seen += visit(field.value());
      }
      return seen;
    }
    case json_type::array: {
      std::uint64_t seen = 1;
      for (auto item : v.get_array()) seen += visit(item.value());
      return seen;
    }
    case json_type::string: return v.get_string().value().size();
    case json_type::number: return static_cast<std::uint64_t>(v.get_double().value());
    case json_type::boolean: return v.get_bool().value() ? 1 : 2;
    case json_type::null: return v.is_null() ? 3 : 0;
  }
  return 0;
}

std::uint64_t visit_line(simdjson::ondemand::parser& parser, std::string_view line) {
  auto document = parser.iterate(line.data(), line.size(), line.size() + simdjson::SIMDJSON_PADDING);
  std::uint64_t seen = 0;
  for (auto field : document.get_object()) {
    seen += field.unescaped_key().value().size();
    seen += visit(field.value());
  }
  return seen;
}

// ---- the figures ----

template <class Handle>
void time_each(benchmark::State& state, Handle handle) {
  const auto& lines = intakes().lines();
  for (auto _ : state) {
    std::uint64_t sum = 0;
    for (const std::string_view line : lines) sum += handle(line);
    benchmark::DoNotOptimize(sum);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(lines.size()));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(intakes().bytes()));
}

void visit_all(benchmark::State& state) {
  simdjson::ondemand::parser parser;
  time_each(state, [&](std::string_view line) { return visit_line(parser, line); });
}

void json_to_facts(benchmark::State& state) {
  screener s(rules());
  time_each(state, [&](std::string_view line) {
    if (!s.read(line)) bench::give_up("a generated intake is not read");
    return static_cast<std::uint64_t>(s.intake().medications.size());
  });
}

void json_to_outcome(benchmark::State& state) {
  screener s(rules());
  time_each(state, [&](std::string_view line) {
    if (!s.read(line)) bench::give_up("a generated intake is not read");
    const outcome& o = s.evaluate();
    return static_cast<std::uint64_t>(o.decided) + o.fired_count;
  });
}

void json_to_reasons(benchmark::State& state) {
  screener s(rules());
  time_each(state, [&](std::string_view line) {
    if (!s.read(line)) bench::give_up("a generated intake is not read");
    s.evaluate();
    const decision& d = s.decide();
    return static_cast<std::uint64_t>(d.findings.size() + d.zones.size());
  });
}

void json_to_decision(benchmark::State& state) {
  screener s(rules());
  std::uint64_t bytes = 0;
  time_each(state, [&](std::string_view line) { return bytes = s.screen(line).size(); });
}

BENCHMARK(visit_all)->MeasureProcessCPUTime();
BENCHMARK(json_to_facts)->MeasureProcessCPUTime();
BENCHMARK(json_to_outcome)->MeasureProcessCPUTime();
BENCHMARK(json_to_reasons)->MeasureProcessCPUTime();
BENCHMARK(json_to_decision)->MeasureProcessCPUTime();

}  // namespace

BENCHMARK_MAIN();
