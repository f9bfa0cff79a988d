#include "coverage.hpp"

#include "compare_case.hpp"

#include <clearance/evaluate.hpp>
#include <clearance/io/screener.hpp>
#include <clearance/time/text.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace clearance::testing {
namespace {

constexpr kleene every_outcome[] = {kleene::yes, kleene::no, kleene::unknown};

/// A window whose end a case knows, so that another date of the same case would stand on another edge.
struct known_end {
  rule_id rule;
  window passes;
  std::string case_name;
  period free;
  date today;
};

class edge_list {
 public:
  explicit edge_list(const pack& p) : pack_(p) {
    for (std::uint32_t r = 0; r < p.rules.size(); ++r)
      if (p.rules[r].kind != rule_kind::uncovered) list({r});
  }

  void meet(rule_id rule, edge_of of, kleene outcome) {
    for (edge& e : of_rule(rule))
      if (e.of == of && e.outcome == outcome) e.is_met = true;
  }
  void meet_window(rule_id rule, window passes, int side) {
    for (edge& e : of_rule(rule))
      if (e.of == edge_of::window && e.passes == passes && e.side == side) e.is_met = true;
  }
  bool is_only_advice(rule_id rule) const {
    return std::none_of(pack_.bars.begin(), pack_.bars.end(), [&](const bar& b) { return b.rule == rule; });
  }

  std::vector<edge> take() { return std::move(edges_); }
  std::vector<edge>& all() noexcept { return edges_; }

 private:
  std::span<edge> of_rule(rule_id r) {
    if (r.index() >= first_.size()) return {};  // the built-in rule
    const std::size_t end = r.index() + 1 < first_.size() ? first_[r.index() + 1] : edges_.size();
    return std::span(edges_).subspan(first_[r.index()], end - first_[r.index()]);
  }

  void list(rule_id id) {
    first_.push_back(edges_.size());
    const rule& r = pack_.rules[id.index()];
    add({id, edge_of::rule});
    for (std::uint32_t b = 0; b < pack_.bars.size(); ++b)
      if (pack_.bars[b].rule == id) list_bar(id, {b}, pack_.bars[b]);
    if (is_only_advice(id)) list_tests(id, r.when, bar::none);
    // What a prescriber ordered is told without dates.
    const bool has_upper_end = r.after && r.before != r.after && !r.ask_prescriber;
    if (r.kind == rule_kind::course || r.kind == rule_kind::aftercare || has_upper_end) add({id, edge_of::advice});
  }

  void list_bar(rule_id id, bar_id place, const bar& b) {
    if (b.timed)
      for (const int side : {-1, 0, 1}) add({id, edge_of::window, b.free_after, side});
    list_tests(id, b.when, b.unless);
    if (b.on == subject::condition) list_truths(id, edge_of::status, b.by_status, 4);
    if (b.where == place::treated) list_outcomes(id, edge_of::where);
    if (b.on != subject::medication) return;
    if (!b.timed) list_truths(id, edge_of::still_taken, b.by_use, 3);
    if (asks_for_the_route(place)) list_outcomes(id, edge_of::route);
  }

  void list_tests(rule_id id, predicate_id when, predicate_id unless) {
    if (when != bar::none) list_outcomes(id, edge_of::when);
    if (unless != bar::none) list_outcomes(id, edge_of::unless);
  }

  void list_outcomes(rule_id id, edge_of of) {
    for (const kleene outcome : every_outcome) add({id, of, {}, 0, outcome});
  }

  /// Where all states give the same there is no edge.
  void list_truths(rule_id id, edge_of of, std::uint8_t truths, unsigned count) {
    const auto has = [&](kleene outcome) {
      for (unsigned i = 0; i < count; ++i)
        if (truth_in(truths, i) == outcome) return true;
      return false;
    };
    if (std::count_if(std::begin(every_outcome), std::end(every_outcome), has) < 2) return;
    for (const kleene outcome : every_outcome)
      if (has(outcome)) add({id, of, {}, 0, outcome});
  }

  bool asks_for_the_route(bar_id b) const {
    for (std::uint32_t s = 0; s < pack_.words.substances.size(); ++s)
      for (const touch& t : pack_.substance_touches.of(substance_id{s}))
        if (t.bar == b && t.on(route::unknown) == match_strength::unrouted) return true;
    return false;
  }

  /// Once: a rule may be lowered into several bars.
  void add(const edge& e) {
    for (std::size_t i = first_.back(); i < edges_.size(); ++i) {
      const edge& old = edges_[i];
      if (old.of == e.of && old.passes == e.passes && old.side == e.side && old.outcome == e.outcome) return;
    }
    edges_.push_back(e);
  }

  const pack& pack_;
  std::vector<edge> edges_;
  std::vector<std::size_t> first_;  ///< of each rule
};

/// On which side of a window's end a treatment stands; nothing where it is neither at it nor beside it.
std::optional<int> side_of(const planned_treatment& t, const period& free, window w) {
  if (!t.has_date || free.last == never || free.first == distant_past) return std::nullopt;
  if (w.unit != window_unit::minutes) {
    // A last use in some month has no one edge.
    if (free.first != free.last) return std::nullopt;
    const int days = day_of(t.when.first).days - day_of(free.last).days;
    return days >= -1 && days <= 1 ? std::optional<int>(days) : std::nullopt;
  }
  // Of what is known by the day, the day that the hours decide is at the edge.
  const std::int32_t step = t.written == precision::minute ? 1 : minutes_a_day;
  const auto passed = [&](int steps) {
    const std::int32_t by = steps * step;
    return at_or_after({{t.when.first.minutes + by}, {t.when.last.minutes + by}}, free);
  };
  switch (passed(0)) {
    case kleene::unknown: return 0;
    case kleene::no: return passed(1) == kleene::no ? std::nullopt : std::optional<int>(-1);
    case kleene::yes: break;
  }
  if (passed(-1) == kleene::no) return 0;
  if (passed(-1) == kleene::unknown || passed(-2) == kleene::no) return 1;
  return std::nullopt;
}

/// Meets the edges that a case stands on.
class meeting {
 public:
  static constexpr bool watching = true;

  meeting(const pack& p, edge_list& edges, std::vector<known_end>& ends) : pack_(p), edges_(edges), ends_(ends) {}

  void watch(const pack_case& c, const facts& f) {
    case_ = &c;
    facts_ = &f;
    std::array<fired, 1> nowhere;
    evaluate(pack_, f, nowhere, *this);
  }

  void looked(const look& l) noexcept {
    const bar& b = pack_.bars[l.bar.index()];
    if (l.in_error) return;
    if (l.stands) edges_.meet(b.rule, edge_of::rule, kleene::yes);
    const std::array<kleene, tests> truths = truths_of(l);
    // What is not taken any more passes with time, by a bar of its own, which asks no question.
    for (unsigned t = b.timed ? test_route : test_use; t < tests; ++t)
      if (others_hold(truths, t)) edges_.meet(b.rule, what_tests[t], t == test_unless ? !truths[t] : truths[t]);
    if (b.timed && others_hold(truths, tests)) meet_window(b, l.free);
  }

 private:
  enum : unsigned { test_use, test_route, test_status, test_where, test_when, test_unless, tests };
  static constexpr edge_of what_tests[tests] = {edge_of::still_taken, edge_of::route, edge_of::status,
                                                edge_of::where,       edge_of::when,  edge_of::unless};

  /// As they weigh: an exception that is not known to hold does not lift.
  static std::array<kleene, tests> truths_of(const look& l) noexcept {
    const kleene by_route = l.tests.match == match_strength::none       ? kleene::no
                            : l.tests.match == match_strength::unrouted ? kleene::unknown
                                                                  : kleene::yes;
    return {l.tests.use, by_route, l.tests.status, l.tests.place, l.tests.when, !l.tests.unless};
  }

  /// Only then does it decide.
  static bool others_hold(const std::array<kleene, tests>& truths, unsigned but) noexcept {
    for (unsigned t = 0; t < tests; ++t)
      if (t != but && truths[t] == kleene::no) return false;
    return true;
  }

  void meet_window(const bar& b, const period& free) {
    const planned_treatment& t = facts_->treatment;
    if (const auto side = side_of(t, free, b.free_after)) edges_.meet_window(b.rule, b.free_after, *side);
    const bool is_one_day = free.last != never && free.first != distant_past && day_of(free.first) == day_of(free.last);
    if (is_one_day && facts_->has_today)
      ends_.push_back({b.rule, b.free_after, case_->name.substr(0, case_->name.find(' ')), free, facts_->today});
  }

  const pack& pack_;
  edge_list& edges_;
  std::vector<known_end>& ends_;
  const pack_case* case_ = nullptr;
  const facts* facts_ = nullptr;
};

void meet_advice(const loaded_pack& p, const pack_case& c, const decision& d, const facts& f, edge_list& edges) {
  const pack& rules = *p.usable;
  for (const advice& a : d.advised)
    if (edges.is_only_advice(a.rule)) edges.meet(a.rule, edge_of::rule, kleene::yes);
  if (d.result.decided <= verdict::incomplete)
    for (const rule_id id : rules.advising)
      if (rules.rules[id.index()].when != bar::none && edges.is_only_advice(id))
        edges.meet(id, edge_of::when, evaluate(rules.rules[id.index()].when, rules.predicates, rules.zones, f, {}));
  for (const expected_advice& told : advice_expected_by(c.expected))
    for (std::uint32_t r = 0; r < rules.rules.size(); ++r)
      if (rules.rules[r].key == told.rule && (told.has_end || rules.rules[r].kind == rule_kind::course))
        edges.meet({r}, edge_of::advice, kleene::yes);
}

std::string text_of(minute_time t, bool to_the_minute) {
  char room[longest_civil_text];
  char* const end = to_the_minute ? write(room, t, {}) : write(room, day_of(t));
  return {room, end};
}

/// A date of the case that would stand on the edge.
minute_time date_on(const edge& e, const known_end& k) {
  const bool to_the_minute = e.passes.unit == window_unit::minutes && k.free.first == k.free.last;
  return {k.free.first.minutes + e.side * (to_the_minute ? 1 : minutes_a_day)};
}

void find_examples(std::vector<edge>& edges, const std::vector<known_end>& ends) {
  for (edge& e : edges) {
    if (e.is_met || e.of != edge_of::window) continue;
    for (const known_end& k : ends) {
      if (k.rule != e.rule || k.passes != e.passes) continue;
      const minute_time at = date_on(e, k);
      if (day_of(at) < k.today) continue;
      const bool to_the_minute = e.passes.unit == window_unit::minutes && k.free.first == k.free.last;
      e.example = "in `" + k.case_name + "`, dates: {" + text_of(at, to_the_minute) + ": ...}";
      break;
    }
  }
}

}  // namespace

std::size_t coverage::met() const noexcept {
  return static_cast<std::size_t>(std::count_if(edges.begin(), edges.end(), [](const edge& e) { return e.is_met; }));
}

std::size_t coverage::rules() const noexcept {
  return static_cast<std::size_t>(
      std::count_if(edges.begin(), edges.end(), [](const edge& e) { return e.of == edge_of::rule; }));
}

std::size_t coverage::rules_met() const noexcept {
  return static_cast<std::size_t>(
      std::count_if(edges.begin(), edges.end(), [](const edge& e) { return e.of == edge_of::rule && e.is_met; }));
}

bool coverage::reaches(double percent) const noexcept {
  return static_cast<double>(met()) * 100 >= percent * static_cast<double>(edges.size());
}

std::string coverage::percent() const {
  const std::size_t tenths = edges.empty() ? 1000 : met() * 1000 / edges.size();
  return std::to_string(tenths / 10) + (tenths % 10 == 0 ? "" : "." + std::to_string(tenths % 10));
}

coverage coverage_of(const loaded_pack& p) {
  edge_list edges(*p.usable);
  std::vector<known_end> ends;
  meeting watcher(*p.usable, edges, ends);
  screener s(*p.usable);
  for (const pack_case& c : p.cases) {
    if (!s.read(c.intake)) continue;
    watcher.watch(c, s.intake());
    s.evaluate();
    meet_advice(p, c, s.decide(), s.intake(), edges);
  }
  find_examples(edges.all(), ends);
  return {edges.take()};
}

}  // namespace clearance::testing
