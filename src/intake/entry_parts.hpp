#pragma once
#include "finish_intake.hpp"
#include "read_values.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace clearance {

inline constexpr std::uint32_t not_understood_code = 0xffffffffu;

/// What the entries of all lists have in common: names, codes and facts. What hangs on today and the treatment's date
/// is settled when all is read (`finish_intake`), since these may stand anywhere.
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

  template <class Entry>
  void read_code(std::string at, const code_index& codes, Entry& e) {
    const std::optional<std::uint32_t> found = find_code(std::move(at), codes, e.in_error);
    if (!found) return;
    e.code = *found;
    e.is_named = true;
  }

  /// What is said twice is in error, which is told already.
  template <class At>
  void read_date(At at, raw_date& into, bool again, bool& in_error) {
    if (again) {
      into.state = reading_state::in_error;
      return json_.skip();
    }
    values_.date(at, into);
    in_error = in_error || into.state == reading_state::in_error;
  }

  void read_fact(const fact_declaration& fact, std::string_view list, std::uint32_t entry, bool again,
                 fact_value& place, bool& in_error);

  template <class Entry>
  void require_a_name(std::string_view list, Entry& e) {
    if (unknown_code_ || !e.is_named) require_a_name(list, e.entry, e.is_named, e.in_error);
  }

  /// An entry that is a bare text is an error; what it names still counts.
  template <class Named>
  void misplaced_name(std::string at, Named named) {
    if (json_.kind() != json_kind::text) return values_.wrong_type(std::move(at), "an object");
    const std::string_view text = json_.text();
    values_.tell(std::move(at), "expected an object such as {\"name\": " + in_quotes(text) + "}, found text");
    named(text);
  }

  void tell_repeated(occurrence now, std::string_view list, std::uint32_t entry, std::string_view key, bool& in_error);

  value_reader& values_;
  json_cursor& json_;
  const pack& pack_;

 private:
  struct code_text {
    std::string at;
    std::string text;
  };

  std::optional<std::uint32_t> find_code(std::string at, const code_index& codes, bool& in_error);
  void require_a_name(std::string_view list, std::uint32_t entry, bool is_named, bool& in_error);

  std::optional<code_text> unknown_code_;  ///< of the entry that is being read
};

}  // namespace clearance
