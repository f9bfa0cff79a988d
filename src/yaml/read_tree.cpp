// The one file that knows yaml-cpp. Its nodes are not used: they keep duplicate keys, guess types, follow aliases and
// overflow the stack; its events do none of that, so limits are enforced as they arrive.
#include "tree.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

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
      : file_(file), out_(out), found_(found), bounds_(bounds) {
    line_starts_.push_back(0);
    for (std::size_t i = 0; i < file.text.size(); ++i)
      if (file.text[i] == '\n') line_starts_.push_back(i + 1);
  }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ > 1)
      refuse(issue_code::forbidden_yaml, where(mark), "a second document is not read", "keep one document a file");
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_anchor(mark, anchor);
    // The mark of an empty value is that of what follows; the key's place says more.
    text_range at = where(mark);
    if (!open_.empty() && open_.back().key != nullptr) at = open_.back().key->at;
    attach(make(node_kind::empty, at));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    refuse(issue_code::forbidden_yaml, where(mark), "aliases (`*name`) are not read", "write the value out");
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    text_range at = where(mark);
    if (value.size() > bounds_.scalar_bytes)
      refuse(issue_code::too_large, at,
             "a text of " + std::to_string(value.size()) + " bytes; at most " + std::to_string(bounds_.scalar_bytes) +
                 " are read");
    node& n = make(node_kind::scalar, at);
    n.quoted = tag == "!";
    n.text = value;
    n.at.length = value.empty() ? 1 : value.size() + (n.quoted ? 2 : 0);
    if (n.quoted) require_closing_quote(n);
    if (value.empty() && !n.quoted) n.kind = node_kind::empty;
    attach(n);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(mark, tag, anchor, node_kind::sequence);
  }
  void OnSequenceEnd() override { open_.pop_back(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(mark, tag, anchor, node_kind::map);
  }
  void OnMapEnd() override {
    tell_duplicates(*open_.back().where);
    open_.pop_back();
  }

  std::size_t offset_of(const text_range& at) const {
    return at.line < line_starts_.size() ? line_starts_[at.line] + at.column : file_.text.size();
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
    const node* key = nullptr;  ///< of a map: read, its value is awaited
  };

  node& make(node_kind kind, const text_range& at) {
    if (out_.nodes.size() >= bounds_.nodes)
      refuse(issue_code::too_many_nodes, at, "more than " + std::to_string(bounds_.nodes) + " values in one file");
    node& n = out_.nodes.emplace_back();
    n.kind = kind;
    n.at = at;
    return n;
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
      if (n.kind != node_kind::scalar) refuse(issue_code::wrong_shape, n.at, "a key must be a plain word");
      top.key = &n;
    } else {
      top.where->members.push_back({top.key, &n});
      top.key = nullptr;
    }
  }

  void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, node_kind kind) {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    if (open_.size() >= bounds_.depth)
      refuse(issue_code::too_deep, where(mark), "nested deeper than " + std::to_string(bounds_.depth) + " levels");
    node& n = make(kind, where(mark));
    attach(n);
    open_.push_back({&n});
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
    std::size_t at = offset_of(n.at);
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
  std::vector<std::size_t> line_starts_;
  int documents_ = 0;
};

text_range place_of_byte(const source_file& file, std::size_t byte) {
  text_range at{&file, 0, 0, 1};
  std::size_t line_start = 0;
  for (std::size_t i = 0; i < byte; ++i)
    if (file.text[i] == '\n') {
      ++at.line;
      line_start = i + 1;
    }
  at.column = byte - line_start;
  return at;
}

bool readable_at_all(const source_file& file, issues& found, const limits& bounds) {
  const std::string& text = file.text;
  if (text.size() > bounds.bytes) {
    found.push_back(make_issue(issue_code::too_large, {&file, 0, 0, 1},
                               "the file has " + std::to_string(text.size()) + " bytes; at most " +
                                   std::to_string(bounds.bytes) + " are read"));
    return false;
  }
  if (const auto bad = first_bad_utf8(text)) {
    found.push_back(make_issue(issue_code::bad_encoding, place_of_byte(file, *bad), "this is not UTF-8",
                               "save the file as UTF-8"));
    return false;
  }
  if (const std::size_t nul = text.find('\0'); nul != std::string::npos) {
    found.push_back(make_issue(issue_code::bad_encoding, place_of_byte(file, nul), "a NUL character",
                               "the file is damaged, or no text"));
    return false;
  }
  return true;
}

std::string hint_for(const std::string& message) {
  if (message.find("illegal map value") != std::string::npos)
    return "a text with `: ` in it needs quotes; or the line above lacks its colon or indentation";
  if (message.find("end of map") != std::string::npos || message.find("end of sequence") != std::string::npos)
    return "check the indentation and the closing bracket";
  return "check the indentation, quotes and brackets here and in the line above";
}

}  // namespace

std::optional<tree> read_tree(const source_file& file, issues& found, const limits& bounds) {
  if (!readable_at_all(file, found, bounds)) return std::nullopt;
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
    found.push_back(make_issue(issue_code::bad_yaml, events.where(e.mark), "this is not YAML: " + e.msg,
                               hint_for(e.msg)));
    return std::nullopt;
  }
  return out;
}

}  // namespace clearance::yaml
