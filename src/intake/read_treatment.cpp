#include "read_treatment.hpp"

#include <array>
#include <string>

namespace clearance {
namespace {

constexpr std::array<std::string_view, treatment_facts_begin> treatment_keys = {"date", "zones", "indication", "note"};

}  // namespace

treatment_reader::treatment_reader(value_reader& values)
    : values_(values), json_(values.json()), keys_(treatment_keys) {
  for (const fact_declaration& f : values.rules().treatment_facts) {
    facts_.emplace_back(f);
    keys_.add(f.key);
  }
}

void treatment_reader::read(raw_date& date) {
  if (values_.skip_null()) return;
  values_.in().treatment_values.assign(facts_.size(), {});
  if (!json_.at_object()) {
    date.state = reading_state::in_error;
    return values_.wrong_type("/treatment", "an object");
  }
  seen_keys seen;
  json_.object([&](std::string_view key) {
    const std::uint32_t which = keys_.find(key);
    if (which == key_table::none) [[unlikely]]
      return static_cast<void>(values_.unknown_key("/treatment", key, keys_, seen));
    const occurrence now = seen.note(which);
    if (now == occurrence::first) [[likely]]
      return read_key(which, date);
    values_.tell_repeated(
        now, [&] { return pointer("/treatment/", key); }, key);
    read_again(which, date);
  });
}

CLEARANCE_INLINE void treatment_reader::read_key(std::uint32_t which, raw_date& date) {
  const auto at = [this, which] { return pointer("/treatment/", keys_.key(which)); };
  intake& in = values_.in();
  switch (which) {
    case treatment_date: date.state = values_.date(at, date.value); return;
    case treatment_zones: return read_zones();
    case treatment_indication: values_.indication(at, in.facts.treatment.indication, in.indications); return;
    case treatment_note: return json_.skip();
    default:
      in.treatment_values[which - treatment_facts_begin] =
          values_.fact(facts_[which - treatment_facts_begin], [] { return std::string("/treatment"); }).known;
  }
}

void treatment_reader::read_again(std::uint32_t which, raw_date& date) {
  json_.skip();
  intake& in = values_.in();
  switch (which) {
    case treatment_date: date.state = reading_state::in_error; return;
    case treatment_zones:
      in.facts.treatment.zones = given::absent;
      in.zones.clear();
      in.zone_entries.clear();
      in.facts.zone_in_error = true;
      return;
    case treatment_indication:
      in.facts.treatment.indication = given::absent;
      in.indications.clear();
      return;
    case treatment_note: return;
    default: in.treatment_values[which - treatment_facts_begin] = {};
  }
}

void treatment_reader::forget(raw_date& date) {
  date.state = reading_state::in_error;
  intake& in = values_.in();
  in.facts.treatment = {};
  in.facts.zone_in_error = true;
  in.treatment_values.assign(facts_.size(), {});
  in.zones.clear();
  in.zone_entries.clear();
  in.indications.clear();
}

CLEARANCE_INLINE void treatment_reader::read_zones() {
  intake& in = values_.in();
  bool any = false;
  const bool understood = values_.zones([] { return std::string("/treatment/zones"); },
                                        [&](zone_id z, std::uint32_t position) {
                                          in.zones.push_back(z);
                                          in.zone_entries.push_back(position);
                                        },
                                        &any);
  if (any) in.facts.treatment.zones = understood ? given::complete : given::partly;
  if (!understood) in.facts.zone_in_error = true;
}

}  // namespace clearance
