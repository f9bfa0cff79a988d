#pragma once
#include <clearance/match/name_index.hpp>
#include <clearance/match/text_table.hpp>

#include <algorithm>
#include <cstddef>
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
    char room[64];
    if (system.size() + value.size() >= sizeof room) return entry_of(key(system, value));
    return entry_of({room, static_cast<std::size_t>(write_key(room, system, value) - room)});
  }

 private:
  std::optional<std::uint32_t> entry_of(std::string_view key) const {
    const text_table::slot* s = entries_.find(key);
    if (s == nullptr) return std::nullopt;
    return s->value;
  }

  /// Letters and digits of the system, in small letters, then the value. Needs as much room as both and one more.
  static char* write_key(char* out, std::string_view system, std::string_view value) noexcept {
    for (const char c : system) {
      const bool is_capital = c >= 'A' && c <= 'Z';
      const bool is_kept = is_capital || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      *out = is_capital ? static_cast<char>(c + 32) : c;
      out += is_kept;
    }
    *out++ = '|';
    return std::copy(value.begin(), value.end(), out);
  }
  static std::string key(std::string_view system, std::string_view value) {
    std::string k(system.size() + 1 + value.size(), ' ');
    k.resize(static_cast<std::size_t>(write_key(k.data(), system, value) - k.data()));
    return k;
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
