#include <clearance/io/format_text.hpp>

#include "layout.hpp"
#include "pieces.hpp"

#include <algorithm>
#include <utility>

namespace clearance {
namespace {

using namespace formatting;

bool same_word(const std::string& before, const std::string& after) {
  return before == after || (before == "true" && after == "yes") || (before == "false" && after == "no");
}

bool says_the_same(const yaml::node& before, const yaml::node& after) {
  if (before.kind != after.kind || before.bare != after.bare || !same_word(before.text, after.text)) return false;
  const bool is_null = before.text == "null" || before.text == "~";
  if (is_null && before.quoted != after.quoted) return false;
  const auto same_item = [](const yaml::node* a, const yaml::node* b) { return says_the_same(*a, *b); };
  const auto same_member = [](const yaml::member& a, const yaml::member& b) {
    return says_the_same(*a.key, *b.key) && says_the_same(*a.value, *b.value);
  };
  return std::equal(before.items.begin(), before.items.end(), after.items.begin(), after.items.end(), same_item) &&
         std::equal(before.members.begin(), before.members.end(), after.members.begin(), after.members.end(),
                    same_member);
}

bool same_comments(const source_file& before, const pieces& of_before, const source_file& after,
                   const pieces& of_after) {
  const auto same = [&](const comment& a, const comment& b) {
    return std::string_view(before.text).substr(a.begin, a.end - a.begin) ==
           std::string_view(after.text).substr(b.begin, b.end - b.begin);
  };
  const auto& a = of_before.comments();
  const auto& b = of_after.comments();
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), same);
}

/// A layout that changed a meaning would be worse than none: it is read back and compared.
bool is_faithful(const source_file& before, const yaml::tree& tree, const pieces& known, const source_file& after) {
  issues found;
  const auto again = yaml::read_tree(after, found);
  if (!again || has_errors(found)) return false;
  if ((tree.root == nullptr) != (again->root == nullptr)) return false;
  if (tree.root != nullptr && !says_the_same(*tree.root, *again->root)) return false;
  return same_comments(before, known, after, pieces(after, *again));
}

}  // namespace

std::optional<std::string> format_text(const std::string& file, std::string text, issues& found) {
  // Else a block text at the end of the file were another one.
  while (text.ends_with(' ') || text.ends_with('\t')) text.pop_back();
  if (!text.empty() && text.back() != '\n') text += '\n';
  const source_file before(file, std::move(text));
  issues told;
  const auto tree = yaml::read_tree(before, told);
  const bool is_unreadable = !tree || has_errors(told);
  found.insert(found.end(), told.begin(), told.end());
  if (is_unreadable) return std::nullopt;
  const pieces known(before, *tree);
  if (known.is_whole()) {
    const source_file after(file, lay_out(before, *tree, known));
    if (is_faithful(before, *tree, known, after)) return after.text;
  }
  found.push_back(make_issue(issue_code::bad_yaml, {&before, 0, 0, 1},
                             "this file cannot be laid out without a change of what it says",
                             "write its texts on one line each, and its comments between the entries"));
  return std::nullopt;
}

}  // namespace clearance
