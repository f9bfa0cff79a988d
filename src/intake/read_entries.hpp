#pragma once
#include "entry_parts.hpp"
#include "finish_intake.hpp"
#include "read_values.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace clearance {

/// One entry, as far as it is read.
struct raw_medication {
  std::uint32_t entry = 0;
  std::uint32_t code = not_understood_code;
  raw_date last_taken;
  raw_date started;
  std::optional<bool> ongoing;
  route by = route::unknown;
  bool is_named = false;
  bool in_error = false;
};

struct raw_condition {
  std::uint32_t entry = 0;
  std::uint32_t first_zone = 0;
  std::uint32_t code = not_understood_code;
  raw_date since;
  raw_date ended;
  given zones = given::absent;
  status now = status::unknown;
  bool is_named = false;
  bool in_error = false;
};

struct raw_session {
  std::uint32_t entry = 0;
  raw_date date;
  bool in_error = false;
};

/// Reads the entries of `medications`, `conditions` and `sessions`. What hangs on today and the treatment's date is
/// settled afterwards (`finish_intake`), since these may stand anywhere.
class entry_reader : private entry_parts {
 public:
  entry_reader(value_reader& values, key_table& session_keys);

  using entry_parts::begin;
  void read_medication(std::uint32_t entry);
  void read_condition(std::uint32_t entry);
  void read_session(std::uint32_t entry);

 private:
  void read_medication_key(std::uint32_t which, std::string_view key, bool again, raw_medication& m);
  template <class At>
  void name_substances(std::string_view text, At at, raw_medication& m);
  void add_substance(substance_id s);
  void join_code(raw_medication& m);
  void check_route(raw_medication& m);
  void keep(const raw_medication& m);

  void read_condition_key(std::uint32_t which, std::string_view key, bool again, raw_condition& c);
  void read_status(std::string_view text, std::string_view key, raw_condition& c);
  void forget_zones(raw_condition& c);
  void keep(const raw_condition& c);
  template <class At>
  void name_conditions(std::string_view text, At at, raw_condition& c);
  void join_code(raw_condition& c);

  void read_session_key(std::uint32_t which, std::string_view key, bool again, raw_session& s);

  // What the entry that is being read names.
  record_list<substance_id> substances_;
  record_list<condition_id> conditions_;
  key_table medication_keys_;
  key_table condition_keys_;
  key_table& session_keys_;
  static constexpr std::uint32_t nobody = 0xffffffffu;
  std::uint32_t started_ = nobody;  ///< positions of keys that few packs read
  std::uint32_t since_ = nobody;
  std::uint32_t ended_ = nobody;
  record_list<condition_id> unread_indications_;
};

}  // namespace clearance
