#include "types.hpp"

namespace clearance::cel {

std::string_view name(fact_list l) noexcept {
  constexpr std::string_view names[] = {"treatment", "medications", "conditions", "sessions", "events", "answers"};
  return names[static_cast<unsigned>(l)];
}

std::string name(const type& t) {
  switch (t.kind) {
    case type_kind::wrong: return "nothing";
    case type_kind::truth: return "a condition";
    case type_kind::integer: return "a whole number";
    case type_kind::number: return "a number with decimals";
    case type_kind::text: return "a text";
    case type_kind::date: return "a date";
    case type_kind::window: return "a duration";
    case type_kind::list: return "a list";
    case type_kind::entries: return "the list `" + std::string(name(t.list)) + "`";
    case type_kind::entry: return "an entry of `" + std::string(name(t.list)) + "`";
    case type_kind::zones: return "a list of zones";
    case type_kind::indication: return "what the treatment is for";
  }
  return {};
}

type type_of(const fact_declaration& f) {
  switch (f.answer) {
    case answer_kind::yes_no: return {type_kind::truth};
    case answer_kind::choice: return {type_kind::text, type_kind::wrong, fact_list::treatment, f.choices};
    case answer_kind::several: return {type_kind::list, type_kind::text, fact_list::treatment, f.choices};
    case answer_kind::number: return {type_kind::number};
    case answer_kind::date:
    case answer_kind::date_or_never: return {type_kind::date};
    case answer_kind::text: return {type_kind::text};
  }
  return {};
}

std::span<const std::string> route_words() {
  static const std::string words[] = {"oral", "topical", "injected", "ophthalmic", "inhaled"};
  return words;
}

std::span<const std::string> status_words() {
  static const std::string words[] = {"active", "remission", "resolved"};
  return words;
}

}  // namespace clearance::cel
