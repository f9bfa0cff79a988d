#include "reading.hpp"

#include "../yaml/explain.hpp"

#include <clearance/match/name_index.hpp>

#include <algorithm>
#include <array>
#include <charconv>

namespace clearance::resolving {

std::string did_you_mean(std::string_view wrong, std::span<const std::string_view> known) {
  const unsigned limit = wrong.size() < 5 ? 1 : 2;
  std::string_view best;
  unsigned least = limit + 1;
  for (const std::string_view k : known) {
    const unsigned distance = matching::slips(wrong, k, limit);
    if (distance < least) {
      least = distance;
      best = k;
    }
  }
  return best.empty() ? std::string() : "did you mean `" + std::string(best) + "`?";
}

std::string one_of(std::span<const std::string_view> words) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out += i + 1 == words.size() ? " or " : ", ";
    out += '`' + std::string(words[i]) + '`';
  }
  return out;
}

std::string reading::did_you_mean(std::string_view wrong, std::span<const std::string_view> known) {
  if (known.size() > comparisons_left_) return {};
  comparisons_left_ -= known.size();
  return resolving::did_you_mean(wrong, known);
}

void reading::check_keys(const yaml::node& map, std::span<const std::string_view> known, std::string_view of) {
  for (const yaml::member& m : map.members) {
    if (std::find(known.begin(), known.end(), m.key->text) != known.end()) continue;
    std::string hint = did_you_mean(m.key->text, known);
    if (hint.empty()) hint = "it may have " + one_of(known);
    tell_unknown_key(*m.key, issue_code::unknown_key, std::string(of) + " has no key `" + m.key->text + "`",
                     std::move(hint));
  }
}

void reading::tell_unknown_key(const yaml::node& key, issue_code code, std::string message, std::string hint) {
  if (key.bare)
    tell(issue_code::text_cut, key.at, "inside braces, the comma before `" + key.text + "` ends the text",
         "put the text in quotes");
  else
    tell(code, key.at, std::move(message), std::move(hint));
}

const yaml::node* reading::map(const yaml::member& m, std::string_view what) {
  if (m.value->kind == yaml::node_kind::map) return m.value;
  if (m.value->kind == yaml::node_kind::empty)
    tell(issue_code::empty_value, m.key->at, "`" + m.key->text + "` has no value",
         "put " + std::string(what) + " below it, indented by two spaces");
  else if (const auto both = m.value->quoted ? std::nullopt : yaml::spaced(m.value->text))
    tell(issue_code::bad_yaml, m.value->at, "a space is missing behind the colon", "write `" + *both + "`");
  else
    tell(issue_code::wrong_shape, m.value->at, "`" + m.key->text + "` must hold " + std::string(what),
         "write each on its own line below it, indented, as `name: value`");
  return nullptr;
}

std::optional<std::string> reading::text(const yaml::member& m) {
  if (m.value->kind == yaml::node_kind::scalar && !m.value->text.empty()) return m.value->text;
  if (m.value->kind == yaml::node_kind::scalar || m.value->kind == yaml::node_kind::empty)
    tell(issue_code::empty_value, m.key->at, "`" + m.key->text + "` has no value", "write its text after the colon");
  else
    tell(issue_code::wrong_shape, m.value->at, "`" + m.key->text + "` must be one text",
         "a text that holds `: `, `[` or `{` needs quotes");
  return std::nullopt;
}

std::vector<const yaml::node*> reading::words(const yaml::member& m, std::string_view hint) {
  const auto usable = [&](const yaml::node& n) {
    if (n.kind == yaml::node_kind::scalar && !n.text.empty()) return true;
    if (n.kind == yaml::node_kind::map || n.kind == yaml::node_kind::sequence)
      tell(issue_code::wrong_shape, n.at, "`" + m.key->text + "` must be one word or a list of words",
           "a word that holds `: ` needs quotes");
    else if (&n == m.value)
      tell(issue_code::empty_value, m.key->at, "`" + m.key->text + "` has no value", "write a name after the colon");
    else
      tell(issue_code::empty_value, n.kind == yaml::node_kind::scalar ? n.at : m.key->at,
           "`" + m.key->text + "` holds an empty value", "remove it, or write the word");
    return false;
  };
  if (m.value->kind != yaml::node_kind::sequence)
    return usable(*m.value) ? std::vector<const yaml::node*>{m.value} : std::vector<const yaml::node*>{};
  std::vector<const yaml::node*> out;
  for (const yaml::node* n : m.value->items)
    if (usable(*n)) out.push_back(n);
  if (m.value->items.empty())
    tell(issue_code::empty_value, m.value->at, "`" + m.key->text + "` is an empty list", std::string(hint));
  return out;
}

std::optional<bool> reading::yes_no(std::string_view text) noexcept {
  if (text == "yes" || text == "true") return true;
  if (text == "no" || text == "false") return false;
  return std::nullopt;
}

std::optional<bool> reading::yes_no(const yaml::member& m) {
  if (m.value->kind == yaml::node_kind::scalar)
    if (const auto value = yes_no(m.value->text)) return value;
  tell(issue_code::bad_value, m.value->kind == yaml::node_kind::empty ? m.key->at : m.value->at,
       "`" + m.key->text + "` is either `yes` or `no`", "write `yes` or `no`");
  return std::nullopt;
}

std::optional<int> reading::number(std::string_view text) noexcept {
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

namespace {

struct unit {
  std::string_view word;
  window_unit counts;
  int each;  ///< of what it counts
};

constexpr unit units[] = {
    {"minute", window_unit::minutes, 1}, {"hour", window_unit::minutes, 60}, {"day", window_unit::days, 1},
    {"week", window_unit::days, 7},      {"month", window_unit::months, 1},  {"year", window_unit::months, 12},
};

// A thousand years in each unit: the sums stay within 32 bits.
constexpr int longest(window_unit u) {
  return u == window_unit::minutes ? 1000 * 366 * 1440 : u == window_unit::days ? 365'000 : 12'000;
}

const unit* find_unit(std::string_view word) {
  for (const unit& u : units)
    if (word == u.word || (word.size() == u.word.size() + 1 && word.back() == 's' && word.starts_with(u.word)))
      return &u;
  return nullptr;
}

struct split_range {
  std::string_view least;
  std::string_view most;
};

split_range split(std::string_view text) {
  const std::size_t dots = text.find("..");
  if (dots == std::string_view::npos) return {text, text};
  return {text.substr(0, dots), text.substr(dots + 2)};
}

text_range part_of(const yaml::node& n, std::string_view part) {
  text_range at = n.at;
  at.column += static_cast<std::size_t>(part.data() - n.text.data()) + (n.quoted ? 1 : 0);
  at.length = part.size();
  return at;
}

constexpr std::string_view how_to_write = "write a number and a unit: `24 hours`, `1 week`, `6 months`, `2..4 weeks`";

}  // namespace

std::span<const std::string_view> duration_units() noexcept {
  static constexpr auto words = [] {
    std::array<std::string_view, std::size(units)> all{};
    std::transform(std::begin(units), std::end(units), all.begin(), [](const unit& u) { return u.word; });
    return all;
  }();
  return words;
}

std::optional<duration_range> read_duration(reading& r, const yaml::node& n) {
  if (n.kind != yaml::node_kind::scalar || n.text.empty()) {
    const char* const what = n.kind == yaml::node_kind::sequence ? "one duration is expected here, not a list"
                             : n.kind == yaml::node_kind::map    ? "one duration is expected here, not a map"
                                                                 : "a duration is missing here";
    r.tell(issue_code::bad_duration, n.at, what, std::string(how_to_write));
    return std::nullopt;
  }
  const std::string_view text = n.text;
  const std::size_t space = text.find(' ');
  const split_range range = split(text.substr(0, space));
  const auto least = reading::number(range.least);
  const auto most = reading::number(range.most);
  if (!least || !most || space == std::string_view::npos) {
    r.tell(issue_code::bad_duration, n.at, "`" + n.text + "` is no duration", std::string(how_to_write));
    return std::nullopt;
  }
  std::string_view word = text.substr(space + 1);
  if (word.starts_with(' ')) {
    r.tell(issue_code::bad_duration, n.at, "more than one space stands between the number and its unit",
           std::string(how_to_write));
    return std::nullopt;
  }
  const bool full = word.starts_with("full ");
  if (full) word.remove_prefix(5);
  const unit* u = find_unit(word);
  if (u == nullptr) {
    r.tell(issue_code::bad_duration, part_of(n, word), "unknown unit `" + std::string(word) + "`",
           "use minutes, hours, days, weeks, months or years");
    return std::nullopt;
  }
  if (full && u->word != "day") {
    r.tell(issue_code::bad_duration, n.at, "only days can be `full`", "`2 full days` is free on the third day");
    return std::nullopt;
  }
  if (*most < *least) {
    r.tell(issue_code::empty_range, n.at, "`" + n.text + "`: the upper end is below the lower",
           "write the smaller number first");
    return std::nullopt;
  }
  const int bound = longest(u->counts) / u->each;
  if (*most > bound) {
    r.tell(issue_code::bad_duration, n.at, "`" + n.text + "` is longer than a thousand years",
           "for something that always counts, use `refer` or `exclude`");
    return std::nullopt;
  }
  const int extra = full ? 1 : 0;
  return duration_range{{*least * u->each + extra, u->counts}, {*most * u->each + extra, u->counts}};
}

std::optional<count_range> read_count_range(reading& r, const yaml::node& n, std::string_view unit) {
  const std::string example = "write `4..8" + (unit.empty() ? "" : " " + std::string(unit)) + "`";
  if (n.kind != yaml::node_kind::scalar) {
    r.tell(issue_code::bad_value, n.at, "a number or a range is expected here", example);
    return std::nullopt;
  }
  std::string_view text = n.text;
  if (!unit.empty() && text.ends_with(unit) && text.size() > unit.size() + 1) text.remove_suffix(unit.size() + 1);
  const split_range range = split(text);
  const auto least = reading::number(range.least);
  const auto most = reading::number(range.most);
  if (!least || !most) {
    r.tell(issue_code::bad_value, n.at, "`" + n.text + "` is no number or range", example);
    return std::nullopt;
  }
  if (*most < *least) {
    r.tell(issue_code::empty_range, n.at, "`" + n.text + "`: the upper end is below the lower",
           "write the smaller number first");
    return std::nullopt;
  }
  return count_range{*least, *most};
}

bool is_name(std::string_view text) noexcept {
  if (text.empty() || text.front() < 'a' || text.front() > 'z' || text.back() == '-' || text.back() == '_')
    return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'; });
}

}  // namespace clearance::resolving
