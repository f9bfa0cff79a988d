// Rules that never stand, never decide, or never bind.
#include "checks.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace clearance::linting {
namespace {

/// What a rule's trials showed.
struct record {
  bool is_complete = false;
  std::size_t trials = 0;
  std::size_t stood = 0;
  std::map<std::uint32_t, std::size_t> outdone_by;  ///< in how many of them another rule did at least as much
  std::size_t not_outdone = 0;
  std::string example;
  verdict clearest = verdict::clear;  ///< what the rule contributes to the example
  std::string silent_example;
};

bool does_as_much(const stand& other, const stand& own) {
  return other.contributes >= own.contributes && other.until >= own.until;
}

class reach {
 public:
  reach(const inspected& what, issues& found) : what_(what), found_(found) {}

  void run() {
    const auto& rules = what_.p().rules;
    records_.resize(rules.size());
    for (std::uint32_t r = 0; r < rules.size(); ++r)
      if (has_bars(r)) try_out(r);
    for (std::uint32_t r = 0; r < rules.size(); ++r)
      if (has_bars(r)) tell(r);
  }

 private:
  bool has_bars(std::uint32_t rule) const {
    const auto& bars = what_.p().bars;
    return what_.p().rules[rule].kind != rule_kind::uncovered && what_.p().rules[rule].kind != rule_kind::require &&
           std::any_of(bars.begin(), bars.end(), [&](const bar& b) { return b.rule.value == rule; });
  }

  void try_out(std::uint32_t rule, const std::vector<std::uint32_t>& others = {}) {
    record& r = records_[rule];
    r = record{};
    r.is_complete = what_.tried.of_rule(rule, others, [&](const draft& d) {
      ++r.trials;
      const std::vector<stand>& stands = what_.tried.judge(d);
      const auto own = std::find_if(stands.begin(), stands.end(), [&](const stand& s) { return s.rule == rule; });
      if (own == stands.end()) {
        if (r.silent_example.empty()) r.silent_example = d.json();
        return;
      }
      if (r.stood++ == 0 || own->contributes > r.clearest) {
        r.clearest = own->contributes;
        r.example = d.json();
      }
      bool is_outdone = false;
      for (const stand& s : stands) {
        if (s.rule == rule || what_.tried.stands_for_nobody(s.rule) || !does_as_much(s, *own)) continue;
        is_outdone = true;
        ++r.outdone_by[s.rule];
      }
      if (!is_outdone) ++r.not_outdone;
    });
  }

  /// One rule that does as much wherever this one stands. Of two that do the same, the later is the one too many.
  std::optional<std::uint32_t> outdoing(std::uint32_t rule) const {
    const record& r = records_[rule];
    for (const auto& [other, times] : r.outdone_by) {
      if (times != r.stood) continue;
      const record& theirs = records_[other];
      const auto back = theirs.outdone_by.find(rule);
      const bool is_mutual = back != theirs.outdone_by.end() && back->second == theirs.stood;
      if (!is_mutual || other < rule) return other;
    }
    return std::nullopt;
  }

  bool is_outdone(std::uint32_t rule) const { return records_[rule].not_outdone == 0 && records_[rule].stood > 0; }

  void tell(std::uint32_t rule) {
    const record& r = records_[rule];
    const std::string& key = what_.p().rules[rule].key;
    const yaml::node* place = what_.written.place_of(key);
    if (place == nullptr) return;
    if (r.stood == 0) {
      if (r.is_complete)
        add(issue_code::never_fires, *place, "`" + key + "` never stands in the way, whatever is answered",
            "its tests cannot all hold at once: change them, or remove the rule", r.silent_example);
      return;
    }
    if (!r.is_complete) return;
    // Those that outdo it may have exceptions of their own, of which its own trials knew nothing.
    for (std::size_t known = 0; is_outdone(rule) && known != r.outdone_by.size();) {
      known = r.outdone_by.size();
      std::vector<std::uint32_t> others;
      for (const auto& [other, times] : r.outdone_by) others.push_back(other);
      try_out(rule, others);
    }
    if (!r.is_complete || r.stood == 0) return;
    if (const auto other = outdoing(rule)) return tell_outdone(rule, *other, *place);
    if (r.not_outdone > 0) return;
    std::string others;
    for (const auto& [other, times] : r.outdone_by) {
      const auto back = records_[other].outdone_by.find(rule);
      if (back != records_[other].outdone_by.end() && back->second == records_[other].stood) return;
      others += (others.empty() ? "`" : ", `") + what_.p().rules[other].key + '`';
    }
    add(issue_code::never_decides, *place,
        "`" + key + "` never decides: wherever it stands, one of " + others + " does at least as much",
        "remove it, or give it a longer window or a worse verdict", r.example);
  }

  void tell_outdone(std::uint32_t rule, std::uint32_t other, const yaml::node& place) {
    const std::string& key = what_.p().rules[rule].key;
    const std::string& other_key = what_.p().rules[other].key;
    const bool both_wait = is_timed(rule) && is_timed(other);
    const bool is_of_another_layer = what_.written.is_own(key) != what_.written.is_own(other_key);
    std::string hint = "remove it, or let `" + other_key + "` leave out what it names with `except`";
    if (is_of_another_layer)
      hint = what_.written.is_own(key)
                 ? "`change: {" + other_key + ": ...}` or `remove: [" + other_key + "]` makes room for it"
                 : "`change: {" + key + ": ...}` in place of a second rule, or `remove: [" + key + "]`";
    if (both_wait)
      add(issue_code::never_binds, place,
          "the window of `" + key + "` never binds: wherever it stands, `" + other_key + "` stands at least as long",
          std::move(hint), records_[rule].example);
    else
      add(issue_code::never_decides, place,
          "`" + key + "` never decides: wherever it stands, `" + other_key + "` does at least as much", std::move(hint),
          records_[rule].example);
  }

  bool is_timed(std::uint32_t rule) const {
    const auto& bars = what_.p().bars;
    return std::any_of(bars.begin(), bars.end(), [&](const bar& b) { return b.rule.value == rule && b.timed; });
  }

  void add(issue_code code, const yaml::node& at, std::string message, std::string hint, const std::string& example) {
    issue i = make_issue(code, at.at, std::move(message), std::move(hint), severity::doubt);
    i.example = example;
    found_.push_back(std::move(i));
  }

  const inspected& what_;
  issues& found_;
  std::vector<record> records_;
};

}  // namespace

void check_reach(const inspected& what, issues& found) { reach(what, found).run(); }

}  // namespace clearance::linting
