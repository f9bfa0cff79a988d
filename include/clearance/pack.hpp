#pragma once
#include <clearance/advice_plan.hpp>
#include <clearance/bar.hpp>
#include <clearance/ids.hpp>
#include <clearance/match/names.hpp>
#include <clearance/part_lists.hpp>
#include <clearance/patient_index.hpp>
#include <clearance/predicate.hpp>
#include <clearance/rule.hpp>
#include <clearance/verdict.hpp>
#include <clearance/vocabulary.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// A rule pack, resolved: every name is an id, every rule is lowered, every index is built. It never changes after
/// that, so any number of threads may use it without locks.
namespace clearance {

struct source {
  std::string key;
  std::string title;
  std::string url;
};

/// What a pack asks about the patient, treatments or entries.
enum class fact_subject : std::uint8_t { treatment, medication, condition, event, patient };
enum class answer_kind : std::uint8_t { yes_no, choice, several, number, date, date_or_never, text };

struct fact_declaration {
  std::string key;
  std::string ask;
  std::string help;
  fact_subject of = fact_subject::patient;
  answer_kind answer = answer_kind::yes_no;
  std::vector<std::string> choices;
  std::vector<std::string> labels;  ///< what people read in place of `choices`, in a language that gives it; else empty
  fact_value least;                 ///< number
  fact_value most;
  std::string from;  ///< an expression that gives it where it is not answered

  std::string_view label_of(std::size_t choice) const noexcept {
    return labels.empty() ? choices[choice] : labels[choice];
  }
};

struct pack {
  std::string id;
  std::string version;
  std::string title;
  std::string hash;  ///< `sha256:` and 64 hexadecimal digits, over the resolved pack

  vocabulary words;
  vocabulary_names names;
  std::vector<source> sources;
  std::vector<fact_declaration> treatment_facts;  ///< a fact's slot is its position
  std::vector<fact_declaration> medication_facts;
  std::vector<fact_declaration> condition_facts;
  std::vector<fact_declaration> event_facts;
  std::vector<fact_declaration> patient_facts;
  std::vector<rule> rules;          ///< in the author's order; the last is the built-in `uncovered`
  advice_plan advice;               ///< those that give advice
  std::vector<provenance> removed;  ///< rules that a layer took away: `key` is the rule, `value` where it was declared

  std::vector<bar> bars;  ///< in the order of their rules
  predicate_program predicates;
  zone_sets zones;
  part_lists zone_parts;
  touch_index substance_touches;
  touch_index condition_touches;
  touch_index event_touches;
  touch_index zone_touches;
  std::vector<bar_id> session_bars;
  std::vector<bar_id> patient_bars;
  patient_index patients;  ///< the same, by the facts that they test
  std::vector<requirement> requirements;
  std::vector<acceptance> acceptances;
  std::vector<bar_id> zone_exclusions;              ///< with a `when`: they leave parts out for some patients only
  std::vector<std::uint64_t> zone_exclusion_areas;  ///< what each excludes: as many words as a row of `zones`
  std::array<absence, subject_count> absent;
  bool reads_events = false;   ///< the list, in any rule
  bool reads_started = false;  ///< of medicines; the next two of conditions
  bool reads_since = false;
  bool reads_ended = false;

  const rule& rule_of(bar_id b) const noexcept { return rules[bars[b.index()].rule.index()]; }
};

}  // namespace clearance
