#pragma once
#include <clearance/facts.hpp>
#include <clearance/ids.hpp>
#include <clearance/predicate.hpp>
#include <clearance/time/window.hpp>
#include <clearance/verdict.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

/// The one internal form. Every rule that can stand in the way is lowered into one or more bars:
///
///     entry of a list  --match-->  what the rule names
///                      --tests-->  use, status, place, when, unless
///                      --window->  free from (none: it stands as long as the entry does)
///                      ==>         effect
namespace clearance {

/// How surely an entry's name means what a rule names. Two bits in `touch::by_route`.
enum class match_strength : std::uint8_t {
  none,
  ambiguous,  ///< one of several things that it may mean: certain becomes possible
  unrouted,   ///< meant, but by which route is not known: likewise
  sure,
};

enum class place : std::uint8_t { anywhere, treated };

struct bar {
  static constexpr predicate_id none{0xffffffffu};

  rule_id rule;
  predicate_id when = none;
  predicate_id unless = none;
  window free_after;
  subject on = subject::medication;
  verdict effect = verdict::defer;
  place where = place::anywhere;
  bool timed = false;          ///< passes with `free_after`
  bool has_checks = false;     ///< any of the tests below the match is more than "always"
  std::uint8_t by_use = 0x2a;  ///< a kleene truth for each `use`, two bits each; 0x2a is yes to all three
  std::uint8_t by_status = 0xaa;

  constexpr bool has_predicates() const noexcept { return when != none || unless != none; }
  constexpr kleene on_use(use u) const noexcept {
    return static_cast<kleene>(by_use >> (2 * static_cast<unsigned>(u)) & 3);
  }
  constexpr kleene on_status(status s) const noexcept {
    return static_cast<kleene>(by_status >> (2 * static_cast<unsigned>(s)) & 3);
  }
};

/// Packs a truth for each of an enumeration's values, in their order.
constexpr std::uint8_t truths(kleene a, kleene b, kleene c, kleene d = kleene::no) noexcept {
  return static_cast<std::uint8_t>(static_cast<unsigned>(a) | static_cast<unsigned>(b) << 2 |
                                   static_cast<unsigned>(c) << 4 | static_cast<unsigned>(d) << 6);
}

/// A vocabulary entry touches a bar. How surely depends on the route that the patient's entry gives.
struct touch {
  bar_id bar;
  std::uint16_t by_route = 0;  ///< a `match_strength` for each `route`, two bits each

  constexpr match_strength on(route r) const noexcept {
    return static_cast<match_strength>(by_route >> (2 * static_cast<unsigned>(r)) & 3);
  }
};

/// From a vocabulary entry to the bars that it touches, in pack order.
class touch_index {
 public:
  touch_index() = default;
  explicit touch_index(const std::vector<std::vector<touch>>& by_entry) {
    begins_.reserve(by_entry.size() + 1);
    begins_.push_back(0);
    for (const auto& touches : by_entry) {
      touches_.insert(touches_.end(), touches.begin(), touches.end());
      begins_.push_back(static_cast<std::uint32_t>(touches_.size()));
    }
  }

  /// Nothing for what was not understood.
  template <class Thing>
  std::span<const touch> of(id<Thing> entry) const noexcept {
    if (entry.index() + 1 >= begins_.size()) return {};
    return {touches_.data() + begins_[entry.index()], touches_.data() + begins_[entry.index() + 1]};
  }

 private:
  std::vector<std::uint32_t> begins_;
  std::vector<touch> touches_;
};

/// What an absent list leaves open, so that no evaluation walks through every rule of a kind.
struct absence {
  verdict worst = verdict::clear;        ///< over bars without `when`; clear: there are none
  bool timed = false;                    ///< one of them is a time rule: no earliest date
  verdict worst_entry = verdict::clear;  ///< over all bars of the kind: what an entry in error may hide
  std::vector<bar_id> conditional;       ///< bars with a `when` or an `unless`, to be asked one by one
};

}  // namespace clearance
