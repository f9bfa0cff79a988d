#include "record.hpp"

#include "json_text.hpp"

#include <clearance/time/text.hpp>

#include <cstring>
#include <string>
#include <string_view>

namespace clearance {

record_writer::record_writer(const pack& p) : pack_(p), met_(p.rules.size()) {
  for (unsigned v = 0; v < verdict_count; ++v) {
    const std::string text = std::string(name(static_cast<verdict>(v))) + "\",";
    verdicts_.add("\"verdict\":\"" + text);
    worst_possibles_.add("\"worst_possible\":\"" + text);
  }
  for (const rule& r : p.rules)
    for (const certainty how : {certainty::avoidable, certainty::possible, certainty::certain})
      rules_.add('"' + escaped(r.key) + "\":\"" + std::string(name(how)) + "\",");
}

// Members each end with a comma, of which closing the record takes the last.
text_pen record_writer::append(text_pen out, const intake& in, const outcome& o, const decision& d,
                               record_fields fields) {
  out += '{';
  if (fields.has(record_field::intake)) {
    out += "\"intake\":";
    if (in.has_id) {
      out += '"';
      out = append_escaped(out, in.id);
      out += "\",";
    } else {
      out += "null,";
    }
  }
  if (fields.has(record_field::today)) {
    out += "\"today\":";
    if (in.facts.has_today) {
      out += '"';
      out.move_to(days_.write(out.room(longest_civil_text), in.facts.today));
      out += "\",";
    } else {
      out += "null,";
    }
  }
  if (fields.has(record_field::verdict)) out += verdicts_[static_cast<unsigned>(o.decided)];
  if (fields.has(record_field::worst_possible)) out += worst_possibles_[static_cast<unsigned>(o.worst_possible)];
  if (fields.has(record_field::earliest)) out = append_earliest(out, in, o.earliest);
  if (fields.has(record_field::rules)) out = append_rules(out, d);
  out.step_back(!fields.empty());
  out += '}';
  return out;
}

text_pen record_writer::append_earliest(text_pen out, const intake& in, minute_time earliest) {
  out += short_text("\"earliest\":");
  const planned_treatment& t = in.facts.treatment;
  const bool is_date = earliest != never;
  const date day = day_of(minute_time{is_date ? earliest.minutes : 0});
  char* const begin = out.room(longest_civil_text + 3);
  *begin = '"';
  char* end = days_.write(begin + 1, day);
  const bool is_day = t.written != precision::minute || (!t.offset.is_written() && start_of(day) == earliest);
  if (!is_day && is_date) [[unlikely]]
    end = write_time(end, minute_of_day(earliest), t.offset);
  std::memcpy(end, "\",", 2);
  // Written over the date or beside it, by a table: whether there is one cannot be guessed.
  constexpr std::string_view null = "null,";
  char nowhere[null.size()];
  char* const place_of_null[] = {begin, nowhere};
  char* const ends[] = {begin + null.size(), end + 2};
  std::memcpy(place_of_null[is_date], null.data(), null.size());
  out.move_to(ends[is_date]);
  return out;
}

/// Findings stand in the order of what they contribute, so a rule's first one is its worst.
text_pen record_writer::append_rules(text_pen out, const decision& d) {
  constexpr std::size_t certainty_count = 3;
  out += short_text("\"rules\":{");
  met_.begin();
  for (const finding& f : d.findings) {
    const rule_id rule = pack_.bars[f.bar.index()].rule;
    if (met_.is_first(rule)) out += rules_[rule.index() * certainty_count + static_cast<std::size_t>(f.how)];
  }
  out.step_back(!d.findings.empty());
  return out += "},";
}

}  // namespace clearance
