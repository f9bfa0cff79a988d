#include "../../src/intake/key_table.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace clearance;

/// As a cursor gives its keys: with more text behind them.
std::uint32_t found(const key_table& t, std::string_view key) {
  const std::string in_text = std::string(key) + "\": \"and what stands behind it\"";
  return t.find(std::string_view(in_text).substr(0, key.size()));
}

TEST_CASE("a key is found at its position, and nothing else is") {
  const std::vector<std::string_view> keys = {"name", "code", "route", "last_taken", "ongoing", "note"};
  const key_table t(keys);
  for (std::uint32_t i = 0; i < keys.size(); ++i) CHECK(found(t, keys[i]) == i);
  for (const std::string_view other : {"", "nam", "names", "Name", "last_take", "last_taken_on", "nmae"})
    CHECK(found(t, other) == key_table::none);
  CHECK(t.keys() == keys);
  CHECK(t.key(3) == "last_taken");
}

TEST_CASE("a zero byte is part of a key") {
  const std::vector<std::string_view> keys = {"id"};
  const key_table t(keys);
  CHECK(found(t, std::string_view("id\0", 3)) == key_table::none);
  CHECK(found(t, std::string_view("i\0", 2)) == key_table::none);
}

TEST_CASE("long keys that begin alike are told apart") {
  std::vector<std::string> texts;
  for (std::size_t length = 14; length < 70; ++length) {
    texts.emplace_back(length, 'a');
    texts.push_back(std::string(length, 'a') + 'b');
    texts.push_back(std::string(16, 'c') + std::to_string(length));
  }
  const std::vector<std::string_view> keys(texts.begin(), texts.end());
  const key_table t(keys);
  for (std::uint32_t i = 0; i < keys.size(); ++i) CHECK(found(t, keys[i]) == i);
  CHECK(found(t, std::string(16, 'c')) == key_table::none);
  CHECK(found(t, std::string(80, 'a')) == key_table::none);
}

TEST_CASE("each of many keys has its place") {
  std::vector<std::string> texts;
  for (int i = 0; i < 63; ++i) texts.push_back("question_" + std::to_string(i));
  key_table t;
  for (const std::string& text : texts) t.add(text);
  CHECK(t.size() == texts.size());
  for (std::uint32_t i = 0; i < texts.size(); ++i) CHECK(found(t, texts[i]) == i);
  CHECK(found(t, "question_63") == key_table::none);
}

TEST_CASE("nothing is found where there are no keys") { CHECK(found(key_table(), "id") == key_table::none); }

TEST_CASE("a key is told once when it stands again, however often") {
  seen_keys seen;
  CHECK(seen.note(3) == occurrence::first);
  CHECK(seen.note(63) == occurrence::first);
  CHECK(seen.note(3) == occurrence::second);
  CHECK(seen.note(3) == occurrence::later);
  CHECK(seen.note("unheard of") == occurrence::first);
  CHECK(seen.note("unheard of") == occurrence::second);
  CHECK(seen.note("unheard of") == occurrence::later);
}

}  // namespace
