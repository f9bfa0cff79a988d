#pragma once
#include <clearance/kleene.hpp>
#include <clearance/time/window.hpp>

/// Which of two windows is longer, where that does not depend on the date.
namespace clearance::resolving {

/// Does `a`, whatever the last use, pass no earlier than `b`? *No* where it passes earlier after every last use,
/// unknown where the last use decides. In civil time: a change of offset between a use and the treatment is left out.
kleene is_at_least(window a, window b) noexcept;

}  // namespace clearance::resolving
