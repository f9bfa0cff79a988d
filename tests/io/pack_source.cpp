// What several loads share, and what they do not.
#include "in_memory.hpp"

#include <clearance/io/load_pack.hpp>

#include <doctest/doctest.h>

#include <string>

namespace {

using namespace clearance;

files_in_memory painting() {
  files_in_memory files;
  files.texts = {{"words.yaml", "substances:\n  thinner: {}\n"},
                 {"pack.yaml",
                  "pack: painting\nversion: 1.0.0\nvocabulary: words.yaml\nsources: {tin: {title: The tin}}\n"
                  "source: tin\nrules:\n  thinner: {washout: thinner, before: 1 week}\n"},
                 {"layer.yaml", "pack: room\nversion: 1.0.0\nextends: pack.yaml\n"}};
  return files;
}

std::string with(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

TEST_CASE("a file is read once, however many packs are made of it") {
  files_in_memory files = painting();
  pack_source source(files);
  REQUIRE(source.load("pack.yaml"));
  REQUIRE(source.load("pack.yaml"));
  REQUIRE(source.load("layer.yaml"));
  CHECK(files.reads == 3);
}

TEST_CASE("what is loaded again is the same") {
  files_in_memory files = painting();
  pack_source source(files);
  const loaded_pack first = source.load("pack.yaml");
  const loaded_pack second = source.load("pack.yaml");
  CHECK(first.usable->hash == second.usable->hash);
  CHECK(first.usable->hash == load_pack("pack.yaml", files).usable->hash);
  CHECK(to_text(first.found) == to_text(second.found));
}

TEST_CASE("a replaced text stands for its file, for what extends it too, and for the rest nothing is read again") {
  files_in_memory files = painting();
  pack_source source(files);
  REQUIRE(source.load("layer.yaml"));
  const int reads = files.reads;
  source.replace("./pack.yaml", with(std::string(source.text_of("pack.yaml")), "1 week", "2 weeks"));
  CHECK(source.load("pack.yaml").usable->rules[0].before == window{14, window_unit::days});
  CHECK(source.load("layer.yaml").usable->rules[0].before == window{14, window_unit::days});
  CHECK(files.reads == reads);
}

TEST_CASE("a replaced vocabulary is resolved anew") {
  files_in_memory files = painting();
  pack_source source(files);
  REQUIRE(source.load("pack.yaml"));
  source.replace("words.yaml", "substances:\n  thinner: {label: white spirit}\n");
  CHECK(source.load("pack.yaml").usable->words.substances[0].label == "white spirit");
  source.replace("words.yaml", "substances:\n  thiner: {}\n");
  CHECK(!source.load("pack.yaml"));
}

TEST_CASE("what is wrong is told each time") {
  files_in_memory files = painting();
  files.texts["words.yaml"] += "  thinner-too: {is: thiner}\n";
  files.texts["pack.yaml"] += "rules: {}\n";
  pack_source source(files);
  const std::string first = to_text(source.load("pack.yaml").found);
  CHECK(first.find("no substance `thiner`") != std::string::npos);
  CHECK(first.find("`rules` stands here twice") != std::string::npos);
  CHECK(to_text(source.load("pack.yaml").found) == first);
}

TEST_CASE("a pack outlives what it was loaded from") {
  loaded_pack loaded;
  {
    files_in_memory files = painting();
    loaded = pack_source(files).load("layer.yaml");
  }
  REQUIRE(loaded);
  CHECK(loaded.usable->rules[0].key == "thinner");
  CHECK(loaded.usable->rules[0].written[0].place == "pack.yaml:7");
}

TEST_CASE("a text that has not been loaded is empty") {
  files_in_memory files = painting();
  CHECK(pack_source(files).text_of("pack.yaml").empty());
}

}  // namespace
