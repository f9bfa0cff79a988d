// Loading the pack with its vocabulary, against yaml-cpp alone passing over the same files.
#include "frame.hpp"

#include <clearance/io/load_pack.hpp>

#include <benchmark/benchmark.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <cstdint>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace {

/// What the parser has to tell, and nothing done with it.
class event_counter : public YAML::EventHandler {
 public:
  void OnDocumentStart(const YAML::Mark&) override { ++count; }
  void OnDocumentEnd() override { ++count; }
  void OnNull(const YAML::Mark&, YAML::anchor_t) override { ++count; }
  void OnAlias(const YAML::Mark&, YAML::anchor_t) override { ++count; }
  void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t, const std::string&) override { ++count; }
  void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {
    ++count;
  }
  void OnSequenceEnd() override { ++count; }
  void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {
    ++count;
  }
  void OnMapEnd() override { ++count; }

  std::uint64_t count = 0;
};

std::string text_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file || text.str().empty()) bench::give_up("cannot read `" + path + "`");
  return text.str();
}

/// The pack and what its `vocabulary` names.
std::vector<std::string> texts_of_microneedling() {
  const std::string folder = CLEARANCE_RULES_DIR "/";
  std::vector<std::string> texts{text_of(folder + "microneedling.yaml")};
  for (const YAML::Node& file : YAML::Load(texts[0])["vocabulary"])
    texts.push_back(text_of(folder + file.as<std::string>()));
  return texts;
}

void event_pass(benchmark::State& state) {
  const std::vector<std::string> texts = texts_of_microneedling();
  for (auto _ : state) {
    event_counter events;
    for (const std::string& text : texts) {
      std::istringstream stream(text);
      YAML::Parser parser(stream);
      while (parser.HandleNextDocument(events)) {
      }
    }
    benchmark::DoNotOptimize(events.count);
  }
  state.SetItemsProcessed(state.iterations());
}

void load_from_disk(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(bench::load_microneedling());
  state.SetItemsProcessed(state.iterations());
}

BENCHMARK(event_pass)->MeasureProcessCPUTime();
BENCHMARK(load_from_disk)->MeasureProcessCPUTime();

}  // namespace

BENCHMARK_MAIN();
