// The one file that knows yaml-cpp. Its nodes are not used: they keep duplicate keys, guess types, follow aliases and
// overflow the stack; its events do none of that, so limits are enforced as they arrive.
#include "explain.hpp"
#include "readable.hpp"
#include "skim.hpp"
#include "tree.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <cstring>
#include <istream>
#include <streambuf>
#include <unordered_set>
#include <utility>

namespace clearance::yaml {
namespace {

/// Ends the parse; what was wrong has been told.
struct stop {};

/// A stream over a text that is not copied.
class text_buffer : public std::streambuf {
 public:
  explicit text_buffer(std::string_view text) {
    char* begin = const_cast<char*>(text.data());  // the get area is never written
    setg(begin, begin, begin + text.size());
  }
};

class builder : public YAML::EventHandler {
 public:
  builder(const source_file& file, tree& out, issues& found, const limits& bounds)
      : file_(file), out_(out), found_(found), bounds_(bounds) {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ > 1)
      refuse(issue_code::forbidden_yaml, where(mark), "a second document is not read", "keep one document a file");
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_anchor(mark, anchor);
    // The mark of an empty value is that of what follows; the key's place says more.
    text_range at = where(mark);
    begin_next(at);
    if (!open_.empty() && open_.back().key != nullptr) {
      node& key = *open_.back().key;
      at = key.at;
      key.bare = open_.back().in_braces && !key.quoted && has_no_colon(key);
      if (!open_.back().in_braces) doubt_comment_for_value(key);
    }
    attach(make(node_kind::empty, at));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    refuse(issue_code::forbidden_yaml, where(mark), "aliases (`*name`) are not read", "write the value out");
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    if (anchor != 0)
      refuse(issue_code::forbidden_yaml, where(mark), "anchors (`&name`) are not read",
             "write the value out; a text that begins with `&` needs quotes");
    refuse_tag(mark, tag);
    text_range at = where(mark);
    begin_next(at);
    if (value.size() > bounds_.scalar_bytes)
      refuse(issue_code::too_large, at,
             "a text of " + std::to_string(value.size()) + " bytes; at most " + std::to_string(bounds_.scalar_bytes) +
                 " are read",
             "shorten it, or divide it");
    node& n = make(node_kind::scalar, at);
    n.quoted = tag == "!";
    n.text = value;
    n.at.length = value.empty() ? 1 : value.size() + (n.quoted ? 2 : 0);
    if (n.quoted)
      require_closing_quote(n);
    else
      doubt_comment_behind(n);
    if (value.empty() && !n.quoted) n.kind = node_kind::empty;
    attach(n);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    open(mark, tag, anchor, node_kind::sequence, style);
  }
  void OnSequenceEnd() override { open_.pop_back(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    open(mark, tag, anchor, node_kind::map, style);
  }
  void OnMapEnd() override {
    tell_duplicates(*open_.back().where);
    open_.pop_back();
  }

  text_range where(const YAML::Mark& mark) const {
    return {&file_, mark.line < 0 ? 0u : static_cast<std::size_t>(mark.line),
            mark.column < 0 ? 0u : static_cast<std::size_t>(mark.column), 1};
  }

  [[noreturn]] void refuse(issue_code code, const text_range& at, std::string message, std::string hint = {}) {
    found_.push_back(make_issue(code, at, std::move(message), std::move(hint)));
    throw stop{};
  }

 private:
  struct level {
    node* where;
    bool in_braces;
    node* key = nullptr;  ///< of a map: read, its value is awaited
  };

  node& make(node_kind kind, const text_range& at) {
    if (out_.nodes.size() >= bounds_.nodes)
      refuse(issue_code::too_many_nodes, at, "more than " + std::to_string(bounds_.nodes) + " values in one file",
             "divide it into several files");
    node& n = out_.nodes.emplace_back();
    n.kind = kind;
    n.at = at;
    n.upto = file_.text.size();
    return n;
  }

  /// A node begins: what was read before it ends before it.
  void begin_next(const text_range& at) {
    if (!out_.nodes.empty()) out_.nodes.back().upto = file_.byte_of(at);
  }

  void attach(node& n) {
    if (open_.empty()) {
      out_.root = &n;
      return;
    }
    level& top = open_.back();
    if (top.where->kind == node_kind::sequence) {
      top.where->items.push_back(&n);
    } else if (top.key == nullptr) {
      if (n.kind != node_kind::scalar)
        refuse(issue_code::wrong_shape, n.at, "a key must be a plain word",
               "write `key: value`, with one word before the colon");
      top.key = &n;
    } else {
      top.where->members.push_back({top.key, &n});
      top.key = nullptr;
    }
  }

  void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, node_kind kind,
            YAML::EmitterStyle::value style) {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    if (open_.size() >= bounds_.depth)
      refuse(issue_code::too_deep, where(mark), "nested deeper than " + std::to_string(bounds_.depth) + " levels",
             "write it with fewer lists and maps inside each other");
    begin_next(where(mark));
    node& n = make(kind, where(mark));
    attach(n);
    open_.push_back({&n, style == YAML::EmitterStyle::Flow});
  }

  void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (anchor != 0)
      refuse(issue_code::forbidden_yaml, where(mark), "anchors (`&name`) are not read", "write the value out");
  }

  void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
    if (!tag.empty() && tag != "?" && tag != "!")
      refuse(issue_code::forbidden_yaml, where(mark), "tags (`!name`) are not read", "remove the tag");
  }

  // yaml-cpp takes the end of the file for a closing quote: a truncated pack would load.
  void require_closing_quote(const node& n) {
    const std::string& text = file_.text;
    std::size_t at = file_.byte_of(n.at);
    if (at >= text.size() || (text[at] != '"' && text[at] != '\'')) return;
    const char quote = text[at];
    for (++at; at < text.size(); ++at) {
      if (quote == '"' && text[at] == '\\') {
        ++at;
      } else if (text[at] == quote) {
        if (quote == '"' || at + 1 >= text.size() || text[at + 1] != quote) return;
        ++at;
      }
    }
    refuse(issue_code::bad_yaml, n.at, "the quote is never closed", "end the text with the quote that it begins with");
  }

  /// Where a plain text ends in the file: it is folded there, with other space between its words.
  std::size_t end_of_plain(const node& n) const {
    const std::string& text = file_.text;
    std::size_t at = file_.byte_of(n.at);
    for (const char c : n.text) {
      if (c == ' ' || c == '\n')
        while (at < text.size() && is_space(text[at])) ++at;
      else if (at < text.size() && text[at] == c)
        ++at;
      else
        return nowhere;  // a block text
    }
    return at;
  }

  static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

  std::size_t next_word(std::size_t at) const {
    return std::min(file_.text.find_first_not_of(" \t\r", at), file_.text.size());
  }

  bool has_no_colon(const node& key) const {
    const std::size_t end = end_of_plain(key);
    const std::size_t next =
        end == nowhere ? end : std::min(file_.text.find_first_not_of(" \t\r\n", end), file_.text.size());
    return next < file_.text.size() && (file_.text[next] == ',' || file_.text[next] == '}');
  }

  // `skin type #1`: nobody begins a comment so.
  void doubt_comment_behind(const node& n) {
    const std::size_t end = end_of_plain(n);
    if (end != nowhere) doubt_comment_at(next_word(end), end, "the text ends before");
  }

  void doubt_comment_for_value(const node& key) {
    const std::size_t end = end_of_plain(key);
    if (end == nowhere || end >= file_.text.size() || file_.text[end] != ':') return;
    doubt_comment_at(next_word(end + 1), end + 1, "`" + key.text + "` has no text but");
  }

  void doubt_comment_at(std::size_t at, std::size_t behind, const std::string& what) {
    const std::string& text = file_.text;
    if (at == behind || at + 1 >= text.size() || text[at] != '#' || is_space(text[at + 1]) || text[at + 1] == '#')
      return;
    const std::size_t end = std::min(text.find('\n', at), text.size());
    found_.push_back(make_issue(issue_code::text_cut, file_.place_of(at, end - at),
                                what + " `" + text.substr(at, end - at) + "`, which YAML takes for a comment",
                                "put the text in quotes; a comment has a space behind its `#`", severity::doubt));
  }

  void tell_duplicates(const node& map) {
    const auto tell = [&](const node& key) {
      found_.push_back(make_issue(issue_code::duplicate_key, key.at, "`" + key.text + "` stands here twice",
                                  "remove or rename one of them"));
    };
    if (map.members.size() <= 8) {
      for (std::size_t i = 1; i < map.members.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
          if (map.members[i].key->text == map.members[j].key->text) {
            tell(*map.members[i].key);
            break;
          }
      return;
    }
    std::unordered_set<std::string_view> seen;
    seen.reserve(map.members.size());
    for (const member& m : map.members)
      if (!seen.insert(m.key->text).second) tell(*m.key);
  }

  const source_file& file_;
  tree& out_;
  issues& found_;
  const limits& bounds_;
  std::vector<level> open_;
  int documents_ = 0;
};

}  // namespace

std::optional<tree> read_tree(const source_file& file, issues& found, const limits& bounds) {
  if (!is_readable(file, found, bounds)) return std::nullopt;
  tree out;
  builder events(file, out, found, bounds);
  text_buffer buffer(file.text);
  std::istream stream(&buffer);
  try {
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(events)) {
    }
  } catch (const stop&) {
    return std::nullopt;
  } catch (const YAML::Exception& e) {
    issue broken = explain(file, file.byte_of(events.where(e.mark)), e.msg);
    std::erase_if(found, [&](const issue& told) {  // a doubt that turns out to be the error
      return told.code == broken.code && told.file == broken.file && told.line == broken.line &&
             told.column == broken.column;
    });
    found.push_back(std::move(broken));
    return std::nullopt;
  }
  return out;
}

}  // namespace clearance::yaml
