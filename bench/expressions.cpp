// A `when` written as a text, against the same condition written by hand over the same facts, with the same
// three-valued logic. Before anything is timed, both must agree on every patient.
#include "frame.hpp"

#include <clearance/predicate.hpp>

#include <benchmark/benchmark.h>

#include <array>
#include <random>
#include <string>
#include <vector>

namespace {

using namespace clearance;
using bench::give_up;

/// Slots of the pack below, in its order.
enum slot : std::size_t { age, depth, smoker, a, b, c, d, e, f, sun, slot_count };

class memory : public file_reader {
 public:
  bool read(const std::string& path, std::string& text) override {
    if (path != "pack.yaml") return text = "no such file", false;
    text = R"(
pack: bench
version: 1.0.0
facts:
  age: {ask: "Age?", answer: 0..120}
  depth: {ask: "Depth?", answer: [mild, middle, deep]}
  smoker: {ask: "Smoker?", answer: yes-no}
  a: {ask: "A?", answer: 0..100}
  b: {ask: "B?", answer: 0..100}
  c: {ask: "C?", answer: 0..100}
  d: {ask: "D?", answer: yes-no}
  e: {ask: "E?", answer: yes-no}
  f: {ask: "F?", answer: yes-no}
  sun: {ask: "Sun?", answer: date}
rules:
  one: {refer: patient, when: 'age < 18'}
  three: {refer: patient, when: 'age < 18 && depth == "deep" && !smoker'}
  ten: {refer: patient, when: 'age > 10 && depth != "mild" && a < 90 && b < 80 && c > 5 && age < 80 && !d && !e && !f && smoker'}
  dated: {refer: patient, when: 'sun > treatment.date - months(6)'}
  window: {refer: patient, when: 'sun + days(14) > treatment.date && age < 18'}
)";
    return true;
  }
};

struct patients {
  std::vector<std::array<fact_value, slot_count>> answers;
  std::vector<facts> all;

  patients() {
    std::mt19937 random(static_cast<unsigned>(bench::seed));
    const auto below = [&](unsigned n) { return static_cast<std::int64_t>(random() % n); };
    answers.resize(bench::patient_count);
    for (auto& v : answers) {
      for (std::size_t i = 0; i < slot_count; ++i) {
        const bool is_number = i == age || (i >= a && i <= c);
        v[i].raw = is_number ? below(100) * fact_value::one : i == depth ? below(3) : below(2);
        if (i == sun) v[i] = date_value(whole_day({20600 + static_cast<std::int32_t>(below(400))}));
        if (below(10) == 0) v[i] = {};
      }
    }
    for (const auto& v : answers) {
      facts one;
      one.patient_values = v;
      one.treatment.has_date = true;
      one.treatment.when = whole_day({20790 + static_cast<std::int32_t>(below(20))});
      all.push_back(one);
    }
  }
};

// ---- by hand ----

// As an engine calls a condition: for one patient, of whom it knows nothing before.
#define BY_HAND [[gnu::noinline]]

kleene truth(fact_value v, bool holds) { return v.is_known() ? known(holds) : kleene::unknown; }
constexpr std::int64_t number(std::int64_t n) { return n * fact_value::one; }

BY_HAND kleene one_by_hand(const facts& p) {
  const auto v = p.patient_values;
  return truth(v[age], v[age].raw < number(18));
}

BY_HAND kleene three_by_hand(const facts& p) {
  const auto v = p.patient_values;
  return truth(v[age], v[age].raw < number(18)) && truth(v[depth], v[depth].raw == 2) &&
         truth(v[smoker], v[smoker].raw == 0);
}

BY_HAND kleene ten_by_hand(const facts& p) {
  const auto v = p.patient_values;
  return truth(v[age], v[age].raw > number(10)) && truth(v[depth], v[depth].raw != 0) &&
         truth(v[a], v[a].raw < number(90)) && truth(v[b], v[b].raw < number(80)) &&
         truth(v[c], v[c].raw > number(5)) && truth(v[age], v[age].raw < number(80)) && truth(v[d], v[d].raw == 0) &&
         truth(v[e], v[e].raw == 0) && truth(v[f], v[f].raw == 0) && truth(v[smoker], v[smoker].raw == 1);
}

/// Days against days, each perhaps imprecise.
kleene later(date a_first, date a_last, date b_first, date b_last) {
  if (a_first > b_last) return kleene::yes;
  return a_last > b_first ? kleene::unknown : kleene::no;
}

BY_HAND kleene dated_by_hand(const facts& p) {
  const fact_value v = p.patient_values[sun];
  if (!v.is_known() || !p.treatment.has_date) return kleene::unknown;
  const period s = period_of(v);
  const date first = add_months(day_of(p.treatment.when.first), -6);
  const date last = add_months(day_of(p.treatment.when.last), -6);
  return later(day_of(s.first), day_of(s.last), first, last);
}

BY_HAND kleene window_by_hand(const facts& p) {
  const fact_value v = p.patient_values[sun];
  kleene in_window = kleene::unknown;
  if (v.is_known() && p.treatment.has_date) {
    const period s = period_of(v);
    in_window = later(add_days(day_of(s.first), 14), add_days(day_of(s.last), 14), day_of(p.treatment.when.first),
                      day_of(p.treatment.when.last));
  }
  return in_window && one_by_hand(p);
}

// ---- both ----

const patients& everybody() {
  static const patients all;
  return all;
}

std::shared_ptr<const pack> rules() {
  static const std::shared_ptr<const pack> loaded = [] {
    memory files;
    const loaded_pack l = load_pack("pack.yaml", files);
    if (!l) give_up(to_text(l.found));
    return l.usable;
  }();
  return loaded;
}

kleene of_rule(const pack& p, std::size_t rule, const facts& one) {
  return evaluate(p.rules[rule].when, p.predicates, p.zones, one, {});
}

using by_hand = kleene (*)(const facts&);
struct contest {
  const char* name;
  by_hand condition;
};
constexpr contest contests[] = {{"one", one_by_hand},
                                {"three", three_by_hand},
                                {"ten", ten_by_hand},
                                {"dated", dated_by_hand},
                                {"window", window_by_hand}};

void agree() {
  for (std::size_t r = 0; r < std::size(contests); ++r) {
    std::size_t count[3] = {};
    for (const facts& one : everybody().all) {
      const kleene ours = of_rule(*rules(), r, one);
      if (ours != contests[r].condition(one)) give_up(std::string("they differ on ") + contests[r].name);
      ++count[static_cast<std::size_t>(ours)];
    }
    for (const std::size_t n : count)
      if (n < 5) give_up(std::string("a truth is too rare in ") + contests[r].name);
  }
}

template <by_hand Condition>
void hand(benchmark::State& state) {
  for (auto _ : state) {
    unsigned sum = 0;
    for (const facts& one : everybody().all) sum += static_cast<unsigned>(Condition(one));
    benchmark::DoNotOptimize(sum);
  }
  state.SetItemsProcessed(state.iterations() * bench::patient_count);
}

void expression(benchmark::State& state, std::size_t rule) {
  const pack& p = *rules();
  const predicate_id when = p.rules[rule].when;
  for (auto _ : state) {
    unsigned sum = 0;
    for (const facts& one : everybody().all)
      sum += static_cast<unsigned>(evaluate(when, p.predicates, p.zones, one, {}));
    benchmark::DoNotOptimize(sum);
  }
  state.SetItemsProcessed(state.iterations() * bench::patient_count);
}

BENCHMARK(hand<one_by_hand>)->Name("by_hand/one")->MeasureProcessCPUTime();
BENCHMARK(hand<three_by_hand>)->Name("by_hand/three")->MeasureProcessCPUTime();
BENCHMARK(hand<ten_by_hand>)->Name("by_hand/ten")->MeasureProcessCPUTime();
BENCHMARK(hand<dated_by_hand>)->Name("by_hand/dated")->MeasureProcessCPUTime();
BENCHMARK(hand<window_by_hand>)->Name("by_hand/window")->MeasureProcessCPUTime();

}  // namespace

int main(int argc, char** argv) {
  agree();
  for (std::size_t r = 0; r < std::size(contests); ++r)
    benchmark::RegisterBenchmark((std::string("expression/") + contests[r].name).c_str(), [r](benchmark::State& state) {
      expression(state, r);
    })->MeasureProcessCPUTime();
  benchmark::Initialize(&argc, argv);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
