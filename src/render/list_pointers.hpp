#pragma once
#include "text_pieces.hpp"

#include <clearance/fact_pointer.hpp>

#include <cstddef>
#include <iterator>

namespace clearance {

inline constexpr short_text list_pointers[] = {"/treatment", "/medications", "/conditions",
                                               "/sessions",  "/events",      "/answers"};
static_assert(std::size(list_pointers) == static_cast<std::size_t>(fact_list::answers) + 1);

/// The JSON pointer of a list of the intake.
constexpr const short_text& pointer_to(fact_list l) noexcept { return list_pointers[static_cast<std::size_t>(l)]; }

}  // namespace clearance
