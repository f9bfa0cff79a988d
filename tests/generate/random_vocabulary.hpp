#pragma once
#include "random_source.hpp"

#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// A small vocabulary of invented words, its four kinds each a DAG, as YAML and as what the other generators draw from.
namespace generate {

struct random_word {
  std::string id;
  std::vector<std::size_t> above;   ///< `is`
  std::vector<std::size_t> inside;  ///< `contains`, or the `parts` of a zone
  std::vector<std::size_t> may_be;
  std::vector<std::string> routes;
  std::vector<std::string> usual_zones;
  bool harmless = false;
  bool ask_prescriber = false;
  std::string code;

  /// Can a rule name it? A product and an ambiguous name are for intakes.
  bool is_plain() const { return inside.empty() && may_be.empty(); }
};

struct random_vocabulary {
  std::vector<random_word> substances;
  std::vector<random_word> conditions;
  std::vector<random_word> zones;
  std::vector<random_word> events;
};

/// Itself and every class above it.
inline std::set<std::size_t> classes_of(const std::vector<random_word>& words, std::size_t at) {
  std::set<std::size_t> found{at};
  for (const std::size_t above : words[at].above) found.merge(classes_of(words, above));
  return found;
}

/// Those below it, itself not among them.
inline std::vector<std::size_t> members_of(const std::vector<random_word>& words, std::size_t at) {
  std::vector<std::size_t> below;
  for (std::size_t i = 0; i < words.size(); ++i)
    if (i != at && classes_of(words, i).contains(at)) below.push_back(i);
  return below;
}

class vocabulary_generator {
 public:
  explicit vocabulary_generator(random_source& random) : random_(random) {}

  random_vocabulary next() {
    random_vocabulary v;
    add_zones(v);
    add_substances(v);
    add_conditions(v);
    add_events(v);
    return v;
  }

 private:
  static constexpr std::string_view substance_words[] = {"amurol",  "belvex",  "corvitan", "dorexin",
                                                         "elmicin", "fontril", "gavadol",  "helmoxa",
                                                         "irenal",  "jolvane", "kantrex",  "luvomil"};
  static constexpr std::string_view condition_words[] = {"ablemia", "bortrax", "cindroma", "dovermia", "ectropy",
                                                         "flenoma", "gorbia",  "hulpex",   "inderma"};
  static constexpr std::string_view zone_words[] = {"norta", "pelvin", "ostrum", "quado", "rimba",
                                                    "sulva", "tarsom", "umbral", "ventor"};
  static constexpr std::string_view event_words[] = {"quiltom", "weavix", "stampor", "graftol", "peeluno", "zapton"};
  static constexpr std::string_view routes[] = {"oral", "topical", "injected"};

  template <class Words>
  std::vector<random_word> words(const Words& from, int least) {
    const auto count = static_cast<std::size_t>(random_.between(least, static_cast<int>(std::size(from))));
    std::vector<random_word> some(count);
    for (std::size_t i = 0; i < count; ++i) some[i].id = from[i];
    return some;
  }

  /// Up to `most` different earlier words that are plain. What is contained is never a class (its index is odd), so
  /// that nothing goes in a circle.
  enum class chosen_as { classes, content };
  std::vector<std::size_t> some_before(const std::vector<random_word>& words, std::size_t at, int most,
                                       chosen_as as = chosen_as::classes) {
    std::set<std::size_t> some;
    for (int i = random_.between(1, most); i > 0; --i) {
      const std::size_t one = random_.below(at);
      if (words[one].is_plain() && (one % 2 == 1) == (as == chosen_as::content)) some.insert(one);
    }
    return {some.begin(), some.end()};
  }

  std::vector<std::string> some_zones(const random_vocabulary& v) {
    std::vector<std::string> some{random_.one_of(v.zones).id};
    if (random_.in_percent(30)) {
      const std::string& other = random_.one_of(v.zones).id;
      if (other != some[0]) some.push_back(other);
    }
    return some;
  }

  /// Two words that the ambiguous one may stand for.
  bool make_ambiguous(std::vector<random_word>& words, std::size_t at) {
    const std::size_t a = random_.below(at);
    const std::size_t b = random_.below(at);
    if (a == b || !words[a].may_be.empty() || !words[b].may_be.empty()) return false;
    words[at].may_be = {a, b};
    return true;
  }

  void add_zones(random_vocabulary& v) {
    v.zones = words(zone_words, 5);
    for (std::size_t i = 0; i + 1 < v.zones.size(); ++i) {
      std::set<std::size_t> parts;
      for (int n = random_.between(0, i == 0 ? 4 : 2); n > 0; --n)
        parts.insert(i + 1 + random_.below(v.zones.size() - i - 1));
      v.zones[i].inside = {parts.begin(), parts.end()};
    }
  }

  void add_substances(random_vocabulary& v) {
    v.substances = words(substance_words, 6);
    auto& all = v.substances;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const std::size_t way = i < 2 ? 99 : random_.below(100);
      if (way < 8 && make_ambiguous(all, i)) continue;
      if (way < 70) all[i].above = some_before(all, i, 2);
      if (way < 22) {
        // What it belongs to it cannot contain.
        const std::set<std::size_t> own = classes_of(all, i);
        for (const std::size_t part : some_before(all, i, 2, chosen_as::content))
          if (!own.contains(part)) all[i].inside.push_back(part);
      }
      if (all[i].inside.empty() && i >= 2 && random_.in_percent(35)) {
        for (const std::string_view by : routes)
          if (random_.in_percent(50)) all[i].routes.emplace_back(by);
      }
      all[i].ask_prescriber = random_.in_percent(8);
      if (random_.in_percent(20)) all[i].code = "A0" + std::to_string(i);
    }
  }

  void add_conditions(random_vocabulary& v) {
    v.conditions = words(condition_words, 5);
    auto& all = v.conditions;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const std::size_t way = i < 2 ? 99 : random_.below(100);
      if (way < 10 && make_ambiguous(all, i)) continue;
      if (way < 65) all[i].above = some_before(all, i, 2);
      if (random_.in_percent(35)) all[i].usual_zones = some_zones(v);
      all[i].harmless = random_.in_percent(40);  // else most patients would have something `uncovered`
    }
  }

  void add_events(random_vocabulary& v) {
    v.events = words(event_words, 3);
    auto& all = v.events;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const std::size_t way = i < 2 ? 99 : random_.below(100);
      if (way < 15 && make_ambiguous(all, i)) continue;
      if (way < 65) all[i].above = some_before(all, i, 2);
      if (random_.in_percent(25)) all[i].usual_zones = some_zones(v);
    }
  }

  random_source& random_;
};

// ---- as YAML

inline std::string listed(const std::vector<std::string>& texts) {
  std::string out = "[";
  for (const std::string& text : texts) out += (out.size() > 1 ? ", " : "") + text;
  return out + ']';
}

inline std::string listed(const std::vector<std::size_t>& which, const std::vector<random_word>& words) {
  std::vector<std::string> ids;
  for (const std::size_t i : which) ids.push_back(words[i].id);
  return listed(ids);
}

inline void write_section(std::string& out, std::string_view name, const std::vector<random_word>& words,
                          std::string_view inside) {
  out += std::string(name) + ":\n";
  for (const random_word& w : words) {
    out += "  " + w.id + ":\n    label: " + w.id + '\n';
    const auto line = [&out](std::string_view key, const std::string& value) {
      if (value != "[]") out += "    " + std::string(key) + ": " + value + '\n';
    };
    line("is", listed(w.above, words));
    line(inside, listed(w.inside, words));
    line("may_be", listed(w.may_be, words));
    line("routes", listed(w.routes));
    line("usual_zones", listed(w.usual_zones));
    if (w.harmless) line("harmless", "yes");
    if (w.ask_prescriber) line("ask_prescriber", "yes");
    if (!w.code.empty()) line("codes", "{atc: " + w.code + '}');
  }
}

inline std::string to_yaml(const random_vocabulary& v) {
  std::string out;
  write_section(out, "substances", v.substances, "contains");
  write_section(out, "conditions", v.conditions, "contains");
  write_section(out, "zones", v.zones, "parts");
  write_section(out, "events", v.events, "contains");
  return out;
}

}  // namespace generate
