#pragma once
#include <clearance/bar.hpp>
#include <clearance/vocabulary.hpp>

#include <cstdint>
#include <optional>
#include <vector>

/// What a vocabulary entry means: the entries above it for sure, those beside and below it perhaps.
namespace clearance::resolving {

/// One thing that a name may mean. An ambiguous name has several.
struct alternative {
  std::vector<std::uint32_t> sure;       ///< itself, its ingredients, and every class above them; sorted
  std::vector<std::uint32_t> ambiguous;  ///< a class's members, and their other classes; sorted, none of `sure`
  std::uint8_t routes = 0;               ///< bits; 0: nothing is said
};

using meaning = std::vector<alternative>;

void sort_unique(std::vector<std::uint32_t>& list);

/// Of two sorted lists.
bool share_one(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) noexcept;

/// One for each entry. Needs graphs without cycles. Nothing where there would be more of them than memory holds: what
/// lies above and below an entry may be the whole vocabulary.
std::optional<std::vector<meaning>> meanings_of(const std::vector<substance>& substances);
std::optional<std::vector<meaning>> meanings_of(const std::vector<condition_entry>& conditions);
std::optional<std::vector<meaning>> meanings_of(const std::vector<event_entry>& events);

/// For each entry those that may mean it.
std::vector<std::vector<std::uint32_t>> users(const std::vector<meaning>& meanings);

/// What each entry may be taken by: the routes of all that it may mean; 0 where something says nothing.
std::uint8_t allowed_routes(const meaning& m) noexcept;

/// How surely a name of this meaning means one of `targets` (sorted) by one of `routes` (0: any), for each route
/// that an entry may give: the bits of `touch::by_route`.
std::uint16_t strengths(const meaning& m, const std::vector<std::uint32_t>& targets, std::uint8_t routes) noexcept;

}  // namespace clearance::resolving
