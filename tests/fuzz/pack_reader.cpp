// Any bytes as a pack, or as a vocabulary: read to the end, told or loaded, and what is loaded can be used.
#include "require.hpp"

#include "yaml/tree.hpp"

#include <clearance/io/load_pack.hpp>
#include <clearance/io/screener.hpp>

#include <simdjson.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace {

using namespace clearance;
using fuzz::require;

constexpr std::string_view fixed_words = R"(
substances:
  nsaid: {label: anti-inflammatory}
  ibuprofen: {is: nsaid, names: [advil, nurofen], routes: [oral, topical], codes: {rxnorm: 5640}}
  aspirin: {is: [nsaid, blood-thinner]}
  blood-thinner: {ask_prescriber: yes}
  cold-remedy: {contains: [ibuprofen, sedative]}
  sedative: {}
  pain-killer: {may_be: [ibuprofen, sedative]}
conditions:
  acne: {usual_zones: face}
  cystic-acne: {is: acne}
  lesion: {names: [odd spot]}
  wrinkles: {harmless: yes}
  sore: {may_be: [acne, lesion]}
zones:
  face: {parts: [chin, eyelids]}
  chin: {names: [jaw tip]}
  eyelids: {}
)";

constexpr std::string_view fixed_pack = R"(
pack: fixed
version: 1.0.0
vocabulary: [fixed.yaml, words.yaml]
facts:
  depth: {of: treatment, ask: "How deep?", answer: [mild, deep]}
rules:
  nsaid-washout: {washout: nsaid, before: 1 week, after: 3 days}
  thinner-washout: {washout: blood-thinner, before: 7 days, while_taking: refer}
  ibuprofen-gel: {refer: ibuprofen, route: topical}
  acne: {exclude: acne, where: treated, status: active}
  lesion: {refer: lesion, status: any}
  eyelids: {exclude: eyelids}
  chin: {defer: chin, when: {depth: deep, indication: wrinkles, zone: face}}
  interval: {interval: 2..4 weeks, either: {depth: mild}}
)";

/// The input, and the files around it.
class memory : public file_reader {
 public:
  explicit memory(std::string_view input) : input_(input), is_vocabulary_(input.starts_with("# vocabulary")) {}

  bool read(const std::string& path, std::string& text) override {
    if (path == "pack.yaml")
      text = is_vocabulary_ ? fixed_pack : input_;
    else if (path == "words.yaml")
      text = is_vocabulary_ ? input_ : fixed_words;
    else if (path == "fixed.yaml")
      text = fixed_words;
    else
      return text = "no such file", false;
    return true;
  }

 private:
  std::string_view input_;
  bool is_vocabulary_;
};

bool is_one_line(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}

void check(const issue& i) {
  const std::string text = to_text(i);
  require(!yaml::first_bad_utf8(text), "an issue is told in UTF-8", text);
  require(!i.message.empty() && !i.file.empty(), "an issue has a message and a file", text);
  require(is_one_line(i.message) && is_one_line(i.hint), "an issue's words are one line that a terminal may show",
          text);
  require(i.line >= 0 && i.length >= 1, "an issue has a place", text);
  if (i.line == 0) return;
  const auto column = static_cast<std::size_t>(i.column);
  const auto begins = static_cast<std::size_t>(i.line_text_begins);
  require(column >= begins + 1 && column <= begins + i.line_text.size() + 1, "the caret stands within its line", text);
}

void quote(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) >= 0x20) out += c;
  }
  out += '"';
}

/// An intake that names whatever the pack knows, so that every index is walked.
std::string intake_for(const pack& p) {
  constexpr std::size_t most = 24;
  std::string out = R"({"today":"2026-11-22","treatment":{"date":"2026-12-01T10:00","depth":"deep","zones":[)";
  const auto list = [&](const auto& entries, std::string_view before, std::string_view after) {
    for (std::size_t i = 0; i < entries.size() && i < most; ++i) {
      if (i > 0) out += ',';
      out += before;
      quote(out, entries[i].label);
      out += after;
    }
  };
  list(p.words.zones, "", "");
  out += R"(]},"medications":[)";
  list(p.words.substances, R"({"last_taken":"2026-11","name":)", "}");
  out += R"(],"conditions":[)";
  list(p.words.conditions, R"({"status":"active","name":)", "}");
  return out += R"(],"sessions":[{"date":"2026-11-20","depth":"mild"}]})";
}

void check_json(std::string_view text) {
  static simdjson::dom::parser parser;
  simdjson::dom::object object;
  const simdjson::padded_string padded(text);
  require(parser.parse(padded).get(object) == simdjson::SUCCESS, "a decision is a JSON object", text);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  memory files(input);
  const loaded_pack loaded = load_pack("pack.yaml", files);
  require(loaded.usable != nullptr || has_errors(loaded.found), "what is not usable has an error");
  require(loaded.usable == nullptr || !has_errors(loaded.found), "what has an error is not usable");
  for (const issue& i : loaded.found) check(i);

  const loaded_pack again = load_pack("pack.yaml", files);
  require(to_text(again.found) == to_text(loaded.found), "the same file has the same issues");
  if (!loaded) return 0;
  require(again.usable->hash == loaded.usable->hash, "the same file has the same hash");

  screener screen(*loaded.usable);
  check_json(screen.screen("{}"));
  check_json(screen.screen(intake_for(*loaded.usable)));
  for (const pack_case& c : loaded.cases) {
    check_json(c.intake);
    check_json(c.expected);
    check_json(screen.screen(c.intake));
  }
  return 0;
}
