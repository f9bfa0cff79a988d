#include <clearance/io/load_pack.hpp>

#include <doctest/doctest.h>

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace {

using namespace clearance;

constexpr std::string_view words = R"(substances:
  thinner:
    label: thinner
    names: [turps, white spirit]
  turpentine:
    is: thinner
conditions:
  damp:
    usual_zones: [wall]
  dust:
    harmless: yes
zones:
  wall:
    parts: [corner]
  corner:
    label: corner
)";

constexpr std::string_view rules = R"(pack: painting
version: 1.0.0
title: Painting
vocabulary: [words.yaml]
sources:
  tin:
    title: What the tin says
rules:
  thinner-washout:
    washout: thinner
    before: 1 week
    says: No thinner for {before}.
    source: tin, back
  damp:
    exclude: damp
    where: treated
    says: Not on damp walls.
    source: tin, front
)";

class files_in_memory : public file_reader {
 public:
  std::map<std::string, std::string, std::less<>> texts{{"painting.yaml", std::string(rules)},
                                                        {"words.yaml", std::string(words)}};
  bool read(const std::string& path, std::string& text) override {
    const auto at = texts.find(path);
    text = at == texts.end() ? "there is no such file" : at->second;
    return at != texts.end();
  }
};

std::string hash(files_in_memory& files) {
  const loaded_pack loaded = load_pack("painting.yaml", files);
  INFO(to_text(loaded.found));
  REQUIRE(loaded);
  return loaded.usable->hash;
}

/// The hash with `from` replaced by `to`, in the one file that has it.
std::string hash_with(std::string_view from, std::string_view to) {
  files_in_memory files;
  int replaced = 0;
  for (auto& [path, text] : files.texts)
    if (const auto at = text.find(from); at != std::string::npos) {
      text.replace(at, from.size(), to);
      ++replaced;
    }
  CAPTURE(std::string(from));
  REQUIRE(replaced == 1);
  return hash(files);
}

std::string hash() {
  files_in_memory files;
  return hash(files);
}

TEST_CASE("a hash is `sha256:` and 64 hexadecimal digits, the same each time") {
  const std::string h = hash();
  CHECK(h.substr(0, 7) == "sha256:");
  CHECK(h.size() == 71);
  CHECK(h.find_first_not_of("0123456789abcdef", 7) == std::string::npos);
  CHECK(hash() == h);
}

TEST_CASE("comments, blank lines and layout do not change the hash") {
  CHECK(hash_with("rules:\n", "\n# what the tin says\nrules:\n") == hash());
  CHECK(hash_with("before: 1 week", "before:    1 week   # seven days") == hash());
  CHECK(hash_with("before: 1 week", "before: '1 week'") == hash());
  CHECK(hash_with("before: 1 week", "before: \"1 week\"") == hash());
  CHECK(hash_with("    is: thinner\n", "    is: [thinner]\n") == hash());
  CHECK(hash_with("    is: thinner\n", "    is:\n      - thinner\n") == hash());
  CHECK(hash_with("  tin:\n    title: What the tin says\n", "  tin: {title: What the tin says}\n") == hash());
  CHECK(hash_with("    names: [turps, white spirit]\n", "    names:\n      - turps\n      - white spirit\n") == hash());
}

TEST_CASE("the order of a rule's keys does not change the hash") {
  CHECK(hash_with("    where: treated\n    says: Not on damp walls.\n",
                  "    says: Not on damp walls.\n    where: treated\n") == hash());
}

TEST_CASE("cases do not change the hash: they decide nothing") {
  CHECK(hash_with("rules:\n", "usual: {today: 2026-11-22}\ncases:\n  one: {expect: {verdict: incomplete}}\nrules:\n") ==
        hash());
}

TEST_CASE("in what files the vocabulary stands does not change the hash") {
  files_in_memory files;
  std::string& text = files.texts["words.yaml"];
  const auto zones = text.find("zones:\n  wall");
  REQUIRE(zones != std::string::npos);
  files.texts["places.yaml"] = text.substr(zones);
  text.erase(zones);
  std::string& pack_text = files.texts["painting.yaml"];
  pack_text.replace(pack_text.find("[words.yaml]"), 12, "[places.yaml, words.yaml]");
  CHECK(hash(files) == hash());
}

TEST_CASE("whatever the rules say changes the hash") {
  CHECK(hash_with("before: 1 week", "before: 8 days") != hash());
  CHECK(hash_with("before: 1 week", "before: 1 week\n    after: 3 days") != hash());
  CHECK(hash_with("No thinner for", "Not any thinner for") != hash());
  CHECK(hash_with("tin, back", "tin, side") != hash());
  CHECK(hash_with("  thinner-washout:", "  thinners-washout:") != hash());
  CHECK(hash_with("    exclude: damp", "    refer: damp") != hash());
  CHECK(hash_with("version: 1.0.0", "version: 1.0.1") != hash());
  CHECK(hash_with("pack: painting", "pack: painting-walls") != hash());
  CHECK(hash_with("title: Painting", "title: Painting walls") != hash());
  CHECK(hash_with("title: What the tin says", "title: What the label says") != hash());
}

TEST_CASE("whatever the vocabulary says changes the hash") {
  CHECK(hash_with("white spirit", "mineral spirit") != hash());
  CHECK(hash_with("    is: thinner\n", "    label: turpentine\n") != hash());
  CHECK(hash_with("    harmless: yes\n", "    harmless: no\n") != hash());
  CHECK(hash_with("usual_zones: [wall]", "usual_zones: [corner]") != hash());
  CHECK(hash_with("parts: [corner]", "label: corner wall") != hash());
}

TEST_CASE("the order of rules changes the hash, as it changes the order of findings") {
  files_in_memory files;
  std::string& text = files.texts["painting.yaml"];
  const auto damp = text.find("  damp:");
  const auto thinner = text.find("  thinner-washout:");
  text = text.substr(0, thinner) + text.substr(damp) + text.substr(thinner, damp - thinner);
  CHECK(hash(files) != hash());
}

TEST_CASE("what kind of thing an entry is changes the hash") {
  const std::string as_zone =
      hash_with("  corner:\n    label: corner\n", "  corner:\n    label: corner\n  door:\n    label: door\n");
  const std::string as_condition = hash_with("  dust:\n", "  door:\n    label: door\n  dust:\n");
  CHECK(as_zone != as_condition);
}

}  // namespace
