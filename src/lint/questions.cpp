#include "questions.hpp"

#include "draft.hpp"

#include "../resolve/read_facts.hpp"

#include <clearance/time/text.hpp>

#include <algorithm>
#include <array>
#include <optional>

namespace clearance::linting {
namespace {

constexpr std::string_view tests[] = {"when", "unless", "earlier", "either"};

constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::optional<window> window_of(std::int64_t count, std::string_view unit) {
  if (unit.ends_with('s')) unit.remove_suffix(1);
  const auto n = static_cast<std::int32_t>(count);
  if (unit == "minute") return window{n, window_unit::minutes};
  if (unit == "hour") return window{n * 60, window_unit::minutes};
  if (unit == "day") return window{n, window_unit::days};
  if (unit == "week") return window{n * 7, window_unit::days};
  if (unit == "month") return window{n, window_unit::months};
  if (unit == "year") return window{n * 12, window_unit::months};
  return std::nullopt;
}

/// The words, numbers and quoted texts of tests.
class scanner {
 public:
  std::vector<std::string> words;
  std::vector<std::string> texts;
  std::vector<std::int64_t> thresholds;
  std::vector<window> windows;
  bool are_all = true;

  void scan(const yaml::node& n) {
    switch (n.kind) {
      case yaml::node_kind::empty: return;
      case yaml::node_kind::scalar: scan_map_text(n.text); return;
      case yaml::node_kind::sequence:
        for (const yaml::node* item : n.items) scan(*item);
        return;
      case yaml::node_kind::map:
        for (const yaml::member& m : n.members) {
          words.push_back(m.key->text);
          scan(*m.value);
        }
        return;
    }
  }

  void scan_expression(std::string_view text) {
    // What is computed changes where no number stands.
    constexpr std::string_view computed[] = {
        "*",    "/",          "%",        "?",        "+",     "size(",         "exists(",
        "all(", "startsWith", "endsWith", "contains", "date(", "years_between", "today"};
    for (const std::string_view c : computed)
      if (text.find(c) != std::string_view::npos) are_all = false;
    scan_tokens(text, false);
  }

 private:
  void scan_map_text(std::string_view text) {
    words.emplace_back(text);
    texts.emplace_back(text);
    if (text.size() > 4 && text[4] == '-' && is_digit(text[0])) are_all = false;  // a date
    scan_tokens(text, true);
  }

  void scan_tokens(std::string_view text, bool hyphens) {
    std::string before;
    for (std::size_t i = 0; i < text.size();) {
      const std::size_t begin = i;
      if (text[i] == '"' || text[i] == '\'') {
        const std::size_t end = std::min(text.find(text[i], i + 1), text.size());
        words.emplace_back(text.substr(i + 1, end - i - 1));
        texts.push_back(words.back());
        i = end + 1;
      } else if (is_digit(text[i])) {
        while (i < text.size() &&
               (is_digit(text[i]) || (text[i] == '.' && i + 1 < text.size() && is_digit(text[i + 1]))))
          ++i;
        number(text.substr(begin, i - begin), before, text.substr(i));
      } else if (is_letter(text[i])) {
        while (i < text.size() && (is_letter(text[i]) || is_digit(text[i]) || (hyphens && text[i] == '-'))) ++i;
        before = text.substr(begin, i - begin);
        words.push_back(before);
      } else {
        ++i;
      }
    }
  }

  /// `2 weeks` and `weeks(2)` are windows too.
  void number(std::string_view digits, std::string_view before, std::string_view behind) {
    const auto value = resolving::read_millionths(digits);
    if (!value) return;
    thresholds.push_back(*value);
    while (behind.starts_with(' ')) behind.remove_prefix(1);
    std::size_t end = 0;
    while (end < behind.size() && is_letter(behind[end])) ++end;
    for (const std::string_view unit : {before, behind.substr(0, end)})
      if (const auto w = window_of(*value / fact_value::one, unit)) windows.push_back(*w);
  }
};

scanner scan_rule(const written_pack& written, std::string_view rule) {
  scanner s;
  for (const std::string_view key : tests)
    if (const yaml::member* m = written.value(rule, key))
      m->value->kind == yaml::node_kind::scalar ? s.scan_expression(m->value->text) : s.scan(*m->value);
  return s;
}

std::string json_number(std::int64_t millionths) {
  const bool negative = millionths < 0;
  const auto size = static_cast<std::uint64_t>(negative ? -millionths : millionths);
  std::string out = (negative ? "-" : "") + std::to_string(size / fact_value::one);
  std::string decimals = std::to_string(size % fact_value::one + fact_value::one).substr(1);
  while (!decimals.empty() && decimals.back() == '0') decimals.pop_back();
  return decimals.empty() ? out : out + '.' + decimals;
}

std::vector<std::string> numbers(const fact_declaration& f, std::vector<std::int64_t> at) {
  at.push_back(f.least.raw);
  at.push_back(f.most.raw);
  std::erase_if(at, [&](std::int64_t v) { return v < f.least.raw || v > f.most.raw; });
  std::sort(at.begin(), at.end());
  at.erase(std::unique(at.begin(), at.end()), at.end());
  std::vector<std::string> out;
  for (std::size_t i = 0; i < at.size(); ++i) {
    out.push_back(json_number(at[i]));
    if (i + 1 < at.size()) out.push_back(json_number(at[i] + (at[i + 1] - at[i]) / 2));
  }
  return out;
}

std::vector<std::string> dates(const fact_declaration& f, const std::vector<window>& windows, date treated) {
  std::vector<std::string> out{json_day(treated), json_day(add_days(treated, -7305))};
  for (const window w : windows) {
    if (w.unit == window_unit::minutes) continue;
    for (const int beside : {-1, 0, 1}) out.push_back(json_day(add_days(latest_use(treated, w), beside)));
  }
  if (f.answer == answer_kind::date_or_never) out.push_back(json_text("never"));
  return out;
}

}  // namespace

std::string json_day(date d) {
  const year_month_day day = to_year_month_day(d);
  const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return '"' + std::to_string(day.year) + '-' + two(day.month) + '-' + two(day.day) + '"';
}

std::vector<std::string> values_of(const fact_declaration& f, const turning_points& points, date treated) {
  std::vector<std::string> out;
  switch (f.answer) {
    case answer_kind::yes_no: return {"false", "true"};
    case answer_kind::choice:
      for (const std::string& c : f.choices) out.push_back(json_text(c));
      return out;
    case answer_kind::several:
      out.emplace_back("[]");
      for (const std::string& c : f.choices) out.push_back('[' + json_text(c) + ']');
      return out;
    case answer_kind::number: return numbers(f, points.numbers);
    case answer_kind::date:
    case answer_kind::date_or_never: return dates(f, points.windows, treated);
    case answer_kind::text:
      out.push_back(json_text("-"));
      for (const std::string& t : points.texts) out.push_back(json_text(t));
      return out;
  }
  return out;
}

questions questions_of(const written_pack& written, std::string_view rule, const pack& p, const turning_points& points,
                       date treated) {
  const scanner s = scan_rule(written, rule);
  questions out;
  out.are_all = s.are_all && points.are_all;
  const auto is_named = [&](std::string_view key) {
    return std::find(s.words.begin(), s.words.end(), key) != s.words.end();
  };
  for (const auto* facts :
       {&p.treatment_facts, &p.medication_facts, &p.condition_facts, &p.event_facts, &p.patient_facts})
    for (const fact_declaration& f : *facts)
      if (is_named(f.key)) out.facts.push_back({&f, values_of(f, points, treated)});
  const auto add_words = [&](const auto& entries) {
    for (const auto& e : entries)
      if (is_named(e.key)) out.words.push_back(e.key);
  };
  add_words(p.words.substances);
  add_words(p.words.conditions);
  add_words(p.words.events);
  add_words(p.words.zones);
  return out;
}

turning_points turning_points_of(const written_pack& written, const pack& p) {
  turning_points all;
  for (const rule& r : p.rules) {
    const scanner s = scan_rule(written, r.key);
    all.numbers.insert(all.numbers.end(), s.thresholds.begin(), s.thresholds.end());
    all.windows.insert(all.windows.end(), s.windows.begin(), s.windows.end());
    all.texts.insert(all.texts.end(), s.texts.begin(), s.texts.end());
  }
  std::sort(all.numbers.begin(), all.numbers.end());
  all.numbers.erase(std::unique(all.numbers.begin(), all.numbers.end()), all.numbers.end());
  std::sort(all.texts.begin(), all.texts.end());
  all.texts.erase(std::unique(all.texts.begin(), all.texts.end()), all.texts.end());
  constexpr std::size_t most = 200;
  const auto cut = [&](auto& points) {
    if (points.size() <= most) return;
    points.resize(most);
    all.are_all = false;
  };
  cut(all.numbers);
  cut(all.windows);
  cut(all.texts);
  return all;
}

void add(questions& all, const questions& more) {
  all.are_all = all.are_all && more.are_all;
  for (const asked_fact& f : more.facts)
    if (std::none_of(all.facts.begin(), all.facts.end(), [&](const asked_fact& a) { return a.fact == f.fact; }))
      all.facts.push_back(f);
  for (const std::string& w : more.words)
    if (std::find(all.words.begin(), all.words.end(), w) == all.words.end()) all.words.push_back(w);
}

}  // namespace clearance::linting
