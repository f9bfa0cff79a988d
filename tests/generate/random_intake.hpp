#pragma once
#include "names.hpp"
#include "random_source.hpp"
#include "written_date.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Random intakes like a clinic's, the same for the same seed everywhere. Tests, bench and the reference share them.
// No expression asks the random source twice: compilers differ in which operand they take first.
namespace generate {

// Every struct renders its fields in this order. `more` is JSON members in text, for what the fields cannot say
// (wrong types, unknown or repeated keys); `instead` is JSON in the place of the whole.

struct random_code {
  std::string system;
  std::string value;
};

struct random_medication {
  std::optional<std::string> name;
  std::optional<random_code> code;
  std::optional<std::string> route;
  std::optional<std::string> last_taken;
  std::optional<bool> ongoing;
  std::string more;
  std::string instead;
  std::string_view possible_routes;  ///< not rendered: those that would be no error, by their initials
};

struct random_condition {
  std::optional<std::string> name;
  std::optional<random_code> code;
  std::optional<std::string> status;
  std::optional<std::vector<std::string>> zones;
  std::optional<bool> diagnosed;
  std::string more;
  std::string instead;
};

struct random_session {
  std::optional<std::string> date;
  std::optional<std::string> depth;
  std::string more;
  std::string instead;
};

struct random_treatment {
  std::optional<std::string> date;
  std::optional<std::string> depth;
  std::optional<std::vector<std::string>> zones;
  std::optional<std::string> indication;
  std::string more;
  std::string instead;
};

struct random_intake {
  std::optional<std::string> id;
  std::optional<std::string> today;
  random_treatment treatment;
  std::optional<std::vector<random_medication>> medications;
  std::optional<std::vector<random_condition>> conditions;
  std::optional<std::vector<random_session>> sessions;
  std::string more;
};

std::string to_json(const random_intake&);

enum class profile {
  clean,     ///< nothing in error; facts may be unknown or imprecise
  complete,  ///< clean, and every fact known, to the day
  messy,     ///< as people and programs really send them
};

/// The full word for a route's initial in `possible_routes`.
constexpr std::string_view route_called(char initial) noexcept {
  switch (initial) {
    case 'o': return "oral";
    case 't': return "topical";
    case 'i': return "injected";
    case 'e': return "ophthalmic";
    default: return "inhaled";
  }
}

class intake_generator {
 public:
  explicit intake_generator(std::uint64_t seed, profile p) : random_(seed), profile_(p) {}

  random_intake next();

  // Entries without an error that fit the intake generated last.
  random_medication another_medication();
  random_condition another_condition();
  random_session another_session();
  std::string another_zone();
  std::vector<std::string> some_zones();

  /// A day of a last use or of a session, close to where `near` is decided and not after its limit.
  sys_days last_use_near(edge near);
  sys_days session_day();

  random_source& random() noexcept { return random_; }
  static constexpr sys_days today() noexcept { return std::chrono::year(2026) / 11 / 22; }

 private:
  bool is_complete() const noexcept { return profile_ == profile::complete; }
  bool knows(unsigned percent) { return is_complete() || random_.in_percent(percent); }
  std::string_view offset();

  random_treatment treatment();
  std::string treatment_date();
  sys_days treatment_day();
  void say_when(random_medication& m, edge near);
  std::string last_taken(edge near);
  std::string imprecise(sys_days on);

  template <class Entry>
  std::vector<Entry> list(Entry (intake_generator::*another)(), int most);

  void spoil(random_intake& intake);
  void spoil_name(random_intake& intake);
  void spoil_date(random_intake& intake);
  void spoil_medication(random_intake& intake);
  void spoil_condition(random_intake& intake);
  void spoil_session(random_intake& intake);
  void spoil_treatment(random_intake& intake);
  void spoil_today(random_intake& intake);
  void spoil_whole(random_intake& intake);
  std::string bad_date();

  random_source random_;
  profile profile_;
  std::uint64_t count_ = 0;
  sys_days treated_ = today();
  int treated_minute_ = -1;  ///< of the day; negative: the day alone is written
};

// ---- a medicine, a condition, a session, a treatment

inline std::string_view intake_generator::offset() {
  static constexpr std::string_view offsets[] = {"", "", "", "-05:00", "-04:00", "+01:00", "+02:00", "Z"};
  return random_.one_of(offsets);
}

/// A month or a year that holds the day.
inline std::string intake_generator::imprecise(sys_days on) {
  return random_.in_percent(75) ? month_text(on) : year_text(on);
}

inline sys_days intake_generator::last_use_near(edge near) {
  sys_days on = today() - days(random_.between(0, 40));
  switch (near) {
    case edge::none: break;
    case edge::one_day: on = treated_ - days(random_.between(0, 3)); break;
    case edge::one_week: on = treated_ - days(random_.between(5, 9)); break;
    case edge::six_months: on = months_before(treated_, 6) + days(random_.between(-2, 2)); break;
  }
  // A date far off leaves no edge to meet: then what was taken lately is as good.
  return on <= today() ? on : today() - days(random_.between(0, 9));
}

inline std::string intake_generator::last_taken(edge near) {
  const sys_days on = last_use_near(near);
  if (is_complete()) return day_text(on);
  if (random_.in_percent(12)) return imprecise(on);
  if (!random_.in_percent(near == edge::one_day ? 55 : 12)) return day_text(on);
  static constexpr int slips[] = {-120, -61, -60, -59, -1, 0, 1, 59, 60, 61, 120};
  const int around = treated_minute_ < 0 ? random_.between(0, 1) * 1439 : treated_minute_;
  const int minute_of_day = std::clamp(around + random_.one_of(slips), 0, 1439);
  return minute_text(on, minute_of_day, offset());
}

inline void intake_generator::say_when(random_medication& m, edge near) {
  const std::size_t way = random_.below(is_complete() ? 70 : 100);
  if (way < 50) {
    m.last_taken = last_taken(near);
    if (is_complete()) m.ongoing = false;
  } else if (way < 70) {
    m.ongoing = true;
    if (random_.in_percent(25)) m.last_taken = last_taken(near);
  } else if (way < 84) {
    m.last_taken = last_taken(near);
    m.ongoing = false;
  } else if (way < 92) {
    m.ongoing = false;
  }
}

inline random_medication intake_generator::another_medication() {
  random_medication m;
  edge near = edge::none;
  if (!is_complete() && random_.in_percent(5)) {
    const medicine_code& known = random_.one_of(medicine_codes);
    m.code = random_code{std::string(known.system), std::string(known.value)};
    if (random_.in_percent(50)) m.name = known.name;
    m.possible_routes = known.routes;
    near = known.near;
  } else {
    const medicine_name* known = &random_.one_of(known_medicines);
    while (is_complete() && known->says == saying::roughly) known = &random_.one_of(known_medicines);
    m.name = known->text;
    m.possible_routes = known->routes;
    near = known->near;
  }
  if (knows(35)) m.route = route_called(random_.one_of(m.possible_routes));
  say_when(m, near);
  return m;
}

/// Mostly what clinics treat: were all zones alike, the barred ones would decide most intakes.
inline std::string intake_generator::another_zone() {
  if (random_.in_percent(50)) return std::string(random_.one_of(usual_zones));
  return std::string(random_.one_of(known_zones));
}

inline std::vector<std::string> intake_generator::some_zones() {
  std::vector<std::string> some(random_.below(10) < 7 ? 1 : 2 + random_.below(2));
  for (std::string& zone : some) zone = another_zone();
  return some;
}

inline random_condition intake_generator::another_condition() {
  static constexpr std::string_view statuses[] = {"active", "active", "remission", "resolved"};
  random_condition c;
  if (!is_complete() && random_.in_percent(4)) {
    const condition_code& known = random_.one_of(condition_codes);
    c.code = random_code{std::string(known.system), std::string(known.value)};
    if (random_.in_percent(50)) c.name = known.name;
  } else if (!is_complete() && random_.in_percent(6)) {
    c.name = random_.one_of(rough_conditions);
  } else {
    c.name = random_.one_of(known_conditions);
  }
  if (knows(65)) c.status = random_.one_of(statuses);
  if (knows(60)) c.zones = some_zones();
  if (knows(20)) c.diagnosed = random_.in_percent(50);
  return c;
}

inline sys_days intake_generator::session_day() {
  static constexpr int weeks[] = {2, 2, 4, 4, 6};
  const days since(7 * random_.one_of(weeks));
  const sys_days on = treated_ - since + days(random_.between(-2, 2));
  // One still to come, before the treatment, is allowed; most are past.
  return on <= today() || random_.in_percent(20) ? on : today() - days(random_.between(0, 20));
}

inline random_session intake_generator::another_session() {
  random_session s;
  const sys_days on = std::min(session_day(), treated_);
  if (is_complete()) {
    s.date = day_text(on);
  } else if (!random_.in_percent(8)) {
    const std::size_t way = random_.below(100);
    const int minute_of_day = random_.between(0, 1439);
    s.date = way < 80 ? day_text(on) : way < 90 ? minute_text(on, minute_of_day, offset()) : imprecise(on);
  }
  if (knows(80)) s.depth = random_.in_percent(50) ? "mild" : "deep";
  return s;
}

inline sys_days intake_generator::treatment_day() {
  using namespace std::chrono;
  static constexpr int days_ahead[] = {0,  0,  1,  1,  2,  3,  5,  6,  7,  7,   8,  9,
                                       13, 14, 15, 27, 28, 29, 41, 42, 43, 100, 200};
  // Around the ends of months, where six months ago is no day.
  static constexpr year_month_day ends_of_months[] = {2026y / 11 / 30, 2026y / 12 / 1, 2026y / 12 / 2, 2026y / 12 / 31,
                                                      2027y / 1 / 1,   2027y / 2 / 28, 2027y / 3 / 1,  2027y / 3 / 2,
                                                      2027y / 4 / 30,  2027y / 5 / 1,  2027y / 5 / 22, 2027y / 5 / 23};
  if (random_.in_percent(70)) return today() + days(random_.one_of(days_ahead));
  return sys_days(random_.one_of(ends_of_months));
}

inline std::string intake_generator::treatment_date() {
  static constexpr int minutes_of_day[] = {0, 1, 480, 540, 600, 870, 915, 1020, 1439};
  treated_ = treatment_day();
  treated_minute_ = -1;
  if (is_complete() || random_.in_percent(65)) return day_text(treated_);
  treated_minute_ = random_.one_of(minutes_of_day);
  return minute_text(treated_, treated_minute_, offset());
}

inline random_treatment intake_generator::treatment() {
  random_treatment t;
  treated_ = today();
  treated_minute_ = -1;
  if (knows(95)) t.date = treatment_date();
  if (knows(92)) t.depth = random_.in_percent(55) ? "mild" : "deep";
  if (knows(92)) t.zones = some_zones();
  if (knows(50)) t.indication = random_.one_of(known_indications);
  return t;
}

// ---- the intake

template <class Entry>
std::vector<Entry> intake_generator::list(Entry (intake_generator::*another)(), int most) {
  std::vector<Entry> entries(static_cast<std::size_t>(random_.between(0, most)));
  for (Entry& entry : entries) entry = (this->*another)();
  return entries;
}

inline random_intake intake_generator::next() {
  random_intake intake;
  intake.id = "pt-" + padded(static_cast<unsigned>(++count_), 6);
  intake.today = day_text(today());
  intake.treatment = treatment();
  if (knows(95)) intake.medications = list(&intake_generator::another_medication, 5);
  if (knows(95)) intake.conditions = list(&intake_generator::another_condition, random_.in_percent(60) ? 1 : 3);
  if (knows(95)) intake.sessions = list(&intake_generator::another_session, random_.in_percent(60) ? 1 : 3);
  if (profile_ == profile::messy)
    for (std::size_t slips = random_.below(4); slips > 0; --slips) spoil(intake);
  return intake;
}

}  // namespace generate

#include "intake_json.hpp"
#include "spoiled_intake.hpp"
