#pragma once
#include <clearance/bar_tests.hpp>
#include <clearance/facts.hpp>
#include <clearance/pack.hpp>

#include <algorithm>
#include <span>

/// Do two intakes say the same? Not whether their spans are as long: a fact that is not there is not known.
namespace testing {

using namespace clearance;

inline bool same_values(entry_values a, entry_values b) {
  for (std::uint32_t slot = 0; slot < std::max(a.size(), b.size()); ++slot)
    if (predicates::value_at(a, slot).raw != predicates::value_at(b, slot).raw) return false;
  return true;
}

template <class Record>
bool same_records(std::span<const Record> a, std::span<const Record> b, const pack& p, const facts& f, const facts& g) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    Record x = a[i];
    Record y = b[i];
    if (!same_values(values_of(x, p, f), values_of(y, p, g))) return false;
    if constexpr (requires { x.first_zone; }) {
      const auto sites = [](const facts& of, const Record& r) {
        if constexpr (requires { r.now; })
          return of.condition_zones.subspan(r.first_zone, r.zone_count);
        else
          return of.event_zones.subspan(r.first_zone, r.zone_count);
      };
      if (!std::ranges::equal(sites(f, x), sites(g, y))) return false;
      x.first_zone = y.first_zone = 0;
    }
    if (x != y) return false;
  }
  return true;
}

inline bool same_periods(std::span<const period> a, std::span<const period> b) {
  for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i)
    if (period_at(a, i) != period_at(b, i)) return false;
  return true;
}

inline bool same_facts(const pack& p, const facts& f, const facts& g) {
  return (!f.has_today || f.today == g.today) && f.has_today == g.has_today && f.in_error == g.in_error &&
         f.zone_in_error == g.zone_in_error && f.treatment == g.treatment && std::ranges::equal(f.zones, g.zones) &&
         std::ranges::equal(f.indications, g.indications) && f.medications_given == g.medications_given &&
         f.conditions_given == g.conditions_given && f.sessions_given == g.sessions_given &&
         f.events_given == g.events_given && same_records(f.medications, g.medications, p, f, g) &&
         same_records(f.conditions, g.conditions, p, f, g) && same_records(f.sessions, g.sessions, p, f, g) &&
         same_records(f.events, g.events, p, f, g) && same_periods(f.started, g.started) &&
         same_periods(f.since, g.since) && same_periods(f.ended, g.ended) &&
         same_values(f.treatment_values, g.treatment_values) && same_values(f.patient_values, g.patient_values) &&
         f.texts == g.texts;
}

}  // namespace testing
