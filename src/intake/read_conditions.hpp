#pragma once
#include "entry_parts.hpp"
#include "finish_intake.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace clearance {

/// One entry, as far as it is read.
struct raw_condition {
  std::uint32_t entry = 0;
  std::uint32_t first_zone = 0;
  std::uint32_t code = not_understood_code;
  civil_value since;
  civil_value ended;
  given zones = given::absent;
  status now = status::unknown;
  bool is_named = false;
  bool in_error = false;
};

/// Reads the entries of `conditions`.
class condition_reader : private entry_parts {
 public:
  explicit condition_reader(value_reader& values);

  using entry_parts::begin;
  void read(std::uint32_t entry);

 private:
  void read_key(std::uint32_t which, raw_condition& c);
  void read_again(std::uint32_t which, raw_condition& c);
  fact_value& fact_of(std::uint32_t entry, std::uint32_t which);
  template <class At>
  void read_zones(At at, raw_condition& c);
  template <class At>
  void read_status(std::string_view text, At at, raw_condition& c);
  void keep(const raw_condition& c);
  template <class At>
  void name_conditions(std::string_view text, At at, raw_condition& c);
  void join_code(raw_condition& c);

  record_list<condition_id> conditions_;  ///< what the entry that is being read names
  key_table keys_;
  std::vector<readable_fact> facts_;
  std::uint32_t since_ = not_read;
  std::uint32_t ended_ = not_read;
};

}  // namespace clearance
