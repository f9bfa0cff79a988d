#include <clearance/batch/byte_lookup.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

namespace {

using namespace clearance;

// `here` is the best that this machine can run: what is written out for it must say what plain loops say.
const processor here = this_processor();

std::vector<std::uint16_t> positions(processor on, const std::vector<std::uint8_t>& flags) {
  std::vector<std::uint16_t> out(flags.size() + room_behind_positions);
  out.resize(positions_of_set(on, flags.data(), flags.size(), out.data()));
  return out;
}

TEST_CASE("positions of what is set, in order, whatever the count and the value") {
  for (const std::size_t count : {0u, 1u, 31u, 32u, 63u, 64u, 65u, 127u, 200u, 2048u})
    for (const unsigned every : {1u, 2u, 3u, 63u, 64u, 5000u}) {
      std::vector<std::uint8_t> flags(count);
      std::vector<std::uint16_t> expected;
      for (std::size_t i = every - 1; i < count; i += every) {
        flags[i] = static_cast<std::uint8_t>(1 + i % 255);
        expected.push_back(static_cast<std::uint16_t>(i));
      }
      CHECK(positions(processor::baseline, flags) == expected);
      CHECK(positions(here, flags) == expected);
    }
}

TEST_CASE("each id has its byte, and one that is too large has none") {
  std::vector<std::uint16_t> every_id(65'536);
  std::iota(every_id.begin(), every_id.end(), std::uint16_t{0});
  for (const std::size_t ids : {0u, 1u, 127u, 128u, 129u, 986u, 2047u, 2048u, 5000u}) {
    byte_table table(ids);
    const auto byte_of = [&](std::size_t id) { return id < ids ? static_cast<std::uint8_t>(id * 7 + 1) : 0; };
    for (std::size_t id = 0; id < ids; ++id) table[id] = static_cast<std::uint8_t>(byte_of(id));
    for (const processor on : {processor::baseline, here}) {
      std::vector<std::uint8_t> found(every_id.size(), 0xee);
      table.look_up(on, every_id.data(), every_id.size(), found.data());
      std::size_t wrong = 0;
      for (std::size_t id = 0; id < every_id.size(); ++id) wrong += found[id] != byte_of(id);
      CHECK(wrong == 0);
    }
  }
}

TEST_CASE("a look-up touches no byte behind the ids that it is given") {
  byte_table table(300);
  for (std::size_t id = 0; id < 300; ++id) table[id] = 1;
  for (const std::size_t count : {0u, 1u, 31u, 33u, 64u, 100u}) {
    const std::vector<std::uint16_t> ids(count, 299);  // its end is the memory's, which clang's sanitizer watches
    std::vector<std::uint8_t> found(count + 1, 0xee);
    table.look_up(here, ids.data(), count, found.data());
    CHECK(found.back() == 0xee);
    CHECK(std::accumulate(found.begin(), found.end() - 1, std::size_t{0}) == count);
  }
}

}  // namespace
