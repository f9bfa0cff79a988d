#include "lint.hpp"

#include "checks.hpp"

namespace clearance::linting {

issues doubts_of(const std::string& path, const loaded_pack& loaded, file_reader& files) {
  issues found;
  if (!loaded) return found;
  const written_pack written(path, files);
  if (written.root() == nullptr) return found;
  trials tried(*loaded.usable, written);
  const inspected what{loaded, written, tried};
  for (const auto check :
       {&check_reach, &check_contradictions, &check_says, &check_expressions, &check_cases, &check_false_friends})
    check(what, found);
  return found;
}

issues doubts_of(const std::string& path, const loaded_pack& loaded) {
  files_of_this_machine files;
  return doubts_of(path, loaded, files);
}

}  // namespace clearance::linting
