// Names that a slip of the pen turns into something else.
//
// A name that nobody knows is an error of the intake, and a suggestion: nothing is assumed. But a slip that happens to
// be another entry's name is taken for that entry without a word. Of two proper names nothing can be said; a
// misspelling or a short form that was added to the vocabulary could have been left out.
#include "checks.hpp"

#include <clearance/match/name_index.hpp>
#include <clearance/match/normalise.hpp>

#include <algorithm>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace clearance::linting {
namespace {

constexpr std::size_t shortest = 5;  // letters: everything is near a shorter name

struct known_name {
  std::string text;  ///< as names are compared
  std::uint32_t entry = 0;
  bool is_proper = false;  ///< the key or the label
  const yaml::node* at = nullptr;
};

class friends_of_a_section {
 public:
  friends_of_a_section(const inspected& what, issues& found) : what_(what), found_(found) {}

  /// `concerns(entry)`: the rules that speak of it, and what else is said of it, as one text.
  template <class Entries, class Concerns>
  void check(std::string_view section, const Entries& entries, const Concerns& concerns) {
    std::unordered_map<std::string_view, std::uint32_t> by_key;
    const auto note = [&](const yaml::member& entry, std::uint32_t id, std::string_view key, auto&& take) {
      const yaml::member* m = entry.value->find(key);
      if (m == nullptr) return;
      const auto take_word = [&](const yaml::node& n) {
        if (const auto at = by_key.find(n.text); at != by_key.end()) take(id, at->second);
      };
      if (m->value->kind == yaml::node_kind::scalar) take_word(*m->value);
      for (const yaml::node* n : m->value->items) take_word(*n);
    };
    above_.resize(entries.size());
    for (std::uint32_t e = 0; e < entries.size(); ++e) by_key.emplace(entries[e].key, e);
    for (const yaml::node* root : what_.written.vocabularies())
      if (const yaml::member* m = root->find(section))
        for (const yaml::member& entry : m->value->members)
          if (const auto at = by_key.find(entry.key->text); at != by_key.end()) {
            add_names(entry, at->second);
            for (const std::string_view key : {"is", "contains", "may_be"})
              note(entry, at->second, key, [&](auto own, auto other) { above_[own].push_back(other); });
            note(entry, at->second, "unlike", [&](auto own, auto other) {
              unlike_.insert({std::min(own, other), std::max(own, other)});
            });
          }
    std::vector<std::string> about;
    for (std::uint32_t e = 0; e < entries.size(); ++e) about.push_back(concerns(e));
    for_each_near_pair([&](const known_name& a, const known_name& b) {
      if (a.entry == b.entry || about[a.entry] == about[b.entry]) return;
      if (a.is_proper && b.is_proper) return;
      if (!differ_in_a_long_word(a.text, b.text) || are_kin(a.entry, b.entry)) return;
      if (unlike_.count({std::min(a.entry, b.entry), std::max(a.entry, b.entry)}) > 0) return;
      if (!told_.insert({std::min(a.entry, b.entry), std::max(a.entry, b.entry)}).second) return;
      const known_name& added = a.is_proper ? b : a;
      const known_name& other = a.is_proper ? a : b;
      tell(added, entries[added.entry].key, other, entries[other.entry].key);
    });
  }

 private:
  void add_names(const yaml::member& entry, std::uint32_t id) {
    std::string spoken = entry.key->text;
    std::replace(spoken.begin(), spoken.end(), '-', ' ');
    add(spoken, id, true, entry.key);
    if (const yaml::member* m = entry.value->find("label")) add(m->value->text, id, true, m->value);
    if (const yaml::member* m = entry.value->find("names")) {
      if (m->value->kind == yaml::node_kind::scalar) add(m->value->text, id, false, m->value);
      for (const yaml::node* n : m->value->items) add(n->text, id, false, n);
    }
  }

  /// A slip in one of the words, and a word that is long enough for one: `vitamin d` is not `vitamin e` by a slip.
  static bool differ_in_a_long_word(std::string_view a, std::string_view b) {
    for (;;) {
      const std::string_view first_a = a.substr(0, a.find(' '));
      const std::string_view first_b = b.substr(0, b.find(' '));
      if (first_a != first_b) return std::min(first_a.size(), first_b.size()) >= shortest;
      if (first_a.size() == a.size() || first_b.size() == b.size()) return false;
      a.remove_prefix(first_a.size() + 1);
      b.remove_prefix(first_b.size() + 1);
    }
  }

  bool is_above(std::uint32_t upper, std::uint32_t lower) const {
    std::vector<std::uint32_t> open{lower};
    std::set<std::uint32_t> seen;
    while (!open.empty()) {
      const std::uint32_t e = open.back();
      open.pop_back();
      if (e == upper) return true;
      if (seen.insert(e).second) open.insert(open.end(), above_[e].begin(), above_[e].end());
    }
    return false;
  }

  /// A class and its member, a product and what it contains: the slip names more than was meant, or part of it.
  bool are_kin(std::uint32_t a, std::uint32_t b) const { return is_above(a, b) || is_above(b, a); }

  void add(const std::string& text, std::uint32_t entry, bool is_proper, const yaml::node* at) {
    std::string normal;
    normalise(text, normal);
    if (normal.size() >= shortest) names_.push_back({std::move(normal), entry, is_proper, at});
  }

  /// Two names are one slip apart only if they are alike when each loses a letter, or one of them does.
  template <class Told>
  void for_each_near_pair(const Told& told) {
    std::unordered_map<std::string, std::vector<std::uint32_t>> alike;
    for (std::uint32_t n = 0; n < names_.size(); ++n) {
      std::string_view text = names_[n].text;
      alike[std::string(text)].push_back(n);
      for (std::size_t i = 0; i < text.size(); ++i) {
        if (i > 0 && text[i] == text[i - 1]) continue;  // the same without either of them
        std::string shorter(text);
        shorter.erase(i, 1);
        alike[std::move(shorter)].push_back(n);
      }
    }
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    for (const auto& [text, all] : alike)
      for (std::size_t i = 0; i < all.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
          if (names_[all[i]].entry != names_[all[j]].entry)
            pairs.emplace_back(std::min(all[i], all[j]), std::max(all[i], all[j]));
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    for (const auto& [a, b] : pairs)
      if (matching::slips(names_[a].text, names_[b].text, 1) == 1) told(names_[a], names_[b]);
  }

  void tell(const known_name& added, const std::string& whose, const known_name& other, const std::string& others) {
    issue i = make_issue(
        issue_code::false_friend, added.at->at,
        "`" + added.text + "`, a name of `" + whose + "`, is one letter from `" + other.text + "`, a name of `" +
            others + "`, of which other rules speak",
        "whoever slips names the other: remove the name, or write `unlike: " + others + "` where both are right",
        severity::doubt);
    found_.push_back(std::move(i));
  }

  const inspected& what_;
  issues& found_;
  std::vector<known_name> names_;
  std::vector<std::vector<std::uint32_t>> above_;
  std::set<std::pair<std::uint32_t, std::uint32_t>> unlike_;
  std::set<std::pair<std::uint32_t, std::uint32_t>> told_;
};

/// How surely they speak of it does not count: a slip between two members of a rule leaves its question open at most.
std::string rules_of(const pack& p, std::span<const touch> touches) {
  std::set<std::uint32_t> rules;
  for (const touch& t : touches) rules.insert(p.bars[t.bar.index()].rule.value);
  std::string out;
  for (const std::uint32_t r : rules) out += std::to_string(r) + ' ';
  return out;
}

}  // namespace

void check_false_friends(const inspected& what, issues& found) {
  const pack& p = what.p();
  friends_of_a_section(what, found).check("substances", p.words.substances, [&](std::uint32_t e) {
    return rules_of(p, p.substance_touches.of(substance_id{e}));
  });
  friends_of_a_section(what, found).check("conditions", p.words.conditions, [&](std::uint32_t e) {
    return rules_of(p, p.condition_touches.of(condition_id{e}));
  });
  friends_of_a_section(what, found).check("events", p.words.events, [&](std::uint32_t e) {
    return rules_of(p, p.event_touches.of(event_id{e}));
  });
}

}  // namespace clearance::linting
