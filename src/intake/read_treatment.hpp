#pragma once
#include "finish_intake.hpp"
#include "read_values.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace clearance {

/// The keys of a treatment, and of the sessions, which carry the same: facts of the pack behind them.
enum treatment_key : std::uint32_t {
  treatment_date,
  treatment_zones,
  treatment_indication,
  treatment_note,
  treatment_facts_begin
};

/// Reads the treatment that is asked for.
class treatment_reader {
 public:
  explicit treatment_reader(value_reader& values);

  void read(raw_date& date);
  /// A treatment that is said twice is not known.
  void forget(raw_date& date);

  const key_table& keys() const noexcept { return keys_; }
  const std::vector<readable_fact>& facts() const noexcept { return facts_; }

 private:
  void read_key(std::uint32_t which, raw_date& date);
  void read_again(std::uint32_t which, raw_date& date);
  void read_zones();

  value_reader& values_;
  json_cursor& json_;
  key_table keys_;
  std::vector<readable_fact> facts_;
};

}  // namespace clearance
