#include <clearance/match/name_index.hpp>

#include "../printed.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace {

using clearance::name_index;
using clearance::name_match;

using entries = std::vector<std::uint32_t>;
using words = std::vector<std::string>;

enum known : std::uint32_t {
  vitamin,
  vitamin_e,
  vitamin_e_oil,
  fish_oil,
  oil,
  aspirin,
  alka_seltzer,
  alka_seltzer_plus
};

name_index shelf() {
  name_index index;
  constexpr std::string_view ignored[] = {"mg", "daily", "cream", "plus", "a"};
  index.ignore(ignored);
  index.add("vitamin", vitamin);
  index.add("vitamin E", vitamin_e);
  index.add("vit e", vitamin_e);
  index.add("vitamin E skin oil", vitamin_e_oil);
  index.add("fish oil", fish_oil);
  index.add("oil", oil);
  index.add("aspirin", aspirin);
  index.add("Alka-Seltzer", alka_seltzer);
  index.add("Alka-Seltzer Plus", alka_seltzer_plus);
  return index;
}

TEST_CASE("a name is found in any usual writing") {
  const name_index index = shelf();
  for (const std::string_view text : {"aspirin", "ASPIRIN 81mg", "aspirin cream 0.05%", "daily aspirin", "aspirins"}) {
    CAPTURE(text);
    const name_match found = index.match(text);
    CHECK(found.understood());
    CHECK(found.entries == entries{aspirin});
  }
}

TEST_CASE("the longest name wins") {
  const name_index index = shelf();
  CHECK(index.match("vitamin").entries == entries{vitamin});
  CHECK(index.match("vitamin e").entries == entries{vitamin_e});
  CHECK(index.match("vitamin e skin oil").entries == entries{vitamin_e_oil});
  CHECK(index.match("alka seltzer").entries == entries{alka_seltzer});
}

TEST_CASE("a word that may be ignored is part of a name where the name has it") {
  CHECK(shelf().match("Alka-Seltzer Plus daily").entries == entries{alka_seltzer_plus});
  CHECK(shelf().match("aspirin plus").entries == entries{aspirin});
}

TEST_CASE("what a longer name only begins with falls back to the shorter one") {
  const name_index index = shelf();
  const name_match found = index.match("vitamin e skin");
  CHECK(found.entries == entries{vitamin_e});
  CHECK(found.left_over == words{"skin"});
  CHECK(!found.understood());
}

TEST_CASE("several names in one text are each found once, in their order") {
  const name_index index = shelf();
  CHECK(index.match("fish oil, aspirin + vit E; Fish Oil").entries == entries{fish_oil, aspirin, vitamin_e});
  CHECK(index.match("aspirin fish oil").entries == entries{aspirin, fish_oil});
}

TEST_CASE("what nothing explains is told, not skipped") {
  const name_index index = shelf();
  CHECK(index.match("no aspirin").left_over == words{"no"});
  CHECK(index.match("no aspirin").entries == entries{aspirin});
  CHECK(index.match("Velmorix 10 mg").left_over == words{"velmorix"});
  CHECK(index.match("something for my aspirin").left_over == words{"something", "for", "my"});
  CHECK(index.match("fish").left_over == words{"fish"});
  CHECK(index.match("fish aspirin").left_over == words{"fish"});
}

TEST_CASE("numbers alone, ignored words alone and nothing at all are not understood") {
  const name_index index = shelf();
  for (const std::string_view text : {"", " - ", "81", "81 mg daily", "and"}) {
    CAPTURE(text);
    CHECK(!index.match(text).understood());
    CHECK(index.match(text).left_over.empty());
  }
}

TEST_CASE("a name may be added twice for one entry, but not for another") {
  name_index index = shelf();
  CHECK(!index.add("aspirin", aspirin));
  CHECK(index.add("Aspirins", oil) == std::uint32_t{aspirin});
  CHECK(index.add("vit. E", fish_oil) == std::uint32_t{vitamin_e});
  CHECK(index.match("aspirin").entries == entries{aspirin});
}

TEST_CASE("a name is one also where a longer one began with its word before") {
  name_index index;
  index.add("fish oil", fish_oil);
  CHECK(!index.match("fish").understood());
  CHECK(!index.add("fish", oil));
  CHECK(index.match("fish").entries == entries{oil});
  CHECK(index.match("fish oil").entries == entries{fish_oil});
}

TEST_CASE("a word is ignored also where a name begins with it") {
  for (const bool ignored_first : {true, false}) {
    name_index index;
    constexpr std::string_view ignored[] = {"a"};
    if (ignored_first) index.ignore(ignored);
    index.add("a b", 1);
    index.add("c", 2);
    if (!ignored_first) index.ignore(ignored);
    CAPTURE(ignored_first);
    CHECK(index.match("a b").entries == entries{1});
    CHECK(index.match("a c").understood());
    CHECK(index.match("a c").entries == entries{2});
  }
}

TEST_CASE("a word that is ignored becomes a name where an entry bears it") {
  name_index index;
  constexpr std::string_view ignored[] = {"plus"};
  index.ignore(ignored);
  index.add("plus", 4);
  CHECK(index.match("plus").entries == entries{4});
}

TEST_CASE("thousands of names are all found") {
  name_index index;
  constexpr std::uint32_t count = 5000;
  const auto text = [](std::uint32_t i) {
    std::string name;
    for (std::uint32_t rest = i; name.empty() || rest > 0; rest /= 20) name += "bcdfghjklmnpqrtvwxyz"[rest % 20];
    return i % 3 == 0 ? name + " salt" : name;
  };
  for (std::uint32_t i = 0; i < count; ++i) REQUIRE(!index.add(text(i), i));
  for (std::uint32_t i = 0; i < count; ++i) {
    const name_match found = index.match(text(i));
    if (found.understood() && found.entries == entries{i}) continue;
    FAIL_CHECK("not found: ", text(i));
  }
}

TEST_CASE("an index without names understands nothing") {
  CHECK(name_index().match("aspirin").left_over == words{"aspirin"});
  CHECK(name_index().nearest("aspirin", 3).empty());
}

TEST_CASE("buffers that are used again hold nothing of the last text") {
  const name_index index = shelf();
  name_match found;
  std::string buffer;
  index.match("no aspirin", found, buffer);
  index.match("oil", found, buffer);
  CHECK(found.entries == entries{oil});
  CHECK(found.understood());
}

// ---- suggestions ----

TEST_CASE("a slip is a letter more, less, other, or two exchanged") {
  using clearance::matching::slips;
  CHECK(slips("aspirin", "aspirin", 2) == 0);
  CHECK(slips("asspirin", "aspirin", 2) == 1);
  CHECK(slips("aspirn", "aspirin", 2) == 1);
  CHECK(slips("aspirim", "aspirin", 2) == 1);
  CHECK(slips("apsirin", "aspirin", 2) == 1);
  CHECK(slips("apsirim", "aspirin", 2) == 2);
  CHECK(slips("", "as", 2) == 2);
}

TEST_CASE("slips are counted up to the limit and no further") {
  using clearance::matching::slips;
  CHECK(slips("warfarin", "aspirin", 2) == 3);
  CHECK(slips("a", "aspirin", 2) == 3);
  CHECK(slips(std::string(500, 'a'), std::string(500, 'a'), 2) == 3);  // longer than any name is worth comparing
}

std::vector<std::string> suggested(const name_index& index, std::string_view text, std::size_t most = 3) {
  std::vector<std::string> out;
  for (const auto& near : index.nearest(text, most)) out.emplace_back(near.name);
  return out;
}

TEST_CASE("the nearest names come first, as many as are wanted") {
  name_index index;
  index.add("warfarine", 2);
  index.add("warfarin", 1);
  index.add("aspirin", 3);
  CHECK(suggested(index, "warfarim") == words{"warfarin", "warfarine"});
  CHECK(suggested(index, "warfarim", 1) == words{"warfarin"});
  CHECK(suggested(index, "Velmorix").empty());
}

TEST_CASE("an entry is suggested once, by its nearest name") {
  name_index index;
  index.add("warfarine", 1);
  index.add("warfarin", 1);
  REQUIRE(index.nearest("warfarim", 3).size() == 1);
  CHECK(index.nearest("warfarim", 3)[0].name == "warfarin");
  CHECK(index.nearest("warfarim", 3)[0].entry == 1);
}

TEST_CASE("a short text may differ by one slip, a very short one is near to everything") {
  name_index index;
  index.add("biotin", 1);
  index.add("iron", 2);
  CHECK(suggested(index, "biotim") == words{"biotin"});
  CHECK(suggested(index, "boitim") == words{"biotin"});  // two slips
  CHECK(suggested(index, "irno") == words{"iron"});
  CHECK(suggested(index, "rion") == words{"iron"});
  CHECK(suggested(index, "irxx").empty());
  CHECK(suggested(index, "iro").empty());
}

TEST_CASE("words that are ignored or only begin a name are never suggested") {
  CHECK(shelf().nearest("dayly", 3).empty());
  CHECK(shelf().nearest("alkaa", 3).empty());
}

}  // namespace
