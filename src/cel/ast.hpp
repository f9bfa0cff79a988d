#pragma once
#include "mistake.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

/// An expression as a tree. Nodes are small and lie side by side; where each stands in the text lies beside them.
namespace clearance::cel {

enum class node_kind : std::uint8_t {
  wrong,  ///< told already
  truth,
  integer,
  number,
  text,
  name,    ///< `age`
  select,  ///< `treatment.date`
  call,    ///< `uses("nsaid")`
  method,  ///< `m.is("nsaid")`: of its first child
  list,
  both,  ///< any number of children
  either,
  negate,
  minus,
  add,
  subtract,
  multiply,
  divide,
  remainder,
  equal,
  unequal,
  less,
  at_most,
  more,
  at_least,
  in,
  choose,
};

constexpr bool is_comparison(node_kind k) noexcept { return k >= node_kind::equal && k <= node_kind::at_least; }

struct node_id {
  std::uint32_t value = 0;
  friend constexpr bool operator==(node_id, node_id) = default;
};

struct node {
  node_kind kind = node_kind::wrong;
  std::uint32_t first = 0;  ///< of its children, in `ast::children`
  std::uint32_t count = 0;
  std::int64_t value = 0;  ///< truth, integer; the bits of a number; else a position in `ast::texts`
};

struct ast {
  std::vector<node> nodes;
  std::vector<node_id> children;
  std::vector<std::string> texts;
  std::vector<span> places;       ///< of each node: all of it
  std::vector<span> name_places;  ///< of a select, call or method: its name; of an operator: itself
  node_id root;

  const node& at(node_id n) const noexcept { return nodes[n.value]; }
  std::span<const node_id> children_of(node_id n) const noexcept {
    return std::span(children).subspan(at(n).first, at(n).count);
  }
  node_id child(node_id n, std::size_t i) const noexcept { return children[at(n).first + i]; }
  const std::string& text_of(node_id n) const noexcept { return texts[static_cast<std::size_t>(at(n).value)]; }
  span place(node_id n) const noexcept { return places[n.value]; }
  span name_place(node_id n) const noexcept { return name_places[n.value]; }
};

/// What a tree says, written one way: `parse(print(parse(t)))` is `parse(t)`.
std::string print(const ast& tree, node_id n);

/// A text literal that says `text`.
std::string quoted(std::string_view text);

}  // namespace clearance::cel
