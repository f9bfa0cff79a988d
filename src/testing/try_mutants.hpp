#pragma once
#include "mutants.hpp"

#include <clearance/io/load_pack.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

/// Do a pack's cases notice when the pack is changed?
namespace clearance::testing {

enum class fate : std::uint8_t {
  caught,    ///< a case fails
  lives,     ///< all pass
  same,      ///< it decides every intake as before: no case could tell
  unusable,  ///< it is no pack: whoever loads it is told
};

struct tried_mutant {
  mutant what;
  fate came_to = fate::unusable;
  std::string caught_by;  ///< a case that fails
  // Of one that lives, where an intake was found that it decides otherwise: a case that would catch it, as YAML.
  std::string given;
  std::string expect;
};

struct mutation_options {
  unsigned threads = 1;
  file_reader* files = nullptr;  ///< null: those of this machine; else for one thread
  std::function<void(std::size_t done, std::size_t of)> progress = {};  ///< called from one thread at a time
};

struct mutation_result {
  bool could_begin = false;         ///< false: the pack's file cannot be read again as it was
  std::vector<tried_mutant> tried;  ///< in the order of the pack
  std::size_t count(fate f) const noexcept;
};

/// `p` was loaded from `path`, and its cases pass.
mutation_result try_mutants(const std::string& path, const loaded_pack& p, const mutation_options& options);

}  // namespace clearance::testing
