#pragma once
#include "mistake.hpp"

#include "../yaml/tree.hpp"

#include <cstddef>
#include <vector>

namespace clearance::cel {

/// Where the bytes of a YAML text stand in its file: behind escapes, folded over lines, or indented in a block.
class places {
 public:
  explicit places(const yaml::node& n);

  /// The place of a part of the text; the text as a whole where it could not be followed.
  text_range of(span part) const;

 private:
  const yaml::node& node_;
  std::vector<std::size_t> bytes_;  ///< of the file, for each byte of the text, and its end; empty: not followed
};

}  // namespace clearance::cel
