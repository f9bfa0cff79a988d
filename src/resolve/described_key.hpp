#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

/// Keys of packs and vocabularies with what they hold and mean. The reader checks against these tables; the JSON
/// Schemas that explain the keys in an editor are made from them.
namespace clearance::resolving {

enum class value_form : std::uint8_t {
  text,
  name,      ///< of a rule, a fact or an entry
  names,     ///< one, or a list
  duration,  ///< `1 week`, `2..4 weeks`
  count,     ///< `4..8 sessions`
  yes_no,
  choice,        ///< one of `among`
  choices,       ///< one or several of `among`
  test,          ///< `when` and `unless`: a map or a text in CEL
  session_test,  ///< a map of facts of the treatment
  exceptions,    ///< a list of names, or a map of names and windows
  codes,         ///< a map of systems and codes
  answer,        ///< how a fact is answered
  verdict,
  maps,     ///< a list of maps
  section,  ///< a map that has a schema of its own
  anything,
};

struct described_key {
  std::string_view name;
  value_form form;
  std::string_view says;
  std::string_view among = {};  ///< words, with a space between them
};

template <std::size_t n>
constexpr std::array<std::string_view, n> names_of(const described_key (&keys)[n]) {
  std::array<std::string_view, n> names{};
  for (std::size_t i = 0; i < n; ++i) names[i] = keys[i].name;
  return names;
}

}  // namespace clearance::resolving
