#pragma once
#include "finish_intake.hpp"
#include "read_values.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace clearance {

inline constexpr std::uint32_t not_understood_code = 0xffffffffu;

/// What the entries of all lists have in common: their members, names, codes and facts. What hangs on today and the
/// treatment's date is certain only when all is read (`finish_intake`), since these may stand anywhere.
class entry_parts {
 public:
  // An intake that broke off within an entry must not speak in the next one.
  void begin() noexcept { unknown_code_.reset(); }

 protected:
  explicit entry_parts(value_reader& values) : values_(values), json_(values.json()), pack_(values.rules()) {}
  ~entry_parts() = default;

  // Positions of keys that few packs read: behind the declared facts.
  static constexpr std::uint32_t not_read = 0xffffffffu;
  static std::uint32_t add_behind(key_table& keys, std::string_view key) {
    keys.add(key);
    return static_cast<std::uint32_t>(keys.size() - 1);
  }

  /// The members of an entry: `read(which)` takes a key's first value, and `again(which)` each later one, which is an
  /// error; both must read or skip it.
  template <class Read, class Again>
  CLEARANCE_INLINE void read_members(std::string_view list, std::uint32_t entry, const key_table& keys, bool& in_error,
                                     Read read, Again again) {
    seen_keys seen;
    json_.object([&](std::string_view key) {
      const std::uint32_t which = keys.find(key);
      if (which == key_table::none) [[unlikely]] {
        if (values_.unknown_key(entry_pointer(list, entry, {}), key, keys, seen)) in_error = true;
        return;
      }
      const occurrence now = seen.note(which);
      if (now == occurrence::first) [[likely]]
        return read(which);
      tell_repeated(now, list, entry, key, in_error);
      again(which);
    });
  }

  template <class Entry>
  void read_code(std::string_view list, const code_index& codes, Entry& e) {
    const std::uint32_t found = find_code(list, e.entry, codes, e.in_error);
    if (found == not_understood_code) return;
    e.code = found;
    e.is_named = true;
  }

  template <class At>
  CLEARANCE_INLINE void read_date(At at, civil_value& into, bool& in_error) {
    in_error |= values_.date(at, into) == reading_state::in_error;
  }

  CLEARANCE_INLINE fact_value read_fact(const readable_fact& fact, std::string_view list, std::uint32_t entry,
                                        bool& in_error) {
    const fact_reading f = values_.fact(fact, [&] { return entry_pointer(list, entry, {}); });
    in_error |= f.in_error;
    return f.known;
  }

  template <class Entry>
  void require_a_name(std::string_view list, Entry& e) {
    if (unknown_code_ || !e.is_named) [[unlikely]]
      require_a_name(list, e.entry, e.is_named, e.in_error);
  }

  /// An entry that is a bare text is an error; what it names still counts.
  template <class Named>
  void misplaced_name(std::string at, Named named) {
    if (json_.kind() != json_kind::text) return values_.wrong_type(std::move(at), "an object");
    const std::string_view text = json_.text();
    values_.tell(std::move(at), "expected an object such as {\"name\": " + in_quotes(text) + "}, found text");
    named(text);
  }

  value_reader& values_;
  json_cursor& json_;
  const pack& pack_;

 private:
  void tell_repeated(occurrence now, std::string_view list, std::uint32_t entry, std::string_view key, bool& in_error);

  struct code_text {
    std::string at;
    std::string text;
  };

  /// The entry of the vocabulary, or `not_understood_code`.
  std::uint32_t find_code(std::string_view list, std::uint32_t entry, const code_index& codes, bool& in_error);
  void require_a_name(std::string_view list, std::uint32_t entry, bool is_named, bool& in_error);

  std::optional<code_text> unknown_code_;  ///< of the entry that is being read
};

}  // namespace clearance
