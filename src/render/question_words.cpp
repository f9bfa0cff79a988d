#include "words.hpp"

namespace clearance {

text_pen words::append_question(text_pen out, const missing_fact& m) const {
  const fact_pointer& f = m.fact;
  const auto ask = [&](const auto& before, const auto& after) {  // texts known when this is compiled
    out += before;
    out += label_of(f);
    out += after;
    return out;
  };
  switch (f.field) {
    case fact_field::whole:
      switch (f.list) {
        case fact_list::medications:
          out += "Which medicines and supplements does the patient take, or has the patient taken lately?";
          return out;
        case fact_list::conditions:
          out += "Which conditions does the patient have, or has the patient had?";
          return out;
        case fact_list::sessions: out += "Which earlier sessions were there, and when?"; return out;
        case fact_list::events:
          out += "Which procedures and other events were there or are planned, and when?";
          return out;
        case fact_list::answers: out += "What does the patient answer?"; return out;
        case fact_list::treatment: out += "Which treatment is planned?"; return out;
      }
      return out;
    case fact_field::name:
      return f.list == fact_list::medications ? ask("Which product exactly is meant by ", "?")
                                              : ask("What exactly is meant by ", "?");
    case fact_field::route: return ask("How is ", " taken: oral, topical, injected, ophthalmic or inhaled?");
    case fact_field::last_taken:
      return m.wants_time ? ask("At what time was ", " last taken?") : ask("On which day was ", " last taken?");
    case fact_field::started: return ask("When did the patient begin to take ", "?");
    case fact_field::since: return ask("Since when is there ", "?");
    case fact_field::ended: return ask("When did ", " end?");
    case fact_field::ongoing: return ask("Does the patient still take ", "?");
    case fact_field::status: return ask("Is ", " active, in remission or resolved?");
    case fact_field::indication: out += "What is the treatment for?"; return out;
    case fact_field::declared: out += declaration_of(f).ask; return out;
    case fact_field::date:
      if (f.list == fact_list::sessions)
        out += "On which day was the earlier session?";
      else if (f.list == fact_list::events)
        return ask("On which day was ", "?");
      else
        out += m.wants_time ? "At what time is the treatment?" : "When is the treatment?";
      return out;
    case fact_field::zones:
      if (f.list == fact_list::treatment)
        out += "Which zones are to be treated?";
      else
        return ask("Where is ", "?");
      return out;
  }
  return out;
}

}  // namespace clearance
