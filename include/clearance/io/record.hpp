#pragma once
#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>

/// Short answers: some keys of a decision, for those who screen by the million.
namespace clearance {

/// What a record may hold, in the order in which it stands there. All but `rules` are keys of a decision.
enum class record_field : std::uint8_t {
  intake,
  today,
  verdict,
  worst_possible,
  earliest,
  rules,  ///< those that fired, worst first, each with its certainty: `{"fish-oil-washout": "avoidable"}`
};

inline constexpr std::array<std::string_view, 6> record_field_names = {"intake",         "today",    "verdict",
                                                                       "worst_possible", "earliest", "rules"};

constexpr std::string_view name(record_field f) noexcept { return record_field_names[static_cast<unsigned>(f)]; }

/// The field of that name.
constexpr std::optional<record_field> record_field_named(std::string_view name) noexcept {
  for (unsigned i = 0; i < record_field_names.size(); ++i)
    if (record_field_names[i] == name) return static_cast<record_field>(i);
  return std::nullopt;
}

/// A set of fields.
class record_fields {
 public:
  constexpr record_fields() = default;
  constexpr record_fields(std::initializer_list<record_field> fields) noexcept {
    for (const record_field f : fields) add(f);
  }

  constexpr void add(record_field f) noexcept { bits_ |= 1u << static_cast<unsigned>(f); }
  constexpr bool has(record_field f) const noexcept { return bits_ >> static_cast<unsigned>(f) & 1; }
  constexpr bool empty() const noexcept { return bits_ == 0; }

 private:
  std::uint32_t bits_ = 0;
};

}  // namespace clearance
