#pragma once
#include "opened_files.hpp"
#include "reading.hpp"
#include "read_vocabulary.hpp"

#include <span>
#include <string>
#include <unordered_set>
#include <vector>

/// The files that make one pack: its layers, their vocabularies, their texts. What is wrong with a file is told once.
namespace clearance::resolving {

/// Roots of files; each stands once, however often it is named.
struct opened_vocabularies {
  std::vector<const yaml::node*> roots;
  vocabulary_state state = vocabulary_state::none;
};

class pack_files {
 public:
  pack_files(reading& r, opened_files& files) : r_(r), files_(files) {}

  /// The packs that make this one, the base first. Empty where one of them cannot be read: nothing can be said of a
  /// pack without what it extends.
  std::vector<const yaml::node*> open_layers(const std::string& path);

  opened_vocabularies open_vocabularies(std::span<const yaml::node* const> layers);

  /// The texts of a language, as they stand beside the layers. `nth` is the last layer that a file stands beside.
  struct texts {
    const yaml::node* root = nullptr;
    std::size_t nth = 0;
  };
  std::vector<texts> open_texts(std::span<const yaml::node* const> layers, const std::string& language);

 private:
  /// The root map of a file, or nothing (told at `named`, the place that names the file).
  const yaml::node* open(const std::string& path, const yaml::node* named, std::string_view what_it_has);
  const yaml::node* map_of(const opened_file& o, std::string_view what_it_has);
  void tell_unreadable(const std::string& path, std::string why, const yaml::node* named);

  reading& r_;
  opened_files& files_;
  std::unordered_set<const opened_file*> told_;
};

}  // namespace clearance::resolving
