#pragma once
#include "types.hpp"

#include "../resolve/read_vocabulary.hpp"

#include <clearance/pack.hpp>

#include <algorithm>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

/// What the steps of all predicates share. Equal texts, answers and sets are kept once.
namespace clearance::cel {

/// Vocabulary entries that a test names. What means them is settled when the vocabulary's meanings are known.
struct name_set {
  resolving::word_kind kind = resolving::word_kind::substance;
  std::vector<std::uint32_t> named;  ///< sorted
};

class program_tables {
 public:
  explicit program_tables(pack& out) : out_(out) {
    const auto width = [&](fact_list l, const std::vector<fact_declaration>& facts) {
      out.predicates.widths[static_cast<std::size_t>(l)] = static_cast<std::uint32_t>(facts.size());
    };
    width(fact_list::treatment, out.treatment_facts);
    width(fact_list::medications, out.medication_facts);
    width(fact_list::conditions, out.condition_facts);
    width(fact_list::sessions, out.treatment_facts);
    width(fact_list::events, out.event_facts);
    width(fact_list::answers, out.patient_facts);
  }

  const predicate_program& program() const noexcept { return out_.predicates; }

  step text(std::string_view t) {
    const predicate_program::range at = keep(t);
    return {step_kind::constant_text, fact_owner::treatment, 0, at.first, at.count};
  }

  /// The position of the first of these answers; they stand side by side.
  std::int64_t answers(std::span<const std::string> all) {
    std::string key;
    for (const std::string& a : all) (key += std::to_string(a.size())) += ':' + a;
    const auto [at, is_new] = answers_.try_emplace(std::move(key), out_.predicates.answers.size());
    if (is_new)
      for (const std::string& a : all) out_.predicates.answers.push_back(keep(a));
    return static_cast<std::int64_t>(at->second);
  }

  std::uint32_t set(resolving::word_kind kind, std::vector<std::uint32_t> named) {
    return slot(name_sets_, name_set_slots_, kind, std::move(named));
  }
  std::uint32_t indications(std::vector<std::uint32_t> named) {
    return slot(indication_sets_, indication_slots_, resolving::word_kind::condition, std::move(named));
  }
  const std::vector<name_set>& name_sets() const noexcept { return name_sets_; }
  const std::vector<name_set>& indication_sets() const noexcept { return indication_sets_; }

  /// The expression that gives a fact where it is not answered.
  void give(const fact_declaration& fact, const checked& from) { from_[&fact] = &from; }
  const checked* from(const fact_declaration* fact) const {
    const auto at = from_.find(fact);
    return at == from_.end() ? nullptr : at->second;
  }

 private:
  using slots = std::map<std::pair<resolving::word_kind, std::vector<std::uint32_t>>, std::uint32_t>;

  static std::uint32_t slot(std::vector<name_set>& sets, slots& known, resolving::word_kind kind,
                            std::vector<std::uint32_t> named) {
    std::sort(named.begin(), named.end());
    named.erase(std::unique(named.begin(), named.end()), named.end());
    const auto [at, is_new] = known.try_emplace({kind, named}, static_cast<std::uint32_t>(sets.size()));
    if (is_new) sets.push_back({kind, std::move(named)});
    return at->second;
  }

  predicate_program::range keep(std::string_view t) {
    const auto [at, is_new] = texts_.try_emplace(std::string(t));
    if (is_new) {
      at->second = {static_cast<std::uint32_t>(out_.predicates.texts.size()), static_cast<std::uint32_t>(t.size())};
      out_.predicates.texts += t;
    }
    return at->second;
  }

  pack& out_;
  std::unordered_map<std::string, predicate_program::range> texts_;
  std::unordered_map<std::string, std::size_t> answers_;
  std::vector<name_set> name_sets_;
  std::vector<name_set> indication_sets_;
  slots name_set_slots_;
  slots indication_slots_;
  std::unordered_map<const fact_declaration*, const checked*> from_;
};

}  // namespace clearance::cel
