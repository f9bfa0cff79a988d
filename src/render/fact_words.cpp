#include "date_words.hpp"
#include "words.hpp"

#include <clearance/predicate_facts.hpp>

#include <algorithm>
#include <string>

// What the facts of a finding say, each with its value.

namespace clearance {

const fact_declaration& words::declaration_of(const fact_pointer& f) const {
  switch (f.list) {
    case fact_list::medications: return pack_.medication_facts[f.slot];
    case fact_list::conditions: return pack_.condition_facts[f.slot];
    case fact_list::events: return pack_.event_facts[f.slot];
    case fact_list::answers: return pack_.patient_facts[f.slot];
    case fact_list::treatment:
    case fact_list::sessions: break;  // sessions carry the treatment's facts
  }
  return pack_.treatment_facts[f.slot];
}

std::vector<fact_pointer> words::reasons_of(const finding& f) const {
  const bar& b = pack_.bars[f.bar.index()];
  if (b.on != subject::patient) return {f.because};
  std::vector<fact_pointer> read;
  visit_read(b.when, pack_.predicates, pack_.zones, in_.facts, {}, f.because, [&](const fact_pointer& p) {
    if (std::find(read.begin(), read.end(), p) == read.end()) read.push_back(p);
  });
  if (read.empty()) read.push_back(f.because);
  return read;
}

text_pen words::append_fact(text_pen out, const fact_pointer& f) const {
  if (f.field == fact_field::declared) {
    const fact_declaration& fact = declaration_of(f);
    std::string name = fact.key;
    std::replace_if(
        name.begin(), name.end(), [](char c) { return c == '_' || c == '-'; }, ' ');
    out += name;
    out += ": ";
    return append_value(out, fact, value_of(f));
  }
  if (f.list == fact_list::treatment && f.field == fact_field::date) {
    out += "treatment on ";
    const planned_treatment& t = in_.facts.treatment;
    return append_date(out, {t.when.first, t.written}, t.offset, style_);
  }
  if (f.list == fact_list::treatment && f.field == fact_field::indication) {
    out += "what the treatment is for";
    return out;
  }
  static constexpr std::string_view lists[] = {"the treatment",    "the medications", "the conditions",
                                               "earlier sessions", "the events",      "the patient's answers"};
  const bool is_entry = f.entry != fact_pointer::whole_list && f.list != fact_list::treatment &&
                        f.list != fact_list::sessions && f.list != fact_list::answers;
  return is_entry ? out += label_of(f) : out += lists[static_cast<std::size_t>(f.list)];
}

fact_value words::value_of(const fact_pointer& f) const {
  const auto in = [&](const record_list<fact_value>& values, std::size_t width) {
    const std::size_t at = (f.entry == fact_pointer::whole_list ? 0 : f.entry) * width + f.slot;
    return at < values.size() ? values[at] : fact_value{};
  };
  switch (f.list) {
    case fact_list::treatment: return in(in_.treatment_values, pack_.treatment_facts.size());
    case fact_list::medications: return in(in_.medication_values, pack_.medication_facts.size());
    case fact_list::conditions: return in(in_.condition_values, pack_.condition_facts.size());
    case fact_list::sessions: return in(in_.session_values, pack_.treatment_facts.size());
    case fact_list::events: return in(in_.event_values, pack_.event_facts.size());
    case fact_list::answers: return in(in_.patient_values, pack_.patient_facts.size());
  }
  return {};
}

text_pen words::append_value(text_pen out, const fact_declaration& fact, fact_value v) const {
  if (!v.is_known()) {
    out += "not known";
    return out;
  }
  switch (fact.answer) {
    case answer_kind::yes_no: out += v.raw != 0 ? "yes" : "no"; return out;
    case answer_kind::choice: out += fact.choices[static_cast<std::size_t>(v.raw)]; return out;
    case answer_kind::several: {
      bool any = false;
      for (std::size_t c = 0; c < fact.choices.size(); ++c) {
        if ((v.raw >> c & 1) == 0) continue;
        if (any) out += ", ";
        any = true;
        out += fact.choices[c];
      }
      if (!any) out += "none";
      return out;
    }
    case answer_kind::number: {
      std::string text = std::to_string(v.raw / fact_value::one);
      if (v.raw < 0 && v.raw > -fact_value::one) text = "-0";
      std::int64_t rest = v.raw % fact_value::one;
      if (rest < 0) rest = -rest;
      if (rest != 0) {
        std::string decimals = std::to_string(fact_value::one + rest).substr(1);
        decimals.erase(decimals.find_last_not_of('0') + 1);
        text += '.' + decimals;
      }
      out += text;
      return out;
    }
    case answer_kind::date:
    case answer_kind::date_or_never:
      if (v.raw == never_happened.raw)
        out += "never";
      else
        out = append_given_date(out, as_written(period_of(v)), style_);
      return out;
    case answer_kind::text: out += text_of(v, in_.texts); return out;
  }
  return out;
}

word_pieces::piece words::label_of(const fact_pointer& f) const {
  if (f.list == fact_list::medications) {
    const medication& m = of_entry<medication>(in_.medications, f.entry)[0];
    if (m.substance != not_understood<substance_thing>) return labels_.of(m.substance);
  }
  if (f.list == fact_list::conditions) {
    const condition& c = of_entry<condition>(in_.conditions, f.entry)[0];
    if (c.what != not_understood<condition_thing>) return labels_.of(c.what);
  }
  if (f.list == fact_list::events) {
    const event& e = of_entry<event>(in_.events, f.entry)[0];
    if (e.what != not_understood<event_thing>) return labels_.of(e.what);
  }
  return labels_.it();
}

}  // namespace clearance
