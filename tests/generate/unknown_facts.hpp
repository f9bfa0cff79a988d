#pragma once
#include "random_intake.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What an intake leaves open, and how it becomes known.
namespace generate {

enum class fact {
  medications,
  conditions,
  sessions,
  treatment_depth,
  treatment_zones,
  last_taken,  ///< absent, or a year, a month or a day that becomes sharper
  ongoing,
  route,
  status,
  condition_zones,
  diagnosed,
  session_date,  ///< absent, or a year, a month or a day that becomes sharper
  session_depth,
};

struct unknown_fact {
  fact what;
  std::size_t entry = 0;
};

/// Of which facts of an entry does the contract read the absence by a default, so that the certain rests on it?
struct read_by_default {
  bool ongoing = false;    ///< `last_taken` without `ongoing` is read as no longer taken
  bool status = false;     ///< without a status, it counts as not resolved
  bool zones = false;      ///< without zones, it is where it usually is
  bool diagnosed = false;  ///< an exception that is not known to hold does not lift
};

/// A list that is absent, or given as empty where that counts as absent.
template <class Entry>
bool is_open(const std::optional<std::vector<Entry>>& list) {
  return !list || list->empty();
}

inline bool is_minute(std::string_view date) { return date.size() > 10; }

/// Collects what an object leaves open. A key that raw members give is not open: a field beside it would repeat it.
class open_facts {
 public:
  template <class Object>
  void look_at(const Object& object, std::string_view key, bool is_unknown, unknown_fact f) {
    if (is_unknown && object.more.find('"' + std::string(key) + '"') == std::string::npos) found.push_back(f);
  }
  std::vector<unknown_fact> found;
};

inline std::vector<unknown_fact> unknown_facts(const random_intake& intake) {
  open_facts open;
  open.look_at(intake, "medications", !intake.medications, {fact::medications});
  open.look_at(intake, "conditions", !intake.conditions, {fact::conditions});
  open.look_at(intake, "sessions", !intake.sessions, {fact::sessions});
  const random_treatment& t = intake.treatment;
  if (t.instead.empty() && intake.more.find("\"treatment\"") == std::string::npos) {
    open.look_at(t, "depth", !t.depth, {fact::treatment_depth});
    open.look_at(t, "zones", is_open(t.zones), {fact::treatment_zones});
  }
  for (std::size_t i = 0; intake.medications && i < intake.medications->size(); ++i) {
    const random_medication& m = (*intake.medications)[i];
    if (!m.instead.empty()) continue;
    open.look_at(m, "last_taken", !m.last_taken || !is_minute(*m.last_taken), {fact::last_taken, i});
    open.look_at(m, "ongoing", !m.ongoing, {fact::ongoing, i});
    open.look_at(m, "route", !m.route && !m.possible_routes.empty(), {fact::route, i});
  }
  for (std::size_t i = 0; intake.conditions && i < intake.conditions->size(); ++i) {
    const random_condition& c = (*intake.conditions)[i];
    if (!c.instead.empty()) continue;
    open.look_at(c, "status", !c.status, {fact::status, i});
    open.look_at(c, "zones", is_open(c.zones), {fact::condition_zones, i});
    open.look_at(c, "diagnosed", !c.diagnosed, {fact::diagnosed, i});
  }
  for (std::size_t i = 0; intake.sessions && i < intake.sessions->size(); ++i) {
    const random_session& s = (*intake.sessions)[i];
    if (!s.instead.empty()) continue;
    open.look_at(s, "date", !s.date || !is_minute(*s.date), {fact::session_date, i});
    open.look_at(s, "depth", !s.depth, {fact::session_depth, i});
  }
  return open.found;
}

/// A date within `rough` that says more, at most `latest` (a day); nothing where there is none.
inline std::optional<std::string> sharper(std::string_view rough, std::string_view latest, random_source& random) {
  std::string date(rough);
  if (date.size() == 4)
    date += '-' + padded(static_cast<unsigned>(random.between(1, 12)), 2);
  else if (date.size() == 7)
    date += '-' + padded(static_cast<unsigned>(random.between(1, 28)), 2);
  else if (date.size() == 10)
    date += random.in_percent(50) ? "T23:59" : random.in_percent(50) ? "T00:00" : "T12:30";
  if (std::string_view(date).substr(0, 10) > latest.substr(0, date.size())) return std::nullopt;
  return date;
}

/// Makes the fact known by a value that is no error. False where every value left would take back what the contract
/// reads by a default, or where chance found none.
class teacher {
 public:
  teacher(intake_generator& generator, random_intake& intake) : generator_(generator), intake_(intake) {}

  bool teach(unknown_fact f, const read_by_default& defaults) {
    switch (f.what) {
      case fact::medications: return fill(intake_.medications, &intake_generator::another_medication);
      case fact::conditions: return fill(intake_.conditions, &intake_generator::another_condition);
      case fact::sessions: return fill(intake_.sessions, &intake_generator::another_session);
      case fact::treatment_depth: return teach_depth(intake_.treatment.depth);
      case fact::treatment_zones: return teach_zones(intake_.treatment.zones);
      case fact::last_taken: return teach_last_use((*intake_.medications)[f.entry]);
      case fact::ongoing: return teach_ongoing((*intake_.medications)[f.entry], defaults);
      case fact::route: return teach_route((*intake_.medications)[f.entry]);
      case fact::status: return teach_status((*intake_.conditions)[f.entry], defaults);
      case fact::condition_zones: return !defaults.zones && teach_zones((*intake_.conditions)[f.entry].zones);
      case fact::diagnosed: return teach_diagnosed((*intake_.conditions)[f.entry], defaults);
      case fact::session_date: return teach_session_date((*intake_.sessions)[f.entry]);
      case fact::session_depth: return teach_depth((*intake_.sessions)[f.entry].depth);
    }
    return false;
  }

 private:
  random_source& random() { return generator_.random(); }

  template <class Entry>
  bool fill(std::optional<std::vector<Entry>>& list, Entry (intake_generator::*another)()) {
    list.emplace(random().below(4));
    for (Entry& entry : *list) entry = (generator_.*another)();
    return true;
  }

  bool teach_depth(std::optional<std::string>& depth) {
    depth = random().in_percent(50) ? "mild" : "deep";
    return true;
  }

  bool teach_zones(std::optional<std::vector<std::string>>& zones) {
    zones = generator_.some_zones();
    return true;
  }

  // Without an offset: `"ongoing": false` alone, a day and a month are spans of civil time, and a minute with the
  // offset of another country may lie outside of them on the treatment's clock.
  bool teach_last_use(random_medication& m) {
    static constexpr edge edges[] = {edge::none, edge::one_day, edge::one_week, edge::six_months};
    const std::string today = day_text(intake_generator::today());
    if (m.last_taken) {
      const auto date = sharper(*m.last_taken, today, random());
      if (date) m.last_taken = date;
      return date.has_value();
    }
    const std::string day = day_text(generator_.last_use_near(random().one_of(edges)));
    m.last_taken = random().in_percent(30) ? *sharper(day, today, random()) : day;
    return true;
  }

  bool teach_ongoing(random_medication& m, const read_by_default& defaults) {
    m.ongoing = !defaults.ongoing && random().in_percent(60);
    return true;
  }

  bool teach_route(random_medication& m) {
    m.route = route_called(random().one_of(m.possible_routes));
    return true;
  }

  bool teach_status(random_condition& c, const read_by_default& defaults) {
    static constexpr std::string_view statuses[] = {"active", "remission", "resolved"};
    const std::size_t choices = defaults.status ? 2 : 3;
    c.status = statuses[random().below(choices)];
    return true;
  }

  bool teach_diagnosed(random_condition& c, const read_by_default& defaults) {
    c.diagnosed = !defaults.diagnosed && random().in_percent(60);
    return true;
  }

  bool teach_session_date(random_session& s) {
    const std::string today = day_text(intake_generator::today());
    const std::string latest = intake_.treatment.date.value_or(today);
    if (s.date) {
      const auto date = sharper(*s.date, latest, random());
      if (date) s.date = date;
      return date.has_value();
    }
    const std::string day = day_text(generator_.session_day());
    s.date = std::min(day, latest.substr(0, 10));
    return true;
  }

  intake_generator& generator_;
  random_intake& intake_;
};

}  // namespace generate
