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

bool is_kind_of(const vocabulary& words, condition_id narrow, condition_id wide) {
  const auto& all = words.conditions;
  const auto above = reached(narrow, all.size(),
                             [&](condition_id c, std::vector<condition_id>& open) { append(open, all[c.index()].is); });
  return above[wide.index()];
}

}  // namespace clearance
