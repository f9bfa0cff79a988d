#pragma once
#include <clearance/bar.hpp>
#include <clearance/bar_tests.hpp>
#include <clearance/batch/columns.hpp>
#include <clearance/batch/entry_table.hpp>
#include <clearance/batch/plain_touch.hpp>
#include <clearance/batch/voices.hpp>
#include <clearance/facts.hpp>
#include <clearance/pack.hpp>
#include <clearance/predicate.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

/// From a pack to the tables of a batch, by the tests that evaluation asks of each entry: rules are not written a
/// second time.
namespace clearance {

class entry_table_builder {
 public:
  /// `odd`: by id, entries that are not plain whatever meets them.
  entry_table_builder(const pack& p, subject list, std::vector<bool> odd)
      : pack_(p), list_(list), is_odd_(std::move(odd)) {}

  /// Once.
  entry_table run() {
    switch (list_) {
      case subject::zone: build(pack_.words.zones.size(), 1, {}); break;
      case subject::medication: build(pack_.words.substances.size(), 3 * route_count, pack_.medication_facts); break;
      case subject::condition: build(pack_.words.conditions.size(), 4, pack_.condition_facts); break;
      case subject::session: build(0, 1, pack_.treatment_facts); break;
      case subject::event:
      case subject::patient: break;
    }
    return std::move(table_);
  }

 private:
  static constexpr std::size_t most_keys = 1u << 22;
  static constexpr std::size_t most_digits = 256;
  static constexpr std::size_t most_choices = 100;  ///< so that a value fits 8 bits

  void build(std::size_t id_count, std::uint32_t state_count, const std::vector<fact_declaration>& entry_facts) {
    table_.ids = static_cast<std::uint32_t>(id_count);
    table_.states = state_count;
    find_facts(entry_facts);
    std::size_t digits = 1;
    for (const tested_fact& f : table_.facts) digits *= f.values + 1;
    // Narrow columns cannot tell a last id from what was not understood.
    if (id_count >= narrow_not_understood || digits * table_.states * (id_count + 1) > most_keys) return;
    table_.keys.resize(digits * table_.states * (id_count + 1));
    table_.voice = byte_table(id_count);
    for (std::size_t d = 0; d < digits; ++d)
      for (std::uint32_t s = 0; s < table_.states; ++s) fill(d, s);
  }

  // ---- which facts ----

  template <class Visit>
  void for_each_bar(Visit visit) const {
    const auto visit_all = [&](const touch_index& index, auto first) {
      for (std::uint32_t i = 0; i < table_.ids; ++i) {
        first.value = i;
        for (const touch& t : index.of(first)) visit(t.bar);
      }
    };
    switch (list_) {
      case subject::zone: return visit_all(pack_.zone_touches, zone_id{});
      case subject::medication: return visit_all(pack_.substance_touches, substance_id{});
      case subject::condition: return visit_all(pack_.condition_touches, condition_id{});
      case subject::session:
        for (const bar_id b : pack_.session_bars) visit(b);
        return;
      case subject::event:
      case subject::patient: return;
    }
  }

  void find_facts(const std::vector<fact_declaration>& entry_facts) {
    is_plain_bar_.resize(pack_.bars.size());
    std::vector<bool> is_seen(pack_.bars.size());
    for_each_bar([&](bar_id id) {
      if (is_seen[id.index()]) return;
      is_seen[id.index()] = true;
      const bar& b = pack_.bars[id.index()];
      std::vector<tested_fact> more = table_.facts;
      if (!is_plain(b) || !add_tested(b.when, entry_facts, more) || !add_tested(b.unless, entry_facts, more)) return;
      std::size_t then = 1;
      for (const tested_fact& f : more) then *= f.values + 1;
      if (then > most_digits) return;
      table_.facts = std::move(more);
      is_plain_bar_[id.index()] = true;
    });
  }

  /// But for what its `when` and `unless` test.
  bool is_plain(const bar& b) const noexcept {
    const bool may_be_timed = list_ == subject::medication || list_ == subject::session;
    // A zone that is left out for some patients only changes what is treated.
    const bool may_be_placed = list_ == subject::condition && pack_.zone_exclusions.empty();
    return b.on == list_ && !b.dated && b.term == condition_term::none && (may_be_timed || !b.timed) &&
           (may_be_placed || b.where == place::anywhere) && (b.timed ? is_short(b.free_after) : true);
  }
  static bool is_short(window w) noexcept {
    return w.count >= 0 && (w.unit != window_unit::months || w.count <= UINT16_MAX);
  }

  bool add_tested(predicate_id which, const std::vector<fact_declaration>& entry_facts,
                  std::vector<tested_fact>& facts) const {
    if (which == bar::none) return true;
    const predicate& of = pack_.predicates.predicates[which.index()];
    for (const step& s : std::span(pack_.predicates.steps).subspan(of.first, of.count)) {
      if (s.kind == step_kind::both || s.kind == step_kind::either || s.kind == step_kind::negate) continue;
      if (!is_about_a_fact(s.kind)) return false;
      if (s.owner != fact_owner::treatment && s.owner != fact_owner::entry) return false;
      const auto& declared = s.owner == fact_owner::treatment ? pack_.treatment_facts : entry_facts;
      // A zone has no facts of its own: none of them is ever known.
      if (s.slot >= declared.size()) {
        if (s.owner == fact_owner::entry) continue;
        return false;
      }
      const fact_declaration& d = declared[s.slot];
      if (d.answer != answer_kind::yes_no && d.answer != answer_kind::choice) return false;
      const std::size_t values = d.answer == answer_kind::yes_no ? 2 : d.choices.size();
      if (values > most_choices) return false;
      const tested_fact f{s.owner, s.slot, static_cast<std::uint32_t>(values)};
      if (std::find(facts.begin(), facts.end(), f) == facts.end()) facts.push_back(f);
    }
    return true;
  }

  // ---- what each key meets ----

  void fill(std::size_t digits, std::uint32_t state) {
    clearance::facts f;
    std::vector<fact_value> treatment(pack_.treatment_facts.size());
    std::vector<fact_value> entry(pack_.treatment_facts.size() + pack_.medication_facts.size() +
                                  pack_.condition_facts.size());
    std::size_t rest = digits;
    for (std::size_t i = table_.facts.size(); i-- > 0;) {
      const std::size_t digit = rest % (table_.facts[i].values + 1);
      rest /= table_.facts[i].values + 1;
      if (digit > 0)
        (table_.facts[i].owner == fact_owner::treatment ? treatment : entry)[table_.facts[i].slot].raw =
            static_cast<std::int64_t>(digit) - 1;
    }
    f.treatment_values = treatment;
    for (std::uint32_t i = 0; i < table_.ids || (list_ == subject::session && i == 0); ++i) {
      meeting m;
      m.is_plain = i >= is_odd_.size() || !is_odd_[i];
      const auto truth = [&](predicate_id which, kleene without) {
        return which == bar::none ? without : evaluate(which, pack_.predicates, pack_.zones, f, entry);
      };
      for_each_touch(i, state, [&](bar_id id, bar_tests asked) {
        if (asked.match == match_strength::none || asked.truth() == kleene::no) return;
        const bar& b = pack_.bars[id.index()];
        if (!is_plain_bar_[id.index()]) {
          m.is_plain = false;
          return;
        }
        asked.when = truth(b.when, kleene::yes);
        asked.unless = truth(b.unless, kleene::no);
        const kleene stands = asked.truth();
        if (stands == kleene::no) return;
        m.meet(pack_, id, stands == kleene::unknown || asked.match != match_strength::sure);
      });
      std::uint16_t& key = table_.keys[(digits * table_.states + state) * (table_.ids + 1) + i];
      key = key_of(m, is_ongoing(state));
      table_.voice[i] = louder(table_.voice[i], state, reach_of(key));
    }
  }

  /// `visit(bar, tests)`, the tests but for the predicates.
  template <class Visit>
  void for_each_touch(std::uint32_t i, std::uint32_t state, Visit visit) const {
    switch (list_) {
      case subject::zone:
        for (const touch& t : pack_.zone_touches.of(zone_id{i})) visit(t.bar, bar_tests{});
        return;
      case subject::medication:
        for (const touch& t : pack_.substance_touches.of(substance_id{i}))
          visit(t.bar,
                bar_tests{t.on(static_cast<route>(state % route_count)), t.on(static_cast<use>(state / route_count))});
        return;
      case subject::condition:
        for (const touch& t : pack_.condition_touches.of(condition_id{i})) {
          bar_tests asked{t.on(route::unknown)};
          asked.status = t.on(static_cast<status>(state));
          visit(t.bar, asked);
        }
        return;
      case subject::session:
        for (const bar_id b : pack_.session_bars) visit(b, bar_tests{});
        return;
      case subject::event:
      case subject::patient: return;
    }
  }

  bool is_ongoing(std::uint32_t state) const noexcept {
    return list_ == subject::medication && static_cast<use>(state / route_count) == use::ongoing;
  }

  /// What one key meets, as it is found.
  struct meeting {
    std::vector<std::pair<bar_id, bool>> bars;  ///< and whether in doubt
    bool is_plain = true;

    void meet(const pack& p, bar_id id, bool in_doubt) {
      const bar& b = p.bars[id.index()];
      for (const auto& [other, doubt] : bars) {  // two that meet in one finding
        const bar& o = p.bars[other.index()];
        is_plain = is_plain && !(o.rule == b.rule && o.effect == b.effect);
      }
      bars.emplace_back(id, in_doubt);
      is_plain = is_plain && bars.size() <= key_touches::most;
    }
  };

  std::uint16_t key_of(const meeting& m, bool ongoing) {
    if (!m.is_plain) return entry_table::not_plain;
    key_touches all;
    for (const auto& [id, in_doubt] : m.bars) {
      const auto [at, is_new] = numbers_.try_emplace({id.value, in_doubt, ongoing}, table_.touches.size());
      if (is_new) table_.touches.push_back(plain_touch::of(id, pack_.bars[id.index()], in_doubt, ongoing));
      if (at->second >= entry_table::first_of_several) return entry_table::not_plain;
      all.touches[all.count++] = static_cast<std::uint16_t>(at->second);
    }
    if (all.count <= 1) return all.touches[0];
    const auto [at, is_new] = numbers_of_several_.try_emplace(all, table_.several.size());
    if (is_new) table_.several.push_back(all);
    return at->second < std::size_t{entry_table::not_plain} - entry_table::first_of_several
               ? static_cast<std::uint16_t>(entry_table::first_of_several + at->second)
               : entry_table::not_plain;
  }

  /// `heard`: an id's voice in other states; then in this one as well.
  std::uint8_t louder(std::uint8_t heard, std::uint32_t state, std::int32_t reach) const noexcept {
    if (list_ == subject::medication || list_ == subject::session)
      return std::max(heard, voices::of_reach(reach, is_ongoing(state)));
    return reach == plain_touch::nothing ? heard : static_cast<std::uint8_t>(heard | voices::in_state(state));
  }

  std::int32_t reach_of(std::uint16_t key) const noexcept {
    if (key == entry_table::not_plain) return plain_touch::always;
    if (key == 0) return plain_touch::nothing;
    std::int32_t farthest = plain_touch::nothing;
    for (const std::uint16_t t : table_.touches_of(key)) farthest = std::max(farthest, table_.touches[t].reach());
    return farthest;
  }

  const pack& pack_;
  subject list_;
  std::vector<bool> is_odd_;
  std::vector<bool> is_plain_bar_;
  std::map<std::tuple<std::uint32_t, bool, bool>, std::size_t> numbers_;
  std::map<key_touches, std::size_t> numbers_of_several_;
  entry_table table_;
};

/// Of a list of intakes; not usable where that would take too much memory.
inline entry_table entry_table_of(const pack& p, subject list, std::vector<bool> odd = {}) {
  return entry_table_builder(p, list, std::move(odd)).run();
}

}  // namespace clearance
