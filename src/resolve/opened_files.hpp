#pragma once
#include "../diagnostics/source_file.hpp"
#include "../yaml/tree.hpp"

#include <clearance/io/load_pack.hpp>

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// Files that have been read, as trees. They stay where they are: places point into them.
namespace clearance::resolving {

/// Files of the machine that it runs on.
class disk : public file_reader {
 public:
  bool read(const std::string& path, std::string& text) override;
};

struct opened_file {
  source_file file;
  yaml::tree tree;
  issues found;             ///< what is wrong with its YAML
  bool is_missing = false;  ///< it could not be read at all
  std::string why;          ///< of a missing one
  bool is_whole = false;    ///< its tree holds all that the file says

  /// Null unless the file is a map.
  const yaml::node* map() const noexcept {
    return is_whole && tree.root != nullptr && tree.root->kind == yaml::node_kind::map ? tree.root : nullptr;
  }
};

class opened_files {
 public:
  explicit opened_files(file_reader& files) : files_(files) {}

  /// Reads a file the first time that it is asked for.
  const opened_file& open(const std::string& path);

  /// `text` stands for the file. What points into the former must not be used any more.
  void replace(const std::string& path, std::string text);

  const opened_file* find(const std::string& path) const;

 private:
  static void read_into(opened_file& o, const std::string& path, std::string text);

  file_reader& files_;
  std::map<std::string, std::unique_ptr<opened_file>> by_path_;
};

/// One name for one file: `a/../b.yaml` and `b.yaml` are the same.
std::string plain_path(const std::string& path);

/// A path that the file `says`, relative to that file's folder.
std::string path_beside(std::string_view says, std::string_view path);

/// `texts/` beside it, and so on: the folder with its slash, empty for the present one.
std::string_view folder_of(std::string_view path) noexcept;

}  // namespace clearance::resolving
