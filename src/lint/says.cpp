// Durations that `says` writes out, so that a changed window is misquoted.
#include "checks.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <vector>

namespace clearance::linting {
namespace {

constexpr std::string_view number_words[] = {"one",   "two",   "three", "four", "five",   "six",
                                             "seven", "eight", "nine",  "ten",  "eleven", "twelve"};
constexpr std::string_view units[] = {"minute", "hour", "day", "week", "month", "year"};

bool is_word_letter(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

std::string lower_case(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); });
  return out;
}

/// The digits of a number, written so or as a word; empty where it is none.
std::string number_of(const std::string& word) {
  if (!word.empty() && std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; })) return word;
  for (std::size_t i = 0; i < std::size(number_words); ++i)
    if (word == number_words[i]) return std::to_string(i + 1);
  return {};
}

std::string unit_of(const std::string& word) {
  for (const std::string_view u : units)
    if (word == u || word == std::string(u) + 's') return std::string(u);
  return {};
}

struct written_duration {
  std::string text;  ///< as it stands
  std::string number;
  std::string unit;  ///< in the singular
};

std::vector<written_duration> durations_in(std::string_view says) {
  std::vector<written_duration> found;
  std::string before;
  std::size_t before_begins = 0;
  for (std::size_t at = 0; at < says.size();) {
    if (!is_word_letter(says[at])) {
      if (says[at] != ' ' && says[at] != '-') before.clear();  // `24 hours` and `24-hour`, but not over a full stop
      ++at;
      continue;
    }
    const std::size_t begin = at;
    while (at < says.size() && is_word_letter(says[at])) ++at;
    const std::string word = lower_case(says.substr(begin, at - begin));
    if (const std::string unit = unit_of(word), number = number_of(before); !unit.empty() && !number.empty())
      found.push_back({std::string(says.substr(before_begins, at - before_begins)), number, unit});
    before = word;
    before_begins = begin;
  }
  return found;
}

/// Does a value such as `2..4 weeks` hold this number and this unit?
bool holds(const std::string& value, const written_duration& d) {
  const auto own = durations_in(value);
  if (!own.empty() && own[0].number == d.number && own[0].unit == d.unit) return true;
  return value.starts_with(d.number + "..") && value.find(' ' + d.unit) != std::string::npos;
}

}  // namespace

void check_says(const inspected& what, issues& found) {
  constexpr std::string_view keys[] = {"before", "after", "valid", "for", "interval", "aftercare"};
  for (const rule& r : what.p().rules) {
    const yaml::member* says = what.written.value(r.key, "says");
    if (says == nullptr) continue;
    std::vector<const yaml::member*> values;
    for (const std::string_view key : keys)
      if (const yaml::member* m = what.written.value(r.key, key);
          m != nullptr && m->value->kind == yaml::node_kind::scalar)
        values.push_back(m);
    if (values.empty()) continue;
    for (const written_duration& d : durations_in(says->value->text)) {
      const auto same =
          std::find_if(values.begin(), values.end(), [&](const yaml::member* m) { return holds(m->value->text, d); });
      std::string hint = "write `{" + (*(same == values.end() ? values.begin() : same))->key->text +
                         "}`, so that it changes with the window";
      if (same == values.end()) hint += "; what is meant otherwise can go into `reading` or `note`";
      found.push_back(make_issue(issue_code::written_out, says->value->at,
                                 "`says` of `" + r.key + "` writes out `" + d.text + "`" +
                                     (same == values.end() ? ", which is no value of the rule" : ""),
                                 std::move(hint), severity::doubt));
    }
  }
}

}  // namespace clearance::linting
