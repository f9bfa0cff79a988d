#include "layout.hpp"

#include "house_style.hpp"
#include "pieces.hpp"
#include "scalar.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace clearance::formatting {
namespace {

using yaml::member;
using yaml::node;
using yaml::node_kind;

/// How a value is written behind its key or its dash.
enum class form { one_line, filled, block, block_text };

/// What the place of a node asks for.
struct asked {
  std::size_t block_levels = 0;  ///< levels of maps, from this one, that are not written in braces
  bool yes_no = false;
  bool at_top = false;
};

/// A block that is being written, or was written last: a comment behind it may still belong to it.
struct level {
  std::size_t column;  ///< in the source
  std::size_t indent;
};

/// How the first line of a block begins: by itself, or behind the dash that stands there already.
enum class first_line { own, behind_dash };

constexpr std::size_t no_column = static_cast<std::size_t>(-1);

std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

bool is_word(const node* n) { return n->kind == node_kind::scalar; }

bool has_bare_key(const node& n) {
  return std::any_of(n.members.begin(), n.members.end(), [](const member& m) { return m.key->bare; });
}

class writer {
 public:
  writer(const source_file& file, const yaml::tree& tree, const pieces& known)
      : file_(file), root_(tree.root), known_(known), style_(tree.root) {}

  std::string write() {
    if (root_ != nullptr && root_->kind != node_kind::empty) {
      if (!root_->members.empty() && !has_bare_key(*root_)) {
        map(*root_, 0, {1, false, true}, first_line::own);
      } else {
        begin_line(known_.begin_of(*root_), 0, 0, false);
        value(*root_, 0, 0, {});
      }
    }
    comments_before(file_.text.size(), 0, 0, false);
    if (!out_.empty()) out_ += '\n';
    return std::move(out_);
  }

 private:
  // ---- lines ----

  bool blank_between(std::size_t begin, std::size_t end) const {
    std::size_t line = begin < end ? file_.text.find('\n', begin) : end;
    while (line < end) {
      const std::size_t next = file_.text.find_first_not_of(" \t\r", line + 1);
      if (next >= end) return false;
      if (file_.text[next] == '\n') return true;
      line = file_.text.find('\n', next);
    }
    return false;
  }

  bool same_line(std::size_t begin, std::size_t end) const { return file_.text.find('\n', begin) >= end; }

  void start_line(std::size_t indent, bool blank_before) {
    if (!out_.empty()) out_ += blank_before && !is_counting_ends_ ? "\n\n" : "\n";
    is_counting_ends_ = false;
    has_comment_ = false;
    out_.append(indent, ' ');
  }

  std::string_view text_of(const comment& c) const {
    return std::string_view(file_.text).substr(c.begin, c.end - c.begin);
  }

  const comment* next_comment() const { return next_ < known_.comments().size() ? &known_.comments()[next_] : nullptr; }

  /// A comment behind a nested block stays in it where it is indented so.
  std::size_t indent_of(const comment& c, std::size_t depth, std::size_t indent) const {
    if (!c.alone) return indent;
    for (std::size_t i = levels_.size(); i > depth; --i)
      if (levels_[i - 1].column <= c.column) return levels_[i - 1].indent;
    return indent;
  }

  /// Writes the comments before a place, each on a line of its own. Did one of them take the blank line that a
  /// section begins with?
  bool comments_before(std::size_t place, std::size_t depth, std::size_t indent, bool is_section) {
    const auto& all = known_.comments();
    std::size_t end = next_;
    while (end < all.size() && all[end].begin < place) ++end;
    std::size_t attached = end;  // those that stand directly above what follows
    while (attached > next_ && indent_of(all[attached - 1], depth, indent) == indent &&
           !blank_between(all[attached - 1].end, attached == end ? place : all[attached].begin))
      --attached;
    const bool has_attached = attached < end;
    for (; next_ < end; ++next_) {
      const comment& c = all[next_];
      const std::size_t its_indent = indent_of(c, depth, indent);
      start_line(its_indent, blank_between(reached_, c.begin) || (is_section && next_ == attached));
      while (levels_.size() > depth && levels_.back().indent > its_indent) levels_.pop_back();
      out_ += text_of(c);
      has_comment_ = true;
      reached_ = c.end;
      is_opened_ = false;
    }
    return has_attached;
  }

  void begin_line(std::size_t place, std::size_t depth, std::size_t indent, bool is_section) {
    const bool has_blank = comments_before(place, depth, indent, is_section);
    levels_.resize(std::min(levels_.size(), depth));
    const bool blank = (blank_between(reached_, place) && !is_opened_) || (is_section && !has_blank);
    start_line(indent, blank);
    is_opened_ = false;
  }

  /// The comment that stands on the same line behind `end`.
  bool has_tail(std::size_t end) const {
    const comment* c = next_comment();
    return c != nullptr && !has_comment_ && !c->alone && c->begin >= end && same_line(end, c->begin);
  }

  void write_tail() {
    const comment& c = *next_comment();
    out_ += "  ";
    out_ += text_of(c);
    has_comment_ = true;
    reached_ = std::max(reached_, c.end);
    ++next_;
  }

  void tail(std::size_t end) {
    reached_ = std::max(reached_, end);
    if (has_tail(end)) write_tail();
  }

  // ---- values ----

  std::string word(const node& n, surroundings where, bool yes_no) const {
    if (n.kind == node_kind::empty) return known_.is_null(n) ? "null" : "";
    if (yes_no && (n.text == "true" || n.text == "false")) return n.text == "true" ? "yes" : "no";
    return scalar_text(n.text, n.quoted, where);
  }

  std::string flat(const node& n, surroundings where, bool yes_no) const {
    std::string out;
    switch (n.kind) {
      case node_kind::empty:
      case node_kind::scalar: return word(n, where, yes_no);
      case node_kind::sequence:
        for (const node* item : n.items) out += (out.empty() ? "[" : ", ") + flat(*item, surroundings::flow, yes_no);
        return out.empty() ? "[]" : out + "]";
      case node_kind::map:
        for (const member& m : n.members) {
          out += (out.empty() ? "{" : ", ") + word(*m.key, surroundings::flow, false);
          if (!m.key->bare) out += ": " + flat(*m.value, surroundings::flow, style_.holds_yes_no(m.key->text));
        }
        return out.empty() ? "{}" : out + "}";
    }
    return out;
  }

  bool can_be_flat(const node& n, bool in_flow) const {
    switch (n.kind) {
      case node_kind::empty: return known_.is_null(n);
      case node_kind::scalar: return known_.block_of(n) == nullptr;
      case node_kind::sequence:
        if (!in_flow && !known_.is_flow(n) && !std::all_of(n.items.begin(), n.items.end(), is_word)) return false;
        return std::all_of(n.items.begin(), n.items.end(), [&](const node* i) { return can_be_flat(*i, true); });
      case node_kind::map:
        return (in_flow || known_.is_flow(n)) && std::all_of(n.members.begin(), n.members.end(), [&](const member& m) {
                 return m.key->bare || can_be_flat(*m.value, true);
               });
    }
    return false;
  }

  bool has_comments_inside(const node& n) const {
    if (n.items.empty() && n.members.empty()) return false;
    // What stands before the first of them, or behind the last, can go behind the whole.
    const bool is_list = n.kind == node_kind::sequence;
    const std::size_t begin = known_.end_of(is_list ? *n.items.front() : *n.members.front().key);
    const std::size_t end = known_.end_of(is_list ? *n.items.back() : *n.members.back().value);
    return std::any_of(known_.comments().begin() + static_cast<std::ptrdiff_t>(next_), known_.comments().end(),
                       [&](const comment& c) { return c.begin >= begin && c.begin < end; });
  }

  /// `used`: columns of its line that are taken already.
  form form_of(const node& n, std::size_t used, const asked& a) const {
    if (n.kind == node_kind::empty || n.kind == node_kind::scalar)
      return known_.block_of(n) == nullptr ? form::one_line : form::block_text;
    if ((n.items.empty() && n.members.empty()) || has_bare_key(n)) return form::one_line;
    if (n.kind == node_kind::map && a.block_levels > 0) return form::block;
    if (!can_be_flat(n, false) || has_comments_inside(n)) return form::block;
    const bool is_list_of_words = n.kind == node_kind::sequence && std::all_of(n.items.begin(), n.items.end(), is_word);
    const std::size_t widest = is_list_of_words ? list_width : line_width;
    if (used + width(flat(n, surroundings::block, a.yes_no)) <= widest) return form::one_line;
    return is_list_of_words && known_.is_flow(n) ? form::filled : form::block;
  }

  std::size_t column() const {
    const std::size_t line = out_.rfind('\n');
    return width(std::string_view(out_).substr(line == std::string::npos ? 0 : line + 1));
  }

  void filled(const node& n, std::size_t indent, bool yes_no) {
    out_ += '[';
    std::size_t at = column();
    for (std::size_t i = 0; i < n.items.size(); ++i) {
      const std::string text = word(*n.items[i], surroundings::flow, yes_no) + (i + 1 == n.items.size() ? ']' : ',');
      const std::size_t wide = width(text);
      if (i > 0 && at + 1 + wide > list_width) {
        start_line(indent + 2, false);
        at = indent + 2;
      } else if (i > 0) {
        out_ += ' ';
        ++at;
      }
      out_ += text;
      at += wide;
    }
  }

  void block_text_of(const node& n, std::size_t indent) {
    const block_text& b = *known_.block_of(n);
    const std::string& text = file_.text;
    std::string header = text.substr(known_.begin_of(n), b.header_end - known_.begin_of(n));
    while (header.back() == ' ' || header.back() == '\t' || header.back() == '\r') header.pop_back();
    const std::size_t digit = header.find_first_of("123456789");
    if (digit < header.find_first_of(" #")) header[digit] = '2';
    out_ += header;
    const bool keeps_ends = header.find('+') < header.find_first_of(" #");
    const std::size_t end = known_.end_of(n);
    for (std::size_t line = b.header_end + 1; line <= end;) {
      const std::size_t stop = std::min(text.find('\n', line), text.size());
      std::string_view words = std::string_view(text).substr(line, stop - line);
      if (words.ends_with('\r')) words.remove_suffix(1);
      words.remove_prefix(std::min(b.indentation, words.size()));
      out_ += '\n';
      if (!words.empty()) out_.append(indent + 2, ' ');
      out_ += words;
      line = stop + 1;
    }
    is_counting_ends_ = keeps_ends;
  }

  /// Behind a key or a dash, and on the same line. `indent` is that of the key or dash, `inside` that of what is
  /// below.
  void value(const node& n, std::size_t indent, std::size_t inside, const asked& a) {
    switch (form_of(n, column(), a)) {
      case form::one_line: out_ += flat(n, surroundings::block, a.yes_no); break;
      case form::filled: filled(n, inside, a.yes_no); break;
      case form::block_text: block_text_of(n, indent); break;
      case form::block:
        n.kind == node_kind::map ? map(n, inside, a, first_line::behind_dash)
                                 : sequence(n, inside, a, first_line::behind_dash);
        break;
    }
    tail(known_.end_of(n));
  }

  // ---- blocks ----

  std::size_t open(const node& n, std::size_t indent) {
    levels_.push_back({known_.is_flow(n) ? no_column : n.at.column, indent});
    return levels_.size();
  }

  void map(const node& n, std::size_t indent, const asked& a, first_line first) {
    const std::size_t depth = open(n, indent);
    for (const member& m : n.members) {
      asked of_value{a.block_levels > 0 ? a.block_levels - 1 : 0, style_.holds_yes_no(m.key->text)};
      if (a.at_top) of_value.block_levels = house_style::block_levels(m.key->text);
      const bool is_section = a.at_top && !out_.empty() && house_style::begins_section(m.key->text);
      one_member(m, depth, indent, of_value, is_section, std::exchange(first, first_line::own));
    }
  }

  void one_member(const member& m, std::size_t depth, std::size_t indent, const asked& a, bool is_section,
                  first_line first) {
    const std::size_t key_end = known_.end_of(*m.key);
    const std::string key = word(*m.key, surroundings::block, false) + ':';
    const form as = form_of(*m.value, indent + width(key) + 1, a);
    if (first == first_line::own)
      begin_line(as == form::block ? known_.begin_of(*m.key) : place_for_comments(m), depth, indent, is_section);
    out_ += key;
    reached_ = std::max(reached_, key_end);
    if (as != form::block) {
      if (m.value->kind != node_kind::empty || known_.is_null(*m.value)) out_ += ' ';
      const bool has_inner = next_comment() != nullptr && next_comment()->begin < known_.end_of(*m.value);
      value(*m.value, indent, indent, a);
      if (has_inner && !has_comment_) write_tail();
      return;
    }
    // What stands behind a closing bracket that goes away is about the whole.
    const bool has_own_tail = has_tail(key_end) && next_comment()->begin < first_of(*m.value);
    if (has_own_tail || (known_.is_flow(*m.value) && has_tail(known_.end_of(*m.value)))) write_tail();
    is_opened_ = true;
    m.value->kind == node_kind::map ? map(*m.value, indent + 2, a, first_line::own)
                                    : sequence(*m.value, indent + 2, a, first_line::own);
    tail(known_.end_of(*m.value));
  }

  std::size_t first_of(const node& n) const {
    const node& first = n.kind == node_kind::sequence ? *n.items.front() : *n.members.front().key;
    return first.kind == node_kind::empty ? known_.end_of(first) : known_.begin_of(first);
  }

  /// Comments between a key and its value go before the line; the last of them behind it where nothing else does.
  std::size_t place_for_comments(const member& m) const {
    const std::size_t begin = known_.begin_of(*m.key);
    const std::size_t end = known_.end_of(*m.value);
    const auto& all = known_.comments();
    std::size_t last = all.size();
    bool has_behind = false;
    for (std::size_t i = next_; i < all.size() && !has_behind; ++i) {
      if (all[i].begin >= begin && all[i].begin < end) last = i;
      if (all[i].begin >= end) {
        has_behind = !all[i].alone && same_line(end, all[i].begin);
        break;
      }
    }
    if (last == all.size()) return begin;
    return has_behind ? end : all[last].begin;
  }

  void sequence(const node& n, std::size_t indent, const asked& a, first_line first) {
    const std::size_t depth = open(n, indent);
    for (const node* item : n.items) {
      const std::size_t begin = item->kind == node_kind::empty ? known_.end_of(*item) : known_.begin_of(*item);
      if (std::exchange(first, first_line::own) == first_line::own) begin_line(begin, depth, indent, false);
      out_ += item->kind == node_kind::empty && !known_.is_null(*item) ? "-" : "- ";
      value(*item, indent, indent + 2, a);
    }
  }

  const source_file& file_;
  const node* root_;
  const pieces& known_;
  house_style style_;
  std::string out_;
  std::size_t next_ = 0;           ///< comment that is not yet written
  std::size_t reached_ = 0;        ///< byte of the source up to which all is written
  bool is_counting_ends_ = false;  ///< a blank line would belong to the block text before it
  bool has_comment_ = false;       ///< the line ends with one
  bool is_opened_ = false;         ///< the line before is a key with its block below
  std::vector<level> levels_;
};

}  // namespace

std::string lay_out(const source_file& file, const yaml::tree& tree, const pieces& known) {
  return writer(file, tree, known).write();
}

}  // namespace clearance::formatting
