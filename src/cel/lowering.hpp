#pragma once
#include "lower.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

/// The walk through a checked tree that writes steps: logic in lower.cpp, comparisons in lower_tests.cpp, lists in
/// lower_lists.cpp, values in lower_values.cpp.
namespace clearance::cel {

/// What `choose` and `first_known` say of their operands.
constexpr std::uint32_t slot_of(type_kind k) noexcept {
  return k == type_kind::text ? 1 : k == type_kind::truth ? 2 : 0;
}

class lowering {
 public:
  lowering(const checked& expression, program_tables& tables, mistakes& found)
      : in_(&expression), tables_(tables), found_(found), bound_(expression.variables.size()) {}
  steps run();

 private:
  /// What a variable stands for where its list was written out.
  struct binding {
    node_id element{0xffffffffu};
    const std::string* answer = nullptr;
    std::size_t loop = 0;
  };

  const ast& tree() const { return in_->tree; }
  const type& type_of(node_id n) const { return in_->type_of(n); }
  const meaning& meaning_of(node_id n) const { return in_->meaning_of(n); }
  void tell(node_id n, issue_code code, std::string message, std::string hint, severity weight = severity::error);
  /// Writing lists out may multiply an expression: it is given up where that goes too far.
  bool spend(node_id n, std::size_t size = 1);
  // ---- conditions ----
  steps truth(node_id n, bool is_negated);
  steps truth_of(node_id n, bool is_negated);
  static steps turned_if(bool is_negated, steps s);
  /// By De Morgan's laws, so that tests of facts stay tests of facts.
  steps logic(node_id n, bool is_negated);
  steps join(node_id n, std::vector<steps> parts, step_kind by);
  steps choice(node_id n, bool is_negated);
  steps named_truth(node_id n, bool is_negated);
  steps bound_truth(node_id n, bool is_negated);
  fact_owner owner_of(const meaning& m) const;
  // ---- comparisons ----
  /// A declared fact without `from`, read by name.
  const fact_declaration* plain_fact(node_id n) const;
  steps comparison_of_two(node_id n, bool is_negated);
  steps compare(node_id n, node_id left, node_id right, comparison c, bool is_negated);
  step comparing(node_id left, node_id right, comparison c) const;
  steps compare_truths(node_id left, node_id right, comparison c);
  /// A fact against what no fact changes: one test, as the map has it.
  std::optional<steps> test_of_fact(node_id n, node_id of, node_id other, const steps& constant, comparison c);
  std::string text_of(const step& constant) const;
  steps test_of_number(node_id n, node_id of, const fact_declaration& fact, comparison c, double limit);
  steps test_of_choice(node_id n, node_id of, const fact_declaration& fact, std::uint64_t fitting);
  void tell_decided(node_id n, const fact_declaration& fact, bool is_always);
  // ---- lists ----
  step indication(std::vector<std::uint32_t> named);
  steps membership(node_id n, bool is_negated);

  /// `exists` or `all` over what was answered: each answer in turn, given and fitting.
  template <class Body>
  steps over_answers(node_id n, node_id of, const fact_declaration& fact, bool is_all, Body body) {
    const meaning& m = meaning_of(of);
    std::uint64_t decides = 0;  // answers whose giving decides
    std::vector<steps> parts;
    const auto given = [&](std::uint64_t bits) {
      return steps{{step_kind::shares_bit, owner_of(m), m.slot, static_cast<std::int64_t>(bits)}};
    };
    for (std::size_t i = 0; i < fact.choices.size(); ++i) {
      if (!spend(n)) break;
      steps fits = body(fact.choices[i]);
      if (is_all) fits = negated(std::move(fits));
      const std::uint64_t bit = std::uint64_t{1} << i;
      const auto known = decision_of(fits);
      if (known == kleene::yes) decides |= bit;
      if (!known || *known == kleene::unknown) parts.push_back(join(n, {given(bit), std::move(fits)}, step_kind::both));
    }
    if (decides != 0 || parts.empty()) parts.insert(parts.begin(), given(decides));
    return turned_if(is_all, join(n, std::move(parts), step_kind::either));
  }
  steps loop(node_id n);
  steps over_entries(node_id n, node_id of, node_id body, bool is_all, std::uint32_t variable);
  // ---- functions ----
  steps called_truth(node_id n);
  steps text_test(node_id n, function f);
  // ---- values ----
  steps value(node_id n);
  static steps constant(const cell& c);
  steps value_of(node_id n);
  static step_kind arithmetic(node_kind k, type_kind t);
  steps named_value(node_id n);
  step read(const meaning& m);
  /// The answer, or where there is none what the fact's own expression gives.
  steps or_from(node_id n, const meaning& m, steps answer);
  steps called_value(node_id n);
  steps size_of(node_id of);
  static std::int64_t by_status(const std::string& wanted);

  const checked* in_;
  program_tables& tables_;
  mistakes& found_;
  std::vector<binding> bound_;                    ///< by variable
  std::vector<const fact_declaration*> reading_;  ///< facts whose own expression is being read
  std::size_t loops_ = 0;
  std::size_t spent_ = 0;
  bool is_too_much_ = false;
};

}  // namespace clearance::cel
