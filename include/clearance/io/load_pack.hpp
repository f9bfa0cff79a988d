#pragma once
#include <clearance/io/issue.hpp>
#include <clearance/pack.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

/// Packs from YAML.
namespace clearance {

/// A case of the pack's own `cases`, ready to be screened.
struct pack_case {
  std::string name;
  std::string why;
  std::string file;
  int line = 0;          ///< from 1
  std::string intake;    ///< JSON
  std::string expected;  ///< JSON: part of a decision
};

struct loaded_pack {
  std::shared_ptr<const pack> usable;  ///< null where an error was found
  clearance::issues found;             ///< errors, and doubts for `lint`
  std::vector<pack_case> cases;
  std::string usual;  ///< JSON: the intake that every case starts from
  explicit operator bool() const noexcept { return usable != nullptr; }
};

/// Loads a pack and the vocabularies that it names, paths relative to its own folder. Tells all mistakes at once and
/// never throws for what a file holds.
loaded_pack load_pack(const std::string& path);

/// The same from texts, for those who have no files: `read` gives a file's text by its path, or nothing.
class file_reader {
 public:
  virtual ~file_reader() = default;
  /// False where the file cannot be read; `text` then says why.
  virtual bool read(const std::string& path, std::string& text) = 0;
};
loaded_pack load_pack(const std::string& path, file_reader& files);

}  // namespace clearance
