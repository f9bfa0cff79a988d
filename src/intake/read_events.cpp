#include "read_events.hpp"

#include "kinship.hpp"

#include <array>

namespace clearance {
namespace {

enum event_key : std::uint32_t { event_name, event_code, event_date, event_zones, event_note, event_facts };
constexpr std::array<std::string_view, event_facts> event_keys = {"name", "code", "date", "zones", "note"};

}  // namespace

event_reader::event_reader(value_reader& values) : entry_parts(values), keys_(event_keys) {
  for (const fact_declaration& f : pack_.event_facts) {
    facts_.emplace_back(f);
    keys_.add(f.key);
  }
}

void event_reader::read(std::uint32_t entry) {
  raw_event e;
  e.entry = entry;
  events_.clear();
  values_.in().event_dates.add() = {};
  e.first_zone = static_cast<std::uint32_t>(values_.in().event_zones.size());
  if (!facts_.empty()) values_.in().event_values.append(facts_.size());
  if (json_.at_object()) [[likely]] {
    read_members(
        "/events", entry, keys_, e.in_error, [&](std::uint32_t which) { read_key(which, e); },
        [&](std::uint32_t which) { read_again(which, e); });
    require_a_name("/events", e);
  } else {
    e.in_error = true;
    const auto at = [&] { return entry_pointer("/events", entry, {}); };
    misplaced_name(at(), [&](std::string_view text) { name_events(text, at, e); });
  }
  if (e.code != not_understood_code) [[unlikely]]
    join_code(e);
  keep(e);
}

void event_reader::keep(const raw_event& e) {
  intake& in = values_.in();
  const civil_value& date = in.event_dates[e.entry];
  const auto zone_count = static_cast<std::uint32_t>(in.event_zones.size()) - e.first_zone;
  std::size_t i = 0;
  do {
    event& out = in.events.add();
    out.when.first = date.covers.first;
    out.when.last = date.covers.last;
    out.what = events_.empty() ? not_understood<event_thing> : events_[i];
    out.entry = e.entry;
    out.first_zone = e.first_zone;
    out.zone_count = zone_count;
    out.offset = date.offset;
    out.zones = e.zones;
    out.in_error = e.in_error;
    out.shares_entry = i > 0;
  } while (++i < events_.size());
}

CLEARANCE_INLINE void event_reader::read_key(std::uint32_t which, raw_event& e) {
  const auto at = [this, which, entry = e.entry] { return entry_pointer("/events", entry, keys_.key(which)); };
  switch (which) {
    case event_name: return values_.text(at, e.in_error, [&](std::string_view text) { name_events(text, at, e); });
    case event_code: return read_code("/events", pack_.names.event_codes, e);
    case event_date: return read_date(at, values_.in().event_dates[e.entry], e.in_error);
    case event_zones: return read_zones(at, e);
    case event_note: return json_.skip();
    default: fact_of(e.entry, which) = read_fact(facts_[which - event_facts], "/events", e.entry, e.in_error);
  }
}

/// A key's second value, or a later one. All that is named counts.
void event_reader::read_again(std::uint32_t which, raw_event& e) {
  switch (which) {
    case event_name: return read_key(event_name, e);
    case event_code: break;
    case event_date: values_.in().event_dates[e.entry] = {}; break;
    case event_zones:
      e.zones = given::absent;
      values_.in().event_zones.resize(e.first_zone);
      break;
    case event_note: break;
    default: fact_of(e.entry, which) = {};
  }
  json_.skip();
}

fact_value& event_reader::fact_of(std::uint32_t entry, std::uint32_t which) {
  return values_.in().event_values[entry * facts_.size() + (which - event_facts)];
}

template <class At>
void event_reader::read_zones(At at, raw_event& e) {
  bool any = false;
  const bool understood = values_.zones(
      at, [&](zone_id z, std::uint32_t) { values_.in().event_zones.push_back(z); }, &any);
  if (any) e.zones = given::complete;
  if (understood) [[likely]]
    return;
  e.zones = given::partly;
  e.in_error = true;
}

template <class At>
void event_reader::name_events(std::string_view text, At at, raw_event& e) {
  e.is_named = true;
  const name_memo::answer found = values_.events(text);
  for (const std::uint32_t s : found.entries) events_.push_back({s});
  if (found.not_understood == nullptr) return;
  e.in_error = true;
  values_.tell_unknown_event(at(), text, *found.not_understood);
}

void event_reader::join_code(raw_event& e) {
  const event_id coded{e.code};
  for (event_id& named : events_) {
    if (is_kind_of(pack_.words, named, coded)) return;
    if (is_kind_of(pack_.words, coded, named)) {
      named = coded;
      return;
    }
  }
  if (!events_.empty()) {
    values_.tell(entry_pointer("/events", e.entry, "code"),
                 "the code is that of `" + pack_.words.events[coded.index()].label + "`, which the name is not");
    e.in_error = true;
  }
  events_.push_back(coded);
}

}  // namespace clearance
