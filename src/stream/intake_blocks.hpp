#pragma once
#include "source.hpp"

#include <clearance/io/screener.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace clearance::stream {

inline bool is_blank(std::string_view line) noexcept {
  return std::all_of(line.begin(), line.end(), [](char c) { return c == ' ' || c == '\t' || c == '\r'; });
}

/// A piece of a file: whole lines, or one object that is laid out over several.
struct intake_block {
  std::string bytes;  ///< the first `size` are the block's; then comes a zero, and room
  std::size_t size = 0;
  std::uint64_t first_line = 1;  ///< where it begins, from 1
  bool is_one_intake = false;

  std::string_view text() const noexcept { return {bytes.data(), size}; }

  /// Calls `each(text, line)` for every intake: lines that are not blank. What exceeds an intake's limit is cut one
  /// byte behind it.
  template <class Each>
  void for_each_intake(Each each) const;
};

/// Cuts files into blocks, in constant memory. A block holds what is there, and at least a line: who writes a line and
/// waits has its answer.
class intake_blocks {
 public:
  /// `-` is standard input. `usual_size`: what a block holds where there is enough.
  explicit intake_blocks(std::vector<std::string> paths, std::size_t usual_size = 1u << 16);

  /// False at the end of the last file. Throws `unreadable` where one cannot be read.
  bool next(intake_block& b);

  /// Ends the reading, also that which waits for input: `next` says that the end is reached. From any thread.
  void stop() noexcept { waker_.wake(); }

  /// How many bytes there are to read in all; 0 where that is not known.
  std::uint64_t known_size() const noexcept { return known_size_; }

 private:
  enum class layout { not_met, open, lines, one_object };

  bool next_of_file(intake_block& b);
  bool skip_rest_of_line(intake_block& b);
  void read_more(intake_block& b);
  layout layout_of(const intake_block& b) const;
  void take_one_object(intake_block& b);
  void cut(intake_block& b, std::size_t end);

  std::vector<std::string> paths_;
  std::size_t next_path_ = 0;
  std::size_t usual_size_;
  std::uint64_t known_size_ = 0;
  waker waker_;
  std::unique_ptr<source> file_;
  std::string rest_;         ///< of the file: read, and behind the last block's end
  std::uint64_t line_ = 1;   ///< where the next block begins
  bool is_first_ = true;     ///< no intake of this file was met yet
  bool at_end_ = false;      ///< of this file
  bool skips_line_ = false;  ///< the rest of a line that is too long
};

template <class Each>
void intake_block::for_each_intake(Each each) const {
  const std::string_view all = text();
  if (is_one_intake) return each(all.substr(0, largest_intake + 1), first_line);
  std::uint64_t line = first_line;
  for (std::size_t at = 0; at < all.size(); ++line) {
    const std::size_t end = std::min(all.find('\n', at), all.size());
    const std::string_view intake = all.substr(at, std::min(end - at, largest_intake + 1));
    if (!is_blank(intake)) each(intake, line);
    at = end + 1;
  }
}

}  // namespace clearance::stream
