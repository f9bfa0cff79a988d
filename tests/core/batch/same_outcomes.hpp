#pragma once
#include <clearance/batch/check_columns.hpp>
#include <clearance/batch/column_builder.hpp>
#include <clearance/batch/evaluate_columns.hpp>
#include <clearance/batch/row.hpp>
#include <clearance/evaluate.hpp>

#include "same_facts.hpp"

#include <cstddef>
#include <string>
#include <vector>

/// Does a batch say the same as `evaluate` one by one, bit by bit?
namespace testing {

inline bool same_fired(const fired& a, const fired& b) {
  return a.bar == b.bar && a.entry == b.entry && a.until == b.until && a.how == b.how;
}

/// Nothing where row `i` of a batch is what `evaluate` gives; else what differs.
inline std::string difference(const outcome_columns& batch, std::size_t i, const outcome& one,
                              const std::vector<fired>& room) {
  const outcome o = batch.row(i);
  if (o.decided != one.decided)
    return "verdict " + std::string(name(o.decided)) + " for " + std::string(name(one.decided));
  if (o.worst_possible != one.worst_possible)
    return "worst possible " + std::string(name(o.worst_possible)) + " for " + std::string(name(one.worst_possible));
  if (o.earliest != one.earliest)
    return "earliest " + std::to_string(o.earliest.minutes) + " for " + std::to_string(one.earliest.minutes);
  if (o.open_lists != one.open_lists) return "open lists";
  if (o.fired_count != one.fired_count)
    return std::to_string(o.fired_count) + " fired for " + std::to_string(one.fired_count);
  for (std::size_t k = 0; k < one.fired_count; ++k)
    if (!same_fired(batch.stood[batch.offsets[i] + k], room[k])) return "fired " + std::to_string(k);
  return {};
}

/// Gathers intakes, decides each of them by itself, and holds the batch to it.
class batch_trial {
 public:
  explicit batch_trial(const pack& p) : pack_(p), builder_(p), room_(1024) {}

  void add(const facts& f) {
    outcome o = evaluate(pack_, f, room_);
    if (o.fired_count > room_.size()) {
      room_.resize(o.fired_count);
      o = evaluate(pack_, f, room_);
    }
    one_by_one_.push_back(o);
    fired_.insert(fired_.end(), room_.begin(), room_.begin() + static_cast<std::ptrdiff_t>(o.fired_count));
    builder_.add(f);
    if (!same_facts(pack_, f, reader_.read(builder_.columns(), one_by_one_.size() - 1)))
      lost_.push_back(one_by_one_.size() - 1);
  }

  /// The first row that differs, and how; empty where none does.
  std::string differs() {
    if (!lost_.empty()) return "row " + std::to_string(lost_[0]) + " loses facts";
    if (const auto fault = fault_of(builder_.columns(), pack_)) return fault->text();
    return differs(builder_.columns());
  }

  /// The same of columns that must come to the same facts.
  std::string differs(const intake_columns& columns) {
    const batch_rules rules(pack_);
    for (int on = 0; on <= static_cast<int>(this_processor()); ++on) {
      batch_evaluator evaluator(rules, static_cast<processor>(on));
      evaluator.evaluate(columns, out_);
      if (const std::string d = differs_from_one_by_one(); !d.empty())
        return d + ", on processor " + std::to_string(on);
    }
    return {};
  }

  intake_columns columns() { return builder_.columns(); }
  std::size_t rows() const { return one_by_one_.size(); }
  std::size_t plain_rows() const { return out_.plain_rows; }

 private:
  std::string differs_from_one_by_one() const {
    std::size_t from = 0;
    std::vector<fired> room;
    for (std::size_t i = 0; i < one_by_one_.size(); ++i) {
      room.assign(fired_.begin() + static_cast<std::ptrdiff_t>(from),
                  fired_.begin() + static_cast<std::ptrdiff_t>(from + one_by_one_[i].fired_count));
      from += one_by_one_[i].fired_count;
      if (const std::string d = difference(out_, i, one_by_one_[i], room); !d.empty())
        return "row " + std::to_string(i) + ": " + d;
    }
    return {};
  }

  const pack& pack_;
  column_builder builder_;
  row_reader reader_;
  std::vector<outcome> one_by_one_;
  std::vector<fired> fired_;
  std::vector<fired> room_;
  std::vector<std::size_t> lost_;
  outcome_columns out_;
};

}  // namespace testing
