#pragma once
#include "entry_parts.hpp"
#include "finish_intake.hpp"

#include <cstdint>
#include <string_view>

namespace clearance {

/// One entry, as far as it is read.
struct raw_session {
  std::uint32_t entry = 0;
  raw_date date;
  bool in_error = false;
};

/// Reads the entries of `sessions`. `keys`: those of the treatment, which outlive this.
class session_reader : private entry_parts {
 public:
  session_reader(value_reader& values, const key_table& keys);

  using entry_parts::begin;
  void read(std::uint32_t entry);

 private:
  void read_key(std::uint32_t which, std::string_view key, bool again, raw_session& s);

  const key_table& keys_;
  record_list<condition_id> unread_indications_;
};

}  // namespace clearance
