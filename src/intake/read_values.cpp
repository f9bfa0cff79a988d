#include "read_values.hpp"

#include "../resolve/read_facts.hpp"
#include "../resolve/reading.hpp"

#include <utility>

namespace clearance {
namespace {

// A person corrects a few names at a time; an intake with thousands of mistakes must not cost seconds.
constexpr std::size_t most_suggested = 50;

/// Near names are sought for the whole text, or for the one word that is left over.
template <class Entries>
std::string not_known(const intake& in, std::string_view text, const name_match& found, const name_index& names,
                      const Entries& entries, std::string_view what) {
  if (in.problems.size() >= most_suggested) return why_not_understood(text, found, what, {});
  const auto label = [&](std::uint32_t e) { return std::string_view(entries[e].label); };
  std::vector<std::string> near;
  if (found.entries.empty()) near = suggestions(text, names, label);
  std::string whole;
  normalise(text, whole);
  if (near.empty() && found.left_over.size() == 1 && found.left_over[0] != whole)
    near = suggestions(found.left_over[0], names, label);
  return why_not_understood(text, found, what, near);
}

std::string range_text(const fact_declaration& fact) {
  const auto text = [](fact_value v) { return std::to_string(v.raw / fact_value::one); };
  return text(fact.least) + ".." + text(fact.most);
}

}  // namespace

value_reader::value_reader(const pack& p)
    : pack_(p),
      substances_(p.names.substances),
      conditions_(p.names.conditions),
      events_(p.names.events),
      zones_(p.names.zones) {}

bool value_reader::other_date(std::string_view text, civil_value& into) {
  if (text.size() < 16) return read_civil(text, into);
  const char* const behind = text.data() + 16;
  utc_offset offset;
  switch (text.size()) {
    case 16: break;
    case 17:
      if (*behind != 'Z') return false;
      offset = {0, true};
      break;
    case 22:
      if (!time_text::read_offset(behind, offset)) return false;
      break;
    default: return false;
  }
  return months_.read_minute(text.data(), offset, into);
}

fact_reading value_reader::other_fact(const fact_declaration& fact, std::string at) {
  switch (fact.answer) {
    case answer_kind::yes_no: wrong_type(std::move(at), "true or false"); return {{}, true};
    case answer_kind::choice: wrong_type(std::move(at), "text"); return {{}, true};
    case answer_kind::several: return several(fact, at);
    case answer_kind::number: return number(fact, std::move(at));
    case answer_kind::date:
    case answer_kind::date_or_never: return date_answer(fact, std::move(at));
    case answer_kind::text: return text_answer(std::move(at));
  }
  return {{}, true};
}

fact_reading value_reader::several(const fact_declaration& fact, const std::string& at) {
  if (json_.kind() != json_kind::array) {
    wrong_type(at, "a list");
    return {{}, true};
  }
  std::int64_t set = 0;
  bool in_error = false;
  std::size_t i = 0;
  json_.array([&] {
    const std::string where = at + '/' + std::to_string(i++);
    if (json_.kind() != json_kind::text) {
      in_error = true;
      return wrong_type(where, "text");
    }
    const std::string_view text = json_.text();
    for (std::size_t c = 0; c < fact.choices.size(); ++c) {
      if (fact.choices[c] != text) continue;
      set |= std::int64_t{1} << c;
      return;
    }
    in_error = true;
    tell_no_answer(where, text, fact);
  });
  if (in_error) return {{}, true};
  return {{set}};
}

fact_reading value_reader::number(const fact_declaration& fact, std::string at) {
  if (json_.kind() != json_kind::number) {
    wrong_type(std::move(at), "a number");
    return {{}, true};
  }
  const std::string token(json_.number());
  const auto number = resolving::read_millionths(token);
  if (!number) {
    tell(std::move(at), excerpt(token) + " is no number that can be compared: write it with at most six decimals");
    return {{}, true};
  }
  if (*number < fact.least.raw || *number > fact.most.raw) {
    tell(std::move(at), excerpt(token) + " is outside of what can be: " + range_text(fact));
    return {{}, true};
  }
  return {{*number}};
}

fact_reading value_reader::date_answer(const fact_declaration& fact, std::string at) {
  const bool may_be_never = fact.answer == answer_kind::date_or_never;
  if (json_.kind() != json_kind::text) {
    wrong_type(std::move(at),
               may_be_never ? "a date such as \"2026-03-09\", or \"never\"" : "a date such as \"2026-03-09\"");
    return {{}, true};
  }
  const std::string_view text = json_.text();
  if (may_be_never && text == "never") return {never_happened};
  if (const auto civil = parse_civil(text)) return {date_value(civil->covers)};
  tell(std::move(at), in_quotes(text) + " is no date that exists: write 2026, 2026-03, 2026-03-09 or 2026-03-09T14:30" +
                          (may_be_never ? ", or never" : ""));
  return {{}, true};
}

fact_reading value_reader::text_answer(std::string at) {
  if (json_.kind() != json_kind::text) {
    wrong_type(std::move(at), "text");
    return {{}, true};
  }
  const std::string_view text = json_.text();
  const auto begin = static_cast<std::uint32_t>(in_->texts.size());
  in_->texts += text;
  return {text_value(begin, static_cast<std::uint32_t>(text.size()))};
}

void value_reader::tell_no_answer(std::string at, std::string_view text, const fact_declaration& fact) {
  const std::vector<std::string_view> known(fact.choices.begin(), fact.choices.end());
  tell(std::move(at), in_quotes(text) + " is no answer: use " + resolving::one_of(known));
}

void value_reader::tell_unknown_substance(std::string at, std::string_view text, const name_match& found) {
  tell(std::move(at), not_known(*in_, text, found, pack_.names.substances, pack_.words.substances, "medicine"));
}
void value_reader::tell_unknown_condition(std::string at, std::string_view text, const name_match& found) {
  tell(std::move(at), not_known(*in_, text, found, pack_.names.conditions, pack_.words.conditions, "condition"));
}
void value_reader::tell_unknown_event(std::string at, std::string_view text, const name_match& found) {
  tell(std::move(at), not_known(*in_, text, found, pack_.names.events, pack_.words.events, "event"));
}
void value_reader::tell_unknown_zone(std::string at, std::string_view text, const name_match& found) {
  tell(std::move(at), not_known(*in_, text, found, pack_.names.zones, pack_.words.zones, "zone"));
}

void value_reader::wrong_type(std::string at, std::string_view wanted) {
  const json_kind found = json_.kind();
  json_.skip();
  tell(std::move(at), "expected " + std::string(wanted) + ", found " + std::string(described(found)));
}

bool value_reader::unknown_key(const std::string& parent, std::string_view key, const key_table& known,
                               seen_keys& seen) {
  const occurrence now = seen.note(key);
  const auto at = [&] { return pointer(parent + "/", key); };
  if (now == occurrence::first) {
    const std::string hint = resolving::did_you_mean(key, known.keys());
    add_problem(*in_, problem_weight::warning, at(),
                "no rule reads " + in_quotes(key) + (hint.empty() ? "" : "; " + hint));
  }
  tell_repeated(now, at, key);
  json_.skip();
  return now != occurrence::first;
}

void value_reader::refuse_length(std::string_view list) {
  throw unusable{"`" + std::string(list) + "` has more than " + std::to_string(longest_list) + " entries"};
}

}  // namespace clearance
