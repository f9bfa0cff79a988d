#pragma once
#include "check.hpp"
#include "functions.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// The walk through a tree that finds types and meanings: operators in check.cpp, names in check_names.cpp, functions
/// in check_calls.cpp.
namespace clearance::cel {

constexpr bool is_number(type_kind k) noexcept { return k == type_kind::integer || k == type_kind::number; }

class checker {
 public:
  checker(ast tree, const surroundings& around, mistakes& found) : around_(around), found_(found) {
    out_.tree = std::move(tree);
    out_.types.resize(out_.tree.nodes.size());
    out_.meanings.resize(out_.tree.nodes.size());
  }

  checked run() {
    const std::size_t before = found_.size();
    visit(out_.tree.root);
    out_.is_right = found_.size() == before;
    return std::move(out_);
  }

 private:
  const ast& tree() const { return out_.tree; }
  meaning& meaning_of(node_id n) { return out_.meanings[n.value]; }
  std::string written(node_id n) const { return print(tree(), n); }
  type tell(span at, issue_code code, std::string message, std::string hint);
  type tell(span at, std::string message, std::string hint);
  const type& visit(node_id n);
  type type_for(node_id n);
  std::string sign(node_id n) const;
  // ---- logic ----
  void want_truth(node_id n, const std::string& operator_sign);
  /// A condition about something that is none.
  std::string how_to_ask(node_id n, const type& t) const;
  type choice(node_id n);
  // ---- numbers, texts, dates ----
  static std::string as_decimal(node_id);
  type minus(node_id n);
  type arithmetic(node_id n);
  std::string arithmetic_hint(node_kind kind, const type& a, const type& b) const;
  /// `skin-type` is read as a difference of two names.
  bool is_hyphenated(node_id n);
  bool collect_hyphenated(node_id n, std::string& whole) const;
  static std::string with_underscores(std::string s);
  // ---- comparisons ----
  type comparison(node_id n);
  std::string comparison_hint(node_id n, const type& a, const type& b) const;
  /// `choices` may only be its answers: is the literal one?
  void check_answers(const type& choices, node_id literal);
  type compare_indication(node_id n, bool is_equality);
  type membership(node_id n);
  static std::string plural(type_kind k);
  static std::string entries_hint(fact_list l);
  type list(node_id n);
  // ---- names ----
  std::vector<std::string> fact_names() const;
  std::optional<type> fact(node_id n, fact_subject of, fact_owner owner, std::string_view key);
  type named(node_id n);
  type tell_unknown_name(node_id n, const std::string& key);
  bool is_answer(const std::string& text) const;
  type selected(node_id n);
  bool is_variable(std::string_view key) const;
  type of_treatment(node_id n, const std::string& key);
  type of_entry(node_id n, node_id of, fact_list list, const std::string& key);
  /// The id of a literal that names something of the vocabulary, kept as the meaning of `n`.
  void find_word(node_id n, node_id literal, resolving::word_kind kind);
  // ---- functions ----
  type called(node_id n);
  type method(node_id n);
  void visit_unless_treatment(node_id of);
  type tell_arguments(node_id n, const known_function& f, std::size_t count);
  type tell_unknown_function(node_id n, const std::string& key);
  static std::string all_of(const std::vector<std::string_view>& words);
  type want(node_id n, type_kind wanted, std::string_view usage);
  /// A text in quotes: what it names is looked up when the pack is loaded.
  bool want_literal(node_id n, std::string_view usage);
  type apply(node_id n, const known_function& f, std::span<const node_id> arguments);
  void check_date(node_id literal);
  type entry_is(node_id n, node_id of, node_id literal);
  type loop(node_id n, node_id of, std::span<const node_id> arguments);

  const surroundings& around_;
  mistakes& found_;
  checked out_;
  std::vector<std::uint32_t> open_;  ///< variables that may be named, the innermost last
  std::size_t loops_ = 0;
};

}  // namespace clearance::cel
