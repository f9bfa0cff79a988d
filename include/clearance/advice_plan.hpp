#pragma once
#include <clearance/bar.hpp>
#include <clearance/ids.hpp>
#include <clearance/rule.hpp>
#include <clearance/time/window.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

/// Which rules have something to say to those whom nothing stops, and from which windows its dates come.
namespace clearance {

/// Has a rule of this kind something to say to those whom nothing stops?
constexpr bool gives_advice(rule_kind k) noexcept {
  switch (k) {
    case rule_kind::washout:
    case rule_kind::accept:
    case rule_kind::interval:
    case rule_kind::course:
    case rule_kind::aftercare:
    case rule_kind::recovery: return true;
    case rule_kind::exclude:
    case rule_kind::refer:
    case rule_kind::defer:
    case rule_kind::require:
    case rule_kind::uncovered: return false;
  }
  return false;
}

/// One of them. The rule's own, so that advice is given without a look at it.
struct advising_rule {
  rule_id rule;
  rule_kind kind = rule_kind::washout;
  std::uint8_t from = 0;   ///< of a washout: position in `advice_plan::windows`, from 1; 0: it has none
  std::uint8_t until = 0;  ///< the same; of aftercare and recovery too
  predicate_id when = bar::none;
};

/// Rules tend to have the same few windows, so that each is counted once for a treatment:
///
///     windows   [ before: 1 week   before: 24 hours   after: 3 days   ... ]
///     rules     [ nsaid: 1, 3      retinoid: 2, -     makeup: -, 4    ... ]
class advice_plan {
 public:
  static constexpr std::size_t most_windows = 15;
  /// Stands for a window that is one more than there is room for: it is counted each time.
  static constexpr std::uint8_t by_the_rule = most_windows + 1;

  struct dated {
    window of;
    bool is_last_use = false;  ///< counted back from the treatment; else on from it
  };

  advice_plan() = default;
  explicit advice_plan(const std::vector<rule>& rules) {
    for (std::uint32_t i = 0; i < rules.size(); ++i)
      if (gives_advice(rules[i].kind)) add({i}, rules[i]);
  }

  std::span<const advising_rule> rules() const noexcept { return rules_; }
  std::span<const dated> windows() const noexcept { return windows_; }

 private:
  void add(rule_id id, const rule& r) {
    advising_rule a;
    a.rule = id;
    a.kind = r.kind;
    a.when = r.when;
    // What a prescriber ordered has no dates here: they would read as an order to stop.
    if (r.kind == rule_kind::washout && !r.ask_prescriber) {
      if (r.before) a.from = position_of({*r.before, true});
      if (r.after) a.until = position_of({*r.after, false});
    }
    if (r.kind == rule_kind::aftercare || r.kind == rule_kind::recovery) a.until = position_of({*r.after, false});
    rules_.push_back(a);
  }

  std::uint8_t position_of(dated d) {
    const auto known = std::find_if(windows_.begin(), windows_.end(), [&](const dated& other) {
      return other.of == d.of && other.is_last_use == d.is_last_use;
    });
    if (known == windows_.end()) {
      if (windows_.size() == most_windows) return by_the_rule;
      windows_.push_back(d);
      return static_cast<std::uint8_t>(windows_.size());
    }
    return static_cast<std::uint8_t>(known - windows_.begin() + 1);
  }

  std::vector<advising_rule> rules_;
  std::vector<dated> windows_;
};

}  // namespace clearance
