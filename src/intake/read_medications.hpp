#pragma once
#include "entry_parts.hpp"
#include "finish_intake.hpp"

#include <cstdint>
#include <optional>
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

/// Reads the entries of `medications`.
class medication_reader : private entry_parts {
 public:
  explicit medication_reader(value_reader& values);

  using entry_parts::begin;
  void read(std::uint32_t entry);

 private:
  void read_key(std::uint32_t which, std::string_view key, bool again, raw_medication& m);
  template <class At>
  void name_substances(std::string_view text, At at, raw_medication& m);
  void add_substance(substance_id s);
  void join_code(raw_medication& m);
  void check_route(raw_medication& m);
  void keep(const raw_medication& m);

  record_list<substance_id> substances_;  ///< what the entry that is being read names
  key_table keys_;
  std::uint32_t started_ = not_read;
};

}  // namespace clearance
