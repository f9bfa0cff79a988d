// Many rules with a `when` threshold on the same fact: 100 of them against 10,000, on the same patients. Of each number
// of rules the same few fire, as in a table of limits; each patient's outcome is compared before anything is timed.
#include "frame.hpp"

#include <clearance/evaluate.hpp>

#include <benchmark/benchmark.h>

#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace clearance;
using bench::give_up;

constexpr int span = 1'000'000;
constexpr std::size_t most_fired = 32;

/// `rules` bands of scores, each with a rule, over the whole span.
class bands : public file_reader {
 public:
  explicit bands(int rules) : rules_(rules) {}
  bool read(const std::string& path, std::string& text) override {
    if (path != "pack.yaml") return text = "no such file", false;
    text = "pack: bench\nversion: 1.0.0\nfacts:\n  score: {ask: \"Score?\", answer: 0.." + std::to_string(span) +
           "}\nrules:\n";
    const int width = span / rules_;
    for (int i = 0; i < rules_; ++i)
      text += "  r" + std::to_string(i) + ": {refer: patient, when: {score: " + std::to_string(i * width) + ".." +
              std::to_string(i * width + width - 1) + "}}\n";
    return true;
  }

 private:
  int rules_;
};

struct patients {
  std::vector<std::array<fact_value, 1>> answers;
  std::vector<facts> all;

  patients() {
    std::mt19937 random(static_cast<unsigned>(bench::seed));
    answers.resize(bench::patient_count);
    for (auto& a : answers) {
      a[0].raw = static_cast<std::int64_t>(random() % span) * fact_value::one;
      facts& f = all.emplace_back();
      f.has_today = true;
      f.treatment.has_date = true;
      f.medications_given = f.conditions_given = f.sessions_given = given::complete;
      f.treatment.zones = given::complete;
      f.patient_values = a;
    }
  }
};

std::shared_ptr<const pack> load(int rules) {
  bands files(rules);
  const loaded_pack loaded = load_pack("pack.yaml", files);
  if (!loaded) give_up("cannot load " + std::to_string(rules) + " thresholds");
  return loaded.usable;
}

void thresholds(benchmark::State& state) {
  const auto rules = static_cast<int>(state.range(0));
  static const patients who;
  const auto p = load(rules);
  std::array<fired, most_fired> room;
  for (const facts& f : who.all)
    if (const outcome o = evaluate(*p, f, room); o.decided != verdict::refer || o.fired_count != 1)
      give_up("each score lies in one band");
  for (auto _ : state)
    for (const facts& f : who.all) benchmark::DoNotOptimize(evaluate(*p, f, room));
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(who.all.size()));
}
BENCHMARK(thresholds)->Arg(100)->Arg(10'000);

}  // namespace

BENCHMARK_MAIN();
