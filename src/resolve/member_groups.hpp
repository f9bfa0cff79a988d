#pragma once
#include "meant_by.hpp"
#include "rule_model.hpp"

#include <cstdint>
#include <vector>

/// `except`: which members a rule speaks of, and with which window.
namespace clearance::resolving {

/// Entries to which one window of a rule applies: those that mean one of `targets`, and none of `excluded`.
struct member_group {
  std::vector<std::uint32_t> targets;   ///< sorted
  std::vector<std::uint32_t> excluded;  ///< sorted
  window waits;
};

/// The rule's own members first, then those of each exception that has a window of its own. Of several exceptions that
/// an entry matches, the one with the longest window takes it.
template <class Thing>
std::vector<member_group> groups_of(const std::vector<id<Thing>>& named, const std::vector<exception_to<Thing>>& except,
                                    window own, bool has_other_windows);

/// How surely each entry means one of a group. Strengths of a product are those of the strongest of its ingredients.
class group_strengths {
 public:
  group_strengths(const member_group& g, const meant_by& by);

  /// By one of `routes` (0: any), for each route that an intake may give.
  std::uint16_t of(std::uint32_t entry, std::uint8_t routes) const;

 private:
  std::uint16_t of_parts(std::uint32_t entry, std::uint8_t routes) const;
  std::uint16_t of_options(std::uint32_t entry, std::uint8_t routes) const;
  bool is_other_member(std::uint32_t entry) const;
  bool is_above_another(std::uint32_t entry) const noexcept;

  const member_group& group_;
  const std::vector<meaning>& meanings_;
  const std::vector<composition>& parts_;
  std::vector<std::uint32_t> others_;  ///< entries that surely mean a target and nothing excluded
};

}  // namespace clearance::resolving
