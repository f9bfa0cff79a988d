#pragma once
#include "../yaml/tree.hpp"

#include <clearance/pack.hpp>

#include <optional>
#include <string_view>

/// Which key of a rule says its kind.
namespace clearance::resolving {

/// Nothing where no author may write it.
constexpr std::optional<rule_kind> kind_named(std::string_view key) noexcept {
#define CLEARANCE_RULE_KIND(identifier, text) \
  if (key == text)                            \
    return rule_kind::identifier == rule_kind::uncovered ? std::nullopt : std::optional(rule_kind::identifier);
#include <clearance/rule_kinds.def>
#undef CLEARANCE_RULE_KIND
  return std::nullopt;
}

/// Null where there is none.
inline const yaml::member* kind_key_of(const yaml::node& rule) noexcept {
  for (const yaml::member& m : rule.members)
    if (kind_named(m.key->text)) return &m;
  return nullptr;
}

}  // namespace clearance::resolving
