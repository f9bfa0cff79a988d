#include <clearance/facts.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <span>
#include <type_traits>
#include <vector>

namespace {

using namespace clearance;

// A view of numbers: cheap to copy, nothing to free, nothing that throws.
static_assert(std::is_trivially_copyable_v<facts> && std::is_trivially_copyable_v<medication>);
static_assert(!std::is_convertible_v<bool, given> && !std::is_convertible_v<std::int64_t, fact_value>);

TEST_CASE("nothing is known of a patient until it is said") {
  const facts f;
  CHECK(!f.has_today);
  CHECK(!f.treatment.has_date);
  CHECK(f.treatment.zones == given::absent);
  CHECK(f.treatment.indication == given::absent);
  CHECK(f.medications_given == given::absent);
  CHECK(f.conditions_given == given::absent);
  CHECK(f.sessions_given == given::absent);
  CHECK(!fact_value{}.is_known());
  CHECK(condition{}.now == status::unknown);
  CHECK(medication{}.by == route::unknown);
  CHECK(medication{}.substance == not_understood<substance_thing>);
  CHECK(condition{}.what == not_understood<condition_thing>);
}

TEST_CASE("zero, and no, are known") {
  CHECK(fact_value{0}.is_known());
  CHECK(fact_value{-1}.is_known());
}

TEST_CASE("the records of an entry are found wherever they stand") {
  // Entries 0 to 5 with 1, 0, 3, 1, 0 and 2 records.
  std::vector<session> records;
  const std::uint32_t counts[] = {1, 0, 3, 1, 0, 2};
  for (std::uint32_t entry = 0; entry < 6; ++entry)
    for (std::uint32_t i = 0; i < counts[entry]; ++i) records.emplace_back().entry = entry;
  for (std::uint32_t entry = 0; entry < 6; ++entry) {
    CAPTURE(entry);
    const std::span<const session> found = of_entry<session>(records, entry);
    CHECK(found.size() == counts[entry]);
    for (const session& s : found) CHECK(s.entry == entry);
  }
  CHECK(of_entry<session>(records, 6).empty());
  CHECK(of_entry<session>({}, 0).empty());
}

}  // namespace
