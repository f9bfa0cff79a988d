#pragma once
#include <clearance/match/name_index.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

/// All names of a pack's vocabulary.
namespace clearance {

/// Codes of terminologies (RxNorm, ATC, SNOMED CT, ICD-10), as `system|value`, systems in lower case.
class code_index {
 public:
  std::optional<std::uint32_t> add(std::string_view system, std::string_view value, std::uint32_t entry) {
    const auto [at, is_new] = entries_.emplace(key(system, value), entry);
    if (is_new || at->second == entry) return std::nullopt;
    return at->second;
  }
  std::optional<std::uint32_t> find(std::string_view system, std::string_view value) const {
    const auto at = entries_.find(key(system, value));
    if (at == entries_.end()) return std::nullopt;
    return at->second;
  }

 private:
  static std::string key(std::string_view system, std::string_view value) {
    std::string k;
    for (const char c : system) k += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    k += '|';
    return k += value;
  }
  std::unordered_map<std::string, std::uint32_t> entries_;
};

struct vocabulary_names {
  name_index substances;
  name_index conditions;
  name_index zones;
  code_index substance_codes;
  code_index condition_codes;
};

}  // namespace clearance
