// facts -> outcome, against the same rules written by hand. Before anything is timed, both sides have to agree on
// every patient, and evaluation must not have allocated.
#include "screening.hpp"

#include <clearance/evaluate.hpp>

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <new>
#include <span>
#include <string>

namespace {

std::size_t allocations = 0;

}  // namespace

void* operator new(std::size_t size) {
  ++allocations;
  if (void* p = std::malloc(size == 0 ? 1 : size)) return p;
  throw std::bad_alloc();
}
void operator delete(void* p) noexcept { std::free(p); }
void operator delete(void* p, std::size_t) noexcept { std::free(p); }

namespace {

using namespace clearance;
using bench::digest;
using bench::findings_room;
using bench::give_up;
using bench::screening;

// ---- the rival's patients ----

struct contest {
  std::vector<rival::Patient> patients = bench::rival_patients();
  screening ours = bench::translated(patients, bench::load_rival_pack());
  screening full = bench::translated(patients, bench::load_microneedling());  ///< the same patients, the whole pack

  contest() { rival::init_tables(); }
};

verdict said_by(rival::Verdict v) {
  switch (v) {
    case rival::CLEAR: return verdict::clear;
    case rival::DEFER: return verdict::defer;
    case rival::REFER: return verdict::refer;
    case rival::EXCLUDE: return verdict::exclude;
  }
  give_up("the rival has a verdict that is none");
}

rival::Result in_the_rivals_words(const outcome& o, std::span<const fired> findings, rival::Verdict theirs,
                                  const bench::rival_translation& translate) {
  rival::Result r{};
  for (const fired& f : findings) r.fired = static_cast<std::uint16_t>(r.fired | translate.flag(f.bar));
  r.earliest = o.earliest == never ? -1 : day_of(o.earliest).days;
  // Ours has verdicts that the rival cannot say; on complete data they must not occur.
  r.verdict = said_by(theirs) == o.decided ? theirs : static_cast<rival::Verdict>(255);
  return r;
}

bool same(const rival::Result& a, const rival::Result& b) {
  return a.verdict == b.verdict && a.fired == b.fired && a.earliest == b.earliest;
}

void require_agreement(const contest& c) {
  const bench::rival_translation translate(*c.ours.rules);
  findings_room room;
  std::size_t clear = 0;
  for (std::size_t i = 0; i < c.patients.size(); ++i) {
    const rival::Result by_hand = rival::decide_if(c.patients[i]);
    if (!same(by_hand, rival::decide_tab(c.patients[i]))) give_up("the rival disagrees with itself");
    const outcome o = evaluate(*c.ours.rules, c.ours.batch.patients()[i], room);
    if (o.fired_count > room.size()) give_up("too many findings for the room");
    for (std::size_t k = 0; k < o.fired_count; ++k)
      if (room[k].how != certainty::certain) give_up("a finding on complete data is not certain");
    const rival::Result ours = in_the_rivals_words(o, {room.data(), o.fired_count}, by_hand.verdict, translate);
    if (!same(by_hand, ours))
      give_up("patient " + std::to_string(i) + ": by hand verdict " + std::to_string(by_hand.verdict) + " fired " +
              std::to_string(by_hand.fired) + " earliest " + std::to_string(by_hand.earliest) + ", by the pack " +
              std::string(name(o.decided)) + " fired " + std::to_string(ours.fired) + " earliest " +
              std::to_string(ours.earliest));
    clear += by_hand.verdict == rival::CLEAR;
  }
  const double share = 100.0 * static_cast<double>(clear) / static_cast<double>(c.patients.size());
  if (share < 23 || share > 29) give_up(std::to_string(share) + " % of the rival's patients are clear, not about 26 %");
}

void require_no_allocation(const screening& s) {
  findings_room room;
  const std::size_t before = allocations;
  for (const facts& f : s.batch.patients())
    if (evaluate(*s.rules, f, room).fired_count > room.size()) give_up("too many findings for the room");
  if (allocations != before) give_up("evaluation allocates");
}

// ---- the figures ----

template <class Patients, class Decide>
void time_each(benchmark::State& state, const Patients& patients, Decide decide) {
  for (auto _ : state) {
    std::uint32_t sum = 0;  // of all that was answered, so that nothing of it is left out
    for (const auto& p : patients) sum += decide(p);
    benchmark::DoNotOptimize(sum);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(patients.size()));
}

void time_evaluation(benchmark::State& state, const screening& s) {
  findings_room room;
  benchmark::DoNotOptimize(room.data());
  time_each(state, s.batch.patients(), [&](const facts& f) { return digest(evaluate(*s.rules, f, room)); });
}

}  // namespace

int main(int argument_count, char** arguments) {
  benchmark::Initialize(&argument_count, arguments);
  if (benchmark::ReportUnrecognizedArguments(argument_count, arguments)) return 1;

  const contest rivals;
  const screening complete = bench::read_intakes(generate::profile::complete);
  const screening clean = bench::read_intakes(generate::profile::clean);
  require_agreement(rivals);
  for (const screening* s : {&rivals.ours, &rivals.full, &complete, &clean}) require_no_allocation(*s);

  const auto by_if = [&](benchmark::State& s) {
    time_each(s, rivals.patients, [](const rival::Patient& p) { return digest(rival::decide_if(p)); });
  };
  const auto by_table = [&](benchmark::State& s) {
    time_each(s, rivals.patients, [](const rival::Patient& p) { return digest(rival::decide_tab(p)); });
  };
  const auto evaluated = [](const screening& of) { return [&of](benchmark::State& s) { time_evaluation(s, of); }; };
  benchmark::RegisterBenchmark("decide_if", by_if)->MeasureProcessCPUTime();
  benchmark::RegisterBenchmark("decide_tab", by_table)->MeasureProcessCPUTime();
  benchmark::RegisterBenchmark("evaluate/rival", evaluated(rivals.ours))->MeasureProcessCPUTime();
  benchmark::RegisterBenchmark("evaluate/full", evaluated(rivals.full))->MeasureProcessCPUTime();
  benchmark::RegisterBenchmark("evaluate/complete", evaluated(complete))->MeasureProcessCPUTime();
  benchmark::RegisterBenchmark("evaluate/clean", evaluated(clean))->MeasureProcessCPUTime();
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}
