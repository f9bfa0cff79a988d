#include "read_sessions.hpp"

#include <algorithm>

namespace clearance {

void session_reader::read(std::uint32_t entry, raw_intake& raw) {
  bool in_error = false;
  intake& in = values_.in();
  in.session_dates.add() = {};
  if (!like_.facts().empty()) in.session_values.append(like_.facts().size());
  if (json_.at_object()) [[likely]] {
    read_members(
        "/sessions", entry, like_.keys(), in_error, [&](std::uint32_t which) { read_key(which, entry, in_error); },
        [&](std::uint32_t which) { read_again(which, entry); });
  } else {
    in_error = true;
    values_.wrong_type(entry_pointer("/sessions", entry, {}), "an object");
  }
  const civil_value& date = in.session_dates[entry];
  session& out = in.sessions.add();
  out.when.first = date.covers.first;
  out.when.last = date.covers.last;
  raw.latest_session = std::max(raw.latest_session, date.covers.first);
  out.entry = entry;
  out.offset = date.offset;
  out.in_error = in_error;
}

CLEARANCE_INLINE void session_reader::read_key(std::uint32_t which, std::uint32_t entry, bool& in_error) {
  const auto at = [this, which, entry] { return entry_pointer("/sessions", entry, like_.keys().key(which)); };
  switch (which) {
    case treatment_date: return read_date(at, values_.in().session_dates[entry], in_error);
    case treatment_zones:
      // No rule reads where an earlier session was; a wrong zone is told all the same.
      if (!values_.zones(at, [](zone_id, std::uint32_t) {})) in_error = true;
      return;
    case treatment_indication: {
      unread_indications_.clear();
      given unread = given::absent;
      if (!values_.indication(at, unread, unread_indications_)) in_error = true;
      return;
    }
    case treatment_note: return json_.skip();
    default:
      fact_of(entry, which) = read_fact(like_.facts()[which - treatment_facts_begin], "/sessions", entry, in_error);
  }
}

void session_reader::read_again(std::uint32_t which, std::uint32_t entry) {
  if (which == treatment_date) values_.in().session_dates[entry] = {};
  if (which >= treatment_facts_begin) fact_of(entry, which) = {};
  json_.skip();
}

fact_value& session_reader::fact_of(std::uint32_t entry, std::uint32_t which) {
  return values_.in().session_values[entry * like_.facts().size() + (which - treatment_facts_begin)];
}

}  // namespace clearance
