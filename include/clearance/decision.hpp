#pragma once
#include <clearance/bar.hpp>
#include <clearance/fact_pointer.hpp>
#include <clearance/ids.hpp>
#include <clearance/outcome.hpp>
#include <clearance/time/period.hpp>
#include <clearance/verdict.hpp>

#include <cstdint>
#include <iterator>
#include <span>
#include <vector>

/// A decision with its reasons, typed: ids, dates and pointers. Words are made of it elsewhere.
namespace clearance {

/// A day or a minute, in the treatment's precision.
struct moment {
  minute_time at = never;
  precision written = precision::day;
  constexpr bool is_known() const noexcept { return at != never; }
};

/// The entry that a bar on `subject` looks at.
constexpr fact_pointer pointer_of(subject on, std::uint32_t entry) noexcept {
  constexpr fact_list by_subject[] = {fact_list::medications, fact_list::conditions, fact_list::sessions,
                                      fact_list::treatment,   fact_list::events,     fact_list::answers};
  static_assert(subject::medication < subject::condition && subject::condition < subject::session &&
                subject::session < subject::zone && subject::zone < subject::event &&
                subject::event < subject::patient && std::size(by_subject) == subject_count);
  return {by_subject[static_cast<unsigned>(on)], on == subject::zone ? fact_field::zones : fact_field::whole, entry};
}

struct finding {
  bar_id bar;
  certainty how = certainty::certain;
  moment until;
  fact_pointer because;
};

enum class action_kind : std::uint8_t { stop, ask_prescriber, arrange };

struct action {
  action_kind does = action_kind::stop;
  fact_pointer fact;
  substance_id what;  ///< of an event that is to be arranged: `not_understood`
  event_id event = not_understood<event_thing>;
  rule_id rule;
  moment last_use_by;
  moment resume_from;
  moment by;  ///< the last day, or minute, to arrange it
};

/// A rule waits for a fact.
struct need {
  fact_pointer fact;
  rule_id rule;
  std::uint32_t turn = 0;  ///< how many needs the findings had before
  verdict effect = verdict::clear;
  bool wants_time = false;  ///< a day is known, the time of day decides
};

/// A fact that is not known, and what hangs on it.
// The rules are a range of `decision::needs`: a vector in each would allocate for each intake anew.
struct missing_fact {
  fact_pointer fact;
  std::uint32_t first_need = 0;
  std::uint32_t need_count = 0;
  std::uint32_t turn = 0;          ///< that of its earliest need
  verdict worst = verdict::clear;  ///< the worst effect that it may decide
  bool wants_time = false;
};

struct zone_verdict {
  zone_id where;
  verdict is = verdict::clear;
};

struct advice {
  rule_id rule;
  moment from;
  moment until;
};

struct decision {
  outcome result;
  std::vector<finding> findings;
  std::vector<action> actions;
  std::vector<missing_fact> missing;
  std::vector<need> needs;  ///< by fact, then in pack order; read them with `needs_of`
  std::vector<zone_verdict> zones;
  std::vector<advice> advised;

  /// The rules that wait for a missing fact, each once, in pack order.
  std::span<const need> needs_of(const missing_fact& m) const noexcept {
    return std::span(needs).subspan(m.first_need, m.need_count);
  }

  void clear() {
    result = {};
    findings.clear();
    actions.clear();
    missing.clear();
    needs.clear();
    zones.clear();
    advised.clear();
  }
};

}  // namespace clearance
