#include "changed_packs.hpp"

#include <utility>

namespace clearance::testing {

changed_packs::changed_packs(std::string path, file_reader* files)
    : path_(std::move(path)), source_(files == nullptr ? pack_source() : pack_source(*files)) {
  source_.load(path_);
  file_ = source_file(path_, std::string(source_.text_of(path_)));
  issues ignored;
  if (auto tree = yaml::read_tree(file_, ignored)) tree_ = std::move(*tree);
}

loaded_pack changed_packs::load(std::string text) {
  source_.replace(path_, std::move(text));
  return source_.load(path_);
}

}  // namespace clearance::testing
