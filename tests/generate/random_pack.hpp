#pragma once
#include "random_expression.hpp"
#include "random_facts.hpp"
#include "random_source.hpp"
#include "random_vocabulary.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Random packs over a small random vocabulary: every kind of rule, with every key that it may have.
namespace generate {

enum class pack_kind {
  any,
  /// Neither a later date nor an entry less makes anything worse: no `require`, no `recovery`, no event, and conditions
  /// of facts alone. (`valid`, an upper bound and a negation all mean that more may be better.)
  monotone,
};

struct random_pack {
  pack_kind kind = pack_kind::any;
  bool reads_events = false;
  bool may_lift =
      false;  ///< something known may take a certain finding back: an `unless`, a zone left out for a `when`
  bool may_defer_for_ever = false;  ///< an event still to come, after which no date is free any more
  random_vocabulary words;
  std::string rules;       ///< the pack as YAML; it names `vocabulary.yaml`
  std::string vocabulary;  ///< that file
  std::string layer;       ///< another pack, which extends this one as `base.yaml`
};

class pack_generator {
 public:
  explicit pack_generator(std::uint64_t seed) : random_(seed) {}

  random_pack next(pack_kind kind);

 private:
  void add_rule(std::string_view kind);
  void washout();
  void bar(std::string_view kind);
  void bar_of_patient(std::string_view kind);
  void require();
  void accept();
  void interval();
  void recovery();
  void advice(std::string_view kind);

  std::string some_of(const std::vector<random_word>& words);
  void except_list();
  void except_windows();
  void conditions(std::string_view entry, unsigned percent);
  std::string window();
  std::string calendar_window();

  void add_layer();

  void key(std::string_view name, const std::string& value) {
    if ((name == "before" && kind_ == "washout") || name == "unless" || name == "status")
      changeable_.emplace_back(rule_count_, name);
    pack_.may_lift = pack_.may_lift || name == "unless" || (is_of_zone_ && name == "when");
    pack_.rules += "    " + std::string(name) + ": " + value + '\n';
  }
  bool is_wide() const { return pack_.kind == pack_kind::any; }

  random_source random_;
  random_pack pack_;
  int rule_count_ = 0;
  std::vector<std::pair<int, std::string>> changeable_;  ///< rules, each with a key that a layer may change
  std::string_view kind_;                                ///< of the present rule
  bool is_of_zone_ = false;                              ///< the present rule bars zones
  std::vector<std::string> below_;                       ///< members of what the present rule names
};

// ---- values

inline std::string pack_generator::calendar_window() {
  static constexpr std::string_view some[] = {"1 day",   "2 days",      "3 days",   "5 days",     "1 week",
                                              "10 days", "2 full days", "2 weeks",  "3..7 days",  "4 weeks",
                                              "1 month", "2 months",    "6 months", "1..2 weeks", "1 year"};
  return std::string(random_.one_of(some));
}

inline std::string pack_generator::window() {
  static constexpr std::string_view some[] = {"24 hours", "48 hours", "12..36 hours", "90 minutes"};
  return random_.in_percent(20) ? std::string(random_.one_of(some)) : calendar_window();
}

/// One or two that a rule can name, with those below them kept for `except`.
inline std::string pack_generator::some_of(const std::vector<random_word>& words) {
  const auto one = [&] {
    std::size_t at = random_.below(words.size());
    while (!words[at].may_be.empty() || (!words[at].inside.empty() && &words != &pack_.words.zones))
      at = random_.below(words.size());
    return at;
  };
  below_.clear();
  std::vector<std::size_t> some{one()};
  if (random_.in_percent(30)) {
    const std::size_t other = one();
    if (other != some[0]) some.push_back(other);
  }
  for (const std::size_t at : some)
    for (const std::size_t member : members_of(words, at))
      if (member != some.front() && member != some.back() && words[member].is_plain())
        below_.push_back(words[member].id);
  if (&words == &pack_.words.zones)
    for (const std::size_t part : words[some[0]].inside)
      if (part != some.back()) below_.push_back(words[part].id);
  return some.size() == 1 && random_.in_percent(70) ? words[some[0]].id : listed(some, words);
}

inline void pack_generator::except_list() {
  if (below_.empty() || !random_.in_percent(25)) return;
  key("except", '[' + random_.one_of(below_) + ']');
}

inline void pack_generator::except_windows() {
  if (below_.empty()) return;
  const std::size_t way = random_.below(100);
  if (way < 12) return key("except", '[' + random_.one_of(below_) + ']');
  if (way > 40) return;
  const std::string first = random_.one_of(below_);
  const std::string second = random_.one_of(below_);
  std::string map = '{' + first + ": " + window();
  if (second != first) map += ", " + second + ": " + window();
  key("except", map + '}');
}

inline void pack_generator::conditions(std::string_view entry, unsigned percent) {
  expression_generator make(random_, pack_.words, is_wide() ? reach::everything : reach::facts, pack_.reads_events);
  for (const std::string_view name : {"when", "unless"}) {
    if (!random_.in_percent(name == "when" ? percent : percent / 2)) continue;
    if (random_.in_percent(55))
      key(name, make.map(entry));
    else
      key(name, '\'' + make.text(entry) + '\'');
  }
}

// ---- kinds

inline void pack_generator::washout() {
  const bool of_event = pack_.reads_events && random_.in_percent(30);
  key("washout", some_of(of_event ? pack_.words.events : pack_.words.substances));
  if (!random_.in_percent(5)) {
    key("before", window());
    if (random_.in_percent(30)) key("after", window());
    except_windows();
  } else {
    key("after", window());
  }
  if (of_event) {
    if (random_.in_percent(40)) key("where", "treated");
  } else {
    if (random_.in_percent(20)) key("while_taking", "refer");
    if (random_.in_percent(10)) key("ask_prescriber", "yes");
  }
  conditions(of_event ? "event" : "medication", 30);
}

inline void pack_generator::bar_of_patient(std::string_view kind) {
  key(kind, "patient");
  expression_generator make(random_, pack_.words, is_wide() ? reach::everything : reach::facts, pack_.reads_events);
  key("when", random_.in_percent(50) ? make.map({}) : '\'' + make.text({}) + '\'');
  if (random_.in_percent(30)) key("unless", random_.in_percent(50) ? make.map({}) : '\'' + make.text({}) + '\'');
}

inline void pack_generator::bar(std::string_view kind) {
  const std::size_t way = random_.below(pack_.reads_events ? 100 : 80);
  if (way < 15) return bar_of_patient(kind);
  if (way < 30) {
    key(kind, some_of(pack_.words.zones));
    is_of_zone_ = true;
    except_list();
    return conditions({}, 30);
  }
  if (way < 42) {
    key(kind, some_of(pack_.words.substances));
    except_list();
    return conditions("medication", 35);
  }
  if (way >= 80) {
    key(kind, some_of(pack_.words.events));
    pack_.may_defer_for_ever = pack_.may_defer_for_ever || kind == "defer";
    except_list();
    if (random_.in_percent(35)) key("where", "treated");
    return conditions("event", 35);
  }
  key(kind, some_of(pack_.words.conditions));
  except_list();
  if (kind == "defer" && random_.in_percent(50))
    key("for", window());
  else if (random_.in_percent(40))
    key("status", random_.in_percent(50) ? "active" : "any");
  if (random_.in_percent(45)) key("where", "treated");
  conditions("condition", 35);
}

inline void pack_generator::require() {
  const bool of_event = pack_.reads_events && random_.in_percent(75);
  key("require", some_of(of_event ? pack_.words.events : pack_.words.substances));
  except_list();
  static constexpr std::string_view before[] = {"24 hours", "48 hours", "3 days", "1 week", "2 full days", "2..3 days"};
  static constexpr std::string_view valid[] = {"2 weeks", "1 month", "6 months", "720 hours"};
  if (random_.in_percent(80)) key("before", std::string(random_.one_of(before)));
  if (random_.in_percent(60)) key("valid", std::string(random_.one_of(valid)));
  if (random_.in_percent(25)) key("else", "refer");
  conditions({}, 30);
}

inline void pack_generator::accept() {
  key("accept", some_of(random_.in_percent(70) ? pack_.words.conditions : pack_.words.substances));
  except_list();
}

inline void pack_generator::interval() {
  static constexpr std::string_view some[] = {"2..4 weeks", "10 days", "1..2 months", "72 hours", "6 weeks"};
  key("interval", std::string(random_.one_of(some)));
  const std::size_t way = random_.below(3);
  static constexpr std::string_view has[] = {"{depth: deep}", "{tools: laser}", "{power: over 5}",
                                             "{depth: [mild, deep]}"};
  if (way > 0) key(way == 1 ? "earlier" : "either", std::string(random_.one_of(has)));
  conditions({}, 20);
}

inline void pack_generator::recovery() {
  static constexpr std::string_view some[] = {"3 days", "48 hours", "1 week", "2 full days"};
  key("recovery", some_of(pack_.words.conditions));
  key("for", std::string(random_.one_of(some)));
  except_list();
  conditions("condition", 15);
}

inline void pack_generator::advice(std::string_view kind) {
  key(kind, kind == "course" ? "3..5 sessions" : "24 hours");
  conditions({}, 30);
}

inline void pack_generator::add_rule(std::string_view kind) {
  pack_.rules += "  rule-" + std::to_string(++rule_count_) + ":\n";
  kind_ = kind;
  is_of_zone_ = false;
  if (kind == "washout") return washout();
  if (kind == "require") return require();
  if (kind == "accept") return accept();
  if (kind == "interval") return interval();
  if (kind == "recovery") return recovery();
  if (kind == "course" || kind == "aftercare") return advice(kind);
  bar(kind);
}

/// A site's pack over this one: a value replaced, a key dropped, a rule left out, a rule of its own.
inline void pack_generator::add_layer() {
  const std::string before = pack_.rules;
  pack_.rules = "pack: layer\nversion: 1.0.0\nextends: base.yaml\n";
  int changed = 0;
  if (!changeable_.empty()) {
    const auto& [rule, name] = random_.one_of(changeable_);
    changed = rule;
    const std::string value = name == "before" ? window() : name == "status" ? "any" : "none";
    pack_.rules += "change:\n  rule-" + std::to_string(rule) + ": {" + name + ": " + value + "}\n";
  }
  const int removed = random_.between(1, rule_count_);
  if (removed != changed) pack_.rules += "remove: [rule-" + std::to_string(removed) + "]\n";
  pack_.rules += "rules:\n";
  add_rule("defer");
  pack_.layer = pack_.rules;
  pack_.rules = before;
}

inline random_pack pack_generator::next(pack_kind kind) {
  static constexpr std::string_view kinds[] = {"washout", "washout", "washout", "exclude",  "exclude", "refer",
                                               "refer",   "defer",   "defer",   "interval", "accept",  "aftercare",
                                               "course",  "require", "require", "recovery"};
  constexpr std::size_t monotone_kinds = std::size(kinds) - 3;
  pack_ = {};
  pack_.kind = kind;
  pack_.words = vocabulary_generator(random_).next();
  pack_.vocabulary = to_yaml(pack_.words);
  pack_.reads_events = kind == pack_kind::any && random_.in_percent(75);
  rule_count_ = 0;
  changeable_.clear();
  pack_.rules = "pack: random\nversion: 1.0.0\nvocabulary: vocabulary.yaml\nfacts:\n";
  for (const random_fact& f : random_facts) {
    if (f.of == "event" && !pack_.reads_events) continue;
    pack_.rules += "  " + std::string(f.name) + ":\n";
    if (!f.of.empty()) key("of", std::string(f.of));
    key("ask", "What is it?");
    key("answer", answer_of(f));
    if (!f.from.empty()) key("from", std::string(f.from));
  }
  pack_.rules += "rules:\n";
  for (int rules = random_.between(2, 7); rules > 0; --rules)
    add_rule(kinds[random_.below(is_wide() ? std::size(kinds) : monotone_kinds)]);
  const bool may_lift = pack_.may_lift;
  add_layer();
  pack_.may_lift = may_lift;  // of the pack itself
  return pack_;
}

}  // namespace generate
