#pragma once
#include "read_vocabulary.hpp"
#include "reading.hpp"

#include <clearance/pack.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

/// Lowers the maps of `when`, `unless`, `earlier` and `either` into steps of the pack's predicate program.
namespace clearance::resolving {

/// Which entry a rule looks at: whose facts its tests may read.
enum class entry_subject : std::uint8_t { none, medication, condition, session };

/// A condition over the indication that still needs the vocabulary's meanings.
struct indication_set {
  std::uint32_t slot = 0;
  std::vector<condition_id> named;
};

class predicate_writer {
 public:
  predicate_writer(reading& r, const word_table& words, pack& out) : r_(r), words_(words), out_(out) {}

  /// `when` or `unless`: all keys must hold. `bar::none` where nothing usable stands there.
  predicate_id write_map(const yaml::member& m, entry_subject looks_at);

  /// `earlier` (the session has it) or `either` (the session or the planned treatment has it).
  enum class whose : std::uint8_t { earlier_session, either_treatment };
  predicate_id write_session_map(const yaml::member& m, whose has_it);

  /// Both must hold; `bar::none` counts as yes.
  predicate_id both(predicate_id a, predicate_id b);

  const std::vector<indication_set>& indication_sets() const noexcept { return indication_sets_; }

  /// Did a test name this fact, rightly or wrongly?
  bool reads(const fact_declaration& fact) const { return read_.contains(&fact); }

 private:
  predicate_id finish(std::vector<step> steps);
  void tell_unknown(const yaml::node& key, std::string message, std::string hint);
  bool write_test(const yaml::member& test, entry_subject looks_at, std::vector<step>& steps);
  bool write_indication(const yaml::member& test, std::vector<step>& steps);
  bool write_zone(const yaml::member& test, std::vector<step>& steps);
  std::optional<step> compare(const yaml::member& test, const fact_declaration& fact);
  std::optional<step> compare_choice(const yaml::member& test, const fact_declaration& fact);
  std::optional<step> compare_number(const yaml::member& test, const fact_declaration& fact);

  reading& r_;
  const word_table& words_;
  pack& out_;
  std::vector<indication_set> indication_sets_;
  std::unordered_set<const fact_declaration*> read_;
};

}  // namespace clearance::resolving
