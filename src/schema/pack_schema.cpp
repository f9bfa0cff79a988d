#include "rule_words.hpp"
#include "schema.hpp"
#include "value_schemas.hpp"

#include "../resolve/case_keys.hpp"
#include "../resolve/fact_keys.hpp"
#include "../resolve/pack_keys.hpp"
#include "../resolve/rule_keys.hpp"

#include <algorithm>
#include <iterator>
#include <span>
#include <string>
#include <vector>

namespace clearance::schema {
namespace {

using namespace resolving;
using words = std::vector<std::string_view>;

bool is_kind(std::string_view key) {
  return std::any_of(std::begin(written_kinds), std::end(written_kinds), [&](rule_kind k) { return name(k) == key; });
}

bool is_rule_key(std::string_view key) {
  return std::any_of(std::begin(rule_keys), std::end(rule_keys), [&](const rule_key& k) { return k.name == key; });
}

bool is_pack_key(std::string_view key) {
  return std::any_of(std::begin(pack_keys), std::end(pack_keys), [&](const described_key& k) { return k.name == key; });
}

words keys_of(rule_kind kind) {
  words keys{name(kind)};
  for (const rule_key& k : rule_keys)
    if (k.of & kinds(kind)) keys.push_back(k.name);
  return keys;
}

/// A map of names and entries.
void entries_of(json_page& out, std::string_view def, std::string_view entry) {
  out.open(def).text("type", "object").open("propertyNames").ref("name").close();
  out.open("additionalProperties").ref(entry).close().close();
}

/// What belongs to one kind only is said when its key is there: so an editor names the key that is wrong, and not
/// every kind that the rule is not.
void keys_for(json_page& out, rule_kind kind) {
  out.open().open("if").texts("required", words{name(kind)}).close();
  out.open("then").open("propertyNames").texts("enum", keys_of(kind)).close();
  if (kind == rule_kind::washout) {
    out.open_list("anyOf").open().texts("required", words{"before"}).close();
    out.open().texts("required", words{"after"}).close().close_list();
  }
  if (kind == rule_kind::recovery) out.texts("required", words{"for"});
  out.close().close();
}

void rule_properties(json_page& out) {
  for (const described_key& k : kind_words)
    if (is_kind(k.name)) property(out, k);
  for (const described_key& k : rule_key_words)
    if (is_rule_key(k.name)) property(out, k);
}

/// Whole values, or `none` for a key that is dropped. Of which kind the rule is stands in the pack below.
void write_change(json_page& out) {
  out.open("changed").text("type", "object").raw("minProperties", "1").open("properties");
  for (const std::span<const described_key> keys :
       {std::span<const described_key>(kind_words), std::span<const described_key>(rule_key_words)})
    for (const described_key& k : keys) {
      if (!is_kind(k.name) && !is_rule_key(k.name)) continue;
      out.open(k.name).text("description", k.says).open_list("anyOf");
      out.open().raw("const", "\"none\"").close();
      out.open().ref("rule/properties/" + std::string(k.name)).close().close_list().close();
    }
  out.close().yes_no("additionalProperties", false).close();
}

void write_rule(json_page& out) {
  out.open("rule").text("type", "object").open("properties");
  rule_properties(out);
  out.close().open_list("oneOf");
  for (const rule_kind k : written_kinds) out.open().texts("required", words{name(k)}).close();
  out.close_list().open_list("allOf");
  for (const rule_kind k : written_kinds) keys_for(out, k);
  out.close_list().yes_no("additionalProperties", false).close();
}

std::string_view section_of(const described_key& key) {
  return key.form == value_form::section ? key.name : std::string_view();
}

void write_cases(json_page& out) {
  out.open("case").text("type", "object").open("properties");
  for (const described_key& k : case_keys) property(out, k, section_of(k));
  out.close().yes_no("additionalProperties", false).open_list("anyOf");
  out.open().texts("required", words{"expect"}).close().open().texts("required", words{"dates"}).close();
  out.close_list().close();

  for (const std::string_view part : {"usual", "given"}) out.open(part).ref("intake").close();
  out.open("intake").text("type", "object").open("properties");
  for (const described_key& k : intake_parts) {
    if (k.form == value_form::section && (k.name == "treatment" || k.name == "answers"))
      property(out, k, "facts_of_intake");
    else
      property(out, k, k.form == value_form::section ? "entries_of_intake" : "");
  }
  out.close().yes_no("additionalProperties", false).close();
  out.open("facts_of_intake").raw("type", R"(["object", "null"])").close();
  out.open("entries_of_intake")
      .raw("type", R"(["array", "null"])")
      .open("items")
      .text("type", "object")
      .close()
      .close();

  out.open("expect").text("type", "object").raw("minProperties", "1").open("properties");
  for (const described_key& k : expectation_keys) {
    described_key as = k;
    if (k.form == value_form::names) as.form = value_form::section;
    if (k.name == "earliest") as.form = value_form::anything;
    property(out, as, k.form == value_form::names ? "expected_list" : k.name == "zones" ? "verdicts" : "");
  }
  out.close().yes_no("additionalProperties", false).close();
  out.open("expected_list").text("type", "array").open("items").ref("scalar").close().close();
  out.open("verdicts").text("type", "object").open("additionalProperties").ref("verdict").close().close();
  out.open("dates").text("type", "object").raw("minProperties", "1").open("propertyNames");
  out.text("pattern", R"(^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9]{2}:[0-9]{2}(Z|[+-][0-9]{2}:[0-9]{2})?)?$)").close();
  out.open("additionalProperties").ref("verdict").close().close();
}

}  // namespace

std::string pack_schema() {
  json_page out;
  out.open().text("$schema", "https://json-schema.org/draft/2020-12/schema");
  out.text("$id", "urn:clearance:schema:pack").text("title", "Rule pack");
  out.text("description",
           "A clinic's protocol: its rules, their sources and its cases. Made from the tables of the reader.");
  out.text("type", "object").open("properties");
  for (const described_key& k : pack_keys) property(out, k, section_of(k));
  out.close().texts("required", words{"pack", "version"}).open_list("anyOf");
  out.open().texts("required", words{"rules"}).close();
  if (is_pack_key("extends")) out.open().texts("required", words{"extends"}).close();
  out.close_list().yes_no("additionalProperties", false).open("$defs");
  entries_of(out, "rules", "rule");
  write_rule(out);
  if (is_pack_key("change")) {
    entries_of(out, "change", "changed");
    write_change(out);
  }
  entries_of(out, "facts", "fact");
  out.open("fact").text("type", "object");
  closed_properties(out, fact_keys);
  out.texts("required", words{"answer"}).open_list("anyOf").open().texts("required", words{"ask"}).close();
  out.open().texts("required", words{"from"}).close().close_list().close();
  out.open("sources").text("type", "object").open("additionalProperties").ref("source").close().close();
  out.open("source").text("type", "object");
  closed_properties(out, source_keys);
  out.texts("required", words{"title"}).close();
  out.open("cases").text("type", "object").open("additionalProperties").ref("case").close().close();
  write_cases(out);
  write_value_defs(out);
  return out.close().close().take();
}

}  // namespace clearance::schema
