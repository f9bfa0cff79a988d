// Any bytes as an intake: always one JSON object, the same for the same bytes, and never better than the problems
// allow.
#include "require.hpp"

#include <clearance/io/load_pack.hpp>
#include <clearance/io/screener.hpp>
#include <clearance/verdict.hpp>

#include <simdjson.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace {

using namespace clearance;
using fuzz::require;

const pack& shipped() {
  static const loaded_pack loaded = [] {
    loaded_pack p = load_pack(CLEARANCE_RULES_DIR "/microneedling.yaml");
    require(p.usable != nullptr, "the shipped pack loads", to_text(p.found));
    return p;
  }();
  return *loaded.usable;
}

unsigned rank(std::string_view verdict_name) {
  for (unsigned v = 0; v <= static_cast<unsigned>(verdict::exclude); ++v)
    if (verdict_name == name(static_cast<verdict>(v))) return v;
  require(false, "a verdict is one of the six", verdict_name);
  return 0;
}

std::string_view text_at(const simdjson::dom::object& o, std::string_view key, std::string_view shown) {
  std::string_view text;
  require(o[key].get(text) == simdjson::SUCCESS, "a decision has its keys", shown);
  return text;
}

void check(std::string_view out) {
  static simdjson::dom::parser parser;
  const simdjson::padded_string padded(out);
  simdjson::dom::object object;
  require(parser.parse(padded).get(object) == simdjson::SUCCESS, "the answer is a JSON object", out);
  require(out.find('\n') == std::string_view::npos, "the answer is one line", out);
  if (object["error"].error() == simdjson::SUCCESS) {
    require(object.size() == 1, "an error record has nothing beside", out);
    return;
  }
  const unsigned decided = rank(text_at(object, "verdict", out));
  const unsigned worst = rank(text_at(object, "worst_possible", out));
  require(decided <= worst, "the verdict is no worse than the worst possible", out);
  simdjson::dom::array problems;
  require(object["problems"].get(problems) == simdjson::SUCCESS, "a decision has its problems", out);
  for (const simdjson::dom::object problem : problems) {
    const std::string_view at = text_at(problem, "at", out);
    require(at.empty() || at.front() == '/', "a problem has a JSON pointer", out);
    if (text_at(problem, "severity", out) == "error")
      require(decided >= static_cast<unsigned>(verdict::incomplete), "an error is never cleared", out);
  }
}

// What another patient gets, whoever came before: every key and list, and names that only this one has.
constexpr std::string_view next_patient =
    R"({"id":"next","today":"2026-11-22","treatment":{"date":"2026-12-08",)"
    R"("depth":"mild","zones":["cheeks"],"indication":"acne scars"},"medications":[{"name":"Advil 200 mg",)"
    R"("last_taken":"2026-11-20"},{"name":"Eliquis","route":"oral","ongoing":true}],"conditions":[{"name":"acne",)"
    R"("zones":["chin"]},{"name":"suspicious lesion","diagnosed":true}],"sessions":[{"date":"2026-11-15"}]})";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static screener screen(shipped());
  static const std::string next(screen.screen(next_patient));
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::string first(screen.screen(input));
  check(first);
  require(screen.screen(input) == first, "the same bytes give the same answer", first);
  require(screen.screen(next_patient) == next, "the next patient gets what is theirs", next);
  return 0;
}
