#include "entry_parts.hpp"

#include <array>
#include <utility>

namespace clearance {
namespace {

enum code_key : std::uint32_t { code_system, code_value, code_note };
constexpr std::array<std::string_view, 3> code_keys = {"system", "value", "note"};

}  // namespace

std::optional<std::uint32_t> entry_parts::find_code(std::string at, const code_index& codes, bool& in_error) {
  if (values_.skip_null()) return std::nullopt;
  if (json_.kind() != json_kind::object) {
    in_error = true;
    values_.wrong_type(std::move(at), "an object such as {\"system\": \"rxnorm\", \"value\": \"6064\"}");
    return std::nullopt;
  }
  static const key_table keys(code_keys);
  std::string system;
  std::string text;
  seen_keys seen;
  json_.object([&](std::string_view key) {
    const auto which = keys.find(key);
    if (!which) {
      if (values_.unknown_key(at, key, keys, seen)) in_error = true;
      return;
    }
    const auto here = [&] { return pointer(at + '/', key); };
    if (values_.repeated(seen.note(*which), here, key)) in_error = true;
    if (*which == code_note) return json_.skip();
    const auto part = values_.text(here, in_error);
    if (part) (*which == code_system ? system : text).assign(*part);
  });
  if (system.empty() || text.empty()) {
    if (!in_error) values_.tell(at, "a code has a `system` and a `value`");
    in_error = true;
    return std::nullopt;
  }
  if (const auto entry = codes.find(system, text)) return entry;
  // Told when the entry's name is known too: an unknown code may disagree with it.
  unknown_code_ = {std::move(at), system + ' ' + text};
  return std::nullopt;
}

void entry_parts::read_fact(const fact_declaration& fact, std::string_view list, std::uint32_t entry, bool again,
                            fact_value& place, bool& in_error) {
  if (again) {
    place = {};
    return json_.skip();
  }
  const fact_reading f = values_.fact(fact, [&] { return entry_pointer(list, entry, {}); });
  place = f.known;
  in_error = in_error || f.in_error;
}

void entry_parts::require_a_name(std::string_view list, std::uint32_t entry, bool is_named, bool& in_error) {
  if (unknown_code_) {
    values_.tell(std::move(unknown_code_->at), "the vocabulary does not hold the code " +
                                                   in_quotes(unknown_code_->text) +
                                                   (is_named ? ": whether it agrees with the name is not known" : ""));
    unknown_code_.reset();
    in_error = true;
  } else if (!is_named && !in_error) {
    values_.tell(entry_pointer(list, entry, {}), "the entry has neither a name nor a code");
    in_error = true;
  }
}

void entry_parts::tell_repeated(occurrence now, std::string_view list, std::uint32_t entry, std::string_view key,
                                bool& in_error) {
  in_error = true;
  values_.repeated(
      now, [&] { return entry_pointer(list, entry, key); }, key);
}

}  // namespace clearance
