#pragma once
#include <clearance/io/load_pack.hpp>

#include <string>

namespace clearance::program {

/// A pack that can be used. Its errors go to standard error and end the program.
loaded_pack open_pack(const std::string& path, const std::string& language = {});

}  // namespace clearance::program
