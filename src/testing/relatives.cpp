#include "relatives.hpp"

#include <algorithm>
#include <cstddef>

namespace clearance::testing {
namespace {

using positions = std::vector<std::size_t>;

/// A list of entries, and what lies above each of them.
template <class Entry, class Above>
std::vector<std::string> relatives_among(const std::vector<Entry>& entries, std::string_view name, Above above) {
  const auto at = std::find_if(entries.begin(), entries.end(), [&](const Entry& e) { return e.key == name; });
  if (at == entries.end()) return {};
  const auto self = static_cast<std::size_t>(at - entries.begin());
  const auto below = [&](std::size_t whole) {
    positions out;
    for (std::size_t e = 0; e < entries.size(); ++e) {
      const positions classes = above(e);
      if (std::find(classes.begin(), classes.end(), whole) != classes.end()) out.push_back(e);
    }
    return out;
  };
  positions found = above(self);
  if (!found.empty()) {
    // One of those beside it stands for all: a case that means the name itself tells any of them apart.
    const positions beside = below(found.front());
    if (beside.size() > 1) {
      const auto own = std::find(beside.begin(), beside.end(), self);
      found.push_back(own + 1 == beside.end() ? beside.front() : own[1]);
    }
  }
  for (const std::size_t e : below(self)) found.push_back(e);
  std::vector<std::string> out;
  for (const std::size_t e : found)
    if (std::find(out.begin(), out.end(), entries[e].key) == out.end()) out.push_back(entries[e].key);
  return out;
}

template <class Entry>
std::vector<std::string> relatives_by_class(const std::vector<Entry>& entries, std::string_view name) {
  return relatives_among(entries, name, [&](std::size_t e) {
    positions out;
    for (const auto& above : entries[e].is) out.push_back(above.index());
    return out;
  });
}

}  // namespace

std::vector<std::string> relatives(const vocabulary& words, std::string_view name) {
  std::vector<std::string> out = relatives_by_class(words.substances, name);
  if (out.empty()) out = relatives_by_class(words.conditions, name);
  if (out.empty()) out = relatives_by_class(words.events, name);
  if (!out.empty()) return out;
  // Parts know no whole: turned around.
  std::vector<positions> wholes(words.zones.size());
  for (std::size_t z = 0; z < words.zones.size(); ++z)
    for (const zone_id part : words.zones[z].parts) wholes[part.index()].push_back(z);
  return relatives_among(words.zones, name, [&](std::size_t z) { return wholes[z]; });
}

}  // namespace clearance::testing
