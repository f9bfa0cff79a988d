#pragma once
#include "read_vocabulary.hpp"
#include "reading.hpp"

#include "../cel/check.hpp"
#include "../cel/steps.hpp"
#include "../cel/tables.hpp"

#include <clearance/pack.hpp>

#include <deque>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

/// Lowers `when`, `unless`, `earlier`, `either` and `from`, maps and texts alike, into steps of the pack's predicate
/// program.
namespace clearance::resolving {

/// Which entry a rule looks at: whose facts its tests may read.
enum class entry_subject : std::uint8_t { none, medication, condition, session, event };

class predicate_writer {
 public:
  /// `out` has its vocabulary and its facts, and they stay where they are.
  predicate_writer(reading& r, const word_table& words, pack& out) : r_(r), words_(words), out_(out), tables_(out) {}

  /// The `from` of facts; before anything that reads them. `facts`: what stands below that key of the pack.
  void read_from(const yaml::node& facts);

  /// `when` or `unless`: a map (all keys must hold) or a text. `bar::none` where nothing usable stands there.
  predicate_id write(const yaml::member& m, entry_subject looks_at);

  /// `earlier` (the session has it) or `either` (the session or the planned treatment has it).
  enum class whose : std::uint8_t { earlier_session, either_treatment };
  predicate_id write_session_map(const yaml::member& m, whose has_it);

  /// Both must hold; `bar::none` counts as yes.
  predicate_id both(predicate_id a, predicate_id b);

  const std::vector<cel::name_set>& name_sets() const noexcept { return tables_.name_sets(); }
  const std::vector<cel::name_set>& indication_sets() const noexcept { return tables_.indication_sets(); }

  /// Did a test name this fact, rightly or wrongly?
  bool reads(const fact_declaration& fact) const { return read_.contains(&fact); }

 private:
  /// A declared fact, and whose.
  struct found_fact {
    const fact_declaration* fact = nullptr;
    fact_owner owner = fact_owner::treatment;
    std::uint32_t slot = 0;
  };

  predicate_id finish(const cel::steps& steps, const text_range& at);
  predicate_id write_map(const yaml::node& map, entry_subject looks_at);
  predicate_id write_text(const yaml::member& m, entry_subject looks_at);
  void tell(const yaml::node& text, cel::mistakes found);
  void note_read(const cel::checked& expression);
  cel::surroundings around(entry_subject looks_at) const;
  std::optional<cel::steps> write_test(const yaml::member& test, entry_subject looks_at);
  std::optional<found_fact> find(const yaml::member& test, entry_subject looks_at);
  void tell_unknown(const yaml::node& key, std::string message, std::string hint);
  std::optional<cel::steps> write_words(const yaml::member& test, word_kind kind);
  std::optional<cel::steps> write_zone(const yaml::member& test);
  std::optional<cel::steps> write_fact(const yaml::member& test, const found_fact& f);

  reading& r_;
  const word_table& words_;
  pack& out_;
  cel::program_tables tables_;
  std::deque<cel::checked> from_;  // stay where they are
  std::unordered_set<const fact_declaration*> read_;
};

}  // namespace clearance::resolving
