#include "edited_tree.hpp"

#include "../render/json_text.hpp"

#include <algorithm>

namespace clearance::testing {
namespace {

/// What needs no quotes keeps none: `none` in quotes is a text.
bool is_word(std::string_view text) {
  return !text.empty() && text.front() != '-' && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

class writing {
 public:
  explicit writing(const edit& changed) : changed_(changed) {}

  void write(const yaml::node& n) {
    switch (n.kind) {
      case yaml::node_kind::empty: return;  // `key:` and nothing
      case yaml::node_kind::scalar: out_ += n.quoted || !is_word(n.text) ? quoted_scalar(n.text) : n.text; return;
      case yaml::node_kind::sequence: return write_list(n);
      case yaml::node_kind::map: return write_map(n, false);
    }
  }

  void write_map(const yaml::node& n, bool is_root) {
    out_ += '{';
    for (std::size_t i = 0; i < n.members.size(); ++i) {
      const yaml::member& m = n.members[i];
      if (is_root && (m.key->text == "cases" || m.key->text == "usual")) continue;
      const bool is_changed = changed_.in == &n && changed_.at == i && changed_.does != edit::kind::add;
      if (is_changed && changed_.does == edit::kind::remove) continue;
      separate('{');
      out_ += quoted_scalar(is_changed && changed_.does == edit::kind::rename ? changed_.key : m.key->text);
      out_ += ": ";
      if (is_changed && changed_.does == edit::kind::replace)
        out_ += changed_.value;
      else
        write(*m.value);
    }
    if (changed_.in == &n && changed_.does == edit::kind::add) {
      separate('{');
      out_ += quoted_scalar(changed_.key) + ": " + changed_.value;
    }
    out_ += '}';
  }

  std::string take() { return std::move(out_); }

 private:
  void write_list(const yaml::node& n) {
    out_ += '[';
    for (std::size_t i = 0; i < n.items.size(); ++i) {
      const bool is_changed = changed_.in == &n && changed_.at == i;
      if (is_changed && changed_.does == edit::kind::remove) continue;
      separate('[');
      if (is_changed)
        out_ += changed_.value;
      else
        write(*n.items[i]);
    }
    out_ += ']';
  }

  /// A line each, so that no line grows long.
  void separate(char bracket) { out_ += out_.back() == bracket ? "" : ",\n"; }

  const edit& changed_;
  std::string out_;
};

}  // namespace

std::string quoted_scalar(std::string_view text) { return '"' + escaped(text) + '"'; }

std::string write_without_cases(const yaml::node& root, const edit& changed) {
  writing w(changed);
  w.write_map(root, true);
  return w.take() + '\n';
}

}  // namespace clearance::testing
