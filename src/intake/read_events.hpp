#pragma once
#include "entry_parts.hpp"
#include "finish_intake.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace clearance {

/// One entry, as far as it is read.
struct raw_event {
  std::uint32_t entry = 0;
  std::uint32_t first_zone = 0;
  std::uint32_t code = not_understood_code;
  given zones = given::absent;
  bool is_named = false;
  bool in_error = false;
};

/// Reads the entries of `events`.
class event_reader : private entry_parts {
 public:
  explicit event_reader(value_reader& values);

  using entry_parts::begin;
  void read(std::uint32_t entry);

 private:
  void read_key(std::uint32_t which, raw_event& e);
  void read_again(std::uint32_t which, raw_event& e);
  fact_value& fact_of(std::uint32_t entry, std::uint32_t which);
  template <class At>
  void read_zones(At at, raw_event& e);
  template <class At>
  void name_events(std::string_view text, At at, raw_event& e);
  void join_code(raw_event& e);
  void keep(const raw_event& e);

  record_list<event_id> events_;  ///< what the entry that is being read names
  key_table keys_;
  std::vector<readable_fact> facts_;
};

}  // namespace clearance
