#include "json.hpp"

#include "json_text.hpp"
#include "words.hpp"

#include <clearance/time/text.hpp>
#include <clearance/version.hpp>

#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>

namespace clearance {
namespace {

/// Are the texts of which `words` makes reasons and questions free of what JSON escapes?
bool is_plain(const pack& p) {
  const auto labelled = [](const auto& entry) { return !needs_escapes(entry.label); };
  const auto asked = [](const fact_declaration& f) {
    return !needs_escapes(f.ask) && std::none_of(f.choices.begin(), f.choices.end(), needs_escapes) &&
           std::none_of(f.labels.begin(), f.labels.end(), needs_escapes);
  };
  const auto all = [](const auto& list, const auto& test) { return std::all_of(list.begin(), list.end(), test); };
  return all(p.words.substances, labelled) && all(p.words.conditions, labelled) && all(p.words.zones, labelled) &&
         all(p.words.events, labelled) && all(p.treatment_facts, asked) && all(p.medication_facts, asked) &&
         all(p.condition_facts, asked) && all(p.event_facts, asked) && all(p.patient_facts, asked);
}

std::string_view head_of(action_kind k) noexcept {
  switch (k) {
    case action_kind::stop: return "{\"do\":\"stop\",\"fact\":\"";
    case action_kind::ask_prescriber: return "{\"do\":\"ask-prescriber\",\"fact\":\"";
    case action_kind::arrange: return "{\"do\":\"arrange\",\"fact\":\"";
  }
  return {};
}

}  // namespace

json_renderer::json_renderer(const pack& p, const label_texts& labels)
    : pack_(p), labels_(labels), is_plain_(is_plain(p)), findings_(p), advice_(p), zones_(p) {
  head_.add("{\"pack\":{\"id\":\"" + escaped(p.id) + "\",\"version\":\"" + escaped(p.version) + "\",\"hash\":\"" +
            p.hash + "\"},\"engine\":\"" + std::string(version) + "\",\"intake\":");
  for (unsigned v = 0; v < verdict_count; ++v)
    for (unsigned worst = 0; worst < verdict_count; ++worst)
      verdicts_.add(",\"verdict\":\"" + std::string(name(static_cast<verdict>(v))) + "\",\"worst_possible\":\"" +
                    std::string(name(static_cast<verdict>(worst))) + "\",\"earliest\":");
  for (const rule& r : p.rules) rule_keys_.add('"' + escaped(r.key) + "\",");
}

/// One decision on its way out. Members of a list each end with a comma, of which closing the list takes the last.
class json_renderer::writing {
 public:
  writing(json_renderer& texts, const intake& in, const decision& d)
      : texts_(texts),
        in_(in),
        d_(d),
        say_(texts.pack_, texts.labels_, in, texts.days_),
        dates_are_days_(in.facts.treatment.written == precision::day) {}

  text_pen write(text_pen out) {
    out = write_head(out);
    out = write_findings(out);
    out = write_actions(out);
    out = write_missing(out);
    out += ",\"zones\":{";
    out = close(texts_.zones_.append(out, d_.zones), '}', !d_.zones.empty());
    out = write_advice(out);
    out = write_problems(out);
    return out += '}';
  }

 private:
  /// Without asking whether there is a comma: it would have to be guessed.
  static text_pen close(text_pen out, char bracket, bool has_members) {
    out.step_back(has_members);
    return out += bracket;
  }

  text_pen write_head(text_pen out) {
    out += texts_.head_[0];
    if (in_.has_id) {
      out += '"';
      out = append_escaped(out, in_.id);
      out += '"';
    } else {
      out += "null";
    }
    if (in_.facts.has_today)
      out = write_moment(out, ",\"today\":\"", {start_of(in_.facts.today), precision::day}, midnight::day);
    else
      out += ",\"today\":null";
    const outcome& o = d_.result;
    out += texts_.verdicts_[static_cast<unsigned>(o.decided) * verdict_count + static_cast<unsigned>(o.worst_possible)];
    const bool to_the_minute = in_.facts.treatment.written == precision::minute;
    if (o.earliest == never)
      out += "null";
    else
      out = write_moment(out, "\"", {o.earliest, to_the_minute ? precision::minute : precision::day}, midnight::day);
    return out;
  }

  text_pen write_findings(text_pen out) {
    out += ",\"findings\":[";
    for (const finding& f : d_.findings) {
      const bool is_of_patient = f.because.list == fact_list::answers;
      if (dates_are_days_) {
        out = texts_.findings_.append_head(out, f, texts_.days_);
        if (!is_of_patient) out = say_.append_entry(out, f.because);
      } else {
        out += texts_.findings_.beginning(f);
        out = write_moment(out, ",\"until\":\"", f.until, midnight::day);
        out += ",\"because\":[{\"fact\":\"";
        if (!is_of_patient) out = say_.append_pointer(out, f.because);
      }
      if (is_of_patient) {
        out = write_facts_of_patient(out, f);
      } else {
        out += "\",\"text\":\"";
        out = write_words(out, [&](text_pen at) { return say_.append_reason(at, f); });
      }
      out += texts_.findings_.tail(texts_.pack_.bars[f.bar.index()].rule);
    }
    return close(out, ']', !d_.findings.empty());
  }

  /// All that a rule about the patient read, up to the last text's closing quote.
  text_pen write_facts_of_patient(text_pen out, const finding& f) {
    bool is_first = true;
    for (const fact_pointer& read : say_.reasons_of(f)) {
      if (!is_first) out += "\"},{\"fact\":\"";
      is_first = false;
      out = say_.append_pointer(out, read);
      out += "\",\"text\":\"";
      text_buffer raw;  // an answer may hold anything
      raw.end_at(say_.append_fact(raw.pen(), read));
      out = append_escaped(out, raw.view());
    }
    return out;
  }

  text_pen write_actions(text_pen out) {
    out += ",\"actions\":[";
    for (const action& a : d_.actions) {
      out += head_of(a.does);
      out = say_.append_pointer(out, a.fact);
      const bool is_event = a.event != not_understood<event_thing>;
      out += is_event ? "\",\"event\":\"" : "\",\"substance\":\"";
      const vocabulary& known = texts_.pack_.words;
      out = append_escaped(out, is_event ? known.events[a.event.index()].key : known.substances[a.what.index()].key);
      out += '"';
      // A minute of last use stays one at midnight too: the day alone would say more than it means.
      out = write_moment(out, ",\"last_use_by\":\"", a.last_use_by, midnight::minute);
      out = write_moment(out, ",\"resume_from\":\"", a.resume_from, midnight::day);
      out = write_moment(out, ",\"by\":\"", a.by, midnight::minute);
      out += ",\"rule\":";
      out += texts_.rule_keys_[a.rule.index()];
      out.step_back(1);
      out += "},";
    }
    return close(out, ']', !d_.actions.empty());
  }

  text_pen write_missing(text_pen out) {
    out += ",\"missing\":[";
    for (const missing_fact& m : d_.missing) {
      out += "{\"fact\":\"";
      out = say_.append_pointer(out, m.fact);
      out += "\",\"question\":\"";
      out = write_words(out, [&](text_pen at) { return say_.append_question(at, m); });
      out += "\",\"rules\":[";
      for (const need& n : d_.needs_of(m)) out += texts_.rule_keys_[n.rule.index()];
      out = close(out, ']', true);  // a fact is missing where a rule wants it
      out += "},";
    }
    return close(out, ']', !d_.missing.empty());
  }

  text_pen write_advice(text_pen out) {
    out += ",\"advice\":[";
    if (dates_are_days_) return close(texts_.advice_.append(out, d_.advised, texts_.days_), ']', !d_.advised.empty());
    for (const advice& a : d_.advised) {
      out += texts_.advice_.head(a.rule);
      // From when to avoid is the last minute that is allowed; from when to come is a day.
      const bool is_next = texts_.pack_.rules[a.rule.index()].kind == rule_kind::interval;
      out = write_moment(out, ",\"from\":\"", a.from, is_next ? midnight::day : midnight::minute);
      out = write_moment(out, ",\"until\":\"", a.until, midnight::day);
      out += "},";
    }
    return close(out, ']', !d_.advised.empty());
  }

  text_pen write_problems(text_pen out) {
    out += ",\"problems\":[";
    for (const problem& p : in_.problems) {
      out += "{\"at\":\"";
      out = append_escaped(out, p.at);
      out += p.weight == problem_weight::error ? "\",\"severity\":\"error\",\"message\":\""
                                               : "\",\"severity\":\"warning\",\"message\":\"";
      out = append_escaped(out, p.message);
      out += "\"},";
    }
    return close(out, ']', !in_.problems.empty());
  }

  template <class Say>
  text_pen write_words(text_pen out, Say say) {
    if (texts_.is_plain_) return say(out);
    text_buffer raw;
    raw.end_at(say(raw.pen()));
    return append_escaped(out, raw.view());
  }

  /// What is written for a midnight that is known to the minute, where nobody wrote an offset.
  enum class midnight : std::uint8_t { day, minute };

  /// Nothing where the moment is not known. `key` ends with the value's opening quote.
  template <std::size_t n>
  text_pen write_moment(text_pen out, const char (&key)[n], const moment& m, midnight as) {
    if (!m.is_known()) return out;
    char* const begin = out.room(n + longest_civil_text);
    std::memcpy(begin, key, n - 1);
    char* const end = write_when(begin + n - 1, m, as);
    *end = '"';
    out.move_to(end + 1);
    return out;
  }

  char* write_when(char* out, const moment& m, midnight as) {
    const utc_offset offset = in_.facts.treatment.offset;
    const date day = day_of(m.at);
    out = texts_.days_.write(out, day);
    if (m.written == precision::day || (as == midnight::day && !offset.is_written() && start_of(day) == m.at))
      return out;
    return write_time(out, minute_of_day(m.at), offset);
  }

  json_renderer& texts_;
  const intake& in_;
  const decision& d_;
  words say_;
  bool dates_are_days_;  ///< all those that the decision counts, since the treatment's is one
};

text_pen json_renderer::append(text_pen out, const intake& in, const decision& d) {
  return writing(*this, in, d).write(out);
}

}  // namespace clearance
