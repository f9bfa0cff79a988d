// Lines that are opened together are read as if each were a text of its own, whatever stands in the others.
#include <clearance/io/screener.hpp>

#include "microneedling.hpp"

#include <doctest/doctest.h>

#include <generate/random_intake.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace clearance;

std::string answer(screener& s, bool is_read) {
  if (!is_read) return std::string(s.error());
  s.evaluate();
  s.decide();
  return std::string(s.to_json());
}

class together {
 public:
  explicit together(const std::vector<std::string>& lines) : lines_(lines) {
    for (const std::string& line : lines) text_ += line + '\n';
    size_ = text_.size();
    text_.append(64, '\0');
  }

  std::vector<std::string> answers() const {
    screener s(*microneedling().usable);
    std::vector<std::string> out;
    s.open_lines({text_.data(), size_});
    std::size_t at = 0;
    for (const std::string& line : lines_) {
      out.push_back(answer(s, s.read_line({text_.data() + at, line.size()})));
      at += line.size() + 1;
    }
    return out;
  }

 private:
  const std::vector<std::string>& lines_;
  std::string text_;
  std::size_t size_ = 0;
};

std::vector<std::string> one_by_one(const std::vector<std::string>& lines) {
  screener s(*microneedling().usable);
  std::vector<std::string> out;
  for (const std::string& line : lines) out.push_back(answer(s, s.read(line)));
  return out;
}

// None of these has a line end; several leave open what the next line could close, or close what it could open.
const std::vector<std::string> odd_lines = {
    R"({"id": "a"})",
    R"({"id": "a", "medications": []})",
    R"({"id": "a")",
    R"({"id": "a",)",
    R"({"id":)",
    R"({"id")",
    R"({)",
    R"(})",
    R"(]})",
    R"({"medications": [)",
    R"({"medications": [{"name": "aspirin")",
    R"({"name": "ibuprofen", "last_taken": "2026-11-20"}]})",
    R"("last_taken": "2026-11-20"}]})",
    R"(, "conditions": []})",
    R"({"id": "a"} {"id": "b"})",
    R"({"id": "a"}})",
    R"({"id": "a"},)",
    R"([{"id": "a"}])",
    R"("text")",
    R"("text)",
    R"(text")",
    R"({"id": "a\)",
    R"({"id": "a\"})",
    R"({"id": "a"}\)",
    R"(\{"id": "a"})",
    R"({"id": "\u0041\n"})",
    R"({"id": "\x"})",
    R"(null)",
    R"(tru)",
    R"(1)",
    R"({"id": 01})",
    R"({"note": 1e400, "x": [1, 2, {"y": null}]})",
    "{\"id\": \"a\"}\r",
    "{\"id\": \"a\"\r",
    "  {\"id\" : \"a\" , \"today\" : \"2026-11-22\" }  ",
    "{\"id\": \"\xc3\xa9\"}",
    "{\"id\": \"\xc3\"}",
    "\xc3",
    "{\"id\": \"a\x01\"}",
    "",
    " ",
    "\xef\xbb\xbf{}",
};

TEST_CASE("every odd line, before and behind every other, is answered as by itself") {
  for (const std::string& first : odd_lines) {
    for (const std::string& second : odd_lines) {
      const std::vector<std::string> three = {first, second, R"({"id": "last"})"};
      CAPTURE(first);
      CAPTURE(second);
      CHECK(together(three).answers() == one_by_one(three));
    }
  }
  CHECK(together(odd_lines).answers() == one_by_one(odd_lines));
}

TEST_CASE("odd lines among those of every kind of patient are answered as by themselves") {
  // Without what is refused for all lines at once, so that these are read together.
  std::vector<std::string> odd;
  for (const std::string& line : odd_lines)
    if (line.find_first_of("\\\x01\xc3") == line.npos && std::count(line.begin(), line.end(), '"') % 2 == 0)
      odd.push_back(line);
  REQUIRE(odd.size() > 20);
  for (const generate::profile p : {generate::profile::clean, generate::profile::messy, generate::profile::complete}) {
    generate::intake_generator generator(5, p);
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < 300; ++i) {
      lines.push_back(to_json(generator.next()));
      if (i % 3 == 0) lines.push_back(odd[i / 3 % odd.size()]);
    }
    CHECK(together(lines).answers() == one_by_one(lines));
  }
}

TEST_CASE("lines may be left out") {
  const std::string text = "{\"id\": \"a\"}\n{\"id\": \"b\"}\n\n{\"id\": \"c\"}\n" + std::string(64, '\0');
  screener s(*microneedling().usable);
  s.open_lines(std::string_view(text).substr(0, text.size() - 64));
  REQUIRE(s.read_line(std::string_view(text).substr(0, 11)));
  CHECK(s.id() == "a");
  REQUIRE(s.read_line(std::string_view(text).substr(25, 11)));
  CHECK(s.id() == "c");
}

TEST_CASE("a line that is too long is told so, and costs no other") {
  const std::vector<std::string> lines = {R"({"id": "a"})", R"({"id": ")" + std::string(largest_intake, 'x') + "\"}",
                                          R"({"id": "b"})"};
  CHECK(together(lines).answers() == one_by_one(lines));
}

}  // namespace
