#pragma once
#include <cstddef>
#include <cstdio>
#include <memory>
#include <string>

namespace clearance::program {

/// Intakes of a file one after the other, in constant memory: one JSON object, however it is laid out, or NDJSON,
/// one object a line.
class intake_file {
 public:
  /// `-` is standard input. Throws `cannot` where the file cannot be read.
  explicit intake_file(const std::string& path);

  /// False at the end. `text` may exceed what an intake may hold by one byte, never by more: the rest is skipped.
  bool next(std::string& text);

  /// Where the last intake began, from 1.
  unsigned long long line() const noexcept { return line_of_last_; }

 private:
  bool next_line(std::string& text);
  bool read_more();
  bool is_one_object(const std::string& first_line);

  std::string path_;
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> file_;
  std::string buffer_;
  std::size_t at_ = 0;
  std::string second_line_;  ///< read ahead to tell the layouts apart
  bool has_second_line_ = false;
  bool is_first_ = true;
  bool at_end_ = false;
  unsigned long long lines_ = 0;
  unsigned long long line_of_last_ = 0;
};

}  // namespace clearance::program
