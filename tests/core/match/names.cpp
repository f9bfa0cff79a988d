#include <clearance/match/names.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <optional>

namespace {

using clearance::code_index;

TEST_CASE("a code is found by its system, in any case, and its exact value") {
  code_index codes;
  CHECK(!codes.add("rxnorm", "1191", 3));
  CHECK(codes.find("rxnorm", "1191") == std::uint32_t{3});
  CHECK(codes.find("RxNorm", "1191") == std::uint32_t{3});
  CHECK(!codes.find("atc", "1191"));
  CHECK(!codes.find("rxnorm", "01191"));
  CHECK(!codes.find("rxnorm", ""));
}

TEST_CASE("a value is exact in case too") {
  code_index codes;
  codes.add("atc", "M01AE01", 5);
  CHECK(codes.find("ATC", "M01AE01") == std::uint32_t{5});
  CHECK(!codes.find("atc", "m01ae01"));
}

TEST_CASE("the same code cannot mean two entries") {
  code_index codes;
  CHECK(!codes.add("rxnorm", "1191", 3));
  CHECK(!codes.add("rxnorm", "1191", 3));
  CHECK(codes.add("RXNORM", "1191", 4) == std::uint32_t{3});
  CHECK(codes.find("rxnorm", "1191") == std::uint32_t{3});
}

}  // namespace
