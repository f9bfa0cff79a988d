#include "probes.hpp"

#include "answers_to_try.hpp"
#include "edited_tree.hpp"
#include "same_rules.hpp"

#include "../resolve/read_vocabulary.hpp"

#include <clearance/time/text.hpp>
#include <clearance/time/window.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace clearance::testing {
namespace {

std::string text_of(date d) {
  char room[longest_civil_text];
  return {room, write(room, d)};
}
std::string text_of(minute_time t) {
  char room[longest_civil_text];
  return {room, write(room, t, {})};
}

class probing {
 public:
  probing(const varied_intake& usual, const pack& a, const pack& b, std::string_view rule,
          const std::function<bool(const varied_intake&)>& visit)
      : usual_(usual), packs_{&a, &b}, rule_(rule), visit_(visit) {
    const auto today = parse_civil(usual.usual_today());
    today_ = today ? day_of(today->covers.first) : to_date({2026, 11, 22});
    if (!today) usual_.set("today", quoted_scalar(text_of(today_)));
  }

  void run() {
    find_dates();
    find_treatments();
    about_medications();
    about_conditions();
    about_events();
    about_requirements();
    about_sessions();
    about_zones();
    treat(usual_);
  }

 private:
  // ---- what the rule is in either pack ----

  template <class Visit>
  void for_each_bar(Visit visit_bar) const {
    for (const pack* p : packs_)
      for (std::uint32_t i = 0; i < p->bars.size(); ++i)
        if (p->rule_of({i}).key == rule_) visit_bar(*p, bar_id{i}, p->bars[i]);
  }

  bool has_bar_on(subject on) const {
    bool any = false;
    for_each_bar([&](const pack&, bar_id, const bar& b) { any = any || b.on == on; });
    return any;
  }

  struct met {
    verdict effect;
    int by_route;
    friend bool operator==(const met&, const met&) = default;
  };

  /// How an entry meets the rule, so that it can be compared between the packs.
  template <class Thing>
  std::vector<met> meetings(const pack& p, const touch_index& index, id<Thing> e, unsigned bits) const {
    std::vector<met> out;
    for (const touch& t : index.of(e))
      if (p.rule_of(t.bar).key == rule_ && (t.by_route & bits) != 0)
        out.push_back({p.bars[t.bar.index()].effect, static_cast<int>(t.by_route & bits)});
    for (const acceptance& a : p.acceptances)
      if (p.rules[a.rule.index()].key == rule_)
        if (const match_strength s = names_of(a, e).on(e, route::unknown); s != match_strength::none)
          out.push_back({verdict::clear, static_cast<int>(s)});
    return out;
  }

  static const named_set<substance_thing>& names_of(const acceptance& a, substance_id) { return a.substances; }
  static const named_set<condition_thing>& names_of(const acceptance& a, condition_id) { return a.conditions; }
  static const named_set<event_thing>& names_of(const acceptance& a, event_id) { return a.events; }
  static const named_set<zone_thing>& names_of(const acceptance&, zone_id) {
    static const named_set<zone_thing> none;
    return none;
  }

  /// Entries that the packs differ on, then some on which they do not. Of each the narrow names, which stand last.
  template <class Thing>
  std::vector<id<Thing>> touching(const touch_index pack::*index, std::size_t count) const {
    std::vector<id<Thing>> differ;
    std::vector<id<Thing>> alike;
    for (std::size_t left = count; left > 0; --left) {
      const id<Thing> e{static_cast<std::uint32_t>(left - 1)};
      const unsigned bits =
          index == &pack::substance_touches ? bits_that_count(packs_[0]->words.substances[e.index()].routes) : 0xffffu;
      const auto in_a = meetings(*packs_[0], packs_[0]->*index, e, bits);
      const bool same = in_a == meetings(*packs_[1], packs_[1]->*index, e, bits);
      if (same && in_a.empty()) continue;
      std::vector<id<Thing>>& to = same ? alike : differ;
      if (to.size() < most_entries) to.push_back(e);
    }
    differ.insert(differ.end(), alike.begin(), alike.end());
    return differ;
  }

  // ---- dates ----

  /// Around the ends of windows that begin today; entries are dated so that they do.
  void find_dates() {
    dates_.emplace_back();  // as usual
    std::vector<window> windows;
    for (const pack* p : packs_)
      for (const rule& r : p->rules)
        if (r.key == rule_)
          for (const auto& w : {r.before, r.after, r.valid})
            if (w) windows.push_back(*w);
    for_each_bar([&](const pack&, bar_id, const bar& b) {
      if (b.timed) windows.push_back(b.free_after);
    });
    for (const window w : windows) {
      if (w.unit == window_unit::minutes) {
        const minute_time end{start_of(today_).minutes + morning + w.count};
        for (const int by : {-1, 0, 1}) add(dates_, text_of(minute_time{end.minutes + by}));
        for (const int by : {-1, 0, 1, 2}) add(dates_, text_of(add_days(day_of(end), by)));
      } else {
        for (const int by : {-1, 0, 1}) add(dates_, text_of(add_days(free_on(today_, w), by)));
      }
    }
    add(dates_, text_of(today_));
    add(dates_, text_of(minute_time{start_of(today_).minutes + morning}));
    add(dates_, text_of(add_days(today_, 800)));
  }

  // ---- treatments ----

  void find_treatments() {
    for (const pack* p : packs_) {
      for (const rule& r : p->rules)
        if (r.key == rule_) find_in(*p, r.when), find_in(*p, r.unless);
      for (const bar& b : p->bars)
        if (p->rules[b.rule.index()].key == rule_) find_in(*p, b.when), find_in(*p, b.unless);
    }
  }

  void find_in(const pack& p, predicate_id which) {
    if (which == bar::none) return;
    const predicate of = p.predicates.predicates[which.index()];
    for (std::uint32_t i = of.first; i < of.first + of.count; ++i) find_in(p, p.predicates.steps[i]);
  }

  void find_in(const pack& p, const step& s) {
    if (s.kind == step_kind::zone) {
      variable& zones = variable_of(treatment_, "zones");
      add(zones.values, "[" + quoted_scalar(p.words.zones[s.slot].key) + "]");
      for (const zone_id part : p.words.zones[s.slot].parts)
        add(zones.values, "[" + quoted_scalar(p.words.zones[part.index()].key) + "]");
      for (const std::string& elsewhere : some_zones()) add(zones.values, elsewhere);
      add(zones.values, "[]");
    } else if (s.kind == step_kind::indication) {
      find_indications(p, s.slot);
    } else if (is_about_a_fact(s.kind) || is_a_fact(s.kind)) {
      // A session's facts are the treatment's.
      if (s.owner == fact_owner::treatment || has_bar_on(subject::session))
        add_answers(p.treatment_facts, s, treatment_);
      if (s.owner == fact_owner::treatment) return;
      add_answers(s.owner == fact_owner::patient ? p.patient_facts : facts_of_entries(p), s,
                  s.owner == fact_owner::patient ? answers_ : entry_);
    }
  }

  const std::vector<fact_declaration>& facts_of_entries(const pack& p) const {
    return has_bar_on(subject::session)     ? p.treatment_facts
           : has_bar_on(subject::condition) ? p.condition_facts
           : has_bar_on(subject::event)     ? p.event_facts
                                            : p.medication_facts;
  }

  void find_indications(const pack& p, std::uint32_t set) {
    variable& all = variable_of(treatment_, "indication");
    const auto& meant = p.predicates.condition_sets[set];
    std::size_t named = 0;
    std::size_t others = 0;
    for (std::size_t c = meant.size(); c-- > 0;) {
      if (!p.words.conditions[c].harmless) continue;  // what a treatment is for is no obstacle
      const bool is_named = meant[c] == kleene::yes;
      std::size_t& count = is_named ? named : others;
      if (count++ < (is_named ? 12u : 2u)) add(all.values, quoted_scalar(p.words.conditions[c].key));
    }
    add(all.values, "null");
  }

  // ---- entries ----

  void about_medications() {
    const std::string today = quoted_scalar(text_of(today_));
    const std::string minute = quoted_scalar(text_of(minute_time{start_of(today_).minutes + morning}));
    const std::array<std::string, 7> uses = {",\"last_taken\":" + today,
                                             ",\"last_taken\":" + minute,
                                             ",\"last_taken\":" + today + ",\"ongoing\":false",
                                             ",\"last_taken\":" + minute + ",\"ongoing\":false",
                                             ",\"ongoing\":true",
                                             ",\"ongoing\":false",
                                             ""};
    for (const substance_id s :
         touching<substance_thing>(&pack::substance_touches, packs_[0]->words.substances.size())) {
      const substance& taken = packs_[0]->words.substances[s.index()];
      for (unsigned r = 0; r < route_count && !done_; ++r) {
        if (r > 0 && !(taken.routes >> r & 1)) continue;
        const std::string by = r == 0 ? "" : ",\"route\":" + quoted_scalar(resolving::route_names[r - 1]);
        for (const std::string& use : uses)
          try_entry("medications", "{\"name\":" + quoted_scalar(taken.key) + by + use);
      }
    }
  }

  void about_conditions() {
    const auto& words = packs_[0]->words;
    for (const condition_id c : touching<condition_thing>(&pack::condition_touches, words.conditions.size())) {
      texts places{""};
      for (const std::string& zones : some_zones()) places.push_back(",\"zones\":" + zones);
      for (const char* const status :
           {",\"status\":\"active\"", ",\"status\":\"remission\"", ",\"status\":\"resolved\"", ""})
        for (const std::string& at : places)
          try_entry("conditions", "{\"name\":" + quoted_scalar(words.conditions[c.index()].key) + status + at);
      if (is_of_kind(rule_kind::recovery)) after_sessions(words.conditions[c.index()].key);
      if (is_of_kind(rule_kind::defer))
        try_entry("conditions", "{\"name\":" + quoted_scalar(words.conditions[c.index()].key) +
                                    ",\"ended\":" + quoted_scalar(text_of(today_)));
    }
  }

  bool is_of_kind(rule_kind k) const {
    return std::any_of(packs_.begin(), packs_.end(), [&](const pack* p) {
      return std::any_of(p->rules.begin(), p->rules.end(),
                         [&](const rule& r) { return r.key == rule_ && r.kind == k; });
    });
  }

  /// A sign, and a session just so long before today that it is expected, or is not any more.
  void after_sessions(const std::string& sign) {
    for (const pack* p : packs_)
      for (const rule& r : p->rules)
        if (r.key == rule_ && r.after)
          for (const int by : {-1, 0, 1}) {
            const int days = r.after->unit == window_unit::minutes ? r.after->count / minutes_a_day : r.after->count;
            const date on = r.after->unit == window_unit::months ? add_months(today_, -r.after->count)
                                                                 : add_days(today_, by - days);
            varied_intake with = usual_;
            with.set("sessions", "[{\"date\":" + quoted_scalar(text_of(on)) + "}]");
            with.set("conditions", "[{\"name\":" + quoted_scalar(sign) + "}]");
            treat(with);
          }
  }

  /// What a rule requires: done today, or not at all.
  void about_requirements() {
    const std::string today = quoted_scalar(text_of(today_));
    for (const pack* p : packs_)
      for (const requirement& r : p->requirements) {
        if (p->rule_of(r.bar).key != rule_) continue;
        const bool is_event = r.list == subject::event;
        const std::string& name =
            is_event ? p->words.events[r.event.index()].key : p->words.substances[r.substance.index()].key;
        const char* const list = is_event ? "events" : "medications";
        try_entry(list, "{\"name\":" + quoted_scalar(name) + (is_event ? ",\"date\":" : ",\"started\":") + today);
        varied_intake without = usual_;
        without.set(list, "[]");
        treat(without);
      }
  }

  void about_events() {
    const auto& words = packs_[0]->words;
    texts places{""};
    for (const std::string& zones : some_zones()) places.push_back(",\"zones\":" + zones);
    for (const event_id e : touching<event_thing>(&pack::event_touches, words.events.size()))
      for (const std::string& date : {",\"date\":" + quoted_scalar(text_of(today_)), std::string()})
        for (const std::string& at : places)
          try_entry("events", "{\"name\":" + quoted_scalar(words.events[e.index()].key) + date + at);
  }

  void about_sessions() {
    if (!has_bar_on(subject::session)) return;
    try_entry("sessions", "{\"date\":" + quoted_scalar(text_of(today_)));
  }

  void about_zones() {
    for (const zone_id z : touching<zone_thing>(&pack::zone_touches, packs_[0]->words.zones.size())) {
      varied_intake asked = usual_;
      asked.set_of_treatment("zones", "[" + quoted_scalar(packs_[0]->words.zones[z.index()].key) + "]");
      treat(asked);
    }
  }

  /// Where a condition may lie: on what is treated as a rule, and on what is not.
  texts some_zones() const {
    texts out;
    if (const auto treated = usual_.usual_of_treatment("zones")) out.push_back(*treated);
    const auto& zones = packs_[0]->words.zones;
    for (std::size_t z = zones.size(); z-- > 0 && out.size() < 4;)
      out.push_back("[" + quoted_scalar(zones[z].key) + "]");
    return out;
  }

  /// `begun`: an entry without its closing brace, to which answers are added.
  void try_entry(const char* list, const std::string& begun) {
    for_each_choice(entry_, [&](const std::vector<std::size_t>& chosen) {
      std::string entry = begun;
      for (std::size_t i = 0; i < chosen.size(); ++i)
        if (entry_[i].values[chosen[i]] != "null") entry += ",\"" + entry_[i].key + "\":" + entry_[i].values[chosen[i]];
      varied_intake with = usual_;
      with.set(list, "[" + entry + "}]");
      treat(with);
    });
  }

  void treat(const varied_intake& in) {
    for_each_choice(answers_, [&](const std::vector<std::size_t>& chosen) {
      varied_intake with = in;
      for (std::size_t i = 0; i < chosen.size(); ++i) with.set_answer(answers_[i].key, answers_[i].values[chosen[i]]);
      treat_answered(with);
    });
  }

  void treat_answered(const varied_intake& in) {
    for_each_choice(treatment_, [&](const std::vector<std::size_t>& chosen) {
      varied_intake with = in;
      for (std::size_t i = 0; i < chosen.size(); ++i)
        with.set_of_treatment(treatment_[i].key, treatment_[i].values[chosen[i]]);
      for (const std::string& date : dates_) {
        if (done_ || ++tried_ > most_) return;
        if (!date.empty()) with.set_of_treatment("date", quoted_scalar(date));
        done_ = visit_(with);
      }
    });
  }

  template <class Visit>
  void for_each_choice(const std::vector<variable>& all, Visit choose) {
    testing::for_each_choice(all, [&](const std::vector<std::size_t>& chosen) {
      if (done_ || tried_ > most_) return false;
      choose(chosen);
      return true;
    });
  }

  static constexpr std::int32_t morning = 9 * 60;
  static constexpr std::size_t most_ = 20'000;
  static constexpr std::size_t most_entries = 5;

  varied_intake usual_;
  std::array<const pack*, 2> packs_;
  std::string_view rule_;
  const std::function<bool(const varied_intake&)>& visit_;
  date today_;
  texts dates_;
  std::vector<variable> treatment_;
  std::vector<variable> entry_;
  std::vector<variable> answers_;
  std::size_t tried_ = 0;
  bool done_ = false;
};

}  // namespace

void visit_probes(const varied_intake& usual, const pack& a, const pack& b, std::string_view rule,
                  const std::function<bool(const varied_intake&)>& visit) {
  probing(usual, a, b, rule, visit).run();
}

}  // namespace clearance::testing
