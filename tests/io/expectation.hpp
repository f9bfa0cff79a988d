#pragma once
#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>

/// Holds a decision to the part of one that a case expects.
namespace expecting {

using nlohmann::json;

/// Are all members of `part` in `whole`, with the same values, or a part of what is said?
inline bool has_members(const json& whole, const json& part) {
  return std::all_of(part.items().begin(), part.items().end(), [&](const auto& member) {
    if (!whole.contains(member.key())) return false;
    const json& found = whole[member.key()];
    if (member.key() == "says" || member.key() == "what")
      return found.get_ref<const std::string&>().find(member.value().template get<std::string>()) != std::string::npos;
    return found == member.value();
  });
}

template <class Test>
bool any_of(const json& list, Test test) {
  return std::any_of(list.begin(), list.end(), test);
}

/// What is not as expected, a line each; empty where all is. `rules` are contained in the findings, `[]` means none;
/// `actions`, `findings` and `advice` hold the members that are given, of `says` and `what` a part; rules that are to be
/// `silent` are named by none of them; `zones` hold the zones; `missing` and `problems` are pointers; other keys are
/// equal.
inline std::string unmet(const json& expected, const json& decision) {
  std::string told;
  const auto tell = [&](const std::string& key, const json& wanted, const json& found) {
    told += key + ": expected " + wanted.dump() + ", found " + found.dump() + '\n';
  };
  if (decision.contains("error")) return "an error record: " + decision.dump() + '\n';
  for (const auto& [key, wanted] : expected.items()) {
    if (key == "rules") {
      json found = json::array();
      for (const json& f : decision.at("findings")) found.push_back(f.at("rule"));
      if (wanted.empty() && !found.empty()) tell(key, wanted, found);
      for (const json& rule : wanted)
        if (std::find(found.begin(), found.end(), rule) == found.end()) tell(key, rule, found);
    } else if (key == "silent") {
      for (const json& rule : wanted)
        for (const char* const list : {"findings", "advice"})
          if (any_of(decision.at(list), [&r = rule](const json& f) { return f.at("rule") == r; }))
            tell(key, rule, decision.at(list));
    } else if (key == "actions" || key == "findings" || key == "advice") {
      const json& found = decision.at(key);
      for (const json& action : wanted)
        if (!any_of(found, [&a = action](const json& f) { return has_members(f, a); })) tell(key, action, found);
      if (wanted.empty() && !found.empty()) tell(key, wanted, found);
    } else if (key == "zones") {
      if (!has_members(decision.at("zones"), wanted)) tell(key, wanted, decision.at("zones"));
    } else if (key == "missing" || key == "problems") {
      const std::string place = key == "missing" ? "fact" : "at";
      const json& found = decision.at(key);
      for (const json& pointer : wanted)
        if (!any_of(found, [&p = pointer, &place](const json& f) { return f.at(place) == p; }))
          tell(key, pointer, found);
      if (wanted.empty() && !found.empty()) tell(key, wanted, found);
    } else {
      if (!decision.contains(key) || decision[key] != wanted) tell(key, wanted, decision.value(key, json()));
    }
  }
  return told;
}

}  // namespace expecting
