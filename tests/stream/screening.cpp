// Whole streams: the same bytes for any number of threads and any size of blocks.
#include "../../src/stream/in_order.hpp"
#include "../../src/stream/intake_blocks.hpp"
#include "../../src/stream/summary.hpp"

#include "../io/microneedling.hpp"

#include <doctest/doctest.h>

#include <generate/random_intake.hpp>

#include <cstdio>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

namespace {

using namespace clearance;
using namespace clearance::stream;

constexpr record_fields all_fields{record_field::intake,         record_field::today,    record_field::verdict,
                                   record_field::worst_possible, record_field::earliest, record_field::rules};

struct screened {
  std::string answers;
  std::string counts;
  bool operator==(const screened&) const = default;
};

screened screen(const std::string& path, std::size_t workers, std::size_t block_size) {
  const pack& p = *microneedling().usable;
  struct slot {
    intake_block block;
    std::string answers;
  };
  intake_blocks blocks({path}, block_size);
  std::vector<std::unique_ptr<screener>> screeners(workers);
  std::vector<summary> counts(workers, summary(p));
  std::vector<slot> slots(2 * workers);
  screened out;
  run_in_order(workers, slots.size(),
               {[&](std::size_t s) { return blocks.next(slots[s].block); },
                [&](std::size_t w, std::size_t s) {
                  if (!screeners[w]) screeners[w] = std::make_unique<screener>(p);
                  slots[s].answers.clear();
                  slots[s].block.for_each_intake([&](std::string_view intake, std::uint64_t line) {
                    screener& one = *screeners[w];
                    if (!one.read(intake)) {
                      counts[w].add_rejected();
                      slots[s].answers += std::to_string(line) + ": " + std::string(one.error()) + '\n';
                      return;
                    }
                    const outcome& o = one.evaluate();
                    counts[w].add(o, one.decide(), one.intake().in_error);
                    slots[s].answers += std::string(one.to_record(all_fields)) + '\n';
                  });
                },
                [&](std::size_t s) { out.answers += slots[s].answers; }});
  for (std::size_t w = 1; w < workers; ++w) counts[0].add(counts[w]);
  out.counts = counts[0].to_json();
  return out;
}

TEST_CASE("threads: any number of threads, over blocks of any size, gives the same bytes") {
  std::string path = "/tmp/clearance-screening-XXXXXX";
  const int descriptor = ::mkstemp(path.data());
  REQUIRE(descriptor >= 0);
  ::close(descriptor);
  {
    std::ofstream file(path, std::ios::binary);
    generate::intake_generator generator(7, generate::profile::messy);
    for (int i = 0; i < 2000; ++i) {
      file << to_json(generator.next()) << (i % 7 == 0 ? "\r\n" : "\n");
      if (i % 100 == 50) file << "nonsense \"\n\n{\"id\": \n";
    }
    file << "{\"id\": \"last\"}";
  }
  const screened alone = screen(path, 1, 1u << 16);
  CHECK(std::count(alone.answers.begin(), alone.answers.end(), '\n') == 2000 + 2 * 20 + 1);
  CHECK(alone.counts.starts_with("{\"intakes\":2001,\"rejected\":40,"));
  CHECK(alone.answers.find("\n52: not JSON") != std::string::npos);
  for (const std::size_t workers : {1u, 2u, 7u})
    for (const std::size_t size : {1u, 5000u, 1u << 16}) {
      CAPTURE(workers);
      CAPTURE(size);
      CHECK(screen(path, workers, size) == alone);
    }
  std::remove(path.c_str());
}

}  // namespace
