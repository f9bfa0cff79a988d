// The one file that knows simdjson. On-demand iteration sees every key, repeated ones too; what is not understood is
// still walked through, so that a text which is not JSON is refused wherever its mistake stands.
#include "read_intake.hpp"

#include "finish_intake.hpp"
#include "name_memo.hpp"
#include "problem_list.hpp"

#include "../resolve/read_facts.hpp"
#include "../resolve/read_vocabulary.hpp"
#include "../resolve/reading.hpp"

#include <clearance/time/text.hpp>

#include <simdjson.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace clearance {
namespace {

using simdjson::ondemand::json_type;
using simdjson::ondemand::value;

constexpr int deepest_json = 64;

/// Ends the reading: the text is not JSON, or exceeds a limit. Thrown and caught in this file only.
struct unusable {
  std::string why;
};

[[noreturn]] void not_json(simdjson::error_code e) { throw unusable{std::string("not JSON: ") + simdjson::error_message(e)}; }

template <class T>
T must(simdjson::simdjson_result<T>&& result) {
  T out{};
  if (const auto e = std::move(result).get(out)) not_json(e);
  return out;
}

bool is_json_number(std::string_view t) noexcept {
  std::size_t i = 0;
  const auto digits = [&] {
    const std::size_t from = i;
    while (i < t.size() && t[i] >= '0' && t[i] <= '9') ++i;
    return i - from;
  };
  if (i < t.size() && t[i] == '-') ++i;
  const std::size_t first = i;
  const std::size_t whole = digits();
  if (whole == 0 || (whole > 1 && t[first] == '0')) return false;
  if (i < t.size() && t[i] == '.') {
    ++i;
    if (digits() == 0) return false;
  }
  if (i < t.size() && (t[i] == 'e' || t[i] == 'E')) {
    ++i;
    if (i < t.size() && (t[i] == '+' || t[i] == '-')) ++i;
    if (digits() == 0) return false;
  }
  return i == t.size();
}

/// The token of a number without the white space behind it. The number is consumed as what it is: 1e400 is JSON.
std::string_view number_token(value& v) {
  std::string_view token = v.raw_json_token();
  while (!token.empty() && (token.back() == ' ' || token.back() == '\n' || token.back() == '\r' || token.back() == '\t'))
    token.remove_suffix(1);
  if (!is_json_number(token)) throw unusable{"not JSON: a number that is none"};
  return token;
}

void walk(value v, int depth);

void walk_object(value& v, int depth) {
  if (depth > deepest_json) throw unusable{"nested deeper than " + std::to_string(deepest_json) + " levels"};
  for (auto field : must(v.get_object())) {
    auto f = must(std::move(field));
    must(f.unescaped_key());
    walk(f.value(), depth + 1);
  }
}

void walk_array(value& v, int depth) {
  if (depth > deepest_json) throw unusable{"nested deeper than " + std::to_string(deepest_json) + " levels"};
  for (auto item : must(v.get_array())) walk(must(std::move(item)), depth + 1);
}

/// Goes through a value that nothing reads: it must be JSON all the same.
void walk(value v, int depth) {
  switch (must(v.type())) {
    case json_type::object: return walk_object(v, depth);
    case json_type::array: return walk_array(v, depth);
    case json_type::string: must(v.get_string()); return;
    case json_type::number: number_token(v); return;
    case json_type::boolean: must(v.get_bool()); return;
    case json_type::null: must(v.is_null()); return;
  }
}

/// The keys that an object had so far.
struct seen_keys {
  std::uint64_t known = 0;  ///< bits of the keys that are read; the pack's reader bounds how many there are
  std::vector<std::string> unknown;

  bool again(std::uint32_t which) noexcept {
    const bool seen = known >> which & 1;
    known |= std::uint64_t{1} << which;
    return seen;
  }
  bool again(std::string_view key) {
    if (std::find(unknown.begin(), unknown.end(), key) != unknown.end()) return true;
    unknown.emplace_back(key);
    return false;
  }
};

std::string_view described(json_type t) {
  switch (t) {
    case json_type::object: return "an object";
    case json_type::array: return "a list";
    case json_type::string: return "text";
    case json_type::number: return "a number";
    case json_type::boolean: return "true or false";
    case json_type::null: return "null";
  }
  return "something else";
}

}  // namespace

class intake_reader::impl {
 public:
  explicit impl(const pack& p)
      : pack_(p), substances_(p.names.substances), conditions_(p.names.conditions), zones_(p.names.zones) {
    for (const std::string_view k : {"name", "code", "route", "last_taken", "ongoing", "note"})
      medication_keys_.push_back(k);
    for (const std::string_view k : {"name", "code", "status", "zones", "note"}) condition_keys_.push_back(k);
    for (const std::string_view k : {"date", "zones", "indication", "note"}) treatment_keys_.push_back(k);
    for (const fact_declaration& f : p.medication_facts) medication_keys_.push_back(f.key);
    for (const fact_declaration& f : p.condition_facts) condition_keys_.push_back(f.key);
    for (const fact_declaration& f : p.treatment_facts) treatment_keys_.push_back(f.key);
  }

  bool read(std::string_view json, intake& into) {
    into.clear();
    raw_.clear();
    in_ = &into;
    error_.clear();
    unknown_code_ = false;  // an intake that broke off within an entry must not speak in the next one
    try {
      if (json.size() > largest_intake)
        throw unusable{"the intake has " + std::to_string(json.size()) + " bytes; at most " +
                       std::to_string(largest_intake) + " are read"};
      read_document(json);
    } catch (const unusable& u) {
      error_ = u.why;
      return false;
    }
    finish_intake(pack_, raw_, into);
    into.settle();
    return true;
  }

  std::string_view error() const noexcept { return error_; }

 private:
  // ---- the document ----

  void read_document(std::string_view json) {
    if (buffer_.size() < json.size() + simdjson::SIMDJSON_PADDING)
      buffer_.resize(json.size() + simdjson::SIMDJSON_PADDING);
    std::memcpy(buffer_.data(), json.data(), json.size());
    std::memset(buffer_.data() + json.size(), 0, simdjson::SIMDJSON_PADDING);
    simdjson::ondemand::document doc;
    if (const auto e = parser_.iterate(buffer_.data(), json.size(), buffer_.size()).get(doc)) not_json(e);
    if (must(doc.type()) != json_type::object) throw unusable{"an intake is a JSON object: `{...}`"};
    seen_keys seen;
    for (auto field : must(doc.get_object())) {
      auto f = must(std::move(field));
      read_top(must(f.unescaped_key()), f.value(), seen);
    }
    const char* rest = nullptr;
    if (doc.current_location().get(rest) == simdjson::SUCCESS && rest < buffer_.data() + json.size())
      throw unusable{"not JSON: something stands behind the object"};
  }

  enum top_key : std::uint32_t { top_id, top_today, top_treatment, top_medications, top_conditions, top_sessions, top_note };

  void read_top(std::string_view key, value v, seen_keys& seen) {
    static constexpr std::string_view keys[] = {"id",         "today",    "treatment", "medications",
                                                "conditions", "sessions", "note"};
    const auto which = position(key, keys);
    if (!which) return static_cast<void>(unknown_key("", key, keys, v, seen));
    if (seen.again(*which)) return repeat_top(static_cast<top_key>(*which), key, v);
    switch (static_cast<top_key>(*which)) {
      case top_id:
        if (const auto text = text_or_absent(v, "/id")) {
          in_->id.assign(*text);
          in_->has_id = true;
        }
        return;
      case top_today: return read_date(v, "/today", raw_.today);
      case top_treatment: return read_treatment(v);
      case top_medications:
        return read_list(v, "/medications", in_->facts.medications_given,
                         [this](value item, std::uint32_t i) { read_medication(item, i); });
      case top_conditions:
        return read_list(v, "/conditions", in_->facts.conditions_given,
                         [this](value item, std::uint32_t i) { read_condition(item, i); });
      case top_sessions:
        return read_list(v, "/sessions", in_->facts.sessions_given,
                         [this](value item, std::uint32_t i) { read_session(item, i); });
      case top_note: return walk(v, 1);
    }
  }

  /// What is said twice is not known: a list counts as absent, which leaves every rule of its kind open.
  void repeat_top(top_key which, std::string_view key, value v) {
    walk(v, 1);
    tell(pointer("/", key), "`" + std::string(key) + "` stands here twice: it counts as not known");
    switch (which) {
      case top_id: in_->has_id = false; return;
      case top_today: raw_.today.state = reading_state::in_error; return;
      case top_treatment: return forget_treatment();
      case top_medications:
        in_->facts.medications_given = given::absent;
        raw_.medications.clear();
        return;
      case top_conditions:
        in_->facts.conditions_given = given::absent;
        raw_.conditions.clear();
        return;
      case top_sessions:
        in_->facts.sessions_given = given::absent;
        raw_.sessions.clear();
        return;
      case top_note: return;
    }
  }

  void forget_treatment() {
    raw_.treatment_date.state = reading_state::in_error;
    in_->facts.treatment = {};
    in_->facts.zone_in_error = true;
    in_->treatment_values.assign(pack_.treatment_facts.size(), {});
    in_->zones.clear();
    in_->zone_entries.clear();
    in_->indications.clear();
  }

  template <class ReadEntry>
  void read_list(value v, std::string_view at, given& state, ReadEntry read_entry) {
    const json_type type = must(v.type());
    if (type == json_type::null) return static_cast<void>(must(v.is_null()));
    if (type != json_type::array) return wrong_type(v, type, std::string(at), "a list");
    state = given::complete;
    std::uint32_t i = 0;
    for (auto item : must(v.get_array())) {
      if (i == longest_list)
        throw unusable{"`" + std::string(at.substr(1)) + "` has more than " + std::to_string(longest_list) + " entries"};
      read_entry(must(std::move(item)), i++);
    }
  }

  // ---- the treatment ----

  void read_treatment(value v) {
    const json_type type = must(v.type());
    if (type == json_type::null) return static_cast<void>(must(v.is_null()));
    in_->treatment_values.assign(pack_.treatment_facts.size(), {});
    if (type != json_type::object) {
      raw_.treatment_date.state = reading_state::in_error;
      return wrong_type(v, type, "/treatment", "an object");
    }
    seen_keys seen;
    for (auto field : must(v.get_object())) {
      auto f = must(std::move(field));
      const std::string_view key = must(f.unescaped_key());
      read_treatment_key(key, f.value(), seen);
    }
  }

  void read_treatment_key(std::string_view key, value v, seen_keys& seen) {
    const auto which = position(key, treatment_keys_);
    if (!which) return static_cast<void>(unknown_key("/treatment", key, treatment_keys_, v, seen));
    const bool again = seen.again(*which);
    if (again) tell(pointer("/treatment/", key), "`" + std::string(key) + "` stands here twice: it counts as not known");
    planned_treatment& t = in_->facts.treatment;
    if (key == "note" || again) walk(v, 2);
    if (key == "note") return;
    if (key == "date") {
      if (again)
        raw_.treatment_date.state = reading_state::in_error;
      else
        read_date(v, "/treatment/date", raw_.treatment_date);
    } else if (key == "zones") {
      if (again)
        t.zones = given::absent, in_->zones.clear(), in_->zone_entries.clear(), in_->facts.zone_in_error = true;
      else
        read_requested_zones(v);
    } else if (key == "indication") {
      if (again)
        t.indication = given::absent, in_->indications.clear();
      else
        read_indication(v, "/treatment/indication", t.indication, in_->indications);
    } else {
      const std::size_t slot = *which - fixed_treatment_keys;
      if (again)
        in_->treatment_values[slot] = {};
      else
        in_->treatment_values[slot] = read_fact(v, pack_.treatment_facts[slot], "/treatment").known;
    }
  }

  void read_requested_zones(value v) {
    const json_type type = must(v.type());
    if (type == json_type::null) return static_cast<void>(must(v.is_null()));
    if (type != json_type::array) {
      in_->facts.zone_in_error = true;
      return wrong_type(v, type, "/treatment/zones", "a list");
    }
    given& state = in_->facts.treatment.zones;
    std::uint32_t i = 0;
    for (auto item : must(v.get_array())) {
      if (i == longest_list) throw unusable{"`zones` has more than " + std::to_string(longest_list) + " entries"};
      if (state == given::absent) state = given::complete;
      if (!read_zone(must(std::move(item)), [] { return std::string("/treatment/zones"); }, i, [&](zone_id z) {
            in_->zones.push_back(z);
            in_->zone_entries.push_back(i);
          })) {
        state = given::partly;
        in_->facts.zone_in_error = true;
      }
      ++i;
    }
  }

  /// False where the text is not understood as a whole (told); then nothing of it counts.
  template <class List, class Keep>
  bool read_zone(value v, List list, std::uint32_t i, Keep keep) {
    const auto at = [&] { return list() + '/' + std::to_string(i); };
    const json_type type = must(v.type());
    if (type != json_type::string) {
      wrong_type(v, type, at(), "the name of a zone");
      return false;
    }
    const std::string_view text = must(v.get_string());
    const name_match& found = zones_.match(text);
    if (!found.understood()) {
      tell(at(), not_known(text, found, pack_.names.zones, pack_.words.zones, "zone"));
      return false;
    }
    for (const std::uint32_t z : found.entries) keep(zone_id{z});
    return true;
  }

  bool read_indication(value v, std::string_view at, given& state, std::vector<condition_id>& into) {
    const json_type type = must(v.type());
    if (type == json_type::null) return static_cast<void>(must(v.is_null())), true;
    if (type != json_type::string) {
      wrong_type(v, type, std::string(at), "text");
      return false;
    }
    const std::string_view text = must(v.get_string());
    const name_match& found = conditions_.match(text);
    if (!found.understood()) {
      tell(std::string(at), not_known(text, found, pack_.names.conditions, pack_.words.conditions, "condition"));
      return false;
    }
    state = given::complete;
    for (const std::uint32_t c : found.entries) {
      if (pack_.words.conditions[c].may_be.empty())
        into.push_back({c});
      else
        state = given::partly;
    }
    return true;
  }

  // ---- entries ----

  void read_medication(value v, std::uint32_t i) {
    raw_medication m;
    m.entry = i;
    m.first_substance = static_cast<std::uint32_t>(raw_.substances.size());
    in_->medication_values.resize((i + 1) * pack_.medication_facts.size());
    const auto at = [&](std::string_view key) { return entry_pointer("/medications", i, key); };
    const json_type type = must(v.type());
    if (type == json_type::object) {
      seen_keys seen;
      for (auto field : must(v.get_object())) {
        auto f = must(std::move(field));
        const std::string_view key = must(f.unescaped_key());
        const auto which = position(key, medication_keys_);
        if (!which) {
          if (unknown_key(entry_pointer("/medications", i, {}), key, medication_keys_, f.value(), seen)) m.in_error = true;
          continue;
        }
        const bool again = seen.again(*which);
        if (again) repeated_in_entry(at(key), key, m.in_error);
        read_medication_key(*which, key, f.value(), again, m);
      }
      require_a_name(m.is_named, m.in_error, at);
    } else {
      m.in_error = true;
      misplaced_name(v, type, at({}), [&](std::string_view text) { name_substances(text, [&] { return at({}); }, m); });
    }
    finish_medication(m);
    raw_.medications.push_back(m);
  }

  template <class At>
  void require_a_name(bool is_named, bool& in_error, At at) {
    if (std::exchange(unknown_code_, false)) {
      tell(std::move(unknown_code_at_), "the vocabulary does not hold the code " + in_quotes(unknown_code_text_) +
                                            (is_named ? ": whether it agrees with the name is not known" : ""));
      in_error = true;
    } else if (!is_named && !in_error) {
      tell(at({}), "the entry has neither a name nor a code");
      in_error = true;
    }
  }

  /// An entry that is a bare text is an error; what it names still counts.
  template <class Named>
  void misplaced_name(value v, json_type type, std::string at, Named named) {
    if (type != json_type::string) return wrong_type(v, type, std::move(at), "an object");
    const std::string_view text = must(v.get_string());
    tell(at, "expected an object such as {\"name\": " + in_quotes(text) + "}, found text");
    named(text);
  }

  enum medication_key : std::uint32_t { med_name, med_code, med_route, med_last_taken, med_ongoing, med_note };
  static constexpr std::uint32_t fixed_medication_keys = 6;
  static constexpr std::uint32_t fixed_condition_keys = 5;
  static constexpr std::uint32_t fixed_treatment_keys = 4;

  void read_medication_key(std::uint32_t which, std::string_view key, value v, bool again, raw_medication& m) {
    const auto at = [&] { return entry_pointer("/medications", m.entry, key); };
    switch (which) {
      case med_name: {
        const auto text = text_or_error(v, at, m.in_error);
        if (text) name_substances(*text, at, m);
        return;
      }
      case med_code:
        // Said twice it is an error; what each of them stands for still counts.
        if (again && m.code != not_understood_code) add_substance(m, {std::exchange(m.code, not_understood_code)});
        return read_code(v, at(), pack_.names.substance_codes, m.code, m.is_named, m.in_error);
      case med_route: {
        if (again) {
          m.by = route::unknown;
          return walk(v, 3);
        }
        const auto text = text_or_error(v, at, m.in_error);
        if (!text) return;
        if (const auto by = resolving::read_route(*text)) {
          m.by = *by;
        } else {
          tell(at(), in_quotes(*text) + " is no route: use " + resolving::one_of(resolving::route_names));
          m.in_error = true;
        }
        return;
      }
      case med_last_taken:
        if (again) {
          m.last_taken.state = reading_state::in_error;
          return walk(v, 3);
        }
        read_date(v, at, m.last_taken);
        m.in_error = m.in_error || m.last_taken.state == reading_state::in_error;
        return;
      case med_ongoing: {
        const json_type type = must(v.type());
        if (again) {
          m.ongoing.reset();
          return walk(v, 3);
        }
        if (type == json_type::boolean) {
          m.ongoing = must(v.get_bool());
        } else if (type == json_type::null) {
          must(v.is_null());
        } else {
          m.in_error = true;
          wrong_type(v, type, at(), "true or false");
        }
        return;
      }
      case med_note: return walk(v, 3);
      default: {
        const std::size_t slot = which - fixed_medication_keys;
        fact_value& place = in_->medication_values[m.entry * pack_.medication_facts.size() + slot];
        read_entry_fact(v, pack_.medication_facts[slot], "/medications", m.entry, again, place, m.in_error);
        return;
      }
    }
  }

  void read_entry_fact(value v, const fact_declaration& fact, std::string_view list, std::uint32_t entry, bool again,
                       fact_value& place, bool& in_error) {
    if (again) {
      place = {};
      return walk(v, 3);
    }
    const fact_reading f = read_fact(v, fact, entry_pointer(list, entry, {}));
    place = f.known;
    in_error = in_error || f.in_error;
  }

  template <class At>
  void name_substances(std::string_view text, At at, raw_medication& m) {
    m.is_named = true;
    const name_match& found = substances_.match(text);
    for (const std::uint32_t s : found.entries) add_substance(m, {s});
    if (found.understood()) return;
    m.in_error = true;
    tell(at(), not_known(text, found, pack_.names.substances, pack_.words.substances, "medicine"));
  }

  void add_substance(raw_medication& m, substance_id s) {
    for (std::uint32_t i = m.first_substance; i < raw_.substances.size(); ++i)
      if (raw_.substances[i] == s) return;
    raw_.substances.push_back(s);
  }

  void finish_medication(raw_medication& m) {
    if (m.code != not_understood_code) join_code(m);
    m.substance_count = static_cast<std::uint32_t>(raw_.substances.size()) - m.first_substance;
    if (m.by == route::unknown) return;
    for (std::uint32_t i = 0; i < m.substance_count; ++i) {
      const substance& s = pack_.words.substances[raw_.substances[m.first_substance + i].index()];
      if (s.routes == 0 || s.routes >> static_cast<unsigned>(m.by) & 1) continue;
      tell(entry_pointer("/medications", m.entry, "route"),
           "`" + s.label + "` cannot be " +
               std::string(resolving::route_names[static_cast<unsigned>(m.by) - 1]) + ": see its routes");
      m.in_error = true;
      m.by = route::unknown;  // every substance named counts, by every route that it can have
      return;
    }
  }

  /// A code must agree with the name; of two that agree, the narrower says more.
  void join_code(raw_medication& m) {
    const substance_id coded{m.code};
    if (raw_.substances.size() == m.first_substance) return add_substance(m, coded);
    for (std::uint32_t i = m.first_substance; i < raw_.substances.size(); ++i) {
      const substance_id named = raw_.substances[i];
      if (named == coded || means(coded, named)) {
        raw_.substances[i] = coded;
        return;
      }
      if (means(named, coded)) return;
    }
    tell(entry_pointer("/medications", m.entry, "code"),
         "the code is that of `" + pack_.words.substances[coded.index()].label + "`, which the name is not");
    m.in_error = true;
    add_substance(m, coded);
  }

  /// Is `narrow` a kind, a product or a reading of `wide`? Chains are short: the pack's reader bounds them.
  bool means(substance_id narrow, substance_id wide) const {
    if (narrow == wide) return true;
    const substance& n = pack_.words.substances[narrow.index()];
    const auto leads = [&](const std::vector<substance_id>& next) {
      return std::any_of(next.begin(), next.end(), [&](substance_id s) { return means(s, wide); });
    };
    const substance& w = pack_.words.substances[wide.index()];
    const bool is_reading = std::any_of(w.may_be.begin(), w.may_be.end(),
                                        [&](substance_id s) { return means(narrow, s); });
    return leads(n.is) || leads(n.contains) || is_reading;
  }

  void read_code(value v, std::string at, const code_index& codes, std::uint32_t& code, bool& is_named, bool& in_error) {
    const json_type type = must(v.type());
    if (type == json_type::null) return static_cast<void>(must(v.is_null()));
    if (type != json_type::object) {
      in_error = true;
      return wrong_type(v, type, std::move(at), "an object such as {\"system\": \"rxnorm\", \"value\": \"6064\"}");
    }
    std::string system;
    std::string text;
    seen_keys seen;
    static constexpr std::string_view keys[] = {"system", "value", "note"};
    for (auto field : must(v.get_object())) {
      auto f = must(std::move(field));
      const std::string_view key = must(f.unescaped_key());
      const auto which = position(key, keys);
      if (!which) {
        if (unknown_key(at, key, keys, f.value(), seen)) in_error = true;
        continue;
      }
      if (seen.again(*which)) repeated_in_entry(at + '/' + std::string(key), key, in_error);
      if (*which == 2) {
        walk(f.value(), 4);
        continue;
      }
      const auto part = text_or_error(f.value(), [&] { return at + '/' + std::string(key); }, in_error);
      if (part) (*which == 0 ? system : text).assign(*part);
    }
    if (system.empty() || text.empty()) {
      if (!in_error) tell(at, "a code has a `system` and a `value`");
      in_error = true;
      return;
    }
    if (const auto entry = codes.find(system, text)) {
      code = *entry;
      is_named = true;
      return;
    }
    // Told when the entry's name is known too: an unknown code may disagree with it.
    unknown_code_ = true;
    unknown_code_at_ = std::move(at);
    unknown_code_text_ = system + ' ' + text;
  }

  void read_condition(value v, std::uint32_t i) {
    raw_condition c;
    c.entry = i;
    c.first = static_cast<std::uint32_t>(raw_.conditions_named.size());
    c.first_zone = static_cast<std::uint32_t>(in_->condition_zones.size());
    in_->condition_values.resize((i + 1) * pack_.condition_facts.size());
    const auto at = [&](std::string_view key) { return entry_pointer("/conditions", i, key); };
    const json_type type = must(v.type());
    if (type == json_type::object) {
      seen_keys seen;
      for (auto field : must(v.get_object())) {
        auto f = must(std::move(field));
        const std::string_view key = must(f.unescaped_key());
        const auto which = position(key, condition_keys_);
        if (!which) {
          if (unknown_key(entry_pointer("/conditions", i, {}), key, condition_keys_, f.value(), seen)) c.in_error = true;
          continue;
        }
        const bool again = seen.again(*which);
        if (again) repeated_in_entry(at(key), key, c.in_error);
        read_condition_key(*which, key, f.value(), again, c);
      }
      require_a_name(c.is_named, c.in_error, at);
    } else {
      c.in_error = true;
      misplaced_name(v, type, at({}), [&](std::string_view text) { name_conditions(text, [&] { return at({}); }, c); });
    }
    if (c.code != not_understood_code) join_condition_code(c);
    c.count = static_cast<std::uint32_t>(raw_.conditions_named.size()) - c.first;
    c.zone_count = static_cast<std::uint32_t>(in_->condition_zones.size()) - c.first_zone;
    raw_.conditions.push_back(c);
  }

  enum condition_key : std::uint32_t { cond_name, cond_code, cond_status, cond_zones, cond_note };

  void read_condition_key(std::uint32_t which, std::string_view key, value v, bool again, raw_condition& c) {
    const auto at = [&] { return entry_pointer("/conditions", c.entry, key); };
    switch (which) {
      case cond_name: {
        const auto text = text_or_error(v, at, c.in_error);
        if (text) name_conditions(*text, at, c);
        return;
      }
      case cond_code: return again ? walk(v, 3) : read_code(v, at(), pack_.names.condition_codes, c.code, c.is_named, c.in_error);
      case cond_status: {
        if (again) {
          c.now = status::unknown;
          return walk(v, 3);
        }
        static constexpr std::string_view names[] = {"active", "remission", "resolved"};
        const auto text = text_or_error(v, at, c.in_error);
        if (!text) return;
        if (const auto s = position(*text, names)) {
          c.now = static_cast<status>(*s + 1);
        } else {
          tell(at(), in_quotes(*text) + " is no status: use " + resolving::one_of(names));
          c.in_error = true;
        }
        return;
      }
      case cond_zones:
        if (again) {
          c.zones = given::absent;
          in_->condition_zones.resize(c.first_zone);
          return walk(v, 3);
        }
        return read_condition_zones(v, at, c);
      case cond_note: return walk(v, 3);
      default: {
        const std::size_t slot = which - fixed_condition_keys;
        fact_value& place = in_->condition_values[c.entry * pack_.condition_facts.size() + slot];
        read_entry_fact(v, pack_.condition_facts[slot], "/conditions", c.entry, again, place, c.in_error);
        return;
      }
    }
  }

  template <class At>
  void read_condition_zones(value v, At at, raw_condition& c) {
    const json_type type = must(v.type());
    if (type == json_type::null) return static_cast<void>(must(v.is_null()));
    if (type != json_type::array) {
      c.in_error = true;
      c.zones = given::partly;
      return wrong_type(v, type, at(), "a list");
    }
    std::uint32_t i = 0;
    for (auto item : must(v.get_array())) {
      if (c.zones == given::absent) c.zones = given::complete;
      if (i == longest_list) throw unusable{"`zones` has more than " + std::to_string(longest_list) + " entries"};
      if (!read_zone(must(std::move(item)), at, i++, [&](zone_id z) { in_->condition_zones.push_back(z); })) {
        c.zones = given::partly;
        c.in_error = true;
      }
    }
  }

  template <class At>
  void name_conditions(std::string_view text, At at, raw_condition& c) {
    c.is_named = true;
    const name_match& found = conditions_.match(text);
    for (const std::uint32_t s : found.entries) raw_.conditions_named.push_back({s});
    if (found.understood()) return;
    c.in_error = true;
    tell(at(), not_known(text, found, pack_.names.conditions, pack_.words.conditions, "condition"));
  }

  void join_condition_code(raw_condition& c) {
    const condition_id coded{c.code};
    for (std::uint32_t i = c.first; i < raw_.conditions_named.size(); ++i) {
      const condition_id named = raw_.conditions_named[i];
      if (is_kind_of(named, coded)) return;
      if (is_kind_of(coded, named)) {
        raw_.conditions_named[i] = coded;
        return;
      }
    }
    if (raw_.conditions_named.size() > c.first) {
      tell(entry_pointer("/conditions", c.entry, "code"),
           "the code is that of `" + pack_.words.conditions[coded.index()].label + "`, which the name is not");
      c.in_error = true;
    }
    raw_.conditions_named.push_back(coded);
  }

  bool is_kind_of(condition_id narrow, condition_id wide) const {
    if (narrow == wide) return true;
    const auto& above = pack_.words.conditions[narrow.index()].is;
    return std::any_of(above.begin(), above.end(), [&](condition_id c) { return is_kind_of(c, wide); });
  }

  void read_session(value v, std::uint32_t i) {
    raw_session s;
    s.entry = i;
    const std::size_t width = pack_.treatment_facts.size();
    in_->session_values.resize((i + 1) * width);
    const auto at = [&](std::string_view key) { return entry_pointer("/sessions", i, key); };
    const json_type type = must(v.type());
    if (type != json_type::object) {
      s.in_error = true;
      wrong_type(v, type, at({}), "an object");
      raw_.sessions.push_back(s);
      return;
    }
    seen_keys seen;
    for (auto field : must(v.get_object())) {
      auto f = must(std::move(field));
      const std::string_view key = must(f.unescaped_key());
      const auto which = position(key, treatment_keys_);
      if (!which) {
        if (unknown_key(entry_pointer("/sessions", i, {}), key, treatment_keys_, f.value(), seen)) s.in_error = true;
        continue;
      }
      const bool again = seen.again(*which);
      if (again) repeated_in_entry(at(key), key, s.in_error);
      read_session_key(*which, key, f.value(), again, s);
    }
    raw_.sessions.push_back(s);
  }

  void read_session_key(std::uint32_t which, std::string_view key, value v, bool again, raw_session& s) {
    const auto at = [&] { return entry_pointer("/sessions", s.entry, key); };
    if (key == "note") return walk(v, 3);
    if (key == "date") {
      if (again) {
        s.date.state = reading_state::in_error;
        return walk(v, 3);
      }
      read_date(v, at, s.date);
      s.in_error = s.in_error || s.date.state == reading_state::in_error;
    } else if (key == "zones") {
      if (again) return walk(v, 3);
      read_session_zones(v, at(), s);
    } else if (key == "indication") {
      if (again) return walk(v, 3);
      unread_indications_.clear();
      given unread = given::absent;
      if (!read_indication(v, at(), unread, unread_indications_)) s.in_error = true;
    } else {
      const std::size_t slot = which - fixed_treatment_keys;
      fact_value& place = in_->session_values[s.entry * pack_.treatment_facts.size() + slot];
      read_entry_fact(v, pack_.treatment_facts[slot], "/sessions", s.entry, again, place, s.in_error);
    }
  }

  /// No rule reads where an earlier session was; a wrong zone is told all the same.
  void read_session_zones(value v, std::string at, raw_session& s) {
    const json_type type = must(v.type());
    if (type == json_type::null) return static_cast<void>(must(v.is_null()));
    if (type != json_type::array) {
      s.in_error = true;
      return wrong_type(v, type, std::move(at), "a list");
    }
    std::uint32_t i = 0;
    for (auto item : must(v.get_array()))
      if (!read_zone(must(std::move(item)), [&] { return at; }, i++, [](zone_id) {})) s.in_error = true;
  }

  // ---- values ----

  struct fact_reading {
    fact_value known;
    bool in_error = false;
  };

  fact_reading read_fact(value v, const fact_declaration& fact, std::string_view parent) {
    const auto at = [&] { return std::string(parent) + '/' + fact.key; };
    const json_type type = must(v.type());
    if (type == json_type::null) {
      must(v.is_null());
      return {};
    }
    switch (fact.answer) {
      case answer_kind::yes_no:
        if (type == json_type::boolean) return {{must(v.get_bool())}};
        wrong_type(v, type, at(), "true or false");
        return {{}, true};
      case answer_kind::choice: {
        if (type != json_type::string) {
          wrong_type(v, type, at(), "text");
          return {{}, true};
        }
        const auto choice = read_choice(must(v.get_string()), fact, at);
        return choice ? fact_reading{{static_cast<std::int64_t>(*choice)}} : fact_reading{{}, true};
      }
      case answer_kind::several: return read_several(v, type, fact, at());
      case answer_kind::number: return read_number(v, type, fact, at());
    }
    return {};
  }

  template <class At>
  std::optional<std::size_t> read_choice(std::string_view text, const fact_declaration& fact, At at) {
    for (std::size_t i = 0; i < fact.choices.size(); ++i)
      if (fact.choices[i] == text) return i;
    const std::vector<std::string_view> known(fact.choices.begin(), fact.choices.end());
    tell(at(), in_quotes(text) + " is no answer: use " + resolving::one_of(known));
    return std::nullopt;
  }

  fact_reading read_several(value v, json_type type, const fact_declaration& fact, std::string at) {
    if (type != json_type::array) {
      wrong_type(v, type, std::move(at), "a list");
      return {{}, true};
    }
    std::int64_t set = 0;
    bool in_error = false;
    std::size_t i = 0;
    for (auto item : must(v.get_array())) {
      value one = must(std::move(item));
      const std::string where = at + '/' + std::to_string(i++);
      const json_type kind = must(one.type());
      if (kind != json_type::string) {
        wrong_type(one, kind, where, "text");
        in_error = true;
      } else if (const auto choice = read_choice(must(one.get_string()), fact, [&] { return where; })) {
        set |= std::int64_t{1} << *choice;
      } else {
        in_error = true;
      }
    }
    if (in_error) return {{}, true};
    return {{set}};
  }

  fact_reading read_number(value v, json_type type, const fact_declaration& fact, std::string at) {
    if (type != json_type::number) {
      wrong_type(v, type, std::move(at), "a number");
      return {{}, true};
    }
    const std::string token(number_token(v));
    const auto number = resolving::read_millionths(token);
    if (!number) {
      tell(std::move(at), excerpt(token) + " is no number that can be compared: write it with at most six decimals");
      return {{}, true};
    }
    if (*number < fact.least.raw || *number > fact.most.raw) {
      tell(std::move(at), excerpt(token) + " is outside of what can be: " + range_text(fact));
      return {{}, true};
    }
    return {{*number}};
  }

  static std::string range_text(const fact_declaration& fact) {
    const auto text = [](fact_value v) { return std::to_string(v.raw / fact_value::one); };
    return text(fact.least) + ".." + text(fact.most);
  }

  void read_date(value v, std::string_view at, raw_date& into) {
    read_date(v, [&] { return std::string(at); }, into);
  }

  template <class At>
    requires std::is_invocable_v<At>
  void read_date(value v, At at, raw_date& into) {
    const json_type type = must(v.type());
    if (type == json_type::null) return static_cast<void>(must(v.is_null()));
    into.state = reading_state::in_error;
    if (type != json_type::string) return wrong_type(v, type, at(), "a date such as \"2026-03-09\"");
    const std::string_view text = must(v.get_string());
    if (const auto civil = parse_civil(text)) {
      into.state = reading_state::read;
      into.value = *civil;
      return;
    }
    tell(at(), in_quotes(text) + " is no date that exists: write 2026, 2026-03, 2026-03-09 or 2026-03-09T14:30");
  }

  template <class At>
  std::optional<std::string_view> text_or_error(value v, At at, bool& in_error) {
    const json_type type = must(v.type());
    if (type == json_type::string) return must(v.get_string());
    if (type == json_type::null) {
      must(v.is_null());
      return std::nullopt;
    }
    in_error = true;
    wrong_type(v, type, at(), "text");
    return std::nullopt;
  }

  std::optional<std::string_view> text_or_absent(value v, std::string_view at) {
    bool ignored = false;
    return text_or_error(v, [&] { return std::string(at); }, ignored);
  }

  // ---- problems ----

  template <class Keys>
  static std::optional<std::uint32_t> position(std::string_view key, const Keys& keys) noexcept {
    std::uint32_t i = 0;
    for (const std::string_view k : keys) {
      if (k == key) return i;
      ++i;
    }
    return std::nullopt;
  }

  void tell(std::string at, std::string message) {
    add_problem(*in_, problem_weight::error, std::move(at), std::move(message));
  }

  /// Near names are sought for the whole text, or for the one word that is left over.
  template <class Entries>
  static std::string not_known(std::string_view text, const name_match& found, const name_index& names,
                               const Entries& entries, std::string_view what) {
    const auto label = [&](std::uint32_t e) { return std::string_view(entries[e].label); };
    std::vector<std::string> near;
    if (found.entries.empty()) near = suggestions(text, names, label);
    if (near.empty() && found.left_over.size() == 1) near = suggestions(found.left_over[0], names, label);
    return why_not_understood(text, found, what, near);
  }

  void repeated_in_entry(std::string at, std::string_view key, bool& in_error) {
    in_error = true;
    tell(std::move(at), "`" + std::string(key) + "` stands here twice: it counts as not known");
  }

  void wrong_type(value v, json_type type, std::string at, std::string_view wanted) {
    walk(v, 3);
    tell(std::move(at), "expected " + std::string(wanted) + ", found " + std::string(described(type)));
  }

  /// A warning; said twice, an error (true).
  template <class Keys>
  bool unknown_key(const std::string& parent, std::string_view key, const Keys& known, value v, seen_keys& seen) {
    const std::vector<std::string_view> keys(std::begin(known), std::end(known));
    const std::string hint = resolving::did_you_mean(key, keys);
    const bool again = seen.again(key);
    std::string at = pointer(parent + "/", key);
    if (again)
      tell(std::move(at), in_quotes(key) + " stands here twice");
    else
      add_problem(*in_, problem_weight::warning, std::move(at),
                  "no rule reads " + in_quotes(key) + (hint.empty() ? "" : "; " + hint));
    walk(v, 3);
    return again;
  }

  const pack& pack_;
  name_memo substances_;
  name_memo conditions_;
  name_memo zones_;
  std::vector<std::string_view> medication_keys_;
  std::vector<std::string_view> condition_keys_;
  std::vector<std::string_view> treatment_keys_;
  simdjson::ondemand::parser parser_;
  std::vector<char> buffer_;
  raw_intake raw_;
  intake* in_ = nullptr;
  std::string error_;
  std::vector<condition_id> unread_indications_;
  bool unknown_code_ = false;  ///< of the entry that is being read
  std::string unknown_code_at_;
  std::string unknown_code_text_;
};

intake_reader::intake_reader(const pack& p) : impl_(std::make_unique<impl>(p)) {}
intake_reader::~intake_reader() = default;
bool intake_reader::read(std::string_view json, intake& into) { return impl_->read(json, into); }
std::string_view intake_reader::error() const noexcept { return impl_->error(); }

}  // namespace clearance
