#include "../../src/render/text_buffer.hpp"

#include "../../src/render/day_texts.hpp"
#include "../../src/render/json_text.hpp"

#include <clearance/time/civil.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <iterator>
#include <string>

namespace {

using namespace clearance;

std::string text_of(const text_buffer& b) { return std::string(b.view()); }

TEST_CASE("a text grows piece by piece, longer than any room it began with") {
  text_buffer out;
  std::string expected;
  CHECK(out.view().empty());
  for (int i = 0; i < 1000; ++i) {
    out += "piece";
    out += ',';
    expected += "piece,";
  }
  CHECK(text_of(out) == expected);
  text_pen pen = out.pen();
  pen += "no piece";
  CHECK(text_of(out) == expected);
  pen.step_back(8);
  pen += ']';
  out.end_at(pen);
  CHECK(text_of(out) == expected + ']');
  out.clear();
  CHECK(out.view().empty());
}

TEST_CASE_TEMPLATE("pieces are appended at their own length, alone and in a run", pieces_of_size, word_pieces,
                   text_pieces, sentence_pieces) {
  constexpr std::size_t block = pieces_of_size::piece::block;
  pieces_of_size pieces;
  const std::string lengths[] = {"",
                                 "x",
                                 std::string(block - 1, 'a'),
                                 std::string(block, 'b'),
                                 std::string(block + 1, 'c'),
                                 std::string(3 * block - 7, 'd')};
  std::string expected;
  text_buffer out;
  for (const std::string& text : lengths) pieces.add(text);
  for (std::size_t i = 0; i < std::size(lengths); ++i) {
    out += pieces[i];
    expected += lengths[i];
    CHECK(text_of(out) == expected);
  }
  out += pieces.run(1, 4);
  CHECK(text_of(out) == expected + lengths[1] + lengths[2] + lengths[3]);
}

TEST_CASE("a short text leaves nothing behind its end") {
  text_buffer out;
  out += short_text("/conditions");
  out += short_text("");
  out += '/';
  CHECK(text_of(out) == "/conditions/");
}

TEST_CASE("what JSON escapes is found at every place of a text") {
  for (const char bad : {'"', '\\', '\n', '\x01', '\x1f'})
    for (std::size_t at = 0; at < 20; ++at) {
      std::string text(20, 'a');
      text[at] = bad;
      CHECK(needs_escapes(text));
    }
  for (int c = 0x20; c < 0x100; ++c)
    if (c != '"' && c != '\\') CHECK_FALSE(needs_escapes(std::string(17, static_cast<char>(c))));
  CHECK(escaped("a \"b\"\\\n\x01") == "a \\\"b\\\"\\\\\\n\\u0001");
}

TEST_CASE("a remembered day is that day, though others were written in its place") {
  day_texts days;
  char text[10];
  const auto written = [&](date d) { return std::string(text, days.write(text, d)); };
  for (int round = 0; round < 2; ++round)
    for (int far : {0, 1, 128, 256, -128, -300'000}) {
      char plain[10];
      const date d = add_days(to_date({2026, 12, 8}), far);
      CHECK(written(d) == std::string(plain, write(plain, d)));
    }
}

}  // namespace
