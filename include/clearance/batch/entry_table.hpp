#pragma once
#include <clearance/bar.hpp>
#include <clearance/bar_tests.hpp>
#include <clearance/batch/byte_lookup.hpp>
#include <clearance/batch/columns.hpp>
#include <clearance/batch/plain_touch.hpp>
#include <clearance/batch/voices.hpp>
#include <clearance/facts.hpp>
#include <clearance/pack.hpp>
#include <clearance/predicate.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

/// Which bars meet an entry, for every state that it may be in: found once for each pack, by the tests that evaluation
/// asks of each entry. Rules are not written a second time.
namespace clearance {

/// A yes-no or a choice that some bar of the list tests, as a digit of the entry's key.
struct tested_fact {
  fact_owner owner = fact_owner::treatment;  ///< or entry
  std::uint32_t slot = 0;
  std::uint32_t values = 0;  ///< known ones; the digit 0 is `not known`
  friend constexpr bool operator==(const tested_fact& a, const tested_fact& b) noexcept {
    return a.owner == b.owner && a.slot == b.slot;
  }
};

/// Several touches of one key: positions in `entry_table::touches`.
struct key_touches {
  static constexpr std::size_t most = 3;

  std::array<std::uint16_t, most> touches{};
  std::uint16_t count = 0;
  friend constexpr bool operator<(const key_touches& a, const key_touches& b) noexcept {
    return std::tie(a.count, a.touches) < std::tie(b.count, b.touches);
  }
};

/// Of one list of intakes: zones, medications, conditions or sessions.
///
///     key = ((digits of tested facts) * states + state) * (ids + 1) + id          the last id: not understood
class entry_table {
 public:
  std::uint32_t ids = 0;
  std::uint32_t states = 1;  ///< of a medicine: `use` and `route`; of a condition: `status`
  std::vector<tested_fact> facts;
  /// By key: a position in `touches`, the first of which says nothing; from `first_of_several` on in `several`; or
  /// `not_plain`: these intakes are evaluated one by one.
  std::vector<std::uint16_t> keys;
  std::vector<key_touches> several;
  byte_table voice;  ///< by id: where it may be heard, whatever its facts; see `voices`
  std::vector<plain_touch> touches = {plain_touch{}};

  static constexpr std::uint16_t first_of_several = 0x8000;
  static constexpr std::uint16_t not_plain = 0xffff;

  static constexpr std::uint32_t state_of(use u, route r) noexcept {
    return static_cast<std::uint32_t>(u) * route_count + static_cast<std::uint32_t>(r);
  }

  entry_table() = default;
  /// `odd`: by id, entries that are not plain whatever meets them.
  entry_table(const pack& p, subject list, std::vector<bool> odd = {}) : list_(list), is_odd_(std::move(odd)) {
    switch (list) {
      case subject::zone: build(p, p.words.zones.size(), 1, {}); return;
      case subject::medication: build(p, p.words.substances.size(), 3 * route_count, p.medication_facts); return;
      case subject::condition: build(p, p.words.conditions.size(), 4, p.condition_facts); return;
      case subject::session: build(p, 0, 1, p.treatment_facts); return;
      case subject::event:
      case subject::patient: return;
    }
  }

  /// Of a key that is plain.
  std::span<const std::uint16_t> touches_of(std::uint16_t&&) const = delete;  // it may be the key itself
  std::span<const std::uint16_t> touches_of(const std::uint16_t& key) const noexcept {
    if (key < first_of_several) return {&key, 1};
    const key_touches& all = several[key - first_of_several];
    return std::span(all.touches).first(all.count);
  }

  /// Is anything plain to be found here?
  bool is_usable() const noexcept { return !keys.empty(); }

 private:
  static constexpr std::size_t most_keys = 1u << 22;
  static constexpr std::size_t most_digits = 256;
  static constexpr std::size_t most_choices = 100;  ///< so that a value fits 8 bits

  void build(const pack& p, std::size_t id_count, std::uint32_t state_count,
             const std::vector<fact_declaration>& entry_facts) {
    ids = static_cast<std::uint32_t>(id_count);
    states = state_count;
    find_facts(p, entry_facts);
    std::size_t digits = 1;
    for (const tested_fact& f : facts) digits *= f.values + 1;
    // Narrow columns cannot tell a last id from what was not understood.
    if (id_count >= narrow_not_understood || digits * states * (id_count + 1) > most_keys) return;
    keys.resize(digits * states * (id_count + 1));
    voice = byte_table(id_count);
    for (std::size_t d = 0; d < digits; ++d)
      for (std::uint32_t s = 0; s < states; ++s) fill(p, d, s);
  }

  // ---- which facts ----

  template <class Visit>
  void for_each_bar(const pack& p, Visit visit) const {
    const auto visit_all = [&](const touch_index& index, auto first) {
      for (std::uint32_t i = 0; i < ids; ++i) {
        first.value = i;
        for (const touch& t : index.of(first)) visit(t.bar);
      }
    };
    switch (list_) {
      case subject::zone: return visit_all(p.zone_touches, zone_id{});
      case subject::medication: return visit_all(p.substance_touches, substance_id{});
      case subject::condition: return visit_all(p.condition_touches, condition_id{});
      case subject::session:
        for (const bar_id b : p.session_bars) visit(b);
        return;
      case subject::event:
      case subject::patient: return;
    }
  }

  void find_facts(const pack& p, const std::vector<fact_declaration>& entry_facts) {
    is_plain_bar_.resize(p.bars.size());
    std::size_t digits = 1;
    std::vector<bool> is_seen(p.bars.size());
    for_each_bar(p, [&](bar_id id) {
      if (is_seen[id.index()]) return;
      is_seen[id.index()] = true;
      const bar& b = p.bars[id.index()];
      std::vector<tested_fact> more = facts;
      if (!is_plain(p, b) || !add_tested(p, b.when, entry_facts, more) || !add_tested(p, b.unless, entry_facts, more))
        return;
      std::size_t then = 1;
      for (const tested_fact& f : more) then *= f.values + 1;
      if (then > most_digits) return;
      digits = then;
      facts = std::move(more);
      is_plain_bar_[id.index()] = true;
    });
  }

  /// But for what its `when` and `unless` test.
  bool is_plain(const pack& p, const bar& b) const noexcept {
    const bool may_be_timed = list_ == subject::medication || list_ == subject::session;
    // A zone that is left out for some patients only changes what is treated.
    const bool may_be_placed = list_ == subject::condition && p.zone_exclusions.empty();
    return b.on == list_ && !b.dated && b.term == condition_term::none && (may_be_timed || !b.timed) &&
           (may_be_placed || b.where == place::anywhere) && (b.timed ? is_short(b.free_after) : true);
  }
  static bool is_short(window w) noexcept {
    return w.count >= 0 && (w.unit != window_unit::months || w.count <= UINT16_MAX);
  }

  static bool add_tested(const pack& p, predicate_id which, const std::vector<fact_declaration>& entry_facts,
                         std::vector<tested_fact>& facts) {
    if (which == bar::none) return true;
    const predicate& of = p.predicates.predicates[which.index()];
    for (const step& s : std::span(p.predicates.steps).subspan(of.first, of.count)) {
      if (s.kind == step_kind::both || s.kind == step_kind::either || s.kind == step_kind::negate) continue;
      if (!is_about_a_fact(s.kind)) return false;
      if (s.owner != fact_owner::treatment && s.owner != fact_owner::entry) return false;
      const auto& declared = s.owner == fact_owner::treatment ? p.treatment_facts : entry_facts;
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

  void fill(const pack& p, std::size_t digits, std::uint32_t state) {
    clearance::facts f;
    std::vector<fact_value> treatment(p.treatment_facts.size());
    std::vector<fact_value> entry(p.treatment_facts.size() + p.medication_facts.size() + p.condition_facts.size());
    std::size_t rest = digits;
    for (std::size_t i = facts.size(); i-- > 0;) {
      const std::size_t digit = rest % (facts[i].values + 1);
      rest /= facts[i].values + 1;
      if (digit > 0)
        (facts[i].owner == fact_owner::treatment ? treatment : entry)[facts[i].slot].raw =
            static_cast<std::int64_t>(digit) - 1;
    }
    f.treatment_values = treatment;
    for (std::uint32_t i = 0; i < ids || (list_ == subject::session && i == 0); ++i) {
      meeting m;
      m.is_plain = i >= is_odd_.size() || !is_odd_[i];
      const auto truth = [&](predicate_id which, kleene without) {
        return which == bar::none ? without : evaluate(which, p.predicates, p.zones, f, entry);
      };
      for_each_touch(p, i, state, [&](bar_id id, bar_tests asked) {
        if (asked.match == match_strength::none || asked.truth() == kleene::no) return;
        const bar& b = p.bars[id.index()];
        if (!is_plain_bar_[id.index()]) {
          m.is_plain = false;
          return;
        }
        asked.when = truth(b.when, kleene::yes);
        asked.unless = truth(b.unless, kleene::no);
        const kleene stands = asked.truth();
        if (stands == kleene::no) return;
        m.meet(p, id, stands == kleene::unknown || asked.match != match_strength::sure);
      });
      std::uint16_t& key = keys[(digits * states + state) * (ids + 1) + i];
      key = key_of(p, m, is_ongoing(state));
      voice[i] = louder(voice[i], state, reach_of(key));
    }
  }

  /// `visit(bar, tests)`, the tests but for the predicates.
  template <class Visit>
  void for_each_touch(const pack& p, std::uint32_t i, std::uint32_t state, Visit visit) const {
    switch (list_) {
      case subject::zone:
        for (const touch& t : p.zone_touches.of(zone_id{i})) visit(t.bar, bar_tests{});
        return;
      case subject::medication:
        for (const touch& t : p.substance_touches.of(substance_id{i}))
          visit(t.bar,
                bar_tests{t.on(static_cast<route>(state % route_count)), t.on(static_cast<use>(state / route_count))});
        return;
      case subject::condition:
        for (const touch& t : p.condition_touches.of(condition_id{i})) {
          bar_tests asked{t.on(route::unknown)};
          asked.status = t.on(static_cast<status>(state));
          visit(t.bar, asked);
        }
        return;
      case subject::session:
        for (const bar_id b : p.session_bars) visit(b, bar_tests{});
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

  std::uint16_t key_of(const pack& p, const meeting& m, bool ongoing) {
    if (!m.is_plain) return not_plain;
    key_touches all;
    for (const auto& [id, in_doubt] : m.bars) {
      const auto [at, is_new] = numbers_.try_emplace({id.value, in_doubt, ongoing}, touches.size());
      if (is_new) touches.push_back(plain_touch::of(id, p.bars[id.index()], in_doubt, ongoing));
      if (at->second >= first_of_several) return not_plain;
      all.touches[all.count++] = static_cast<std::uint16_t>(at->second);
    }
    if (all.count <= 1) return all.touches[0];
    const auto [at, is_new] = numbers_of_several_.try_emplace(all, several.size());
    if (is_new) several.push_back(all);
    return at->second < std::size_t{not_plain} - first_of_several
               ? static_cast<std::uint16_t>(first_of_several + at->second)
               : not_plain;
  }

  /// `heard`: an id's voice in other states; then in this one as well.
  std::uint8_t louder(std::uint8_t heard, std::uint32_t state, std::int32_t reach) const noexcept {
    if (list_ == subject::medication || list_ == subject::session)
      return std::max(heard, voices::of_reach(reach, is_ongoing(state)));
    return reach == plain_touch::nothing ? heard : static_cast<std::uint8_t>(heard | voices::in_state(state));
  }

  std::int32_t reach_of(std::uint16_t key) const noexcept {
    if (key == not_plain) return plain_touch::always;
    if (key == 0) return plain_touch::nothing;
    std::int32_t farthest = plain_touch::nothing;
    for (const std::uint16_t t : touches_of(key)) farthest = std::max(farthest, touches[t].reach());
    return farthest;
  }

  subject list_ = subject::zone;
  std::vector<bool> is_odd_;
  std::vector<bool> is_plain_bar_;
  std::map<std::tuple<std::uint32_t, bool, bool>, std::size_t> numbers_;
  std::map<key_touches, std::size_t> numbers_of_several_;
};

}  // namespace clearance
