#pragma once
#include "meaning.hpp"
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

/// Strengths of a product are those of the strongest of its ingredients, each by its own group.
class group_strengths {
 public:
  /// `inside`: what each entry contains; may be empty.
  group_strengths(const std::vector<meaning>& meanings, const std::vector<std::vector<std::uint32_t>>& inside)
      : meanings_(meanings), inside_(inside) {}

  std::uint16_t of(std::uint32_t entry, const member_group& g, std::uint8_t routes) const;

 private:
  const std::vector<meaning>& meanings_;
  const std::vector<std::vector<std::uint32_t>>& inside_;
};

}  // namespace clearance::resolving
