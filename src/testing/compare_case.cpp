#include "compare_case.hpp"

#include <simdjson.h>

#include <algorithm>

namespace clearance::testing {
namespace {

using simdjson::dom::element;

std::string text_of(element e) { return simdjson::minify(e); }

std::string text_of(simdjson::simdjson_result<element> r) {
  element e;
  return r.get(e) == simdjson::SUCCESS ? text_of(e) : "nothing";
}

std::vector<std::string> values_of(element list, std::string_view key) {
  std::vector<std::string> out;
  for (element item : simdjson::dom::array(list)) {
    std::string_view text;
    if (item[key].get(text) == simdjson::SUCCESS) out.emplace_back(text);
  }
  return out;
}

bool contains(const std::vector<std::string>& all, std::string_view one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

/// Words are met by a text that holds them: a case need not repeat all that a rule says.
bool is_part_of_text(std::string_view key) { return key == "says" || key == "what"; }

/// Does `found` have every key of `wanted`, with the same value?
bool has_parts(element found, element wanted) {
  for (auto field : simdjson::dom::object(wanted)) {
    std::string_view whole;
    std::string_view part;
    if (is_part_of_text(field.key) && field.value.get(part) == simdjson::SUCCESS &&
        found[field.key].get(whole) == simdjson::SUCCESS && whole.find(part) != std::string_view::npos)
      continue;
    if (text_of(found[field.key]) != text_of(field.value)) return false;
  }
  return true;
}

class comparing {
 public:
  comparing(element expected, element decision) : expected_(expected), decision_(decision) {}

  std::vector<std::string> run() {
    for (auto field : simdjson::dom::object(expected_)) {
      const std::string_view key = field.key;
      if (key == "rules")
        compare_names(key, field.value, values_of(decision_["findings"], "rule"));
      else if (key == "missing")
        compare_names(key, field.value, values_of(decision_["missing"], "fact"));
      else if (key == "problems")
        compare_names(key, field.value, values_of(decision_["problems"], "at"));
      else if (key == "actions" || key == "findings" || key == "advice")
        compare_maps(key, field.value, decision_[key]);
      else if (key == "silent")
        compare_silent(field.value);
      else if (key == "zones")
        compare_zones(field.value);
      else
        compare(key, field.value, decision_[key]);
    }
    return std::move(out_);
  }

 private:
  void compare(std::string_view what, element wanted, simdjson::simdjson_result<element> found) {
    if (text_of(found) != text_of(wanted))
      out_.push_back(std::string(what) + ": expected " + text_of(wanted) + ", found " + text_of(found));
  }

  /// Contained; an empty list means none at all.
  void compare_names(std::string_view what, element wanted, const std::vector<std::string>& found) {
    std::string all;
    for (const std::string& f : found) all += (all.empty() ? "" : ", ") + f;
    if (all.empty()) all = "none";
    const simdjson::dom::array names(wanted);
    if (names.size() == 0 && !found.empty()) out_.push_back(std::string(what) + ": expected none, found " + all);
    for (element n : names)
      if (!contains(found, std::string_view(n)))
        out_.push_back(std::string(what) + ": expected " + std::string(std::string_view(n)) + ", found " + all);
  }

  void compare_maps(std::string_view what, element wanted, element all_found) {
    const simdjson::dom::array found(all_found);
    const simdjson::dom::array all(wanted);
    const auto tell = [&](const std::string& expected) {
      out_.push_back(std::string(what) + ": expected " + expected + ", found " + text_of(all_found));
    };
    if (all.size() == 0 && found.size() != 0) tell("none");
    for (element w : all)
      if (std::none_of(found.begin(), found.end(), [&](element f) { return has_parts(f, w); })) tell(text_of(w));
  }

  void compare_silent(element wanted) {
    std::vector<std::string> named = values_of(decision_["findings"], "rule");
    for (std::string& rule : values_of(decision_["advice"], "rule")) named.push_back(std::move(rule));
    for (element rule : simdjson::dom::array(wanted))
      if (contains(named, std::string_view(rule)))
        out_.push_back("silent: expected nothing of " + std::string(std::string_view(rule)) + ", which is named");
  }

  void compare_zones(element wanted) {
    for (auto zone : simdjson::dom::object(wanted))
      compare("zones/" + std::string(zone.key), zone.value, decision_["zones"][zone.key]);
  }

  element expected_;
  element decision_;
  std::vector<std::string> out_;
};

}  // namespace

struct case_judge::parsers {
  simdjson::dom::parser expected;
  simdjson::dom::parser decision;
};

case_judge::case_judge() : parsers_(std::make_unique<parsers>()) {}
case_judge::~case_judge() = default;

namespace {

/// What is wrong with the intake itself may be all that is wrong.
void append_problems(element decision, std::vector<std::string>& lines) {
  simdjson::dom::array problems;
  if (decision["problems"].get(problems) != simdjson::SUCCESS) return;
  for (element p : problems) {
    std::string line = "the intake at ";
    for (const char* const key : {"at", "severity", "message"}) {
      std::string_view text;
      if (p[key].get(text) == simdjson::SUCCESS) line += (line.ends_with(' ') ? "" : ": ") + std::string(text);
    }
    lines.push_back(std::move(line));
  }
}

}  // namespace

std::vector<std::string> case_judge::differences(std::string_view expected_json, std::string_view decision_json) {
  const element expected = parsers_->expected.parse(expected_json.data(), expected_json.size(), true);
  const element decision = parsers_->decision.parse(decision_json.data(), decision_json.size(), true);
  if (decision["error"].error() == simdjson::SUCCESS)
    return {"the intake cannot be read: " + text_of(decision["error"])};
  std::vector<std::string> found = comparing(expected, decision).run();
  if (!found.empty()) append_problems(decision, found);
  return found;
}

std::vector<expected_advice> advice_expected_by(std::string_view expected_json) {
  simdjson::dom::parser parser;
  const element expected = parser.parse(expected_json.data(), expected_json.size(), true);
  std::vector<expected_advice> out;
  for (const char* const list : {"actions", "advice"}) {
    simdjson::dom::array all;
    if (expected[list].get(all) != simdjson::SUCCESS) continue;
    for (element e : all) {
      std::string_view rule;
      const bool has_end = e["until"].error() == simdjson::SUCCESS || e["resume_from"].error() == simdjson::SUCCESS;
      if (e["rule"].get(rule) == simdjson::SUCCESS) out.push_back({std::string(rule), has_end});
    }
  }
  return out;
}

}  // namespace clearance::testing
