// Any text against the shipped names: nothing is lost, nothing is counted twice, and what surrounds a name does not
// change what it means.
#include "require.hpp"

#include "yaml/tree.hpp"

#include <clearance/io/load_pack.hpp>
#include <clearance/match/name_index.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace clearance;
using fuzz::require;

const pack& shipped() {
  static const loaded_pack loaded = [] {
    loaded_pack p = load_pack(CLEARANCE_RULES_DIR "/microneedling.yaml");
    require(p.usable != nullptr, "the shipped pack loads", to_text(p.found));
    return p;
  }();
  return *loaded.usable;
}

// No name holds it, so no name reaches across it.
constexpr std::string_view stranger = "zzqxv";

/// Every byte that is no UTF-8 becomes a replacement character.
std::string made_valid(std::string text) {
  while (const auto bad = yaml::first_bad_utf8(text)) text.replace(*bad, 1, "\xef\xbf\xbd");
  return text;
}

std::vector<std::string_view> words_of(std::string_view normalised) {
  std::vector<std::string_view> words;
  while (!normalised.empty()) {
    const std::size_t end = std::min(normalised.find(' '), normalised.size());
    words.push_back(normalised.substr(0, end));
    normalised.remove_prefix(std::min(end + 1, normalised.size()));
  }
  return words;
}

void check_form(std::string_view text, std::string_view normal) {
  require(!yaml::first_bad_utf8(normal), "a normal form is UTF-8", normal);
  for (const std::string_view word : words_of(normal))
    require(!word.empty(), "words are separated by one space", normal);
  require(normal.empty() || normal.back() != ' ', "no space stands at the end", normal);
  require(std::none_of(normal.begin(), normal.end(), [](char c) { return c >= 'A' && c <= 'Z'; }), "letters are small",
          normal);
  std::string again;
  normalise(normal, again);
  require(again == normal, "a normal form stays as it is", text);
}

bool same(const name_match& a, const name_match& b) { return a.entries == b.entries && a.left_over == b.left_over; }

template <class Entries>
void check(const name_index& names, const Entries& entries, std::string_view text) {
  std::string normal;
  name_match found;
  names.match(text, found, normal);
  check_form(text, normal);

  for (std::size_t i = 0; i < found.entries.size(); ++i) {
    require(found.entries[i] < entries.size(), "an entry exists", text);
    require(std::count(found.entries.begin(), found.entries.end(), found.entries[i]) == 1, "an entry is told once",
            text);
  }
  const auto words = words_of(normal);
  auto at = words.begin();
  for (const std::string& left : found.left_over) {
    at = std::find(at, words.end(), left);
    require(at != words.end(), "what is left over stands in the text, in its order", text);
    ++at;
  }

  require(same(names.match(normal), found), "the normal form means the same", text);
  std::string shouted(text);
  for (char& c : shouted) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  require(same(names.match(shouted), found), "capitals mean the same", text);

  // A word that nothing explains is told, and changes nothing beside it.
  name_match with_stranger = names.match(std::string(text) + " " + std::string(stranger));
  require(!with_stranger.left_over.empty() && with_stranger.left_over.back() == stranger, "a strange word is left over",
          text);
  with_stranger.left_over.pop_back();
  require(same(with_stranger, found), "a strange word changes nothing before it", text);

  // A known name behind it is found.
  const std::size_t chosen = text.size() % entries.size();
  const std::string& label = entries[chosen].label;
  const name_match alone = names.match(label);
  require(alone.understood() && alone.entries.size() == 1, "a label is a name of its entry", label);
  require(same(names.match("  " + label + ",; "), alone), "separators mean nothing", label);
  const name_match behind = names.match(std::string(text) + " " + std::string(stranger) + " " + label);
  require(std::count(behind.entries.begin(), behind.entries.end(), alone.entries[0]) == 1, "a name behind is found",
          text);
  require(behind.left_over.size() == found.left_over.size() + 1, "a name behind leaves nothing over", text);

  const auto near = names.nearest(text.substr(0, 80), 3);
  require(near.size() <= 3, "no more names are suggested than were asked for", text);
  for (const auto& n : near) {
    const name_match meant = names.match(n.name);
    require(meant.understood() && meant.entries[0] == n.entry, "what is suggested is a name of its entry", n.name);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text = made_valid(std::string(reinterpret_cast<const char*>(data), size));
  const pack& p = shipped();
  check(p.names.substances, p.words.substances, text);
  check(p.names.conditions, p.words.conditions, text);
  check(p.names.zones, p.words.zones, text);
  return 0;
}
