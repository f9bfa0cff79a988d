#include "schema.hpp"

#include "value_schemas.hpp"

#include "../resolve/vocabulary_keys.hpp"

namespace clearance::schema {
namespace {

using namespace resolving;

void entry(json_page& out, std::string_view def, std::span<const described_key> keys) {
  out.open(def).text("type", "object");
  closed_properties(out, keys);
  out.close();
}

}  // namespace

std::string vocabulary_schema() {
  json_page out;
  out.open().text("$schema", "https://json-schema.org/draft/2020-12/schema");
  out.text("$id", "urn:clearance:schema:vocabulary").text("title", "Vocabulary");
  out.text("description",
           "The words that patients and packs use, and what they mean. Made from the tables of the reader.");
  out.text("type", "object").open("properties");
  for (const described_key& section : vocabulary_sections) property(out, section, section.name);
  out.close().yes_no("additionalProperties", false).open("$defs");
  constexpr std::string_view entries[] = {"substance", "condition", "event", "zone"};
  for (std::size_t i = 0; i < std::size(vocabulary_sections); ++i) {
    out.open(vocabulary_sections[i].name).text("type", "object").open("propertyNames").ref("name").close();
    out.open("additionalProperties").ref(entries[i]).close().close();
  }
  entry(out, "substance", substance_keys);
  entry(out, "condition", condition_keys);
  entry(out, "event", event_keys);
  entry(out, "zone", zone_keys);
  write_value_defs(out);
  return out.close().close().take();
}

}  // namespace clearance::schema
