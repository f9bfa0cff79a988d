#pragma once
#include "reading.hpp"

#include "../cel/steps.hpp"
#include "../cel/tables.hpp"

#include <clearance/pack.hpp>

#include <optional>

/// What stands behind a fact's name in the map of a `when`: `under 18`, `[mild, deep]`, `at least 2 weeks`.
namespace clearance::resolving {

class fact_tests {
 public:
  fact_tests(reading& r, cel::program_tables& tables) : r_(r), tables_(tables) {}

  /// The steps of a test; nothing where the value is wrong (told).
  std::optional<cel::steps> write(const yaml::member& test, const fact_declaration& fact, fact_owner owner,
                                  std::uint32_t slot);

 private:
  /// The fact's value, or what its expression gives where it is not answered.
  cel::steps value() const;
  cel::steps equal_to(const step& constant, step_kind compare) const;
  std::optional<cel::steps> yes_no(const yaml::member& test);
  std::optional<cel::steps> choice(const yaml::member& test);
  std::optional<cel::steps> number(const yaml::member& test);
  cel::steps within(std::int64_t low, std::int64_t high) const;
  std::optional<cel::steps> text(const yaml::member& test);
  std::optional<cel::steps> date(const yaml::member& test);
  std::optional<cel::steps> one_date(const yaml::node& n);
  std::optional<cel::steps> so_long_before(const yaml::node& n, std::string_view words, comparison c);

  reading& r_;
  cel::program_tables& tables_;
  const fact_declaration* fact_ = nullptr;
  step test_;  ///< whose fact it is
};

}  // namespace clearance::resolving
