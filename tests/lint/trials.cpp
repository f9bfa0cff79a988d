#include "../../src/lint/trials.hpp"

#include <clearance/io/load_pack.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

namespace {

using namespace clearance;
using namespace clearance::linting;

struct shipped {
  explicit shipped(const char* name)
      : path(CLEARANCE_RULES_DIR + std::string(name)),
        loaded(load_pack(path)),
        written(path, files),
        tried(*loaded.usable, written) {}
  std::string path;
  loaded_pack loaded;
  files_of_this_machine files;
  written_pack written;
  trials tried;
};

TEST_CASE("there is a patient for whom nothing of a shipped pack stands in the way") {
  for (const char* name : {"/microneedling.yaml", "/microneedling-cautious.yaml"}) {
    shipped s(name);
    CAPTURE(s.tried.nobody().json());
    CHECK(s.tried.judge(s.tried.nobody()).empty());
  }
}

TEST_CASE("the trials of a rule let it stand and let it pass") {
  for (const char* name : {"/microneedling.yaml", "/microneedling-cautious.yaml"}) {
    shipped s(name);
    std::size_t rules = 0;
    std::size_t whole = 0;
    for (std::uint32_t r = 0; r < s.loaded.usable->rules.size(); ++r) {
      const auto& bars = s.loaded.usable->bars;
      const rule_kind kind = s.loaded.usable->rules[r].kind;
      if (kind == rule_kind::uncovered || kind == rule_kind::require) continue;
      if (std::none_of(bars.begin(), bars.end(), [&](const bar& b) { return b.rule.value == r; })) continue;
      ++rules;
      std::size_t stood = 0;
      std::size_t passed = 0;
      const bool is_whole = s.tried.of_rule(r, {}, [&](const draft& d) {
        const auto& stands = s.tried.judge(d);
        const bool stands_now = std::any_of(stands.begin(), stands.end(), [&](const stand& i) { return i.rule == r; });
        ++(stands_now ? stood : passed);
      });
      CAPTURE(s.loaded.usable->rules[r].key);
      if (!is_whole) continue;
      ++whole;
      CHECK(stood > 0);
      if (kind == rule_kind::washout) CHECK(passed > 0);
    }
    CHECK(10 * whole >= 9 * rules);
  }
}

}  // namespace
