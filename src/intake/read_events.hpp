#pragma once
#include "entry_parts.hpp"
#include "finish_intake.hpp"

#include <cstdint>
#include <string_view>

namespace clearance {

/// Reads the entries of `events`.
class event_reader : private entry_parts {
 public:
  event_reader(value_reader& values, raw_intake& raw);

  using entry_parts::begin;
  void read(std::uint32_t entry);

 private:
  void read_key(std::uint32_t which, std::string_view key, bool again, raw_event& e);
  template <class At>
  void name_events(std::string_view text, At at, raw_event& e);
  void join_code(raw_event& e);

  raw_intake& raw_;
  key_table keys_;
};

}  // namespace clearance
