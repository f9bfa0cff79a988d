#include "house_style.hpp"

namespace clearance::formatting {
namespace {

struct section {
  std::string_view key;
  std::size_t block_levels;  ///< 2: its entries have one key a line
};

// Entries of a vocabulary are often a label alone, and a change one value: in braces they are read at a glance.
constexpr section sections[] = {
    {"facts", 2},      {"rules", 2},      {"change", 1}, {"usual", 1},  {"cases", 2},
    {"substances", 1}, {"conditions", 1}, {"zones", 1},  {"events", 1},
};

}  // namespace

house_style::house_style(const yaml::node* root) : yes_no_{"ask_prescriber", "harmless", "ongoing", "tighten-only"} {
  if (root == nullptr) return;
  const yaml::member* facts = root->find("facts");
  if (facts == nullptr) return;
  for (const yaml::member& fact : facts->value->members) {
    const yaml::member* answer = fact.value->find("answer");
    if (answer != nullptr && answer->value->text == "yes-no") yes_no_.insert(fact.key->text);
  }
}

bool house_style::begins_section(std::string_view top_key) noexcept {
  for (const section& s : sections)
    if (s.key == top_key) return true;
  return false;
}

std::size_t house_style::block_levels(std::string_view top_key) noexcept {
  if (top_key == "sources") return 2;
  for (const section& s : sections)
    if (s.key == top_key) return s.block_levels;
  return 0;
}

}  // namespace clearance::formatting
