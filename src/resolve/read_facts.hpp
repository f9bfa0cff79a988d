#pragma once
#include "reading.hpp"

#include <clearance/pack.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

/// `facts:` - what a pack asks - and the values that rules compare them with.
namespace clearance::resolving {

void read_facts(reading& r, const yaml::member& facts, pack& out);

inline constexpr std::size_t most_choices = 63;  // a set of them is a bit mask

struct declared_fact {
  const fact_declaration* declaration = nullptr;
  std::uint32_t slot = 0;
};

/// Nothing where no fact of that subject has this name.
std::optional<declared_fact> find_fact(const pack& p, fact_subject of, std::string_view key) noexcept;

/// Is this a key that an intake has by itself, so that no fact can be called so?
bool is_taken_name(std::string_view key) noexcept;

/// A decimal number in millionths; nothing where the text is none, or has more than six decimals.
std::optional<std::int64_t> read_millionths(std::string_view text) noexcept;

}  // namespace clearance::resolving
