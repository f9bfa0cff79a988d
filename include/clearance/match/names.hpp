#pragma once
#include <clearance/match/name_index.hpp>
#include <clearance/match/text_table.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// All names of a pack's vocabulary.
namespace clearance {

/// Codes of terminologies (RxNorm, ATC, SNOMED CT, ICD-10). Of a system's name only letters and digits count, in
/// either case: `ICD-10` is `icd10`.
class code_index {
 public:
  /// Gives the entry that has this code already, where it is another one.
  std::optional<std::uint32_t> add(std::string_view system, std::string_view value, std::uint32_t entry) {
    const std::uint32_t bearer = entries_.insert(key(system, value), entry).value;
    if (bearer == entry) return std::nullopt;
    return bearer;
  }
  std::optional<std::uint32_t> find(std::string_view system, std::string_view value) const {
    const text_table::slot* s = entries_.find(key(system, value));
    if (s == nullptr) return std::nullopt;
    return s->value;
  }

 private:
  static std::string key(std::string_view system, std::string_view value) {
    std::string k;
    for (const char c : system) {
      const bool is_capital = c >= 'A' && c <= 'Z';
      if (is_capital || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
        k += is_capital ? static_cast<char>(c + 32) : c;
    }
    k += '|';
    return k += value;
  }
  text_table entries_;
};

struct vocabulary_names {
  name_index substances;
  name_index conditions;
  name_index events;
  name_index zones;
  code_index substance_codes;
  code_index condition_codes;
  code_index event_codes;
};

}  // namespace clearance
