#include "edge_list.hpp"

#include <algorithm>
#include <iterator>

namespace clearance::testing {
namespace {

constexpr kleene every_outcome[] = {kleene::yes, kleene::no, kleene::unknown};

const requirement* requirement_of(const pack& p, bar_id b) {
  for (const requirement& r : p.requirements)
    if (r.bar == b) return &r;
  return nullptr;
}

/// Does the file say something of the rule? A pack of one layer is one file.
bool is_written_in(const rule& r, const std::string& path) {
  return r.written.empty() || std::any_of(r.written.begin(), r.written.end(),
                                          [&](const provenance& v) { return v.place.starts_with(path + ":"); });
}

}  // namespace

edge_list::edge_list(const pack& p, const std::string& path) : pack_(p) {
  for (std::uint32_t r = 0; r < p.rules.size(); ++r) {
    first_.push_back(edges_.size());
    if (p.rules[r].kind != rule_kind::uncovered && is_written_in(p.rules[r], path)) list({r});
  }
}

void edge_list::meet(rule_id rule, edge_of of, kleene outcome) {
  for (edge& e : of_rule(rule))
    if (e.of == of && e.outcome == outcome) e.is_met = true;
}

void edge_list::meet_end(rule_id rule, edge_of of, window passes, int side) {
  for (edge& e : of_rule(rule))
    if (e.of == of && e.passes == passes && e.side == side) e.is_met = true;
}

bool edge_list::is_only_advice(rule_id rule) const {
  return std::none_of(pack_.bars.begin(), pack_.bars.end(), [&](const bar& b) { return b.rule == rule; });
}

std::span<edge> edge_list::of_rule(rule_id r) {
  const std::size_t end = r.index() + 1 < first_.size() ? first_[r.index() + 1] : edges_.size();
  return std::span(edges_).subspan(first_[r.index()], end - first_[r.index()]);
}

void edge_list::list(rule_id id) {
  const rule& r = pack_.rules[id.index()];
  add({id, edge_of::rule});
  for (std::uint32_t b = 0; b < pack_.bars.size(); ++b)
    if (pack_.bars[b].rule == id) list_bar(id, {b}, pack_.bars[b]);
  if (is_only_advice(id)) list_tests(id, r.when, bar::none);
  // What a prescriber ordered is told without dates.
  const bool has_upper_end = r.after && r.before != r.after && !r.ask_prescriber;
  if (r.kind == rule_kind::course || r.kind == rule_kind::aftercare || has_upper_end) add({id, edge_of::advice});
}

void edge_list::list_bar(rule_id id, bar_id place, const bar& b) {
  if (const requirement* r = requirement_of(pack_, place)) {
    if (r->before) list_ends(id, edge_of::window, *r->before);
    if (r->valid) list_ends(id, edge_of::valid, *r->valid);
    list_outcomes(id, edge_of::counts);
    return list_tests(id, b.when, b.unless);
  }
  if (b.timed) list_ends(id, edge_of::window, b.free_after);
  list_tests(id, b.when, b.unless);
  if (b.on == subject::condition) list_truths(id, edge_of::status, b.by_status, 4);
  if (b.term == condition_term::recovery || (b.on == subject::event && !b.timed)) list_outcomes(id, edge_of::counts);
  if (b.where == clearance::place::treated) list_outcomes(id, edge_of::where);
  if (b.on != subject::medication) return;
  if (!b.timed) list_truths(id, edge_of::still_taken, b.by_use, 3);
  if (asks_for_the_route(place)) list_outcomes(id, edge_of::route);
}

void edge_list::list_ends(rule_id id, edge_of of, window w) {
  for (const int side : {-1, 0, 1}) add({id, of, w, side});
}

void edge_list::list_tests(rule_id id, predicate_id when, predicate_id unless) {
  if (when != bar::none) list_outcomes(id, edge_of::when);
  if (unless != bar::none) list_outcomes(id, edge_of::unless);
}

void edge_list::list_outcomes(rule_id id, edge_of of) {
  for (const kleene outcome : every_outcome) add({id, of, {}, 0, outcome});
}

/// Where all states give the same there is no edge.
void edge_list::list_truths(rule_id id, edge_of of, std::uint8_t truths, unsigned count) {
  const auto has = [&](kleene outcome) {
    for (unsigned i = 0; i < count; ++i)
      if (truth_in(truths, i) == outcome) return true;
    return false;
  };
  if (std::count_if(std::begin(every_outcome), std::end(every_outcome), has) < 2) return;
  for (const kleene outcome : every_outcome)
    if (has(outcome)) add({id, of, {}, 0, outcome});
}

bool edge_list::asks_for_the_route(bar_id b) const {
  for (std::uint32_t s = 0; s < pack_.words.substances.size(); ++s)
    for (const touch& t : pack_.substance_touches.of(substance_id{s}))
      if (t.bar == b && t.on(route::unknown) == match_strength::unrouted) return true;
  return false;
}

/// Once: a rule may be lowered into several bars.
void edge_list::add(const edge& e) {
  for (std::size_t i = first_.back(); i < edges_.size(); ++i) {
    const edge& old = edges_[i];
    if (old.of == e.of && old.passes == e.passes && old.side == e.side && old.outcome == e.outcome) return;
  }
  edges_.push_back(e);
}

}  // namespace clearance::testing
