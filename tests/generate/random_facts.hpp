#pragma once
#include <string>
#include <string_view>

/// The facts that random packs declare: one of every form, of everything that a fact can be of.
namespace generate {

enum class form { yes_no, choice, several, number, date, date_or_never, text };

struct random_fact {
  std::string_view name;
  std::string_view of;  ///< empty: the patient
  form answer;
  std::string_view first;  ///< of the choices; or the ends of the numbers
  std::string_view second;
  std::string_view from = {};
};

inline constexpr random_fact random_facts[] = {
    {"depth", "treatment", form::choice, "mild", "deep"},
    {"tools", "treatment", form::several, "needle", "laser"},
    {"power", "treatment", form::number, "0", "10"},
    {"approved", "medication", form::yes_no, {}, {}},
    {"dose", "medication", form::number, "0", "100"},
    {"diagnosed", "condition", form::yes_no, {}, {}},
    {"grade", "condition", form::choice, "low", "high"},
    {"healed", "event", form::yes_no, {}, {}},
    {"age", {}, form::number, "0", "120"},
    {"birth_date", {}, form::date, {}, {}},
    {"consent", {}, form::yes_no, {}, {}},
    {"last_sun", {}, form::date_or_never, {}, {}},
    {"letters", {}, form::several, "doctor", "parent"},
    {"town", {}, form::text, {}, {}},
    {"years", {}, form::number, "0", "200", "years_between(birth_date, treatment.date)"},
    {"minor", {}, form::yes_no, {}, {}, "age < 18"},
};

inline std::string answer_of(const random_fact& f) {
  const std::string first(f.first);
  const std::string second(f.second);
  switch (f.answer) {
    case form::yes_no: return "yes-no";
    case form::choice: return '[' + first + ", " + second + ']';
    case form::several: return "{several: [" + first + ", " + second + "]}";
    case form::number: return first + ".." + second;
    case form::date: return "date";
    case form::date_or_never: return "date or never";
    case form::text: return "text";
  }
  return {};
}

}  // namespace generate
