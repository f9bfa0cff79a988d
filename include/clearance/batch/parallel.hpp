#pragma once
#include <clearance/batch/batch_rules.hpp>
#include <clearance/batch/columns.hpp>
#include <clearance/batch/evaluate_columns.hpp>
#include <clearance/batch/outcome_columns.hpp>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <mutex>
#include <thread>
#include <vector>

/// A batch on all cores. The results stand in the order of the rows, however many threads there were.
namespace clearance {

enum class batch_goes : unsigned char { on, stop };

/// Nobody watches.
struct unwatched_batch {
  batch_goes operator()(std::size_t, std::size_t) const noexcept { return batch_goes::on; }
};

/// Decides batches; keeps its threads' memory between them. For one caller at a time.
///
///     rows     [ part 0 | part 1 | part 2 | part 3 | ... ]     each thread takes the next part
///     joined   [ part 0 , part 1 , part 2 , part 3 , ... ]
class parallel_evaluator {
 public:
  /// The rules must outlive it. `threads`: 0 for as many as the machine has.
  explicit parallel_evaluator(const batch_rules& rules, unsigned threads = 0) : rules_(rules), threads_(threads) {
    if (threads_ == 0) threads_ = std::max(1u, std::thread::hardware_concurrency());
    for (unsigned t = 0; t < threads_; ++t) evaluators_.emplace_back(rules_);
  }

  unsigned threads() const noexcept { return threads_; }

  /// `progress(rows done, rows)` is called from whichever thread has ended a part, by one at a time. It must not throw.
  /// Where it gives `stop`, false is returned, and `out` holds nothing of use.
  template <class Progress = unwatched_batch>
  bool evaluate(const intake_columns& c, outcome_columns& out, Progress progress = {}) {
    const std::size_t parts = (c.rows + rows_a_part - 1) / rows_a_part;
    if (parts_.size() < parts) parts_.resize(parts);
    const bool is_done = for_each_part(
        c, progress, [](std::size_t, const outcome_columns&) {}, parts_);
    if (is_done) join(parts, c.rows, out);
    return is_done;
  }

  /// The same for those who need no whole: `consume(first row, outcomes)` is called for each part, by one thread at a
  /// time, in no order. What it gets is valid until it returns. So 20 million rows need no memory for outcomes.
  template <class Consume, class Progress = unwatched_batch>
  bool evaluate_each(const intake_columns& c, Consume consume, Progress progress = {}) {
    return for_each_part(c, progress, consume, each_);
  }

 private:
  static constexpr std::size_t rows_a_part = 16'384;  ///< their outcomes stay in the second cache

  /// `room`: for each part; where there are fewer, for each thread.
  template <class Progress, class Consume>
  bool for_each_part(const intake_columns& c, Progress& progress, Consume consume, std::vector<outcome_columns>& room) {
    const bool of_each_part = &room == &parts_;
    if (!of_each_part) room.resize(threads_);
    std::atomic<std::size_t> next{0};
    std::atomic<bool> stopped{false};
    std::size_t done = 0;
    std::mutex told;
    const auto work = [&](unsigned thread) {
      while (!stopped.load(std::memory_order_relaxed)) {
        const std::size_t part = next.fetch_add(1, std::memory_order_relaxed);
        const std::size_t first = part * rows_a_part;
        if (first >= c.rows) return;
        const std::size_t last = std::min(first + rows_a_part, c.rows);
        outcome_columns& out = room[of_each_part ? part : thread];
        evaluators_[thread].evaluate(c, first, last, out);
        const std::lock_guard one_at_a_time(told);
        if (stopped.load(std::memory_order_relaxed)) return;
        consume(first, out);
        done += last - first;
        if (progress(done, c.rows) == batch_goes::stop) stopped.store(true, std::memory_order_relaxed);
      }
    };
    {
      std::vector<std::jthread> others;
      for (unsigned t = 1; t < threads_; ++t) others.emplace_back(work, t);
      work(0);
    }
    return !stopped.load() || done == c.rows;
  }

  void join(std::size_t parts, std::size_t rows, outcome_columns& out) {
    out.resize(rows);
    out.stood.clear();
    out.plain_rows = 0;
    out.offsets[0] = 0;
    std::size_t fired = 0;
    for (std::size_t p = 0; p < parts; ++p) fired += parts_[p].stood.size();
    out.stood.make_room(fired);
    for (std::size_t p = 0; p < parts; ++p) {
      const outcome_columns& part = parts_[p];
      const std::size_t first = p * rows_a_part;
      const auto at = [first](auto& column) { return column.begin() + static_cast<std::ptrdiff_t>(first); };
      std::copy(part.decided.begin(), part.decided.end(), at(out.decided));
      std::copy(part.worst_possible.begin(), part.worst_possible.end(), at(out.worst_possible));
      std::copy(part.earliest.begin(), part.earliest.end(), at(out.earliest));
      std::copy(part.open_lists.begin(), part.open_lists.end(), at(out.open_lists));
      const auto before = static_cast<std::uint32_t>(out.stood.size());
      for (std::size_t r = 0; r < part.rows(); ++r) out.offsets[first + r + 1] = before + part.offsets[r + 1];
      out.stood.append(part.stood);
      out.plain_rows += part.plain_rows;
    }
  }

  const batch_rules& rules_;
  unsigned threads_;
  std::vector<batch_evaluator> evaluators_;
  std::vector<outcome_columns> parts_;
  std::vector<outcome_columns> each_;
};

}  // namespace clearance
