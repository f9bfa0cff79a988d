#include "read_events.hpp"

#include "kinship.hpp"

#include <array>

namespace clearance {
namespace {

enum event_key : std::uint32_t { event_name, event_code, event_date, event_zones, event_note, event_facts };
constexpr std::array<std::string_view, event_facts> event_keys = {"name", "code", "date", "zones", "note"};

}  // namespace

event_reader::event_reader(value_reader& values) : entry_parts(values), keys_(event_keys) {
  for (const fact_declaration& f : pack_.event_facts) keys_.add(f.key);
}

void event_reader::read(std::uint32_t entry) {
  raw_event e;
  e.entry = entry;
  events_.clear();
  e.first_zone = static_cast<std::uint32_t>(values_.in().event_zones.size());
  values_.in().event_values.resize((entry + 1) * pack_.event_facts.size());
  if (json_.kind() == json_kind::object) {
    seen_keys seen;
    json_.object([&](std::string_view key) {
      const auto which = keys_.find(key);
      if (!which) {
        if (values_.unknown_key(entry_pointer("/events", entry, {}), key, keys_, seen)) e.in_error = true;
        return;
      }
      const occurrence now = seen.note(*which);
      const bool again = now != occurrence::first;
      if (again) tell_repeated(now, "/events", entry, key, e.in_error);
      read_key(*which, key, again, e);
    });
    require_a_name("/events", e);
  } else {
    e.in_error = true;
    const auto at = [&] { return entry_pointer("/events", entry, {}); };
    misplaced_name(at(), [&](std::string_view text) { name_events(text, at, e); });
  }
  if (e.code != not_understood_code) join_code(e);
  keep(e);
}

void event_reader::keep(const raw_event& e) {
  intake& in = values_.in();
  const civil_value date = e.date.kept();
  in.event_dates.push_back(date);
  event out;
  out.when = date.covers;
  out.offset = date.offset;
  out.entry = e.entry;
  out.first_zone = e.first_zone;
  out.zone_count = static_cast<std::uint32_t>(in.event_zones.size()) - e.first_zone;
  out.zones = e.zones;
  out.in_error = e.in_error;
  if (events_.empty()) in.events.push_back(out);
  for (const event_id what : events_) {
    out.what = what;
    in.events.push_back(out);
    out.shares_entry = true;
  }
}

void event_reader::read_key(std::uint32_t which, std::string_view key, bool again, raw_event& e) {
  const auto at = [&] { return entry_pointer("/events", e.entry, key); };
  switch (which) {
    case event_name:
      if (const auto text = values_.text(at, e.in_error)) name_events(*text, at, e);
      return;
    case event_code: return again ? json_.skip() : read_code(at(), pack_.names.event_codes, e);
    case event_date:
      if (again) {
        e.date.state = reading_state::in_error;
        return json_.skip();
      }
      values_.date(at, e.date);
      e.in_error = e.in_error || e.date.state == reading_state::in_error;
      return;
    case event_zones: {
      if (again) {
        e.zones = given::absent;
        values_.in().event_zones.resize(e.first_zone);
        return json_.skip();
      }
      bool any = false;
      const bool understood = values_.zones(
          at, [&](zone_id z, std::uint32_t) { values_.in().event_zones.push_back(z); }, &any);
      if (any) e.zones = given::complete;
      if (!understood) {
        e.zones = given::partly;
        e.in_error = true;
      }
      return;
    }
    case event_note: return json_.skip();
    default: {
      const std::size_t slot = which - event_facts;
      fact_value& place = values_.in().event_values[e.entry * pack_.event_facts.size() + slot];
      return read_fact(pack_.event_facts[slot], "/events", e.entry, again, place, e.in_error);
    }
  }
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
