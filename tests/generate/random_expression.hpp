#pragma once
#include "random_facts.hpp"
#include "random_source.hpp"
#include "random_vocabulary.hpp"

#include <string>
#include <string_view>
#include <vector>

/// Random `when` and `unless`: maps, and texts in the subset of CEL.
// No expression asks the random source twice: compilers differ in which operand they take first.
namespace generate {

/// What may stand in a condition.
enum class reach {
  facts,  ///< what is known of the patient, the treatment and the entry: no list, no date
  everything,
};

class expression_generator {
 public:
  expression_generator(random_source& random, const random_vocabulary& words, reach r, bool has_events)
      : random_(random), words_(words), reach_(r), has_events_(has_events) {}

  /// `entry`: what the rule looks at, as facts call it; empty: the patient, or a list.
  std::string map(std::string_view entry);
  std::string text(std::string_view entry) { return truth(entry, 2); }

 private:
  bool is_wide() const { return reach_ == reach::everything; }
  std::string number(int least, int most) { return std::to_string(random_.between(least, most)); }
  std::string quoted(std::string_view text) { return '"' + std::string(text) + '"'; }

  const std::string& substance() { return plain_of(words_.substances); }
  const std::string& condition() { return plain_of(words_.conditions); }
  const std::string& event() { return plain_of(words_.events); }
  const std::string& zone() { return random_.one_of(words_.zones).id; }
  const std::string& plain_of(const std::vector<random_word>& all) {
    const random_word* w = &random_.one_of(all);
    while (!w->is_plain()) w = &random_.one_of(all);
    return w->id;
  }

  std::string one_key(std::string_view entry);
  std::string key_of_fact(const random_fact& f);
  const random_fact& fact_for(std::string_view entry);
  std::string several_of(const std::string& a, const std::string& b);

  std::string truth(std::string_view entry, int depth);
  std::string test(std::string_view entry);
  std::string fact_test(const random_fact& f);
  std::string date_test();
  std::string date_term();
  std::string length();
  std::string date_text();
  std::string count_test();
  std::string list_test();
  std::string relation();

  random_source& random_;
  const random_vocabulary& words_;
  reach reach_;
  bool has_events_;
};

// ---- maps

inline const random_fact& expression_generator::fact_for(std::string_view entry) {
  const auto fits = [&](const random_fact& f) {
    if (!is_wide() && (f.answer == form::date || f.answer == form::date_or_never || !f.from.empty())) return false;
    return f.of.empty() || f.of == "treatment" || f.of == entry;
  };
  const random_fact* f = &random_.one_of(random_facts);
  while (!fits(*f)) f = &random_.one_of(random_facts);
  return *f;
}

inline std::string expression_generator::several_of(const std::string& a, const std::string& b) {
  return a == b || random_.in_percent(60) ? a : '[' + a + ", " + b + ']';
}

inline std::string expression_generator::date_text() {
  static constexpr std::string_view dates[] = {"2026-11",    "2026-12",    "2026-11-20", "2026-11-29",
                                               "2026-12-06", "2026-12-20", "2027-01-31", "2027"};
  return std::string(random_.one_of(dates));
}

inline std::string expression_generator::key_of_fact(const random_fact& f) {
  const std::string key = std::string(f.name) + ": ";
  static constexpr std::string_view bounds[] = {"under ", "at least ", "over ", "at most ", ""};
  switch (f.answer) {
    case form::yes_no: return key + (random_.in_percent(50) ? "yes" : "no");
    case form::choice:
    case form::several: return key + several_of(std::string(f.first), std::string(f.second));
    case form::number: {
      const int middle = f.name == "power" ? 5 : f.name == "dose" ? 50 : 18;
      const std::string_view bound = random_.one_of(bounds);
      if (bound.empty()) return key + std::to_string(middle - 3) + ".." + std::to_string(middle + 2);
      return key + std::string(bound) + std::to_string(middle);
    }
    case form::text: return key + "Ebnat";
    case form::date:
    case form::date_or_never: break;
  }
  static constexpr std::string_view lengths[] = {"3 days", "2 weeks", "1 month", "36 hours"};
  const std::size_t way = random_.below(10);
  if (way < 2 && f.answer == form::date_or_never) return key + "never";
  if (way < 4) return key + date_text();
  const std::string bound = way < 7 ? "under " : "at least ";
  return key + bound + (f.answer == form::date ? "18 years" : std::string(random_.one_of(lengths)));
}

inline std::string expression_generator::one_key(std::string_view entry) {
  const std::size_t way = random_.below(is_wide() ? 20 : 12);
  if (way < 10) return key_of_fact(fact_for(entry));
  if (way < 12) return "indication: " + condition();
  if (way < 14) return "zone: " + zone();
  const std::string first = way < 16 ? condition() : way < 18 ? substance() : has_events_ ? event() : condition();
  if (way < 16) return "condition: " + first;
  if (way < 18) return "medication: " + first;
  return (has_events_ ? "event: " : "condition: ") + first;
}

inline std::string expression_generator::map(std::string_view entry) {
  std::string out = "{" + one_key(entry);
  const std::string key = out.substr(1, out.find(':') - 1);
  if (random_.in_percent(35)) {
    const std::string other = one_key(entry);
    if (other.substr(0, other.find(':')) != key) out += ", " + other;
  }
  return out + '}';
}

// ---- texts

inline std::string expression_generator::relation() {
  static constexpr std::string_view relations[] = {" < ", " <= ", " > ", " >= ", " == ", " != "};
  return std::string(random_.one_of(relations));
}

inline std::string expression_generator::truth(std::string_view entry, int depth) {
  const std::size_t way = depth == 0 ? 0 : random_.below(20);
  if (way < 8) return test(entry);
  if (way < 10) return "!(" + truth(entry, depth - 1) + ')';
  const std::string a = truth(entry, depth - 1);
  const std::string b = truth(entry, depth - 1);
  if (way < 14) return '(' + a + " && " + b + ')';
  if (way < 18) return '(' + a + " || " + b + ')';
  return "(" + truth(entry, 0) + " ? " + a + " : " + b + ')';
}

inline std::string expression_generator::fact_test(const random_fact& f) {
  const std::string name(f.name);
  const std::string first = quoted(f.first);
  const std::string second = quoted(f.second);
  const std::size_t way = random_.below(3);
  switch (f.answer) {
    case form::yes_no: return way == 0 ? '!' + name : way == 1 ? name : name + " == true";
    case form::choice:
      return way == 0   ? name + " == " + first
             : way == 1 ? name + " != " + second
                        : name + " in [" + first + ", " + second + ']';
    case form::several:
      return way == 0   ? first + " in " + name
             : way == 1 ? "size(" + name + ") > 1"
                        : name + ".exists(x, x == " + second + ')';
    case form::number: {
      const std::string limit = f.name == "power" ? "5" : f.name == "dose" ? "50" : "18";
      if (way == 0) return name + " * 2.0 + 1.0" + relation() + limit + ".0";
      return name + relation() + limit;
    }
    case form::text:
      return way == 0 ? name + " == \"Ebnat\"" : way == 1 ? name + ".startsWith(\"Eb\")" : "size(" + name + ") < 5";
    case form::date:
    case form::date_or_never: break;
  }
  const std::string than = way == 0 ? " < " : " >= ";
  if (f.answer == form::date) return name + than + "treatment.date - years(18)";
  return name + than + date_term();
}

inline std::string expression_generator::length() {
  static constexpr std::string_view lengths[] = {"days(3)",   "days(14)", "weeks(2)",
                                                 "months(1)", "years(1)", "hours(36)"};
  return std::string(random_.one_of(lengths));
}

inline std::string expression_generator::date_term() {
  const std::size_t way = random_.below(10);
  std::string date = way < 5 ? "treatment.date" : way < 7 ? "today" : "date(\"" + date_text() + "\")";
  if (random_.in_percent(50)) date += (random_.in_percent(70) ? " - " : " + ") + length();
  return date;
}

inline std::string expression_generator::date_test() {
  const std::size_t way = random_.below(5);
  if (way == 0) return "years_between(birth_date, treatment.date)" + relation() + "18";
  if (way == 1) return "last_sun > " + date_term();
  const std::string left = date_term();
  const std::string between = relation();
  return left + between + date_term();
}

inline std::string expression_generator::count_test() {
  const std::size_t way = random_.below(4);
  const std::string limit = number(0, 3);
  if (way == 0) return "size(medications) % 2 == " + number(0, 1);
  if (way == 1) return "size(sessions) + 1" + relation() + limit;
  if (way == 2) return "size(conditions)" + relation() + limit;
  return "size(medications) - size(sessions)" + relation() + limit;
}

inline std::string expression_generator::list_test() {
  static constexpr std::string_view statuses[] = {"active", "remission", "resolved"};
  const std::size_t way = random_.below(has_events_ ? 15 : 12);
  switch (way) {
    case 0:
    case 1: return "uses(" + quoted(substance()) + ')';
    case 2: return "has_condition(" + quoted(condition()) + ')';
    case 3: {
      const std::string what = quoted(condition());
      return "has_condition(" + what + ", " + quoted(random_.one_of(statuses)) + ')';
    }
    case 4: return "medications.exists(m, m.is(" + quoted(substance()) + ") && m.ongoing)";
    case 5: return "medications.all(m, m.last_taken < " + date_term() + ')';
    case 6: return "medications.exists(m, m.route == \"oral\" || m.approved)";
    case 7: return "conditions.exists(c, c.is(" + quoted(condition()) + ") && c.status != \"resolved\")";
    case 8: return "conditions.all(c, c.ended < " + date_term() + " || c.grade == \"low\")";
    case 9: return "sessions.exists(s, s.date > " + date_term() + ')';
    case 10: return "sessions.all(s, s.depth == \"mild\" && s.power < 5)";
    case 11: return "medications.exists(m, m.started >= " + date_term() + " && m.dose > 50)";
    case 12: return "has_event(" + quoted(event()) + ')';
    case 13: return "events.exists(e, e.is(" + quoted(event()) + ") && e.date > " + date_term() + ')';
    default: return "events.all(e, e.healed)";
  }
}

inline std::string expression_generator::test(std::string_view entry) {
  const std::size_t way = random_.below(is_wide() ? 20 : 10);
  if (way < 8) return fact_test(fact_for(entry));
  if (way < 10) return "treatment.indication == " + quoted(condition());
  if (way < 12) return quoted(zone()) + " in treatment.zones";
  if (way < 15) return date_test();
  if (way < 17) return count_test();
  return list_test();
}

}  // namespace generate
