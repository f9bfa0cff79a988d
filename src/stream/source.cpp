#include "source.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace clearance::stream {

waker::waker() {
  if (::pipe2(ends_, O_CLOEXEC) != 0) throw unreadable(std::string("no pipe: ") + std::strerror(errno));
}

waker::~waker() {
  ::close(ends_[0]);
  ::close(ends_[1]);
}

void waker::wake() noexcept {
  [[maybe_unused]] const auto written = ::write(ends_[1], "", 1);  // a pipe that is full has spoken already
}

source::source(const std::string& path, const waker& w) : path_(path), waker_(w) {
  descriptor_ = path == "-" ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor_ < 0) fail(std::strerror(errno));
  struct stat about {};
  if (::fstat(descriptor_, &about) != 0) return;
  if (S_ISDIR(about.st_mode)) {
    if (path != "-") ::close(descriptor_);
    fail("it is a folder");
  }
  is_regular_ = S_ISREG(about.st_mode);
  if (is_regular_) size_ = static_cast<std::uint64_t>(about.st_size);
}

source::~source() {
  if (descriptor_ != STDIN_FILENO) ::close(descriptor_);
}

std::size_t source::read(char* into, std::size_t most) {
  for (;;) {
    pollfd both[] = {{descriptor_, POLLIN, 0}, {waker_.descriptor(), POLLIN, 0}};
    if (::poll(both, 2, is_regular_ ? 0 : -1) < 0) {
      if (errno == EINTR) continue;
      fail(std::strerror(errno));
    }
    if (both[1].revents != 0) return 0;
    const ::ssize_t n = ::read(descriptor_, into, most);
    if (n >= 0) return static_cast<std::size_t>(n);
    if (errno != EINTR && errno != EAGAIN) fail(std::strerror(errno));
  }
}

bool source::is_ready() const noexcept {
  if (is_regular_) return true;
  pollfd one = {descriptor_, POLLIN, 0};
  return ::poll(&one, 1, 0) > 0;
}

void source::fail(const char* why) const {
  throw unreadable("cannot read " + (path_ == "-" ? "standard input" : '`' + path_ + '`') + ": " + why);
}

}  // namespace clearance::stream
