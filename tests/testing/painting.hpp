#pragma once
#include <clearance/io/load_pack.hpp>

#include <doctest/doctest.h>

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Lists of lines as a failing check prints them.
template <>
struct doctest::StringMaker<std::vector<std::string>> {
  static String convert(const std::vector<std::string>& lines) {
    std::string out;
    for (const std::string& line : lines) out += "\n  " + line;
    return out.c_str();
  }
};

/// A small pack from texts: who may paint a wall.
namespace painting {

using namespace clearance;

inline constexpr std::string_view words = R"(substances:
  solvent: {label: solvent}
  thinner: {label: thinner, is: solvent}
  turpentine: {is: thinner, routes: [topical, inhaled]}
  spirit: {is: thinner, routes: [topical]}
  acetone: {is: solvent}
  soap: {routes: [topical]}
conditions:
  damp: {usual_zones: [wall]}
  mould: {is: damp}
  crack: {label: crack}
  dust: {harmless: yes}
events:
  primer: {label: primer}
  plaster: {label: plaster}
zones:
  wall: {parts: [corner]}
  corner: {label: corner}
  floor: {label: floor}
)";

/// Begins every pack here; rules, and cases, follow.
inline constexpr std::string_view head = R"(pack: painting
version: 1.0.0
title: Painting
vocabulary: [words.yaml]
sources:
  tin: {title: What the tin says}
source: tin
facts:
  coat: {of: treatment, ask: "Which coat?", answer: [first, second]}
  sealed: {of: condition, ask: "Is it sealed?", answer: yes-no}
  layers: {of: treatment, ask: "How many layers?", answer: 0..20}
)";

inline constexpr std::string_view usual = R"(usual:
  today: 2026-11-22
  treatment: {coat: first, layers: 1, zones: [wall]}
  medications: []
  conditions: []
  sessions: []
)";

class files_in_memory : public file_reader {
 public:
  std::map<std::string, std::string, std::less<>> texts;

  bool read(const std::string& path, std::string& text) override {
    const auto at = texts.find(path);
    text = at == texts.end() ? "there is no such file" : at->second;
    return at != texts.end();
  }
};

/// `rules` and `cases` are the lines below these keys.
inline files_in_memory files(std::string_view rules, std::string_view cases) {
  files_in_memory out;
  out.texts["words.yaml"] = words;
  std::string text = std::string(head) + "rules:\n" + std::string(rules) + std::string(usual);
  if (!cases.empty()) text += "cases:\n" + std::string(cases);
  out.texts["painting.yaml"] = std::move(text);
  return out;
}

inline loaded_pack load(std::string_view rules, std::string_view cases) {
  files_in_memory all = files(rules, cases);
  loaded_pack p = load_pack("painting.yaml", all);
  INFO(to_text(p.found));
  REQUIRE(p);
  return p;
}

}  // namespace painting
