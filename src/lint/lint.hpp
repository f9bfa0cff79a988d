#pragma once
#include <clearance/io/load_pack.hpp>

#include <string>

/// What is doubtful in a pack that can be used, beside what was seen when it was loaded.
namespace clearance::linting {

/// Doubts in the order of the checks; where an intake shows one, it is in the doubt's `example`. `loaded` comes from
/// `path`.
issues doubts_of(const std::string& path, const loaded_pack& loaded, file_reader& files);
issues doubts_of(const std::string& path, const loaded_pack& loaded);

}  // namespace clearance::linting
