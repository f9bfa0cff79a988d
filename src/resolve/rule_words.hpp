#pragma once
#include "reading.hpp"

#include <clearance/pack.hpp>

#include <string>

/// What a rule says to people.
namespace clearance::resolving {

/// `says` with the values of the rule's own keys put into `{key}`; what cannot be put in is told.
std::string filled_in(reading& r, const std::string& text, const yaml::node& says, const yaml::node& keys);

/// For a rule that has no `says`.
std::string default_words(const rule& rule);

}  // namespace clearance::resolving
