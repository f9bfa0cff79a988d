#pragma once
#include "../../rival.hpp"

#include <string>

namespace bench::peers {

/// An answer as all peers write it: `defer r1+r14 20503`, `clear - 20490`, `exclude r9 -`.
inline std::string line_of(const rival::Result& r) {
  static constexpr const char* verdicts[] = {"clear", "defer", "refer", "exclude"};
  std::string line = r.verdict < std::size(verdicts) ? verdicts[r.verdict] : "none";
  line += ' ';
  if (r.fired == 0) line += '-';
  bool first = true;
  for (unsigned bit = 0; bit < 16; ++bit) {
    if (!(r.fired >> bit & 1)) continue;
    if (!first) line += '+';
    line += 'r' + std::to_string(bit + 1);
    first = false;
  }
  return line + ' ' + (r.earliest < 0 ? "-" : std::to_string(r.earliest)) + '\n';
}

}  // namespace bench::peers
