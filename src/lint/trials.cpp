#include "trials.hpp"

#include "../resolve/read_vocabulary.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string_view>

namespace clearance::linting {
namespace {

constexpr std::size_t most_trials = 8000;  // of one rule
constexpr std::size_t most_trials_of_all =
    1'000'000;  // and what stands in them, so that a pack of 10,000 rules is not tried all day
constexpr std::size_t most_targets = 40;  // of one rule
constexpr std::size_t most_days = 60;

const std::string day_of_treatment = json_day(treated);

/// Those by which a substance may be taken: all where nothing is said.
std::vector<std::string> routes_of(const substance& s) {
  std::vector<std::string> out;
  for (unsigned r = 0; r < std::size(resolving::route_names); ++r)
    if (s.routes == 0 || (s.routes >> (r + 1) & 1)) out.push_back(json_text(resolving::route_names[r]));
  return out;
}

std::string label_of(const std::string& label) { return json_text(label); }

}  // namespace

trials::trials(const pack& p, const written_pack& written)
    : pack_(p), written_(written), screener_(p), points_(turning_points_of(written, p)) {
  find_days();
  find_nobody();
  find_targets();
}

const std::vector<stand>& trials::judge(const draft& d) {
  stands_.clear();
  if (!screener_.read(d.json())) return stands_;
  screener_.evaluate();
  for (const fired& f : screener_.findings()) {
    const bar& b = pack_.bars[f.bar.index()];
    if (pack_.rules[b.rule.index()].kind == rule_kind::uncovered) continue;
    const verdict v = contribution(b.effect, f.how);
    auto at = std::find_if(stands_.begin(), stands_.end(), [&](const stand& s) { return s.rule == b.rule.value; });
    if (at == stands_.end()) at = stands_.insert(at, stand{b.rule.value, verdict::clear, distant_past});
    at->contributes = worse(at->contributes, v);
    at->until = std::max(at->until, f.until);
  }
  spent_ += 1 + stands_.size();
  return stands_;
}

bool trials::stands_for_nobody(std::uint32_t rule) const {
  return std::find(of_nobody_.begin(), of_nobody_.end(), rule) != of_nobody_.end();
}

std::string trials::treated_zone() const {
  for (const auto& [key, value] : nobody_.treatment)
    if (key == "zones") return value;
  return {};
}

/// Where the treatment is, and elsewhere.
std::vector<std::string> trials::places() const {
  std::vector<std::string> all{treated_zone()};
  if (!elsewhere_.empty()) all.push_back(elsewhere_);
  return all;
}

/// Around the end of every window of the pack, seen from the treatment.
void trials::find_days() {
  std::set<std::int32_t> days{treated.days};
  const auto add = [&](window w) {
    const date last =
        w.unit == window_unit::minutes ? add_days(treated, -w.count / minutes_a_day) : latest_use(treated, w);
    for (const int beside : {-1, 0, 1}) days.insert(std::min(last.days + beside, treated.days));
  };
  for (const bar& b : pack_.bars)
    if (b.timed || b.term != condition_term::none) add(b.free_after);
  for (const requirement& r : pack_.requirements)
    for (const auto& w : {r.before, r.valid})
      if (w) add(*w);
  for (const std::int32_t d : days)
    if (days_.size() < most_days) days_.push_back({d});
}

// ---- what a rule speaks of ----

/// Entries that touch the same bars as surely, by the same routes, are alike to every rule.
template <class Thing, class Entries>
void trials::find_targets(subject on, const Entries& entries, const touch_index& touches) {
  std::set<std::vector<std::uint32_t>> seen;
  for (std::uint32_t e = 0; e < entries.size(); ++e) {
    std::vector<std::uint32_t> alike;
    std::set<std::uint32_t> rules;
    for (const touch& t : touches.of(id<Thing>{e})) {
      alike.insert(alike.end(), {t.bar.value, t.by_route});
      rules.insert(pack_.bars[t.bar.index()].rule.value);
    }
    if constexpr (requires { entries[e].routes; }) alike.push_back(entries[e].routes);
    if (rules.empty() || !seen.insert(std::move(alike)).second) continue;
    for (const std::uint32_t r : rules)
      if (targets_[r].size() < most_targets) targets_[r].push_back({on, e});
  }
}

void trials::find_targets() {
  targets_.resize(pack_.rules.size());
  find_targets<substance_thing>(subject::medication, pack_.words.substances, pack_.substance_touches);
  find_targets<condition_thing>(subject::condition, pack_.words.conditions, pack_.condition_touches);
  find_targets<event_thing>(subject::event, pack_.words.events, pack_.event_touches);
  find_targets<zone_thing>(subject::zone, pack_.words.zones, pack_.zone_touches);
}

std::vector<trials::target> trials::targets_of(std::uint32_t rule) const {
  std::vector<target> all = targets_[rule];
  for (const bar& b : pack_.bars)
    if (b.rule.value == rule && (b.on == subject::session || b.on == subject::patient)) {
      all.push_back({b.on, 0});
      break;
    }
  return all;
}

// ---- how it may be ----

trials::dimension trials::ways_of_medication(std::uint32_t entry) const {
  const substance& s = pack_.words.substances[entry];
  const std::vector<std::string> routes = routes_of(s);
  dimension ways;
  for (const std::string& route : routes)
    for (const date day : days_) {
      const members common{{"name", label_of(s.label)}, {"route", route}};
      ways.push_back([=](draft& d) {
        members m = common;
        put(m, "last_taken", json_day(day));
        put(m, "ongoing", "false");
        d.medications.push_back(m);
      });
      ways.push_back([=](draft& d) {  // still taken, asked so long before
        members m = common;
        put(m, "ongoing", "true");
        d.medications.push_back(m);
        const std::string today = json_day(day);
        d.today = today.substr(1, today.size() - 2);
      });
    }
  return ways;
}

trials::dimension trials::ways_of_condition(std::uint32_t entry) const {
  const condition_entry& c = pack_.words.conditions[entry];
  dimension ways;
  for (const std::string& zone : places())
    for (const char* status : {"active", "remission", "resolved"}) {
      members m{{"name", label_of(c.label)}};
      if (!zone.empty()) put(m, "zones", zone);
      put(m, "status", json_text(status));
      const bool is_over = m.back().second == "\"resolved\"";
      if (pack_.reads_ended && is_over) {
        for (const date day : days_)
          ways.push_back([=](draft& d) {
            members ended = m;
            put(ended, "ended", json_day(day));
            d.conditions.push_back(ended);
          });
      } else {
        ways.push_back([=](draft& d) { d.conditions.push_back(m); });
      }
      if (!pack_.reads_since || is_over) continue;
      for (const date day : days_)
        ways.push_back([this, m, day](draft& d) {
          d.conditions.push_back(m);
          members session{{"date", json_day(day)}};
          for (const fact_declaration& f : pack_.treatment_facts)
            for (const auto& [key, value] : d.treatment)
              if (key == f.key) put(session, key, value);
          d.sessions.push_back(session);
        });
    }
  return ways;
}

trials::dimension trials::ways_of_event(std::uint32_t entry) const {
  dimension ways;
  for (const std::string& zone : places()) {
    members common{{"name", label_of(pack_.words.events[entry].label)}};
    if (!zone.empty()) put(common, "zones", zone);
    for (const date day : days_)
      ways.push_back([=](draft& d) {
        members m = common;
        put(m, "date", json_day(day));
        d.events.push_back(m);
      });
  }
  return ways;
}

trials::dimension trials::ways_of_session() const {
  dimension ways;
  for (const date day : days_)
    ways.push_back([this, day](draft& d) {
      members m{{"date", json_day(day)}};
      for (const fact_declaration& f : pack_.treatment_facts)
        for (const auto& [key, value] : nobody_.treatment)
          if (key == f.key) put(m, key, value);
      d.sessions.push_back(m);
    });
  return ways;
}

trials::dimension trials::ways_of(const target& t) const {
  switch (t.on) {
    case subject::medication: return ways_of_medication(t.entry);
    case subject::condition: return ways_of_condition(t.entry);
    case subject::event: return ways_of_event(t.entry);
    case subject::session: return ways_of_session();
    case subject::zone: {
      const std::string zone = '[' + json_text(pack_.words.zones[t.entry].label) + ']';
      return {[=](draft& d) { put(d.treatment, "zones", zone); }};
    }
    case subject::patient: break;
  }
  return {[](draft&) {}};
}

trials::dimension trials::ways_of_fact(const asked_fact& f, bool of_sessions) const {
  dimension ways;
  const std::string key = f.fact->key;
  const fact_subject of = f.fact->of;
  for (const std::string& value : f.values)
    ways.push_back([=](draft& d) {
      const auto set_all = [&](std::vector<members>& entries) {
        for (members& m : entries) put(m, key, value);
      };
      if (of_sessions) return set_all(d.sessions);
      switch (of) {
        case fact_subject::treatment: return put(d.treatment, key, value);
        case fact_subject::patient: return put(d.answers, key, value);
        case fact_subject::medication: return set_all(d.medications);
        case fact_subject::condition: return set_all(d.conditions);
        case fact_subject::event: return set_all(d.events);
      }
    });
  return ways;
}

bool trials::add_entry(draft& d, std::string_view key, std::string_view status) const {
  return add_entry(d, key, status, treated);
}

bool trials::add_entry(draft& d, std::string_view key, std::string_view status, date when) const {
  const std::string day = json_day(when);
  const auto named = [&](const auto& entries) {
    return std::find_if(entries.begin(), entries.end(), [&](const auto& e) { return e.key == key; });
  };
  const std::string zone = treated_zone();
  if (const auto s = named(pack_.words.substances); s != pack_.words.substances.end()) {
    members m{{"name", json_text(s->label)}, {"last_taken", day}, {"ongoing", "false"}};
    put(m, "route", routes_of(*s).front());
    d.medications.push_back(m);
    return true;
  }
  if (const auto c = named(pack_.words.conditions); c != pack_.words.conditions.end()) {
    members m{{"name", json_text(c->label)}, {"status", json_text(status)}};
    if (!zone.empty()) put(m, "zones", zone);
    d.conditions.push_back(m);
    return true;
  }
  if (const auto e = named(pack_.words.events); e != pack_.words.events.end()) {
    members m{{"name", json_text(e->label)}, {"date", day}};
    if (!zone.empty()) put(m, "zones", zone);
    d.events.push_back(m);
    return true;
  }
  return false;
}

/// A word of a test: it is there, was long ago, or is not; a zone is treated, or the treatment is for a condition.
trials::dimension trials::ways_of_word(const std::string& key) const {
  dimension ways{[](draft&) {}};
  for (const zone& z : pack_.words.zones)
    if (z.key == key) {
      ways.push_back([&z](draft& d) { put(d.treatment, "zones", '[' + json_text(z.label) + ']'); });
      return ways;
    }
  for (const condition_entry& c : pack_.words.conditions)
    if (c.key == key) ways.push_back([&c](draft& d) { put(d.treatment, "indication", json_text(c.label)); });
  ways.push_back([this, key](draft& d) { add_entry(d, key, "active"); });
  ways.push_back([this, key](draft& d) { add_entry(d, key, "resolved", add_days(treated, -7305)); });
  return ways;
}

bool trials::of_rule(std::uint32_t rule, const std::vector<std::uint32_t>& others,
                     const std::function<void(const draft&)>& see) {
  questions asked = questions_of(written_, pack_.rules[rule].key, pack_, points_, treated);
  for (const std::uint32_t other : others)
    add(asked, questions_of(written_, pack_.rules[other].key, pack_, points_, treated));
  std::vector<dimension> tests;
  const bool is_interval = pack_.rules[rule].kind == rule_kind::interval;
  // Words first: entries that they add get the facts that follow.
  for (const std::string& w : asked.words) tests.push_back(ways_of_word(w));
  for (const asked_fact& f : asked.facts) {
    tests.push_back(ways_of_fact(f, false));
    if (is_interval && f.fact->of == fact_subject::treatment) tests.push_back(ways_of_fact(f, true));
  }
  // What other rules ask of the same entries decides whether they outdo this one.
  const auto targets = targets_of(rule);
  const auto add_facts = [&](subject on, const std::vector<fact_declaration>& facts) {
    if (std::none_of(targets.begin(), targets.end(), [&](const target& t) { return t.on == on; })) return;
    for (const fact_declaration& f : facts)
      if (std::none_of(asked.facts.begin(), asked.facts.end(), [&](const asked_fact& a) { return a.fact == &f; }))
        tests.push_back(ways_of_fact({&f, values_of(f, points_, treated)}, false));
  };
  add_facts(subject::medication, pack_.medication_facts);
  add_facts(subject::condition, pack_.condition_facts);
  add_facts(subject::event, pack_.event_facts);
  if (!asked.are_all || targets.empty()) return false;
  std::size_t combinations = 1;
  for (const dimension& d : tests) combinations = std::min(combinations * d.size(), most_trials * 100);
  std::size_t all = 0;
  for (const target& t : targets) all += ways_of(t).size() * combinations;
  // A part of them would prove nothing.
  if (all > most_trials || spent_ > most_trials_of_all) return false;
  for (const target& t : targets)
    for (const change& way : ways_of(t))
      for (std::size_t c = 0; c < combinations; ++c) {
        draft d = nobody_;
        way(d);
        std::size_t rest = c;
        for (const dimension& dim : tests) {
          dim[rest % dim.size()](d);
          rest /= dim.size();
        }
        see(d);
      }
  return true;
}

}  // namespace clearance::linting
