#include "meant_by.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace clearance::resolving {
namespace {

using id_list = meant_by::id_list;

template <class Entry>
id_list with_all_above(std::uint32_t entry, const std::vector<Entry>& entries) {
  std::vector<bool> is_in(entries.size());
  id_list all;
  const auto add = [&](std::uint32_t one) {
    if (is_in[one]) return;
    is_in[one] = true;
    all.push_back(one);
  };
  add(entry);
  for (std::size_t i = 0; i < all.size(); ++i)
    for (const auto above : entries[all[i]].is) add(above.value);
  std::sort(all.begin(), all.end());
  return all;
}

template <class Entry>
std::vector<composition> compositions_of(const std::vector<Entry>& entries) {
  std::vector<composition> out(entries.size());
  for (std::uint32_t e = 0; e < out.size(); ++e) {
    for (const auto other : entries[e].may_be) out[e].may_be.push_back(other.value);
    if constexpr (requires { entries[e].contains; })
      for (const auto ingredient : entries[e].contains) out[e].ingredients.push_back(ingredient.value);
    if (!out[e].is_empty()) out[e].classes = with_all_above(e, entries);
  }
  return out;
}

}  // namespace

id_list meant_by::users_of(const id_list& targets) const {
  id_list out;
  for (const std::uint32_t t : targets) out.insert(out.end(), users[t].begin(), users[t].end());
  sort_unique(out);
  return out;
}

template <class Entry>
std::optional<meant_by> meant_by_of(const std::vector<Entry>& entries) {
  auto meanings = meanings_of(entries);
  if (!meanings) return std::nullopt;
  meant_by by;
  by.meanings = std::move(*meanings);
  by.users = users(by.meanings);
  by.parts = compositions_of(entries);
  return by;
}

template std::optional<meant_by> meant_by_of(const std::vector<substance>&);
template std::optional<meant_by> meant_by_of(const std::vector<condition_entry>&);
template std::optional<meant_by> meant_by_of(const std::vector<event_entry>&);

}  // namespace clearance::resolving
