#pragma once
#include "reading.hpp"

#include "../yaml/tree.hpp"

#include <span>
#include <string>
#include <vector>

/// Packs in layers: what a pack says of its own, and what it changes in the pack that it extends. Layers are laid upon
/// each other as trees, before a rule is read: every value keeps the place of the layer that wrote it.
namespace clearance::resolving {

inline constexpr std::size_t most_layers = 8;

/// Keys of a pack that only make sense where it extends another.
inline constexpr std::string_view layer_keys[] = {"change", "remove", "tighten-only"};

/// A value of a rule that a layer replaced or dropped.
struct changed_value {
  std::string rule;
  yaml::member was;
  yaml::member is;  ///< its value is `none` where the key was dropped
};

struct removed_rule {
  yaml::member was;
  const yaml::node* by = nullptr;  ///< the name in `remove`
};

struct layered_pack {
  const yaml::node* root = nullptr;  ///< a pack as if it were written in one file, but for `vocabulary`
  std::vector<changed_value> changed;
  std::vector<removed_rule> removed;
  yaml::tree made;  ///< owns what no file holds
};

/// Lays packs upon each other, the base first. What does not fit is told, and left out.
layered_pack combine(reading& r, std::span<const yaml::node* const> layers);

/// Tells what the lowest layer cannot have, since there is nothing below it.
void tell_without_base(reading& r, const yaml::node& root);

}  // namespace clearance::resolving
