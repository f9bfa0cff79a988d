// Expressions that a map says as well, and shorter.
#include "checks.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace clearance::linting {
namespace {

constexpr bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// Words, numbers, quoted texts and signs, without the space between them. Nothing where a quote is not closed.
std::optional<std::vector<std::string>> tokens_of(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    if (text[i] == ' ' || text[i] == '\n') {
      ++i;
      continue;
    }
    if (text[i] == '"' || text[i] == '\'') {
      const std::size_t end = text.find(text[i], i + 1);
      if (end == std::string_view::npos) return std::nullopt;
      out.push_back('"' + std::string(text.substr(i + 1, end - i - 1)));
      i = end + 1;
      continue;
    }
    if (is_word(text[i])) {
      while (i < text.size() && (is_word(text[i]) || text[i] == '.')) ++i;
    } else {
      constexpr std::string_view pairs[] = {"&&", "||", "==", "!=", "<=", ">="};
      const bool is_pair = std::find(std::begin(pairs), std::end(pairs), text.substr(i, 2)) != std::end(pairs);
      i += is_pair ? 2 : 1;
    }
    out.emplace_back(text.substr(begin, i - begin));
  }
  return out;
}

bool is_name(const std::string& t) { return !t.empty() && t[0] >= 'a' && t[0] <= 'z' && t != "true" && t != "false"; }
bool is_text(const std::string& t) { return t.starts_with('"') && t.size() > 1; }
bool is_number(const std::string& t) { return !t.empty() && t[0] >= '0' && t[0] <= '9'; }

/// The fact that a name stands for; empty where it is something else.
std::string fact_of(const std::string& name) {
  if (!is_name(name)) return {};
  const std::string of_treatment = "treatment.";
  const std::string bare = name.starts_with(of_treatment) ? name.substr(of_treatment.size()) : name;
  constexpr std::string_view others[] = {"date", "zones", "today", "treatment"};
  if (bare.find('.') != std::string::npos || std::find(std::begin(others), std::end(others), bare) != std::end(others))
    return {};
  return bare;
}

using pair_of_map = std::pair<std::string, std::string>;

/// One of the tests between `&&`, as a key and a value of a map.
std::optional<pair_of_map> as_pair(const std::vector<std::string>& t) {
  constexpr std::pair<std::string_view, std::string_view> calls[] = {
      {"uses", "medication"}, {"has_condition", "condition"}, {"has_event", "event"}};
  constexpr std::pair<std::string_view, std::string_view> bounds[] = {
      {"<", "under "}, {"<=", "at most "}, {">", "over "}, {">=", "at least "}, {"==", ""}};
  if (t.size() == 1 && !fact_of(t[0]).empty()) return pair_of_map{fact_of(t[0]), "yes"};
  if (t.size() == 2 && t[0] == "!" && !fact_of(t[1]).empty()) return pair_of_map{fact_of(t[1]), "no"};
  if (t.size() == 4 && t[1] == "(" && is_text(t[2]) && t[3] == ")")
    for (const auto& [call, key] : calls)
      if (t[0] == call) return pair_of_map{std::string(key), t[2].substr(1)};
  if (t.size() != 3) return std::nullopt;
  if (is_text(t[0]) && t[1] == "in" && t[2] == "treatment.zones") return pair_of_map{"zone", t[0].substr(1)};
  const std::string fact = fact_of(t[0]);
  if (fact.empty()) return std::nullopt;
  if (t[1] == "==" && is_text(t[2])) return pair_of_map{fact, t[2].substr(1)};
  if (t[1] == "==" && (t[2] == "true" || t[2] == "false")) return pair_of_map{fact, t[2] == "true" ? "yes" : "no"};
  if (is_number(t[2]))
    for (const auto& [sign, words] : bounds)
      if (t[1] == sign) return pair_of_map{fact, std::string(words) + t[2]};
  return std::nullopt;
}

}  // namespace

std::optional<std::string> map_for(std::string_view expression) {
  const auto tokens = tokens_of(expression);
  if (!tokens) return std::nullopt;
  std::vector<pair_of_map> pairs;
  std::vector<std::string> test;
  for (std::size_t i = 0; i <= tokens->size(); ++i) {
    if (i < tokens->size() && (*tokens)[i] != "&&") {
      test.push_back((*tokens)[i]);
      continue;
    }
    const auto pair = as_pair(test);
    if (!pair) return std::nullopt;
    // Two tests of one fact need two keys of one name.
    if (std::any_of(pairs.begin(), pairs.end(), [&](const pair_of_map& p) { return p.first == pair->first; }))
      return std::nullopt;
    pairs.push_back(*pair);
    test.clear();
  }
  std::string out = "{";
  for (const auto& [key, value] : pairs) out += (out.size() > 1 ? ", " : "") + key + ": " + value;
  return out + '}';
}

void check_expressions(const inspected& what, issues& found) {
  for (const rule& r : what.p().rules)
    for (const std::string_view key : {"when", "unless"}) {
      const yaml::member* m = what.written.value(r.key, key);
      if (m == nullptr || m->value->kind != yaml::node_kind::scalar) continue;
      if (const auto map = map_for(m->value->text))
        found.push_back(make_issue(issue_code::text_for_a_map, m->value->at,
                                   "`" + std::string(key) + "` of `" + r.key + "` is an expression that a map can say",
                                   "write `" + std::string(key) + ": " + *map + "`", severity::doubt));
    }
}

}  // namespace clearance::linting
