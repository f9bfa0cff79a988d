#pragma once
#include <string>

/// JSON Schemas (draft 2020-12) that an editor checks and explains packs and vocabularies with. They are made from the
/// tables of the reader; what checked-in files hold is tested to be the same.
///
/// They accept what YAML 1.2 makes of a file, and YAML 1.1 too: a `yes` may arrive as a text or as true.
namespace clearance::schema {

std::string pack_schema();
std::string vocabulary_schema();

}  // namespace clearance::schema
