#pragma once
#include "../yaml/tree.hpp"

#include <clearance/io/load_pack.hpp>

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// A pack as its authors wrote it: all its layers, and where each rule and each value stands.
namespace clearance::linting {

/// Files of this machine.
class files_of_this_machine : public file_reader {
 public:
  bool read(const std::string& path, std::string& text) override;
};

class written_pack {
 public:
  /// A pack that loads without an error.
  written_pack(const std::string& path, file_reader& files);
  written_pack(const written_pack&) = delete;
  written_pack& operator=(const written_pack&) = delete;

  /// Where a rule is declared; null for a rule that is not written.
  const yaml::node* place_of(std::string_view rule) const;

  /// The value of a rule's key that holds: the last that a layer wrote. Null where there is none.
  const yaml::member* value(std::string_view rule, std::string_view key) const;

  /// Does the rule stand in the pack's own file, and not in one that it extends?
  bool is_own(std::string_view rule) const;

  std::vector<const yaml::node*> vocabularies() const;
  const yaml::node* root() const noexcept { return layers_.empty() ? nullptr : layers_.front().root; }

 private:
  struct opened {
    source_file file;
    yaml::tree tree;
  };
  struct layer {
    const yaml::node* root = nullptr;
    std::string folder;
  };

  const yaml::node* open(const std::string& path);

  file_reader& files_;
  std::deque<opened> opened_;  // stays where it is: places point into it
  std::vector<layer> layers_;  ///< the pack itself first, then what it extends
  std::vector<const yaml::node*> vocabularies_;
};

}  // namespace clearance::linting
