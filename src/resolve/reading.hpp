#pragma once
#include "../yaml/tree.hpp"

#include <clearance/io/issue.hpp>
#include <clearance/pack.hpp>

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Reads YAML values as what their key expects, and tells every mistake with its place.
namespace clearance::resolving {

/// `a`, `b` or `c`
std::string one_of(std::span<const std::string_view> words);

/// The name that is nearest to a wrong one, as a hint: ``did you mean `x`?``; empty where none is near.
std::string did_you_mean(std::string_view wrong, std::span<const std::string_view> known);

class reading {
 public:
  explicit reading(issues& found) : found_(found) {}

  void tell(issue_code code, const text_range& at, std::string message, std::string hint = {}) {
    found_.push_back(make_issue(code, at, std::move(message), std::move(hint)));
  }
  void doubt(issue_code code, const text_range& at, std::string message, std::string hint = {}) {
    found_.push_back(make_issue(code, at, std::move(message), std::move(hint), severity::doubt));
  }

  /// The same, for a pack. Of thousands of wrong names only the first are compared with what is known: the rest are
  /// wrong for a reason of their own.
  std::string did_you_mean(std::string_view wrong, std::span<const std::string_view> known);

  /// Tells keys that are not among `known`. `of` says whose keys they are: "a rule", "a substance".
  void check_keys(const yaml::node& map, std::span<const std::string_view> known, std::string_view of);

  /// Tells a key that its map cannot have.
  void tell_unknown_key(const yaml::node& key, issue_code code, std::string message, std::string hint);

  /// A map, or nothing (told): `what` names it in the message.
  const yaml::node* map(const yaml::member& m, std::string_view what);

  /// A text that is not empty. Nothing where the value is of another shape (told).
  std::optional<std::string> text(const yaml::member& m);

  /// One word or a list of words, none empty. `hint` says what to write in place of an empty list.
  std::vector<const yaml::node*> words(const yaml::member& m,
                                       std::string_view hint = "remove the key, or name one at least");

  std::optional<bool> yes_no(const yaml::member& m);
  static std::optional<bool> yes_no(std::string_view text) noexcept;

  /// A whole number, at least 0.
  static std::optional<int> number(std::string_view text) noexcept;

  issues& found() noexcept { return found_; }

 private:
  issues& found_;
  std::size_t comparisons_left_ = 4'000'000;
};

/// A duration as an author writes it: `1 week`, `2..4 weeks`, `2 full days`.
struct duration_range {
  window least;
  window most;
};

/// Nothing where it is none (told at `n`).
std::optional<duration_range> read_duration(reading& r, const yaml::node& n);

/// The words for units of time, in the singular.
std::span<const std::string_view> duration_units() noexcept;

/// `4..8 sessions`, `3..4`, `6`.
std::optional<count_range> read_count_range(reading& r, const yaml::node& n, std::string_view unit);

/// Is this a name that may be a key: kebab-case or snake_case, beginning with a letter?
bool is_name(std::string_view text) noexcept;

}  // namespace clearance::resolving
