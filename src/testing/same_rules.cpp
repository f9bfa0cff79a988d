#include "same_rules.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace clearance::testing {
namespace {

class comparison {
 public:
  comparison(const pack& a, const pack& b) : a_(a), b_(b) {}

  bool run() const {
    return same_lists(a_.rules, b_.rules, [&](const rule& x, const rule& y) { return same(x, y); }) &&
           same_lists(a_.bars, b_.bars, [&](const bar& x, const bar& y) { return same(x, y); }) && same_touches() &&
           a_.session_bars == b_.session_bars && a_.patient_bars == b_.patient_bars && same_lists_of_names() &&
           a_.zones.treated == b_.zones.treated && a_.zone_exclusions == b_.zone_exclusions &&
           a_.zone_exclusion_areas == b_.zone_exclusion_areas && same_facts();
  }

 private:
  bool same_lists_of_names() const {
    return same_lists(a_.requirements, b_.requirements,
                      [](const requirement& x, const requirement& y) {
                        return x.bar == y.bar && x.list == y.list && x.before == y.before && x.valid == y.valid &&
                               x.substances == y.substances && x.events == y.events && x.substance == y.substance &&
                               x.event == y.event;
                      }) &&
           same_lists(a_.acceptances, b_.acceptances, [](const acceptance& x, const acceptance& y) {
             return x.rule == y.rule && x.substances == y.substances && x.conditions == y.conditions &&
                    x.events == y.events;
           });
  }

  template <class List, class Same>
  static bool same_lists(const List& x, const List& y, Same same) {
    return std::equal(x.begin(), x.end(), y.begin(), y.end(), same);
  }

  bool same(const rule& x, const rule& y) const {
    return x.key == y.key && x.kind == y.kind && x.before == y.before && x.after == y.after && x.valid == y.valid &&
           x.sessions.least == y.sessions.least && x.sessions.most == y.sessions.most &&
           x.ask_prescriber == y.ask_prescriber && same(x.when, y.when) && same(x.unless, y.unless);
  }

  bool same(const bar& x, const bar& y) const {
    return x.rule == y.rule && x.on == y.on && x.effect == y.effect && x.where == y.where && x.timed == y.timed &&
           x.free_after == y.free_after && x.by_use == y.by_use && x.by_status == y.by_status && x.term == y.term &&
           x.has_siblings == y.has_siblings && same(x.when, y.when) && same(x.unless, y.unless);
  }

  // Where steps stand in the program does not matter, nor do the numbers of the sets that they use.
  bool same(predicate_id x, predicate_id y) const {
    if (x == bar::none || y == bar::none) return x == y;
    return same_lists(steps_of(a_, x), steps_of(b_, y), [&](const step& s, const step& t) { return same(s, t); });
  }

  static std::span<const step> steps_of(const pack& p, predicate_id which) {
    const predicate of = p.predicates.predicates[which.index()];
    return std::span(p.predicates.steps).subspan(of.first, of.count);
  }

  bool same(const step& s, const step& t) const {
    if (s.kind != t.kind || s.owner != t.owner) return false;
    const predicate_program& p = a_.predicates;
    const predicate_program& q = b_.predicates;
    switch (s.kind) {
      case step_kind::indication: return p.condition_sets[s.slot] == q.condition_sets[t.slot];
      case step_kind::takes:
      case step_kind::has:
      case step_kind::happened:
      case step_kind::means: return s.low == t.low && s.high == t.high && same_sets(p.sets[s.slot], q.sets[t.slot]);
      case step_kind::constant_text: return text_of(p, s.low, s.high) == text_of(q, t.low, t.high);
      case step_kind::fact_choice:
      case step_kind::field_text: return s.slot == t.slot && s.high == t.high && answer(p, s.low) == answer(q, t.low);
      default: return s.slot == t.slot && s.low == t.low && s.high == t.high;
    }
  }

  bool same_sets(predicate_program::range x, predicate_program::range y) const {
    const auto of = [](const predicate_program& p, predicate_program::range r) {
      return std::span(p.meants).subspan(r.first, r.count);
    };
    return same_lists(of(a_.predicates, x), of(b_.predicates, y),
                      [](const meant& m, const meant& n) { return m.entry == n.entry && m.by_route == n.by_route; });
  }

  static std::string_view text_of(const predicate_program& p, std::int64_t first, std::int64_t count) {
    return std::string_view(p.texts).substr(static_cast<std::size_t>(first), static_cast<std::size_t>(count));
  }
  static std::string_view answer(const predicate_program& p, std::int64_t which) {
    const predicate_program::range r = p.answers[static_cast<std::size_t>(which)];
    return text_of(p, r.first, r.count);
  }

  bool same_touches() const {
    const vocabulary& words = a_.words;
    return same_touches<substance_thing>(a_.substance_touches, b_.substance_touches, words.substances.size(),
                                         [&](std::size_t e) { return bits_that_count(words.substances[e].routes); }) &&
           same_touches<condition_thing>(a_.condition_touches, b_.condition_touches, words.conditions.size(),
                                         any_bits) &&
           same_touches<event_thing>(a_.event_touches, b_.event_touches, words.events.size(), any_bits) &&
           same_touches<zone_thing>(a_.zone_touches, b_.zone_touches, words.zones.size(), any_bits);
  }

  /// What touches an entry by some route that it can have: the bar, and how surely by each route.
  static std::vector<std::pair<std::uint32_t, int>> touching(std::span<const touch> touches, std::uint16_t counts) {
    std::vector<std::pair<std::uint32_t, int>> out;
    for (const touch& t : touches)
      if ((t.by_route & counts) != 0) out.emplace_back(t.bar.value, t.by_route & counts);
    return out;
  }

  template <class Thing, class Bits>
  static bool same_touches(const touch_index& x, const touch_index& y, std::size_t entries, Bits bits) {
    for (std::uint32_t e = 0; e < entries; ++e) {
      const std::uint16_t counts = bits(e);
      if (touching(x.of(id<Thing>{e}), counts) != touching(y.of(id<Thing>{e}), counts)) return false;
    }
    return true;
  }

  static std::uint16_t any_bits(std::size_t) noexcept { return 0xffff; }

  bool same_facts() const {
    const auto same = [](const fact_declaration& x, const fact_declaration& y) {
      return x.key == y.key && x.from == y.from;
    };
    return same_lists(a_.treatment_facts, b_.treatment_facts, same) &&
           same_lists(a_.medication_facts, b_.medication_facts, same) &&
           same_lists(a_.condition_facts, b_.condition_facts, same) &&
           same_lists(a_.event_facts, b_.event_facts, same) && same_lists(a_.patient_facts, b_.patient_facts, same);
  }

  const pack& a_;
  const pack& b_;
};

}  // namespace

std::uint16_t bits_that_count(std::uint8_t routes) noexcept {
  if (routes == 0) return 0xffff;
  std::uint16_t bits = 3;
  for (unsigned r = 1; r < route_count; ++r)
    if (routes >> r & 1) bits = static_cast<std::uint16_t>(bits | 3u << (2 * r));
  return bits;
}

bool same_rules(const pack& a, const pack& b) { return comparison(a, b).run(); }

}  // namespace clearance::testing
