#include <clearance/match/normalise.hpp>

#include "../printed.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace {

std::string normal(std::string_view text) {
  std::string out = "left from before";
  clearance::normalise(text, out);
  return out;
}

TEST_CASE("words are lower case, with single spaces between them") {
  CHECK(normal("  Fish   OIL\t\n") == "fish oil");
  CHECK(normal("Omega-3 & Vit. E") == "omega 3 vit e");
  CHECK(normal("advil/motrin,aleve;ibu(profen)") == "advil motrin aleve ibu profen");
}

TEST_CASE("letters and digits are apart") {
  CHECK(normal("81mg") == "81 mg");
  CHECK(normal("B12") == "b 12");
  CHECK(normal("0.05%") == "0 05");
  CHECK(normal("5mg2x") == "5 mg 2 x");
}

TEST_CASE("accents do not matter, written in one sign or in two") {
  CHECK(normal("Ibuprofène") == "ibuprofene");
  CHECK(normal("Ibuprofe\xCC\x80ne") == "ibuprofene");
  CHECK(normal("CAFÉ ÀÉÎÕÜÇÑ") == "cafe aeioucn");
  CHECK(normal("Straße Æther œuvre þorn") == "strasse aether oeuvre thorn");
  CHECK(normal("Łódź Žižek") == "lodz zizek");
}

TEST_CASE("every letter from U+00C0 to U+017F becomes small letters or a space") {
  for (unsigned c = 0xc0; c < 0x180; ++c) {
    const std::string letter{static_cast<char>(0xc0 | c >> 6), static_cast<char>(0x80 | (c & 0x3f))};
    const std::string out = normal("x" + letter + "x");
    CAPTURE(c);
    if (c == 0xd7 || c == 0xf7) {  // the signs of multiplication and division
      CHECK(out == "x x");
      continue;
    }
    CHECK(out.size() >= 3);
    CHECK(out.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos);
  }
}

TEST_CASE("an apostrophe of any kind is as if it were not there") {
  for (const std::string_view text :
       {"St John's Wort", "St John’s Wort", "St John‘s Wort", "St John`s Wort", "St John´s Wort"}) {
    CAPTURE(text);
    CHECK(normal(text) == normal("St Johns Wort"));
  }
}

TEST_CASE("a plural s says nothing") {
  CHECK(normal("eyelids") == "eyelid");
  CHECK(normal("Tablets and capsules") == "tablet capsule");
  CHECK(normal("crow's feet") == "crow feet");
}

TEST_CASE("an s that is no plural stays") {
  for (const std::string_view word : {"psoriasis", "virus", "abscess", "gas", "its", "s"}) {
    CAPTURE(word);
    CHECK(normal(word) == word);
  }
}

TEST_CASE("`and` and `with` join, whatever their case and place") {
  CHECK(normal("fish oil AND turmeric") == "fish oil turmeric");
  CHECK(normal("and aspirin with") == "aspirin");
  CHECK(normal("and") == "");
  CHECK(normal("and with and") == "");
  CHECK(normal("sandwich withania") == "sandwich withania");
}

TEST_CASE("`plus` stays, as it is part of names") { CHECK(normal("Alka-Seltzer Plus") == "alka seltzer plus"); }

TEST_CASE("what has no width and combining signs are as if they were not there") {
  CHECK(normal("as\xC2\xADpirin") == "aspirin");
  CHECK(normal("as\xE2\x80\x8Bpirin") == "aspirin");
  CHECK(normal("\xEF\xBB\xBF"
               "aspirin") == "aspirin");
}

TEST_CASE("signs that are no letters end a word") {
  CHECK(normal("Advil® PM™") == "advil pm");
  CHECK(normal("aspirin – warfarin…") == "aspirin warfarin");
  CHECK(normal("aspirin\xC2\xA0"
               "warfarin\xE3\x80\x80"
               "ibuprofen") == "aspirin warfarin ibuprofen");
  CHECK(normal("5€") == "5");
}

TEST_CASE("the sign of micro is a u") {
  CHECK(normal("50 µg") == "50 ug");
  CHECK(normal("50 μg") == "50 ug");
}

TEST_CASE("letters beyond Latin stay as they are") {
  CHECK(normal("аспирин 100") == "аспирин 100");
  CHECK(normal("アスピリン") == "アスピリン");
  CHECK(normal("\xF0\x9D\x94\x84") == "\xF0\x9D\x94\x84");
}

TEST_CASE("nothing is nothing") {
  CHECK(normal("") == "");
  CHECK(normal("  .,;-!  ") == "");
  CHECK(normal(std::string_view("\0", 1)) == "");
}

TEST_CASE("what is normal stays as it is") {
  for (const std::string_view text :
       {"Omega-3 & Vit. E", "Ibuprofène 400mg", "St John's Wort", "eyelids", "аспирин", "psoriasis", "5mg2x"}) {
    CAPTURE(text);
    const std::string once = normal(text);
    CHECK(normal(once) == once);
  }
}

TEST_CASE("text that is cut in the middle of a sign is read without looking past its end") {
  for (const std::string_view whole : {"a\xC3\xA9", "a\xE2\x80\x99", "a\xF0\x9D\x94\x84"})
    for (std::size_t size = 2; size < whole.size(); ++size) {
      const std::string cut(whole.substr(0, size));  // of its own, so that a sanitizer sees its end
      CHECK(normal(cut).substr(0, 1) == "a");
    }
}

}  // namespace
