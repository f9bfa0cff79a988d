#include "skim.hpp"

#include <algorithm>
#include <utility>

namespace clearance::yaml {
namespace {

constexpr bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }
constexpr bool is_space(char c) { return is_blank(c) || c == '\n'; }

class skimmer {
 public:
  explicit skimmer(std::string_view text) : text_(text) {}

  skimmed read() {
    while (at_ < text_.size()) step();
    return std::move(out_);
  }

 private:
  char peek(std::size_t i) const { return i < text_.size() ? text_[i] : '\n'; }
  bool in_braces() const { return !open_.empty(); }

  // `fresh_`: a value or key may begin here. Quotes and brackets mean something there alone.
  void step() {
    const char c = text_[at_];
    const bool behind_bracket = std::exchange(behind_bracket_, behind_bracket_ && is_blank(c));
    if (c == '\n') {
      fresh_ = true;
      ++at_;
      line_ = at_;
    } else if (is_blank(c)) {
      ++at_;
    } else if (c == '#' && begins_comment()) {
      comment();
    } else if (fresh_ && (c == '"' || c == '\'')) {
      quoted(c);
    } else if ((fresh_ || in_braces()) && (c == '{' || c == '[')) {
      fresh_ = true;
      open_.push_back(out_.brackets.size());
      out_.brackets.push_back({at_++});
    } else if ((c == '}' || c == ']') && (fresh_ || behind_bracket || in_braces())) {
      close(c);
    } else if (c == ',' && in_braces()) {
      fresh_ = true;
      ++at_;
    } else if (c == ':' && (is_space(peek(at_ + 1)) || (in_braces() && is_end_in_braces(peek(at_ + 1))))) {
      fresh_ = true;
      ++at_;
    } else if (fresh_ && (c == '-' || c == '?') && is_space(peek(at_ + 1))) {
      ++at_;
    } else if (fresh_ && (c == '|' || c == '>') && !in_braces()) {
      block();
    } else {
      fresh_ = false;
      ++at_;
    }
  }

  bool begins_comment() const {
    if (at_ == 0 || is_space(text_[at_ - 1])) return true;
    return in_braces() && std::string_view("[]{},").find(text_[at_ - 1]) != std::string_view::npos;
  }

  static constexpr bool is_end_in_braces(char c) { return c == ',' || c == ']' || c == '}'; }

  void comment() {
    const bool stands_alone = text_.substr(line_, at_ - line_).find_first_not_of(" \t") == std::string_view::npos;
    if (!stands_alone && !is_space(peek(at_ + 1)) && peek(at_ + 1) != '#') out_.cuts.push_back(at_);
    at_ = std::min(text_.find('\n', at_), text_.size());
  }

  void quoted(char quote) {
    const std::size_t begin = at_;
    for (++at_; at_ < text_.size(); ++at_) {
      if (quote == '"' && text_[at_] == '\\') {
        ++at_;
      } else if (text_[at_] == quote) {
        if (quote == '"' || peek(at_ + 1) != quote) break;
        ++at_;
      }
    }
    fresh_ = false;
    if (at_ >= text_.size()) {
      out_.open_quote = begin;
      return;
    }
    std::size_t next = ++at_;
    while (is_blank(peek(next))) ++next;
    const char c = peek(next);
    const bool is_end = c == '\n' || c == ':' || (c == '#' && next > at_) || (in_braces() && is_end_in_braces(c));
    if (!is_end) out_.behind_quotes.push_back(next);
  }

  void close(char c) {
    const char opener = c == '}' ? '{' : '[';
    const auto matches = [&](std::size_t b) { return text_[out_.brackets[b].opens] == opener; };
    fresh_ = false;
    behind_bracket_ = true;
    if (std::none_of(open_.begin(), open_.end(), matches)) {
      out_.brackets.push_back({nowhere, at_++});
      return;
    }
    while (!matches(open_.back())) {
      out_.brackets[open_.back()].given_up = at_;
      open_.pop_back();
    }
    out_.brackets[open_.back()].closes = at_++;
    open_.pop_back();
  }

  /// A block text goes on as long as its lines are indented further than the one that it begins on.
  void block() {
    const auto indentation = [&](std::size_t line) {
      std::size_t end = line;
      while (peek(end) == ' ' && end < text_.size()) ++end;
      return end - line;
    };
    const std::size_t outside = indentation(line_);
    for (std::size_t end = text_.find('\n', at_);;) {
      if (end == std::string_view::npos) {
        at_ = text_.size();
        return;
      }
      const std::size_t next = end + 1;
      const std::size_t inside = indentation(next);
      const bool is_empty = next + inside >= text_.size() || is_space(text_[next + inside]);
      if (!is_empty && inside <= outside) {
        at_ = end;
        return;
      }
      end = text_.find('\n', next);
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_ = 0;  ///< where its line begins
  bool fresh_ = true;
  bool behind_bracket_ = false;    ///< only space since a bracket closed
  std::vector<std::size_t> open_;  ///< brackets, the innermost last
  skimmed out_;
};

}  // namespace

skimmed skim(std::string_view text) { return skimmer(text).read(); }

}  // namespace clearance::yaml
