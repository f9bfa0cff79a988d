#include <clearance/io/format_text.hpp>

#include <clearance/io/load_pack.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;
using namespace clearance;

std::string formatted(const std::string& text) {
  issues found;
  const auto out = format_text("given.yaml", text, found);
  INFO(to_text(found));
  INFO(text);
  REQUIRE(out);
  return *out;
}

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::vector<fs::path> yaml_below(const fs::path& folder) {
  std::vector<fs::path> found;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.path().extension() == ".yaml") found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  REQUIRE(!found.empty());
  return found;
}

/// What an editor without manners makes of a text: it says the same.
std::string untidy(const std::string& text) {
  std::string out = "\xef\xbb\xbf\n\n";
  std::size_t lines = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string line = text.substr(at, end - at);
    const std::size_t indentation = std::min(line.find_first_not_of(' '), line.size());
    out += std::string(indentation, ' ') + line + (++lines % 3 == 0 ? "   \r\n" : "\r\n");
    if (line.empty()) out += "  \r\n\r\n";
    at = end + 1;
  }
  return out + "\r\n   ";
}

/// Gives one text in place of one file, and the rest from the disk.
class with_changed : public file_reader {
 public:
  with_changed(fs::path folder, std::string name, std::string text)
      : folder_(std::move(folder)), name_(std::move(name)), text_(std::move(text)) {}
  bool read(const std::string& path, std::string& text) override {
    if (path == name_) {
      text = text_;
      return true;
    }
    if (!fs::is_regular_file(folder_ / path)) return false;
    text = text_of(folder_ / path);
    return true;
  }

 private:
  fs::path folder_;
  std::string name_;
  std::string text_;
};

/// A message may name another place of the file, which lies elsewhere in the new layout.
std::string without_lines(std::string message) {
  for (std::size_t at = message.find(".yaml:"); at != std::string::npos; at = message.find(".yaml:", at + 1)) {
    const std::size_t begin = at + 6;
    message.erase(begin, message.find_first_not_of("0123456789", begin) - begin);
  }
  return message;
}

void check_same_pack(const fs::path& folder, const std::string& pack, const std::string& changed_file,
                     const std::string& text) {
  with_changed as_written(folder, {}, {});
  with_changed laid_out(folder, changed_file, text);
  const loaded_pack before = load_pack(pack, as_written);
  const loaded_pack after = load_pack(pack, laid_out);
  INFO(to_text(after.found));
  REQUIRE(before.found.size() == after.found.size());
  for (std::size_t i = 0; i < before.found.size(); ++i) {
    CHECK(before.found[i].code == after.found[i].code);
    CHECK(without_lines(before.found[i].message) == without_lines(after.found[i].message));
  }
  REQUIRE((before.usable == nullptr) == (after.usable == nullptr));
  if (before.usable != nullptr) CHECK(before.usable->hash == after.usable->hash);
  REQUIRE(before.cases.size() == after.cases.size());
  for (std::size_t i = 0; i < before.cases.size(); ++i) {
    CHECK(before.cases[i].name == after.cases[i].name);
    CHECK(before.cases[i].intake == after.cases[i].intake);
    CHECK(before.cases[i].expected == after.cases[i].expected);
  }
}

TEST_CASE("the shipped packs and vocabularies are in canonical layout") {
  for (const fs::path& file : yaml_below(CLEARANCE_RULES_DIR)) {
    CAPTURE(file.string());
    const std::string text = text_of(file);
    CHECK_MESSAGE(formatted(text) == text, "lay it out with `clearance fmt`");
  }
}

TEST_CASE("a shipped text that lost its layout gets it back") {
  for (const fs::path& file : yaml_below(CLEARANCE_RULES_DIR)) {
    CAPTURE(file.string());
    const std::string text = text_of(file);
    CHECK(formatted(untidy(text)) == text);
  }
}

TEST_CASE("whatever can be read keeps its meaning, and laid out twice it is as laid out once") {
  const fs::path folder = fs::path(CLEARANCE_TESTS_DIR) / "golden";
  std::size_t laid_out = 0;
  for (const fs::path& file : yaml_below(folder)) {
    CAPTURE(file.string());
    issues found;
    const auto text = format_text(file.string(), text_of(file), found);
    if (!text) {
      CHECK(has_errors(found));
      continue;
    }
    ++laid_out;
    CHECK(formatted(*text) == *text);
    CHECK(text->find(" \n") == std::string::npos);
    const std::string name = fs::relative(file, folder).string();
    if (file.parent_path() == folder) check_same_pack(folder, name, name, *text);
  }
  CHECK(laid_out > 100);
}

TEST_CASE("a vocabulary that is laid out makes the same pack") {
  const std::string name = "vocabulary/substances.yaml";
  const std::string text = formatted(untidy(text_of(fs::path(CLEARANCE_RULES_DIR) / name)));
  check_same_pack(CLEARANCE_RULES_DIR, "microneedling.yaml", name, text);
}

TEST_CASE("two spaces indent a level, one space stands behind a colon, and no space before a line's end") {
  CHECK(formatted("rules:\n     a:\n          washout:   nsaid   \n          before:  1 week\t\n") ==
        "rules:\n  a:\n    washout: nsaid\n    before: 1 week\n");
}

TEST_CASE("a blank line stands before a section, at most one between entries, none at either end") {
  CHECK(formatted("\n\npack: a\nversion: 1\nrules:\n\n  a:\n    exclude: b\n\n\n  c:\n    exclude: d\n\n") ==
        "pack: a\nversion: 1\n\nrules:\n  a:\n    exclude: b\n\n  c:\n    exclude: d\n");
}

TEST_CASE("what a comment stands above takes the blank line of its section") {
  CHECK(formatted("pack: a\n# These are all.\nrules:\n  a: {exclude: b}\n") ==
        "pack: a\n\n# These are all.\nrules:\n  a:\n    exclude: b\n");
}

TEST_CASE("rules have one key a line, what they hold may stay in braces") {
  CHECK(formatted("rules: {a: {exclude: b, unless: { diagnosed : yes }}}\n") ==
        "rules:\n  a:\n    exclude: b\n    unless: {diagnosed: yes}\n");
}

TEST_CASE("entries of a vocabulary may stay in braces, their section may not") {
  CHECK(formatted("zones: {a: {label: A}, b: {label: B}}\n") == "zones:\n  a: {label: A}\n  b: {label: B}\n");
}

TEST_CASE("a short list of words stands on one line") {
  CHECK(formatted("zones:\n  a:\n    parts:\n      - b\n      - c\n") == "zones:\n  a:\n    parts: [b, c]\n");
  CHECK(formatted("zones:\n  a:\n    parts: [b,\n c ]\n") == "zones:\n  a:\n    parts: [b, c]\n");
}

TEST_CASE("a long list of words fills its lines") {
  const std::string word(30, 'w');
  CHECK(formatted("zones:\n  a:\n    names: [" + word + ", " + word + ", " + word + ", " + word + "]\n") ==
        "zones:\n  a:\n    names: [" + word + ", " + word + ", " + word + ",\n      " + word + "]\n");
}

TEST_CASE("long braces are broken into lines") {
  const std::string word(50, 'w');
  CHECK(formatted("usual: {a: {b: " + word + ", c: {d: " + word + ", e: " + word + "}}, f: {g: h}}\n") ==
        "usual:\n  a:\n    b: " + word + "\n    c: {d: " + word + ", e: " + word + "}\n  f: {g: h}\n");
  CHECK(formatted("usual:\n  a: [{b: " + word + "}, {c: " + word + "}, {d: e, f: g}]\n") ==
        "usual:\n  a:\n    - {b: " + word + "}\n    - {c: " + word + "}\n    - {d: e, f: g}\n");
}

TEST_CASE("a long list that is broken already keeps its lines") {
  const std::string word(70, 'w');
  const std::string text = "usual:\n  a:\n    - " + word + "\n    - " + word + "\n";
  CHECK(formatted(text) == text);
}

TEST_CASE("yes and no are written so where a key holds one of them, and nowhere else") {
  CHECK(formatted("facts:\n  diagnosed:\n    answer: yes-no\nrules:\n  a:\n    ask_prescriber: true\n"
                  "    unless: {diagnosed: false, other: true}\n    says: true\n") ==
        "facts:\n  diagnosed:\n    answer: yes-no\n\nrules:\n  a:\n    ask_prescriber: yes\n"
        "    unless: {diagnosed: no, other: true}\n    says: true\n");
}

TEST_CASE("quotes stand only where YAML needs them") {
  CHECK(formatted("says: \"so it is\"\n") == "says: so it is\n");
  CHECK(formatted("says: 'it is: so'\n") == "says: 'it is: so'\n");
  CHECK(formatted("says: \"it is: so\"\n") == "says: 'it is: so'\n");
  CHECK(formatted("says: \"it's: so\"\n") == "says: \"it's: so\"\n");
  CHECK(formatted("says: \"it's so\"\n") == "says: it's so\n");
  CHECK(formatted("says: \"two\\nlines\"\n") == "says: \"two\\nlines\"\n");
  CHECK(formatted("a: {b: \"one, two\", c: 'why?', d: \"plain\"}\n") == "a: {b: 'one, two', c: 'why?', d: plain}\n");
  CHECK(formatted("says: 'one, two'\n") == "says: one, two\n");
  CHECK(formatted("a: 'null'\nb: null\nc: ''\nd: ~\ne:\n") == "a: 'null'\nb: null\nc: ''\nd: null\ne:\n");
}

TEST_CASE("a text over several lines becomes one line, a block text stays one") {
  CHECK(formatted("says: one\n   two\n") == "says: one two\n");
  CHECK(formatted("a:\n    b: |\n        one\n          two\n\n        three\n    c: d\n") ==
        "a:\n  b: |\n    one\n      two\n\n    three\n  c: d\n");
}

TEST_CASE("comments stay beside what they stood beside") {
  const std::string text =
      "# Of the file.\n\n# Of the pack.\npack: a  # its name\n\nrules:  # all of them\n\n  # Of the first.\n  a:\n"
      "    exclude: b  # why not\n    # At its end.\n\n  # Of the second.\n  c:\n    exclude:  # two\n      - d  # "
      "one\n"
      "      - e\n# At the end.\n";
  CHECK(formatted(text) == text);
}

TEST_CASE("comments inside brackets find a place when the brackets go") {
  CHECK(formatted("a: [b, # of b\n  c] # of all\n") == "a:\n  - b  # of b\n  - c  # of all\n");
  CHECK(formatted("a: [\n  # of b\n  b]\n") == "a: [b]  # of b\n");
  CHECK(formatted("a: # of a\n  b\n") == "a: b  # of a\n");
}

TEST_CASE("a comment keeps its letters, also where it may be a text that YAML cut") {
  CHECK(formatted("says: skin type #1\n") == "says: skin type  #1\n");
}

TEST_CASE("what is no YAML is not touched, and told") {
  issues found;
  CHECK(!format_text("given.yaml", "a: [b\n", found));
  REQUIRE(has_errors(found));
  CHECK(found[0].file == "given.yaml");
  found.clear();
  CHECK(!format_text("given.yaml", "a: b\na: c\n", found));
  CHECK(name(found.at(0).code) == "duplicate-key");
}

TEST_CASE("a file of comments alone, or of nothing, is laid out too") {
  CHECK(formatted("") == "");
  CHECK(formatted("   # one\n\n\n # two  \n") == "# one\n\n# two\n");
}

}  // namespace
