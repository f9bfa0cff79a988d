#pragma once
#include <clearance/bar.hpp>
#include <clearance/facts.hpp>
#include <clearance/ids.hpp>
#include <clearance/predicate.hpp>
#include <clearance/row_table.hpp>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <utility>
#include <vector>

/// Which rules about the patient can hold, by the values of the facts that they test. So 10,000 thresholds on one fact
/// cost little more than a hundred, and of a table of 16,000 rows only those that fit are asked.
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
    std::vector<row_table::row> rules;
    for (const bar_id b : of) {
      rules.push_back({b, {}});
      for_each_needed(bars[b.index()].when, program, [&](const step& s) { rules.back().needed.push_back(&s); });
    }
    put_into_rows(rules);
    put_into_columns(rules);
  }

  /// Each bar that may stand, once.
  template <class Visit>
  void visit(const facts& f, Visit visit) const noexcept {
    for (const bar_id b : always_) visit(b);
    rows_.visit(f, visit);
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
  using fact = std::pair<fact_owner, std::uint32_t>;
  static constexpr std::size_t least_rows = 64;  ///< fewer are asked one by one
  static constexpr std::size_t most_cuts = 256;  ///< of a fact of the table: what is finer finds few rules by itself

  static fact fact_of(const step& s) noexcept { return {s.owner, s.slot}; }

  /// Rules that test several facts, none of them finely. They are taken out of `rules`.
  void put_into_rows(std::vector<row_table::row>& rules) {
    std::map<fact, std::set<std::int64_t>> cuts;
    for (const row_table::row& r : rules)
      for (const step* s : r.needed) {
        std::set<std::int64_t>& of_fact = cuts[fact_of(*s)];
        if (of_fact.size() <= most_cuts) row_table::for_each_cut(*s, [&](std::int64_t at) { of_fact.insert(at); });
      }
    const auto is_row = [&](const row_table::row& r) {
      bool several = false;
      for (const step* s : r.needed) {
        if (cuts[fact_of(*s)].size() > most_cuts) return false;
        several = several || fact_of(*s) != fact_of(*r.needed[0]);
      }
      return several;
    };
    const auto first_row = std::stable_partition(rules.begin(), rules.end(), [&](const auto& r) { return !is_row(r); });
    if (static_cast<std::size_t>(rules.end() - first_row) < least_rows) return;
    rows_ = row_table({first_row, rules.end()});
    rules.erase(first_row, rules.end());
  }

  /// Each other rule by one fact: the one that most rules test, whose column is then found in one step.
  void put_into_columns(const std::vector<row_table::row>& rules) {
    std::map<fact, std::size_t> uses;
    for (const row_table::row& r : rules)
      for (const step* s : r.needed) ++uses[fact_of(*s)];
    std::map<fact, drafts> by_fact;
    for (const row_table::row& r : rules) {
      const auto chosen = std::max_element(r.needed.begin(), r.needed.end(), [&](const step* a, const step* b) {
        return uses[fact_of(*a)] < uses[fact_of(*b)];
      });
      if (chosen == r.needed.end())
        always_.push_back(r.bar);
      else
        by_fact[fact_of(**chosen)].add(**chosen, r.bar);
    }
    for (auto& [which, draft] : by_fact)
      columns_.push_back({which.first, which.second, range_index(std::move(draft.ranges)), std::move(draft.all)});
  }

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
  row_table rows_;
  std::vector<column> columns_;
};

}  // namespace clearance
