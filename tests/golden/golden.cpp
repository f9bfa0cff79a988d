// What an author is told, word for word. Each NAME.yaml is a pack with one mistake (or none), NAME.expected the exact
// text of all that is found, paths as they were given. After a change of words: CLEARANCE_PIN_GOLDEN=1 writes the
// texts anew; then read them aloud.
#include <clearance/io/load_pack.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;
using namespace clearance;

const fs::path folder = fs::path(CLEARANCE_TESTS_DIR) / "golden";

/// Loads as a person in the folder of the pack would, so that the paths told are relative. Packs whose name begins with
/// `texts_` are loaded in German.
loaded_pack load_there(const std::string& name) {
  const fs::path before = fs::current_path();
  fs::current_path(folder);
  loaded_pack loaded = load_pack(name, load_options{name.starts_with("texts_") ? "de" : ""});
  fs::current_path(before);
  return loaded;
}

std::string text_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::vector<fs::path> packs() {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".yaml") found.push_back(entry.path());
  std::sort(found.begin(), found.end());
  return found;
}

bool is_pinning() { return std::getenv("CLEARANCE_PIN_GOLDEN") != nullptr; }

}  // namespace

TEST_CASE("every mistake is told in its exact words") {
  const auto all = packs();
  REQUIRE(all.size() > 150);
  for (const fs::path& pack : all) {
    CAPTURE(pack.filename().string());
    fs::path expected_file = pack;
    expected_file.replace_extension(".expected");
    const loaded_pack loaded = load_there(pack.filename().string());
    const std::string told = to_text(loaded.found);
    if (is_pinning()) std::ofstream(expected_file, std::ios::binary) << told;
    REQUIRE(fs::exists(expected_file));
    const std::string expected = text_of(expected_file);
    CHECK_MESSAGE(told == expected, "expected:\n", expected, "told:\n", told);
    const bool is_refused = loaded.usable == nullptr;
    CHECK(is_refused == has_errors(loaded.found));
  }
}

TEST_CASE("no expected text is without its pack") {
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() != ".expected") continue;
    fs::path pack = entry.path();
    CHECK_MESSAGE(fs::exists(pack.replace_extension(".yaml")), entry.path().string());
  }
}

TEST_CASE("every code of an issue has a pack that gives it") {
  // What takes a large file is held to its limits in bad_input; what `lint` alone doubts has its packs in tests/lint.
  std::set<std::string_view> told = {
      name(issue_code::too_large),      name(issue_code::too_many_nodes), name(issue_code::never_decides),
      name(issue_code::never_binds),    name(issue_code::contradiction),  name(issue_code::written_out),
      name(issue_code::text_for_a_map), name(issue_code::untried),        name(issue_code::false_friend)};
  for (const fs::path& pack : packs())
    for (const issue& i : load_there(pack.filename().string()).found) told.insert(name(i.code));
#define CLEARANCE_ISSUE(identifier, text) CHECK_MESSAGE(told.count(text) == 1, text);
#include <clearance/io/issue_codes.def>
#undef CLEARANCE_ISSUE
}

TEST_CASE("a message is one line, in small letters, with a hint that differs from it") {
  for (const fs::path& pack : packs()) {
    for (const issue& i : load_there(pack.filename().string()).found) {
      const std::string told = to_text(i);
      CAPTURE(told);
      const bool is_one_line = std::none_of(i.message.begin(), i.message.end(), [](char c) { return c == '\n'; });
      CHECK(is_one_line);
      REQUIRE(!i.message.empty());
      const bool begins_small = i.message[0] < 'A' || i.message[0] > 'Z';
      CHECK(begins_small);
      CHECK(i.message.back() != '.');
      CHECK(i.message.find("``") == std::string::npos);
      CHECK(!i.hint.empty());
      CHECK(i.hint != i.message);
    }
  }
}
