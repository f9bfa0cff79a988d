#include "entry_parts.hpp"

#include <array>
#include <utility>

namespace clearance {
namespace {

enum code_key : std::uint32_t { code_system, code_value, code_note };
constexpr std::array<std::string_view, 3> code_keys = {"system", "value", "note"};

}  // namespace

std::uint32_t entry_parts::find_code(std::string_view list, std::uint32_t entry, const code_index& codes,
                                     bool& in_error) {
  if (values_.skip_null()) return not_understood_code;
  const auto at = [&] { return entry_pointer(list, entry, "code"); };
  if (!json_.at_object()) {
    in_error = true;
    values_.wrong_type(at(), "an object such as {\"system\": \"rxnorm\", \"value\": \"6064\"}");
    return not_understood_code;
  }
  static const key_table keys(code_keys);
  std::string_view system;
  std::string_view text;
  seen_keys seen;
  json_.object([&](std::string_view key) {
    const std::uint32_t which = keys.find(key);
    if (which == key_table::none) {
      if (values_.unknown_key(at(), key, keys, seen)) in_error = true;
      return;
    }
    const auto here = [&] { return pointer(at() + '/', key); };
    const occurrence now = seen.note(which);
    if (now != occurrence::first) in_error = true;
    values_.tell_repeated(now, here, key);
    if (which == code_note) return json_.skip();
    values_.text(here, in_error, [&](std::string_view part) { (which == code_system ? system : text) = part; });
  });
  if (system.empty() || text.empty()) {
    if (!in_error) values_.tell(at(), "a code has a `system` and a `value`");
    in_error = true;
    return not_understood_code;
  }
  if (const auto found = codes.find(system, text)) return *found;
  // Told when the entry's name is known too: an unknown code may disagree with it.
  unknown_code_ = {at(), std::string(system) + ' ' + std::string(text)};
  return not_understood_code;
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
  values_.tell_repeated(
      now, [&] { return entry_pointer(list, entry, key); }, key);
}

}  // namespace clearance
