#include "read_intake.hpp"

#include "finish_intake.hpp"
#include "problem_list.hpp"
#include "read_conditions.hpp"
#include "read_events.hpp"
#include "read_medications.hpp"
#include "read_sessions.hpp"
#include "read_values.hpp"

#include <array>
#include <vector>

namespace clearance {
namespace {

enum top_key : std::uint32_t {
  top_id,
  top_today,
  top_treatment,
  top_medications,
  top_conditions,
  top_sessions,
  top_note,
  top_events,
  top_answers
};
constexpr std::array<std::string_view, 7> top_keys = {"id",         "today",    "treatment", "medications",
                                                      "conditions", "sessions", "note"};
constexpr std::array<std::string_view, treatment_facts_begin> treatment_keys = {"date", "zones", "indication", "note"};

}  // namespace

class intake_reader::impl {
 public:
  explicit impl(const pack& p)
      : pack_(p),
        values_(p),
        top_keys_(top_keys),
        treatment_keys_(treatment_keys),
        medications_(values_),
        conditions_(values_),
        sessions_(values_, treatment_keys_),
        events_(values_) {
    for (const fact_declaration& f : p.treatment_facts) treatment_keys_.add(f.key);
    for (std::uint32_t k = 0; k < top_keys.size(); ++k) top_meanings_.push_back(static_cast<top_key>(k));
    const auto add_if = [this](bool is_read, std::string_view key, top_key meaning) {
      if (!is_read) return;
      top_keys_.add(key);
      top_meanings_.push_back(meaning);
    };
    add_if(p.reads_events, "events", top_events);
    add_if(!p.patient_facts.empty(), "answers", top_answers);
    for (const fact_declaration& f : p.patient_facts) answer_keys_.add(f.key);
    answer_keys_.add("note");
  }

  void open_lines(std::string_view lines) { lines_are_open_ = json_.open_lines(lines); }

  bool read_line(std::string_view line, intake& into) {
    if (!lines_are_open_ || line.size() > largest_intake) return read(line, into);
    begin(into);
    try {
      json_.open_line(line);
      read_object();
    } catch (const unusable&) {
      return read(line, into);  // tells it as of a text of its own
    }
    if (!json_.close_line()) return read(line, into);
    end(into);
    return true;
  }

  bool read(std::string_view json, intake& into) {
    begin(into);
    try {
      if (json.size() > largest_intake)
        throw unusable{"the intake has " + std::to_string(json.size()) + " bytes; at most " +
                       std::to_string(largest_intake) + " are read"};
      json_.open(json);
      read_object();
      json_.close();
    } catch (const unusable& u) {
      error_ = u.why;
      return false;
    }
    end(into);
    return true;
  }

  std::string_view error() const noexcept { return error_; }

 private:
  void begin(intake& into) {
    into.clear();
    raw_ = {};
    in_ = &into;
    values_.begin(into);
    medications_.begin();
    conditions_.begin();
    sessions_.begin();
    events_.begin();
    error_.clear();
  }

  void end(intake& into) {
    finish_intake(pack_, raw_, into);
    into.settle();
  }

  void read_object() {
    if (json_.kind() != json_kind::object) throw unusable{"an intake is a JSON object: `{...}`"};
    seen_keys seen;
    json_.object([&](std::string_view key) {
      const auto which = top_keys_.find(key);
      if (!which) return static_cast<void>(values_.unknown_key("", key, top_keys_, seen));
      const auto at = [&] { return pointer("/", key); };
      if (values_.repeated(seen.note(*which), at, key)) return repeat(top_meanings_[*which]);
      read(top_meanings_[*which]);
    });
  }

  void read(top_key which) {
    switch (which) {
      case top_id: {
        bool ignored = false;
        if (const auto text = values_.text([] { return std::string("/id"); }, ignored)) {
          in_->id.assign(*text);
          in_->has_id = true;
        }
        return;
      }
      case top_today: return values_.date([] { return std::string("/today"); }, raw_.today);
      case top_treatment: return read_treatment();
      case top_medications:
        return read_list("medications", in_->facts.medications_given,
                         [this](std::uint32_t i) { medications_.read(i); });
      case top_conditions:
        return read_list("conditions", in_->facts.conditions_given, [this](std::uint32_t i) { conditions_.read(i); });
      case top_sessions:
        return read_list("sessions", in_->facts.sessions_given, [this](std::uint32_t i) { sessions_.read(i); });
      case top_events:
        return read_list("events", in_->facts.events_given, [this](std::uint32_t i) { events_.read(i); });
      case top_answers: return read_answers();
      case top_note: return json_.skip();
    }
  }

  /// The patient's facts.
  void read_answers() {
    if (values_.skip_null()) return;
    in_->patient_values.assign(pack_.patient_facts.size(), {});
    if (json_.kind() != json_kind::object) return values_.wrong_type("/answers", "an object");
    seen_keys seen;
    json_.object([&](std::string_view key) {
      const auto which = answer_keys_.find(key);
      if (!which) return static_cast<void>(values_.unknown_key("/answers", key, answer_keys_, seen));
      const bool again = values_.repeated(
          seen.note(*which), [&] { return pointer("/answers/", key); }, key);
      if (*which == pack_.patient_facts.size()) return json_.skip();  // a note
      fact_value& place = in_->patient_values[*which];
      if (again) {
        place = {};
        return json_.skip();
      }
      place = values_.fact(pack_.patient_facts[*which], [] { return std::string("/answers"); }).known;
    });
  }

  /// What is said twice is not known: a list counts as absent, which leaves every rule of its kind open.
  void repeat(top_key which) {
    json_.skip();
    switch (which) {
      case top_id: in_->has_id = false; return;
      case top_today: raw_.today.state = reading_state::in_error; return;
      case top_treatment: return forget_treatment();
      case top_medications:
        in_->facts.medications_given = given::absent;
        in_->medications.clear();
        in_->last_taken.clear();
        in_->started.clear();
        return;
      case top_conditions:
        in_->facts.conditions_given = given::absent;
        in_->conditions.clear();
        in_->since.clear();
        in_->ended.clear();
        return;
      case top_sessions:
        in_->facts.sessions_given = given::absent;
        in_->sessions.clear();
        in_->session_dates.clear();
        return;
      case top_events:
        in_->facts.events_given = given::absent;
        in_->events.clear();
        in_->event_dates.clear();
        return;
      case top_answers: in_->patient_values.assign(pack_.patient_facts.size(), {}); return;
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
  void read_list(std::string_view name, given& state, ReadEntry read_entry) {
    if (json_.kind() != json_kind::array) {
      if (!values_.skip_null()) values_.wrong_type("/" + std::string(name), "a list");
      return;
    }
    state = given::complete;
    std::uint32_t i = 0;
    json_.array([&] {
      value_reader::check_length(i, name);
      read_entry(i++);
    });
  }

  // ---- the treatment ----

  void read_treatment() {
    if (values_.skip_null()) return;
    in_->treatment_values.assign(pack_.treatment_facts.size(), {});
    if (json_.kind() != json_kind::object) {
      raw_.treatment_date.state = reading_state::in_error;
      return values_.wrong_type("/treatment", "an object");
    }
    seen_keys seen;
    json_.object([&](std::string_view key) {
      const auto which = treatment_keys_.find(key);
      if (!which) return static_cast<void>(values_.unknown_key("/treatment", key, treatment_keys_, seen));
      const auto at = [&] { return pointer("/treatment/", key); };
      if (values_.repeated(seen.note(*which), at, key)) return repeat_in_treatment(*which);
      read_in_treatment(*which, at);
    });
  }

  template <class At>
  void read_in_treatment(std::uint32_t which, At at) {
    if (which >= treatment_facts_begin) {
      const std::size_t slot = which - treatment_facts_begin;
      in_->treatment_values[slot] =
          values_.fact(pack_.treatment_facts[slot], [] { return std::string("/treatment"); }).known;
      return;
    }
    planned_treatment& t = in_->facts.treatment;
    switch (static_cast<treatment_key>(which)) {
      case treatment_date: return values_.date(at, raw_.treatment_date);
      case treatment_zones: return read_requested_zones();
      case treatment_indication: values_.indication(at, t.indication, in_->indications); return;
      case treatment_note: return json_.skip();
      case treatment_facts_begin: return;
    }
  }

  void repeat_in_treatment(std::uint32_t which) {
    json_.skip();
    if (which >= treatment_facts_begin) {
      in_->treatment_values[which - treatment_facts_begin] = {};
      return;
    }
    planned_treatment& t = in_->facts.treatment;
    switch (static_cast<treatment_key>(which)) {
      case treatment_date: raw_.treatment_date.state = reading_state::in_error; return;
      case treatment_zones:
        t.zones = given::absent;
        in_->zones.clear();
        in_->zone_entries.clear();
        in_->facts.zone_in_error = true;
        return;
      case treatment_indication:
        t.indication = given::absent;
        in_->indications.clear();
        return;
      case treatment_note:
      case treatment_facts_begin: return;
    }
  }

  void read_requested_zones() {
    bool any = false;
    const bool understood = values_.zones([] { return std::string("/treatment/zones"); },
                                          [&](zone_id z, std::uint32_t position) {
                                            in_->zones.push_back(z);
                                            in_->zone_entries.push_back(position);
                                          },
                                          &any);
    if (any) in_->facts.treatment.zones = understood ? given::complete : given::partly;
    if (!understood) in_->facts.zone_in_error = true;
  }

  const pack& pack_;
  value_reader values_;
  json_cursor& json_ = values_.json();
  raw_intake raw_;
  key_table top_keys_;
  std::vector<top_key> top_meanings_;  ///< of each key's position
  key_table answer_keys_{std::span<const std::string_view>()};
  key_table treatment_keys_;
  medication_reader medications_;
  condition_reader conditions_;
  session_reader sessions_;
  event_reader events_;
  intake* in_ = nullptr;
  bool lines_are_open_ = false;
  std::string error_;
};

intake_reader::intake_reader(const pack& p) : impl_(std::make_unique<impl>(p)) {}
intake_reader::~intake_reader() = default;
bool intake_reader::read(std::string_view json, intake& into) { return impl_->read(json, into); }
void intake_reader::open_lines(std::string_view lines) { impl_->open_lines(lines); }
bool intake_reader::read_line(std::string_view line, intake& into) { return impl_->read_line(line, into); }
std::string_view intake_reader::error() const noexcept { return impl_->error(); }

}  // namespace clearance
