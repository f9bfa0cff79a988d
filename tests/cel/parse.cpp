#include "cel/parse.hpp"

#include <doctest/doctest.h>

#include <string>

namespace {

using namespace clearance;

std::string printed(const std::string& text) {
  cel::mistakes told;
  const cel::ast tree = cel::parse(text, told);
  return (told.empty() ? "" : told[0].message + ": ") + cel::print(tree, tree.root);
}

TEST_CASE("operators bind as in CEL") {
  CHECK(printed("a || b && c == d + e * -f") == "a || (b && (c == (d + (e * (-f)))))");
  CHECK(printed("a - b - c") == "(a - b) - c");
  CHECK(printed("a ? b : c ? d : e") == "a ? b : (c ? d : e)");
  CHECK(printed("!a.b(c).d") == "!a.b(c).d");
  CHECK(printed("a && b && c") == "a && b && c");
  CHECK(printed("-1 - -1") == "-1 - -1");
  CHECK(printed("x in [1, 2,]") == "x in [1, 2]");
  CHECK(printed("a // the rest is not read\n< b") == "a < b");
}

TEST_CASE("literals say what they say in CEL") {
  CHECK(printed("0x1F + 017") == "31 + 17");
  CHECK(printed(".5 + 1e3") == "0.5 + 1000.0");
  CHECK(printed(R"('it\'s' + "\u00e9\x41\101" + r'\n')") == R"(("it's" + "éAA") + "\\n")");
  CHECK(printed("'''a\n'b' ''' + \"\"") == R"("a\x0a'b' " + "")");
  CHECK(printed("-9223372036854775808") == "-9223372036854775808");
}

TEST_CASE("what is printed reads the same again") {
  for (const std::string text :
       {"a || b && !c", "size([1, 2.5, 'x']) > -3 % 2", "(a ? b : c) ? -(-d) : !(!e)",
        "m.exists(x, x.all(y, y == \"\\\"\\\\\"))", "(-1).f() == -(1.5) + --2.0", "1e300 * 1e-300 < -0.0"}) {
    const std::string once = printed(text);
    CAPTURE(text);
    if (once.find(": ") == std::string::npos || text.find('?') != std::string::npos) CHECK(printed(once) == once);
  }
}

TEST_CASE("no depth and no length of an expression is too much for the reader") {
  for (const std::size_t n : {31u, 33u, 1000u, 30000u})
    for (const std::string part : {"(", "[", "!", "-", "a.b(", "a ? ", "a + ", "a && ", "a.", "{", "a[",
                                   "a ? b : ", "f(", "\"", ".", "a.exists(a, ", "a in "}) {
      std::string text;
      for (std::size_t i = 0; i < n; ++i) text += part;
      cel::mistakes told;
      const cel::ast tree = cel::parse(text, told);
      CHECK(!told.empty());
      CHECK(told.size() < 40000);
      CHECK(tree.nodes.size() <= cel::most_nodes + 200);
    }
}

TEST_CASE("as deep as the limit is read") {
  const auto nested = [](std::size_t n) { return std::string(n, '(') + "a" + std::string(n, ')'); };
  CHECK(printed(nested(cel::deepest_nesting)) == "a");
  CHECK(printed(nested(cel::deepest_nesting + 1)).find("nested more than 32 deep") != std::string::npos);
}

}  // namespace
