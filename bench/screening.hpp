#pragma once
#include "facts_batch.hpp"
#include "frame.hpp"
#include "random_lines.hpp"
#include "rival_data.hpp"

#include <clearance/io/screener.hpp>
#include <clearance/outcome.hpp>

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Patients to decide one by one, and the rules for them.
namespace bench {

using findings_room = std::array<clearance::fired, 256>;

struct screening {
  std::shared_ptr<const clearance::pack> rules;
  facts_batch batch;
};

inline screening translated(const std::vector<rival::Patient>& patients, std::shared_ptr<const clearance::pack> rules) {
  screening s;
  rival_translation translate(*rules);
  for (const rival::Patient& p : patients) translate.add(p, s.batch);
  s.batch.settle();
  s.rules = std::move(rules);
  return s;
}

/// Random intakes, by the microneedling pack.
inline screening read_intakes(generate::profile p) {
  screening s;
  s.rules = load_microneedling();
  const random_lines random(p);
  clearance::screener reader(*s.rules);
  for (const std::string_view line : random.lines()) {
    if (!reader.read(line)) give_up("a generated intake is not read: " + std::string(reader.error()));
    s.batch.add(reader.intake());
  }
  s.batch.settle();
  return s;
}

// ---- all that was answered, so that nothing of it is left out ----

inline std::uint32_t digest(const rival::Result& r) {
  return static_cast<std::uint32_t>(r.verdict) + r.fired + static_cast<std::uint32_t>(r.earliest);
}
inline std::uint32_t digest(const clearance::outcome& o) {
  return static_cast<std::uint32_t>(o.decided) + static_cast<std::uint32_t>(o.worst_possible) +
         static_cast<std::uint32_t>(o.fired_count) + static_cast<std::uint32_t>(o.earliest.minutes);
}

}  // namespace bench
