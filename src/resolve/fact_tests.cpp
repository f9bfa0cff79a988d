#include "fact_tests.hpp"

#include "read_facts.hpp"

#include "../cel/lower.hpp"

#include <clearance/cell.hpp>
#include <clearance/time/text.hpp>

#include <algorithm>
#include <utility>

namespace clearance::resolving {

using cel::steps;

std::optional<steps> fact_tests::write(const yaml::member& test, const fact_declaration& fact, fact_owner owner,
                                       std::uint32_t slot) {
  fact_ = &fact;
  test_ = {step_kind::between, owner, slot};
  switch (fact.answer) {
    case answer_kind::yes_no: return yes_no(test);
    case answer_kind::choice:
    case answer_kind::several: return choice(test);
    case answer_kind::number: return number(test);
    case answer_kind::date:
    case answer_kind::date_or_never: return date(test);
    case answer_kind::text: return text(test);
  }
  return std::nullopt;
}

steps fact_tests::value() const { return cel::fact_value_of(*fact_, test_.owner, test_.slot, tables_); }

steps fact_tests::equal_to(const step& constant, step_kind compare) const {
  steps s = value();
  s.push_back(constant);
  s.push_back({compare, fact_owner::treatment, static_cast<std::uint32_t>(comparison::equal)});
  return s;
}

std::optional<steps> fact_tests::yes_no(const yaml::member& test) {
  const auto wanted = r_.yes_no(test);
  if (!wanted) return std::nullopt;
  if (tables_.from(fact_) != nullptr) return *wanted ? value() : cel::negated(value());
  step s = test_;
  s.low = s.high = *wanted;
  return steps{s};
}

std::optional<steps> fact_tests::choice(const yaml::member& test) {
  const fact_declaration& fact = *fact_;
  if (fact.choices.size() > most_choices) return std::nullopt;  // told where they are declared
  std::uint64_t set = 0;
  for (const yaml::node* n : r_.words(test)) {
    const auto at = std::find(fact.choices.begin(), fact.choices.end(), n->text);
    if (at == fact.choices.end()) {
      const std::vector<std::string_view> known(fact.choices.begin(), fact.choices.end());
      r_.tell(issue_code::bad_value, n->at, "`" + n->text + "` is no answer to `" + fact.key + "`",
              "it is answered with " + one_of(known));
      continue;
    }
    set |= std::uint64_t{1} << (at - fact.choices.begin());
  }
  if (set == 0) return std::nullopt;
  if (fact.answer == answer_kind::choice && set == (std::uint64_t{1} << fact.choices.size()) - 1)
    r_.doubt(issue_code::never_fires, test.key->at,
             "every answer to `" + fact.key + "` is listed: the test decides nothing", "remove it, or an answer");
  if (tables_.from(fact_) != nullptr) {
    std::vector<steps> parts;
    for (std::size_t i = 0; i < fact.choices.size(); ++i)
      if (set >> i & 1) parts.push_back(equal_to(tables_.text(fact.choices[i]), step_kind::compare_texts));
    return cel::joined(std::move(parts), step_kind::either);
  }
  step s = test_;
  s.kind = fact.answer == answer_kind::choice ? step_kind::one_of : step_kind::shares_bit;
  s.low = static_cast<std::int64_t>(set);
  return steps{s};
}

std::optional<steps> fact_tests::number(const yaml::member& test) {
  const fact_declaration& fact = *fact_;
  const yaml::node& n = *test.value;
  std::string_view text = n.text;
  std::optional<std::int64_t> low = fact.least.raw;
  std::optional<std::int64_t> high = fact.most.raw;
  const auto after = [&](std::string_view words) {
    if (!text.starts_with(words)) return false;
    text.remove_prefix(words.size());
    return true;
  };
  if (after("under ")) {
    high = read_millionths(text);
    if (high) --*high;
  } else if (after("at most ")) {
    high = read_millionths(text);
  } else if (after("over ")) {
    low = read_millionths(text);
    if (low) ++*low;
  } else if (after("at least ")) {
    low = read_millionths(text);
  } else if (const std::size_t dots = text.find(".."); dots != std::string_view::npos) {
    low = read_millionths(text.substr(0, dots));
    high = read_millionths(text.substr(dots + 2));
  } else {
    low = high = read_millionths(text);
  }
  if (n.kind != yaml::node_kind::scalar || !low || !high) {
    r_.tell(issue_code::bad_value, n.kind == yaml::node_kind::empty ? test.key->at : n.at,
            "`" + fact.key + "` is a number", "write `under 18`, `at least 18`, `3..4` or `18`");
    return std::nullopt;
  }
  if (*low > *high && text.find("..") != std::string_view::npos) {
    r_.tell(issue_code::empty_range, n.at, "`" + n.text + "`: the upper end is below the lower",
            "write the smaller number first");
    return std::nullopt;
  }
  if (*low > *high || *high < fact.least.raw || *low > fact.most.raw) {
    r_.tell(issue_code::never_fires, n.at, "no answer to `" + fact.key + "` fits `" + n.text + "`: this can never fire",
            "its answers are declared under `facts`");
    return std::nullopt;
  }
  return within(*low, *high);
}

steps fact_tests::within(std::int64_t low, std::int64_t high) const {
  if (tables_.from(fact_) == nullptr) {
    step s = test_;
    s.low = low;
    s.high = high;
    return {s};
  }
  // What an expression gives may lie outside of what may be answered.
  std::vector<steps> parts;
  const auto bound = [&](std::int64_t raw, comparison c) {
    const cell limit = cells::number(static_cast<double>(raw) / static_cast<double>(fact_value::one));
    steps s = value();
    s.push_back({step_kind::constant, fact_owner::treatment, 0, limit.low, limit.high});
    s.push_back({step_kind::compare_numbers, fact_owner::treatment, static_cast<std::uint32_t>(c)});
    parts.push_back(std::move(s));
  };
  if (low > fact_->least.raw) bound(low, comparison::at_least);
  if (high < fact_->most.raw) bound(high, comparison::at_most);
  return cel::joined(std::move(parts), step_kind::both).value_or(cel::decided(kleene::yes));
}

std::optional<steps> fact_tests::text(const yaml::member& test) {
  std::vector<steps> parts;
  for (const yaml::node* n : r_.words(test)) parts.push_back(equal_to(tables_.text(n->text), step_kind::compare_texts));
  if (parts.empty()) return std::nullopt;
  return cel::joined(std::move(parts), step_kind::either);
}

std::optional<steps> fact_tests::date(const yaml::member& test) {
  std::vector<steps> parts;
  for (const yaml::node* n : r_.words(test))
    if (auto s = one_date(*n)) parts.push_back(std::move(*s));
  if (parts.empty()) return std::nullopt;
  return cel::joined(std::move(parts), step_kind::either);
}

std::optional<steps> fact_tests::one_date(const yaml::node& n) {
  if (n.text == "never") {
    if (fact_->answer != answer_kind::date_or_never) {
      r_.tell(issue_code::bad_value, n.at, "`" + fact_->key + "` is never answered with `never`",
              "declare it with `answer: date or never`");
      return std::nullopt;
    }
    const cell never_at = cells::date({distant_past, distant_past}, date_scale::day);
    return equal_to({step_kind::constant, fact_owner::treatment, 0, never_at.low, never_at.high},
                    step_kind::compare_dates);
  }
  // So long before the treatment: the window that begins on that date has passed by then, or not.
  if (n.text.starts_with("under ")) return so_long_before(n, "under ", comparison::more);
  if (n.text.starts_with("at most ")) return so_long_before(n, "at most ", comparison::at_least);
  if (n.text.starts_with("over ")) return so_long_before(n, "over ", comparison::less);
  if (n.text.starts_with("at least ")) return so_long_before(n, "at least ", comparison::at_most);
  const auto written = parse_civil(n.text);
  if (!written || written->offset.is_written()) {
    r_.tell(issue_code::bad_value, n.at, "`" + n.text + "` is no date to compare `" + fact_->key + "` with",
            "write `2026-03`, `never`, `under 2 weeks` or `at least 2 weeks` (before the treatment)");
    return std::nullopt;
  }
  steps s = value();
  s.push_back(
      {step_kind::lies_within, fact_owner::treatment, 0, written->covers.first.minutes, written->covers.last.minutes});
  return s;
}

std::optional<steps> fact_tests::so_long_before(const yaml::node& n, std::string_view words, comparison c) {
  yaml::node rest = n;
  rest.text.erase(0, words.size());
  rest.at.column += words.size() + (n.quoted ? 1 : 0);
  rest.at.length = rest.text.size();
  rest.quoted = false;
  const auto range = read_duration(r_, rest);
  if (!range) return std::nullopt;
  if (range->least != range->most) {
    r_.tell(issue_code::bad_duration, rest.at, "one duration is expected here, not a range",
            "write `" + std::string(words) + "2 weeks`, for example");
    return std::nullopt;
  }
  const cell w = cells::window_of(range->least);
  steps s = value();
  s.push_back({step_kind::constant, fact_owner::treatment, 0, w.low, w.high});
  s.push_back({step_kind::add_window});
  s.push_back({step_kind::treatment_date});
  s.push_back({step_kind::compare_dates, fact_owner::treatment, static_cast<std::uint32_t>(c)});
  return cel::shortened(std::move(s));
}

}  // namespace clearance::resolving
