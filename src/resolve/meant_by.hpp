#pragma once
#include "meaning.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

/// Which entries of a vocabulary may be meant by a name.
namespace clearance::resolving {

/// What a name stands for besides itself. Empty for most.
struct composition {
  std::vector<std::uint32_t> may_be;       ///< of an ambiguous name
  std::vector<std::uint32_t> ingredients;  ///< of a product
  std::vector<std::uint32_t> classes;      ///< of both: itself and all above it; sorted

  bool is_empty() const noexcept { return may_be.empty() && ingredients.empty(); }
};

/// Of the entries of one kind. From each entry that a rule may name there is a way back to those that may mean it, so
/// that a pack of 10,000 rules does not ask every entry about every rule.
struct meant_by {
  using id_list = std::vector<std::uint32_t>;

  std::vector<meaning> meanings;
  std::vector<id_list> users;  ///< by entry: those that may mean it
  std::vector<composition> parts;

  std::size_t size() const noexcept { return meanings.size(); }
  /// Those that may mean one of these. Sorted, each once.
  id_list users_of(const id_list& targets) const;
};

/// Nothing where there would be more meanings than memory holds: see `meanings_of`.
template <class Entry>
std::optional<meant_by> meant_by_of(const std::vector<Entry>& entries);

}  // namespace clearance::resolving
