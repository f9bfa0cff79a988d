#pragma once
#include "ast.hpp"

#include <clearance/pack.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

/// What the parts of an expression are: their types, and what their names mean.
namespace clearance::cel {

enum class type_kind : std::uint8_t {
  wrong,  ///< told already: fits everywhere
  truth,
  integer,
  number,
  text,
  date,
  window,
  list,        ///< of texts, numbers, dates
  entries,     ///< `medications`
  entry,       ///< one of them
  zones,       ///< `treatment.zones`
  indication,  ///< `treatment.indication`
};

struct type {
  type_kind kind = type_kind::wrong;
  type_kind of = type_kind::wrong;         ///< of a list
  fact_list list = fact_list::treatment;   ///< of entries, of an entry
  std::span<const std::string> answers{};  ///< of a text, or a list of texts: the only ones that it may be
};

/// With its article: `a text`.
std::string name(const type& t);

/// What a declared fact is in an expression.
type type_of(const fact_declaration& f);

enum class function : std::uint8_t {
  none,
  size,
  uses,
  has_condition,
  has_event,
  date,
  window,
  years_between,
  starts_with,
  ends_with,
  contains,
  exists,
  all,
  is,
};

enum class refers : std::uint8_t {
  nothing,
  fact,
  treatment_date,
  today,
  never,
  zones,
  indication,
  entries,
  variable,
  field,
  function,
};

/// What a name, a select, a call or a method means.
struct meaning {
  refers to = refers::nothing;
  cel::function function = cel::function::none;
  fact_owner owner = fact_owner::treatment;  ///< of a fact
  bool of_variable = false;                  ///< a fact or field of the entry that `variable` stands for
  std::uint32_t variable = 0;                ///< which one
  std::uint32_t slot = 0;                    ///< of a fact; a word's id
  const fact_declaration* fact = nullptr;
  fact_field field = fact_field::whole;
  std::int64_t each = 1;  ///< of a window: `weeks` are 7
  window_unit unit = window_unit::days;
};

/// A variable of `exists` or `all`.
struct variable {
  std::string name;
  type is;
};

/// An expression whose names and types are right, or whose mistakes have been told.
struct checked {
  ast tree;
  std::vector<type> types;        ///< of each node
  std::vector<meaning> meanings;  ///< of each node
  std::vector<variable> variables;
  bool is_right = false;

  const type& type_of(node_id n) const noexcept { return types[n.value]; }
  const meaning& meaning_of(node_id n) const noexcept { return meanings[n.value]; }
};

/// Words of routes and statuses, in the order of their enumerations, without `unknown`.
std::span<const std::string> route_words();
std::span<const std::string> status_words();

/// The name of a list of the intake.
std::string_view name(fact_list l) noexcept;

}  // namespace clearance::cel
