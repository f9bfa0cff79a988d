#pragma once
#include <clearance/absent_lists.hpp>
#include <clearance/batch/columns.hpp>
#include <clearance/batch/entry_table_builder.hpp>
#include <clearance/batch/row_rules.hpp>
#include <clearance/pack.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

/// A pack, prepared for batches.
namespace clearance {

/// What the lists that are absent leave open, for each way in which lists may be given.
struct opening {
  std::uint8_t is_plain = 0;
  std::uint8_t lists = 0;               ///< as `outcome::open_lists`
  std::uint8_t asks_row = 0;            ///< what they leave open depends on the row's facts
  std::uint16_t marks = mark::nothing;  ///< where the intake begins
};

/// What absent lists say of a row.
inline mark marks_of(const absent_lists& open) noexcept {
  if (open.lists == 0) return {mark::nothing};
  return {static_cast<std::uint16_t>(mark::nothing | mark::one(verdict::incomplete) |
                                     mark::one(open.worst) << mark::worst_shift | (open.timed ? mark::blocks : 0))};
}

/// An intake is plain where all that evaluation would ask of it is in tables. These are the reasons why it is not:
///
/// - something must have been done before the treatment, or perhaps; an entry is one of those of which such rules,
///   rules about the patient, or rules that an absent list leaves open speak; they ask for more (`row_rules`);
/// - the intake's head, or any record of it, stands aside from the dense columns (`others`): imprecise, in error,
///   with an offset from UTC, more than one record an entry;
/// - the zones are not all understood;
/// - it has an event, and rules speak of events;
/// - a key of an entry is not plain: a rule tests more than yes-no or choices of the treatment or the entry, a date
///   in its condition, a state that lasts beyond its end; two bars meet in one finding, or more than three bars meet;
/// - an answer is none of those that its fact declares, or one of its lists is longer than a chunk's memory.
///
/// Such an intake goes to `evaluate`, which is right by itself.
class batch_rules {
 public:
  /// The pack must outlive it.
  explicit batch_rules(const clearance::pack& p)
      : by_row(p),
        zones(entry_table_of(p, subject::zone)),
        medications(entry_table_of(p, subject::medication, by_row.odd_substances())),
        conditions(entry_table_of(p, subject::condition, by_row.odd_conditions())),
        sessions(entry_table_of(p, subject::session)),
        pack_(&p),
        has_plain_(by_row.are_plain() && zones.is_usable() && medications.is_usable() && conditions.is_usable() &&
                   sessions.is_usable()) {
    openings_.resize(std::size_t{1} << (2 * intake_list_count));
    if (!has_plain_) return;
    for (std::size_t bits = 0; bits < openings_.size(); ++bits)
      openings_[bits] = opening_of({static_cast<std::uint16_t>(bits)});
  }

  const clearance::pack& pack() const noexcept { return *pack_; }
  bool has_plain() const noexcept { return has_plain_; }
  const opening& opening_at(given_lists l) const noexcept { return openings_[l.bits & (openings_.size() - 1)]; }

  row_rules by_row;
  entry_table zones;
  entry_table medications;
  entry_table conditions;
  entry_table sessions;

 private:
  opening opening_of(given_lists l) const {
    opening o;
    if (l.of(intake_list::zones) != given::complete) return o;
    facts f;
    f.treatment.zones = given::complete;
    const auto asks = [&](intake_list list, given& of_facts, subject s, bool is_read) {
      of_facts = l.of(list);
      return of_facts == given::absent && is_read && !pack_->absent[static_cast<unsigned>(s)].conditional.empty();
    };
    bool any = asks(intake_list::medications, f.medications_given, subject::medication, true);
    any = asks(intake_list::conditions, f.conditions_given, subject::condition, true) || any;
    any = asks(intake_list::sessions, f.sessions_given, subject::session, true) || any;
    any = asks(intake_list::events, f.events_given, subject::event, pack_->reads_events) || any;
    if (any && !by_row.absent_are_plain()) return o;
    o.is_plain = 1;
    o.asks_row = any;
    if (any) return o;
    const absent_lists open(*pack_, f);
    o.lists = open.lists;
    o.marks = marks_of(open).bits;
    return o;
  }

  const clearance::pack* pack_;
  bool has_plain_;
  std::vector<opening> openings_;
};

}  // namespace clearance
