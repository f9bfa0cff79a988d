#pragma once
#include <clearance/absent_lists.hpp>
#include <clearance/applies.hpp>
#include <clearance/batch/batch_rules.hpp>
#include <clearance/batch/chunk_memory.hpp>
#include <clearance/batch/columns.hpp>
#include <clearance/batch/list_view.hpp>
#include <clearance/batch/plain_touch.hpp>
#include <clearance/batch/row.hpp>
#include <clearance/outcome.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace clearance {

/// What is known of a row beside its entries: its memory is used again.
class row_values {
 public:
  /// Valid until the next call.
  const facts& read(const intake_columns& c, given_lists lists, std::size_t row) {
    read_values(treatment_, c.treatment_values, row);
    read_values(patient_, c.patient_values, row);
    facts_.treatment.zones = lists.of(intake_list::zones);
    read_given(facts_, lists);
    facts_.treatment_values = treatment_;
    facts_.patient_values = patient_;
    return facts_;
  }

 private:
  facts facts_;
  std::vector<fact_value> treatment_;
  std::vector<fact_value> patient_;
};

namespace plain_passes {

/// What stands for `f` behind the bars of all entries; false where that is not plain.
inline bool settle_row(const pack& p, const facts& f, std::size_t row, chunk_memory& m) {
  for (const requirement& r : p.requirements)
    if (applies(p.bars[r.bar.index()], p, f, {}) != kleene::no) return false;
  if (m.fired + p.patient_bars.size() > chunk_memory::most_fired) return false;
  p.patients.visit(f, [&](bar_id id) {
    const bar& b = p.bars[id.index()];
    const kleene stands = applies(b, p, f, {});
    if (stands == kleene::no) return;
    const mark says = mark::of(b, stands == kleene::yes ? certainty::certain : certainty::possible);
    m.fired = m.write(m.fired, row, whole_patient, id, says, plain_touch::no_window);
  });
  return true;
}

/// The rules that are asked once a row, of rows that are plain so far.
inline void settle_rows(const batch_rules& rules, const intake_columns& c, rows of, chunk_memory& m,
                        std::uint8_t* open_lists, row_values& values) {
  const bool asks_all = rules.by_row.are_any();
  if (!asks_all && c.lists.empty() && !rules.opening_at(c.usual_lists).asks_row) return;
  for (std::size_t r = 0; r < of.count; ++r) {
    const given_lists lists = c.lists.empty() ? c.usual_lists : c.lists[of.first + r];
    const bool asks_absent = rules.opening_at(lists).asks_row;
    if (m.is_odd[r] != 0 || !(asks_all || asks_absent)) continue;
    const facts& f = values.read(c, lists, of.first + r);
    if (asks_absent) {
      const absent_lists open(rules.pack(), f);
      open_lists[r] = open.lists;
      m.marks[r].bits |= marks_of(open).bits;
    }
    m.is_odd[r] = !settle_row(rules.pack(), f, r, m);
  }
}

}  // namespace plain_passes

}  // namespace clearance
