#pragma once
#include "types.hpp"

#include <clearance/time/window.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

/// The functions that an expression may call, those of CEL that it may not, and what entries of lists have.
namespace clearance::cel {

enum class call_form : std::uint8_t { function, method, both };

struct known_function {
  std::string_view name;
  function means;
  call_form form;
  std::size_t least;  ///< arguments; of a method those in its parentheses
  std::size_t most;
  std::string_view usage;
  std::int64_t each = 1;  ///< of a window
  window_unit unit = window_unit::days;
};

inline constexpr known_function known_functions[] = {
    {"size", function::size, call_form::both, 1, 1, "size(sessions)"},
    {"uses", function::uses, call_form::function, 1, 1, "uses(\"nsaid\")"},
    {"has_condition", function::has_condition, call_form::function, 1, 2, "has_condition(\"acne\", \"active\")"},
    {"has_event", function::has_event, call_form::function, 1, 1, "has_event(\"filler\")"},
    {"date", function::date, call_form::function, 1, 1, "date(\"2026-03-01\")"},
    {"minutes", function::window, call_form::function, 1, 1, "minutes(90)", 1, window_unit::minutes},
    {"hours", function::window, call_form::function, 1, 1, "hours(48)", 60, window_unit::minutes},
    {"days", function::window, call_form::function, 1, 1, "days(14)", 1, window_unit::days},
    {"weeks", function::window, call_form::function, 1, 1, "weeks(2)", 7, window_unit::days},
    {"months", function::window, call_form::function, 1, 1, "months(6)", 1, window_unit::months},
    {"years", function::window, call_form::function, 1, 1, "years(1)", 12, window_unit::months},
    {"years_between", function::years_between, call_form::function, 2, 2, "years_between(birth_date, treatment.date)"},
    {"startsWith", function::starts_with, call_form::method, 1, 1, "t.startsWith(\"a\")"},
    {"endsWith", function::ends_with, call_form::method, 1, 1, "t.endsWith(\"a\")"},
    {"contains", function::contains, call_form::method, 1, 1, "t.contains(\"a\")"},
    {"exists", function::exists, call_form::method, 2, 2, "medications.exists(m, m.ongoing)"},
    {"all", function::all, call_form::method, 2, 2, "sessions.all(s, s.date < today)"},
    {"is", function::is, call_form::method, 1, 1, "m.is(\"nsaid\")"},
};

constexpr const known_function* find_function(std::string_view name) noexcept {
  for (const known_function& f : known_functions)
    if (f.name == name) return &f;
  return nullptr;
}

/// What CEL has besides.
struct refused_function {
  std::string_view name;
  std::string_view why;
  std::string_view instead;
};

inline constexpr std::string_view same_type = "compare values of one type, or declare the fact with the type it needs";
inline constexpr refused_function refused_functions[] = {
    {"has", "it would take what is not known for a no", "compare the fact itself: what is not known stays unknown"},
    {"map", "an expression makes no new lists", "put the condition into `exists` or `all`"},
    {"filter", "an expression makes no new lists", "put the condition into `exists` or `all`"},
    {"exists_one", "an entry that is not understood may be one more", "use `exists`"},
    {"matches", "patterns are hard to read aloud", "use `startsWith`, `endsWith` or `contains`"},
    {"timestamp", "dates are civil dates of the clinic", "write `date(\"2026-03-01\")`"},
    {"duration", "durations have a unit", "write `hours(24)` or `days(14)`"},
    {"int", "types are not converted", same_type},
    {"uint", "types are not converted", same_type},
    {"double", "types are not converted", same_type},
    {"string", "types are not converted", same_type},
    {"bytes", "types are not converted", same_type},
    {"bool", "types are not converted", same_type},
    {"dyn", "types are not converted", same_type},
    {"type", "every type is known when the pack is loaded", same_type},
    {"min", "a list has no smallest value", "ask with `exists` or `all`"},
    {"max", "a list has no largest value", "ask with `exists` or `all`"},
};

struct entry_field {
  fact_list list;
  std::string_view name;
  fact_field field;
  type_kind type;
};

inline constexpr entry_field entry_fields[] = {
    {fact_list::medications, "last_taken", fact_field::last_taken, type_kind::date},
    {fact_list::medications, "started", fact_field::started, type_kind::date},
    {fact_list::medications, "ongoing", fact_field::ongoing, type_kind::truth},
    {fact_list::medications, "route", fact_field::route, type_kind::text},
    {fact_list::conditions, "status", fact_field::status, type_kind::text},
    {fact_list::conditions, "since", fact_field::since, type_kind::date},
    {fact_list::conditions, "ended", fact_field::ended, type_kind::date},
    {fact_list::sessions, "date", fact_field::date, type_kind::date},
    {fact_list::events, "date", fact_field::date, type_kind::date},
};

}  // namespace clearance::cel
