#include "telling_part.hpp"

#include "../render/json_text.hpp"

#include <simdjson.h>

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <utility>
#include <vector>

namespace clearance::testing {
namespace {

using simdjson::dom::element;

/// The words of `whole` that `other` says differently, with the next on each side.
std::string_view differing_words(std::string_view whole, std::string_view other) {
  const auto same = [&](std::size_t i, std::size_t j) { return whole[i] == other[j]; };
  std::size_t begin = 0;
  while (begin < whole.size() && begin < other.size() && same(begin, begin)) ++begin;
  std::size_t behind = 0;
  while (behind < whole.size() - begin && behind < other.size() - std::min(begin, other.size()) &&
         same(whole.size() - 1 - behind, other.size() - 1 - behind))
    ++behind;
  std::size_t end = whole.size() - behind;
  for (int words = 0; words < 2 && begin > 0; ++words) {
    while (begin > 0 && whole[begin - 1] == ' ') --begin;
    while (begin > 0 && whole[begin - 1] != ' ') --begin;
  }
  for (int words = 0; words < 3 && end < whole.size(); ++words) {
    while (end < whole.size() && whole[end] == ' ') ++end;
    while (end < whole.size() && whole[end] != ' ') ++end;
  }
  while (end > begin && (whole[end - 1] == '.' || whole[end - 1] == ';' || whole[end - 1] == ',')) --end;
  return whole.substr(begin, end - begin);
}

/// Everything that a case may expect of a decision, one piece at a time; what an author would write first comes first.
class pieces {
 public:
  explicit pieces(element decision, element other) : decision_(decision), other_(other) {}

  std::vector<std::string> run() {
    for (const char* const key : {"verdict", "worst_possible", "earliest"}) whole(key);
    for (element f : list(decision_, "findings")) add("rules", "[" + text(f, "rule") + "]");
    // Rules that only the other names.
    for (const char* const key : {"findings", "advice"})
      for (element f : list(other_, key)) add("silent", "[" + text(f, "rule") + "]");
    for (auto zone : simdjson::dom::object(decision_["zones"]))
      add("zones", "{\"" + std::string(zone.key) + "\":" + std::string(simdjson::minify(zone.value)) + "}");
    each("actions", {"rule", "do", "substance", "last_use_by", "resume_from", "event", "by"});
    each("findings", {"rule", "effect", "certainty", "until"});
    each("advice", {"rule", "from", "until"});
    for (element m : list(decision_, "missing")) add("missing", "[" + text(m, "fact") + "]");
    for (const char* const key : {"actions", "missing", "findings"})
      if (list(decision_, key).size() == 0) add(key, "[]");
    words("findings", "says");
    words("advice", "what");
    return std::move(out_);
  }

 private:
  static simdjson::dom::array list(element of, const char* key) { return simdjson::dom::array(of[key]); }
  static std::string text(element of, const char* key) { return simdjson::minify(of[key].value()); }

  void whole(const char* key) { add(key, text(decision_, key)); }

  void each(const char* key, std::initializer_list<const char*> parts) {
    for (element e : list(decision_, key)) {
      std::string map = "{";
      for (const char* const part : parts)
        if (e[part].error() == simdjson::SUCCESS)
          map += (map.size() > 1 ? ",\"" : "\"") + std::string(part) + "\":" + text(e, part);
      add(key, "[" + map + "}]");
    }
  }

  /// Of what a rule says, the words that the other says differently.
  void words(const char* key, const char* text_key) {
    for (element e : list(decision_, key)) {
      const std::string_view whole = std::string_view(e[text_key]);
      for (element o : list(other_, key))
        if (text(e, "rule") == text(o, "rule"))
          add(key, "[{\"rule\":" + text(e, "rule") + ",\"" + text_key + "\":\"" +
                       escaped(differing_words(whole, std::string_view(o[text_key]))) + "\"}]");
    }
  }

  void add(const char* key, const std::string& value) {
    out_.push_back("{\"" + std::string(key) + "\":" + value + "}");
  }

  element decision_;
  element other_;
  std::vector<std::string> out_;
};

}  // namespace

std::optional<std::string> telling_part(std::string_view decision_json, std::string_view other_json,
                                        case_judge& judge) {
  simdjson::dom::parser parser;
  simdjson::dom::parser other_parser;
  const element decision = parser.parse(decision_json.data(), decision_json.size(), true);
  const element other = other_parser.parse(other_json.data(), other_json.size(), true);
  if (decision["error"].error() == simdjson::SUCCESS || other["error"].error() == simdjson::SUCCESS)
    return std::nullopt;
  for (std::string& piece : pieces(decision, other).run())
    if (judge.differences(piece, decision_json).empty() && !judge.differences(piece, other_json).empty())
      return std::move(piece);
  return std::nullopt;
}

}  // namespace clearance::testing
