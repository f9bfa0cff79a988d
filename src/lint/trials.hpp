#pragma once
#include "draft.hpp"
#include "questions.hpp"
#include "written_pack.hpp"

#include <clearance/io/screener.hpp>
#include <clearance/pack.hpp>
#include <clearance/time/civil.hpp>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

/// Intakes on which a rule shows what it does: every entry that it names, every answer of its tests, and dates at the
/// ends of all windows. The evaluator says what comes of them; nothing is reasoned out a second time here.
namespace clearance::linting {

/// The day on which every trial treats.
inline constexpr date treated = to_date({2027, 6, 15});

/// A rule that stands, may stand, or can be avoided.
struct stand {
  std::uint32_t rule = 0;
  verdict contributes = verdict::clear;  ///< the worst of its findings
  minute_time until = distant_past;      ///< the latest
};

class trials {
 public:
  trials(const pack& p, const written_pack& written);

  /// What stands for an intake, the built-in rule left out. Valid until the next call.
  const std::vector<stand>& judge(const draft& d);

  /// Calls `see` for each intake; what `others` ask is answered in every way too. False, and none, where there are
  /// too many, or where not all of them are known.
  bool of_rule(std::uint32_t rule, const std::vector<std::uint32_t>& others,
               const std::function<void(const draft&)>& see);

  /// A patient for whom nothing stands in the way, or as little as could be found.
  const draft& nobody() const noexcept { return nobody_; }
  bool stands_for_nobody(std::uint32_t rule) const;

  /// An entry by its key, with what makes it count: active, taken or done today, where the treatment is.
  bool add_entry(draft& d, std::string_view key, std::string_view status) const;
  bool add_entry(draft& d, std::string_view key, std::string_view status, date when) const;

 private:
  /// An entry of the vocabulary that a rule speaks of.
  struct target {
    subject on = subject::patient;
    std::uint32_t entry = 0;
  };
  /// One way in which something may be: changes a draft.
  using change = std::function<void(draft&)>;
  using dimension = std::vector<change>;

  void find_nobody();
  void try_better(const change& c);
  void find_targets();
  template <class Thing, class Entries>
  void find_targets(subject on, const Entries& entries, const touch_index& touches);
  void find_days();

  std::vector<target> targets_of(std::uint32_t rule) const;
  dimension ways_of(const target& t) const;
  dimension ways_of_medication(std::uint32_t entry) const;
  dimension ways_of_condition(std::uint32_t entry) const;
  dimension ways_of_event(std::uint32_t entry) const;
  dimension ways_of_session() const;
  dimension ways_of_fact(const asked_fact& f, bool of_sessions) const;
  dimension ways_of_word(const std::string& key) const;
  std::string treated_zone() const;
  std::vector<std::string> places() const;

  const pack& pack_;
  const written_pack& written_;
  screener screener_;
  turning_points points_;
  std::size_t spent_ = 0;  ///< intakes so far, and what stood in them
  std::vector<stand> stands_;
  draft nobody_;
  std::string elsewhere_;                     ///< a zone that is not treated, as JSON; empty where there is none
  std::vector<std::uint32_t> of_nobody_;      ///< rules that stand for nobody
  std::vector<std::vector<target>> targets_;  ///< of each rule: of entries that are alike to all rules, one
  std::vector<date> days_;                    ///< the last day of use that is too late for a window, and those beside
};

}  // namespace clearance::linting
