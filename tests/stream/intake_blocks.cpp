#include "../../src/stream/intake_blocks.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <cstdio>
#include <fstream>
#include <string>
#include <string_view>
#include <unistd.h>
#include <utility>
#include <vector>

namespace {

using namespace clearance::stream;
using clearance::largest_intake;

/// A file for the time of a test.
class written_file {
 public:
  explicit written_file(std::string_view text) {
    const int descriptor = ::mkstemp(path_.data());
    REQUIRE(descriptor >= 0);
    ::close(descriptor);
    std::ofstream(path_, std::ios::binary) << text;
  }
  ~written_file() { std::remove(path_.c_str()); }
  written_file(const written_file&) = delete;
  written_file& operator=(const written_file&) = delete;
  const std::string& path() const noexcept { return path_; }

 private:
  std::string path_ = "/tmp/clearance-blocks-XXXXXX";
};

struct read_intake {
  std::uint64_t line;
  std::string text;
  bool operator==(const read_intake&) const = default;
};
using read_intakes = std::vector<read_intake>;

read_intakes all_of(const std::vector<std::string>& paths, std::size_t usual_size) {
  read_intakes out;
  intake_blocks blocks(paths, usual_size);
  for (intake_block b; blocks.next(b);) {
    CHECK(b.bytes.size() >= b.size + 32);  // who reads ahead stays within
    b.for_each_intake([&](std::string_view text, std::uint64_t line) { out.push_back({line, std::string(text)}); });
  }
  return out;
}

/// The same of blocks of every size.
read_intakes intakes_of(std::string_view text) {
  const written_file file(text);
  const read_intakes whole = all_of({file.path()}, 1u << 16);
  for (const std::size_t size : {1u, 2u, 3u, 7u, 64u, 1000u}) {
    CAPTURE(size);
    CHECK(all_of({file.path()}, size) == whole);
  }
  return whole;
}

TEST_CASE("every line is an intake, but blank ones, which count as lines") {
  CHECK(intakes_of("{\"id\": 1}\n{}\n\n \t\nnonsense\n{}\n") ==
        read_intakes{{1, "{\"id\": 1}"}, {2, "{}"}, {5, "nonsense"}, {6, "{}"}});
  constexpr std::uint64_t many = 5000;  // more than are counted in a byte
  CHECK(intakes_of(std::string(many, '\n') + "{}\n") == read_intakes{{many + 1, "{}"}});
  CHECK(intakes_of("").empty());
  CHECK(intakes_of("\n\n").empty());
}

TEST_CASE("the last line may lack its end") {
  CHECK(intakes_of("{}\n{ }") == read_intakes{{1, "{}"}, {2, "{ }"}});
  CHECK(intakes_of("{}") == read_intakes{{1, "{}"}});
  CHECK(intakes_of("{") == read_intakes{{1, "{"}});
}

TEST_CASE("lines may end as on Windows") {
  CHECK(intakes_of("{}\r\n\r\n{ }\r\n") == read_intakes{{1, "{}\r"}, {3, "{ }\r"}});
}

TEST_CASE("a byte order mark at the beginning is none of the intake's") {
  CHECK(intakes_of("\xef\xbb\xbf{}\n{ }\n") == read_intakes{{1, "{}"}, {2, "{ }"}});
  CHECK(intakes_of("{}\n\xef\xbb\xbf{}\n") == read_intakes{{1, "{}"}, {2, "\xef\xbb\xbf{}"}});
  CHECK(intakes_of("\xef\xbb\xbf") == read_intakes{});
}

TEST_CASE("an object over several lines is one intake, which begins where it begins") {
  CHECK(intakes_of("\n\n{\n \"id\": \"a\"\n\n}\n") == read_intakes{{3, "{\n \"id\": \"a\"\n\n}"}});
  CHECK(intakes_of("{\n}") == read_intakes{{1, "{\n}"}});
  CHECK(intakes_of("{\r\n}\r\n") == read_intakes{{1, "{\r\n}\r"}});
  CHECK(intakes_of("{\n\n{}\n}\n") == read_intakes{{1, "{\n\n{}\n}"}});
}

TEST_CASE("a broken first line does not swallow the next object") {
  CHECK(intakes_of("{\"id\": \"a\"\n{}\n") == read_intakes{{1, "{\"id\": \"a\""}, {2, "{}"}});
  CHECK(intakes_of("{\"id\": \"a{\"}\n \n{}\n") == read_intakes{{1, "{\"id\": \"a{\"}"}, {3, "{}"}});
}

TEST_CASE("of what is too long, one byte more than an intake may hold is read, and the next line is as usual") {
  const std::string longest(largest_intake, 'x');
  const std::string cut = longest + 'x';
  for (const std::size_t more : {1u, 2u, 70'000u, 3'000'000u}) {
    const written_file file("{}\n" + longest + std::string(more, 'x') + "\n{ }\n");
    for (const std::size_t size : {1000u, 1u << 16, 1u << 22})
      CHECK(all_of({file.path()}, size) == read_intakes{{1, "{}"}, {2, cut}, {3, "{ }"}});
  }
  const written_file fits(longest + "\n" + longest);
  CHECK(all_of({fits.path()}, 1u << 16) == read_intakes{{1, longest}, {2, longest}});
  const written_file ends(cut + "yz");
  CHECK(all_of({ends.path()}, 1u << 16) == read_intakes{{1, cut}});
}

TEST_CASE("an object over several lines may be as long as any other, and no longer") {
  const std::string longest = "{\n" + std::string(largest_intake - 3, ' ') + '}';
  const written_file fits(longest + "\n");
  CHECK(all_of({fits.path()}, 1u << 16) == read_intakes{{1, longest}});
  const written_file exceeds("{\n" + std::string(3 * largest_intake, ' ') + "}\n");
  const read_intakes read = all_of({exceeds.path()}, 1u << 16);
  REQUIRE(read.size() == 1);
  CHECK(read[0].text.size() == largest_intake + 1);
}

TEST_CASE("files follow each other, each with lines and a layout of its own") {
  const written_file first("{}\n{ }");
  const written_file second("{\n}\n");
  for (const std::size_t size : {1u, 1u << 16})
    CHECK(all_of({first.path(), second.path(), first.path()}, size) ==
          read_intakes{{1, "{}"}, {2, "{ }"}, {1, "{\n}"}, {1, "{}"}, {2, "{ }"}});
  CHECK(intake_blocks({first.path(), second.path()}).known_size() == 10);
}

TEST_CASE("a file that is not there is told when its turn comes") {
  const written_file first("{}\n");
  intake_blocks blocks({first.path(), "/nowhere/intakes.ndjson"});
  intake_block b;
  CHECK(blocks.next(b));
  CHECK_THROWS_WITH_AS(blocks.next(b), "cannot read `/nowhere/intakes.ndjson`: No such file or directory", unreadable);
  CHECK(blocks.known_size() == 0);
}

}  // namespace
