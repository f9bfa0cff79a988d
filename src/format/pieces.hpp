#pragma once
#include "../yaml/tree.hpp"

#include <cstddef>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

/// What a tree of YAML leaves out of its text: where things end, and the comments between them.
namespace clearance::formatting {

struct comment {
  std::size_t begin = 0;
  std::size_t end = 0;  ///< without the space that trails it
  std::size_t column = 0;
  bool alone = false;  ///< it has its line for itself
};

/// A block text (`|` or `>`): its lines, and how far they are indented.
struct block_text {
  std::size_t header_end = 0;   ///< of the line on which it begins
  std::size_t indentation = 0;  ///< of its lines
};

class pieces {
 public:
  /// Of a tree that was read from this file.
  pieces(const source_file& file, const yaml::tree& tree);

  /// Could every end be found?
  bool is_whole() const noexcept { return is_whole_; }

  const std::vector<comment>& comments() const noexcept { return comments_; }

  std::size_t begin_of(const yaml::node& n) const noexcept { return file_.byte_of(n.at); }
  std::size_t end_of(const yaml::node& n) const { return ends_.at(&n); }
  bool is_flow(const yaml::node& n) const noexcept;

  /// Is an empty value written out, as `null`?
  bool is_null(const yaml::node& n) const { return nulls_.count(&n) > 0; }

  /// Nothing where the node is no block text.
  const block_text* block_of(const yaml::node& n) const noexcept;

 private:
  void walk(const yaml::node& n, const yaml::node* parent, bool in_flow);
  void walk_collection(const yaml::node& n, bool in_flow);
  void walk_empty(const yaml::node& n, const yaml::node* parent);
  void advance(std::size_t to);
  void close(char bracket);
  std::size_t end_of_plain(const yaml::node& n);
  std::size_t end_of_quoted(std::size_t begin) const;
  std::size_t end_of_block(const yaml::node& n, const yaml::node* parent);

  const source_file& file_;
  std::size_t at_ = 0;  ///< up to here the text has been seen
  bool is_whole_ = true;
  std::vector<comment> comments_;
  std::unordered_map<const yaml::node*, std::size_t> ends_;
  std::unordered_map<const yaml::node*, block_text> blocks_;
  std::unordered_set<const yaml::node*> nulls_;
};

}  // namespace clearance::formatting
