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
const key_table routes(resolving::route_names);

}  // namespace

medication_reader::medication_reader(value_reader& values) : entry_parts(values), keys_(medication_keys) {
  for (const fact_declaration& f : pack_.medication_facts) {
    facts_.emplace_back(f);
    keys_.add(f.key);
  }
  for (const substance& s : pack_.words.substances) routes_.push_back(s.routes);
  if (pack_.reads_started) started_ = add_behind(keys_, "started");
}

void medication_reader::read(std::uint32_t entry, raw_intake& raw) {
  raw_medication m;
  m.entry = entry;
  substances_.clear();
  intake& in = values_.in();
  in.last_taken.add() = {};
  if (!facts_.empty()) in.medication_values.append(facts_.size());
  if (json_.at_object()) [[likely]] {
    read_members(
        "/medications", entry, keys_, m.in_error, [&](std::uint32_t which) { read_key(which, m); },
        [&](std::uint32_t which) { read_again(which, m); });
    require_a_name("/medications", m);
  } else {
    m.in_error = true;
    const auto at = [&] { return entry_pointer("/medications", entry, {}); };
    misplaced_name(at(), [&](std::string_view text) { name_substances(text, at, m); });
  }
  if (m.code != not_understood_code) [[unlikely]]
    join_code(m);
  if (m.route_is_in_doubt) [[unlikely]]
    check_route(m);
  keep(m, raw);
}

CLEARANCE_INLINE void medication_reader::keep(const raw_medication& m, raw_intake& raw) {
  intake& in = values_.in();
  const civil_value& taken = in.last_taken[m.entry];
  raw.has_late_use |= taken.covers.first > raw.assumed.at;
  std::size_t i = 0;
  do {
    medication& out = in.medications.add();
    out.substance = substances_.empty() ? not_understood<substance_thing> : substances_[i];
    out.entry = m.entry;
    out.taking = m.taking;
    out.by = m.by;
    out.in_error = m.in_error;
    out.shares_entry = i > 0;
    settle_last_use(out, taken, raw.assumed);
  } while (++i < substances_.size());
  if (started_ != not_read) in.started.resize(in.medications.size(), m.started.covers);
}

CLEARANCE_INLINE void medication_reader::read_key(std::uint32_t which, raw_medication& m) {
  const auto at = [this, which, entry = m.entry] { return entry_pointer("/medications", entry, keys_.key(which)); };
  switch (which) {
    case med_name: return values_.text(at, m.in_error, [&](std::string_view text) { name_substances(text, at, m); });
    case med_code: return read_code("/medications", pack_.names.substance_codes, m);
    case med_route: return values_.text(at, m.in_error, [&](std::string_view text) { read_route(text, at, m); });
    case med_last_taken: return read_date(at, values_.in().last_taken[m.entry], m.in_error);
    case med_ongoing:
      static_assert(static_cast<int>(use::stopped) == static_cast<int>(kleene::no) &&
                    static_cast<int>(use::ongoing) == static_cast<int>(kleene::yes));
      m.taking = static_cast<use>(values_.yes_no(at, m.in_error));
      return;
    case med_note: return json_.skip();
    default:
      if (which == started_) return read_date(at, m.started, m.in_error);
      fact_of(m.entry, which) = read_fact(facts_[which - med_facts], "/medications", m.entry, m.in_error);
  }
}

/// A key's second value, or a later one. All that is named counts, by name and by code.
void medication_reader::read_again(std::uint32_t which, raw_medication& m) {
  switch (which) {
    case med_name: return read_key(med_name, m);
    case med_code:
      m.route_is_in_doubt = true;
      if (m.code != not_understood_code) add_substance({std::exchange(m.code, not_understood_code)});
      return read_code("/medications", pack_.names.substance_codes, m);
    case med_route: m.by = route::unknown; break;
    case med_last_taken: values_.in().last_taken[m.entry] = {}; break;
    case med_ongoing: m.taking = use::unstated; break;
    case med_note: break;
    default:
      if (which == started_)
        m.started = {};
      else
        fact_of(m.entry, which) = {};
  }
  json_.skip();
}

fact_value& medication_reader::fact_of(std::uint32_t entry, std::uint32_t which) {
  return values_.in().medication_values[entry * facts_.size() + (which - med_facts)];
}

template <class At>
CLEARANCE_INLINE void medication_reader::read_route(std::string_view text, At at, raw_medication& m) {
  const std::uint32_t found = routes.find(text);
  if (found != key_table::none) [[likely]] {
    m.by = static_cast<route>(found + 1);
    m.route_is_in_doubt = !may_be(m.by);
    return;
  }
  values_.tell(at(), in_quotes(text) + " is no route: use " + resolving::one_of(resolving::route_names));
  m.in_error = true;
}

template <class At>
CLEARANCE_INLINE void medication_reader::name_substances(std::string_view text, At at, raw_medication& m) {
  m.is_named = true;
  m.route_is_in_doubt = m.by != route::unknown;
  const name_memo::answer found = values_.substances(text);
  for (const std::uint32_t s : found.entries) add_substance({s});
  if (found.not_understood == nullptr) [[likely]]
    return;
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
  m.route_is_in_doubt = true;
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

/// Can all that is named so far be taken by this route?
bool medication_reader::may_be(route by) const {
  bool all = !substances_.empty();
  for (const substance_id named : substances_) {
    const std::uint8_t usual = routes_[named.index()];
    all &= static_cast<bool>(static_cast<unsigned>(usual == 0) | (usual >> static_cast<unsigned>(by) & 1u));
  }
  return all;
}

void medication_reader::check_route(raw_medication& m) {
  if (m.by == route::unknown) return;
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
