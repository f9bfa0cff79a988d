#pragma once
#include "json_page.hpp"

#include "../resolve/described_key.hpp"

#include <span>

/// What a key may hold, as JSON Schema.
namespace clearance::schema {

/// The members of `$defs` that `property` refers to.
void write_value_defs(json_page& out);

/// `"key": {...}`: its description and what it may hold. `refers_to`: the definition of a section.
void property(json_page& out, const resolving::described_key& key, std::string_view refers_to = {});

/// `"properties"` and that there are no others.
void closed_properties(json_page& out, std::span<const resolving::described_key> keys);

}  // namespace clearance::schema
