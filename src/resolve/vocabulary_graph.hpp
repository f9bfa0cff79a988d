#pragma once
#include "read_vocabulary.hpp"

namespace clearance::resolving {

/// Tells what cannot be worked out from a vocabulary's `is`, `contains`, `may_be` and `parts`: circles, chains that
/// are too long, names that may mean too much.
void check_graphs(reading& r, const word_table& table, const vocabulary& words);

}  // namespace clearance::resolving
