#pragma once
#include <clearance/bar.hpp>
#include <clearance/ids.hpp>
#include <clearance/match/names.hpp>
#include <clearance/part_lists.hpp>
#include <clearance/patient_index.hpp>
#include <clearance/predicate.hpp>
#include <clearance/time/window.hpp>
#include <clearance/verdict.hpp>
#include <clearance/vocabulary.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// A rule pack, resolved: every name is an id, every rule is lowered, every index is built. It never changes after
/// that, so any number of threads may use it without locks.
namespace clearance {

enum class rule_kind : std::uint8_t {
#define CLEARANCE_RULE_KIND(identifier, text) identifier,
#include <clearance/rule_kinds.def>
#undef CLEARANCE_RULE_KIND
};

constexpr std::string_view name(rule_kind k) noexcept {
  constexpr std::string_view names[] = {
#define CLEARANCE_RULE_KIND(identifier, text) text,
#include <clearance/rule_kinds.def>
#undef CLEARANCE_RULE_KIND
  };
  return names[static_cast<unsigned>(k)];
}

/// A least and a most; equal where the author wrote one number.
struct count_range {
  int least = 0;
  int most = 0;
};

/// Where a value of a rule was written, for packs that are made of layers.
struct provenance {
  std::string key;
  std::string value;  ///< in one line; `none` where a layer dropped the key
  std::string place;  ///< `file:line`
};

/// A rule as people know it: its words, its citation, and what advice needs.
struct rule {
  std::string key;
  rule_kind kind = rule_kind::washout;
  std::string says;     ///< with `{before}` and the like filled in
  std::string section;  ///< the place in the source
  std::string reading;  ///< how an ambiguous source was read
  std::string note;
  std::optional<source_id> source;
  predicate_id when = bar::none;  ///< as the author wrote it, for advice and explanations
  predicate_id unless = bar::none;
  std::string names;             ///< what it speaks of, in words: "aspirin, ibuprofen"
  std::optional<window> before;  ///< washout, require: must have passed before; interval: since the last session
  std::optional<window> after;   ///< washout: when it may resume; aftercare, recovery: how long; interval: the most
  std::optional<window> valid;   ///< require: how long it counts
  std::string before_text;       ///< as written: "1 week"
  std::string after_text;
  count_range sessions;  ///< course
  bool ask_prescriber = false;
  std::vector<provenance> written;  ///< each value behind what it replaces; empty in a pack of one layer
};

/// Has a rule of this kind something to say to those whom nothing stops?
constexpr bool gives_advice(rule_kind k) noexcept {
  switch (k) {
    case rule_kind::washout:
    case rule_kind::accept:
    case rule_kind::interval:
    case rule_kind::course:
    case rule_kind::aftercare:
    case rule_kind::recovery: return true;
    case rule_kind::exclude:
    case rule_kind::refer:
    case rule_kind::defer:
    case rule_kind::require:
    case rule_kind::uncovered: return false;
  }
  return false;
}

inline std::vector<rule_id> advising_among(const std::vector<rule>& rules) {
  std::vector<rule_id> advising;
  for (std::uint32_t i = 0; i < rules.size(); ++i)
    if (gives_advice(rules[i].kind)) advising.push_back({i});
  return advising;
}

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
  std::vector<rule_id> advising;    ///< those that give advice
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
