#pragma once
#include <clearance/advice.hpp>
#include <clearance/applies.hpp>
#include <clearance/decision.hpp>
#include <clearance/facts.hpp>
#include <clearance/in_order.hpp>
#include <clearance/inline.hpp>
#include <clearance/missing.hpp>
#include <clearance/outcome.hpp>
#include <clearance/pack.hpp>
#include <clearance/predicate.hpp>
#include <clearance/touching.hpp>
#include <clearance/treatment_dates.hpp>
#include <clearance/zone_listing.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

/// From an outcome to a decision: the reasons, what the patient can do, what is missing, and advice.
namespace clearance {

class deciding {
 public:
  deciding(const pack& p, const facts& f, const outcome& o, std::span<const fired> stood, decision& d)
      : pack_(p),
        facts_(f),
        stood_(stood),
        out_(d),
        dates_(f),
        everywhere_(f.in_error ? verdict::incomplete : verdict::clear) {
    out_.clear();
    out_.result = o;
  }

  void run() {
    list_findings();
    order_findings();
    list_actions();
    missing_facts(pack_, facts_, out_).run();
    zone_listing zones(pack_, facts_, out_);
    zones.list(everywhere_);
    if (any_somewhere_) zones.worsen_by_findings();
    if (out_.result.decided <= verdict::incomplete) advising(pack_, facts_, out_).run();
  }

 private:
  // ---- findings ----

  void list_findings() {
    for (const fired& f : stood_) add(f.bar, pack_.bars[f.bar.index()], f.how, dates_.scaled(f.until), f.entry);
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
      add({i}, b, certainty::possible, {}, fact_pointer::whole_list);
      told = &b;
    }
  }

  // Written where it stays, and without a branch, since none of it could be guessed: what is somewhere contributes
  // nothing everywhere, which is `clear`.
  CLEARANCE_INLINE void add(bar_id id, const bar& b, certainty how, moment until, std::uint32_t entry) {
    finding& f = out_.findings.emplace_back();
    f.bar = id;
    f.how = how;
    f.until = until;
    f.because = pointer_of(b.on, entry);
    const bool is_somewhere = depends_on_zone(b, entry);
    any_somewhere_ |= is_somewhere;
    static_assert(static_cast<unsigned>(verdict::clear) == 0);
    const auto contributed = static_cast<unsigned>(worth_of(b.effect, how).contributed);
    everywhere_ = worse(everywhere_, static_cast<verdict>(contributed * static_cast<unsigned>(!is_somewhere)));
  }

  bool may_stand(const bar& b) const noexcept { return applies(b, pack_, facts_, {}) != kleene::no; }

  /// What a finding contributes, and the part of its rank that this gives.
  struct worth {
    verdict contributed;
    std::uint64_t rank;
  };

  // Looked up: which effect and which certainty it is could not be guessed.
  static const worth& worth_of(verdict effect, certainty how) noexcept {
    static constexpr auto by_effect = [] {
      constexpr auto from_worst = [](verdict v) { return std::uint64_t{verdict_count} - static_cast<unsigned>(v); };
      std::array<std::array<worth, 4>, verdict_count> table{};
      for (unsigned e = 0; e < verdict_count; ++e)
        for (const certainty c : {certainty::avoidable, certainty::possible, certainty::certain}) {
          const auto is = static_cast<verdict>(e);
          const verdict contributed = contribution(is, c);
          table[e][static_cast<unsigned>(c)] = {contributed, from_worst(contributed) << 61 | from_worst(is) << 58};
        }
      return table;
    }();
    return by_effect[static_cast<unsigned>(effect)][static_cast<unsigned>(how)];
  }

  /// Worst contribution first, then worst effect, then pack order, then entry. No two findings are equal in it.
  // One number, since which of the four decides could not be guessed. A pack has less than 2^26 bars.
  std::uint64_t rank(const finding& f) const noexcept {
    return worth_of(pack_.bars[f.bar.index()].effect, f.how).rank | std::uint64_t{f.bar.value} << 32 | f.because.entry;
  }

  void order_findings() {
    put_in_order(out_.findings, [this](const finding& f) { return rank(f); });
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
      a.by = r.before ? dates_.latest_use_of(*r.before)
                      : moment{start_of(day_of(facts_.treatment.when.first)), precision::day};
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
    bool any = false;
    for (const finding& f : out_.findings) {
      if (f.because.list != fact_list::medications || f.because.entry != entry[0].entry) continue;
      const rule_id r = pack_.bars[f.bar.index()].rule;
      const bool wants_more = !pack_.requirements.empty() && pack_.rules[r.index()].kind == rule_kind::require;
      if (wants_more) continue;
      if (!any) {
        ask.rule = r;
        if (const medication* const ordered = for_the_prescriber(entry)) {
          needs_prescriber = true;
          ask.what = ordered->substance;
        }
      }
      any = true;
      if (f.how != certainty::avoidable) continue;
      const medication* const touching = first_touching(pack_, entry, f.bar);
      action stop{action_kind::stop,
                  ask.fact,
                  (touching != nullptr ? *touching : entry[0]).substance,
                  not_understood<event_thing>,
                  r,
                  dates_.latest_use_of(pack_.bars[f.bar.index()].free_after),
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

  /// The first of an entry's substances that is.
  const medication* for_the_prescriber(std::span<const medication> entry) const noexcept {
    for (const medication& m : entry)
      if (is_for_the_prescriber(m)) return &m;
    return nullptr;
  }

  bool is_for_the_prescriber(const medication& m) const noexcept {
    if (m.substance == not_understood<substance_thing>) return false;
    if (pack_.words.substances[m.substance.index()].ask_prescriber) return true;
    for (const touch& t : pack_.substance_touches.of(m.substance))
      if (t.on(m.by) != match_strength::none && pack_.rule_of(t.bar).ask_prescriber) return true;
    return false;
  }

  moment resume_of(rule_id r) const noexcept {
    const rule& words = pack_.rules[r.index()];
    return words.kind == rule_kind::washout && words.after ? dates_.after(*words.after) : moment{};
  }

  static bool depends_on_zone(const bar& b, std::uint32_t entry) noexcept {
    return (entry != fact_pointer::whole_list) & ((b.on == subject::zone) | (b.where == place::treated));
  }

  const pack& pack_;
  const facts& facts_;
  std::span<const fired> stood_;
  decision& out_;
  treatment_dates dates_;
  verdict everywhere_;          ///< of what does not depend on the zone
  bool any_somewhere_ = false;  ///< a finding depends on the zone
};

/// Gives the reasons of an outcome. `stood` is what `evaluate` wrote; `d` is overwritten, its memory is used again.
inline void decide(const pack& p, const facts& f, const outcome& o, std::span<const fired> stood, decision& d) {
  deciding(p, f, o, stood, d).run();
}

}  // namespace clearance
