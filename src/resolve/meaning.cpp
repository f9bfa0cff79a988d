#include "meaning.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace clearance::resolving {
namespace {

using id_list = std::vector<std::uint32_t>;

void remove_all(id_list& from, const id_list& what) {
  id_list rest;
  std::set_difference(from.begin(), from.end(), what.begin(), what.end(), std::back_inserter(rest));
  from = std::move(rest);
}

/// The edges of a vocabulary, whatever its entries are.
struct graph {
  std::vector<id_list> above;
  std::vector<id_list> inside;  ///< ingredients
  std::vector<id_list> may_be;
  std::vector<std::uint8_t> routes;
};

template <class Thing>
id_list numbers(const std::vector<id<Thing>>& ids) {
  id_list out;
  for (const id<Thing> i : ids) out.push_back(i.value);
  return out;
}

/// What may a class's name mean besides itself?
enum class class_name : std::uint8_t {
  members_and_their_classes,  ///< "blood thinner": it may be aspirin, and so an anti-inflammatory
  members,                    ///< "open wound": it may be a burn; that some wounds are suspicious says nothing of it
};

/// Works out each entry once; an entry's own needs come first. The reader bounds how deep a chain may be.
class meaning_builder {
 public:
  meaning_builder(graph g, class_name means)
      : graph_(std::move(g)), means_(means), below_(graph_.above.size()), done_(graph_.above.size()) {
    for (std::uint32_t e = 0; e < graph_.above.size(); ++e)
      for (const std::uint32_t a : graph_.above[e]) below_[a].push_back(e);
    ancestors_.resize(done_.size());
    meanings_.resize(done_.size());
    has_ancestors_.resize(done_.size());
  }

  std::optional<std::vector<meaning>> build() {
    for (std::uint32_t e = 0; e < done_.size(); ++e) {
      of(e);
      if (is_too_much()) return std::nullopt;
    }
    return std::move(meanings_);
  }

 private:
  static constexpr std::size_t most_ids = 20'000'000;

  bool is_too_much() const { return ids_ > most_ids; }

  void append(id_list& to, const id_list& from) {
    ids_ += from.size();
    if (!is_too_much()) to.insert(to.end(), from.begin(), from.end());
  }

  const id_list& ancestors(std::uint32_t e) {
    if (has_ancestors_[e]) return ancestors_[e];
    id_list all{e};
    for (const std::uint32_t a : graph_.above[e]) append(all, ancestors(a));
    sort_unique(all);
    has_ancestors_[e] = true;
    return ancestors_[e] = std::move(all);
  }

  const meaning& of(std::uint32_t e) {
    if (done_[e]) return meanings_[e];
    meaning m;
    if (!graph_.may_be[e].empty()) {
      for (const std::uint32_t other : graph_.may_be[e]) {
        const meaning& theirs = of(other);
        for (const alternative& a : theirs) ids_ += a.sure.size() + a.ambiguous.size();
        if (!is_too_much()) m.insert(m.end(), theirs.begin(), theirs.end());
      }
      // A rule may name the ambiguous name itself.
      for (alternative& a : m) {
        a.sure.push_back(e);
        sort_unique(a.sure);
      }
    } else {
      m.push_back(single(e));
    }
    done_[e] = true;
    return meanings_[e] = std::move(m);
  }

  alternative single(std::uint32_t e) {
    alternative a;
    a.sure = ancestors(e);
    a.routes = graph_.routes[e];
    std::uint8_t common = 0xff;
    for (const std::uint32_t ingredient : graph_.inside[e]) {
      const meaning& theirs = of(ingredient);
      for (const alternative& t : theirs) {
        append(theirs.size() == 1 ? a.sure : a.ambiguous, t.sure);
        append(a.ambiguous, t.ambiguous);
        if (t.routes != 0) common &= t.routes;
      }
    }
    // A product is taken one way: by a route that every ingredient can have.
    if (a.routes == 0 && !graph_.inside[e].empty() && common != 0xff) a.routes = common;
    add_members(e, a);
    sort_unique(a.sure);
    sort_unique(a.ambiguous);
    remove_all(a.ambiguous, a.sure);
    return a;
  }

  /// A class may mean any of its members, and so what those are besides.
  void add_members(std::uint32_t e, alternative& a) {
    for (const std::uint32_t member : below_[e]) {
      for (const alternative& t : of(member)) {
        if (means_ == class_name::members_and_their_classes) append(a.ambiguous, t.sure);
        a.ambiguous.push_back(member);
        append(a.ambiguous, t.ambiguous);
      }
    }
  }

  graph graph_;
  class_name means_;
  std::vector<id_list> below_;
  std::vector<id_list> ancestors_;
  std::vector<bool> has_ancestors_;
  std::vector<meaning> meanings_;
  std::vector<bool> done_;
  std::size_t ids_ = 0;  ///< put together so far
};

constexpr bool has(std::uint8_t routes, unsigned r) noexcept { return routes >> r & 1; }

match_strength strength_of(const alternative& a, const id_list& targets, std::uint8_t wanted, unsigned given) noexcept {
  const bool sure = share_one(a.sure, targets);
  if (!sure && !share_one(a.ambiguous, targets)) return match_strength::none;
  match_strength found = sure ? match_strength::sure : match_strength::ambiguous;
  if (wanted == 0) return found;
  if (given != 0) return has(wanted, given) ? found : match_strength::none;
  if (a.routes != 0 && (a.routes & wanted) == 0) return match_strength::none;
  const bool only_wanted = a.routes != 0 && (a.routes & ~wanted) == 0;
  if (found == match_strength::sure && !only_wanted) found = match_strength::unrouted;
  return found;
}

}  // namespace

void sort_unique(std::vector<std::uint32_t>& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

bool share_one(const id_list& a, const id_list& b) noexcept {
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] == b[j]) return true;
    a[i] < b[j] ? ++i : ++j;
  }
  return false;
}

std::optional<std::vector<meaning>> meanings_of(const std::vector<substance>& substances) {
  graph g;
  for (const substance& s : substances) {
    g.above.push_back(numbers(s.is));
    g.inside.push_back(numbers(s.contains));
    g.may_be.push_back(numbers(s.may_be));
    g.routes.push_back(s.routes);
  }
  return meaning_builder(std::move(g), class_name::members_and_their_classes).build();
}

namespace {

template <class Entry>
std::optional<std::vector<meaning>> meanings_of_plain(const std::vector<Entry>& entries) {
  graph g;
  for (const Entry& e : entries) {
    g.above.push_back(numbers(e.is));
    g.inside.emplace_back();
    g.may_be.push_back(numbers(e.may_be));
    g.routes.push_back(0);
  }
  return meaning_builder(std::move(g), class_name::members).build();
}

}  // namespace

std::optional<std::vector<meaning>> meanings_of(const std::vector<condition_entry>& conditions) {
  return meanings_of_plain(conditions);
}
std::optional<std::vector<meaning>> meanings_of(const std::vector<event_entry>& events) {
  return meanings_of_plain(events);
}

std::vector<std::vector<std::uint32_t>> users(const std::vector<meaning>& meanings) {
  std::vector<std::vector<std::uint32_t>> out(meanings.size());
  for (std::uint32_t e = 0; e < meanings.size(); ++e)
    for (const alternative& a : meanings[e]) {
      for (const std::uint32_t t : a.sure) out[t].push_back(e);
      for (const std::uint32_t t : a.ambiguous) out[t].push_back(e);
    }
  return out;
}

std::uint8_t allowed_routes(const meaning& m) noexcept {
  std::uint8_t all = 0;
  for (const alternative& a : m) {
    if (a.routes == 0) return 0;
    all |= a.routes;
  }
  return all;
}

std::uint16_t strengths(const meaning& m, const std::vector<std::uint32_t>& targets, std::uint8_t routes) noexcept {
  std::uint16_t bits = 0;
  for (unsigned given = 0; given < route_count; ++given) {
    bool some = false;
    bool all = true;
    match_strength weakest = match_strength::sure;
    for (const alternative& a : m) {
      const match_strength s = strength_of(a, targets, routes, given);
      if (s == match_strength::none) {
        all = false;
      } else {
        some = true;
        weakest = std::min(weakest, s);
      }
    }
    const match_strength together = !some ? match_strength::none : all ? weakest : match_strength::ambiguous;
    bits = static_cast<std::uint16_t>(bits | static_cast<unsigned>(together) << (2 * given));
  }
  return bits;
}

}  // namespace clearance::resolving
