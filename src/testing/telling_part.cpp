#include "telling_part.hpp"

#include <simdjson.h>

#include <initializer_list>
#include <utility>
#include <vector>

namespace clearance::testing {
namespace {

using simdjson::dom::element;

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
    each("findings", {"rule", "says"});
    each("advice", {"rule", "what"});
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

  void add(const char* key, const std::string& value) { out_.push_back("{\"" + std::string(key) + "\":" + value + "}"); }

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
