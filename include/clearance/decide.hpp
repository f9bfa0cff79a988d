#pragma once
#include <clearance/applies.hpp>
#include <clearance/decision.hpp>
#include <clearance/facts.hpp>
#include <clearance/missing.hpp>
#include <clearance/outcome.hpp>
#include <clearance/pack.hpp>
#include <clearance/predicate.hpp>
#include <clearance/time/window.hpp>
#include <clearance/treated_zones.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <span>
#include <vector>

/// From an outcome to a decision: the reasons, what the patient can do, what is missing, and advice.
namespace clearance {

class deciding {
 public:
  deciding(const pack& p, const facts& f, const outcome& o, std::span<const fired> stood, decision& d)
      : pack_(p), facts_(f), stood_(stood), out_(d), everywhere_(f.in_error ? verdict::incomplete : verdict::clear) {
    out_.clear();
    out_.result = o;
  }

  void run() {
    list_findings();
    order_findings();
    list_actions();
    missing_facts(pack_, facts_, out_).run();
    list_zones();
    if (out_.result.decided <= verdict::incomplete) list_advice();
  }

 private:
  // ---- findings ----

  void list_findings() {
    for (const fired& f : stood_) {
      const bar& b = pack_.bars[f.bar.index()];
      fact_pointer because = whole_list(b.on);
      because.entry = f.entry;
      add({f.bar, f.how, scaled(f.until), because}, b);
    }
    if (out_.result.open_lists == 0) return;
    for (unsigned s = 0; s < subject_count; ++s)
      if (out_.result.is_open(static_cast<subject>(s))) name_open_rules(static_cast<subject>(s));
  }

  /// An absent list left these open; evaluation only counted them.
  void name_open_rules(subject list) {
    const bar* told = nullptr;  // a rule's bars, which stand side by side, are told once for each effect
    for (std::uint32_t i = 0; i < pack_.bars.size(); ++i) {
      const bar& b = pack_.bars[i];
      if (b.on != list || !may_stand(b)) continue;
      if (told && told->rule == b.rule && told->effect == b.effect) continue;
      add({{i}, certainty::possible, {}, whole_list(list)}, b);
      told = &b;
    }
  }

  void add(const finding& f, const bar& b) {
    out_.findings.push_back(f);
    if (depends_on_zone(f, b))
      any_somewhere_ = true;
    else
      everywhere_ = worse(everywhere_, contribution(b.effect, f.how));
  }

  bool may_stand(const bar& b) const noexcept { return applies(b, pack_, facts_, {}) != kleene::no; }

  static fact_pointer whole_list(subject list) noexcept {
    constexpr fact_pointer by_subject[] = {{fact_list::medications}, {fact_list::conditions},
                                           {fact_list::sessions},    {fact_list::treatment, fact_field::zones},
                                           {fact_list::events},      {fact_list::answers}};
    static_assert(subject::medication < subject::condition && subject::condition < subject::session &&
                  subject::session < subject::zone && subject::zone < subject::event &&
                  subject::event < subject::patient && std::size(by_subject) == subject_count);
    return by_subject[static_cast<unsigned>(list)];
  }

  /// Worst contribution first, then worst effect, then pack order, then entry. No two findings are equal in it.
  // One number, since which of the four decides could not be guessed. A pack has less than 2^26 bars.
  std::uint64_t rank(const finding& f) const noexcept {
    const verdict effect = pack_.bars[f.bar.index()].effect;
    const auto from_worst = [](verdict v) { return std::uint64_t{verdict_count} - static_cast<unsigned>(v); };
    return from_worst(contribution(effect, f.how)) << 61 | from_worst(effect) << 58 | std::uint64_t{f.bar.value} << 32 |
           f.because.entry;
  }

  void order_findings() {
    std::sort(out_.findings.begin(), out_.findings.end(),
              [this](const finding& a, const finding& b) { return rank(a) < rank(b); });
  }

  // ---- actions ----

  void list_actions() {
    for (std::size_t i = 0; i < facts_.medications.size();) {
      std::size_t end = i + 1;
      while (end < facts_.medications.size() && facts_.medications[end].shares_entry) ++end;
      if (facts_.medications[i].taking == use::ongoing) act_on(facts_.medications.subspan(i, end - i));
      i = end;
    }
    for (const requirement& r : pack_.requirements) arrange(r);
  }

  void arrange(const requirement& r) {
    for (const finding& f : out_.findings) {
      if (f.bar != r.bar || f.how != certainty::avoidable) continue;
      action a{action_kind::arrange, f.because, r.substance, r.event, pack_.bars[r.bar.index()].rule, {}, {}, {}};
      a.by =
          r.before ? latest_use_of(*r.before) : moment{start_of(day_of(facts_.treatment.when.first)), precision::day};
      out_.actions.push_back(a);
      return;
    }
  }

  /// What is still taken may be stopped in time; but no program tells a patient to stop what a prescriber ordered.
  void act_on(std::span<const medication> entry) {
    action ask;
    ask.does = action_kind::ask_prescriber;
    ask.fact = {fact_list::medications, fact_field::whole, entry[0].entry};
    bool needs_prescriber = false;
    for (const medication& m : entry) {
      if (!is_for_the_prescriber(m)) continue;
      if (!needs_prescriber) ask.what = m.substance;
      needs_prescriber = true;
    }
    bool any = false;
    for (const finding& f : out_.findings) {
      if (f.because.list != fact_list::medications || f.because.entry != entry[0].entry) continue;
      const rule_id r = pack_.bars[f.bar.index()].rule;
      if (pack_.rules[r.index()].kind == rule_kind::require) continue;  // it wants more of it, not less
      if (!any) ask.rule = r;
      any = true;
      if (f.how != certainty::avoidable) continue;
      action stop{action_kind::stop,
                  ask.fact,
                  toucher(entry, f.bar),
                  not_understood<event_thing>,
                  r,
                  latest_use_of(pack_.bars[f.bar.index()].free_after),
                  resume_of(r),
                  {}};
      if (!needs_prescriber) {
        out_.actions.push_back(stop);
      } else {
        if (last_minute(stop.last_use_by) < last_minute(ask.last_use_by)) ask.last_use_by = stop.last_use_by;
        if (stop.resume_from.is_known() && (!ask.resume_from.is_known() || stop.resume_from.at > ask.resume_from.at))
          ask.resume_from = stop.resume_from;
      }
    }
    if (needs_prescriber && any) out_.actions.push_back(ask);
  }

  static constexpr minute_time last_minute(const moment& m) noexcept {
    return m.is_known() && m.written == precision::day ? end_of(day_of(m.at)) : m.at;
  }

  bool is_for_the_prescriber(const medication& m) const noexcept {
    if (m.substance == not_understood<substance_thing>) return false;
    if (pack_.words.substances[m.substance.index()].ask_prescriber) return true;
    for (const touch& t : pack_.substance_touches.of(m.substance))
      if (t.on(m.by) != match_strength::none && pack_.rule_of(t.bar).ask_prescriber) return true;
    return false;
  }

  substance_id toucher(std::span<const medication> entry, bar_id b) const noexcept {
    for (const medication& m : entry)
      for (const touch& t : pack_.substance_touches.of(m.substance))
        if (t.bar == b && t.on(m.by) != match_strength::none) return m.substance;
    return entry[0].substance;
  }

  /// After a use until then, a treatment is certainly free of the window.
  moment latest_use_of(window w) const noexcept {
    const planned_treatment& t = facts_.treatment;
    if (w.unit != window_unit::minutes) return {start_of(latest_use(day_of(t.when.first), w)), precision::day};
    if (t.written == precision::minute) return {{t.when.first.minutes - w.count}, precision::minute};
    return {start_of(latest_day_of_use(t.when.first, w)), precision::day};
  }

  moment resume_of(rule_id r) const noexcept {
    const rule& words = pack_.rules[r.index()];
    return words.kind == rule_kind::washout && words.after ? after_treatment(*words.after) : moment{};
  }

  moment after_treatment(window w) const noexcept {
    if (!facts_.treatment.has_date) return {};
    return scaled(free_from(facts_.treatment.when, w).last);
  }

  // ---- zones ----

  void list_zones() {
    if (are_apart(facts_.zones))
      for (const zone_id z : facts_.zones) list_whole(z, everywhere_);
    else
      list_each_once(everywhere_);
    if (!any_somewhere_) return;
    for (const finding& f : out_.findings) {
      const bar& b = pack_.bars[f.bar.index()];
      if (!depends_on_zone(f, b)) continue;
      if (b.on == subject::condition) worsen_where_it_lies(f, facts_.conditions, pack_.condition_touches);
      if (b.on == subject::event) worsen_where_it_lies(f, facts_.events, pack_.event_touches);
    }
  }

  /// Do these share no part? Not asked of many.
  bool are_apart(std::span<const zone_id> zones) const noexcept {
    if (zones.size() > 4) return false;
    for (std::size_t i = 1; i < zones.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        if (pack_.zones.overlap(zones[i], zones[j])) return false;
    return true;
  }

  void list_whole(zone_id whole, verdict everywhere) {
    const std::span<const zone_id> parts = pack_.zone_parts.of(whole);
    const std::size_t begin = out_.zones.size();
    out_.zones.resize(begin + parts.size());
    zone_verdict* const listed = out_.zones.data() + begin;
    for (std::size_t i = 0; i < parts.size(); ++i) listed[i] = {parts[i], everywhere};
    for (const std::uint32_t i : pack_.zone_parts.barred(whole))
      listed[i].is = worse(everywhere, barred_by_itself(parts[i]));
  }

  void list_each_once(verdict everywhere) {
    std::vector<std::uint64_t> listed(pack_.zones.words);
    for (const zone_id z : facts_.zones) {
      const auto is_listed = [&](zone_id part) { return listed[part.index() / 64] >> (part.index() % 64) & 1; };
      if (is_listed(z)) continue;  // and with it all its parts
      for (const zone_id part : pack_.zone_parts.of(z))
        if (!is_listed(part)) out_.zones.push_back({part, worse(everywhere, barred_by_itself(part))});
      for (std::size_t w = 0; w < listed.size(); ++w) listed[w] |= pack_.zones.part_word(z, w);
    }
  }

  static bool depends_on_zone(const finding& f, const bar& b) noexcept {
    return f.because.entry != fact_pointer::whole_list && (b.on == subject::zone || b.where == place::treated);
  }

  /// What the rules about zones say of one.
  verdict barred_by_itself(zone_id z) const noexcept {
    verdict v = verdict::clear;
    for (const touch& t : pack_.zone_touches.of(z)) {
      const bar& b = pack_.bars[t.bar.index()];
      const kleene stands = applies(b, pack_, facts_, {});
      if (stands == kleene::no) continue;
      v = worse(v, contribution(b.effect, stands == kleene::yes ? certainty::certain : certainty::possible));
    }
    return v;
  }

  /// A condition, or an event, counts for the zones that it reaches; for all of them where it is not known which.
  template <class Record>
  void worsen_where_it_lies(const finding& f, std::span<const Record> records, const touch_index& index) noexcept {
    const treated_zones zones(pack_, facts_);
    const verdict effect = pack_.bars[f.bar.index()].effect;
    for (const Record& c : of_entry(records, f.because.entry)) {
      if (!touches(index.of(c.what), f.bar)) continue;
      for (zone_verdict& z : out_.zones) {
        const kleene here = zones.hold(c, z.where);
        if (here != kleene::no)
          z.is = worse(z.is, contribution(effect, here == kleene::yes ? f.how : certainty::possible));
      }
    }
  }

  static bool touches(std::span<const touch> all, bar_id b) noexcept {
    for (const touch& t : all)
      if (t.bar == b) return true;
    return false;
  }

  // ---- advice ----

  void list_advice() {
    for (const rule_id id : pack_.advising) {
      const rule& r = pack_.rules[id.index()];
      if (r.when != bar::none && truth(r.when, {}) == kleene::no) continue;
      switch (r.kind) {
        case rule_kind::washout: advise_washout(id, r); break;
        case rule_kind::aftercare: out_.advised.push_back({id, {}, after_treatment(*r.after)}); break;
        case rule_kind::interval: advise_interval(id, r); break;
        case rule_kind::course:
          if (r.when == bar::none || truth(r.when, {}) == kleene::yes) out_.advised.push_back({id, {}, {}});
          break;
        case rule_kind::recovery: out_.advised.push_back({id, {}, after_treatment(*r.after)}); break;
        case rule_kind::accept: advise_accepted(id); break;
        case rule_kind::exclude:
        case rule_kind::refer:
        case rule_kind::defer:
        case rule_kind::require:
        case rule_kind::uncovered: break;
      }
    }
  }

  void advise_washout(rule_id id, const rule& r) {
    advice& a = out_.advised.emplace_back(advice{id, {}, {}});
    // What a prescriber ordered has no dates here: they would read as an order to stop.
    if (!facts_.treatment.has_date || r.ask_prescriber) return;
    // Washouts tend to have the same windows, one rule after the other.
    if (r.before) a.from = last_from_.of(*r.before, [this](window w) { return avoid_from(w); });
    if (r.after) a.until = last_until_.of(*r.after, [this](window w) { return after_treatment(w); });
  }

  /// For those whom it concerns.
  void advise_accepted(rule_id id) {
    for (const acceptance& a : pack_.acceptances) {
      if (a.rule != id) continue;
      bool is_met = false;
      for (const medication& m : facts_.medications)
        is_met = is_met || a.substances.on(m.substance, m.by) != match_strength::none;
      for (const condition& c : facts_.conditions)
        is_met =
            is_met || (c.now != status::resolved && a.conditions.on(c.what, route::unknown) != match_strength::none);
      for (const event& e : facts_.events)
        is_met = is_met || a.events.on(e.what, route::unknown) != match_strength::none;
      if (is_met) out_.advised.push_back({id, {}, {}});
    }
  }

  /// The day, or minute, from which a use would be too late.
  moment avoid_from(window w) const noexcept {
    const planned_treatment& t = facts_.treatment;
    if (w.unit != window_unit::minutes)
      return {start_of(add_days(latest_use(day_of(t.when.first), w), 1)), precision::day};
    if (t.written == precision::minute) return {{t.when.first.minutes - w.count}, precision::minute};
    return {start_of(add_days(latest_day_of_use(t.when.first, w), 1)), precision::day};
  }

  /// This treatment will be the earlier one of the next.
  void advise_interval(rule_id id, const rule& r) {
    for (const bar_id b : pack_.session_bars) {
      const bar& of_rule = pack_.bars[b.index()];
      if (of_rule.rule != id) continue;
      if (of_rule.when != bar::none && truth(of_rule.when, facts_.treatment_values) != kleene::yes) return;
      out_.advised.push_back(
          {id, after_treatment(*r.before), *r.before == *r.after ? moment{} : after_treatment(*r.after)});
    }
  }

  kleene truth(predicate_id which, entry_values entry) const noexcept {
    return evaluate(which, pack_.predicates, pack_.zones, facts_, entry);
  }

  /// As precise as the treatment's date.
  moment scaled(minute_time t) const noexcept {
    if (t == never || facts_.treatment.written == precision::minute) return {t, precision::minute};
    return {start_of(first_whole_day(t)), precision::day};
  }

  /// What a window came to the last time.
  class last_window {
   public:
    template <class Compute>
    moment of(window w, Compute compute) {
      if (w_ != w) {
        w_ = w;
        moment_ = compute(w);
      }
      return moment_;
    }

   private:
    std::optional<window> w_;
    moment moment_;
  };

  const pack& pack_;
  const facts& facts_;
  std::span<const fired> stood_;
  decision& out_;
  verdict everywhere_;          ///< of what does not depend on the zone
  bool any_somewhere_ = false;  ///< a finding depends on the zone
  last_window last_from_;
  last_window last_until_;
};

/// Gives the reasons of an outcome. `stood` is what `evaluate` wrote; `d` is overwritten, its memory is used again.
inline void decide(const pack& p, const facts& f, const outcome& o, std::span<const fired> stood, decision& d) {
  deciding(p, f, o, stood, d).run();
}

}  // namespace clearance
