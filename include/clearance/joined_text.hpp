#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

/// Texts that are put together of pieces and never copied, so that an expression that joins some allocates nothing.
namespace clearance {

using joined_text = std::span<const std::string_view>;

namespace pieces {

/// Walks through the bytes.
class cursor {
 public:
  constexpr explicit cursor(joined_text all, std::size_t skipped = 0) noexcept : all_(all) {
    settle();
    while (skipped > 0 && !at_end()) {
      const std::size_t n = std::min(skipped, rest().size());
      advance(n);
      skipped -= n;
    }
  }
  constexpr bool at_end() const noexcept { return all_.empty(); }
  /// What is left of the piece; not empty before the end.
  constexpr std::string_view rest() const noexcept { return all_.front().substr(at_); }
  constexpr void advance(std::size_t bytes) noexcept {
    at_ += bytes;
    settle();
  }

 private:
  constexpr void settle() noexcept {
    while (!all_.empty() && at_ == all_.front().size()) {
      all_ = all_.subspan(1);
      at_ = 0;
    }
  }
  joined_text all_;
  std::size_t at_ = 0;
};

constexpr std::size_t length(joined_text t) noexcept {
  std::size_t n = 0;
  for (const std::string_view p : t) n += p.size();
  return n;
}

/// How many code points: bytes that do not go on with one.
constexpr std::int64_t code_points(joined_text t) noexcept {
  std::int64_t n = 0;
  for (const std::string_view p : t)
    n += std::count_if(p.begin(), p.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; });
  return n;
}

/// Less than, equal to or more than 0. Code points are in the order of their bytes in UTF-8.
constexpr int compare(cursor a, cursor b) noexcept {
  while (!a.at_end() && !b.at_end()) {
    const std::size_t n = std::min(a.rest().size(), b.rest().size());
    const int difference = a.rest().substr(0, n).compare(b.rest().substr(0, n));
    if (difference != 0) return difference;
    a.advance(n);
    b.advance(n);
  }
  return int{!a.at_end()} - int{!b.at_end()};
}

constexpr bool begins(cursor text, cursor with) noexcept {
  while (!text.at_end() && !with.at_end()) {
    const std::size_t n = std::min(text.rest().size(), with.rest().size());
    if (text.rest().substr(0, n) != with.rest().substr(0, n)) return false;
    text.advance(n);
    with.advance(n);
  }
  return with.at_end();
}

constexpr bool starts_with(joined_text text, joined_text with) noexcept { return begins(cursor(text), cursor(with)); }

constexpr bool ends_with(joined_text text, joined_text with) noexcept {
  const std::size_t whole = length(text);
  const std::size_t end = length(with);
  return end <= whole && begins(cursor(text, whole - end), cursor(with));
}

/// Longer ones are not looked for: both texts may come from an intake, and the time is that of their product.
inline constexpr std::size_t longest_sought = 1024;

constexpr bool contains(joined_text text, joined_text what) noexcept {
  if (text.size() == 1 && what.size() == 1) return text[0].find(what[0]) != std::string_view::npos;
  const std::size_t sought = length(what);
  const std::size_t whole = length(text);
  if (sought > whole) return false;
  cursor at(text);
  for (std::size_t i = 0; i <= whole - sought; ++i) {
    if (begins(at, cursor(what))) return true;
    if (!at.at_end()) at.advance(1);
  }
  return false;
}

}  // namespace pieces
}  // namespace clearance
