// Packs that nobody means to write, or that somebody writes to do harm: each limit below, at and above; files that
// are broken, enormous, or something else altogether. A clear answer to each, and no crash.
#include "hostile_pack.hpp"

#include <clearance/io/load_pack.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace {

using namespace clearance;
using namespace hostile;
using nlohmann::json;

/// The code of the only issue; what else is found is told.
std::string only_code(const loaded_pack& loaded) {
  CHECK_MESSAGE(loaded.found.size() == 1, to_text(loaded.found).substr(0, 2000));
  return loaded.found.empty() ? std::string() : std::string(name(loaded.found[0].code));
}

}  // namespace

TEST_SUITE("limits of a pack") {
  // A comment fills the file, so that nothing else comes near a limit.
  static std::string pack_of(std::size_t bytes) {
    std::string text = pack_with(one_rule);
    while (text.size() + 1000 < bytes) text += '#' + std::string(998, 'x') + '\n';
    if (text.size() < bytes) text += '#' + std::string(bytes - text.size() - 1, 'x');
    return text;
  }

  TEST_CASE("a file has 8 MiB at most") {
    constexpr std::size_t most = 8u << 20;
    REQUIRE(pack_of(most).size() == most);
    CHECK(load(pack_of(most - 1)).usable != nullptr);
    CHECK(load(pack_of(most)).usable != nullptr);
    const loaded_pack above = load(pack_of(most + 1));
    CHECK(only_code(above) == "too-large");
    CHECK(bytes_told(above.found) < 10'000);
  }

  TEST_CASE("a vocabulary is a file like any other") {
    std::string large(words);
    large += '#' + std::string((8u << 20) - large.size(), 'x');
    const loaded_pack above = load(pack_with(one_rule), large);
    CHECK(above.usable == nullptr);
    CHECK(is_told(above, issue_code::too_large));
  }

  // A file of the machine is read to one byte above the limit and no further.
  TEST_CASE("a file on the disk has 8 MiB at most, and an endless one ends") {
    const std::filesystem::path file = std::filesystem::temp_directory_path() / "clearance-too-large.yaml";
    std::ofstream(file, std::ios::binary) << pack_of((8u << 20) + 1);
    CHECK(only_code(load_pack(file.string())) == "too-large");
    std::filesystem::remove(file);
    if (std::filesystem::exists("/dev/zero")) CHECK(only_code(load_pack("/dev/zero")) == "too-large");
  }

  static std::string nested(std::size_t levels) {
    // The pack's own map, that of `usual`, and lists inside.
    const std::size_t lists = levels - 2;
    return pack_with("usual:\n  note: " + std::string(lists, '[') + std::string(lists, ']') + "\n" +
                     std::string(one_rule));
  }

  TEST_CASE("values nest 32 deep at most") {
    CHECK(!is_told(load(nested(31)), issue_code::too_deep));
    CHECK(!is_told(load(nested(32)), issue_code::too_deep));
    CHECK(only_code(load(nested(33))) == "too-deep");
    CHECK(only_code(load(nested(500))) == "too-deep");
  }

  TEST_CASE("values nested without end, in every way that YAML has, are refused") {
    const std::string blocks = repeated("- ", 500) + "x\n";
    CHECK(only_code(load(blocks)) == "too-deep");
    std::string indented;
    for (std::size_t i = 0; i < 500; ++i) indented += std::string(i, ' ') + "a:\n";
    CHECK(only_code(load(indented)) == "too-deep");
    CHECK(only_code(load(repeated("{a: ", 500) + "x" + std::string(500, '}'))) == "too-deep");
    for (const std::string_view opening : {"[", "{", "? ", "- [", "{a: [", "!x [", "[a, "}) {
      CAPTURE(std::string(opening));
      CHECK(load(repeated(opening, 100'000)).usable == nullptr);
    }
  }

  // Three values besides: the pack's map, and the list with its key.
  static std::string pack_with_values(std::size_t values) {
    std::string text = "note: [";
    for (std::size_t i = 0; i + 3 < values; ++i) text += i == 0 ? "a" : ",a";
    return text + "]\n";
  }

  TEST_CASE("a file has 1,000,000 values at most") {
    CHECK(!is_told(load(pack_with_values(999'999)), issue_code::too_many_nodes));
    CHECK(!is_told(load(pack_with_values(1'000'000)), issue_code::too_many_nodes));
    CHECK(only_code(load(pack_with_values(1'000'001))) == "too-many-nodes");
  }

  TEST_CASE("a text has 64 KiB at most") {
    constexpr std::size_t most = 64u << 10;
    const auto titled = [](std::size_t bytes) {
      return load(pack_with("title: " + std::string(bytes, 'x') + "\n" + std::string(one_rule)));
    };
    CHECK(titled(most - 1).usable != nullptr);
    CHECK(titled(most).usable != nullptr);
    CHECK(only_code(titled(most + 1)) == "too-large");
    const loaded_pack key = load(pack_with(std::string(most + 1, 'k') + ": x\n"));
    CHECK(key.usable == nullptr);
    CHECK(bytes_told(key.found) < 10'000);
    const loaded_pack folded = load(pack_with("title: >\n" + repeated("  folded\n", 10'000)));
    CHECK(only_code(folded) == "too-large");
  }

  TEST_CASE("a line of 2 MiB is read, and shown in part") {
    const std::string list = "usual: {note: [" + repeated("word, ", 350'000) + "word]}\n";
    REQUIRE(list.size() > 2u << 20);
    CHECK(load(pack_with(list + std::string(one_rule))).usable != nullptr);
    const loaded_pack wrong = load(pack_with("usual: {note: [" + repeated("word, ", 350'000) + "word]}, sauces: x\n"));
    CHECK(wrong.usable == nullptr);
    CHECK(to_text(wrong.found).size() < 2'000);
    CHECK(bytes_told(wrong.found) < 10'000);
  }

  TEST_CASE("a fact has 63 answers at most") {
    const auto answers = [](std::size_t count) {
      std::string text = "facts:\n  f: {of: treatment, ask: Which, answer: [";
      for (std::size_t i = 0; i < count; ++i) text += (i > 0 ? ", a" : "a") + std::to_string(i);
      return load(pack_with(text + "]}\nrules:\n  acne: {exclude: acne, when: {f: a0}}\n"));
    };
    CHECK(answers(62).usable != nullptr);
    CHECK(answers(63).usable != nullptr);
    CHECK(only_code(answers(64)) == "bad-value");
  }

  TEST_CASE("a kind of entry has 50 facts at most") {
    const auto facts = [](std::size_t count) {
      std::string text = "facts:\n";
      for (std::size_t i = 0; i < count; ++i)
        text += "  f" + std::to_string(i) + ": {of: treatment, ask: Is it, answer: yes-no}\n";
      text += "rules:\n  acne: {exclude: acne, when: {";
      for (std::size_t i = 0; i < count; ++i) text += (i > 0 ? ", f" : "f") + std::to_string(i) + ": yes";
      return load(pack_with(text + "}}\n"));
    };
    CHECK(facts(49).usable != nullptr);
    CHECK(facts(50).usable != nullptr);
    CHECK(is_told(facts(51), issue_code::too_large));
  }

  static std::string chain(std::size_t entries, bool last_first) {
    const auto entry = [&](std::size_t i) {
      return "  s" + std::to_string(i) + (i == 0 ? ": {}\n" : ": {is: s" + std::to_string(i - 1) + "}\n");
    };
    std::string text = "conditions: {acne: {}}\nsubstances:\n";
    for (std::size_t i = 0; i < entries; ++i) text += entry(last_first ? entries - 1 - i : i);
    return text;
  }

  TEST_CASE("a chain of the vocabulary has 64 entries at most, in whichever order they stand") {
    for (const bool last_first : {false, true}) {
      CAPTURE(last_first);
      CHECK(load(pack_with(one_rule), chain(63, last_first)).usable != nullptr);
      CHECK(load(pack_with(one_rule), chain(64, last_first)).usable != nullptr);
      CHECK(is_told(load(pack_with(one_rule), chain(65, last_first)), issue_code::too_deep));
      CHECK(is_told(load(pack_with(one_rule), chain(2'000, last_first)), issue_code::too_deep));
    }
  }

  TEST_CASE("there are 4,096 zones at most") {
    const auto zones = [](std::size_t count) {
      std::string text = "conditions: {acne: {}}\nzones:\n";
      for (std::size_t i = 0; i < count; ++i) text += "  z" + std::to_string(i) + ": {}\n";
      return load(pack_with(one_rule), text);
    };
    CHECK(zones(4'095).usable != nullptr);
    CHECK(zones(4'096).usable != nullptr);
    CHECK(only_code(zones(4'097)) == "too-large");
  }
}

TEST_SUITE("packs that are broken") {
  TEST_CASE("an alias bomb is refused at its first anchor") {
    std::string bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n";
    for (char c = 'b'; c <= 'z'; ++c) {
      const std::string before = std::string("*") + static_cast<char>(c - 1);
      bomb += std::string(1, c) + ": &" + c + " [" + before;
      for (int i = 0; i < 9; ++i) bomb += ", " + before;
      bomb += "]\n";
    }
    const loaded_pack loaded = load(bomb);
    REQUIRE(only_code(loaded) == "forbidden-yaml");
    CHECK(loaded.found[0].line == 1);
  }

  TEST_CASE("an anchor that holds itself is refused") { CHECK(only_code(load("a: &a [*a]\n")) == "forbidden-yaml"); }

  TEST_CASE("bytes that are no UTF-8 are refused at their place") {
    for (const std::string_view bytes : {"\xff", "\xfe\xff", "\xc3", "\xc0\xaf", "\xe0\x80\xaf", "\xed\xa0\x80",
                                         "\xf4\x90\x80\x80", "\x80", "\xf8\x88\x80\x80\x80"}) {
      const loaded_pack loaded = load(pack_with("title: caf" + std::string(bytes) + "\n" + std::string(one_rule)));
      REQUIRE(only_code(loaded) == "bad-encoding");
      CHECK(loaded.found[0].line == 6);
      CHECK(loaded.found[0].column == 11);
      CHECK(json(to_text(loaded.found)).dump().size() > 0);  // throws where it is no UTF-8
    }
  }

  TEST_CASE("control characters are refused at their place, wherever they stand") {
    for (const char c : {'\0', '\x01', '\x04', '\x08', '\x0b', '\x0c', '\x1b', '\x7f'}) {
      CAPTURE(int(c));
      const loaded_pack loaded = load(pack_with("title: one" + std::string(1, c) + "two\n" + std::string(one_rule)));
      REQUIRE(only_code(loaded) == "bad-encoding");
      CHECK(loaded.found[0].line == 6);
      CHECK(loaded.found[0].column == 11);
    }
  }

  // yaml-cpp takes a byte 4 for the end of the file: what stands behind it must not be lost without a word.
  TEST_CASE("no byte ends the file early") {
    const std::string whole =
        pack_with("rules:\n  acne: {exclude: acne}\n  chin:\n    exclude: chin\n    says: not there\n");
    for (std::size_t at = 0; at < whole.size(); ++at) {
      std::string damaged = whole;
      damaged.insert(at, 1, '\x04');
      CHECK_MESSAGE(load(damaged).usable == nullptr, at);
    }
  }

  TEST_CASE("a truncated file never loads with fewer rules than it had") {
    const std::string whole = pack_with(
        "rules:\n"
        "  acne: {exclude: acne}\n"
        "  nsaid:\n"
        "    washout: [nsaid,\n"
        "      ibuprofen]\n"
        "    before: 1 week\n"
        "    says: \"No {before}.\"\n"
        "  chin: {exclude: 'chin', note: \"it's\"}\n");
    REQUIRE(load(whole).usable != nullptr);
    for (std::size_t length = 0; length < whole.size(); ++length) {
      // Cut between two rules, or between two keys of a rule that can do without, a pack is whole again: the last
      // line cannot tell. Everywhere else the cut is told, and nothing crashes.
      const std::string cut = whole.substr(0, length);
      const loaded_pack loaded = load(cut);
      const bool is_in_flow = cut.rfind('{') != std::string::npos && cut.find('}', cut.rfind('{')) == std::string::npos;
      if (is_in_flow) CHECK_MESSAGE(loaded.usable == nullptr, cut);
      CHECK((loaded.usable != nullptr || has_errors(loaded.found)));
    }
  }

  TEST_CASE("a file that begins with empty lines is read") {
    CHECK(load("\n" + pack_with(one_rule)).usable != nullptr);
    CHECK(load("\r\n\r\n" + pack_with(one_rule)).usable != nullptr);
    CHECK(only_code(load("\n")) == "wrong-shape");
  }

  TEST_CASE("line ends of Windows and of old Macs are line ends") {
    std::string windows, mac;
    for (const char c : pack_with(one_rule)) {
      windows += c == '\n' ? "\r\n" : std::string(1, c);
      mac += c == '\n' ? '\r' : c;
    }
    CHECK(load(windows).usable != nullptr);
    CHECK(load(mac).usable != nullptr);
  }

  TEST_CASE("a byte order mark says nothing") {
    const loaded_pack marked = load("\xef\xbb\xbf" + pack_with(one_rule));
    REQUIRE(marked.usable != nullptr);
    CHECK(marked.usable->hash == load(pack_with(one_rule)).usable->hash);
    // Nor does it move the caret, or hide a quote that is not closed.
    const loaded_pack named = load("\xef\xbb\xbfpack: Tiny Pack\n");
    REQUIRE(!named.found.empty());
    CHECK(named.found[0].column == 7);
    CHECK(only_code(load("\xef\xbb\xbf\"pack: tiny\n")) == "bad-yaml");
  }

  TEST_CASE("a folder where a file is expected is told as one") {
    const loaded_pack loaded = load_pack(CLEARANCE_TESTS_DIR);
    REQUIRE(only_code(loaded) == "unreadable-file");
    CHECK(loaded.found[0].message.find("folder") != std::string::npos);
  }

  TEST_CASE("a file that is not there is told by its name") {
    const loaded_pack loaded = load_pack(CLEARANCE_TESTS_DIR "/no-such-pack.yaml");
    REQUIRE(only_code(loaded) == "unreadable-file");
    CHECK(loaded.found[0].message.find("no-such-pack.yaml") != std::string::npos);
  }

  TEST_CASE("a file that breaks off while it is read is told by its name") {
    const std::string file = "/proc/self/mem";  // it opens, and no byte of it can be read at its beginning
    if (!std::filesystem::exists(file)) return;
    const loaded_pack loaded = load_pack(file);
    REQUIRE(only_code(loaded) == "unreadable-file");
    CHECK(loaded.found[0].message.find(file) != std::string::npos);
  }

  TEST_CASE("odd paths are paths that cannot be read") {
    for (const std::string& path : {std::string(), std::string("/"), std::string("a\0b", 3), std::string(100'000, 'x'),
                                    std::string("/dev/null/pack.yaml")}) {
      const loaded_pack loaded = load_pack(path);
      CHECK(loaded.usable == nullptr);
      CHECK(is_told(loaded, issue_code::unreadable_file));
    }
    CHECK(only_code(load_pack("/dev/null")) == "wrong-shape");  // an empty file
  }

  TEST_CASE("a vocabulary that cannot be read brings no unknown names with it") {
    const loaded_pack loaded = load(pack_with(one_rule), "substances: [unclosed\n");
    CHECK(only_code(loaded) == "bad-yaml");
  }

  TEST_CASE("a pack that is its own vocabulary is refused") {
    memory files({{"pack.yaml", "pack: tiny\nversion: 1.0.0\nvocabulary: pack.yaml\n" + std::string(one_rule)}});
    CHECK(load_pack("pack.yaml", files).usable == nullptr);
  }
}
