#pragma once
#include "../yaml/tree.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// A pack's tree written out again with one thing changed, so that a changed pack is read as any other is.
namespace clearance::testing {

/// One change of one map or list.
struct edit {
  enum class kind : std::uint8_t {
    replace,  ///< the value of a member, or an item
    rename,   ///< a member's key
    remove,   ///< a member or an item
    add,      ///< a member at the end of a map
  };
  kind does = kind::replace;
  const yaml::node* in = nullptr;
  std::size_t at = 0;  ///< position among its members or items
  std::string key;     ///< of `rename`, `add`
  std::string value;   ///< of `replace`, `add`: as `quoted_scalar` or `flow_list` writes it
};

std::string quoted_scalar(std::string_view text);

/// In flow style, texts in quotes: scalars are read by what their key expects, so quotes change nothing. Members of the
/// root that tell of cases are left out.
std::string write_without_cases(const yaml::node& root, const edit& changed);

}  // namespace clearance::testing
