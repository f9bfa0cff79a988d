#include "../../src/stream/progress.hpp"

#include <doctest/doctest.h>

namespace {

using clearance::stream::progress;
using clearance::stream::progress_line;

TEST_CASE("where the size is known, the share and the remaining time are told") {
  CHECK(progress_line({420'000'000, 1'000'000'000, 1'200'000, 3.0}) ==
        " 42 % [========>           ]  1,200,000 intakes  400,000/s  140 MB/s  0:04 left");
  CHECK(progress_line({1'000, 1'000, 1'000, 1.0}) ==
        "100 % [====================]  1,000 intakes  1,000/s  0 MB/s  0:00 left");
  CHECK(progress_line({1, 1'000'000, 0, 1.0}).ends_with(" left"));
}

TEST_CASE("of a pipe, what is behind is told alone") {
  CHECK(progress_line({5'000'000, 0, 12'345, 2.0}) == "12,345 intakes  6,172/s  2 MB/s");
  CHECK(progress_line({}) == "0 intakes");
}

TEST_CASE("a file that grows is never more than read") {
  CHECK(progress_line({3'000, 1'000, 10, 1.0}).starts_with("100 % [====================]  10 intakes"));
}

}  // namespace
