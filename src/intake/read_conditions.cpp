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
  for (const fact_declaration& f : pack_.condition_facts) keys_.add(f.key);
  if (pack_.reads_since) since_ = add_behind(keys_, "since");
  if (pack_.reads_ended) ended_ = add_behind(keys_, "ended");
}

void condition_reader::read(std::uint32_t entry) {
  raw_condition c;
  c.entry = entry;
  conditions_.clear();
  c.first_zone = static_cast<std::uint32_t>(values_.in().condition_zones.size());
  values_.in().condition_values.resize((entry + 1) * pack_.condition_facts.size());
  if (json_.kind() == json_kind::object) {
    seen_keys seen;
    json_.object([&](std::string_view key) {
      const auto which = keys_.find(key);
      if (!which) {
        if (values_.unknown_key(entry_pointer("/conditions", entry, {}), key, keys_, seen)) c.in_error = true;
        return;
      }
      const occurrence now = seen.note(*which);
      const bool again = now != occurrence::first;
      if (again) tell_repeated(now, "/conditions", entry, key, c.in_error);
      read_key(*which, key, again, c);
    });
    require_a_name("/conditions", c);
  } else {
    c.in_error = true;
    const auto at = [&] { return entry_pointer("/conditions", entry, {}); };
    misplaced_name(at(), [&](std::string_view text) { name_conditions(text, at, c); });
  }
  if (c.code != not_understood_code) join_code(c);
  keep(c);
}

void condition_reader::keep(const raw_condition& c) {
  intake& in = values_.in();
  condition out;
  out.entry = c.entry;
  out.first_zone = c.first_zone;
  out.zone_count = static_cast<std::uint32_t>(in.condition_zones.size()) - c.first_zone;
  out.zones = c.zones;
  out.now = c.now;
  out.in_error = c.in_error;
  if (conditions_.empty()) in.conditions.push_back(out);
  for (const condition_id what : conditions_) {
    out.what = what;
    in.conditions.push_back(out);
    out.shares_entry = true;
  }
  if (since_ != not_read) in.since.resize(in.conditions.size(), c.since.kept().covers);
  if (ended_ != not_read) in.ended.resize(in.conditions.size(), c.ended.kept().covers);
}

void condition_reader::read_key(std::uint32_t which, std::string_view key, bool again, raw_condition& c) {
  const auto at = [&] { return entry_pointer("/conditions", c.entry, key); };
  switch (which) {
    case cond_name:
      if (const auto text = values_.text(at, c.in_error)) name_conditions(*text, at, c);
      return;
    case cond_code: return again ? json_.skip() : read_code(at(), pack_.names.condition_codes, c);
    case cond_status:
      if (again) {
        c.now = status::unknown;
        return json_.skip();
      }
      if (const auto text = values_.text(at, c.in_error)) read_status(*text, key, c);
      return;
    case cond_zones: {
      if (again) {
        forget_zones(c);
        return json_.skip();
      }
      bool any = false;
      const bool understood = values_.zones(
          at, [&](zone_id z, std::uint32_t) { values_.in().condition_zones.push_back(z); }, &any);
      if (any) c.zones = given::complete;
      if (!understood) {
        c.zones = given::partly;
        c.in_error = true;
      }
      return;
    }
    case cond_note: return json_.skip();
    default: {
      if (which == since_) return read_date(at, c.since, again, c.in_error);
      if (which == ended_) return read_date(at, c.ended, again, c.in_error);
      const std::size_t slot = which - cond_facts;
      fact_value& place = values_.in().condition_values[c.entry * pack_.condition_facts.size() + slot];
      return read_fact(pack_.condition_facts[slot], "/conditions", c.entry, again, place, c.in_error);
    }
  }
}

void condition_reader::read_status(std::string_view text, std::string_view key, raw_condition& c) {
  if (const auto which = statuses.find(text)) {
    c.now = static_cast<status>(*which + 1);
    return;
  }
  values_.tell(entry_pointer("/conditions", c.entry, key),
               in_quotes(text) + " is no status: use " + resolving::one_of(status_names));
  c.in_error = true;
}

void condition_reader::forget_zones(raw_condition& c) {
  c.zones = given::absent;
  values_.in().condition_zones.resize(c.first_zone);
}

template <class At>
void condition_reader::name_conditions(std::string_view text, At at, raw_condition& c) {
  c.is_named = true;
  const name_memo::answer found = values_.conditions(text);
  for (const std::uint32_t s : found.entries) conditions_.push_back({s});
  if (found.not_understood == nullptr) return;
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
