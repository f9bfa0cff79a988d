#include "read_conditions.hpp"

#include "kinship.hpp"

#include "../resolve/reading.hpp"

#include <array>

namespace clearance {
namespace {

enum condition_key : std::uint32_t { cond_name, cond_code, cond_status, cond_zones, cond_note, cond_facts };
constexpr std::array<std::string_view, cond_facts> condition_keys = {"name", "code", "status", "zones", "note"};

constexpr std::array<std::string_view, 3> status_names = {"active", "remission", "resolved"};
const key_table statuses(status_names);

}  // namespace

condition_reader::condition_reader(value_reader& values) : entry_parts(values), keys_(condition_keys) {
  for (const fact_declaration& f : pack_.condition_facts) {
    facts_.emplace_back(f);
    keys_.add(f.key);
  }
  if (pack_.reads_since) since_ = add_behind(keys_, "since");
  if (pack_.reads_ended) ended_ = add_behind(keys_, "ended");
}

void condition_reader::read(std::uint32_t entry) {
  raw_condition c;
  c.entry = entry;
  conditions_.clear();
  c.first_zone = static_cast<std::uint32_t>(values_.in().condition_zones.size());
  if (!facts_.empty()) values_.in().condition_values.append(facts_.size());
  if (json_.at_object()) [[likely]] {
    read_members(
        "/conditions", entry, keys_, c.in_error, [&](std::uint32_t which) { read_key(which, c); },
        [&](std::uint32_t which) { read_again(which, c); });
    require_a_name("/conditions", c);
  } else {
    c.in_error = true;
    const auto at = [&] { return entry_pointer("/conditions", entry, {}); };
    misplaced_name(at(), [&](std::string_view text) { name_conditions(text, at, c); });
  }
  if (c.code != not_understood_code) [[unlikely]]
    join_code(c);
  keep(c);
}

CLEARANCE_INLINE void condition_reader::keep(const raw_condition& c) {
  intake& in = values_.in();
  const auto zone_count = static_cast<std::uint32_t>(in.condition_zones.size()) - c.first_zone;
  std::size_t i = 0;
  do {
    condition& out = in.conditions.add();
    out.what = conditions_.empty() ? not_understood<condition_thing> : conditions_[i];
    out.entry = c.entry;
    out.first_zone = c.first_zone;
    out.zone_count = zone_count;
    out.zones = c.zones;
    out.now = c.now;
    out.in_error = c.in_error;
    out.shares_entry = i > 0;
  } while (++i < conditions_.size());
  if (since_ != not_read) in.since.resize(in.conditions.size(), c.since.covers);
  if (ended_ != not_read) in.ended.resize(in.conditions.size(), c.ended.covers);
}

CLEARANCE_INLINE void condition_reader::read_key(std::uint32_t which, raw_condition& c) {
  const auto at = [this, which, entry = c.entry] { return entry_pointer("/conditions", entry, keys_.key(which)); };
  switch (which) {
    case cond_name: return values_.text(at, c.in_error, [&](std::string_view text) { name_conditions(text, at, c); });
    case cond_code: return read_code("/conditions", pack_.names.condition_codes, c);
    case cond_status: return values_.text(at, c.in_error, [&](std::string_view text) { read_status(text, at, c); });
    case cond_zones: return read_zones(at, c);
    case cond_note: return json_.skip();
    default:
      if (which == since_) return read_date(at, c.since, c.in_error);
      if (which == ended_) return read_date(at, c.ended, c.in_error);
      fact_of(c.entry, which) = read_fact(facts_[which - cond_facts], "/conditions", c.entry, c.in_error);
  }
}

/// A key's second value, or a later one. All that is named counts.
void condition_reader::read_again(std::uint32_t which, raw_condition& c) {
  switch (which) {
    case cond_name: return read_key(cond_name, c);
    case cond_code: break;
    case cond_status: c.now = status::unknown; break;
    case cond_zones:
      c.zones = given::absent;
      values_.in().condition_zones.resize(c.first_zone);
      break;
    case cond_note: break;
    default:
      if (which == since_)
        c.since = {};
      else if (which == ended_)
        c.ended = {};
      else
        fact_of(c.entry, which) = {};
  }
  json_.skip();
}

fact_value& condition_reader::fact_of(std::uint32_t entry, std::uint32_t which) {
  return values_.in().condition_values[entry * facts_.size() + (which - cond_facts)];
}

template <class At>
void condition_reader::read_zones(At at, raw_condition& c) {
  bool any = false;
  const bool understood = values_.zones(
      at, [&](zone_id z, std::uint32_t) { values_.in().condition_zones.push_back(z); }, &any);
  if (any) c.zones = given::complete;
  if (understood) [[likely]]
    return;
  c.zones = given::partly;
  c.in_error = true;
}

template <class At>
CLEARANCE_INLINE void condition_reader::read_status(std::string_view text, At at, raw_condition& c) {
  const std::uint32_t which = statuses.find(text);
  if (which != key_table::none) [[likely]] {
    c.now = static_cast<status>(which + 1);
    return;
  }
  values_.tell(at(), in_quotes(text) + " is no status: use " + resolving::one_of(status_names));
  c.in_error = true;
}

template <class At>
CLEARANCE_INLINE void condition_reader::name_conditions(std::string_view text, At at, raw_condition& c) {
  c.is_named = true;
  const name_memo::answer found = values_.conditions(text);
  for (const std::uint32_t s : found.entries) conditions_.push_back({s});
  if (found.not_understood == nullptr) [[likely]]
    return;
  c.in_error = true;
  values_.tell_unknown_condition(at(), text, *found.not_understood);
}

void condition_reader::join_code(raw_condition& c) {
  const condition_id coded{c.code};
  for (condition_id& named : conditions_) {
    if (is_kind_of(pack_.words, named, coded)) return;
    if (is_kind_of(pack_.words, coded, named)) {
      named = coded;
      return;
    }
  }
  if (!conditions_.empty()) {
    values_.tell(entry_pointer("/conditions", c.entry, "code"),
                 "the code is that of `" + pack_.words.conditions[coded.index()].label + "`, which the name is not");
    c.in_error = true;
  }
  conditions_.push_back(coded);
}

}  // namespace clearance
