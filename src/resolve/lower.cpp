#include "lower.hpp"

#include "inherit.hpp"
#include "member_groups.hpp"
#include "name_sets.hpp"

#include <algorithm>
#include <set>
#include <span>
#include <utility>

namespace clearance::resolving {
namespace {

using id_list = std::vector<std::uint32_t>;

template <class Thing>
id_list sorted_numbers(const std::vector<id<Thing>>& ids) {
  id_list out;
  for (const id<Thing> i : ids) out.push_back(i.value);
  std::sort(out.begin(), out.end());
  return out;
}

constexpr std::uint8_t by_status(status_wanted s) noexcept {
  using enum kleene;
  switch (s) {  // unknown, active, remission, resolved
    case status_wanted::not_resolved: return truths(yes, yes, yes, no);
    case status_wanted::active: return truths(unknown, yes, no, no);
    case status_wanted::any: return truths(yes, yes, yes, yes);
  }
  return 0;
}

constexpr std::uint8_t always = truths(kleene::yes, kleene::yes, kleene::yes);
constexpr std::uint8_t unless_ongoing = truths(kleene::yes, kleene::yes, kleene::no);
constexpr std::uint8_t while_ongoing = truths(kleene::no, kleene::unknown, kleene::yes);

constexpr std::uint16_t by_every_route(match_strength s) noexcept {
  std::uint16_t bits = 0;
  for (unsigned r = 0; r < route_count; ++r)
    bits = static_cast<std::uint16_t>(bits | static_cast<unsigned>(s) << (2 * r));
  return bits;
}

constexpr std::uint16_t surely = by_every_route(match_strength::sure);

verdict effect_of(rule_kind k) noexcept {
  switch (k) {
    case rule_kind::exclude: return verdict::exclude;
    case rule_kind::refer:
    case rule_kind::recovery:
    case rule_kind::uncovered: return verdict::refer;
    case rule_kind::washout:
    case rule_kind::defer:
    case rule_kind::require:
    case rule_kind::interval: return verdict::defer;
    case rule_kind::accept:
    case rule_kind::course:
    case rule_kind::aftercare: return verdict::clear;
  }
  return verdict::defer;
}

class lowering {
 public:
  lowering(reading& r, const text_range& vocabulary_at, predicate_writer& predicates, pack& out)
      : r_(r), vocabulary_at_(vocabulary_at), predicates_(predicates), out_(out) {}

  void run(std::vector<rule_model> models) {
    if (!find_meanings()) return;
    inherit(substances_, out_.words);
    out_.zones = zone_sets_of(out_.words.zones);
    by_substance_.resize(substances_.size());
    by_condition_.resize(conditions_.size());
    by_event_.resize(events_.size());
    accepted_.resize(conditions_.size());
    substance_parts_ = compositions_of(out_.words.substances);
    condition_parts_ = compositions_of(out_.words.conditions);
    event_parts_ = compositions_of(out_.words.events);
    by_zone_.resize(out_.words.zones.size());
    // From each entry that a rule may name back to the entries that may mean it, so that a pack of 10,000 rules does
    // not ask every entry about every rule.
    substance_users_ = users(substances_);
    condition_users_ = users(conditions_);
    event_users_ = users(events_);
    settle_name_sets(predicates_, {substances_, substance_users_}, {conditions_, condition_users_},
                     {events_, event_users_}, out_);
    for (rule_model& m : models) {
      out_.rules.push_back(std::move(m.words));
      lower(m, out_.rules.back());
      if (touches_ <= most_touches) continue;
      r_.tell(issue_code::too_large, m.at,
              "the rules up to here speak of vocabulary entries more than 20,000,000 times",
              "let fewer rules name a large class");
      return;
    }
    note_what_tests_read();
    add_uncovered();
    out_.advice = advice_plan(out_.rules);
    out_.zones.settle();
    out_.substance_touches = touch_index(by_substance_, out_.bars);
    out_.condition_touches = touch_index(by_condition_, out_.bars);
    out_.patients = patient_index(out_.patient_bars, out_.bars, out_.predicates);
    out_.event_touches = touch_index(by_event_, out_.bars);
    out_.zone_touches = touch_index(by_zone_, out_.bars);
    out_.zone_parts = part_lists(out_.words.zones, out_.zone_touches, out_.bars);
  }

 private:
  // ---- the vocabulary ----

  static constexpr std::size_t most_touches = 20'000'000;

  bool find_meanings() {
    auto substances = meanings_of(out_.words.substances);
    auto conditions = meanings_of(out_.words.conditions);
    auto events = meanings_of(out_.words.events);
    if (!substances || !conditions || !events) {
      r_.tell(issue_code::too_large, vocabulary_at_,
              "the classes of the vocabulary hold each other too often to be worked out",
              "give each entry fewer classes, and let those have fewer members");
      return false;
    }
    substances_ = std::move(*substances);
    conditions_ = std::move(*conditions);
    events_ = std::move(*events);
    return true;
  }

  static id_list users_of(const std::vector<id_list>& users, const id_list& targets) {
    id_list out;
    for (const std::uint32_t t : targets) out.insert(out.end(), users[t].begin(), users[t].end());
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }

  // ---- the rules ----

  void lower(const rule_model& m, const rule& words) {
    const rule_id rule{static_cast<std::uint32_t>(out_.rules.size() - 1)};
    bar b;
    b.rule = rule;
    b.effect = effect_of(words.kind);
    b.when = words.when;
    b.unless = words.unless;
    b.dated = depends_on_the_date(b.when) || depends_on_the_date(b.unless);
    if (words.kind == rule_kind::accept) return accept(m, rule);
    if (words.kind == rule_kind::require) return require(m, b);
    if (words.kind == rule_kind::recovery) {
      b.term = condition_term::recovery;
      b.free_after = m.waits;
      out_.reads_since = true;
      return lower_conditions(m, b);
    }
    if (m.has_wait) b.pass_after(m.waits);
    if (words.kind == rule_kind::interval) {
      b.on = subject::session;
      b.when = predicates_.both(b.when, m.about_sessions);
      out_.session_bars.push_back(add(b));
      return;
    }
    // Only `after`: advice, and who still takes it.
    if (words.kind == rule_kind::washout && !m.has_wait && !m.while_taking_refers) return;
    if (m.is_about_the_patient) {
      b.on = subject::patient;
      out_.patient_bars.push_back(add(b));
      return;
    }
    if (!m.events.empty()) lower_events(m, b);
    if (!m.substances.empty()) lower_substances(m, b);
    if (!m.conditions.empty()) lower_conditions(m, b);
    if (!m.zones.empty()) lower_zones(m, b);
  }

  /// Intakes give these to packs that read them.
  void note_what_tests_read() {
    if (!out_.event_facts.empty()) out_.reads_events = true;
    for (const step& s : out_.predicates.steps) {
      const auto is_list = [&](fact_list l) { return s.slot == static_cast<std::uint32_t>(l); };
      const auto is_field = [&](fact_field f) {
        return s.kind == step_kind::field_date && s.slot == static_cast<std::uint32_t>(f);
      };
      if (s.kind == step_kind::happened) out_.reads_events = true;
      if ((s.kind == step_kind::enter || s.kind == step_kind::count_entries) && is_list(fact_list::events))
        out_.reads_events = true;
      if (is_field(fact_field::started)) out_.reads_started = true;
      if (is_field(fact_field::since)) out_.reads_since = true;
      if (is_field(fact_field::ended)) out_.reads_ended = true;
    }
  }

  bool depends_on_the_date(predicate_id p) const {
    return p != bar::none && out_.predicates.predicates[p.index()].reads_treatment_date;
  }

  void lower_substances(const rule_model& m, bar b) {
    b.on = subject::medication;
    b.by_use = m.while_taking_refers ? unless_ongoing : always;
    bool fires = false;
    const auto groups = groups_of(m.substances, m.except_substances, m.waits, m.has_other_windows);
    b.has_siblings = groups.size() > 1;
    for (const member_group& g : groups) {
      if (m.has_other_windows) b.pass_after(g.waits);
      if (words_of(b).kind == rule_kind::washout && !m.has_wait)
        fires = true;  // `after` alone waits for nothing: only the bar of those who take it stands
      else if (touch_substances(g, m.routes, add(b)))
        fires = true;
    }
    check_exceptions(m.except_substances, m.substances, substances_);
    if (!fires)
      r_.tell(issue_code::never_fires, m.routes_at, "this can never fire: nothing of what it names has that route",
              "the vocabulary's `routes` list how each can be taken");
    if (!m.while_taking_refers) return;
    bar taking = b;
    taking.effect = verdict::refer;
    taking.stay();
    taking.by_use = while_ongoing;
    taking.has_siblings = false;
    member_group all = groups[0];
    if (m.has_other_windows) all.excluded.clear();
    touch_substances(all, m.routes, add(taking));
  }

  bool touch_substances(const member_group& g, std::uint8_t routes, bar_id id) {
    bool any = false;
    const group_strengths in_group(g, substances_, substance_users_, substance_parts_);
    for (const std::uint32_t s : users_of(substance_users_, g.targets)) {
      const std::uint16_t by_route = in_group.of(s, routes);
      if (by_route == 0) continue;
      by_substance_[s].push_back({id, by_route});
      ++touches_;
      // A route that the substance cannot have is an error of the intake, and no way to fire.
      any = any || touch{id, by_route}.on(route::unknown) != match_strength::none;
    }
    return any;
  }

  void lower_conditions(const rule_model& m, bar b) {
    b.on = subject::condition;
    b.by_status = by_status(m.status);
    b.where = m.where;
    if (words_of(b).kind == rule_kind::defer && m.has_wait) {
      b.term = condition_term::after_end;
      b.by_status = by_status(status_wanted::any);  // what has ended counts, until its window has passed
      out_.reads_ended = true;
    }
    const bar_id id = add(b);
    const auto groups = groups_of(m.conditions, m.except_conditions, m.waits, false);
    const group_strengths in_group(groups[0], conditions_, condition_users_, condition_parts_);
    for (const std::uint32_t c : users_of(condition_users_, groups[0].targets)) {
      const std::uint16_t strength = in_group.of(c, 0);
      if (strength == 0) continue;
      by_condition_[c].push_back({id, strength});
      ++touches_;
    }
    check_exceptions(m.except_conditions, m.conditions, conditions_);
  }

  void lower_events(const rule_model& m, bar b) {
    b.on = subject::event;
    b.where = m.where;
    out_.reads_events = true;
    const auto groups = groups_of(m.events, m.except_events, m.waits, m.has_other_windows);
    b.has_siblings = groups.size() > 1;
    for (const member_group& g : groups) {
      if (m.has_other_windows) b.pass_after(g.waits);
      const bar_id id = add(b);
      const group_strengths in_group(g, events_, event_users_, event_parts_);
      for (const std::uint32_t e : users_of(event_users_, g.targets)) {
        const std::uint16_t strength = in_group.of(e, 0);
        if (strength == 0) continue;
        by_event_[e].push_back({id, strength});
        ++touches_;
      }
    }
    check_exceptions(m.except_events, m.events, events_);
  }

  const rule& words_of(const bar& b) const { return out_.rules[b.rule.index()]; }

  /// An exception that is no member of what the rule names would never matter.
  template <class Thing>
  void check_exceptions(const std::vector<exception_to<Thing>>& except, const std::vector<id<Thing>>& named,
                        const std::vector<meaning>& meanings) {
    const id_list targets = sorted_numbers(named);
    for (const exception_to<Thing>& e : except)
      if (strengths(meanings[e.what.index()], targets, 0) == 0)
        r_.tell(issue_code::never_fires, e.at,
                "the exception is no member of what `" + out_.rules.back().key + "` names: it can never matter",
                "remove it, or name a class of it in the rule");
  }

  void accept(const rule_model& m, rule_id rule) {
    acceptance a;
    a.rule = rule;
    a.substances = set_of(m.substances, m.except_substances, m.routes, substances_, substance_users_, substance_parts_);
    a.conditions = set_of(m.conditions, m.except_conditions, 0, conditions_, condition_users_, condition_parts_);
    a.events = set_of(m.events, m.except_events, 0, events_, event_users_, event_parts_);
    for (std::uint32_t c = 0; c < conditions_.size(); ++c)
      accepted_[c] = std::max(accepted_[c], a.conditions.on({c}, route::unknown));
    if (!m.events.empty()) out_.reads_events = true;
    out_.acceptances.push_back(std::move(a));
  }

  void require(const rule_model& m, bar b) {
    const rule& words = out_.rules.back();
    requirement r;
    r.list = m.events.empty() ? subject::medication : subject::event;
    r.before = words.before;
    r.valid = words.valid;
    r.substances = set_of(m.substances, m.except_substances, m.routes, substances_, substance_users_, substance_parts_);
    r.events = set_of(m.events, m.except_events, 0, events_, event_users_, event_parts_);
    r.substance = m.substances.empty() ? not_understood<substance_thing> : m.substances[0];
    r.event = m.events.empty() ? not_understood<event_thing> : m.events[0];
    b.on = r.list;
    b.timed = true;  // an absent list leaves no earliest date
    if (m.else_refers) b.effect = verdict::refer;
    (m.events.empty() ? out_.reads_started : out_.reads_events) = true;
    r.bar = add(b);
    out_.requirements.push_back(std::move(r));
  }

  template <class Thing>
  named_set<Thing> set_of(const std::vector<id<Thing>>& named, const std::vector<exception_to<Thing>>& except,
                          std::uint8_t routes, const std::vector<meaning>& meanings, const std::vector<id_list>& users,
                          const std::vector<composition>& parts) const {
    if (named.empty()) return {};
    const member_group g = groups_of(named, except, {}, false)[0];
    std::vector<typename named_set<Thing>::member> members;
    const group_strengths in_group(g, meanings, users, parts);
    for (const std::uint32_t e : users_of(users, g.targets))
      if (const std::uint16_t by_route = in_group.of(e, routes)) members.push_back({e, by_route});
    return named_set<Thing>(std::move(members));
  }

  void lower_zones(const rule_model& m, bar b) {
    b.on = subject::zone;
    const bar_id id = add(b);
    const bool leaves_out = b.effect == verdict::exclude;
    const zone_bits area = area_of(m, m.zones);
    for (std::uint32_t z = 0; z < out_.words.zones.size(); ++z) {
      // What is excluded is left out of the zones that contain it; a `refer` or `defer` stands for those too.
      bool touched = false;
      for (std::size_t w = 0; w < area.size() && !leaves_out; ++w)
        touched = touched || (area[w] & out_.zones.part_word({z}, w)) != 0;
      if (leaves_out) touched = area[z / 64] >> (z % 64) & 1;
      if (!touched) continue;
      by_zone_[z].push_back({id, surely});
      ++touches_;
    }
    if (!leaves_out) return;
    for (const zone_id target : m.zones) {
      const zone_bits excluded = area_of(m, {&target, 1});
      if (b.has_predicates()) {
        out_.zone_exclusions.push_back(id);
        out_.zone_exclusion_areas.insert(out_.zone_exclusion_areas.end(), excluded.begin(), excluded.end());
      } else if (left_out_.insert(excluded).second) {
        leave_out(excluded);
      }
    }
  }

  using zone_bits = std::vector<std::uint64_t>;

  /// Zones and their parts, a bit for each, without what a rule's `except` leaves out.
  zone_bits area_of(const rule_model& m, std::span<const zone_id> targets) const {
    zone_bits area(out_.zones.words);
    for (std::size_t w = 0; w < area.size(); ++w) {
      for (const zone_id target : targets) area[w] |= out_.zones.part_word(target, w);
      for (const auto& e : m.except_zones) area[w] &= ~out_.zones.part_word(e.what, w);
    }
    return area;
  }

  void leave_out(const zone_bits& area) {
    zone_sets& sets = out_.zones;
    for (std::uint32_t z = 0; z < out_.words.zones.size(); ++z) {
      if (area[z / 64] >> (z % 64) & 1) continue;  // requested by itself, it is no part that is left out
      for (std::size_t w = 0; w < sets.words; ++w) sets.treated[z * sets.words + w] &= ~area[w];
    }
  }

  /// Conditions that the vocabulary knows and no rule speaks of are for a practitioner.
  void add_uncovered() {
    rule words;
    words.key = name(rule_kind::uncovered);
    words.kind = rule_kind::uncovered;
    words.says = "The pack does not speak of this condition: a practitioner decides.";
    out_.rules.push_back(std::move(words));
    bar b;
    b.rule = {static_cast<std::uint32_t>(out_.rules.size() - 1)};
    b.on = subject::condition;
    b.effect = verdict::refer;
    b.by_status = by_status(status_wanted::not_resolved);

    std::vector<match_strength> open(conditions_.size());
    bool any = false;
    for (std::uint32_t c = 0; c < conditions_.size(); ++c) {
      open[c] = uncovered_strength(c);
      any = any || open[c] != match_strength::none;
    }
    if (!any) return;
    const bar_id id = add(b);
    for (std::uint32_t c = 0; c < conditions_.size(); ++c)
      if (open[c] != match_strength::none) by_condition_[c].push_back({id, by_every_route(open[c])});
  }

  /// A class of which rules speak only below it, or a name that may mean something else, is perhaps uncovered.
  match_strength uncovered_strength(std::uint32_t c) const {
    const condition_entry& entry = out_.words.conditions[c];
    if (entry.harmless) return match_strength::none;
    if (!entry.may_be.empty()) {
      bool some = false;
      bool all = true;
      for (const condition_id other : entry.may_be) {
        const match_strength s = uncovered_strength(other.value);
        some = some || s != match_strength::none;
        all = all && s == match_strength::sure;
      }
      return all ? match_strength::sure : some ? match_strength::ambiguous : match_strength::none;
    }
    match_strength best = match_strength::none;
    for (const touch& t : by_condition_[c]) best = std::max(best, t.on(route::unknown));
    best = std::max(best, accepted_[c]);
    if (best == match_strength::sure) return match_strength::none;
    return best == match_strength::none ? match_strength::sure : match_strength::ambiguous;
  }

  bar_id add(bar b) {
    const bar_id id{static_cast<std::uint32_t>(out_.bars.size())};
    out_.bars.push_back(b);
    absence& a = out_.absent[static_cast<unsigned>(b.on)];
    a.worst_entry = worse(a.worst_entry, b.effect);
    if (b.when != bar::none || b.unless != bar::none) {
      a.conditional.push_back(id);
    } else {
      a.worst = worse(a.worst, b.effect);
      a.timed = a.timed || b.timed;
    }
    return id;
  }

  reading& r_;
  const text_range& vocabulary_at_;
  predicate_writer& predicates_;
  pack& out_;
  std::vector<meaning> substances_;
  std::vector<meaning> conditions_;
  std::vector<meaning> events_;
  std::vector<id_list> substance_users_;
  std::vector<id_list> condition_users_;
  std::vector<id_list> event_users_;
  std::vector<std::vector<touch>> by_substance_;
  std::vector<std::vector<touch>> by_condition_;
  std::vector<std::vector<touch>> by_event_;
  std::vector<std::vector<touch>> by_zone_;
  std::vector<match_strength> accepted_;  ///< by condition
  std::vector<composition> substance_parts_;
  std::vector<composition> condition_parts_;
  std::vector<composition> event_parts_;
  std::set<zone_bits> left_out_;  ///< done already: many rules may name one zone
  std::size_t touches_ = 0;
};

}  // namespace

void lower(reading& r, std::vector<rule_model> models, const text_range& vocabulary_at, predicate_writer& predicates,
           pack& out) {
  lowering(r, vocabulary_at, predicates, out).run(std::move(models));
}

}  // namespace clearance::resolving
