#include "output.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <sys/ioctl.h>
#include <unistd.h>

namespace clearance::program {

bool output::is_terminal() { return ::isatty(STDOUT_FILENO) == 1; }

page_style output::style() {
  page_style s;
  winsize window{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &window) == 0 && window.ws_col > 0)
    s.width = std::clamp<std::size_t>(window.ws_col, 50, 110);
  // https://no-color.org: any value that is not empty turns colour off.
  const char* no_colour = std::getenv("NO_COLOR");
  s.colour = is_terminal() && (no_colour == nullptr || *no_colour == '\0');
  return s;
}

void output::fail() { throw cannot(std::string("cannot write the output: ") + std::strerror(errno)); }

}  // namespace clearance::program
