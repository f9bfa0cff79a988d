#pragma once
#include "../diagnostics/source_file.hpp"
#include "../yaml/tree.hpp"

#include <clearance/io/load_pack.hpp>

#include <map>
#include <memory>
#include <string>

namespace clearance::testing {

/// Files as they were when the first pack was loaded, each read once.
class remembered_files : public file_reader {
 public:
  explicit remembered_files(file_reader* files) : files_(files) {}
  bool read(const std::string& path, std::string& text) override;
  void replace(const std::string& path, std::string text) { texts_[path] = std::move(text); }

 private:
  file_reader* files_;  ///< null: those of this machine
  std::map<std::string, std::string> texts_;
};

/// A pack, and the same with another text for its own file. For one thread.
class changed_packs {
 public:
  /// `files` null: those of this machine; else it must outlive this.
  changed_packs(std::string path, file_reader* files);

  /// The pack's own file; null where it cannot be read.
  const yaml::node* root() const noexcept { return tree_.root; }
  loaded_pack load(std::string text);

 private:
  std::string path_;
  remembered_files files_;
  source_file file_;
  yaml::tree tree_;
};

}  // namespace clearance::testing
