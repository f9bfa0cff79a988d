#pragma once
#include "finish_intake.hpp"
#include "read_values.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace clearance {

/// Reads the entries of `medications`, `conditions` and `sessions`. Dates are settled afterwards (`finish_intake`),
/// since today and the treatment's date may stand anywhere.
class entry_reader {
 public:
  entry_reader(value_reader& values, raw_intake& raw, key_table& session_keys);

  // An intake that broke off within an entry must not speak in the next one.
  void begin() noexcept { unknown_code_.reset(); }

  void read_medication(std::uint32_t entry);
  void read_condition(std::uint32_t entry);
  void read_session(std::uint32_t entry);

 private:
  struct code_text {
    std::string at;
    std::string text;
  };

  void read_medication_key(std::uint32_t which, std::string_view key, bool again, raw_medication& m);
  template <class At>
  void name_substances(std::string_view text, At at, raw_medication& m);
  void add_substance(raw_medication& m, substance_id s);
  void join_code(raw_medication& m);
  void check_route(raw_medication& m);

  void read_condition_key(std::uint32_t which, std::string_view key, bool again, raw_condition& c);
  void read_status(std::string_view text, std::string_view key, raw_condition& c);
  void forget_zones(raw_condition& c);
  template <class At>
  void name_conditions(std::string_view text, At at, raw_condition& c);
  void join_code(raw_condition& c);

  void read_session_key(std::uint32_t which, std::string_view key, bool again, raw_session& s);

  template <class Entry>
  void read_code(std::string at, const code_index& codes, Entry& e);
  void read_fact(const fact_declaration& fact, std::string_view list, std::uint32_t entry, bool again,
                 fact_value& place, bool& in_error);
  template <class Entry>
  void require_a_name(std::string_view list, Entry& e);
  template <class Named>
  void misplaced_name(std::string at, Named named);
  void tell_repeated(occurrence now, std::string_view list, std::uint32_t entry, std::string_view key, bool& in_error);

  value_reader& values_;
  json_cursor& json_;
  const pack& pack_;
  raw_intake& raw_;
  key_table medication_keys_;
  key_table condition_keys_;
  key_table& session_keys_;
  std::vector<condition_id> unread_indications_;
  std::optional<code_text> unknown_code_;  ///< of the entry that is being read
};

}  // namespace clearance
