#include "place.hpp"

#include <algorithm>
#include <string_view>

namespace clearance::cel {
namespace {

constexpr bool is_space(char c) noexcept { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// Walks along a text as YAML has it and as the file writes it.
class follower {
 public:
  follower(std::string_view text, std::string_view file, std::size_t from, std::size_t upto)
      : text_(text), file_(file.substr(0, upto)), at_(from) {}

  std::vector<std::size_t> run(bool is_quoted) {
    if (at_ >= file_.size()) return {};
    const char first = file_[at_];
    if (is_quoted && (first == '"' || first == '\'')) {
      quote_ = first;
      ++at_;
    } else if (is_quoted || first == '|' || first == '>') {
      skip_block_heading();
    }
    for (std::size_t i = 0; i < text_.size();) {
      const std::size_t n = follow(i);
      if (n == 0) return {};
      i += n;
    }
    bytes_.push_back(at_);
    return std::move(bytes_);
  }

 private:
  void skip_block_heading() {
    const std::size_t end = file_.find('\n', at_);
    at_ = end == std::string_view::npos ? file_.size() : end + 1;
  }

  /// How many bytes of the text the next thing in the file stands for; 0 where it does not fit.
  std::size_t follow(std::size_t i) {
    const char c = text_[i];
    if (quote_ == '"')
      while (at_ + 1 < file_.size() && file_[at_] == '\\' && (file_[at_ + 1] == '\n' || file_[at_ + 1] == '\r'))
        skip_space(at_ + 1);  // a line that goes on
    if (at_ >= file_.size()) return 0;
    if (quote_ == '"' && file_[at_] == '\\') return escape(i);
    if (quote_ == '\'' && c == '\'' && file_.substr(at_).starts_with("''")) return keep(1, 2);
    if (file_[at_] == c && !(c == ' ' && is_line_end(at_))) return keep(1, 1);
    if (!is_space(file_[at_])) return 0;
    if (is_space(c)) {
      // A fold, or the end of a line.
      bytes_.push_back(at_);
      std::size_t end = at_;
      while (end < file_.size() && is_space(file_[end])) ++end;
      const std::size_t breaks = static_cast<std::size_t>(std::count(
          file_.begin() + static_cast<std::ptrdiff_t>(at_), file_.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
      if (c == ' ' || breaks <= 1)
        at_ = end;
      else
        at_ = file_.find('\n', at_) + 1;
      return 1;
    }
    skip_space(at_);
    return at_ < file_.size() && file_[at_] == c ? keep(1, 1) : follow_again(i);
  }

  std::size_t follow_again(std::size_t i) { return at_ < file_.size() && !is_space(file_[at_]) ? follow(i) : 0; }

  bool is_line_end(std::size_t from) const {
    const std::size_t next = file_.find_first_not_of(" \t\r", from);
    return next == std::string_view::npos || file_[next] == '\n';
  }

  void skip_space(std::size_t from) {
    at_ = from;
    while (at_ < file_.size() && is_space(file_[at_])) ++at_;
  }

  std::size_t keep(std::size_t in_text, std::size_t in_file) {
    bytes_.insert(bytes_.end(), in_text, at_);
    at_ += in_file;
    return in_text;
  }

  std::size_t escape(std::size_t i) {
    const char kind = at_ + 1 < file_.size() ? file_[at_ + 1] : ' ';
    const std::size_t digits = kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
    std::size_t in_text = 1;
    if (digits != 0 || kind == 'N' || kind == '_' || kind == 'L' || kind == 'P')
      while (i + in_text < text_.size() && (static_cast<unsigned char>(text_[i + in_text]) & 0xc0) == 0x80) ++in_text;
    return keep(in_text, 2 + digits);
  }

  std::string_view text_;
  std::string_view file_;
  std::size_t at_;
  char quote_ = 0;
  std::vector<std::size_t> bytes_;
};

}  // namespace

places::places(const yaml::node& n) : node_(n) {
  const source_file& file = *n.at.file;
  bytes_ = follower(n.text, file.text, file.byte_of(n.at), n.upto).run(n.quoted);
}

text_range places::of(span part) const {
  if (part.begin >= bytes_.size()) return node_.at;
  const std::size_t last = std::min<std::size_t>(part.begin + part.length, bytes_.size() - 1);
  const std::size_t begin = bytes_[part.begin];
  const std::size_t end = std::max(bytes_[last], begin + 1);
  text_range at = node_.at.file->place_of(begin);
  const std::string_view line = node_.at.file->line(at.line);
  at.length = std::max<std::size_t>(1, std::min(end - begin, line.size() > at.column ? line.size() - at.column : 1));
  return at;
}

}  // namespace clearance::cel
