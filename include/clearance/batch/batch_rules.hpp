#pragma once
#include <clearance/batch/columns.hpp>
#include <clearance/batch/entry_table.hpp>
#include <clearance/evaluate.hpp>
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
  std::uint16_t marks = mark::nothing;  ///< where the intake begins
};

/// An intake is plain where all that evaluation would ask of it is in tables. These are the reasons why it is not:
///
/// - the pack asks for something (a requirement), or has rules about the patient: then none of its intakes is;
/// - the intake's head, or any record of it, stands aside from the dense columns (`others`): imprecise, in error,
///   with an offset from UTC, more than one record an entry;
/// - the zones are not all understood, or a list is absent of which rules with a `when` speak;
/// - it has an event, and rules speak of events;
/// - a key of an entry is not plain: a rule tests more than yes-no or choices of the treatment or the entry, a date
///   in its condition, a state that lasts beyond its end; two bars meet in one finding, or more than three bars meet.
///
/// Such an intake goes to `evaluate`, which is right by itself.
class batch_rules {
 public:
  /// The pack must outlive it.
  explicit batch_rules(const clearance::pack& p)
      : zones(p, subject::zone),
        medications(p, subject::medication),
        conditions(p, subject::condition),
        sessions(p, subject::session),
        pack_(&p),
        has_plain_(p.requirements.empty() && p.patient_bars.empty() && zones.is_usable() && medications.is_usable() &&
                   conditions.is_usable() && sessions.is_usable()) {
    openings_.resize(std::size_t{1} << (2 * intake_list_count));
    if (!has_plain_) return;
    for (std::size_t bits = 0; bits < openings_.size(); ++bits)
      openings_[bits] = opening_of({static_cast<std::uint16_t>(bits)});
  }

  const clearance::pack& pack() const noexcept { return *pack_; }
  bool has_plain() const noexcept { return has_plain_; }
  const opening& opening_at(given_lists l) const noexcept { return openings_[l.bits & (openings_.size() - 1)]; }

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
    if (asks(intake_list::medications, f.medications_given, subject::medication, true) ||
        asks(intake_list::conditions, f.conditions_given, subject::condition, true) ||
        asks(intake_list::sessions, f.sessions_given, subject::session, true) ||
        asks(intake_list::events, f.events_given, subject::event, pack_->reads_events))
      return o;
    const absent_lists open(*pack_, f);
    o.is_plain = 1;
    o.lists = open.lists;
    if (open.lists != 0)
      o.marks =
          static_cast<std::uint16_t>(o.marks | mark::one(verdict::incomplete) |
                                     mark::one(open.worst) << mark::worst_shift | (open.timed ? mark::blocks : 0));
    return o;
  }

  const clearance::pack* pack_;
  bool has_plain_;
  std::vector<opening> openings_;
};

}  // namespace clearance
