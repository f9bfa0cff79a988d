#pragma once
#include <chrono>
#include <cstdint>
#include <string>

namespace clearance::stream {

/// How far a stream is.
struct progress {
  std::uint64_t bytes = 0;
  std::uint64_t known_size = 0;  ///< 0: not known
  std::uint64_t intakes = 0;
  double seconds = 0;
};

/// `42 % [========>           ]  1,200,000 intakes  410,000/s  168 MB/s  0:07 left`; where the size is not known, the
/// middle alone.
std::string progress_line(const progress& p);

/// Shows it on standard error, a few times a second, and takes it away at the end. Only where somebody looks on: on a
/// terminal.
class progress_bar {
 public:
  progress_bar(bool is_wanted, std::uint64_t known_size);
  ~progress_bar();
  progress_bar(const progress_bar&) = delete;
  progress_bar& operator=(const progress_bar&) = delete;

  void advance(std::uint64_t bytes, std::uint64_t intakes);

 private:
  using clock = std::chrono::steady_clock;

  bool is_shown_ = false;
  bool is_wanted_;
  progress now_;
  clock::time_point begin_ = clock::now();
  clock::time_point next_ = begin_ + std::chrono::milliseconds(500);  // what is short needs no bar
};

}  // namespace clearance::stream
