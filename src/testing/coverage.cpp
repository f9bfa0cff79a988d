#include "coverage.hpp"

#include "compare_case.hpp"
#include "edge_list.hpp"

#include <clearance/evaluate.hpp>
#include <clearance/io/screener.hpp>
#include <clearance/requirement.hpp>
#include <clearance/time/text.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace clearance::testing {
namespace {

/// A window whose end a case knows, so that another date of the same case would stand on another edge.
struct known_end {
  rule_id rule;
  window passes;
  std::string case_name;
  period free;
  date today;
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
    for (const requirement& r : pack_.requirements) meet_required(r);
  }

  void looked(const look& l) noexcept {
    const bar& b = pack_.bars[l.bar.index()];
    if (l.in_error) return;
    if (l.stands) edges_.meet(b.rule, edge_of::rule, kleene::yes);
    const std::array<kleene, tests> truths = truths_of(l.tests);
    // What is not taken any more passes with time, by a bar of its own, which asks no question.
    for (unsigned t = b.timed ? test_route : test_use; t < tests; ++t)
      if (others_hold(truths, t)) edges_.meet(b.rule, what_tests[t], t == test_unless ? !truths[t] : truths[t]);
    if (b.timed && others_hold(truths, tests)) meet_window(b, l.free);
  }

 private:
  enum : unsigned { test_use, test_route, test_status, test_where, test_counts, test_when, test_unless, tests };
  static constexpr edge_of what_tests[tests] = {edge_of::still_taken, edge_of::route, edge_of::status, edge_of::where,
                                                edge_of::counts,      edge_of::when,  edge_of::unless};

  /// As they weigh: an exception that is not known to hold does not lift.
  static std::array<kleene, tests> truths_of(const bar_tests& b) noexcept {
    const kleene by_route = b.match == match_strength::none       ? kleene::no
                            : b.match == match_strength::unrouted ? kleene::unknown
                                                                  : kleene::yes;
    return {b.use, by_route, b.status, b.place, b.counts, b.when, !b.unless};
  }

  /// Only then does it decide.
  static bool others_hold(const std::array<kleene, tests>& truths, unsigned but) noexcept {
    for (unsigned t = 0; t < tests; ++t)
      if (t != but && truths[t] == kleene::no) return false;
    return true;
  }

  void meet_window(const bar& b, const period& free) {
    const planned_treatment& t = facts_->treatment;
    if (const auto side = side_of(t, free, b.free_after)) edges_.meet_end(b.rule, edge_of::window, b.free_after, *side);
    const bool is_one_day = free.last != never && free.first != distant_past && day_of(free.first) == day_of(free.last);
    if (is_one_day && facts_->has_today)
      ends_.push_back({b.rule, b.free_after, case_->name.substr(0, case_->name.find(' ')), free, facts_->today});
  }

  /// Each entry that may be what is required has ends of its own.
  void meet_required(const requirement& r) {
    const bar& b = pack_.bars[r.bar.index()];
    required(r, *facts_).for_each([&](std::uint32_t, const validity& v, kleene counts) {
      if (counts != kleene::yes) return;
      const planned_treatment& t = facts_->treatment;
      if (r.before)
        if (const auto side = side_of(t, v.begins, *r.before))
          edges_.meet_end(b.rule, edge_of::window, *r.before, *side);
      if (r.valid)
        if (const auto side = side_of(t, v.ends, *r.valid)) edges_.meet_end(b.rule, edge_of::valid, *r.valid, *side);
    });
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
    for (const advising_rule& r : rules.advice.rules())
      if (r.when != bar::none && edges.is_only_advice(r.rule))
        edges.meet(r.rule, edge_of::when, evaluate(r.when, rules.predicates, rules.zones, f, {}));
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

coverage coverage_of(const loaded_pack& p, const std::string& path) {
  edge_list edges(*p.usable, path);
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
  return {std::move(edges.all())};
}

}  // namespace clearance::testing
