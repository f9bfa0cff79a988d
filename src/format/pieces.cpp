#include "pieces.hpp"

#include <algorithm>

namespace clearance::formatting {
namespace {

constexpr bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }
constexpr bool is_space(char c) { return is_blank(c) || c == '\n'; }

}  // namespace

pieces::pieces(const source_file& file, const yaml::tree& tree) : file_(file) {
  if (tree.root != nullptr) walk(*tree.root, nullptr, false);
  advance(file_.text.size());
}

bool pieces::is_flow(const yaml::node& n) const noexcept {
  if (n.kind != yaml::node_kind::sequence && n.kind != yaml::node_kind::map) return false;
  const std::size_t begin = begin_of(n);
  return begin < file_.text.size() && (file_.text[begin] == '[' || file_.text[begin] == '{');
}

const block_text* pieces::block_of(const yaml::node& n) const noexcept {
  const auto found = blocks_.find(&n);
  return found == blocks_.end() ? nullptr : &found->second;
}

/// Takes the comments up to `to`: between the values, a `#` is nothing else.
void pieces::advance(std::size_t to) {
  const std::string& text = file_.text;
  while (at_ < to) {
    if (text[at_] != '#') {
      ++at_;
      continue;
    }
    comment c;
    c.begin = at_;
    const std::size_t line = at_ == 0 ? 0 : text.rfind('\n', at_ - 1) + 1;
    c.column = at_ - line;
    c.alone = std::all_of(text.begin() + static_cast<std::ptrdiff_t>(line),
                          text.begin() + static_cast<std::ptrdiff_t>(at_), is_blank);
    at_ = std::min(text.find('\n', at_), text.size());
    c.end = at_;
    while (is_blank(text[c.end - 1])) --c.end;
    comments_.push_back(c);
  }
}

/// Goes on behind a closing bracket.
void pieces::close(char bracket) {
  const std::string& text = file_.text;
  while (at_ < text.size() && text[at_] != bracket) advance(text[at_] == '#' ? text.find('\n', at_) : at_ + 1);
  if (at_ == text.size())
    is_whole_ = false;
  else
    ++at_;
}

void pieces::walk(const yaml::node& n, const yaml::node* parent, bool in_flow) {
  if (n.kind == yaml::node_kind::empty) return walk_empty(n, parent);
  const std::size_t begin = begin_of(n);
  if (begin < at_) is_whole_ = false;
  advance(begin);
  if (n.kind != yaml::node_kind::scalar) {
    walk_collection(n, in_flow);
    return;
  }
  const char first = begin < file_.text.size() ? file_.text[begin] : '\0';
  if (n.quoted && (first == '|' || first == '>'))
    at_ = end_of_block(n, parent);
  else if (n.quoted && (first == '"' || first == '\''))
    at_ = end_of_quoted(begin);
  else
    at_ = end_of_plain(n);
  ends_[&n] = at_;
}

/// The tree does not say where an empty value stands, nor whether it is written out.
void pieces::walk_empty(const yaml::node& n, const yaml::node* parent) {
  const std::string& text = file_.text;
  ends_[&n] = at_;
  std::size_t at = at_;
  const auto skip_space = [&] {
    while (at < text.size() && (is_space(text[at]) || text[at] == '#'))
      at = text[at] == '#' ? std::min(text.find('\n', at), text.size()) : at + 1;
  };
  skip_space();
  constexpr std::string_view signs = ":,-";
  if (parent != nullptr && at < text.size() && signs.find(text[at]) != std::string_view::npos) {
    const bool stands_before = text[at] != ',';
    advance(++at);
    if (stands_before) ends_[&n] = at;
    skip_space();
  }
  for (const std::string_view word : {"null", "~", "Null", "NULL"}) {
    if (text.compare(at, word.size(), word) != 0) continue;
    const std::size_t end = at + word.size();
    if (end < text.size() && !is_space(text[end]) && std::string_view(",]}").find(text[end]) == std::string_view::npos)
      return;
    advance(at);
    at_ = end;
    ends_[&n] = end;
    nulls_.insert(&n);
    return;
  }
}

void pieces::walk_collection(const yaml::node& n, bool in_flow) {
  const bool has_bracket = is_flow(n);
  const char closing = has_bracket && file_.text[at_] == '[' ? ']' : '}';
  if (has_bracket) ++at_;
  in_flow = in_flow || has_bracket;
  for (const yaml::node* item : n.items) walk(*item, &n, in_flow);
  for (const yaml::member& m : n.members) {
    walk(*m.key, &n, in_flow);
    walk(*m.value, &n, in_flow);
  }
  if (has_bracket) close(closing);
  ends_[&n] = at_;
}

/// A plain text is folded in the file: other space stands between its words.
std::size_t pieces::end_of_plain(const yaml::node& n) {
  const std::string& text = file_.text;
  std::size_t at = begin_of(n);
  for (const char c : n.text) {
    if (c == ' ' || c == '\n') {
      while (at < text.size() && is_space(text[at])) ++at;
    } else if (at < text.size() && text[at] == c) {
      ++at;
    } else {
      is_whole_ = false;
      return at;
    }
  }
  return at;
}

std::size_t pieces::end_of_quoted(std::size_t begin) const {
  const std::string& text = file_.text;
  const char quote = text[begin];
  for (std::size_t at = begin + 1; at < text.size(); ++at) {
    if (quote == '"' && text[at] == '\\') {
      ++at;
    } else if (text[at] == quote) {
      if (quote == '"' || at + 1 >= text.size() || text[at + 1] != quote) return at + 1;
      ++at;
    }
  }
  return text.size();
}

/// A block text ends before the first line that is indented less than its own lines.
std::size_t pieces::end_of_block(const yaml::node& n, const yaml::node* parent) {
  const std::string& text = file_.text;
  block_text b;
  const std::size_t begin = begin_of(n);
  b.header_end = std::min(text.find('\n', begin), text.size());
  const std::string_view header = std::string_view(text).substr(begin, b.header_end - begin);
  const std::string_view signs = header.substr(0, header.find_first_of(" \t\r"));
  const std::size_t digit = signs.find_first_of("123456789");
  const std::size_t outside = parent == nullptr ? 0 : parent->at.column;
  if (digit != std::string_view::npos) b.indentation = outside + static_cast<std::size_t>(signs[digit] - '0');
  const bool keeps_ends = signs.find('+') != std::string_view::npos;

  std::size_t end = b.header_end;
  for (std::size_t line = end + 1; line <= text.size();) {
    const std::size_t stop = std::min(text.find('\n', line), text.size());
    std::size_t word = line;
    while (word < stop && text[word] == ' ') ++word;
    // Spaces beyond the indentation are text.
    const bool is_empty = (b.indentation == 0 || word - line <= b.indentation) &&
                          std::all_of(text.begin() + static_cast<std::ptrdiff_t>(word),
                                      text.begin() + static_cast<std::ptrdiff_t>(stop), is_blank);
    if (!is_empty) {
      if (b.indentation == 0) b.indentation = word - line;
      if (word - line < b.indentation || (parent != nullptr && word - line <= outside)) break;
    }
    if (!is_empty || (keeps_ends && stop < text.size())) end = stop;
    line = stop + 1;
  }
  blocks_[&n] = b;
  return end;
}

}  // namespace clearance::formatting
