#include "value_schemas.hpp"

#include "../resolve/fact_keys.hpp"
#include "../resolve/reading.hpp"

#include <clearance/verdict.hpp>

#include <vector>

namespace clearance::schema {
namespace {

using namespace resolving;

constexpr std::string_view id_pattern = "^[a-z]([a-z0-9_-]*[a-z0-9])?$";

std::string duration_pattern() {
  std::string units;
  for (const std::string_view u : duration_units()) units += (units.empty() ? "" : "|") + std::string(u);
  return "^[0-9]+(\\.\\.[0-9]+)? (full days?|(" + units + ")s?)$";
}

std::vector<std::string_view> words_of(std::string_view among) {
  std::vector<std::string_view> words;
  while (!among.empty()) {
    const std::size_t end = among.find(' ');
    words.push_back(among.substr(0, end));
    among.remove_prefix(end == std::string_view::npos ? among.size() : end + 1);
  }
  return words;
}

/// What YAML may make of a word: a number or a truth value where it looks like one.
void scalar(json_page& out) { out.raw("type", R"(["string", "number", "boolean"])"); }

void list_of(json_page& out, std::string_view def) {
  out.open().text("type", "array").raw("minItems", "1").open("items").ref(def).close().close();
}

void one_or_several(json_page& out, std::string_view def) {
  out.open_list("anyOf").open().ref(def).close();
  list_of(out, def);
  out.close_list();
}

void write_test_defs(json_page& out) {
  out.open("tested_value");
  out.text("description",
           "A value, a list of which one has to hold, `3..4`, `under 18`, `at most 18`, `over 18` or `at least 18`.");
  one_or_several(out, "scalar");
  out.close();
  out.open("test_map").text("type", "object").raw("minProperties", "1").open("properties");
  constexpr described_key keys[] = {
      {"condition", value_form::names, "The patient has one of these, and it is not resolved."},
      {"medication", value_form::names, "A medication is one of these, still taken or not."},
      {"event", value_form::names, "One of these has been done by the day of the treatment."},
      {"zone", value_form::names, "A zone that is asked for overlaps one of these."},
      {"indication", value_form::names, "The treatment is for one of these."},
  };
  for (const described_key& k : keys) property(out, k);
  out.close().open("additionalProperties").ref("tested_value").close().close();
  out.open("test").open_list("anyOf").open().ref("test_map").close();
  out.open().text("type", "string").raw("minLength", "1").close().close_list().close();
}

void write_answer_def(json_page& out) {
  out.open("answer").open_list("anyOf");
  std::vector<std::string_view> words;
  for (const answer_word& w : answer_words) words.push_back(w.word);
  out.open().texts("enum", words).close();
  out.open().text("type", "string").text("pattern", R"(^-?[0-9]+(\.[0-9]+)?\.\.-?[0-9]+(\.[0-9]+)?$)").close();
  list_of(out, "scalar");
  out.open()
      .text("type", "object")
      .open("properties")
      .open("several")
      .text("type", "array")
      .open("items")
      .ref("scalar");
  out.close().close().close().texts("required", std::vector<std::string_view>{"several"});
  out.yes_no("additionalProperties", false).close().close_list().close();
}

void refer(json_page& out, const described_key& key, std::string_view refers_to) {
  switch (key.form) {
    case value_form::text: out.ref("text"); return;
    case value_form::name: out.ref("name"); return;
    case value_form::names: out.ref("names"); return;
    case value_form::duration: out.ref("duration"); return;
    case value_form::count: out.ref("count"); return;
    case value_form::yes_no: out.ref("yes_no"); return;
    case value_form::choice: out.texts("enum", words_of(key.among)); return;
    case value_form::choices:
      out.open_list("anyOf").open().texts("enum", words_of(key.among)).close();
      out.open().text("type", "array").raw("minItems", "1").open("items").texts("enum", words_of(key.among)).close();
      out.close().close_list();
      return;
    case value_form::test: out.ref("test"); return;
    case value_form::session_test: out.ref("test_map"); return;
    case value_form::exceptions: out.ref("exceptions"); return;
    case value_form::codes: out.ref("codes"); return;
    case value_form::answer: out.ref("answer"); return;
    case value_form::verdict: out.ref("verdict"); return;
    case value_form::maps: out.text("type", "array").open("items").text("type", "object").close(); return;
    case value_form::section:
      if (!refers_to.empty()) out.ref(refers_to);
      return;
    case value_form::anything: return;
  }
}

}  // namespace

void write_value_defs(json_page& out) {
  out.open("scalar");
  scalar(out);
  out.close().open("text");
  scalar(out);
  out.raw("minLength", "1").close();
  out.open("name").text("type", "string").text("pattern", id_pattern).close();
  out.open("names");
  one_or_several(out, "scalar");
  out.close();
  out.open("duration").text("type", "string").text("pattern", duration_pattern()).close();
  out.open("count")
      .raw("type", R"(["string", "integer"])")
      .text("pattern", R"(^[0-9]+(\.\.[0-9]+)?( sessions)?$)")
      .close();
  out.open("yes_no").texts("enum", std::vector<std::string_view>{"yes", "no", "true", "false"}, "true, false").close();
  write_test_defs(out);
  out.open("exceptions").open_list("anyOf").open().ref("names").close();
  out.open().text("type", "object").raw("minProperties", "1").open("additionalProperties").ref("duration").close();
  out.close().close_list().close();
  out.open("codes").text("type", "object").open("additionalProperties").ref("names").close().close();
  write_answer_def(out);
  std::vector<std::string_view> verdicts;
  for (unsigned v = 0; v <= static_cast<unsigned>(verdict::exclude); ++v)
    verdicts.push_back(name(static_cast<verdict>(v)));
  out.open("verdict").texts("enum", verdicts).close();
}

void property(json_page& out, const described_key& key, std::string_view refers_to) {
  out.open(key.name).text("description", key.says);
  refer(out, key, refers_to);
  out.close();
}

void closed_properties(json_page& out, std::span<const described_key> keys) {
  out.open("properties");
  for (const described_key& k : keys) property(out, k);
  out.close().yes_no("additionalProperties", false);
}

}  // namespace clearance::schema
