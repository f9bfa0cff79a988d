#pragma once
#include <ctime>

namespace clearance::program {

/// What else runs on the machine counts for `steady` alone.
enum class which_clock { process_cpu, steady };

/// Time since it was made.
class stopwatch {
 public:
  explicit stopwatch(which_clock c) noexcept
      : clock_(c == which_clock::steady ? CLOCK_MONOTONIC : CLOCK_PROCESS_CPUTIME_ID), begin_(now()) {}

  double ns() const noexcept { return now() - begin_; }

 private:
  double now() const noexcept {
    timespec t{};
    ::clock_gettime(clock_, &t);
    return static_cast<double>(t.tv_sec) * 1e9 + static_cast<double>(t.tv_nsec);
  }

  clockid_t clock_;
  double begin_;
};

}  // namespace clearance::program
