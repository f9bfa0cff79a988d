#pragma once
#include "../diagnostics/source_file.hpp"
#include "../yaml/tree.hpp"

#include <clearance/io/load_pack.hpp>

#include <string>

namespace clearance::testing {

/// A pack, and the same with another text for its own file: all else is read once. For one thread.
class changed_packs {
 public:
  /// `files` null: those of this machine; else it must outlive this.
  changed_packs(std::string path, file_reader* files);

  /// The pack's own file; null where it cannot be read.
  const yaml::node* root() const noexcept { return tree_.root; }
  loaded_pack load(std::string text);

 private:
  std::string path_;
  pack_source source_;
  source_file file_;
  yaml::tree tree_;
};

}  // namespace clearance::testing
