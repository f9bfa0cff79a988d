#include "vocabulary_graph.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

namespace clearance::resolving {
namespace {

// What is worked out along a chain may recurse as deep as this.
constexpr std::size_t longest_chain = 64;

// Names that may be names that may be names double at each step.
constexpr std::size_t most_readings = 256;

using id_list = std::vector<std::uint32_t>;

struct circle_words {
  std::string_view what;
  std::string_view hint;
};
constexpr circle_words of_classes{"a circle: ", "remove one of these steps"};
constexpr circle_words of_meanings{"a circle of what names may mean: ",
                                   "an entry cannot belong to a class and contain it, or be what the class may be"};

/// One relation among the entries of one kind, and whose places tell what is wrong with it.
template <class Entry>
class graph {
 public:
  graph(reading& r, const word_table& table, const std::vector<Entry>& entries, circle_words circle = of_classes)
      : r_(r), table_(table), entries_(entries), circle_(circle), next_(entries.size()) {}

  template <class Thing>
  void lead(std::size_t from, const std::vector<id<Thing>>& to) {
    for (const id<Thing> i : to) next_[from].push_back(i.value);
  }
  void lead(std::size_t from, std::uint32_t to) { next_[from].push_back(to); }

  /// Entries with what they lead to before them; nothing where that cannot be, which is told.
  // Depth first without recursion: a chain may be as long as the vocabulary.
  std::vector<std::uint32_t> in_order() {
    enum class mark : std::uint8_t { unseen, open, done };
    std::vector<mark> marks(next_.size(), mark::unseen);
    std::vector<std::size_t> chain(next_.size(), 1);  ///< the longest from here, in entries
    std::vector<std::uint32_t> done;
    bool is_sound = true;
    for (std::uint32_t start = 0; start < next_.size(); ++start) {
      if (marks[start] != mark::unseen) continue;
      std::vector<std::pair<std::uint32_t, std::size_t>> path{{start, 0}};
      marks[start] = mark::open;
      while (!path.empty()) {
        const std::uint32_t here = path.back().first;
        if (path.back().second == next_[here].size()) {
          for (const std::uint32_t to : next_[here]) chain[here] = std::max(chain[here], chain[to] + 1);
          if (chain[here] == longest_chain + 1) is_sound = tell_chain(here);  // once for what leads here
          marks[here] = mark::done;
          done.push_back(here);
          path.pop_back();
          continue;
        }
        const std::uint32_t to = next_[here][path.back().second++];
        if (marks[to] == mark::open)
          is_sound = tell_circle(to, path);
        else if (marks[to] == mark::unseen) {
          marks[to] = mark::open;
          path.push_back({to, 0});
        }
      }
    }
    return is_sound ? done : std::vector<std::uint32_t>();
  }

  text_range place_of(std::uint32_t entry) const {
    const word* w = table_.find(entries_[entry].key);
    return w == nullptr ? text_range{} : w->at;
  }

  std::string quoted(std::uint32_t entry) const { return '`' + entries_[entry].key + '`'; }

 private:
  bool tell_circle(std::uint32_t to, const std::vector<std::pair<std::uint32_t, std::size_t>>& path) {
    std::string chain = quoted(to);
    bool inside = false;
    for (const auto& [entry, at] : path) {
      if (inside) chain += " -> " + quoted(entry);
      inside = inside || entry == to;
    }
    r_.tell(issue_code::cycle, place_of(to), std::string(circle_.what) + chain + " -> " + quoted(to),
            std::string(circle_.hint));
    return false;
  }

  bool tell_chain(std::uint32_t entry) {
    r_.tell(issue_code::too_deep, place_of(entry),
            quoted(entry) + " begins a chain of more than " + std::to_string(longest_chain) + " entries",
            "leave out classes that no rule names");
    return false;
  }

  reading& r_;
  const word_table& table_;
  const std::vector<Entry>& entries_;
  circle_words circle_;
  std::vector<id_list> next_;
};

/// `order`: what a name may mean comes before it.
template <class Entry>
void check_readings(reading& r, const graph<Entry>& all, const std::vector<Entry>& entries,
                    const std::vector<std::uint32_t>& order) {
  std::vector<std::size_t> readings(entries.size(), 1);
  for (const std::uint32_t e : order) {
    if (entries[e].may_be.empty()) continue;
    readings[e] = 0;
    for (const auto other : entries[e].may_be) readings[e] += readings[other.index()];
    if (readings[e] <= most_readings) continue;
    r.tell(issue_code::too_large, all.place_of(e),
           all.quoted(e) + " may mean more than " + std::to_string(most_readings) + " things",
           "name the class of what it may be");
    return;
  }
}

/// A class's name may mean any of its members. A member that contains its own class is a circle of that kind.
template <class Entry>
graph<Entry> meanings(reading& r, const word_table& table, const std::vector<Entry>& entries) {
  graph<Entry> all(r, table, entries, of_meanings);
  for (std::uint32_t e = 0; e < entries.size(); ++e) {
    if constexpr (requires { entries[e].contains; }) all.lead(e, entries[e].contains);
    all.lead(e, entries[e].may_be);
    for (const auto above : entries[e].is)
      if (entries[above.index()].may_be.empty()) all.lead(above.index(), e);  // else it means what it may be, no more
  }
  return all;
}

template <class Entry>
void check_entries(reading& r, const word_table& table, const std::vector<Entry>& entries) {
  graph<Entry> up(r, table, entries);
  for (std::size_t e = 0; e < entries.size(); ++e) {
    up.lead(e, entries[e].is);
    if constexpr (requires { entries[e].contains; }) up.lead(e, entries[e].contains);
    up.lead(e, entries[e].may_be);
  }
  const auto order = up.in_order();
  if (order.size() != entries.size()) return;
  check_readings(r, up, entries, order);
  meanings(r, table, entries).in_order();
}

}  // namespace

void check_graphs(reading& r, const word_table& table, const vocabulary& words) {
  check_entries(r, table, words.substances);
  check_entries(r, table, words.conditions);
  check_entries(r, table, words.events);
  graph<zone> parts(r, table, words.zones);
  for (std::size_t z = 0; z < words.zones.size(); ++z) parts.lead(z, words.zones[z].parts);
  parts.in_order();
}

}  // namespace clearance::resolving
