#pragma once
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>

namespace clearance::stream {

/// A file cannot be read; the message names it.
struct unreadable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Ends what waits for input in another thread.
class waker {
 public:
  waker();
  ~waker();
  waker(const waker&) = delete;
  waker& operator=(const waker&) = delete;

  void wake() noexcept;
  int descriptor() const noexcept { return ends_[0]; }  ///< readable from `wake` on

 private:
  int ends_[2];
};

/// Bytes of a file or a pipe, as they come.
class source {
 public:
  /// `-` is standard input.
  source(const std::string& path, const waker& w);
  ~source();
  source(const source&) = delete;
  source& operator=(const source&) = delete;

  /// Waits for input and gives what is there, up to `most` bytes. 0 at the end, and where the waker has spoken.
  std::size_t read(char* into, std::size_t most);

  /// Would `read` give something at once?
  bool is_ready() const noexcept;

  /// Of a regular file, its size; else 0.
  std::uint64_t size() const noexcept { return size_; }

 private:
  [[noreturn]] void fail(const char* why) const;

  std::string path_;
  const waker& waker_;
  int descriptor_ = -1;
  bool is_regular_ = false;  ///< never waits
  std::uint64_t size_ = 0;
};

}  // namespace clearance::stream
