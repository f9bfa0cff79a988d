#include "input.hpp"

#include "output.hpp"

#include <clearance/io/screener.hpp>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <sys/stat.h>
#include <utility>

namespace clearance::program {
namespace {

constexpr std::size_t chunk = 1u << 16;

int leave_open(std::FILE*) { return 0; }

bool is_blank(const std::string& line) {
  return std::all_of(line.begin(), line.end(), [](char c) { return c == ' ' || c == '\t' || c == '\r'; });
}

/// How many braces stay open at the end of a line, those in texts not counted.
int open_braces(const std::string& line) {
  int depth = 0;
  bool in_text = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (in_text) {
      if (line[i] == '\\')
        ++i;
      else if (line[i] == '"')
        in_text = false;
    } else if (line[i] == '"') {
      in_text = true;
    } else if (line[i] == '{') {
      ++depth;
    } else if (line[i] == '}') {
      --depth;
    }
  }
  return depth;
}

}  // namespace

intake_file::intake_file(const std::string& path) : path_(path), file_(nullptr, &leave_open) {
  if (path == "-") {
    file_ = {stdin, &leave_open};
    return;
  }
  struct stat about {};
  if (::stat(path.c_str(), &about) == 0 && S_ISDIR(about.st_mode))
    throw cannot("cannot read `" + path + "`: it is a folder");
  file_ = {std::fopen(path.c_str(), "rb"), &std::fclose};
  if (!file_) {
    file_ = {nullptr, &leave_open};
    throw cannot("cannot read `" + path + "`: " + std::strerror(errno));
  }
}

bool intake_file::read_more() {
  if (at_end_) return false;
  buffer_.erase(0, at_);
  at_ = 0;
  const std::size_t had = buffer_.size();
  buffer_.resize(had + chunk);
  const std::size_t n = std::fread(buffer_.data() + had, 1, chunk, file_.get());
  buffer_.resize(had + n);
  if (n == 0 && std::ferror(file_.get())) throw cannot("cannot read `" + path_ + "`: " + std::strerror(errno));
  at_end_ = n == 0;
  return n > 0;
}

bool intake_file::next_line(std::string& text) {
  if (has_second_line_) {
    text = std::move(second_line_);
    has_second_line_ = false;
    return true;
  }
  text.clear();
  bool any = false;
  for (;;) {
    if (at_ == buffer_.size() && !read_more()) break;
    any = true;
    const std::size_t end = buffer_.find('\n', at_);
    const std::size_t stop = end == std::string::npos ? buffer_.size() : end;
    // One byte over the limit tells that it is exceeded; the rest of an endless line is only skipped.
    const std::size_t room = largest_intake + 1 - std::min(text.size(), largest_intake + 1);
    text.append(buffer_, at_, std::min(room, stop - at_));
    at_ = stop;
    if (end != std::string::npos) {
      ++at_;
      break;
    }
  }
  if (any) ++lines_;
  return any;
}

/// An object that is laid out over several lines: the first line leaves braces open, and the second goes on with it.
/// A broken line of NDJSON is followed by another object instead.
bool intake_file::is_one_object(const std::string& first_line) {
  if (open_braces(first_line) <= 0) return false;
  has_second_line_ = false;
  std::string following;
  if (!next_line(following)) return false;
  second_line_ = std::move(following);
  has_second_line_ = true;
  return second_line_.empty() || second_line_[0] != '{';
}

bool intake_file::next(std::string& text) {
  do {
    if (!next_line(text)) return false;
    line_of_last_ = lines_;
  } while (is_blank(text));
  if (!std::exchange(is_first_, false) || !is_one_object(text)) return true;
  std::string more;
  while (next_line(more)) {
    if (text.size() > largest_intake) continue;
    text += '\n';
    text += more;
  }
  if (text.size() > largest_intake) text.resize(largest_intake + 1);
  return true;
}

}  // namespace clearance::program
