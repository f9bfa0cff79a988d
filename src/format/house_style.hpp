#pragma once
#include "../yaml/tree.hpp"

#include <cstddef>
#include <set>
#include <string_view>

/// What the layout has to know of packs and vocabularies: which keys begin a section, and what holds `yes` or `no`.
namespace clearance::formatting {

inline constexpr std::size_t line_width = 120;
inline constexpr std::size_t list_width = 110;  ///< of words: they are read like prose, and prose is narrower

class house_style {
 public:
  explicit house_style(const yaml::node* root);

  /// A blank line stands before it.
  static bool begins_section(std::string_view top_key) noexcept;

  /// How many levels of maps below a top key are never written in braces.
  static std::size_t block_levels(std::string_view top_key) noexcept;

  bool holds_yes_no(std::string_view key) const { return yes_no_.count(key) > 0; }

 private:
  std::set<std::string_view> yes_no_;
};

}  // namespace clearance::formatting
