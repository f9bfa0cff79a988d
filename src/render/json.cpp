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

constexpr std::size_t certainty_count = 3;

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

json_renderer::json_renderer(const pack& p) : pack_(p), is_plain_(is_plain(p)), zones_(p) {
  head_.add("{\"pack\":{\"id\":\"" + escaped(p.id) + "\",\"version\":\"" + escaped(p.version) + "\",\"hash\":\"" +
            p.hash + "\"},\"engine\":\"" + std::string(version) + "\",\"intake\":");
  for (unsigned v = 0; v < verdict_count; ++v)
    for (unsigned worst = 0; worst < verdict_count; ++worst)
      verdicts_.add(",\"verdict\":\"" + std::string(name(static_cast<verdict>(v))) + "\",\"worst_possible\":\"" +
                    std::string(name(static_cast<verdict>(worst))) + "\",\"earliest\":");
  for (const rule& r : p.rules) {
    const std::string key = '"' + escaped(r.key) + '"';
    rule_keys_.add(key + ',');
    std::string tail = "\"}],\"says\":\"" + escaped(r.says) + '"';
    if (r.source) {
      tail += ",\"source\":{\"ref\":\"" + escaped(p.sources[r.source->index()].key) + '"';
      if (!r.section.empty()) tail += ",\"section\":\"" + escaped(r.section) + '"';
      tail += '}';
    }
    finding_tails_.add(tail + "},");
    advice_heads_.add("{\"rule\":" + key + ",\"what\":\"" + escaped(r.says) + '"');
  }
  for (const bar& b : p.bars)
    for (unsigned how = 0; how < certainty_count; ++how)
      finding_heads_.add("{\"rule\":\"" + escaped(p.rules[b.rule.index()].key) + "\",\"effect\":\"" +
                         std::string(name(b.effect)) + "\",\"certainty\":\"" +
                         std::string(name(static_cast<certainty>(how))) + '"');
}

/// One decision on its way out. Members of a list each end with a comma, of which closing the list takes the last.
class json_renderer::writing {
 public:
  writing(json_renderer& texts, text_buffer& out, const intake& in, const decision& d)
      : texts_(texts), out_(out), in_(in), d_(d), say_(texts.pack_, in, date_style::iso) {}

  void write() {
    write_head();
    write_findings();
    write_actions();
    write_missing();
    out_ += ",\"zones\":{";
    texts_.zones_.append(out_, d_.zones);
    close('}');
    write_advice();
    write_problems();
    out_ += '}';
  }

 private:
  void close(char bracket) {
    if (out_.back() == ',')
      out_.replace_back(bracket);
    else
      out_ += bracket;
  }

  void write_head() {
    out_ += texts_.head_[0];
    if (in_.has_id) {
      out_ += '"';
      append_escaped(out_, in_.id);
      out_ += '"';
    } else {
      out_ += "null";
    }
    if (in_.facts.has_today)
      write_moment(",\"today\":\"", {start_of(in_.facts.today), precision::day}, midnight::day);
    else
      out_ += ",\"today\":null";
    const outcome& o = d_.result;
    out_ +=
        texts_.verdicts_[static_cast<unsigned>(o.decided) * verdict_count + static_cast<unsigned>(o.worst_possible)];
    const bool to_the_minute = in_.facts.treatment.written == precision::minute;
    if (o.earliest == never)
      out_ += "null";
    else
      write_moment("\"", {o.earliest, to_the_minute ? precision::minute : precision::day}, midnight::day);
  }

  void write_findings() {
    out_ += ",\"findings\":[";
    for (const finding& f : d_.findings) {
      out_ += texts_.finding_heads_[f.bar.index() * certainty_count + static_cast<std::size_t>(f.how)];
      write_moment(",\"until\":\"", f.until, midnight::day);
      out_ += ",\"because\":[{\"fact\":\"";
      if (f.because.list == fact_list::answers) {
        write_facts_of_patient(f);
      } else {
        say_.append_pointer(out_, f.because);
        out_ += "\",\"text\":\"";
        write_words([&](text_buffer& out) { say_.append_reason(out, f); });
      }
      out_ += texts_.finding_tails_[texts_.pack_.bars[f.bar.index()].rule.index()];
    }
    close(']');
  }

  /// All that a rule about the patient read, up to the last text's closing quote.
  void write_facts_of_patient(const finding& f) {
    bool is_first = true;
    for (const fact_pointer& read : say_.reasons_of(f)) {
      if (!is_first) out_ += "\"},{\"fact\":\"";
      is_first = false;
      say_.append_pointer(out_, read);
      out_ += "\",\"text\":\"";
      text_buffer raw;  // an answer may hold anything
      say_.append_fact(raw, read);
      append_escaped(out_, raw.view());
    }
  }

  void write_actions() {
    out_ += ",\"actions\":[";
    for (const action& a : d_.actions) {
      out_ += head_of(a.does);
      say_.append_pointer(out_, a.fact);
      const bool is_event = a.event != not_understood<event_thing>;
      out_ += is_event ? "\",\"event\":\"" : "\",\"substance\":\"";
      const vocabulary& known = texts_.pack_.words;
      append_escaped(out_, is_event ? known.events[a.event.index()].key : known.substances[a.what.index()].key);
      out_ += '"';
      // A minute of last use stays one at midnight too: the day alone would say more than it means.
      write_moment(",\"last_use_by\":\"", a.last_use_by, midnight::minute);
      write_moment(",\"resume_from\":\"", a.resume_from, midnight::day);
      write_moment(",\"by\":\"", a.by, midnight::minute);
      out_ += ",\"rule\":";
      out_ += texts_.rule_keys_[a.rule.index()];
      out_.replace_back('}');
      out_ += ',';
    }
    close(']');
  }

  void write_missing() {
    out_ += ",\"missing\":[";
    for (const missing_fact& m : d_.missing) {
      out_ += "{\"fact\":\"";
      say_.append_pointer(out_, m.fact);
      out_ += "\",\"question\":\"";
      write_words([&](text_buffer& out) { say_.append_question(out, m); });
      out_ += "\",\"rules\":[";
      for (const need& n : d_.needs_of(m)) out_ += texts_.rule_keys_[n.rule.index()];
      close(']');
      out_ += "},";
    }
    close(']');
  }

  void write_advice() {
    out_ += ",\"advice\":[";
    for (const advice& a : d_.advised) {
      out_ += texts_.advice_heads_[a.rule.index()];
      // From when to avoid is the minute behind the last one that is allowed; from when to come is a day.
      const bool is_next = texts_.pack_.rules[a.rule.index()].kind == rule_kind::interval;
      write_moment(",\"from\":\"", a.from, is_next ? midnight::day : midnight::minute);
      write_moment(",\"until\":\"", a.until, midnight::day);
      out_ += "},";
    }
    close(']');
  }

  void write_problems() {
    out_ += ",\"problems\":[";
    for (const problem& p : in_.problems) {
      out_ += "{\"at\":\"";
      append_escaped(out_, p.at);
      out_ += p.weight == problem_weight::error ? "\",\"severity\":\"error\",\"message\":\""
                                                : "\",\"severity\":\"warning\",\"message\":\"";
      append_escaped(out_, p.message);
      out_ += "\"},";
    }
    close(']');
  }

  template <class Say>
  void write_words(Say say) {
    if (texts_.is_plain_) return say(out_);
    text_buffer raw;
    say(raw);
    append_escaped(out_, raw.view());
  }

  /// What is written for a midnight that is known to the minute, where nobody wrote an offset.
  enum class midnight : std::uint8_t { day, minute };

  /// Nothing where the moment is not known. `key` ends with the value's opening quote.
  template <std::size_t n>
  void write_moment(const char (&key)[n], const moment& m, midnight as) {
    if (!m.is_known()) return;
    char* const begin = out_.room(n + longest_civil_text);
    std::memcpy(begin, key, n - 1);
    char* const end = write_when(begin + n - 1, m, as);
    *end = '"';
    out_.extend_to(end + 1);
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
  text_buffer& out_;
  const intake& in_;
  const decision& d_;
  words say_;
};

void json_renderer::append(text_buffer& out, const intake& in, const decision& d) {
  writing(*this, out, in, d).write();
}

}  // namespace clearance
