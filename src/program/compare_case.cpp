#include "compare_case.hpp"

#include <simdjson.h>

#include <algorithm>

namespace clearance::program {
namespace {

using simdjson::dom::element;

/// Parsed text; the document lives as long as the parser.
struct document {
  simdjson::dom::parser parser;
  element root;
  explicit document(std::string_view json) { root = parser.parse(json.data(), json.size(), true); }
};

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

/// Does `found` have every key of `wanted`, with the same value?
bool has_parts(element found, element wanted) {
  for (auto field : simdjson::dom::object(wanted))
    if (text_of(found[field.key]) != text_of(field.value)) return false;
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
      else if (key == "actions")
        compare_actions(field.value);
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

  void compare_actions(element wanted) {
    const simdjson::dom::array found(decision_["actions"]);
    const simdjson::dom::array all(wanted);
    if (all.size() == 0 && found.size() != 0)
      out_.push_back("actions: expected none, found " + text_of(decision_["actions"]));
    for (element w : all) {
      const bool any = std::any_of(found.begin(), found.end(), [&](element f) { return has_parts(f, w); });
      if (!any) out_.push_back("actions: expected " + text_of(w) + ", found " + text_of(decision_["actions"]));
    }
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

std::vector<std::string> differences(std::string_view expected_json, std::string_view decision_json) {
  const document expected(expected_json);
  const document decision(decision_json);
  return comparing(expected.root, decision.root).run();
}

std::vector<std::string> rules_named(std::string_view decision_json) {
  const document decision(decision_json);
  std::vector<std::string> out = values_of(decision.root["findings"], "rule");
  for (std::string& rule : values_of(decision.root["advice"], "rule")) out.push_back(std::move(rule));
  return out;
}

}  // namespace clearance::program
