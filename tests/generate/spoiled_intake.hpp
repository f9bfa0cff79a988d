#pragma once
#include "random_intake.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What is wrong with real intakes: the `messy` part of the generator.
namespace generate {

inline void append_members(std::string& more, std::string_view members) {
  if (!more.empty()) more += ", ";
  more += members;
}

/// Drops the field that a raw member takes the place of; a field that is kept makes the key a repeated one.
template <class Field>
void make_room(std::string_view member, std::string_view key, Field& field) {
  if (member.substr(1, key.size()) == key && member[key.size() + 1] == '"') field.reset();
}

inline std::string intake_generator::bad_date() {
  static constexpr std::string_view bad[] = {"2026-02-30",       "2026-13-01",
                                             "2026-00",          "yesterday",
                                             "22/11/2026",       "",
                                             "2026-11-1",        "26-11-01",
                                             "2026-11-31",       "2026-11-01T24:00",
                                             "2026-1",           "2026-11-01T",
                                             "0000-01-01",       "2026-11-01T10:00+25:00",
                                             "2026-11-01 10:00", "2026-11-01T10:00:00",
                                             " 2026-11-01"};
  return std::string(random_.one_of(bad));
}

inline void intake_generator::spoil(random_intake& intake) {
  switch (random_.below(14)) {
    case 0:
    case 1: return spoil_name(intake);
    case 2:
    case 3: return spoil_date(intake);
    case 4:
    case 5:
    case 6: return spoil_medication(intake);
    case 7:
    case 8: return spoil_condition(intake);
    case 9: return spoil_session(intake);
    case 10:
    case 11: return spoil_treatment(intake);
    case 12: return spoil_today(intake);
    default: return spoil_whole(intake);
  }
}

/// Names that nobody knows, and names with a word too many.
inline void intake_generator::spoil_name(random_intake& intake) {
  static constexpr std::string_view medicine[] = {"Velmorix 10 mg",
                                                  "no",
                                                  "none",
                                                  "something for blood pressure",
                                                  "no aspirin",
                                                  "aspirn forte",
                                                  "???",
                                                  "",
                                                  "12",
                                                  "fish oil for joints",
                                                  "blood pressure pill",
                                                  "not ibuprofen"};
  static constexpr std::string_view condition[] = {"glowitis",        "no acne",           "acne maybe", "", "none",
                                                   "my doctor knows", "rosacea or eczema", "wound?!",    "7"};
  static constexpr std::string_view zone[] = {"moonside", "", "not the face", "left", "cheeks and elbowpit thing", "?"};
  const std::size_t which = random_.below(4);
  if (which < 2 && intake.medications && !intake.medications->empty()) {
    random_medication& m = random_.one_of(*intake.medications);
    m.name = random_.one_of(medicine);
  } else if (which == 2 && intake.conditions && !intake.conditions->empty()) {
    random_condition& c = random_.one_of(*intake.conditions);
    if (c.zones && random_.in_percent(30))
      c.zones->push_back(std::string(random_.one_of(zone)));
    else
      c.name = random_.one_of(condition);
  } else if (intake.treatment.zones) {
    if (random_.in_percent(50)) intake.treatment.zones->clear();
    intake.treatment.zones->push_back(std::string(random_.one_of(zone)));
  }
}

/// Dates that do not exist, that nobody can read, or that lie after their limit.
inline void intake_generator::spoil_date(random_intake& intake) {
  const bool is_bad = random_.in_percent(60);
  if (random_.in_percent(65)) {
    if (!intake.medications || intake.medications->empty()) return;
    random_medication& m = random_.one_of(*intake.medications);
    m.last_taken = is_bad ? bad_date() : day_text(today() + days(random_.between(0, 3)));
  } else if (intake.sessions && !intake.sessions->empty()) {
    random_session& s = random_.one_of(*intake.sessions);
    s.date = is_bad ? bad_date() : day_text(treated_ + days(random_.between(0, 3)));
  }
}

inline void intake_generator::spoil_medication(random_intake& intake) {
  static constexpr std::string_view members[] = {R"("ongoing": "yes")",
                                                 R"("ongoing": 1)",
                                                 R"("ongoing": null)",
                                                 R"("route": "nasal")",
                                                 R"("route": 5)",
                                                 R"("route": null)",
                                                 R"("route": "Oral")",
                                                 R"("name": 7)",
                                                 R"("name": null)",
                                                 R"("name": "aspirin")",
                                                 R"("last_taken": 20261101)",
                                                 R"("last_taken": null)",
                                                 R"("last_taken": ["2026-11-01"])",
                                                 R"("code": "6064")",
                                                 R"("code": null)",
                                                 R"("code": {"system": "rxnorm"})",
                                                 R"("code": {"system": "rxnorm", "value": "999999999"})",
                                                 R"("code": {"system": "rxnorm", "value": "6064"})",
                                                 R"("code": {"system": "rxnorm", "value": 6064})",
                                                 R"("code": {"system": "atc", "value": "B01AA03", "version": "2025"})",
                                                 R"("dose": "81 mg")",
                                                 R"("lasttaken": "2026-11-20")",
                                                 R"("note": "for a headache")",
                                                 R"("note": {"any": [1, null]})",
                                                 R"("status": "active")",
                                                 R"("ongoing": true)",
                                                 R"("route": "oral")",
                                                 R"("last_taken": "2026-11-15")"};
  static constexpr std::string_view wholes[] = {
      "7", "null", R"("aspirin")", "[]", "{}", "true", R"([{"name": "aspirin"}])"};
  static constexpr std::string_view routes[] = {"oral", "topical", "injected", "ophthalmic", "inhaled"};
  if (!intake.medications || intake.medications->empty()) return;
  random_medication& m = random_.one_of(*intake.medications);
  if (random_.in_percent(8)) {
    m.instead = random_.one_of(wholes);
  } else if (random_.in_percent(25)) {
    m.route = random_.one_of(routes);  // most medicines have one way in
  } else {
    const std::string_view member = random_.one_of(members);
    if (random_.in_percent(75)) {
      make_room(member, "name", m.name);
      make_room(member, "code", m.code);
      make_room(member, "route", m.route);
      make_room(member, "last_taken", m.last_taken);
      make_room(member, "ongoing", m.ongoing);
    }
    append_members(m.more, member);
  }
}

inline void intake_generator::spoil_condition(random_intake& intake) {
  static constexpr std::string_view members[] = {R"("status": "gone")",
                                                 R"("status": "Active")",
                                                 R"("status": null)",
                                                 R"("status": true)",
                                                 R"("zones": "chin")",
                                                 R"("zones": [7])",
                                                 R"("zones": null)",
                                                 R"("zones": [])",
                                                 R"("zones": ["cheeks", "moonside"])",
                                                 R"("zones": ["cheeks", null])",
                                                 R"("zones": {})",
                                                 R"("diagnosed": "yes")",
                                                 R"("diagnosed": 1)",
                                                 R"("diagnosed": null)",
                                                 R"("name": ["acne"])",
                                                 R"("name": null)",
                                                 R"("name": "rosacea")",
                                                 R"("code": {"system": "icd10", "value": "L71.9"})",
                                                 R"("code": {"system": "icd10", "value": "Z99"})",
                                                 R"("code": {})",
                                                 R"("since": "2026-01")",
                                                 R"("note": "on and off")",
                                                 R"("depth": "mild")",
                                                 R"("status": "active")",
                                                 R"("diagnosed": true)",
                                                 R"("zones": ["face"])"};
  static constexpr std::string_view wholes[] = {"null", R"("acne")", "[]", "{}", "0"};
  if (!intake.conditions || intake.conditions->empty()) return;
  random_condition& c = random_.one_of(*intake.conditions);
  if (random_.in_percent(8)) {
    c.instead = random_.one_of(wholes);
    return;
  }
  const std::string_view member = random_.one_of(members);
  if (random_.in_percent(75)) {
    make_room(member, "name", c.name);
    make_room(member, "code", c.code);
    make_room(member, "status", c.status);
    make_room(member, "zones", c.zones);
    make_room(member, "diagnosed", c.diagnosed);
  }
  append_members(c.more, member);
}

inline void intake_generator::spoil_session(random_intake& intake) {
  static constexpr std::string_view members[] = {R"("depth": "medium")",
                                                 R"("depth": null)",
                                                 R"("depth": 2)",
                                                 R"("depth": "Mild")",
                                                 R"("date": null)",
                                                 R"("date": [])",
                                                 R"("date": 2026)",
                                                 R"("zones": ["chin"])",
                                                 R"("zones": ["moonside"])",
                                                 R"("zones": "chin")",
                                                 R"("indication": "wrinkles")",
                                                 R"("indication": "wealth")",
                                                 R"("name": "laser")",
                                                 R"("note": "went well")",
                                                 R"("depth": "deep")",
                                                 R"("date": "2026-11-08")"};
  static constexpr std::string_view wholes[] = {"null", R"("2026-11-01")", "[]", "{}"};
  if (!intake.sessions || intake.sessions->empty()) return;
  random_session& s = random_.one_of(*intake.sessions);
  if (random_.in_percent(12)) {
    s.instead = random_.one_of(wholes);
    return;
  }
  const std::string_view member = random_.one_of(members);
  if (random_.in_percent(75)) {
    make_room(member, "date", s.date);
    make_room(member, "depth", s.depth);
  }
  append_members(s.more, member);
}

inline void intake_generator::spoil_treatment(random_intake& intake) {
  static constexpr std::string_view members[] = {R"("depth": "shallow")",     R"("depth": null)",
                                                 R"("depth": ["mild"])",      R"("zones": "face")",
                                                 R"("zones": null)",          R"("zones": [])",
                                                 R"("zones": ["face", 3])",   R"("zones": [["face"]])",
                                                 R"("indication": "wealth")", R"("indication": ["wrinkles"])",
                                                 R"("indication": null)",     R"("date": null)",
                                                 R"("date": 20261201)",       R"("deph": "mild")",
                                                 R"("device": "pen")",        R"("note": null)",
                                                 R"("depth": "mild")",        R"("date": "2026-12-08")",
                                                 R"("zones": ["cheeks"])"};
  static constexpr std::string_view unusable[] = {"2026-12", "2027", "2026"};
  static constexpr std::string_view wholes[] = {"null", "{}", "[]", R"("2026-12-01")"};
  random_treatment& t = intake.treatment;
  const std::size_t way = random_.below(100);
  if (way < 12) {
    t.date = bad_date();
  } else if (way < 24) {
    t.date = random_.one_of(unusable);
  } else if (way < 36) {
    t.date = day_text(today() - days(random_.between(1, 30)));
  } else if (way < 42) {
    t.instead = random_.one_of(wholes);
  } else {
    const std::string_view member = random_.one_of(members);
    if (random_.in_percent(75)) {
      make_room(member, "date", t.date);
      make_room(member, "depth", t.depth);
      make_room(member, "zones", t.zones);
      make_room(member, "indication", t.indication);
    }
    append_members(t.more, member);
  }
}

inline void intake_generator::spoil_today(random_intake& intake) {
  static constexpr std::string_view members[] = {R"("today": null)", R"("today": 20261122)",
                                                 R"("today": "2026-11-23")"};
  const std::size_t way = random_.below(100);
  if (way < 30) {
    intake.today.reset();
    if (random_.in_percent(30)) intake.treatment.date.reset();
  } else if (way < 60) {
    intake.today = day_text(today() + days(random_.between(-3, 3)));
  } else if (way < 70) {
    intake.today = bad_date();
  } else if (way < 85) {
    intake.today = random_.in_percent(50) ? month_text(today()) : minute_text(today(), 600, "");
  } else {
    if (random_.in_percent(50)) intake.today.reset();
    append_members(intake.more, random_.one_of(members));
  }
}

/// Lists of a wrong type, and keys that nobody expects.
inline void intake_generator::spoil_whole(random_intake& intake) {
  static constexpr std::string_view lists[] = {"{}", R"("none")", "null", "0", "false", R"({"name": "aspirin"})"};
  static constexpr std::string_view members[] = {R"("medication": [])",
                                                 R"("patient": {"age": 34})",
                                                 R"("note": "called twice")",
                                                 R"("sessions": [])",
                                                 R"("medications": [])",
                                                 R"("treatment": {"zones": ["chin"]})",
                                                 R"("conditions": [{"name": "acne"}])"};
  switch (random_.below(5)) {
    case 0:
      intake.medications.reset();
      return append_members(intake.more, R"("medications": )" + std::string(random_.one_of(lists)));
    case 1:
      intake.conditions.reset();
      return append_members(intake.more, R"("conditions": )" + std::string(random_.one_of(lists)));
    case 2:
      intake.sessions.reset();
      return append_members(intake.more, R"("sessions": )" + std::string(random_.one_of(lists)));
    case 3:
      intake.id.reset();
      if (random_.in_percent(50)) append_members(intake.more, R"("id": 7)");
      return;
    default: return append_members(intake.more, random_.one_of(members));
  }
}

}  // namespace generate
