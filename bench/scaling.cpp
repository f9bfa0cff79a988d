// facts -> outcome as packs and intakes grow: by rules that nobody needs, by facts of a patient, by what is not known,
// by threads; and a decision table of 16,000 rows over five columns.
#include "facts_batch.hpp"
#include "frame.hpp"
#include "rival_data.hpp"

#include <clearance/batch/column_builder.hpp>
#include <clearance/batch/parallel.hpp>
#include <clearance/evaluate.hpp>
#include <clearance/io/load_pack.hpp>

#include <generate/random_source.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace {

using namespace clearance;
using bench::give_up;

constexpr std::size_t room_for_fired = 1024;

// ---- packs that grow ----

enum class growth { washouts, conditions, table };

/// The microneedling pack, and as many rules more, each of a thing of its own.
class grown_pack : public file_reader {
 public:
  grown_pack(growth of, int more) : of_(of), more_(more) {}

  bool read(const std::string& path, std::string& text) override {
    if (path == CLEARANCE_RULES_DIR "/grown.yaml") return text = rules(), true;
    if (path == CLEARANCE_RULES_DIR "/grown-vocabulary.yaml") return text = vocabulary(), true;
    std::ifstream file(path);
    text.assign(std::istreambuf_iterator<char>(file), {});
    return !text.empty();
  }

 private:
  std::string rules() const {
    std::string text = "pack: grown\nversion: 1.0.0\nextends: microneedling.yaml\n";
    if (more_ == 0) return text;
    text += "vocabulary: [grown-vocabulary.yaml]\nrules:\n";
    for (int i = 0; i < more_; ++i) {
      const std::string n = std::to_string(i);
      text += of_ == growth::washouts
                  ? "  more-washout-" + n + ": {washout: more-substance-" + n + ", before: 2 weeks}\n"
                  : "  more-refer-" + n + ": {refer: more-condition-" + n + "}\n";
    }
    return text;
  }

  std::string vocabulary() const {
    const std::string kind = of_ == growth::washouts ? "substance" : "condition";
    std::string text = kind + "s:\n";
    for (int i = 0; i < more_; ++i) text += "  more-" + kind + "-" + std::to_string(i) + ": {}\n";
    return text;
  }

  growth of_;
  int more_;
};

std::shared_ptr<const pack> grown(growth of, int rules) {
  grown_pack files(of, rules - 18);
  const loaded_pack loaded = load_pack(CLEARANCE_RULES_DIR "/grown.yaml", files);
  if (!loaded) give_up("cannot load " + std::to_string(rules) + " rules: " + to_text(loaded.found).substr(0, 500));
  return loaded.usable;
}

/// A decision table: 16,000 rows over five facts of the patient, of which one row holds for each patient.
class table_pack : public file_reader {
 public:
  static constexpr int columns = 5;
  static constexpr std::array<int, columns> values{20, 10, 10, 4, 2};  // 16,000 combinations

  bool read(const std::string& path, std::string& text) override {
    if (path != "table.yaml") return text = "no such file", false;
    text = "pack: table\nversion: 1.0.0\nfacts:\n";
    for (int c = 0; c < columns; ++c)
      text += "  f" + std::to_string(c) + ": {ask: \"Which?\", answer: 0.." + std::to_string(values[c]) + "}\n";
    text += "rules:\n";
    std::array<int, columns> row{};
    for (int n = 0; n < 16'000; ++n) {
      text += "  row-" + std::to_string(n) + ": {refer: patient, when: {";
      for (int c = 0; c < columns; ++c)
        text += (c == 0 ? "f" : ", f") + std::to_string(c) + ": " + std::to_string(row[c]);
      text += "}}\n";
      for (int c = columns - 1; c >= 0 && ++row[c] == values[c]; --c) row[c] = 0;
    }
    return true;
  }
};

// ---- patients ----

struct crowd {
  std::shared_ptr<const pack> rules;
  bench::facts_batch batch;
};

/// The rival's patients, with as many facts as wanted; `change` may take away what is known.
template <class Change>
std::unique_ptr<crowd> rivals(std::shared_ptr<const pack> p, Change change) {
  auto out = std::make_unique<crowd>();
  out->rules = std::move(p);
  bench::rival_translation translate(*out->rules);
  bench::facts_batch one;
  for (const rival::Patient& r : bench::rival_patients()) {
    one.clear();
    translate.add(r, one);
    one.settle();
    facts f = one.patients()[0];
    change(f);
    out->batch.add(f);
  }
  out->batch.settle();
  return out;
}

std::uint32_t evaluate_all(const crowd& who) {
  static std::array<fired, room_for_fired> room;
  std::uint32_t sum = 0;
  for (const facts& f : who.batch.patients()) {
    const outcome o = evaluate(*who.rules, f, room);
    sum += static_cast<std::uint32_t>(o.decided) + static_cast<std::uint32_t>(o.worst_possible) +
           static_cast<std::uint32_t>(o.earliest.minutes) + static_cast<std::uint32_t>(o.fired_count);
  }
  return sum;
}

/// What more rules must not change.
std::uint32_t digest(const crowd& who) { return evaluate_all(who); }

std::vector<std::unique_ptr<crowd>> all;  ///< for as long as the benchmarks run

void add(const std::string& name, std::unique_ptr<crowd> who) {
  const crowd* const c = who.get();
  all.push_back(std::move(who));
  benchmark::RegisterBenchmark(name.c_str(), [c](benchmark::State& s) {
    for (auto _ : s) benchmark::DoNotOptimize(evaluate_all(*c));
    s.SetItemsProcessed(s.iterations() * static_cast<std::int64_t>(c->batch.patients().size()));
  })->MeasureProcessCPUTime();
}

constexpr int sizes[] = {18, 118, 1'018, 10'018};

void add_rules() {
  const auto nothing = [](facts&) {};
  const auto medications_absent = [](facts& f) {
    f.medications = {};
    f.medications_given = given::absent;
  };
  std::map<std::string, std::uint32_t> of_18;
  const auto add_one = [&](const std::string& kind, int rules, std::unique_ptr<crowd> who) {
    const std::uint32_t d = digest(*who);
    if (of_18.try_emplace(kind, d).first->second != d) give_up(kind + ": more rules change the answers");
    add("rules/" + kind + "/" + std::to_string(rules), std::move(who));
  };
  for (const int rules : sizes) {
    const auto washouts = grown(growth::washouts, rules);
    add_one("washouts", rules, rivals(washouts, nothing));
    add_one("medications_absent", rules, rivals(washouts, medications_absent));
    add_one("conditions", rules, rivals(grown(growth::conditions, rules), nothing));
  }
}

void add_facts() {
  const auto p = bench::load_microneedling();
  for (const std::size_t wanted : {0u, 5u, 50u}) {
    std::vector<medication> medications;
    std::vector<condition> conditions;
    std::vector<session> sessions;
    std::vector<fact_value> condition_values;
    std::vector<fact_value> session_values;
    generate::random_source random(bench::seed);
    const std::size_t substances = p->words.substances.size();
    const std::size_t known = p->words.conditions.size();
    add("facts/" + std::to_string(wanted), rivals(p, [&](facts& f) {
          medications.clear(), conditions.clear(), sessions.clear(), condition_values.clear(), session_values.clear();
          for (std::size_t i = 0; i < wanted; ++i) {
            const date on = add_days(f.today, -random.between(0, 30));
            switch (i % 5) {
              case 0:
              case 1:
              case 2: {
                medication m;
                m.substance.value = static_cast<std::uint32_t>(random.below(substances));
                m.last_use = whole_day(on);
                m.entry = static_cast<std::uint32_t>(medications.size());
                medications.push_back(m);
                break;
              }
              case 3: {
                condition c;
                c.what.value = static_cast<std::uint32_t>(random.below(known));
                c.now = random.in_percent(50) ? status::active : status::resolved;
                c.entry = static_cast<std::uint32_t>(conditions.size());
                conditions.push_back(c);
                condition_values.push_back({0});
                break;
              }
              default: {
                session s;
                s.when = whole_day(on);
                s.entry = static_cast<std::uint32_t>(sessions.size());
                sessions.push_back(s);
                session_values.push_back({0});
              }
            }
          }
          f.medications = medications;
          f.conditions = conditions;
          f.sessions = sessions;
          f.condition_zones = {};
          f.condition_values = condition_values;
          f.session_values = session_values;
        }));
  }
}

void add_unknowns() {
  const auto p = bench::load_microneedling();
  std::vector<medication> medications;
  generate::random_source random(bench::seed);
  add("unknown/none", rivals(p, [](facts&) {}));
  add("unknown/some", rivals(p, [&](facts& f) {
        medications.assign(f.medications.begin(), f.medications.end());
        for (medication& m : medications) {
          if (random.in_percent(20)) m.last_use = {};
          if (random.in_percent(20)) m.last_use.first.minutes -= 30 * minutes_a_day;
        }
        f.medications = medications;
        if (random.in_percent(20)) f.treatment_values = {};
      }));
  add("unknown/lists", rivals(p, [](facts& f) {
        f.medications = {};
        f.conditions = {};
        f.sessions = {};
        f.medications_given = f.conditions_given = f.sessions_given = given::absent;
      }));
}

void add_table() {
  table_pack files;
  const loaded_pack loaded = load_pack("table.yaml", files);
  if (!loaded) give_up("cannot load the table: " + to_text(loaded.found).substr(0, 500));
  auto who = std::make_unique<crowd>();
  who->rules = loaded.usable;
  static std::vector<std::array<fact_value, table_pack::columns>> answers(bench::patient_count);
  generate::random_source random(bench::seed);
  for (auto& a : answers) {
    for (std::size_t c = 0; c < a.size(); ++c)
      a[c].raw = random.between(0, table_pack::values[c] - 1) * fact_value::one;
    facts f;
    f.has_today = f.treatment.has_date = true;
    f.treatment.when = whole_day({});
    f.medications_given = f.conditions_given = f.sessions_given = given::complete;
    f.treatment.zones = given::complete;
    f.patient_values = a;
    std::array<fired, 4> room;
    if (const outcome o = evaluate(*who->rules, f, room); o.decided != verdict::refer || o.fired_count != 1)
      give_up("one row of the table holds for each patient");
    who->batch.add(f);
  }
  who->batch.settle();
  add("table/16000", std::move(who));
}

// ---- threads ----

void add_threads() {
  static const auto p = bench::load_microneedling();
  static const batch_rules rules(*p);
  static column_builder builder(*p);
  const auto who = rivals(p, [](facts&) {});
  for (int copy = 0; copy < 100; ++copy)
    for (const facts& f : who->batch.patients()) builder.add(f);
  for (unsigned threads = 1; threads <= std::max(2u, std::thread::hardware_concurrency()); threads *= 2)
    benchmark::RegisterBenchmark(("threads/" + std::to_string(threads)).c_str(), [threads](benchmark::State& s) {
      parallel_evaluator evaluator(rules, threads);
      const intake_columns c = builder.columns();
      for (auto _ : s) {
        std::size_t clear = 0;
        evaluator.evaluate_each(c, [&](std::size_t, const outcome_columns& out) {
          clear += static_cast<std::size_t>(std::ranges::count(out.decided, verdict::clear));
        });
        benchmark::DoNotOptimize(clear);
      }
      s.SetItemsProcessed(s.iterations() * static_cast<std::int64_t>(c.rows));
    })->UseRealTime();
}

}  // namespace

int main(int argument_count, char** arguments) {
  benchmark::Initialize(&argument_count, arguments);
  if (benchmark::ReportUnrecognizedArguments(argument_count, arguments)) return 1;
  add_rules();
  add_facts();
  add_unknowns();
  add_table();
  add_threads();
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}
