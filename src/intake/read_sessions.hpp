#pragma once
#include "entry_parts.hpp"
#include "read_treatment.hpp"

#include <cstdint>
#include <string_view>

namespace clearance {

/// Reads the entries of `sessions`, each of which has the keys of a treatment.
class session_reader : private entry_parts {
 public:
  session_reader(value_reader& values, const treatment_reader& like) : entry_parts(values), like_(like) {}

  using entry_parts::begin;
  void read(std::uint32_t entry, raw_intake& raw);

 private:
  void read_key(std::uint32_t which, std::uint32_t entry, bool& in_error);
  void read_again(std::uint32_t which, std::uint32_t entry);
  fact_value& fact_of(std::uint32_t entry, std::uint32_t which);

  const treatment_reader& like_;
  record_list<condition_id> unread_indications_;
};

}  // namespace clearance
