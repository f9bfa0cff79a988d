#include "lower.hpp"

#include "inherit.hpp"
#include "lower_zones.hpp"
#include "member_groups.hpp"
#include "name_sets.hpp"
#include "touch_strengths.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace clearance::resolving {
namespace {

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
    accepted_.resize(conditions_.by.size());
    settle_name_sets(predicates_, substances_.by, conditions_.by, events_.by, out_);
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
    out_.substance_touches = touch_index(substances_.touches, out_.bars);
    out_.condition_touches = touch_index(conditions_.touches, out_.bars);
    out_.patients = patient_index(out_.patient_bars, out_.bars, out_.predicates);
    out_.event_touches = touch_index(events_.touches, out_.bars);
    out_.zone_touches = touch_index(zones_->touches(), out_.bars);
    out_.zone_parts = part_lists(out_.words.zones, out_.zone_touches, out_.bars);
  }

 private:
  // ---- the vocabulary ----

  static constexpr std::size_t most_touches = 20'000'000;

  /// The entries of one kind: what each may mean, and the bars that it touches.
  struct kind_of_entry {
    meant_by by;
    std::vector<std::vector<touch>> touches;
  };

  bool find_meanings() {
    if (!find_meanings(out_.words.substances, substances_) || !find_meanings(out_.words.conditions, conditions_) ||
        !find_meanings(out_.words.events, events_)) {
      r_.tell(issue_code::too_large, vocabulary_at_,
              "the classes of the vocabulary hold each other too often to be worked out",
              "give each entry fewer classes, and let those have fewer members");
      return false;
    }
    inherit(substances_.by.meanings, out_.words);
    out_.zones = zone_sets_of(out_.words.zones);
    zones_.emplace(out_);
    return true;
  }

  template <class Entry>
  static bool find_meanings(const std::vector<Entry>& entries, kind_of_entry& of) {
    auto by = meant_by_of(entries);
    if (!by) return false;
    of.by = std::move(*by);
    of.touches.resize(entries.size());
    return true;
  }

  /// Gives whether any entry may fire it.
  bool touch_members(kind_of_entry& of, const member_group& g, std::uint8_t routes, bar_id id) {
    bool any = false;
    const group_strengths in_group(g, of.by);
    for (const std::uint32_t e : of.by.users_of(g.targets)) {
      const std::uint16_t by_route = in_group.of(e, routes);
      if (by_route == 0) continue;
      of.touches[e].push_back({id, by_route});
      ++touches_;
      // A route that the substance cannot have is an error of the intake, and no way to fire.
      any = any || touch{id, by_route}.on(route::unknown) != match_strength::none;
    }
    return any;
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
    if (!m.zones.empty()) {
      b.on = subject::zone;
      touches_ += zones_->lower(m, add(b));
    }
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
      else if (touch_members(substances_, g, m.routes, add(b)))
        fires = true;
    }
    check_exceptions(m.except_substances, groups[0], substances_.by);
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
    touch_members(substances_, all, m.routes, add(taking));
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
    const member_group named = groups_of(m.conditions, m.except_conditions, m.waits, false)[0];
    touch_members(conditions_, named, 0, add(b));
    check_exceptions(m.except_conditions, named, conditions_.by);
  }

  void lower_events(const rule_model& m, bar b) {
    b.on = subject::event;
    b.where = m.where;
    out_.reads_events = true;
    const auto groups = groups_of(m.events, m.except_events, m.waits, m.has_other_windows);
    b.has_siblings = groups.size() > 1;
    for (const member_group& g : groups) {
      if (m.has_other_windows) b.pass_after(g.waits);
      touch_members(events_, g, 0, add(b));
    }
    check_exceptions(m.except_events, groups[0], events_.by);
  }

  const rule& words_of(const bar& b) const { return out_.rules[b.rule.index()]; }

  /// An exception that is no member of what the rule names would never matter.
  template <class Thing>
  void check_exceptions(const std::vector<exception_to<Thing>>& except, const member_group& named, const meant_by& by) {
    for (const exception_to<Thing>& e : except)
      if (strengths(by.meanings[e.what.index()], named.targets, 0) == 0)
        r_.tell(issue_code::never_fires, e.at,
                "the exception is no member of what `" + out_.rules.back().key + "` names: it can never matter",
                "remove it, or name a class of it in the rule");
  }

  void accept(const rule_model& m, rule_id rule) {
    acceptance a;
    a.rule = rule;
    a.substances = set_of(m.substances, m.except_substances, m.routes, substances_.by);
    a.conditions = set_of(m.conditions, m.except_conditions, 0, conditions_.by);
    a.events = set_of(m.events, m.except_events, 0, events_.by);
    for (std::uint32_t c = 0; c < conditions_.by.size(); ++c)
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
    r.substances = set_of(m.substances, m.except_substances, m.routes, substances_.by);
    r.events = set_of(m.events, m.except_events, 0, events_.by);
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
                          std::uint8_t routes, const meant_by& by) const {
    if (named.empty()) return {};
    const member_group g = groups_of(named, except, {}, false)[0];
    std::vector<typename named_set<Thing>::member> members;
    const group_strengths in_group(g, by);
    for (const std::uint32_t e : by.users_of(g.targets))
      if (const std::uint16_t by_route = in_group.of(e, routes)) members.push_back({e, by_route});
    return named_set<Thing>(std::move(members));
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

    std::vector<match_strength> open(conditions_.by.size());
    bool any = false;
    for (std::uint32_t c = 0; c < conditions_.by.size(); ++c) {
      open[c] = uncovered_strength(c);
      any = any || open[c] != match_strength::none;
    }
    if (!any) return;
    const bar_id id = add(b);
    for (std::uint32_t c = 0; c < conditions_.by.size(); ++c)
      if (open[c] != match_strength::none) conditions_.touches[c].push_back({id, by_every_route(open[c])});
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
    for (const touch& t : conditions_.touches[c]) best = std::max(best, t.on(route::unknown));
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
  kind_of_entry substances_;
  kind_of_entry conditions_;
  kind_of_entry events_;
  std::optional<zone_lowering> zones_;    ///< there when the meanings are
  std::vector<match_strength> accepted_;  ///< by condition
  std::size_t touches_ = 0;
};

}  // namespace

void lower(reading& r, std::vector<rule_model> models, const text_range& vocabulary_at, predicate_writer& predicates,
           pack& out) {
  lowering(r, vocabulary_at, predicates, out).run(std::move(models));
}

}  // namespace clearance::resolving
