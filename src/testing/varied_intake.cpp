#include "varied_intake.hpp"

#include <simdjson.h>

#include <algorithm>

namespace clearance::testing {
namespace {

template <class Members>
std::string object_of(const Members& all) {
  std::string out = "{";
  for (const auto& [key, value] : all) out += (out.size() > 1 ? ",\"" : "\"") + key + "\":" + value;
  return out + '}';
}

}  // namespace

varied_intake::varied_intake(std::string_view usual_json) {
  simdjson::dom::parser parser;
  const simdjson::dom::object usual = parser.parse(usual_json.data(), usual_json.size(), true);
  for (auto field : usual) {
    members& into = field.key == "treatment" ? usual_.treatment
                    : field.key == "answers" ? usual_.answers
                                             : usual_.whole;
    simdjson::dom::object inside;
    if (&into == &usual_.whole || field.value.get(inside) != simdjson::SUCCESS)
      put(usual_.whole, field.key, simdjson::minify(field.value));
    else
      for (auto part : inside) put(into, part.key, simdjson::minify(part.value));
  }
}

void varied_intake::put(members& all, std::string_view key, std::string value) {
  const auto at = std::find_if(all.begin(), all.end(), [&](const auto& m) { return m.first == key; });
  if (at != all.end())
    at->second = std::move(value);
  else
    all.emplace_back(key, std::move(value));
}

std::string varied_intake::usual_today() const {
  for (const auto& [key, value] : usual_.whole)
    if (key == "today" && value.size() > 2) return value.substr(1, value.size() - 2);
  return {};
}

std::optional<std::string> varied_intake::usual_of_treatment(std::string_view key) const {
  for (const auto& [k, value] : usual_.treatment)
    if (k == key) return value;
  return std::nullopt;
}

std::string varied_intake::written(const parts& p) {
  members all;
  if (!p.treatment.empty()) all.emplace_back("treatment", object_of(p.treatment));
  if (!p.answers.empty()) all.emplace_back("answers", object_of(p.answers));
  all.insert(all.end(), p.whole.begin(), p.whole.end());
  return object_of(all);
}

std::string varied_intake::json() const {
  parts all = usual_;
  for (const auto& [key, value] : given_.whole) put(all.whole, key, value);
  for (const auto& [key, value] : given_.treatment) put(all.treatment, key, value);
  for (const auto& [key, value] : given_.answers) put(all.answers, key, value);
  return written(all);
}

std::string varied_intake::given_json() const { return written(given_); }

}  // namespace clearance::testing
