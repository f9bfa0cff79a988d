#pragma once
#include "edited_tree.hpp"

#include <clearance/pack.hpp>

#include <string>
#include <vector>

/// Packs that differ from one in a single place, as a slip of its author would make them differ.
namespace clearance::testing {

struct mutant {
  edit change;
  std::string rule;  ///< or fact
  int line = 0;      ///< from 1, of what was changed
  int column = 0;
  std::string was;        ///< as the author wrote it: `before: 1 week`; empty where something was added
  std::string is;         ///< `before: 8 days`; empty where something was removed
  std::string from = {};  ///< of an item that was removed: the list's key
};

/// `root`: of the pack's own file, which must outlive them. `words` of the pack that it gives.
std::vector<mutant> mutants_of(const yaml::node& root, const pack& p);

/// What no case notices: "`before: 8 days` instead of `before: 1 week`", "that `route: oral` is gone".
std::string words_of(const mutant& m);

}  // namespace clearance::testing
