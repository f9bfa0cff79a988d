#pragma once
#include "intake.hpp"

#include <clearance/match/name_index.hpp>

#include <string>
#include <string_view>
#include <vector>

/// Problems of an intake: where they stand and how they are worded. A message holds the offending value at most.
namespace clearance {

/// `parent` and a key, escaped as RFC 6901 wants it.
std::string pointer(std::string_view parent, std::string_view key);

/// `/medications/3/name`; without a key, the entry.
std::string entry_pointer(std::string_view list, std::uint32_t entry, std::string_view key);

/// A value in quotes, cut where it is long.
std::string in_quotes(std::string_view value);
std::string excerpt(std::string_view value);

/// The names that are nearest to `text`, as a person would want to read them: the entry's label where the text is near
/// it too, else the name. `label_of` gives an entry's label.
template <class LabelOf>
std::vector<std::string> suggestions(std::string_view text, const name_index& names, LabelOf label_of) {
  constexpr std::size_t most = 3;
  constexpr unsigned near_enough = 3;
  std::vector<std::string> out;
  std::string label;
  std::string wanted;
  normalise(text, wanted);
  for (const name_index::near_name& n : names.nearest(text, most)) {
    normalise(label_of(n.entry), label);
    out.emplace_back(matching::slips(wanted, label, near_enough) <= near_enough ? std::string(label_of(n.entry))
                                                                                : std::string(n.name));
  }
  return out;
}

/// What a name that is not understood lacks. `what`: "medicine", "condition", "zone".
std::string why_not_understood(std::string_view text, const name_match& found, std::string_view what,
                               const std::vector<std::string>& suggested);

/// An error makes the decision `incomplete` at best; a warning does not count.
void add_problem(intake& in, problem_weight weight, std::string at, std::string message);

}  // namespace clearance
