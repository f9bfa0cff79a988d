#include "open_pack.hpp"

#include "output.hpp"

#include <algorithm>
#include <cstdio>

namespace clearance::program {

loaded_pack open_pack(const std::string& path, const std::string& language) {
  loaded_pack pack = load_pack(path, load_options{language});
  if (pack) return pack;
  std::size_t errors = 0;
  for (const issue& i : pack.found) {
    if (i.weight != severity::error) continue;
    ++errors;
    std::fputs(to_text(i).c_str(), stderr);
  }
  throw cannot("`" + path + "` cannot be used: " + std::to_string(errors) + (errors == 1 ? " error" : " errors"));
}

}  // namespace clearance::program
