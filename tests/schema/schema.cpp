#include "../../src/schema/schema.hpp"

#include "../../src/resolve/rule_keys.hpp"
#include "../../src/schema/rule_words.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

namespace {

using namespace clearance;
using namespace clearance::resolving;

std::string text_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

template <std::size_t n>
bool has(const described_key (&words)[n], std::string_view key) {
  return std::any_of(std::begin(words), std::end(words), [&](const described_key& k) { return k.name == key; });
}

TEST_CASE("the schemas in the folder are those that are made from the tables") {
  const std::string folder = CLEARANCE_RULES_DIR "/../schemas/";
  CHECK_MESSAGE(text_of(folder + "pack.schema.json") == schema::pack_schema(),
                "write it anew: clearance schema pack > schemas/pack.schema.json");
  CHECK_MESSAGE(text_of(folder + "vocabulary.schema.json") == schema::vocabulary_schema(),
                "write it anew: clearance schema vocabulary > schemas/vocabulary.schema.json");
}

TEST_CASE("every kind and every key of a rule is explained") {
  for (const rule_kind k : written_kinds) {
    CAPTURE(name(k));
    CHECK(has(schema::kind_words, name(k)));
  }
  for (const rule_key& k : rule_keys) {
    CAPTURE(k.name);
    CHECK(has(schema::rule_key_words, k.name));
  }
}

}  // namespace
