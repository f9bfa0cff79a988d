#pragma once
#include "../yaml/tree.hpp"

#include <clearance/pack.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace clearance::resolving {

/// Begins the keys under which a pack holds the texts of another language.
inline constexpr std::string_view texts_of = "texts of ";

/// `sha256:...` over what a pack says: rules, facts, sources, vocabulary and texts. Comments, layout, the order of
/// keys, cases, and the split into files and layers do not change it; the order of rules does.
std::string hash_of(const pack& p, const yaml::node& pack_root, const std::vector<const yaml::node*>& vocabularies);

}  // namespace clearance::resolving
