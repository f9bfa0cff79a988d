#pragma once
#include "../diagnostics/source_file.hpp"

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// YAML as text with places: scalars stay what they look like, nothing is guessed.
namespace clearance::yaml {

enum class node_kind : std::uint8_t { scalar, sequence, map, empty };

struct node;

/// A key with its value, as they stand in the text.
struct member {
  const node* key = nullptr;
  const node* value = nullptr;
};

struct node {
  node_kind kind = node_kind::empty;
  bool quoted = false;
  bool bare = false;  ///< a key inside braces that has no colon: what a comma cuts off a text looks like this
  text_range at;
  std::size_t upto = 0;  ///< byte of the file at which the next node begins: what it is written as ends before
  std::string text;      ///< of a scalar
  std::vector<const node*> items;  ///< of a sequence
  std::vector<member> members;     ///< of a map, in order

  const member* find(std::string_view key) const noexcept {
    for (const member& m : members)
      if (m.key->text == key) return &m;
    return nullptr;
  }
};

/// Owns its nodes. `root` is null where the file is empty.
struct tree {
  std::deque<node> nodes;
  const node* root = nullptr;
};

/// The contract's limits.
struct limits {
  std::size_t bytes = 8u << 20;
  std::size_t depth = 32;
  std::size_t nodes = 1'000'000;
  std::size_t scalar_bytes = 64u << 10;
};

/// Reads one document. Whatever is wrong is told in `found`; nothing where the text could not be read to its end.
std::optional<tree> read_tree(const source_file& file, issues& found, const limits& bounds = {});

/// The byte of the first mistake in UTF-8, if there is one.
std::optional<std::size_t> first_bad_utf8(std::string_view text) noexcept;

}  // namespace clearance::yaml
