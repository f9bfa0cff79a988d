#include "changed_values.hpp"

#include <clearance/time/text.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <optional>

namespace clearance::testing {
namespace {

struct unit {
  std::string_view word;
  long smaller;  ///< how many of the unit before it make one; 0: not a fixed number
};
constexpr unit units[] = {{"minute", 0}, {"hour", 60}, {"day", 0}, {"week", 7}, {"month", 0}, {"year", 12}};

std::optional<std::size_t> find_unit(std::string_view word) {
  if (word.ends_with('s')) word.remove_suffix(1);
  for (std::size_t i = 0; i < std::size(units); ++i)
    if (units[i].word == word) return i;
  return std::nullopt;
}

std::optional<long> number(std::string_view text) {
  long value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string spoken(long count, std::size_t u) {
  return std::to_string(count) + ' ' + std::string(units[u].word) + (count == 1 ? "" : "s");
}

/// `2..4` or `3`, with both ends of the latter at once.
struct ends {
  long least = 0;
  long most = 0;
  bool is_range = false;

  std::string text() const {
    return is_range ? std::to_string(least) + ".." + std::to_string(most) : std::to_string(least);
  }
};

std::optional<ends> read_ends(std::string_view text) {
  const std::size_t dots = text.find("..");
  const auto least = number(text.substr(0, dots));
  const auto most = dots == std::string_view::npos ? least : number(text.substr(dots + 2));
  if (!least || !most) return std::nullopt;
  return ends{*least, *most, dots != std::string_view::npos};
}

/// Each end, one more and one less, as long as that is a range.
std::vector<ends> neighbours(const ends& e) {
  std::vector<ends> out;
  for (const long by : {-1L, 1L}) {
    if (!e.is_range) {
      out.push_back({e.least + by, e.most + by, false});
    } else {
      out.push_back({e.least + by, e.most, true});
      out.push_back({e.least, e.most + by, true});
    }
  }
  std::erase_if(out, [](const ends& n) { return n.least < 0 || n.most < n.least; });
  return out;
}

}  // namespace

std::vector<std::string> changed_durations(std::string_view text) {
  const std::size_t space = text.find(' ');
  if (space == std::string_view::npos) return {};
  const auto count = read_ends(text.substr(0, space));
  std::string_view word = text.substr(space + 1);
  const bool full = word.starts_with("full ");
  if (full) word.remove_prefix(5);
  const auto u = find_unit(word);
  if (!count || !u) return {};

  std::vector<std::string> out;
  for (const ends& n : neighbours(*count))
    out.push_back(n.is_range || full ? n.text() + ' ' + std::string(text.substr(space + 1)) : spoken(n.least, *u));
  if (count->is_range || full) return out;
  if (const long smaller = units[*u].smaller; smaller > 0)
    for (const long by : {-1L, 1L}) out.push_back(spoken(count->least * smaller + by, *u - 1));
  if (*u + 1 < std::size(units)) out.push_back(spoken(count->least, *u + 1));
  // The same length, once by the clock and once by the calendar.
  if (units[*u].word == "hour" && count->least % 24 == 0) out.push_back(spoken(count->least / 24, *u + 1));
  if (units[*u].word == "day") out.push_back(spoken(count->least * 24, *u - 1));
  return out;
}

std::vector<std::string> changed_counts(std::string_view text) {
  const std::size_t space = std::min(text.find(' '), text.size());
  const auto count = read_ends(text.substr(0, space));
  std::vector<std::string> out;
  if (!count) return out;
  for (const ends& n : neighbours(*count)) out.push_back(n.text() + std::string(text.substr(space)));
  return out;
}

namespace {

/// One more and one less of a decimal number, its last digit as it is.
std::vector<std::string> decimal_neighbours(std::string_view text) {
  const std::size_t dot = std::min(text.find('.'), text.size());
  const auto whole = number(text.substr(0, dot));
  std::vector<std::string> out;
  if (!whole) return out;
  for (const long by : {-1L, 1L}) out.push_back(std::to_string(*whole + by) + std::string(text.substr(dot)));
  return out;
}

/// Words before a number, and the same with or without the number itself.
constexpr std::array<std::array<std::string_view, 2>, 4> bounds = {
    {{"under ", "at most "}, {"at most ", "under "}, {"over ", "at least "}, {"at least ", "over "}}};

}  // namespace

std::vector<std::string> changed_numbers(std::string_view text) {
  if (text.find("..") != std::string_view::npos) return changed_counts(text);
  std::string_view before;
  std::string_view other;
  for (const auto& [words, swapped] : bounds)
    if (text.starts_with(words)) before = words, other = swapped;
  const std::string_view bare = text.substr(before.size());
  std::vector<std::string> values = decimal_neighbours(bare);
  if (values.empty()) values = changed_durations(bare);
  if (values.empty()) values = changed_dates(bare);
  if (values.empty()) return values;
  std::vector<std::string> out;
  for (const std::string& value : values) out.push_back(std::string(before) + value);
  if (!before.empty()) out.push_back(std::string(other) + std::string(bare));
  return out;
}

std::vector<std::string> changed_dates(std::string_view text) {
  const auto given = parse_civil(text);
  if (!given) return {};
  std::vector<std::string> out;
  for (const int by : {-1, 1}) {
    const date first = day_of(given->covers.first);
    const date moved = given->written == precision::year    ? add_months(first, 12 * by)
                       : given->written == precision::month ? add_months(first, by)
                                                            : add_days(first, by);
    char room[longest_civil_text];
    const std::size_t size = given->written == precision::year ? 4 : given->written == precision::month ? 7 : 10;
    out.push_back(std::string(room, write(room, moved)).substr(0, size) + std::string(text.substr(size)));
  }
  return out;
}

// ---- expressions ----

namespace {

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
}
bool is_digit(char c) { return c >= '0' && c <= '9'; }

struct swap {
  std::string_view was;
  std::string_view is;
};
// Longer ones first: `<=` is no `<`.
constexpr swap operators[] = {{"<=", "<"},  {">=", ">"}, {"==", "!="}, {"!=", "=="}, {"&&", "||"},
                              {"||", "&&"}, {"<", "<="}, {">", ">="},  {"!", ""},    {"+", "-"},
                              {"-", "+"},   {"*", "+"},  {"/", "*"},   {"%", "/"}};
constexpr swap words[] = {{"true", "false"},   {"false", "true"},          {"exists", "all"},
                          {"all", "exists"},   {"minutes", "hours"},       {"hours", "days"},
                          {"days", "weeks"},   {"weeks", "months"},        {"months", "years"},
                          {"years", "months"}, {"startsWith", "endsWith"}, {"endsWith", "startsWith"}};

}  // namespace

std::vector<quoted_part> quoted_parts(std::string_view e) {
  std::vector<quoted_part> out;
  for (std::size_t i = 0; i < e.size(); ++i) {
    if (e[i] != '"' && e[i] != '\'') continue;
    std::size_t end = i + 1;
    while (end < e.size() && e[end] != e[i]) end += e[end] == '\\' ? 2 : 1;
    end = std::min(end, e.size());
    out.push_back({i + 1, end - i - 1});
    i = end;
  }
  return out;
}

std::vector<changed_token> changed_tokens(std::string_view e) {
  std::vector<changed_token> out;
  const auto change = [&](std::size_t at, std::string_view was, std::string_view is) {
    std::string whole(e);
    whole.replace(at, was.size(), is);
    out.push_back({std::string(was), std::string(is), std::move(whole)});
  };
  const std::vector<quoted_part> quoted = quoted_parts(e);
  std::size_t next_quoted = 0;
  for (std::size_t i = 0; i < e.size();) {
    if (next_quoted < quoted.size() && i + 1 == quoted[next_quoted].begin) {
      i = quoted[next_quoted].begin + quoted[next_quoted].size + 1;
      ++next_quoted;
    } else if (is_word(e[i])) {
      std::size_t end = i;
      while (end < e.size() && is_word(e[end])) ++end;
      const std::string_view token = e.substr(i, end - i);
      // Of `list.exists` the last part.
      const std::size_t name = is_digit(token[0]) ? 0 : token.rfind('.') + 1;
      if (is_digit(token[0]))
        for (const std::string& n : decimal_neighbours(token)) change(i, token, n);
      for (const swap& s : words)
        if (token.substr(name) == s.was) change(i + name, s.was, s.is);
      i = end;
    } else {
      const auto at = std::find_if(std::begin(operators), std::end(operators),
                                   [&](const swap& s) { return e.substr(i).starts_with(s.was); });
      if (at == std::end(operators)) {
        ++i;
      } else {
        change(i, at->was, at->is);
        i += at->was.size();
      }
    }
  }
  return out;
}

}  // namespace clearance::testing
