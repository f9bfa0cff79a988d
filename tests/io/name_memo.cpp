#include "../../src/intake/name_memo.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace clearance;

std::vector<std::uint32_t> meant(name_memo& memo, const std::string& name) {
  const std::string in_text = name + std::string(40, '"');
  const name_memo::answer found = memo.match(std::string_view(in_text).substr(0, name.size()));
  CHECK(found.not_understood == nullptr);
  return {found.entries.begin(), found.entries.end()};
}

TEST_CASE("names keep their meaning, however many there are") {
  name_index names;
  std::vector<std::string> texts;
  for (std::uint32_t i = 0; i < 9000; ++i) {
    texts.push_back("remedy" + std::to_string(i));
    names.add(texts.back(), i);
  }
  name_memo memo(names);
  for (int round = 0; round < 3; ++round)
    for (std::uint32_t i = 0; i < texts.size(); ++i) CHECK(meant(memo, texts[i]) == std::vector<std::uint32_t>{i});
}

TEST_CASE("a text that names several is remembered with all of them") {
  name_index names;
  names.add("zinc", 4);
  names.add("turmeric", 7);
  name_memo memo(names);
  for (int round = 0; round < 2; ++round) CHECK(meant(memo, "zinc and turmeric") == std::vector<std::uint32_t>{4, 7});
}

TEST_CASE("what is not understood is said each time, and nothing of the empty text") {
  name_index names;
  names.add("zinc", 4);
  name_memo memo(names);
  const std::string text = "zinc and something else" + std::string(40, ' ');
  for (int round = 0; round < 2; ++round) {
    const name_memo::answer found = memo.match(std::string_view(text).substr(0, 23));
    REQUIRE(found.not_understood != nullptr);
    CHECK(found.entries.size() == 1);
    const name_memo::answer none = memo.match(std::string_view(text).substr(0, 0));
    CHECK(none.entries.empty());
  }
}

TEST_CASE("a name that is too long to be kept is matched all the same") {
  name_index names;
  names.add("a remedy", 1);
  names.add("zinc", 4);
  name_memo memo(names);
  for (int round = 0; round < 2; ++round)
    CHECK(meant(memo, "zinc, zinc, zinc, zinc, zinc, zinc, zinc, zinc, zinc") == std::vector<std::uint32_t>{4});
}

}  // namespace
