#pragma once
#include "page.hpp"

namespace clearance {

/// Appends every rule of the pack and why it fired or did not, for one intake that was read.
void append_explanation(std::string& out, const pack& p, const label_texts& labels, const intake& in,
                        const page_style& style);

}  // namespace clearance
