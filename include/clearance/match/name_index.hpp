#pragma once
#include <clearance/match/normalise.hpp>
#include <clearance/match/text_table.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// Finds vocabulary entries in what people type. Nothing is guessed: what is left over is told, not skipped.
namespace clearance {

/// What a text means: the entries that it names, and the words that nothing explains.
struct name_match {
  std::vector<std::uint32_t> entries;  ///< each once, in the order of the text
  std::vector<std::string> left_over;  ///< normalised words
  bool understood() const noexcept { return left_over.empty() && !entries.empty(); }
};

/// Names of one kind of thing. Built once, then read by any number of threads.
class name_index {
 public:
  /// Words that may stand beside a name.
  void ignore(std::span<const std::string_view> words) {
    for (const std::string_view w : words) {
      normalise(w, scratch_);
      give(scratch_, ignored);
    }
  }

  /// Makes `text` a name of `entry`. Gives the entry that bears this name already, where it is another one.
  std::optional<std::uint32_t> add(std::string_view text, std::uint32_t entry) {
    normalise(text, scratch_);
    if (scratch_.empty()) return std::nullopt;
    const std::uint32_t bearer = give(scratch_, entry);
    if (bearer != entry) return bearer;
    const std::size_t words = 1 + count_spaces(scratch_);
    if (words == 1) return std::nullopt;
    text_table::slot& first = names_.insert(std::string_view(scratch_).substr(0, scratch_.find(' ')), begins_a_name);
    if (first.extra < words) first.extra = static_cast<std::uint32_t>(words);
    return std::nullopt;
  }

  /// Longest names first, from left to right.
  void match(std::string_view text, name_match& found, std::string& normalised) const {
    found.entries.clear();
    found.left_over.clear();
    normalise(text, normalised);
    std::string_view rest = normalised;
    while (!rest.empty()) {
      const std::size_t length = take(rest, found);
      rest.remove_prefix(length == rest.size() ? length : length + 1);
    }
  }

  name_match match(std::string_view text) const {
    name_match found;
    std::string normalised;
    match(text, found, normalised);
    return found;
  }

  struct near_name {
    std::string_view name;
    std::uint32_t entry = 0;
  };

  /// Names at most two slips away, one for each entry, the nearest first (a slip: a letter more, less, other, or two
  /// exchanged). None for words of fewer than four letters: everything is near them.
  std::vector<near_name> nearest(std::string_view text, std::size_t most) const;

 private:
  // Values of the table that are no entries. `extra` is the number of words of the longest name that begins with
  // this word.
  static constexpr std::uint32_t ignored = 0xfffffffeu;
  static constexpr std::uint32_t begins_a_name = 0xfffffffdu;
  static constexpr bool is_entry(std::uint32_t value) noexcept { return value < begins_a_name; }

  static constexpr std::size_t count_spaces(std::string_view s) noexcept {
    std::size_t n = 0;
    for (const char c : s) n += c == ' ';
    return n;
  }

  /// The bearer of `name` afterwards. A word that is only ignored, or only begins names, gives way to an entry.
  std::uint32_t give(std::string_view name, std::uint32_t value) {
    text_table::slot& s = names_.insert(name, value);
    if (s.value == begins_a_name || s.value == ignored) s.value = value;
    if (s.value == value && is_entry(value)) suggestible_.push_back({letters_in(name), s.begin, s.size, value});
    return s.value;
  }

  static constexpr bool is_number(std::string_view word) noexcept { return word[0] >= '0' && word[0] <= '9'; }

  /// Takes the longest name, or one word, from the beginning of `rest`; gives its length.
  std::size_t take(std::string_view rest, name_match& found) const {
    const std::size_t first_end = end_of_word(rest, 0);
    const std::string_view first = rest.substr(0, first_end);
    const text_table::slot* head = names_.find(first);
    if (head != nullptr && head->extra > 1) {
      std::size_t ends[longest_tried];
      std::size_t words = 0;
      for (std::size_t end = first_end; words < head->extra && words < longest_tried;) {
        ends[words++] = end;
        if (end == rest.size()) break;
        end = end_of_word(rest, end + 1);
      }
      for (std::size_t n = words; n > 1; --n) {
        const text_table::slot* s = names_.find(rest.substr(0, ends[n - 1]));
        if (s != nullptr && is_entry(s->value)) {
          keep(found, s->value);
          return ends[n - 1];
        }
      }
    }
    if (head != nullptr && is_entry(head->value))
      keep(found, head->value);
    else if ((head == nullptr || head->value != ignored) && !is_number(first))
      found.left_over.emplace_back(first);
    return first_end;
  }

  static void keep(name_match& found, std::uint32_t entry) {
    for (const std::uint32_t e : found.entries)
      if (e == entry) return;
    found.entries.push_back(entry);
  }

  /// Which letters a text has, a bit for each: texts that differ much in them cannot be near each other.
  static constexpr std::uint32_t letters_in(std::string_view text) noexcept {
    std::uint32_t letters = 0;
    for (const char c : text) letters |= std::uint32_t{1} << (c >= 'a' && c <= 'z' ? c - 'a' : 26 + (c & 3));
    return letters;
  }

  static constexpr bool has_bits_at_most(std::uint32_t bits, unsigned most) noexcept {
    for (; most > 0; --most) bits &= bits - 1;  // takes one away
    return bits == 0;
  }

  static std::size_t end_of_word(std::string_view s, std::size_t from) noexcept {
    const std::size_t space = s.find(' ', from);
    return space == std::string_view::npos ? s.size() : space;
  }

  static constexpr std::size_t longest_tried = 12;

  /// A name, with what tells quickly that it is not near.
  struct suggestible {
    std::uint32_t letters;
    std::uint32_t begin;
    std::uint32_t size;
    std::uint32_t entry;
  };

  text_table names_;
  std::vector<suggestible> suggestible_;  ///< beside the table, which is four times as large
  std::string scratch_;
};

namespace matching {

/// Slips between two words, counted up to `limit`.
inline unsigned slips(std::string_view a, std::string_view b, unsigned limit) {
  if (a.size() > b.size() + limit || b.size() > a.size() + limit) return limit + 1;
  constexpr std::size_t widest = 64;
  if (b.size() >= widest) return limit + 1;
  unsigned before[widest], last[widest], now[widest];  // rows of the table, filled before they are read
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = static_cast<unsigned>(j);
  for (std::size_t i = 1; i <= a.size(); ++i) {
    now[0] = static_cast<unsigned>(i);
    unsigned least = now[0];
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const unsigned changed = last[j - 1] + (a[i - 1] != b[j - 1]);
      unsigned best = last[j] + 1 < now[j - 1] + 1 ? last[j] + 1 : now[j - 1] + 1;
      if (changed < best) best = changed;
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && before[j - 2] + 1 < best)
        best = before[j - 2] + 1;
      now[j] = best;
      if (best < least) least = best;
    }
    if (least > limit) return limit + 1;
    for (std::size_t j = 0; j <= b.size(); ++j) {
      before[j] = last[j];
      last[j] = now[j];
    }
  }
  return last[b.size()];
}

}  // namespace matching

inline std::vector<name_index::near_name> name_index::nearest(std::string_view text, std::size_t most) const {
  std::string wanted;
  normalise(text, wanted);
  std::vector<near_name> near;
  if (wanted.size() < 4) return near;
  const unsigned limit = wanted.size() < 6 ? 1 : 2;
  const std::uint32_t letters = letters_in(wanted);
  std::vector<near_name> at_distance[3];
  for (const suggestible& s : suggestible_) {
    // These spare nearly all names the count of their slips: one changes the length by a letter, and two letters at
    // most.
    if (s.size + limit < wanted.size() || s.size > wanted.size() + limit) continue;
    if (!has_bits_at_most(s.letters ^ letters, 2 * limit)) continue;
    const std::string_view name = names_.text_at(s.begin, s.size);
    const unsigned distance = matching::slips(wanted, name, limit);
    if (distance <= limit) at_distance[distance].push_back({name, s.entry});
  }
  for (const auto& names : at_distance) {
    for (const near_name& n : names) {
      if (near.size() >= most) return near;
      bool is_known = false;
      for (const near_name& other : near) is_known = is_known || other.entry == n.entry;
      if (!is_known) near.push_back(n);
    }
  }
  return near;
}

}  // namespace clearance
