#pragma once
#include "random_facts.hpp"
#include "random_pack.hpp"
#include "random_source.hpp"
#include "written_date.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Random intakes for a random pack.
namespace generate {

/// Members of a JSON object: keys, and values as JSON.
using members = std::vector<std::pair<std::string, std::string>>;

inline std::string in_quotes(std::string_view text) { return '"' + std::string(text) + '"'; }

inline std::string to_json(const members& object) {
  std::string out = "{";
  for (const auto& [key, value] : object) out += (out.size() > 1 ? ", " : "") + in_quotes(key) + ": " + value;
  return out + '}';
}

inline std::string to_json(const std::vector<members>& list) {
  std::string out = "[";
  for (const members& entry : list) out += (out.size() > 1 ? ", " : "") + to_json(entry);
  return out + ']';
}

struct random_patient {
  std::string today;
  members treatment;
  std::optional<members> answers;
  std::optional<std::vector<members>> medications;
  std::optional<std::vector<members>> conditions;
  std::optional<std::vector<members>> sessions;
  std::optional<std::vector<members>> events;
  bool is_messy = false;
};

inline std::string to_json(const random_patient& p) {
  members whole{{"today", in_quotes(p.today)}, {"treatment", to_json(p.treatment)}};
  if (p.answers) whole.emplace_back("answers", to_json(*p.answers));
  const auto add = [&](std::string_view key, const std::optional<std::vector<members>>& list) {
    if (list) whole.emplace_back(key, to_json(*list));
  };
  add("medications", p.medications);
  add("conditions", p.conditions);
  add("sessions", p.sessions);
  add("events", p.events);
  return to_json(whole);
}

inline const std::string* find_member(const members& object, std::string_view key) {
  const auto at = std::find_if(object.begin(), object.end(), [&](const auto& m) { return m.first == key; });
  return at == object.end() ? nullptr : &at->second;
}

inline void set_member(members& object, std::string_view key, const std::string& value) {
  const auto at = std::find_if(object.begin(), object.end(), [&](const auto& m) { return m.first == key; });
  if (at == object.end())
    object.emplace_back(key, value);
  else
    at->second = value;
}

class patient_generator {
 public:
  patient_generator(std::uint64_t seed, const random_pack& pack) : random_(seed), pack_(pack) {}

  random_patient next(bool messy);

  // Entries without an error that fit the patient generated last.
  members medication();
  members condition();
  members session();
  members event();
  std::string zones();
  std::string answer_to(const random_fact& f);

  random_source& random() noexcept { return random_; }
  static constexpr sys_days today() noexcept { return std::chrono::year(2026) / 11 / 22; }

 private:
  std::string treatment_date();
  std::string date_near(int least, int most);
  std::string name_of(const std::vector<random_word>& words, const random_word& w);
  void facts(members& object, std::string_view of, unsigned percent);
  void spoil(random_patient& p);
  void spoil_entry(std::optional<std::vector<members>>& list);

  template <class Entry>
  std::optional<std::vector<members>> list(Entry entry, int most) {
    if (!random_.in_percent(90)) return std::nullopt;
    std::vector<members> entries;
    for (int n = random_.between(0, most); n > 0; --n) entries.push_back((this->*entry)());
    return entries;
  }

  random_source random_;
  const random_pack& pack_;
  sys_days treated_ = today();
  bool to_the_minute_ = false;
};

// ---- values

inline std::string patient_generator::treatment_date() {
  static constexpr int ahead[] = {0, 0, 1, 2, 3, 5, 7, 8, 10, 13, 14, 15, 27, 28, 29, 45, 100, 190};
  static constexpr int minutes[] = {0, 1, 480, 600, 915, 1439};
  static constexpr std::string_view offsets[] = {"", "", "", "-05:00", "+01:00", "Z"};
  treated_ = today() + days(random_.one_of(ahead));
  to_the_minute_ = random_.in_percent(25);
  if (!to_the_minute_) return in_quotes(day_text(treated_));
  const int minute = random_.one_of(minutes);
  const std::string_view offset = random_.one_of(offsets);
  return in_quotes(minute_text(treated_, minute, offset));
}

/// Days from today; mostly a day, also a month, a year or a minute.
inline std::string patient_generator::date_near(int least, int most) {
  const sys_days on = today() + days(random_.between(least, most));
  const std::size_t way = random_.below(100);
  if (way < 72) return in_quotes(day_text(on));
  if (way < 80) return in_quotes(month_text(on));
  if (way < 84) return in_quotes(year_text(on));
  static constexpr std::string_view offsets[] = {"", "", "-05:00", "+01:00"};
  const int minute = random_.between(0, 1439);
  const std::string_view offset = random_.one_of(offsets);
  return in_quotes(minute_text(on, minute, offset));
}

inline std::string patient_generator::name_of(const std::vector<random_word>& words, const random_word& w) {
  if (random_.in_percent(8)) return in_quotes(w.id + " and " + random_.one_of(words).id);
  return in_quotes(w.id);
}

inline std::string patient_generator::answer_to(const random_fact& f) {
  const std::string first = in_quotes(f.first);
  const std::string second = in_quotes(f.second);
  const std::size_t way = random_.below(4);
  switch (f.answer) {
    case form::yes_no: return way < 2 ? "true" : "false";
    case form::choice: return way < 2 ? first : second;
    case form::several:
      return way == 0 ? "[]" : '[' + (way == 1 ? first : way == 2 ? second : first + ", " + second) + ']';
    case form::number: {
      const int middle = f.name == "power" ? 5 : f.name == "dose" ? 50 : 18;
      const int number = middle + random_.between(-3, 3);
      return std::to_string(number) + (random_.in_percent(15) ? ".5" : "");
    }
    case form::text: return in_quotes(way < 2 ? "Ebnat" : way == 2 ? "Eberswalde" : "Ulm");
    case form::date: return date_near(-18 * 365 - 40, -18 * 365 + 60);
    case form::date_or_never: return way == 0 ? in_quotes("never") : date_near(-40, 0);
  }
  return "null";
}

inline void patient_generator::facts(members& object, std::string_view of, unsigned percent) {
  for (const random_fact& f : random_facts)
    if (f.of == of && random_.in_percent(f.from.empty() ? percent : percent / 3))
      object.emplace_back(f.name, answer_to(f));
}

inline std::string patient_generator::zones() {
  const std::string& first = random_.one_of(pack_.words.zones).id;
  if (!random_.in_percent(30)) return '[' + in_quotes(first) + ']';
  const std::string& second = random_.one_of(pack_.words.zones).id;
  return '[' + in_quotes(first) + ", " + in_quotes(second) + ']';
}

// ---- entries

inline members patient_generator::medication() {
  members m;
  const random_word& w = random_.one_of(pack_.words.substances);
  m.emplace_back("name", name_of(pack_.words.substances, w));
  const bool alone = m[0].second.find(' ') == std::string::npos;
  if (!w.code.empty() && random_.in_percent(15))
    m.emplace_back("code", "{\"system\": \"atc\", \"value\": \"" + w.code + "\"}");
  if (alone && w.is_plain() && random_.in_percent(35))
    m.emplace_back("route", in_quotes(w.routes.empty() ? "oral" : random_.one_of(w.routes)));
  const std::size_t way = random_.below(100);
  if (way < 60) m.emplace_back("last_taken", date_near(-40, 0));
  if (way >= 45) {
    if (way < 90) m.emplace_back("ongoing", way < 75 ? "true" : "false");
  }
  if (random_.in_percent(30)) m.emplace_back("started", date_near(-200, 20));
  facts(m, "medication", 50);
  return m;
}

inline members patient_generator::condition() {
  static constexpr std::string_view statuses[] = {"active", "active", "remission", "resolved"};
  members c;
  const random_word& w = random_.one_of(pack_.words.conditions);
  c.emplace_back("name", name_of(pack_.words.conditions, w));
  const std::string_view status = random_.in_percent(65) ? random_.one_of(statuses) : std::string_view();
  if (!status.empty()) c.emplace_back("status", in_quotes(status));
  if (random_.in_percent(50)) c.emplace_back("zones", zones());
  if (random_.in_percent(25)) c.emplace_back("since", date_near(-15, 0));
  // Active and ended would be an error.
  if (status != "active" && random_.in_percent(35)) c.emplace_back("ended", date_near(-60, 10));
  facts(c, "condition", 45);
  return c;
}

inline members patient_generator::session() {
  members s;
  const int latest = static_cast<int>((treated_ - today()).count());
  if (random_.in_percent(90)) {
    std::string date = date_near(-45, random_.in_percent(15) ? latest : 0);
    s.emplace_back("date", date);
  }
  facts(s, "treatment", 70);
  return s;
}

inline members patient_generator::event() {
  members e;
  const random_word& w = random_.one_of(pack_.words.events);
  e.emplace_back("name", name_of(pack_.words.events, w));
  if (random_.in_percent(88)) {
    const bool long_ago = random_.in_percent(30);
    e.emplace_back("date", long_ago ? date_near(-220, 0) : date_near(-20, 25));
  }
  if (random_.in_percent(50)) e.emplace_back("zones", zones());
  facts(e, "event", 50);
  return e;
}

// ---- what is wrong

inline void patient_generator::spoil_entry(std::optional<std::vector<members>>& list) {
  if (!list || list->empty()) return;
  members& entry = (*list)[random_.below(list->size())];
  static constexpr std::string_view bad_dates[] = {"\"2026-02-30\"", "\"yesterday\"", "20261101", "\"2026-13\""};
  static constexpr std::string_view dates[] = {"last_taken", "date", "ended", "started", "since"};
  const std::size_t way = random_.below(8);
  switch (way) {
    case 0: return set_member(entry, "name", "\"Velmorix\"");
    case 1: {
      const std::string* name = find_member(entry, "name");
      if (name != nullptr) set_member(entry, "name", name->substr(0, name->size() - 1) + " perhaps\"");
      return;
    }
    case 2: {
      const std::string_view bad = random_.one_of(bad_dates);
      for (const std::string_view key : dates)
        if (find_member(entry, key) != nullptr) return set_member(entry, key, std::string(bad));
      return;
    }
    case 3: return set_member(entry, "status", "\"gone\"");
    case 4: return set_member(entry, "ongoing", "\"yes\"");
    case 5: return set_member(entry, "zones", "[\"nowhere\"]");
    case 6: entry.emplace_back("naem", "\"x\""); return;
    default:
      for (const random_fact& f : random_facts)
        if (find_member(entry, f.name) != nullptr) return set_member(entry, f.name, "{}");
  }
}

inline void patient_generator::spoil(random_patient& p) {
  switch (random_.below(8)) {
    case 0:
    case 1: return spoil_entry(p.medications);
    case 2: return spoil_entry(p.conditions);
    case 3: return spoil_entry(p.sessions);
    case 4: return spoil_entry(p.events);
    case 5:
      if (p.answers && !p.answers->empty()) (*p.answers)[random_.below(p.answers->size())].second = "[[]]";
      return;
    case 6: return set_member(p.treatment, "zones", "[\"nowhere\", " + zones().substr(1));
    default: return set_member(p.treatment, random_.in_percent(50) ? "date" : "indication", "\"2026-12\"");
  }
}

// ---- the whole

inline random_patient patient_generator::next(bool messy) {
  random_patient p;
  p.is_messy = messy;
  p.today = day_text(today());
  treated_ = today();
  if (random_.in_percent(95)) p.treatment.emplace_back("date", treatment_date());
  if (random_.in_percent(90)) p.treatment.emplace_back("zones", zones());
  if (random_.in_percent(60)) {
    const random_word& purpose = random_.one_of(pack_.words.conditions);
    p.treatment.emplace_back("indication", in_quotes(purpose.id));
  }
  facts(p.treatment, "treatment", 75);
  if (random_.in_percent(90)) {
    p.answers.emplace();
    facts(*p.answers, {}, 70);
  }
  p.medications = list(&patient_generator::medication, 3);
  p.conditions = list(&patient_generator::condition, 2);
  p.sessions = list(&patient_generator::session, 2);
  if (pack_.reads_events) p.events = list(&patient_generator::event, 3);
  if (messy)
    for (int slips = random_.between(1, 2); slips > 0; --slips) spoil(p);
  return p;
}

}  // namespace generate
