#pragma once
#include <clearance/batch/batch_rules.hpp>
#include <clearance/batch/columns.hpp>
#include <clearance/batch/outcome_columns.hpp>
#include <clearance/batch/plain_chunk.hpp>
#include <clearance/batch/row.hpp>
#include <clearance/batch/settle_rows.hpp>
#include <clearance/evaluate.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <vector>

/// Columns of facts -> columns of outcomes: the same answers as `evaluate` gives one by one.
namespace clearance {

/// Decides some rows after others; keeps its memory between them. One for each thread.
class batch_evaluator {
 public:
  /// The rules must outlive it. `on`: no better than this machine is.
  explicit batch_evaluator(const batch_rules& rules, processor on = this_processor())
      : rules_(rules), on_(on), memory_(std::make_unique<chunk_memory>()), room_(64) {}

  /// The rows from `first` to before `last`. `out` is overwritten, its memory used again.
  void evaluate(const intake_columns& c, std::size_t first, std::size_t last, outcome_columns& out) {
    out.resize(last - first);
    out.stood.clear();
    out.plain_rows = 0;
    out.offsets[0] = 0;
    begin_ = first;
    while (first < last) {
      const std::size_t count = rows_of_chunk(c, first, last);
      if (count == 0 || !rules_.has_plain())
        evaluate_odd_row(c, first++, out);
      else
        evaluate_chunk(c, {first, count}, out), first += count;
    }
  }
  void evaluate(const intake_columns& c, outcome_columns& out) { evaluate(c, 0, c.rows, out); }

 private:
  /// As many as the memory holds; none where the first alone has too many entries.
  static std::size_t rows_of_chunk(const intake_columns& c, std::size_t first, std::size_t last) noexcept {
    std::size_t count = std::min(last - first, chunk_memory::most_rows);
    for (const std::span<const std::uint32_t> offsets :
         {c.zones.offsets, c.medications.offsets, c.conditions.offsets, c.sessions.offsets})
      while (!offsets.empty() && count > 0 && offsets[first + count] - offsets[first] > chunk_memory::most_entries)
        count /= 2;
    return count;
  }

  void evaluate_odd_row(const intake_columns& c, std::size_t row, outcome_columns& out) {
    const std::size_t at = row - begin_;
    const outcome o = evaluate_one(c, row);
    set_row(out, at, o);
    out.stood.make_room(o.fired_count);
    for (std::size_t i = 0; i < o.fired_count; ++i) out.stood.set(out.stood.size() + i, room_[i]);
    out.stood.resize_within_room(out.stood.size() + o.fired_count);
    out.offsets[at + 1] = static_cast<std::uint32_t>(out.stood.size());
  }

  /// What fired is in `room_`.
  outcome evaluate_one(const intake_columns& c, std::size_t row) {
    const facts& f = reader_.read(c, row);
    outcome o = clearance::evaluate(rules_.pack(), f, room_);
    if (o.fired_count > room_.size()) {
      room_.resize(2 * o.fired_count);
      o = clearance::evaluate(rules_.pack(), f, room_);
    }
    return o;
  }

  static void set_row(outcome_columns& out, std::size_t at, const outcome& o) noexcept {
    out.decided[at] = o.decided;
    out.worst_possible[at] = o.worst_possible;
    out.earliest[at] = o.earliest;
    out.open_lists[at] = o.open_lists;
  }

  void evaluate_chunk(const intake_columns& c, plain_passes::rows of, outcome_columns& out) {
    chunk_memory& m = *memory_;
    const std::size_t at = of.first - begin_;
    plain_passes::run(on_, rules_, c, of, m, out.open_lists.data() + at);
    plain_passes::settle_rows(rules_, c, of, m, out.open_lists.data() + at, values_);
    plain_passes::finish_rows(on_, of, m, out.decided.data() + at, out.worst_possible.data() + at,
                              out.earliest.data() + at);
    evaluate_odd_rows(c, of, out);

    std::uint32_t* const offsets = out.offsets.data() + at;
    auto end = static_cast<std::uint32_t>(out.stood.size());
    for (std::size_t r = 0; r < of.count; ++r) {
      m.position[r] = end;
      end += m.count[r];
      offsets[r + 1] = end;
    }
    out.stood.make_room(end - out.stood.size() + m.fired);
    // Odd rows' noise goes behind the end, where the next rows will write over it.
    for (const std::uint16_t r : odd_) m.position[r] = end;
    plain_passes::place_fired(on_, m, out.stood);
    std::size_t from = 0;
    for (const std::uint16_t r : odd_)
      for (std::uint32_t i = offsets[r]; i < offsets[r + 1]; ++i) out.stood.set(i, odd_fired_[from++]);
    out.stood.resize_within_room(end);
    out.plain_rows += of.count - odd_.size();
  }

  void evaluate_odd_rows(const intake_columns& c, plain_passes::rows of, outcome_columns& out) {
    chunk_memory& m = *memory_;
    odd_.clear();
    odd_fired_.clear();
    const std::uint8_t* const first = m.is_odd.data();
    const std::uint8_t* const last = first + of.count;
    const auto next_odd = [last](const std::uint8_t* from) {
      return static_cast<const std::uint8_t*>(std::memchr(from, 1, static_cast<std::size_t>(last - from)));
    };
    for (const std::uint8_t* odd = next_odd(first); odd != nullptr; odd = next_odd(odd + 1)) {
      const auto r = static_cast<std::size_t>(odd - first);
      odd_.push_back(static_cast<std::uint16_t>(r));
      const outcome o = evaluate_one(c, of.first + r);
      set_row(out, of.first + r - begin_, o);
      m.count[r] = static_cast<std::uint32_t>(o.fired_count);
      odd_fired_.insert(odd_fired_.end(), room_.begin(), room_.begin() + static_cast<std::ptrdiff_t>(o.fired_count));
    }
  }

  const batch_rules& rules_;
  processor on_;
  std::unique_ptr<chunk_memory> memory_;
  row_reader reader_;
  row_values values_;
  std::vector<fired> room_;
  std::size_t begin_ = 0;
  std::vector<std::uint16_t> odd_;
  std::vector<fired> odd_fired_;
};

}  // namespace clearance
