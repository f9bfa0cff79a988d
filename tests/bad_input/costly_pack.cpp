// Packs whose cost might grow with the square of their size, or faster: each is told or loaded in time, within memory.
#include "hostile_pack.hpp"

#include <clearance/io/screener.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace {

using namespace hostile;

std::string lines(std::size_t count, auto line) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += line(std::to_string(i)) + '\n';
  return out;
}

}  // namespace

TEST_SUITE("packs that cost more than they are worth") {
  TEST_CASE("many mistakes on many lines are told in time") {
    std::string text = "rules:\n";
    for (int i = 0; i < 100'000; ++i) text += "  A" + std::to_string(i) + ": {exclude: acne}\n";
    loaded_pack loaded;
    CHECK(in_time([&] { loaded = load(pack_with(text)); }));
    CHECK(loaded.usable == nullptr);
  }

  TEST_CASE("many mistakes on one line do not repeat the line without end") {
    std::string text = "rules: {";
    for (int i = 0; i < 2'000; ++i) text += "A" + std::to_string(i) + ": {exclude: acne}, ";
    const loaded_pack loaded = load(pack_with(text + "a: {exclude: acne}}\n"));
    CHECK(loaded.usable == nullptr);
    CHECK(bytes_told(loaded.found) < 4'000'000);
  }

  TEST_CASE("many unknown names are told in time") {
    std::string vocabulary = "conditions: {acne: {}}\nsubstances:\n";
    std::string text = "rules:\n  a:\n    exclude:\n";
    for (int i = 0; i < 10'000; ++i) {
      vocabulary += "  substance-" + std::to_string(i) + ": {}\n";
      text += "      - sustbance" + std::to_string(i) + "\n";
    }
    CHECK(in_time([&] { CHECK(load(pack_with(text), vocabulary).usable == nullptr); }));
  }

  // What a class may mean is what its members contain, which may be the class: no end of that.
  TEST_CASE("a member that contains its own class is a circle") {
    for (const std::string_view entries :
         {"{b: {}, c: {is: b, contains: b}}", "{b: {}, a: {contains: b}, c: {is: b, contains: a}}",
          "{b: {}, a: {may_be: [b, d]}, c: {is: b, contains: a}, d: {}}", "{b: {may_be: [c, d]}, c: {is: b}, d: {}}"}) {
      CAPTURE(std::string(entries));
      const loaded_pack loaded =
          load(pack_with(one_rule), "conditions: {acne: {}}\nsubstances: " + std::string(entries) + "\n");
      CHECK(is_told(loaded, issue_code::cycle));
    }
  }

  // Each may be two things, which may each be two things: 2^16 readings of one name, 2^60 of another.
  static std::string ambiguous(std::string_view kind, int levels) {
    std::string text = std::string(kind) + ":\n";
    for (int i = 0; i < levels; ++i)
      for (const char side : {'a', 'b'})
        text += "  " + (side + std::to_string(i)) + ": {may_be: [a" + std::to_string(i + 1) + ", b" +
                std::to_string(i + 1) + "]}\n";
    text += "  a" + std::to_string(levels) + ": {}\n  b" + std::to_string(levels) + ": {}\n";
    return text + (kind == "conditions" ? "  acne: {}\n" : "conditions: {acne: {}}\n");
  }

  TEST_CASE("names that may be names that may be names are bounded") {
    for (const std::string_view kind : {"substances", "conditions"}) {
      CAPTURE(std::string(kind));
      CHECK(load(pack_with(one_rule), ambiguous(kind, 2)).usable != nullptr);
      loaded_pack loaded;
      CHECK(in_time([&] { loaded = load(pack_with(one_rule), ambiguous(kind, 16)); }));
      CHECK(loaded.usable == nullptr);
    }
  }

  TEST_CASE("a code is compared with a name in time, however many ways lead up") {
    std::string vocabulary = "conditions: {acne: {}}\nsubstances:\n  other: {codes: {x: other}}\n";
    constexpr int levels = 28;
    for (int i = 0; i < levels; ++i)
      for (const char side : {'a', 'b'})
        vocabulary += "  " + (side + std::to_string(i)) + ": {is: [a" + std::to_string(i + 1) + ", b" +
                      std::to_string(i + 1) + "]}\n";
    vocabulary += "  a" + std::to_string(levels) + ": {}\n  b" + std::to_string(levels) + ": {}\n";
    const loaded_pack loaded = load(pack_with(one_rule), vocabulary);
    REQUIRE(loaded.usable != nullptr);
    screener screen(*loaded.usable);
    CHECK(in_time([&] { screen.screen(R"({"medications":[{"name":"a0","code":{"system":"x","value":"other"}}]})"); }));
  }

  TEST_CASE("a text does not grow without end where values are put in") {
    const std::string note(60'000, 'n');
    const loaded_pack loaded = load(pack_with("rules:\n  acne:\n    exclude: acne\n    note: " + note +
                                              "\n    says: \"" + repeated("{note}", 2'000) + "\"\n"));
    if (loaded.usable != nullptr) CHECK(loaded.usable->rules[0].says.size() <= 64u << 10);
  }

  TEST_CASE("cases do not repeat the usual intake without end") {
    std::string text = "usual:\n  today: 2026-11-22\n  note: " + std::string(60'000, 'u') + "\ncases:\n";
    for (int i = 0; i < 2'000; ++i) text += "  c" + std::to_string(i) + ": {expect: {verdict: incomplete}}\n";
    const loaded_pack loaded = load(pack_with(std::string(one_rule) + text));
    std::size_t bytes = 0;
    for (const pack_case& c : loaded.cases) bytes += c.intake.size();
    CHECK(bytes < 64u << 20);
  }

  TEST_CASE("many sources and many that cite them are read in time") {
    std::string text = "pack: tiny\nversion: 1.0.0\nvocabulary: words.yaml\nsources:\n";
    text += lines(40'000, [](const std::string& i) { return "  s" + i + ": {title: x}"; }) + "rules:\n";
    text += lines(40'000, [](const std::string& i) { return "  r" + i + ": {exclude: acne, source: s39999}"; });
    CHECK(in_time([&] { CHECK(load(text).usable != nullptr); }));
  }

  TEST_CASE("many cases with many keys are read in time") {
    const std::string keys = lines(20'000, [](const std::string& i) { return "    k" + i + ": x"; });
    const std::string text = std::string(one_rule) + "usual:\n  treatment:\n" + keys +
                             "cases:\n  a:\n    expect: {verdict: incomplete}\n    given:\n      treatment:\n" +
                             lines(20'000, [](const std::string& i) { return "        k" + i + ": y"; });
    CHECK(in_time([&] { load(pack_with(text)); }));
    const std::string unknown =
        std::string(one_rule) + "usual:\n" + lines(50'000, [](const std::string& i) { return "  k" + i + ": x"; }) +
        "cases:\n" + lines(2'000, [](const std::string& i) { return "  c" + i + ": {expect: {verdict: clear}}"; });
    CHECK(in_time([&] { CHECK(load(pack_with(unknown)).usable == nullptr); }));
  }

  TEST_CASE("many cases that name many rules are read in time") {
    const std::string text =
        "rules:\n" + lines(40'000, [](const std::string& i) { return "  r" + i + ": {exclude: acne}"; }) + "cases:\n" +
        lines(20'000, [](const std::string& i) { return "  c" + i + ": {expect: {rules: [r39999]}}"; });
    CHECK(in_time([&] { load(pack_with(text)); }));
  }

  TEST_CASE("facts and answers far above their limits are told in time") {
    const std::string facts = "facts:\n" + lines(50'000, [](const std::string& i) {
                                return "  f" + i + ": {of: treatment, ask: Is it, answer: yes-no}";
                              });
    const std::string tests = "rules:\n  acne:\n    exclude: acne\n    when:\n" +
                              lines(50'000, [](const std::string& i) { return "      f" + i + ": yes"; });
    CHECK(in_time([&] { CHECK(is_told(load(pack_with(facts + tests)), issue_code::too_large)); }));
    const std::string answers = "facts:\n  f:\n    of: treatment\n    ask: Which\n    answer:\n" +
                                lines(200'000, [](const std::string& i) { return "      - a" + i; });
    CHECK(in_time([&] { CHECK(is_told(load(pack_with(answers + std::string(one_rule))), issue_code::bad_value)); }));
  }

  TEST_CASE("placeholders that stand for nothing are told in time") {
    // Written with escapes, none is found in the file.
    const std::string text = "rules:\n  acne:\n    exclude: acne\n    says: \"" + repeated("{\\x61}", 20'000) +
                             repeated(" \n   ", 500'000) + "\"\n";
    CHECK(in_time([&] { CHECK(is_told(load(pack_with(text)), issue_code::unknown_placeholder)); }));
  }

  TEST_CASE("a name that a rule repeats counts once") {
    const std::string text = "rules:\n  chin:\n    exclude: [" + repeated("chin, ", 300'000) + "chin]\n";
    std::string vocabulary = "conditions: {acne: {}}\nzones:\n  chin: {}\n" +
                             lines(4'000, [](const std::string& i) { return "  z" + i + ": {}"; });
    loaded_pack loaded;
    CHECK(in_time([&] { loaded = load(pack_with(text), vocabulary); }));
    CHECK(loaded.usable != nullptr);
    CHECK(is_told(loaded, issue_code::duplicate_key));
  }

  TEST_CASE("many rules about a large class are too much") {
    const std::string vocabulary = "conditions: {acne: {}}\nsubstances:\n  c: {}\n" +
                                   lines(50'000, [](const std::string& i) { return "  s" + i + ": {is: c}"; });
    const std::string text =
        "rules:\n" + lines(50'000, [](const std::string& i) { return "  r" + i + ": {refer: c}"; });
    CHECK(in_time([&] { CHECK(is_told(load(pack_with(text), vocabulary), issue_code::too_large)); }));
  }

  TEST_CASE("classes that are all above each other are too much") {
    std::string vocabulary = "conditions: {acne: {}}\nsubstances:\n";
    constexpr std::size_t across = 500;
    for (std::size_t layer = 0; layer < 60; ++layer)
      for (std::size_t i = 0; i < across; ++i) {
        vocabulary += "  s" + std::to_string(layer * across + i) + ": {";
        if (layer > 0) {
          vocabulary += "is: [";
          for (std::size_t k = 0; k < 10; ++k)
            vocabulary += (k > 0 ? ", s" : "s") + std::to_string((layer - 1) * across + (i + k * 37) % across);
          vocabulary += ']';
        }
        vocabulary += "}\n";
      }
    CHECK(in_time([&] { CHECK(is_told(load(pack_with(one_rule), vocabulary), issue_code::too_large)); }));
  }
}
