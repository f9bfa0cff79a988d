#include <clearance/match/filler.hpp>

#include "../printed.hpp"

#include <clearance/match/normalise.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <iterator>
#include <span>
#include <string>
#include <string_view>

namespace {

using namespace clearance;

constexpr std::span<const std::string_view> lists[] = {filler::of_medicines, filler::of_conditions, filler::of_zones};

bool holds(std::span<const std::string_view> words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

TEST_CASE("no word is ignored that could change what a name means") {
  for (const auto list : lists)
    for (const std::string_view word :
         {"no",   "not", "never", "none",    "without", "for",       "allergic", "allergy", "stopped", "instead",
          "free", "or",  "maybe", "history", "avoid",   "something", "like",     "unknown", "than",    "non"}) {
      CAPTURE(word);
      CHECK(!holds(list, word));
    }
}

TEST_CASE("every ignored word is one word and stands in its normal form") {
  for (const auto list : lists)
    for (const std::string_view word : list) {
      std::string normal;
      normalise(word, normal);
      CHECK(normal == word);
      CHECK(word.find(' ') == std::string_view::npos);
    }
}

TEST_CASE("no word is listed twice") {
  for (const auto list : lists)
    for (const std::string_view word : list) {
      CAPTURE(word);
      CHECK(std::count(list.begin(), list.end(), word) == 1);
    }
}

TEST_CASE("doses, forms and frequencies of the contract are ignored beside medicines") {
  for (const std::string_view word : {"mg", "cream", "twice", "day", "a", "daily", "tablet", "capsule"}) {
    CAPTURE(word);
    CHECK(holds(filler::of_medicines, word));
  }
}

}  // namespace
