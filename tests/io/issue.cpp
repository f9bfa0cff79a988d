#include <clearance/io/issue.hpp>

#include <clearance/io/load_pack.hpp>

#include <doctest/doctest.h>

#include <string>
#include <utility>

namespace {

using namespace clearance;

/// One pack, whatever its name.
class only_file : public file_reader {
 public:
  explicit only_file(std::string text) : text_(std::move(text)) {}
  bool read(const std::string&, std::string& text) override {
    text = text_;
    return true;
  }

 private:
  std::string text_;
};

/// The first issue of a pack that consists of `text`.
issue told(std::string text) {
  only_file file(std::move(text));
  const loaded_pack loaded = load_pack("a.yaml", file);
  REQUIRE(!loaded.found.empty());
  return loaded.found[0];
}

}  // namespace

TEST_CASE("an issue keeps the part of a long line that is around its caret") {
  const std::string before = "note: " + std::string(5'000, 'a');
  const issue i = told("{" + before + ", sauces: x, title: " + std::string(5'000, 'b') + "}\n");
  CHECK(i.column == static_cast<int>(before.size()) + 4);
  CHECK(i.length == 6);
  CHECK(i.line_text.size() == 140);
  CHECK(i.line_text.substr(static_cast<std::size_t>(i.column - 1 - i.line_text_begins), 6) == "sauces");
  CHECK(to_text(i).find("\n      | " + std::string(70, ' ') + "^^^^^^\n") != std::string::npos);
}

TEST_CASE("an excerpt begins and ends between letters, not inside one") {
  std::string before = "note: ";
  for (int n = 0; n < 500; ++n) before += "é";
  for (const char* const more : {"", "a"}) {
    const issue i = told("{" + before + more + ", sauces: \"" + before + "\"}\n");
    CHECK(i.line_text.starts_with("é"));
    CHECK((i.line_text.ends_with("é") || i.line_text.ends_with(" ")));
  }
}

TEST_CASE("a short line is kept as a whole") {
  const issue i = told("sauces: x\n");
  CHECK(i.line_text == "sauces: x");
  CHECK(i.line_text_begins == 0);
}

TEST_CASE("a long name is told by its beginning") {
  const issue i = told(std::string(1'000, 'k') + ": x\n");
  CHECK(i.message == "a pack has no key `" + std::string(80, 'k') + "...`");
}

TEST_CASE("what steers a terminal does not reach it") {
  // Escapes inside double quotes are the way by which such letters come into a text.
  const issue i = told("\"sau\\x1b[31mces\\x9b\": x\n");
  CHECK(i.message.find("sau [31mces") != std::string::npos);
  CHECK(i.message.find('\x1b') == std::string::npos);
  CHECK(i.message.find("\xc2\x9b") == std::string::npos);
}

TEST_CASE("the caret is as wide as the letters above it, not as their bytes") {
  const std::string text = to_text(told("saucés: x\n"));
  CHECK(text.find("\n      | ^^^^^^\n") != std::string::npos);
}

TEST_CASE("an issue of a file as a whole has no line") {
  const issue i = load_pack("no-such-folder/pack.yaml").found.at(0);
  CHECK(i.line == 0);
  CHECK(i.file == "no-such-folder/pack.yaml");
  CHECK(to_text(i) ==
        "no-such-folder/pack.yaml: error: cannot read `no-such-folder/pack.yaml`: no such file or directory "
        "[unreadable-file]\n   hint: name the YAML file of the pack\n");
}
