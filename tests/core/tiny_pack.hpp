#pragma once
#include <clearance/facts.hpp>
#include <clearance/pack.hpp>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <utility>
#include <vector>

/// A pack built by hand, without YAML: may this wall be painted? Each rule shows one thing that a bar can do.
namespace tiny {

using namespace clearance;

// ---- what it knows ----

inline constexpr substance_id coating{0};  ///< a class
inline constexpr substance_id primer{1};   ///< a coating, brushed (`topical`) or sprayed (`inhaled`)
inline constexpr substance_id varnish{2};  ///< a coating; its use is for the owner (`ask_prescriber`) to decide
inline constexpr substance_id tin{3};      ///< an unlabelled tin: primer or water
inline constexpr substance_id water{4};    ///< no rule speaks of it
inline constexpr substance_id paint{5};    ///< a coating, of which no other rule speaks

inline constexpr condition_id damp{0};
inline constexpr condition_id crack{1};
inline constexpr condition_id mould{2};    ///< known, and no rule speaks of it
inline constexpr condition_id dust{3};     ///< harmless
inline constexpr condition_id stain{4};    ///< damp or dust
inline constexpr condition_id flaking{5};  ///< usually on the left

inline constexpr zone_id house{0};  ///< wall and roof
inline constexpr zone_id wall{1};   ///< left, right and window
inline constexpr zone_id left{2};
inline constexpr zone_id right{3};
inline constexpr zone_id window_zone{4};
inline constexpr zone_id roof{5};
inline constexpr zone_id garden{6};

/// Facts: of the treatment its finish, of a condition whether somebody inspected it.
inline constexpr fact_value matt{0};
inline constexpr fact_value gloss{1};
inline constexpr fact_value yes{1};
inline constexpr fact_value no{0};

// ---- its rules and bars, in pack order ----

inline constexpr rule_id coating_rule{0}, primer_rule{1}, varnish_rule{2}, damp_rule{3}, crack_rule{4}, window_rule{5},
    gloss_rule{6}, drying_rule{7}, course_rule{8}, uncovered_rule{9};

inline constexpr bar_id coating_bar{0};         ///< a week since any coating
inline constexpr bar_id primer_bar{1};          ///< 24 hours since primer was sprayed
inline constexpr bar_id varnish_bar{2};         ///< 6 months since varnish, unless it goes on
inline constexpr bar_id varnish_taking_bar{3};  ///< varnish that goes on: refer
inline constexpr bar_id damp_bar{4};            ///< active damp where it is painted: exclude
inline constexpr bar_id crack_bar{5};           ///< a crack or flaking of any status, unless inspected: refer
inline constexpr bar_id window_bar{6};          ///< the window: exclude
inline constexpr bar_id gloss_bar{7};           ///< 4 weeks since a session, if that one or this one is gloss
inline constexpr bar_id uncovered_bar{8};

namespace building {

constexpr std::uint16_t routes(match_strength unknown, match_strength oral, match_strength topical,
                               match_strength injected, match_strength ophthalmic, match_strength inhaled) {
  std::uint16_t bits = 0;
  unsigned place = 0;
  for (const match_strength s : {unknown, oral, topical, injected, ophthalmic, inhaled})
    bits = static_cast<std::uint16_t>(bits | static_cast<unsigned>(s) << (2 * place++));
  return bits;
}
constexpr std::uint16_t every_route(match_strength s) { return routes(s, s, s, s, s, s); }

inline constexpr std::uint16_t surely = every_route(match_strength::sure);
inline constexpr std::uint16_t perhaps = every_route(match_strength::ambiguous);
inline constexpr std::uint16_t if_sprayed = routes(match_strength::unrouted, match_strength::none, match_strength::none,
                                                   match_strength::none, match_strength::none, match_strength::sure);

inline zone_sets sets_of(const std::vector<zone>& zones, std::initializer_list<zone_id> left_out) {
  zone_sets sets;
  sets.words = 1;
  for (std::uint32_t z = 0; z < zones.size(); ++z) {
    std::uint64_t bits = 0;
    std::vector<zone_id> open{{z}};
    while (!open.empty()) {
      const zone_id next = open.back();
      open.pop_back();
      bits |= std::uint64_t{1} << next.index();
      const auto& parts = zones[next.index()].parts;
      open.insert(open.end(), parts.begin(), parts.end());
    }
    sets.parts.push_back(bits);
  }
  sets.treated = sets.parts;
  for (const zone_id out : left_out)
    for (std::uint32_t z = 0; z < zones.size(); ++z)
      if (!sets.is_part({z}, out)) sets.treated[z] &= ~sets.parts[out.index()];
  sets.settle();
  return sets;
}

inline void bound_absent_lists(pack& p) {
  for (std::uint32_t i = 0; i < p.bars.size(); ++i) {
    const bar& b = p.bars[i];
    absence& a = p.absent[static_cast<unsigned>(b.on)];
    a.worst_entry = worse(a.worst_entry, b.effect);
    if (b.when != bar::none || b.unless != bar::none) {
      a.conditional.push_back({i});
    } else {
      a.worst = worse(a.worst, b.effect);
      a.timed = a.timed || b.timed;
    }
  }
}

inline substance called(const char* key, std::vector<substance_id> is, std::vector<substance_id> may_be, bool ask) {
  substance s;
  s.key = s.label = key;
  s.is = std::move(is);
  s.may_be = std::move(may_be);
  s.ask_prescriber = ask;
  return s;
}

inline condition_entry called(const char* key, std::vector<zone_id> usual_zones, bool harmless) {
  condition_entry c;
  c.key = c.label = key;
  c.usual_zones = std::move(usual_zones);
  c.harmless = harmless;
  return c;
}

inline rule called(const char* key, rule_kind kind) {
  rule r;
  r.key = r.says = key;
  r.kind = kind;
  return r;
}

inline bar standing(rule_id rule, subject on, verdict effect) {
  bar b;
  b.rule = rule;
  b.on = on;
  b.effect = effect;
  return b;
}

inline pack build() {
  pack p;
  p.id = "painting";
  p.version = "1";
  p.words.substances = {called("coating", {}, {}, false),       called("primer", {coating}, {}, false),
                        called("varnish", {coating}, {}, true), called("tin", {}, {primer, water}, false),
                        called("water", {}, {}, false),         called("paint", {coating}, {}, false)};
  p.words.conditions = {called("damp", {}, false), called("crack", {}, false), called("mould", {}, false),
                        called("dust", {}, true),  called("stain", {}, false), called("flaking", {left}, false)};
  p.words.zones = {{"house", "house", {wall, roof}},
                   {"wall", "wall", {left, right, window_zone}},
                   {"left", "left", {}},
                   {"right", "right", {}},
                   {"window", "window", {}},
                   {"roof", "roof", {}},
                   {"garden", "garden", {}}};

  fact_declaration finish;
  finish.key = "finish";
  finish.ask = "Matt or gloss?";
  finish.answer = answer_kind::choice;
  finish.choices = {"matt", "gloss"};
  p.treatment_facts = {finish};
  fact_declaration inspected;
  inspected.key = "inspected";
  inspected.ask = "Has it been inspected?";
  inspected.of = fact_subject::condition;
  p.condition_facts = {inspected};

  using enum step_kind;
  p.predicates.steps = {{between, fact_owner::entry, 0, 1, 1},        // inspected
                        {one_of, fact_owner::entry, 0, 0b10, 0},      // the session was gloss
                        {one_of, fact_owner::treatment, 0, 0b10, 0},  // this one is
                        {either}};
  p.predicates.predicates = {{0, 1}, {1, 3}};
  constexpr predicate_id is_inspected{0};
  constexpr predicate_id either_is_gloss{1};

  p.rules = {called("coating-washout", rule_kind::washout),
             called("primer-hours", rule_kind::washout),
             called("varnish-months", rule_kind::washout),
             called("damp", rule_kind::exclude),
             called("crack", rule_kind::refer),
             called("window", rule_kind::exclude),
             called("gloss-interval", rule_kind::interval),
             called("drying", rule_kind::aftercare),
             called("course", rule_kind::course),
             called("uncovered", rule_kind::uncovered)};
  p.rules[0].before = window{7, window_unit::days};
  p.rules[0].after = window{3, window_unit::days};
  p.rules[1].before = window{1440, window_unit::minutes};
  p.rules[2].before = window{6, window_unit::months};
  p.rules[2].ask_prescriber = true;
  p.rules[6].before = window{28, window_unit::days};
  p.rules[6].after = window{42, window_unit::days};
  p.rules[7].after = window{1440, window_unit::minutes};
  p.rules[8].sessions = {2, 3};
  p.advice = advice_plan(p.rules);

  bar a_week = standing(coating_rule, subject::medication, verdict::defer);
  a_week.pass_after({7, window_unit::days});
  bar a_day = a_week;
  a_day.rule = primer_rule;
  a_day.pass_after({1440, window_unit::minutes});
  bar half_a_year = a_week;
  half_a_year.rule = varnish_rule;
  half_a_year.pass_after({6, window_unit::months});
  half_a_year.by_use = truths(kleene::yes, kleene::yes, kleene::no);
  bar while_taking = half_a_year;
  while_taking.stay();
  while_taking.effect = verdict::refer;
  while_taking.by_use = truths(kleene::no, kleene::unknown, kleene::yes);
  bar active_damp = standing(damp_rule, subject::condition, verdict::exclude);
  active_damp.by_status = truths(kleene::unknown, kleene::yes, kleene::no, kleene::no);
  active_damp.where = place::treated;
  bar cracked = standing(crack_rule, subject::condition, verdict::refer);
  cracked.by_status = truths(kleene::yes, kleene::yes, kleene::yes, kleene::yes);
  cracked.unless = is_inspected;
  const bar at_the_window = standing(window_rule, subject::zone, verdict::exclude);
  bar four_weeks = standing(gloss_rule, subject::session, verdict::defer);
  four_weeks.pass_after({28, window_unit::days});
  four_weeks.when = either_is_gloss;
  bar uncovered = standing(uncovered_rule, subject::condition, verdict::refer);
  uncovered.by_status = truths(kleene::yes, kleene::yes, kleene::yes, kleene::no);
  p.bars = {a_week, a_day, half_a_year, while_taking, active_damp, cracked, at_the_window, four_weeks, uncovered};

  p.substance_touches = touch_index(
      {
          {{coating_bar, surely}, {primer_bar, perhaps}, {varnish_bar, perhaps}, {varnish_taking_bar, perhaps}},
          {{coating_bar, surely}, {primer_bar, if_sprayed}},
          {{coating_bar, surely}, {varnish_bar, surely}, {varnish_taking_bar, surely}},
          {{coating_bar, perhaps}, {primer_bar, perhaps}},
          {},
          {{coating_bar, surely}},
      },
      p.bars);
  p.condition_touches = touch_index({{{damp_bar, surely}},
                                     {{crack_bar, surely}},
                                     {{uncovered_bar, surely}},
                                     {},
                                     {{damp_bar, perhaps}},
                                     {{crack_bar, surely}}},
                                    p.bars);
  p.zone_touches = touch_index({{}, {}, {}, {}, {{window_bar, surely}}, {}, {}}, p.bars);
  p.zone_parts = part_lists(p.words.zones, p.zone_touches, p.bars);
  p.session_bars = {gloss_bar};
  p.zones = sets_of(p.words.zones, {window_zone});
  bound_absent_lists(p);
  return p;
}

}  // namespace building

inline const pack& rules() {
  static const pack p = building::build();
  return p;
}

// ---- a patient: the wall, who was there before, and what is asked for ----

constexpr date day(int d) { return add_days(to_date({2026, 11, 22}), d); }  ///< days from today
constexpr minute_time minute(int d, int hour, int of_hour) { return {start_of(day(d)).minutes + hour * 60 + of_hour}; }

/// Nothing stands in the way until something is added.
class patient {
 public:
  patient() {
    facts_.today = day(0);
    facts_.has_today = true;
    treated_on(day(0));
    zones_ = {left};
    facts_.treatment.zones = given::complete;
    facts_.medications_given = facts_.conditions_given = facts_.sessions_given = given::complete;
    treatment_values_ = {matt};
  }

  patient& treated_on(date d) { return treated({whole_day(d), {}, precision::day, true}); }
  patient& treated_at(minute_time t, utc_offset offset = {}) {
    return treated({{t, t}, offset, precision::minute, true});
  }
  patient& treated_some_day() { return treated({}); }
  patient& asks_for(std::vector<zone_id> zones) {
    zones_ = std::move(zones);
    facts_.treatment.zones = zones_.empty() ? given::absent : given::complete;
    return *this;
  }
  patient& finish(fact_value v) {
    treatment_values_ = {v};
    return *this;
  }

  patient& takes(medication m) {
    if (!m.shares_entry) ++medication_entries_;
    m.entry = medication_entries_ - 1;
    medications_.push_back(m);
    return *this;
  }
  patient& last_took(substance_id s, period when, route by = route::unknown) {
    medication m;
    m.substance = s;
    m.last_use = when;
    m.by = by;
    return takes(m);
  }
  patient& still_takes(substance_id s, route by = route::unknown) {
    medication m;
    m.substance = s;
    m.last_use = {end_of(day(0)), end_of(day(0))};
    m.taking = use::ongoing;
    m.by = by;
    return takes(m);
  }

  patient& has(condition_id what, status now, std::vector<zone_id> zones = {}, fact_value inspected = {}) {
    condition c;
    c.what = what;
    c.now = now;
    c.entry = static_cast<std::uint32_t>(conditions_.size());
    c.first_zone = static_cast<std::uint32_t>(condition_zones_.size());
    c.zone_count = static_cast<std::uint32_t>(zones.size());
    c.zones = zones.empty() ? given::absent : given::complete;
    condition_zones_.insert(condition_zones_.end(), zones.begin(), zones.end());
    condition_values_.push_back(inspected);
    conditions_.push_back(c);
    return *this;
  }
  patient& had_session(period when, fact_value finish = {}) {
    session s;
    s.when = when;
    s.entry = static_cast<std::uint32_t>(sessions_.size());
    sessions_.push_back(s);
    session_values_.push_back(finish);
    return *this;
  }

  /// The facts themselves, for what no function above says.
  clearance::facts& raw() { return facts_; }
  std::vector<medication>& medications() { return medications_; }
  std::vector<condition>& conditions() { return conditions_; }
  std::vector<session>& sessions() { return sessions_; }

  /// Valid while the patient lives and nothing is added.
  const clearance::facts& facts() {
    facts_.zones = zones_;
    facts_.medications = medications_;
    facts_.conditions = conditions_;
    facts_.sessions = sessions_;
    facts_.condition_zones = condition_zones_;
    facts_.treatment_values = treatment_values_;
    facts_.condition_values = condition_values_;
    facts_.session_values = session_values_;
    return facts_;
  }

 private:
  struct date_of_treatment {
    period when;
    utc_offset offset;
    precision written = precision::day;
    bool has_date = false;
  };
  patient& treated(const date_of_treatment& d) {
    facts_.treatment.when = d.when;
    facts_.treatment.offset = d.offset;
    facts_.treatment.written = d.written;
    facts_.treatment.has_date = d.has_date;
    return *this;
  }

  clearance::facts facts_;
  std::vector<zone_id> zones_;
  std::vector<medication> medications_;
  std::vector<condition> conditions_;
  std::vector<session> sessions_;
  std::vector<zone_id> condition_zones_;
  std::vector<fact_value> treatment_values_;
  std::vector<fact_value> condition_values_;
  std::vector<fact_value> session_values_;
  std::uint32_t medication_entries_ = 0;
};

}  // namespace tiny
