#include <clearance/match/names.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <optional>
#include <string>

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

TEST_CASE("a code is found however long it is, and whatever stands between a system's letters") {
  code_index codes;
  for (std::uint32_t length = 55; length < 70; ++length) codes.add("ICD-10", std::string(length, 'x'), length);
  for (std::uint32_t length = 55; length < 70; ++length)
    for (const char* system : {"icd10", "ICD-10", "icd.10"})
      CHECK(codes.find(system, std::string(length, 'x')) == length);
  CHECK(!codes.find("icd10", std::string(54, 'x')));
  CHECK(!codes.find("icd10", std::string(70, 'x')));
}

TEST_CASE("the same code cannot mean two entries") {
  code_index codes;
  CHECK(!codes.add("rxnorm", "1191", 3));
  CHECK(!codes.add("rxnorm", "1191", 3));
  CHECK(codes.add("RXNORM", "1191", 4) == std::uint32_t{3});
  CHECK(codes.find("rxnorm", "1191") == std::uint32_t{3});
}

}  // namespace
