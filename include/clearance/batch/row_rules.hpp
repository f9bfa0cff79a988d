#pragma once
#include <clearance/ids.hpp>
#include <clearance/pack.hpp>
#include <clearance/predicate.hpp>

#include <cstdint>
#include <span>
#include <vector>

/// Rules that are asked once a row, since they look at no entry by themselves: those about the patient, what must have
/// been done before, and what an absent list leaves open.
namespace clearance {

/// What they ask of lists (`takes`, `has`, `happened`) is the same in all rows that have none of the entries that they
/// speak of. Rows that have one are odd: evaluated one by one.
class row_rules {
 public:
  row_rules() = default;
  explicit row_rules(const pack& p)
      : odd_substances_(p.words.substances.size()), odd_conditions_(p.words.conditions.size()) {
    for (const bar_id b : p.patient_bars) are_plain_ = ask(p, b) && !is_dated(p, b) && are_plain_;
    for (const requirement& r : p.requirements) are_plain_ = ask(p, r.bar) && !is_dated(p, r.bar) && are_plain_;
    for (const absence& list : p.absent)
      for (const bar_id b : list.conditional) absent_are_plain_ = ask(p, b) && !winds(p, b) && absent_are_plain_;
    are_any_ = !p.patient_bars.empty() || !p.requirements.empty();
  }

  /// About the patient, or required: are there any?
  bool are_any() const noexcept { return are_any_; }
  /// Can it be told without a look at entries what they say?
  bool are_plain() const noexcept { return are_plain_; }
  /// The same of rules that an absent list leaves open.
  bool absent_are_plain() const noexcept { return absent_are_plain_; }

  // By id.
  const std::vector<bool>& odd_substances() const noexcept { return odd_substances_; }
  const std::vector<bool>& odd_conditions() const noexcept { return odd_conditions_; }

 private:
  static bool is_dated(const pack& p, bar_id id) noexcept { return p.bars[id.index()].dated; }
  /// As `absent_lists::winding`. Another date changes nothing else: there is no event whose day it could pass.
  static bool winds(const pack& p, bar_id id) noexcept {
    const bar& b = p.bars[id.index()];
    return b.dated && (b.timed || b.effect == verdict::defer);
  }

  bool ask(const pack& p, bar_id id) {
    const bar& b = p.bars[id.index()];
    bool is_plain = true;
    for (const predicate_id which : {b.when, b.unless})
      if (which != bar::none) is_plain = ask(p.predicates, p.predicates.predicates[which.index()]) && is_plain;
    return is_plain;
  }

  bool ask(const predicate_program& program, const predicate& of) {
    bool is_plain = true;
    for (const step& s : std::span(program.steps).subspan(of.first, of.count)) {
      if (s.kind == step_kind::takes)
        mark(program, s, odd_substances_);
      else if (s.kind == step_kind::has)
        mark(program, s, odd_conditions_);
      else
        is_plain = is_plain && is_plain_step(s);
    }
    return is_plain;
  }

  static bool is_plain_step(const step& s) noexcept {
    const bool joins = s.kind == step_kind::both || s.kind == step_kind::either || s.kind == step_kind::negate;
    // A row with an event is odd where a rule reads events.
    return joins || s.kind == step_kind::happened || (is_about_a_fact(s.kind) && s.owner <= fact_owner::patient);
  }

  static void mark(const predicate_program& program, const step& s, std::vector<bool>& odd) {
    const predicate_program::range set = program.sets[s.slot];
    for (const meant& m : std::span(program.meants).subspan(set.first, set.count)) odd[m.entry] = true;
  }

  bool are_any_ = false;
  bool are_plain_ = true;
  bool absent_are_plain_ = true;
  std::vector<bool> odd_substances_;
  std::vector<bool> odd_conditions_;
};

}  // namespace clearance
