#include "kinship.hpp"

#include <cstddef>
#include <vector>

namespace clearance {
namespace {

/// `from` and all that `next` leads to, each once however many ways lead there: one flag for each of `count` entries.
template <class Thing, class Next>
std::vector<bool> reached(id<Thing> from, std::size_t count, Next next) {
  std::vector<bool> seen(count);
  std::vector<id<Thing>> open = {from};
  while (!open.empty()) {
    const id<Thing> here = open.back();
    open.pop_back();
    if (seen[here.index()]) continue;
    seen[here.index()] = true;
    next(here, open);
  }
  return seen;
}

template <class T>
void append(std::vector<T>& to, const std::vector<T>& more) {
  to.insert(to.end(), more.begin(), more.end());
}

}  // namespace

bool means(const vocabulary& words, substance_id narrow, substance_id wide) {
  const auto& all = words.substances;
  const auto above = reached(narrow, all.size(), [&](substance_id s, std::vector<substance_id>& open) {
    append(open, all[s.index()].is);
    append(open, all[s.index()].contains);
  });
  const auto readings = reached(
      wide, all.size(), [&](substance_id s, std::vector<substance_id>& open) { append(open, all[s.index()].may_be); });
  for (std::size_t i = 0; i < all.size(); ++i)
    if (above[i] && readings[i]) return true;
  return false;
}

namespace {

template <class Entry, class Thing>
bool is_below(const std::vector<Entry>& all, id<Thing> narrow, id<Thing> wide) {
  const auto above =
      reached(narrow, all.size(), [&](id<Thing> e, std::vector<id<Thing>>& open) { append(open, all[e.index()].is); });
  return above[wide.index()];
}

}  // namespace

bool is_kind_of(const vocabulary& words, condition_id narrow, condition_id wide) {
  return is_below(words.conditions, narrow, wide);
}

bool is_kind_of(const vocabulary& words, event_id narrow, event_id wide) {
  return is_below(words.events, narrow, wide);
}

}  // namespace clearance
