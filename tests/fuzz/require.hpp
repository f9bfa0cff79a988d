#pragma once
#include <cstdio>
#include <cstdlib>
#include <string_view>

/// What a fuzz target holds true of every input. A breach ends the program, which is how libFuzzer learns of it.
namespace clearance::fuzz {

inline void require(bool holds, const char* what, std::string_view shown = {}) {
  if (holds) return;
  std::fprintf(stderr, "does not hold: %s\n", what);
  std::fwrite(shown.data(), 1, shown.size(), stderr);
  std::fputc('\n', stderr);
  std::abort();
}

}  // namespace clearance::fuzz
