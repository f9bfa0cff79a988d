#include "changed_packs.hpp"

#include <fstream>
#include <iterator>
#include <utility>

namespace clearance::testing {

bool remembered_files::read(const std::string& path, std::string& text) {
  const auto at = texts_.find(path);
  if (at != texts_.end()) {
    text = at->second;
    return true;
  }
  if (files_ != nullptr) {
    if (!files_->read(path, text)) return false;
  } else {
    std::ifstream file(path, std::ios::binary);
    text.assign(std::istreambuf_iterator<char>(file), {});
    if (!file) {
      text = "it cannot be read again";
      return false;
    }
  }
  texts_[path] = text;
  return true;
}

changed_packs::changed_packs(std::string path, file_reader* files) : path_(std::move(path)), files_(files) {
  std::string text;
  if (!files_.read(path_, text)) return;
  file_ = source_file(path_, std::move(text));
  issues ignored;
  if (auto tree = yaml::read_tree(file_, ignored)) tree_ = std::move(*tree);
}

loaded_pack changed_packs::load(std::string text) {
  files_.replace(path_, std::move(text));
  return load_pack(path_, files_);
}

}  // namespace clearance::testing
