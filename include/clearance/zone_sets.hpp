#pragma once
#include <clearance/ids.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

/// Which zones are parts of which, and which overlap.
namespace clearance {

/// For each zone a row of bits, one for each zone.
struct zone_sets {
  std::size_t words = 0;               ///< 64-bit words a row
  std::vector<std::uint64_t> parts;    ///< itself and all its parts
  std::vector<std::uint64_t> treated;  ///< the same without what the pack leaves out
  std::vector<std::uint64_t> meets;    ///< those that share a part with it
  std::vector<std::uint64_t> reached;  ///< those that share a part with what is treated of it

  std::uint64_t part_word(zone_id z, std::size_t word) const noexcept { return parts[z.index() * words + word]; }
  std::uint64_t treated_word(zone_id z, std::size_t word) const noexcept { return treated[z.index() * words + word]; }

  /// Equal, one part of the other, or sharing a part.
  bool overlap(zone_id a, zone_id b) const noexcept { return has(meets, a, b); }
  /// Does something at `site` lie on what is treated of `requested`?
  bool reach(zone_id requested, zone_id site) const noexcept { return has(reached, requested, site); }
  bool is_part(zone_id part, zone_id whole) const noexcept { return has(parts, whole, part); }

  /// Fills `meets` and `reached` from `parts` and `treated`, so that evaluation looks at one bit for two zones.
  void settle() {
    // Two zones share a part where one of the first's parts is a part of the second.
    const std::vector<std::uint64_t> wholes = turned(parts);
    meets = rows_of_parts(parts, wholes);
    reached = rows_of_parts(treated, wholes);
  }

 private:
  bool has(const std::vector<std::uint64_t>& rows, zone_id row, zone_id z) const noexcept {
    return rows[row.index() * words + z.index() / 64] >> (z.index() % 64) & 1;
  }

  template <class Visit>
  void for_each_bit(const std::vector<std::uint64_t>& rows, std::size_t row, Visit visit) const {
    for (std::size_t w = 0; w < words; ++w)
      for (std::uint64_t bits = rows[row * words + w]; bits != 0; bits &= bits - 1)
        visit(w * 64 + static_cast<std::size_t>(std::countr_zero(bits)));
  }

  /// Rows as columns: for each zone all that it is part of.
  std::vector<std::uint64_t> turned(const std::vector<std::uint64_t>& rows) const {
    std::vector<std::uint64_t> out(rows.size());
    for (std::size_t z = 0; z * words < rows.size(); ++z)
      for_each_bit(rows, z, [&](std::size_t p) { out[p * words + z / 64] |= std::uint64_t{1} << (z % 64); });
    return out;
  }

  std::vector<std::uint64_t> rows_of_parts(const std::vector<std::uint64_t>& sets,
                                           const std::vector<std::uint64_t>& wholes) const {
    std::vector<std::uint64_t> out(sets.size());
    for (std::size_t z = 0; z * words < sets.size(); ++z)
      for_each_bit(sets, z, [&](std::size_t p) {
        for (std::size_t w = 0; w < words; ++w) out[z * words + w] |= wholes[p * words + w];
      });
    return out;
  }
};

}  // namespace clearance
