#include "read_medications.hpp"

#include "kinship.hpp"

#include "../resolve/read_vocabulary.hpp"
#include "../resolve/reading.hpp"

#include <array>
#include <utility>

namespace clearance {
namespace {

enum medication_key : std::uint32_t { med_name, med_code, med_route, med_last_taken, med_ongoing, med_note, med_facts };
constexpr std::array<std::string_view, med_facts> medication_keys = {"name",       "code",    "route",
                                                                     "last_taken", "ongoing", "note"};

}  // namespace

medication_reader::medication_reader(value_reader& values) : entry_parts(values), keys_(medication_keys) {
  for (const fact_declaration& f : pack_.medication_facts) keys_.add(f.key);
  if (pack_.reads_started) started_ = add_behind(keys_, "started");
}

void medication_reader::read(std::uint32_t entry) {
  raw_medication m;
  m.entry = entry;
  substances_.clear();
  values_.in().medication_values.resize((entry + 1) * pack_.medication_facts.size());
  if (json_.kind() == json_kind::object) {
    seen_keys seen;
    json_.object([&](std::string_view key) {
      const auto which = keys_.find(key);
      if (!which) {
        if (values_.unknown_key(entry_pointer("/medications", entry, {}), key, keys_, seen)) m.in_error = true;
        return;
      }
      const occurrence now = seen.note(*which);
      const bool again = now != occurrence::first;
      if (again) tell_repeated(now, "/medications", entry, key, m.in_error);
      read_key(*which, key, again, m);
    });
    require_a_name("/medications", m);
  } else {
    m.in_error = true;
    const auto at = [&] { return entry_pointer("/medications", entry, {}); };
    misplaced_name(at(), [&](std::string_view text) { name_substances(text, at, m); });
  }
  if (m.code != not_understood_code) join_code(m);
  if (m.by != route::unknown) check_route(m);
  keep(m);
}

void medication_reader::keep(const raw_medication& m) {
  intake& in = values_.in();
  in.last_taken.push_back(m.last_taken.kept());
  medication out;
  out.entry = m.entry;
  out.by = m.by;
  out.in_error = m.in_error;
  out.taking = m.ongoing ? (*m.ongoing ? use::ongoing : use::stopped) : use::unstated;
  if (substances_.empty()) in.medications.push_back(out);
  for (const substance_id s : substances_) {
    out.substance = s;
    in.medications.push_back(out);
    out.shares_entry = true;
  }
  if (started_ != not_read) in.started.resize(in.medications.size(), m.started.kept().covers);
}

void medication_reader::read_key(std::uint32_t which, std::string_view key, bool again, raw_medication& m) {
  const auto at = [&] { return entry_pointer("/medications", m.entry, key); };
  switch (which) {
    case med_name:
      if (const auto text = values_.text(at, m.in_error)) name_substances(*text, at, m);
      return;
    case med_code:
      // Said twice it is an error; what each of them stands for still counts.
      if (again && m.code != not_understood_code) add_substance({std::exchange(m.code, not_understood_code)});
      return read_code(at(), pack_.names.substance_codes, m);
    case med_route:
      if (again) {
        m.by = route::unknown;
        return json_.skip();
      }
      if (const auto text = values_.text(at, m.in_error)) {
        if (const auto by = resolving::read_route(*text)) {
          m.by = *by;
        } else {
          values_.tell(at(), in_quotes(*text) + " is no route: use " + resolving::one_of(resolving::route_names));
          m.in_error = true;
        }
      }
      return;
    case med_last_taken:
      if (again) {
        m.last_taken.state = reading_state::in_error;
        return json_.skip();
      }
      values_.date(at, m.last_taken);
      m.in_error = m.in_error || m.last_taken.state == reading_state::in_error;
      return;
    case med_ongoing:
      if (again) {
        m.ongoing.reset();
        return json_.skip();
      }
      m.ongoing = values_.yes_no(at, m.in_error);
      return;
    case med_note: return json_.skip();
    default: {
      if (which == started_) return read_date(at, m.started, again, m.in_error);
      const std::size_t slot = which - med_facts;
      fact_value& place = values_.in().medication_values[m.entry * pack_.medication_facts.size() + slot];
      return read_fact(pack_.medication_facts[slot], "/medications", m.entry, again, place, m.in_error);
    }
  }
}

template <class At>
void medication_reader::name_substances(std::string_view text, At at, raw_medication& m) {
  m.is_named = true;
  const name_memo::answer found = values_.substances(text);
  for (const std::uint32_t s : found.entries) add_substance({s});
  if (found.not_understood == nullptr) return;
  m.in_error = true;
  values_.tell_unknown_substance(at(), text, *found.not_understood);
}

void medication_reader::add_substance(substance_id s) {
  for (const substance_id known : substances_)
    if (known == s) return;
  substances_.push_back(s);
}

/// A code must agree with the name; of two that agree, the narrower says more.
void medication_reader::join_code(raw_medication& m) {
  const substance_id coded{m.code};
  if (substances_.empty()) return add_substance(coded);
  for (substance_id& named : substances_) {
    if (named == coded || means(pack_.words, coded, named)) {
      named = coded;
      return;
    }
    if (means(pack_.words, named, coded)) return;
  }
  values_.tell(entry_pointer("/medications", m.entry, "code"),
               "the code is that of `" + pack_.words.substances[coded.index()].label + "`, which the name is not");
  m.in_error = true;
  add_substance(coded);
}

void medication_reader::check_route(raw_medication& m) {
  for (const substance_id named : substances_) {
    const substance& s = pack_.words.substances[named.index()];
    if (s.routes == 0 || s.routes >> static_cast<unsigned>(m.by) & 1) continue;
    values_.tell(entry_pointer("/medications", m.entry, "route"),
                 "`" + s.label + "` cannot be " + std::string(resolving::route_names[static_cast<unsigned>(m.by) - 1]) +
                     ": see its routes");
    m.in_error = true;
    m.by = route::unknown;  // every substance named counts, by every route that it can have
    return;
  }
}

}  // namespace clearance
