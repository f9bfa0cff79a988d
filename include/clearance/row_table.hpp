#pragma once
#include <clearance/facts.hpp>
#include <clearance/ids.hpp>
#include <clearance/step.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

/// Rules that each test several facts, as the rows of a decision table: which of them may hold is found without a look
/// at the others.
namespace clearance {

/// For each fact a column, for each interval of its values a bit for each row that may hold there:
///
///     age     [ .. 17]  00101100        weight  [ .. 49]  10101010
///             [18 .. ]  11011011                [50 .. ]  01111101
///
///     age 30, weight 60:  11011011 & 01111101 = 01011001
///
/// A fact that is not known leaves all its rows possible. So does one of more than `most_columns`.
class row_table {
 public:
  struct row {
    bar_id bar;
    std::vector<const step*> needed;  ///< ranges and choices without which it cannot hold
  };

  row_table() = default;
  explicit row_table(std::span<const row> rows) : words_((rows.size() + 63) / 64) {
    for (const row& r : rows) {
      bars_.push_back(r.bar);
      for (const step* s : r.needed) column_of(*s).note(*s);
    }
    for (column& c : columns_) c.settle(words_);
    for (std::size_t i = 0; i < rows.size(); ++i)
      for (const step* s : rows[i].needed) column_of(*s).allow_only(*s, i, words_);
    if (columns_.size() > most_columns) columns_.erase(columns_.begin() + most_columns, columns_.end());
  }

  /// Calls `visit(bar)` for each row that may hold.
  template <class Visit>
  void visit(const facts& f, Visit& visit) const noexcept {
    std::array<const std::uint64_t*, most_columns> known;
    std::size_t count = 0;
    for (const column& c : columns_)
      if (const std::uint64_t* bits = c.rows_for(f, words_)) known[count++] = bits;
    const std::size_t surplus = words_ * 64 - bars_.size();
    for (std::size_t w = 0; w < words_; ++w) {
      std::uint64_t bits = w + 1 < words_ ? ~std::uint64_t{0} : ~std::uint64_t{0} >> surplus;
      for (std::size_t c = 0; c < count; ++c) bits &= known[c][w];
      for (; bits != 0; bits &= bits - 1) visit(bars_[w * 64 + static_cast<std::size_t>(std::countr_zero(bits))]);
    }
  }

  /// The values at which a test begins or ends to hold.
  template <class Note>
  static void for_each_cut(const step& s, Note note) {
    if (s.kind == step_kind::between) {
      note(s.low);
      if (s.high != INT64_MAX) note(s.high + 1);
      return;
    }
    for (std::int64_t answer = 0; answer <= answers; ++answer) note(answer);
  }

 private:
  static constexpr std::size_t most_columns = 16;
  static constexpr std::int64_t answers = 63;  ///< of a choice, at most

  class column {
   public:
    explicit column(const step& s) : owner_(s.owner), slot_(s.slot) {}

    bool is_of(const step& s) const noexcept { return owner_ == s.owner && slot_ == s.slot; }

    void note(const step& s) {
      for_each_cut(s, [this](std::int64_t at) { begins_.push_back(at); });
    }

    void settle(std::size_t words) {
      begins_.push_back(INT64_MIN);
      std::sort(begins_.begin(), begins_.end());
      begins_.erase(std::unique(begins_.begin(), begins_.end()), begins_.end());
      bits_.assign(begins_.size() * words, ~std::uint64_t{0});
    }

    void allow_only(const step& s, std::size_t row, std::size_t words) {
      for (std::size_t i = 0; i < begins_.size(); ++i)
        if (!holds(s, begins_[i])) bits_[i * words + row / 64] &= ~(std::uint64_t{1} << (row % 64));
    }

    const std::uint64_t* rows_for(const facts& f, std::size_t words) const noexcept {
      const std::span<const fact_value> values =
          owner_ == fact_owner::treatment ? f.treatment_values : f.patient_values;
      if (slot_ >= values.size() || !values[slot_].is_known()) return nullptr;
      const auto behind = std::upper_bound(begins_.begin(), begins_.end(), values[slot_].raw);
      return bits_.data() + static_cast<std::size_t>(behind - begins_.begin() - 1) * words;
    }

   private:
    static bool holds(const step& s, std::int64_t value) noexcept {
      if (s.kind == step_kind::between) return s.low <= value && value <= s.high;
      return value >= 0 && value < answers && (s.low >> value & 1) != 0;
    }

    fact_owner owner_;
    std::uint32_t slot_;
    std::vector<std::int64_t> begins_;  ///< of the intervals; the first begins below every value
    std::vector<std::uint64_t> bits_;   ///< by interval
  };

  column& column_of(const step& s) {
    const auto at = std::find_if(columns_.begin(), columns_.end(), [&](const column& c) { return c.is_of(s); });
    if (at != columns_.end()) return *at;
    return columns_.emplace_back(s);
  }

  std::size_t words_ = 0;
  std::vector<bar_id> bars_;
  std::vector<column> columns_;
};

}  // namespace clearance
