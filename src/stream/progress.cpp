#include "progress.hpp"

#include "grouped.hpp"

#include <algorithm>
#include <cstdio>
#include <unistd.h>

namespace clearance::stream {

std::string progress_line(const progress& p) {
  constexpr std::size_t bar_width = 20;
  std::string line;
  const double share =
      p.known_size == 0 ? 0 : std::min(1.0, static_cast<double>(p.bytes) / static_cast<double>(p.known_size));
  if (p.known_size > 0) {
    const std::string percent = std::to_string(static_cast<int>(100 * share));
    const auto full = static_cast<std::size_t>(bar_width * share);
    line.append(3 - percent.size(), ' ');
    line += percent + " % [" + std::string(full, '=');
    if (full < bar_width) line += '>' + std::string(bar_width - full - 1, ' ');
    line += "]  ";
  }
  line += grouped(p.intakes) + " intakes";
  if (p.seconds <= 0) return line;
  line += "  " + grouped(static_cast<std::uint64_t>(static_cast<double>(p.intakes) / p.seconds)) + "/s";
  line += "  " + grouped(static_cast<std::uint64_t>(static_cast<double>(p.bytes) / p.seconds / 1e6)) + " MB/s";
  if (share <= 0) return line;
  const auto left = static_cast<unsigned long long>(p.seconds * (1 - share) / share + 0.5);
  char text[32];
  std::snprintf(text, sizeof text, "  %llu:%02llu left", left / 60, left % 60);
  return line + text;
}

progress_bar::progress_bar(bool is_wanted, std::uint64_t known_size)
    : is_wanted_(is_wanted && ::isatty(STDERR_FILENO) == 1) {
  now_.known_size = known_size;
}

progress_bar::~progress_bar() {
  if (is_shown_) std::fputs("\r\033[K", stderr);
}

void progress_bar::advance(std::uint64_t bytes, std::uint64_t intakes) {
  if (!is_wanted_) return;
  now_.bytes += bytes;
  now_.intakes += intakes;
  const clock::time_point now = clock::now();
  if (now < next_) return;
  next_ = now + std::chrono::milliseconds(200);
  now_.seconds = std::chrono::duration<double>(now - begin_).count();
  std::fprintf(stderr, "\r%s\033[K", progress_line(now_).c_str());
  is_shown_ = true;
}

}  // namespace clearance::stream
