// A file of NDJSON -> a file's worth of short records, as `clearance screen --only verdict,earliest` does it, against
// simdjson that visits every key and value of the same file.
#include "frame.hpp"
#include "random_lines.hpp"
#include "sample_files.hpp"
#include "visit.hpp"

#include "../src/stream/in_order.hpp"
#include "../src/stream/intake_blocks.hpp"

#include <clearance/io/screener.hpp>

#include <benchmark/benchmark.h>
#include <simdjson.h>
#include <nlohmann/json.hpp>

#include <cstdint>
#include <cstdio>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

namespace {

using namespace clearance;

constexpr record_fields fields{record_field::verdict, record_field::earliest};

const pack& rules() {
  static const auto loaded = bench::load_microneedling();
  return *loaded;
}

/// A file for the time of the run; after the first round the system has it in memory.
class ndjson_file {
 public:
  template <class Intakes>
  explicit ndjson_file(const Intakes& intakes) {
    const int descriptor = ::mkstemp(path_.data());
    if (descriptor < 0) bench::give_up("no file can be written in /tmp");
    ::close(descriptor);
    std::ofstream file(path_, std::ios::binary);
    // As many lines of either: the few samples again and again.
    for (std::size_t i = 0; i < bench::patient_count; ++i)
      file << one_line(intakes.lines()[i % intakes.lines().size()]) << '\n';
    if (!file.flush()) bench::give_up("`" + path_ + "` cannot be written");
  }
  ~ndjson_file() { std::remove(path_.c_str()); }
  ndjson_file(const ndjson_file&) = delete;
  ndjson_file& operator=(const ndjson_file&) = delete;
  const std::string& path() const noexcept { return path_; }

 private:
  // The samples are laid out over several lines.
  static std::string one_line(std::string_view json) {
    return json.find('\n') == json.npos ? std::string(json) : nlohmann::ordered_json::parse(json).dump();
  }

  std::string path_ = "/tmp/clearance-bench-XXXXXX";
};

/// As simdjson's own users would: the whole file in memory, and its parser for many documents.
std::uint64_t visit_file(const std::string& path) {
  simdjson::padded_string text;
  if (simdjson::padded_string::load(path).get(text)) bench::give_up("`" + path + "` cannot be read");
  simdjson::ondemand::parser parser;
  simdjson::ondemand::document_stream documents;
  if (parser.iterate_many(text).get(documents)) bench::give_up("`" + path + "` is not visited");
  std::uint64_t seen = 0;
  for (auto document : documents) seen += bench::visit_object(document.get_object());
  return seen;
}

std::uint64_t file_to_records(const std::string& path, std::vector<std::unique_ptr<screener>>& screeners) {
  struct slot {
    stream::intake_block block;
    std::string records;
  };
  std::vector<slot> slots(2 * screeners.size());
  stream::intake_blocks blocks({path});
  std::uint64_t written = 0;
  stream::run_in_order(screeners.size(), slots.size(),
                       {[&](std::size_t s) { return blocks.next(slots[s].block); },
                        [&](std::size_t worker, std::size_t s) {
                          screener& one = *screeners[worker];
                          slots[s].records.clear();
                          one.open_lines(slots[s].block.text());
                          slots[s].block.for_each_intake([&](std::string_view line, std::uint64_t) {
                            if (!one.read_line(line)) bench::give_up("an intake is not read");
                            one.evaluate();
                            slots[s].records += one.to_record(fields);
                            slots[s].records += '\n';
                          });
                        },
                        [&](std::size_t s) { written += slots[s].records.size(); }});
  return written;
}

template <class Work>
void time_file(benchmark::State& state, Work work) {
  for (auto _ : state) benchmark::DoNotOptimize(work());
  state.SetItemsProcessed(state.iterations() * bench::patient_count);
}

void register_all(const std::string& of, const ndjson_file& file) {
  const std::string& path = file.path();
  benchmark::RegisterBenchmark(("visit_file" + of).c_str(), [&](benchmark::State& s) {
    time_file(s, [&] { return visit_file(path); });
  })->MeasureProcessCPUTime();
  for (const std::size_t threads : {1u, 2u}) {
    auto* const b =
        benchmark::RegisterBenchmark(((threads == 1 ? "file_to_records" : "file_to_records_by_two") + of).c_str(),
                                     [&, threads](benchmark::State& s) {
                                       std::vector<std::unique_ptr<screener>> screeners;
                                       for (std::size_t i = 0; i < threads; ++i)
                                         screeners.push_back(std::make_unique<screener>(rules()));
                                       time_file(s, [&] { return file_to_records(path, screeners); });
                                     });
    // By the clock on the wall: two threads take as much of the processor as one, and half of the time.
    threads == 1 ? b->MeasureProcessCPUTime() : b->UseRealTime();
  }
}

}  // namespace

int main(int argument_count, char** arguments) {
  benchmark::Initialize(&argument_count, arguments);
  if (benchmark::ReportUnrecognizedArguments(argument_count, arguments)) return 1;
  const ndjson_file random{bench::random_lines(generate::profile::clean)};
  const ndjson_file samples{bench::sample_files(rules())};
  register_all("", random);
  register_all("/samples", samples);
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}
