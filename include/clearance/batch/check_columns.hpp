#pragma once
#include <clearance/batch/column_values.hpp>
#include <clearance/batch/columns.hpp>
#include <clearance/batch/sparse.hpp>
#include <clearance/facts.hpp>
#include <clearance/pack.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

/// Are columns whole, and does every value name something? Evaluation trusts what it is given; columns that another
/// program filled are checked first.
namespace clearance {

/// The first thing that is wrong with columns.
struct column_fault {
  std::string column;  ///< as its member is called: "medications.taking"
  std::size_t at = 0;  ///< position in it
  std::string what;    ///< what stands there, and what may

  /// `medications.taking[17]: 9, where a use is 0 (stopped), 1 (unstated) or 2 (ongoing)`
  std::string text() const { return column + '[' + std::to_string(at) + "]: " + what; }
};

class column_check {
 public:
  /// `p`: by which they are to be decided. It must outlive this.
  explicit column_check(const pack& p) noexcept : pack_(p) {}

  /// Nothing where all is well. One look at each value.
  std::optional<column_fault> run(const intake_columns& c) {
    fault_.reset();
    check_rows(c);
    check_medications(c);
    check_conditions(c);
    check_sessions(c);
    check_events(c);
    return fault_;
  }

 private:
  // ---- the lists ----

  void check_rows(const intake_columns& c) {
    using namespace column_values;
    const value_range rows{0, c.rows};
    check_sparse("others", c.others, c.rows, [](const intake_head& h) {
      return is_right(h.lists) && is_right(h.treatment) && (!h.has_today || is_day(h.today.days));
    });
    check_days("treated", c.treated, rows, c.others);
    if (!c.today.empty()) check_days("today", c.today, rows, c.others);
    check_optional("lists", c.lists, rows, a_given);
    if (!is_right(c.usual_lists)) note("usual_lists", 0, shown(c.usual_lists), a_given);
    check_zones("zones", c.zones, c.rows);
    check("indications.ids", c.indications.ids, values_behind("indications.offsets", c.indications.offsets, c.rows),
          ids_up_to(pack_.words.conditions.size(), "4294967295"),
          [&](std::uint32_t i, std::size_t) { return is_of(condition_id{i}, pack_.words.conditions.size()); });
    find_texts(c);
    check_values_of_rows("treatment_values", c.treatment_values, pack_.treatment_facts, c.rows);
    check_values_of_rows("patient_values", c.patient_values, pack_.patient_facts, c.rows);
  }

  void check_medications(const intake_columns& c) {
    using namespace column_values;
    const medication_columns& m = c.medications;
    const value_range all = values_behind("medications.offsets", m.offsets, c.rows);
    const std::size_t known = pack_.words.substances.size();
    check_sparse("medications.others", m.others, all.last, [&](const medication& r) {
      return is_right(r.taking) && is_right(r.by) && is_right(r.last_use) && is_right(r.offset) &&
             is_of(r.substance, known);
    });
    check_optional("medications.taking", m.taking, all, a_use);
    check_optional("medications.by", m.by, all, a_route);
    check_ids("medications.substance", m.substance, all, known, m.others);
    check("medications.last_use", m.last_use, all, a_day, [&](std::int32_t d, std::size_t at) {
      return is_day(d) || m.others.find(at) != nullptr || (!m.taking.empty() && m.taking[at] == use::ongoing);
    });
    check_periods("medications.started", m.started, all);
    check_entries("medications.others", m.others, m.offsets);
    check_values_of_list("medications.values", m.values, pack_.medication_facts, m.offsets, c.rows);
  }

  void check_conditions(const intake_columns& c) {
    using namespace column_values;
    const condition_columns& k = c.conditions;
    const value_range all = values_behind("conditions.offsets", k.offsets, c.rows);
    const std::size_t known = pack_.words.conditions.size();
    check_sparse("conditions.others", k.others, all.last,
                 [&](const condition& r) { return is_right(r.now) && is_right(r.zones) && is_of(r.what, known); });
    check_ids("conditions.what", k.what, all, known, k.others);
    check_optional("conditions.now", k.now, all, a_status);
    check_zones("conditions.zones", k.zones, all.last);
    check_periods("conditions.since", k.since, all);
    check_periods("conditions.ended", k.ended, all);
    check_entries("conditions.others", k.others, k.offsets);
    check_values_of_list("conditions.values", k.values, pack_.condition_facts, k.offsets, c.rows);
  }

  void check_sessions(const intake_columns& c) {
    using namespace column_values;
    const session_columns& s = c.sessions;
    const value_range all = values_behind("sessions.offsets", s.offsets, c.rows);
    check_sparse("sessions.others", s.others, all.last,
                 [](const session& r) { return is_right(r.when) && is_right(r.offset); });
    check_days("sessions.day", s.day, all, s.others);
    check_entries("sessions.others", s.others, s.offsets);
    check_values_of_list("sessions.values", s.values, pack_.treatment_facts, s.offsets, c.rows);
  }

  void check_events(const intake_columns& c) {
    using namespace column_values;
    const event_columns& e = c.events;
    const value_range all = values_behind("events.offsets", e.offsets, c.rows);
    const std::size_t known = pack_.words.events.size();
    check_sparse("events.others", e.others, all.last, [&](const event& r) {
      return is_right(r.when) && is_right(r.offset) && is_right(r.zones) && is_of(r.what, known);
    });
    check_ids("events.what", e.what, all, known, e.others);
    check_days("events.day", e.day, all, e.others);
    check_zones("events.zones", e.zones, all.last);
    check_entries("events.others", e.others, e.offsets);
    check_values_of_list("events.values", e.values, pack_.event_facts, e.offsets, c.rows);
  }

  // ---- their parts ----

  /// Of a list with `rows` rows; of none where its offsets are not in order.
  value_range values_behind(std::string_view column, std::span<const std::uint32_t> offsets, std::size_t rows) {
    if (offsets.empty() || fault_) return {};
    if (offsets.size() <= rows) {
      note(column, offsets.size(), "missing", "each row has one, and one stands behind them");
      return {};
    }
    for (std::size_t row = 0; row < rows; ++row)
      if (offsets[row] > offsets[row + 1]) {
        note(column, row + 1, std::to_string(offsets[row + 1]), "the row before begins behind it");
        return {};
      }
    return {offsets[0], offsets[rows]};
  }

  /// Calls `is_right(value, position)`.
  template <class Value, class Test>
  void check(std::string_view column, std::span<const Value> values, value_range r, std::string_view rule,
             Test is_right) {
    if (fault_) return;
    if (values.size() < r.last) return note(column, values.size(), "missing", "each row or entry has one");
    for (std::size_t at = r.first; at < r.last; ++at)
      if (!is_right(values[at], at)) return note(column, at, shown(values[at]), rule);
  }

  /// None, or one for each value.
  template <class Value>
  void check_optional(std::string_view column, std::span<const Value> values, value_range r, std::string_view rule) {
    if (!values.empty())
      check(column, values, r, rule, [](Value v, std::size_t) { return column_values::is_right(v); });
  }

  /// `others`: in their place the column may hold anything.
  template <class Record>
  void check_days(std::string_view column, std::span<const std::int32_t> days, value_range r,
                  const sparse_column<Record>& others) {
    check(column, days, r, column_values::a_day,
          [&](std::int32_t d, std::size_t at) { return column_values::is_day(d) || others.find(at) != nullptr; });
  }

  /// The same.
  template <class Record>
  void check_ids(std::string_view column, std::span<const std::uint16_t> ids, value_range r, std::size_t known,
                 const sparse_column<Record>& others) {
    check(column, ids, r, ids_up_to(known, "65535"), [&](std::uint16_t i, std::size_t at) {
      return i < known || i == narrow_not_understood || others.find(at) != nullptr;
    });
  }

  /// `of`: how many have a list of zones.
  void check_zones(std::string_view list, const list_column<std::uint16_t>& zones, std::size_t of) {
    const std::size_t known = pack_.words.zones.size();
    check(std::string(list) + ".ids", zones.ids, values_behind(std::string(list) + ".offsets", zones.offsets, of),
          "the pack has the zones below " + std::to_string(known),
          [&](std::uint16_t z, std::size_t) { return z < known; });
  }

  static std::string ids_up_to(std::size_t known, std::string_view not_understood) {
    return "the pack has the ids below " + std::to_string(known) + ", and " + std::string(not_understood) +
           " is what was not understood";
  }

  /// `behind`: no position reaches it.
  template <class Record, class Test>
  void check_sparse(std::string_view column, const sparse_column<Record>& s, std::size_t behind, Test is_right) {
    if (fault_) return;
    if (s.values.size() < s.at.size()) return note(column, s.values.size(), "missing", "each position has one");
    for (std::size_t i = 0; i < s.at.size(); ++i) {
      if (s.at[i] >= behind)
        return note(column, i, "position " + std::to_string(s.at[i]), "there are " + std::to_string(behind));
      if (i > 0 && s.at[i] <= s.at[i - 1])
        return note(column, i, "position " + std::to_string(s.at[i]), "positions ascend");
      if (!is_right(s.values[i])) return note(column, i, "a record", column_values::a_record);
    }
  }

  /// Of records aside: entries ascend among the records of a row, of which the dense ones have their positions.
  template <class Record>
  void check_entries(std::string_view column, const sparse_column<Record>& others,
                     std::span<const std::uint32_t> offsets) {
    constexpr std::uint32_t most = 1'000'000;
    if (fault_) return;
    for (std::size_t i = 0; i < others.at.size(); ++i) {
      const std::size_t at = others.at[i];
      if (at < offsets.front()) continue;  // of no row
      const std::size_t begin = *(std::upper_bound(offsets.begin(), offsets.end(), at) - 1);
      const auto entry_at = [&](std::size_t other) {
        const Record* const aside = others.find(other);
        return aside != nullptr ? std::size_t{aside->entry} : other - begin;
      };
      const std::uint32_t entry = others.values[i].entry;
      const bool is_last = std::binary_search(offsets.begin(), offsets.end(), at + 1);
      if (entry >= most || (at > begin && entry_at(at - 1) > entry) || (!is_last && entry_at(at + 1) < entry))
        return note(column, i, "entry " + std::to_string(entry), "entries ascend from one record of a row to the next");
    }
  }

  void check_periods(std::string_view column, const sparse_column<period>& s, value_range all) {
    check_sparse(column, s, all.last, [](period p) { return column_values::is_right(p); });
  }

  // ---- declared facts ----

  void check_values_of_rows(std::string_view column, std::span<const value_column> columns,
                            const std::vector<fact_declaration>& declared, std::size_t rows) {
    check_declared(column, columns, declared, rows, [](std::size_t row) { return value_range{row, row + 1}; });
  }
  void check_values_of_list(std::string_view column, std::span<const value_column> columns,
                            const std::vector<fact_declaration>& declared, std::span<const std::uint32_t> offsets,
                            std::size_t rows) {
    check_declared(column, columns, declared, rows, [offsets](std::size_t row) { return values_of_row(offsets, row); });
  }

  template <class ValuesOf>
  void check_declared(std::string_view column, std::span<const value_column> columns,
                      const std::vector<fact_declaration>& declared, std::size_t rows, ValuesOf values_of) {
    if (fault_) return;
    if (columns.size() > declared.size())
      return note(column, declared.size(), "a column", "the pack declares " + std::to_string(declared.size()));
    for (std::size_t slot = 0; slot < columns.size(); ++slot) {
      const std::string of_fact = std::string(column) + '.' + declared[slot].key;
      for (std::size_t row = 0; row < rows && !fault_; ++row)
        check_row(of_fact, columns[slot], declared[slot], values_of(row), row);
    }
  }

  void check_row(const std::string& column, const value_column& values, const fact_declaration& d, value_range r,
                 std::size_t row) {
    const std::size_t size = values.wide.empty() ? values.small.size() : values.wide.size();
    if (size == 0) return;
    if (size < r.last) return note(column, size, "missing", "each row or entry has one");
    for (std::size_t at = r.first; at < r.last; ++at) {
      const fact_value v = values.at(at);
      if (v.is_known() && !is_answer(d, v, row))
        return note(column, at, std::to_string(v.raw), "`" + d.ask + "` has other answers");
    }
  }

  bool is_answer(const fact_declaration& d, fact_value v, std::size_t row) const noexcept {
    const auto choices = static_cast<std::int64_t>(d.choices.size());
    switch (d.answer) {
      case answer_kind::yes_no: return v.raw == 0 || v.raw == 1;
      case answer_kind::choice: return v.raw >= 0 && v.raw < choices;
      case answer_kind::several: return v.raw >= 0 && (choices >= 63 || v.raw >> choices == 0);
      case answer_kind::number: return true;  // whatever it is, rules compare it
      case answer_kind::date:
      case answer_kind::date_or_never: return column_values::is_right(period_of(v));
      case answer_kind::text: {
        const auto bits = static_cast<std::uint64_t>(v.raw);
        return (bits >> 32) + (bits & 0xffffffffu) <= text_of_row(row).size();
      }
    }
    return false;
  }

  void find_texts(const intake_columns& c) {
    text_offsets_ = c.text_offsets;
    const value_range all = values_behind("text_offsets", c.text_offsets, c.rows);
    if (!fault_ && c.texts.size() < all.last) note("texts", c.texts.size(), "missing", "texts of rows go on");
  }
  value_range text_of_row(std::size_t row) const noexcept { return values_of_row(text_offsets_, row); }

  template <class Thing>
  static bool is_of(id<Thing> i, std::size_t known) noexcept {
    return i.value < known || i == not_understood<Thing>;
  }

  template <class Value>
  static std::string shown(Value v) {
    if constexpr (std::is_enum_v<Value>)
      return std::to_string(static_cast<unsigned>(v));
    else if constexpr (std::is_same_v<Value, given_lists>)
      return std::to_string(v.bits);
    else
      return std::to_string(v);
  }

  void note(std::string_view column, std::size_t at, std::string_view found, std::string_view rule) {
    if (!fault_) fault_ = column_fault{std::string(column), at, std::string(found) + ", where " + std::string(rule)};
  }

  const pack& pack_;
  std::optional<column_fault> fault_;
  std::span<const std::uint32_t> text_offsets_;
};

/// What is wrong with columns that `p` is to decide, if anything is.
inline std::optional<column_fault> fault_of(const intake_columns& c, const pack& p) { return column_check(p).run(c); }

}  // namespace clearance
