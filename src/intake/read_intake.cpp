#include "read_intake.hpp"

#include "finish_intake.hpp"
#include "problem_list.hpp"
#include "read_conditions.hpp"
#include "read_events.hpp"
#include "read_medications.hpp"
#include "read_sessions.hpp"
#include "read_treatment.hpp"
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

}  // namespace

class intake_reader::impl {
 public:
  explicit impl(const pack& p)
      : pack_(p),
        values_(p),
        top_keys_(top_keys),
        treatment_(values_),
        medications_(values_),
        conditions_(values_),
        sessions_(values_, treatment_),
        events_(values_) {
    for (std::uint32_t k = 0; k < top_keys.size(); ++k) top_meanings_.push_back(static_cast<top_key>(k));
    const auto add_if = [this](bool is_read, std::string_view key, top_key meaning) {
      if (!is_read) return;
      top_keys_.add(key);
      top_meanings_.push_back(meaning);
    };
    add_if(p.reads_events, "events", top_events);
    add_if(!p.patient_facts.empty(), "answers", top_answers);
    for (const fact_declaration& f : p.patient_facts) {
      patient_facts_.emplace_back(f);
      answer_keys_.add(f.key);
    }
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
      const std::uint32_t which = top_keys_.find(key);
      if (which == key_table::none) [[unlikely]]
        return static_cast<void>(values_.unknown_key("", key, top_keys_, seen));
      const occurrence now = seen.note(which);
      if (now == occurrence::first) [[likely]]
        return read(top_meanings_[which]);
      values_.tell_repeated(
          now, [&] { return pointer("/", key); }, key);
      read_again(top_meanings_[which]);
    });
  }

  CLEARANCE_INLINE void read(top_key which) {
    switch (which) {
      case top_id: {
        bool ignored = false;
        return values_.text([] { return std::string("/id"); }, ignored,
                            [&](std::string_view text) {
                              in_->id = text;
                              in_->has_id = true;
                            });
      }
      case top_today: raw_.today.state = values_.date([] { return std::string("/today"); }, raw_.today.value); return;
      case top_treatment: return treatment_.read(raw_.treatment_date);
      case top_medications:
        raw_.assume_today();
        return read_list("medications", in_->facts.medications_given,
                         [this](std::uint32_t i) { medications_.read(i, raw_); });
      case top_conditions:
        return read_list("conditions", in_->facts.conditions_given, [this](std::uint32_t i) { conditions_.read(i); });
      case top_sessions:
        return read_list("sessions", in_->facts.sessions_given, [this](std::uint32_t i) { sessions_.read(i, raw_); });
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
    if (!json_.at_object()) return values_.wrong_type("/answers", "an object");
    seen_keys seen;
    json_.object([&](std::string_view key) {
      const std::uint32_t which = answer_keys_.find(key);
      if (which == key_table::none) [[unlikely]]
        return static_cast<void>(values_.unknown_key("/answers", key, answer_keys_, seen));
      const occurrence now = seen.note(which);
      if (now != occurrence::first)
        values_.tell_repeated(
            now, [&] { return pointer("/answers/", key); }, key);
      if (which == patient_facts_.size()) return json_.skip();  // a note
      fact_value& place = in_->patient_values[which];
      if (now == occurrence::first) {
        place = values_.fact(patient_facts_[which], [] { return std::string("/answers"); }).known;
      } else {
        place = {};
        json_.skip();
      }
    });
  }

  /// What is said twice is not known: a list counts as absent, which leaves every rule of its kind open.
  void read_again(top_key which) {
    json_.skip();
    switch (which) {
      case top_id:
        in_->has_id = false;
        in_->id = {};
        return;
      case top_today: raw_.today.state = reading_state::in_error; return;
      case top_treatment: return treatment_.forget(raw_.treatment_date);
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

  template <class ReadEntry>
  void read_list(std::string_view name, given& state, ReadEntry read_entry) {
    if (!json_.at_array()) [[unlikely]] {
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

  const pack& pack_;
  value_reader values_;
  json_cursor& json_ = values_.json();
  raw_intake raw_;
  key_table top_keys_;
  std::vector<top_key> top_meanings_;  ///< of each key's position
  key_table answer_keys_;
  std::vector<readable_fact> patient_facts_;
  treatment_reader treatment_;
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
