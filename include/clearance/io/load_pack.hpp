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
  std::vector<pack_case> cases;        ///< of the pack itself: those of a pack that it extends speak of that one
  std::string usual;  ///< JSON: the intake that every case starts from
  explicit operator bool() const noexcept { return usable != nullptr; }
};

struct load_options {
  std::string language;  ///< such as `de`: texts from `texts/de.yaml` beside the pack; empty: the pack's own
};

/// Loads a pack, the packs that it extends and the vocabularies that they name, paths relative to the folder of the
/// file that says them. Tells all mistakes at once and never throws for what a file holds.
loaded_pack load_pack(const std::string& path, const load_options& options = {});

/// The same from texts, for those who have no files: `read` gives a file's text by its path, or nothing.
class file_reader {
 public:
  virtual ~file_reader() = default;
  /// False where the file cannot be read; `text` then says why.
  virtual bool read(const std::string& path, std::string& text) = 0;
};
loaded_pack load_pack(const std::string& path, file_reader& files, const load_options& options = {});

/// Loads packs one after the other and keeps what they share: a file is read once, a vocabulary is resolved once. For
/// one thread at a time; the packs that it gives do not need it any more.
class pack_source {
 public:
  pack_source();                             ///< files of this machine
  explicit pack_source(file_reader& files);  ///< which must outlive it
  ~pack_source();
  pack_source(pack_source&&) noexcept;
  pack_source& operator=(pack_source&&) noexcept;

  loaded_pack load(const std::string& path, const load_options& options = {});

  /// From now on `text` stands for the file; all else that was read stays. So a changed pack costs no more than
  /// reading its rules.
  void replace(const std::string& path, std::string text);

  /// The text as it was read or replaced, to change it; empty where nothing has been loaded from there.
  std::string_view text_of(const std::string& path) const;

 private:
  struct state;
  std::unique_ptr<state> state_;
};

}  // namespace clearance
