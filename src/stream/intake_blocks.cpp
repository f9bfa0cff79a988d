#include "intake_blocks.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <sys/stat.h>
#include <utility>

namespace clearance::stream {
namespace {

constexpr std::size_t room_behind = 64;  // for readers that read ahead
constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

/// How many braces stay open at the end of a line, those in texts not counted.
int open_braces(std::string_view line) {
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

/// Of all files together; 0 where one of them is no regular file.
std::uint64_t size_of(const std::vector<std::string>& paths) {
  std::uint64_t sum = 0;
  for (const std::string& path : paths) {
    struct stat about {};
    const int found = path == "-" ? ::fstat(0, &about) : ::stat(path.c_str(), &about);
    if (found != 0 || !S_ISREG(about.st_mode)) return 0;
    sum += static_cast<std::uint64_t>(about.st_size);
  }
  return sum;
}

std::size_t first_not_blank(std::string_view text) noexcept {
  return std::min(text.find_first_not_of(" \t\r\n"), text.size());
}

// Sixteen bytes at once, each in a place of its own, which is added up before it overflows.
std::uint64_t line_ends(std::string_view text) noexcept {
  constexpr std::size_t places = 16;
  constexpr std::size_t most_rounds = 255;
  std::uint64_t count = 0;
  while (text.size() >= places) {
    std::array<std::uint8_t, places> met{};
    const std::size_t rounds = std::min(text.size() / places, most_rounds);
    for (std::size_t r = 0; r < rounds; ++r)
      for (std::size_t p = 0; p < places; ++p)
        met[p] = static_cast<std::uint8_t>(met[p] + (text[r * places + p] == '\n'));
    count = std::accumulate(met.begin(), met.end(), count);
    text.remove_prefix(rounds * places);
  }
  return count + static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
}

void drop_front(intake_block& b, std::size_t count) {
  b.bytes.erase(0, count);
  b.size -= count;
}

}  // namespace

intake_blocks::intake_blocks(std::vector<std::string> paths, std::size_t usual_size)
    : paths_(std::move(paths)), usual_size_(usual_size), known_size_(size_of(paths_)) {}

bool intake_blocks::next(intake_block& b) {
  for (;;) {
    if (!file_) {
      if (next_path_ == paths_.size()) return false;
      file_ = std::make_unique<source>(paths_[next_path_++], waker_);
      rest_.clear();
      line_ = 1;
      is_first_ = true;
      at_end_ = skips_line_ = false;
    }
    if (next_of_file(b)) return true;
    file_.reset();
  }
}

bool intake_blocks::next_of_file(intake_block& b) {
  b.is_one_intake = false;
  b.size = rest_.size();
  b.bytes.resize(std::max(b.bytes.size(), b.size + room_behind));
  rest_.copy(b.bytes.data(), b.size);
  if (skips_line_ && !skip_rest_of_line(b)) return false;
  b.first_line = line_;

  std::size_t end = 0;  // behind the last line that is whole
  for (std::size_t seen = 0;;) {
    const std::size_t last = b.text().substr(seen).rfind('\n');
    if (last != std::string_view::npos) end = seen + last + 1;
    seen = b.size;
    if (at_end_) end = b.size;
    if (end == 0 && b.size > largest_intake) {
      cut(b, largest_intake + 1);
      ++line_;
      skips_line_ = true;
      is_first_ = false;
      return true;
    }
    const bool is_enough = at_end_ || (end > 0 && (b.size >= usual_size_ || !file_->is_ready()));
    if (is_enough && !(is_first_ && layout_of(b) == layout::open)) break;
    read_more(b);
  }
  if (b.size == 0) return false;
  if (line_ == 1 && b.text().starts_with(byte_order_mark)) {
    drop_front(b, byte_order_mark.size());
    end -= byte_order_mark.size();
  }
  if (is_first_) {
    const layout found = layout_of(b);
    is_first_ = found == layout::not_met;
    if (found == layout::one_object) {
      take_one_object(b);
      return true;
    }
  }
  cut(b, end);
  line_ += line_ends(b.text());
  return true;
}

/// False where the file ends with it.
bool intake_blocks::skip_rest_of_line(intake_block& b) {
  for (;;) {
    const std::size_t end = b.text().find('\n');
    if (end != std::string_view::npos) {
      drop_front(b, end + 1);
      skips_line_ = false;
      return true;
    }
    b.size = 0;
    if (at_end_) return false;
    read_more(b);
  }
}

void intake_blocks::read_more(intake_block& b) {
  const std::size_t most = b.size < usual_size_ ? usual_size_ - b.size : usual_size_;
  b.bytes.resize(std::max(b.bytes.size(), b.size + most + room_behind));
  const std::size_t n = file_->read(b.bytes.data() + b.size, most);
  b.size += n;
  at_end_ = n == 0;
}

/// An object that is laid out over several lines: the first line leaves braces open, and the second goes on with it.
/// A broken line of NDJSON is followed by another object instead.
intake_blocks::layout intake_blocks::layout_of(const intake_block& b) const {
  const std::string_view text = b.text();
  const std::size_t met = first_not_blank(text);
  if (met == text.size()) return layout::not_met;
  const std::size_t begin = text.rfind('\n', met) + 1;  // npos + 1 is 0
  const std::size_t end = text.find('\n', met);
  if (end == std::string_view::npos) return at_end_ ? layout::lines : layout::open;
  if (open_braces(text.substr(begin, end - begin)) <= 0) return layout::lines;
  if (end + 1 == text.size()) return at_end_ ? layout::lines : layout::open;
  return text[end + 1] == '{' ? layout::lines : layout::one_object;
}

/// To the end of the file; of what is too long, more than an intake may hold.
void intake_blocks::take_one_object(intake_block& b) {
  const std::string_view text = b.text();
  const std::size_t met = first_not_blank(text);
  const std::size_t begin = text.rfind('\n', met) + 1;
  b.first_line += line_ends(text.substr(0, begin));
  drop_front(b, begin);
  while (!at_end_) {
    read_more(b);
    b.size = std::min(b.size, largest_intake + 2);  // a line end may stand behind the longest
  }
  if (b.text().ends_with('\n')) --b.size;
  b.bytes[b.size] = '\0';
  rest_.clear();
  b.is_one_intake = true;
}

/// Leaves what stands behind `end` for the next block.
void intake_blocks::cut(intake_block& b, std::size_t end) {
  rest_.assign(b.bytes, end, b.size - end);
  b.size = end;
  b.bytes[end] = '\0';
}

}  // namespace clearance::stream
