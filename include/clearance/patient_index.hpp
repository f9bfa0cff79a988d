#pragma once
#include <clearance/bar.hpp>
#include <clearance/facts.hpp>
#include <clearance/ids.hpp>
#include <clearance/predicate.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

/// Which rules about the patient can hold, by the value of one fact that each of them tests. So 10,000 thresholds on
/// one fact cost little more than a hundred.
namespace clearance {

/// Ranges of numbers, each of a bar: finds those that hold a number without a look at the others.
///
///     by lower end   [0 .. 17]  [0 .. 64]  [18 .. 30]  [40 .. 99]
///     highest end       `-- 64 --'            `-- 99 --'
///                            `------ 99 -------'
class range_index {
 public:
  struct range {
    std::int64_t low = 0;
    std::int64_t high = 0;
    bar_id bar;
  };

  range_index() = default;
  explicit range_index(std::vector<range> ranges) {
    std::stable_sort(ranges.begin(), ranges.end(), [](const range& a, const range& b) { return a.low < b.low; });
    for (const range& r : ranges) {
      rises_ = rises_ && (highs_.empty() || highs_.back() <= r.high);
      lows_.push_back(r.low);
      highs_.push_back(r.high);
      bars_.push_back(r.bar);
    }
    if (!rises_) build_tree();
  }

  template <class Visit>
  void visit_holding(std::int64_t value, Visit visit) const noexcept {
    const std::size_t count = begun_by(value);
    if (rises_) {  // none lies within another: those that hold the value are the last that have begun
      for (std::size_t i = count; i-- > 0 && highs_[i] >= value;) visit(bars_[i]);
    } else if (count > 0) {
      visit_below(1, 0, leaves_, count, value, visit);
    }
  }

 private:
  /// How many ranges begin at or below the value.
  // Without branches: which half it is cannot be guessed.
  std::size_t begun_by(std::int64_t value) const noexcept {
    std::size_t first = 0;
    for (std::size_t left = lows_.size(); left > 0;) {
      const std::size_t half = (left + 1) / 2;
      first += lows_[first + half - 1] <= value ? half : 0;
      left -= half;
    }
    return first;
  }

  void build_tree() {
    leaves_ = std::bit_ceil(highs_.size());
    highest_.assign(2 * leaves_, INT64_MIN);
    std::copy(highs_.begin(), highs_.end(), highest_.begin() + static_cast<std::ptrdiff_t>(leaves_));
    for (std::size_t i = leaves_; i-- > 1;) highest_[i] = std::max(highest_[2 * i], highest_[2 * i + 1]);
  }

  // As deep as the ranges' number has bits.
  template <class Visit>
  void visit_below(std::size_t node, std::size_t first, std::size_t width, std::size_t count, std::int64_t value,
                   Visit& visit) const noexcept {
    if (first >= count || highest_[node] < value) return;
    if (width == 1) return visit(bars_[first]);
    visit_below(2 * node, first, width / 2, count, value, visit);
    visit_below(2 * node + 1, first + width / 2, width / 2, count, value, visit);
  }

  std::vector<std::int64_t> lows_;  ///< ascending; beside them the upper ends, and whose they are
  std::vector<std::int64_t> highs_;
  std::vector<bar_id> bars_;
  bool rises_ = true;                  ///< the upper ends ascend as well
  std::vector<std::int64_t> highest_;  ///< else a tree of highest upper ends, its root at 1
  std::size_t leaves_ = 0;
};

/// Rules about the patient by the facts that they test. A fact that is not known leaves all its rules possible.
class patient_index {
 public:
  patient_index() = default;

  /// `of`: bars of `bars` with a `when`.
  patient_index(std::span<const bar_id> of, std::span<const bar> bars, const predicate_program& program) {
    std::map<std::pair<fact_owner, std::uint32_t>, std::size_t> uses;
    for (const bar_id b : of)
      for_each_needed(bars[b.index()].when, program, [&](const step& s) { ++uses[{s.owner, s.slot}]; });
    std::map<std::pair<fact_owner, std::uint32_t>, drafts> by_fact;
    for (const bar_id b : of) {
      const step* chosen = nullptr;
      std::size_t most = 0;
      // The fact that most rules test: its column is then found in one step.
      for_each_needed(bars[b.index()].when, program, [&](const step& s) {
        const std::size_t count = uses[{s.owner, s.slot}];
        if (count <= most) return;
        most = count;
        chosen = &s;
      });
      if (chosen == nullptr)
        always_.push_back(b);
      else
        by_fact[{chosen->owner, chosen->slot}].add(*chosen, b);
    }
    for (auto& [fact, draft] : by_fact)
      columns_.push_back({fact.first, fact.second, range_index(std::move(draft.ranges)), std::move(draft.all)});
  }

  /// Each bar that may stand, once.
  template <class Visit>
  void visit(const facts& f, Visit visit) const noexcept {
    for (const bar_id b : always_) visit(b);
    for (const column& c : columns_) {
      const std::span<const fact_value> values =
          c.owner == fact_owner::treatment ? f.treatment_values : f.patient_values;
      const bool is_known = c.slot < values.size() && values[c.slot].is_known();
      if (is_known)
        c.ranges.visit_holding(values[c.slot].raw, visit);
      else
        for (const bar_id b : c.all) visit(b);
    }
  }

 private:
  struct drafts {
    std::vector<range_index::range> ranges;
    std::vector<bar_id> all;

    /// A choice of several answers is a range for each run of them.
    void add(const step& s, bar_id b) {
      all.push_back(b);
      if (s.kind == step_kind::between) return ranges.push_back({s.low, s.high, b});
      for (int answer = 0; answer < 63;) {
        const auto has = [&](int a) { return a < 63 && (s.low >> a & 1) != 0; };
        if (!has(answer)) {
          ++answer;
          continue;
        }
        const int first = answer;
        while (has(answer)) ++answer;
        ranges.push_back({first, answer - 1, b});
      }
    }
  };

  /// Calls `visit` with each test without which the predicate cannot hold: ranges and choices of the patient's and the
  /// treatment's facts.
  template <class Visit>
  static void for_each_needed(predicate_id when, const predicate_program& program, Visit visit) {
    const predicate p = program.predicates[when.index()];
    if (!p.is_chain) return;
    // Behind a test stands how it joins what came before; it is needed where nothing but `both` follows.
    for (std::size_t i = p.count; i-- > 0;) {
      const step& s = program.steps[p.first + i];
      if (s.kind == step_kind::either) return;  // from here on it is one of two ways
      if (s.kind == step_kind::both) continue;
      const bool is_indexed = s.kind == step_kind::between || s.kind == step_kind::one_of;
      if (is_indexed && (s.owner == fact_owner::treatment || s.owner == fact_owner::patient)) visit(s);
    }
  }

  struct column {
    fact_owner owner = fact_owner::patient;
    std::uint32_t slot = 0;
    range_index ranges;
    std::vector<bar_id> all;
  };

  std::vector<bar_id> always_;
  std::vector<column> columns_;
};

}  // namespace clearance
