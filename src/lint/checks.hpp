#pragma once
#include "trials.hpp"
#include "written_pack.hpp"

#include <clearance/io/load_pack.hpp>

#include <optional>
#include <string>
#include <string_view>

/// What `lint` asks of a pack that can be used. One check, one file.
namespace clearance::linting {

struct inspected {
  const loaded_pack& loaded;
  const written_pack& written;
  trials& tried;
  const pack& p() const noexcept { return *loaded.usable; }
};

/// Rules that never stand, never decide, or never bind.
void check_reach(const inspected& what, issues& found);

/// Rules that accept what another one bars.
void check_contradictions(const inspected& what, issues& found);

/// Durations that `says` writes out, so that a changed window is misquoted.
void check_says(const inspected& what, issues& found);

/// Names that a slip of the pen turns into something else.
void check_false_friends(const inspected& what, issues& found);

/// Expressions that a map says as well.
void check_expressions(const inspected& what, issues& found);
std::optional<std::string> map_for(std::string_view expression);

/// Rules whose edges no case stands on.
void check_cases(const inspected& what, issues& found);

}  // namespace clearance::linting
