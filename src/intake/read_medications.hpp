#pragma once
#include "entry_parts.hpp"
#include "finish_intake.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace clearance {

/// One entry, as far as it is read.
struct raw_medication {
  std::uint32_t entry = 0;
  std::uint32_t code = not_understood_code;
  civil_value started;
  use taking = use::unstated;
  route by = route::unknown;
  bool route_is_in_doubt = false;  ///< a name was read since, or one cannot be taken so
  bool is_named = false;
  bool in_error = false;
};

/// Reads the entries of `medications`.
class medication_reader : private entry_parts {
 public:
  explicit medication_reader(value_reader& values);

  using entry_parts::begin;
  /// `raw`: what is known of the intake's dates so far.
  void read(std::uint32_t entry, raw_intake& raw);

 private:
  void read_key(std::uint32_t which, raw_medication& m);
  void read_again(std::uint32_t which, raw_medication& m);
  fact_value& fact_of(std::uint32_t entry, std::uint32_t which);
  template <class At>
  void read_route(std::string_view text, At at, raw_medication& m);
  template <class At>
  void name_substances(std::string_view text, At at, raw_medication& m);
  void add_substance(substance_id s);
  void join_code(raw_medication& m);
  bool may_be(route by) const;
  void check_route(raw_medication& m);
  void keep(const raw_medication& m, raw_intake& raw);

  record_list<substance_id> substances_;  ///< what the entry that is being read names
  key_table keys_;
  std::vector<readable_fact> facts_;
  std::vector<std::uint8_t> routes_;  ///< of each substance, side by side, as `substance::routes`
  std::uint32_t started_ = not_read;
};

}  // namespace clearance
