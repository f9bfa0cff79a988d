#pragma once
#include "../diagnostics/source_file.hpp"
#include "../yaml/tree.hpp"

#include <string>

/// How values and places of another file are shown in a message.
namespace clearance::resolving {

/// `base.yaml:12`
std::string place_text(const text_range& at);

/// A value in one line: `12 months`, `[a, b]`, `{depth: mild}`.
std::string in_one_line(const yaml::node& n);

}  // namespace clearance::resolving
