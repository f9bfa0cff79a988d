#pragma once
#include "types.hpp"

#include "../resolve/read_vocabulary.hpp"

#include <clearance/pack.hpp>

#include <optional>

namespace clearance::cel {

/// What an expression may name.
struct surroundings {
  const pack& declared;
  const resolving::word_table& words;
  resolving::reading& near;           ///< for `did you mean`
  std::optional<fact_subject> entry;  ///< whose facts a bare name may mean before all others
};

/// Finds what every name means and whether the types fit; tells every mistake.
checked check(ast tree, const surroundings& around, mistakes& found);

}  // namespace clearance::cel
