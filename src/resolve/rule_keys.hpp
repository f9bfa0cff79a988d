#pragma once
#include <clearance/pack.hpp>

#include <cstdint>
#include <string_view>

/// The keys that a rule may have. One table: the reader checks against it, hints are made from it.
namespace clearance::resolving {

constexpr std::uint32_t kinds() { return 0; }
template <class... More>
constexpr std::uint32_t kinds(rule_kind k, More... more) {
  return 1u << static_cast<unsigned>(k) | kinds(more...);
}
inline constexpr std::uint32_t every_kind = ~0u;
inline constexpr std::uint32_t bar_kinds = kinds(rule_kind::exclude, rule_kind::refer, rule_kind::defer);

struct rule_key {
  std::string_view name;
  std::uint32_t of;  ///< kinds that may have it
};

inline constexpr rule_key rule_keys[] = {
    {"before", kinds(rule_kind::washout, rule_kind::require)},
    {"after", kinds(rule_kind::washout)},
    {"valid", kinds(rule_kind::require)},
    {"else", kinds(rule_kind::require)},
    {"while_taking", kinds(rule_kind::washout)},
    {"ask_prescriber", kinds(rule_kind::washout)},
    {"route", kinds(rule_kind::washout, rule_kind::require) | bar_kinds},
    {"status", bar_kinds},
    {"where", kinds(rule_kind::washout) | bar_kinds},
    {"for", kinds(rule_kind::defer, rule_kind::recovery)},
    {"except", kinds(rule_kind::washout, rule_kind::require, rule_kind::accept, rule_kind::recovery) | bar_kinds},
    {"earlier", kinds(rule_kind::interval)},
    {"either", kinds(rule_kind::interval)},
    {"when", every_kind},
    {"unless", every_kind},
    {"says", every_kind},
    {"note", every_kind},
    {"source", every_kind},
    {"reading", every_kind},
};

/// Kinds that an author may write; `uncovered` is built in.
inline constexpr rule_kind written_kinds[] = {rule_kind::washout,  rule_kind::exclude,  rule_kind::refer,
                                              rule_kind::defer,    rule_kind::require,  rule_kind::accept,
                                              rule_kind::interval, rule_kind::course,   rule_kind::aftercare,
                                              rule_kind::recovery};

}  // namespace clearance::resolving
