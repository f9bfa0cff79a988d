#pragma once
#include "tree.hpp"

namespace clearance::yaml {

/// Is this a text at all: within its limit, UTF-8, without control characters? What is wrong is told.
bool is_readable(const source_file& file, issues& found, const limits& bounds);

}  // namespace clearance::yaml
