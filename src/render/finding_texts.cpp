#include "finding_texts.hpp"

#include "json_text.hpp"
#include "list_pointers.hpp"

#include <clearance/time/text.hpp>

#include <string>

namespace clearance {
namespace {

/// Of the list of the entry that a finding is about; nothing for what is about the patient.
std::string pointer_to_list(subject on) {
  if (on == subject::patient) return {};
  const fact_pointer all = pointer_of(on, fact_pointer::whole_list);
  const short_text& list = pointer_to(all.list);
  return std::string(list.bytes, list.size) + (all.field == fact_field::zones ? "/zones" : "");
}

}  // namespace

finding_texts::finding_texts(const pack& p) {
  for (const bar& b : p.bars) {
    const std::string fact = ",\"because\":[{\"fact\":\"" + pointer_to_list(b.on);
    for (unsigned how = 0; how < certainty_count; ++how) {
      const std::string beginning = "{\"rule\":\"" + escaped(p.rules[b.rule.index()].key) + "\",\"effect\":\"" +
                                    std::string(name(b.effect)) + "\",\"certainty\":\"" +
                                    std::string(name(static_cast<certainty>(how))) + '"';
      beginnings_.add(beginning);
      heads_.add(beginning + fact);
      gaps_.push_back(0);
      heads_.add(beginning + ",\"until\":\"" + std::string(day_texts::length, ' ') + '"' + fact);
      gaps_.push_back(static_cast<std::uint8_t>(day_texts::length + 1 + fact.size()));
    }
  }
  for (const rule& r : p.rules) {
    std::string tail = "\"}],\"says\":\"" + escaped(r.says) + '"';
    if (r.source) {
      tail += ",\"source\":{\"ref\":\"" + escaped(p.sources[r.source->index()].key) + '"';
      if (!r.section.empty()) tail += ",\"section\":\"" + escaped(r.section) + '"';
      tail += '}';
    }
    tails_.add(tail + "},");
  }
}

}  // namespace clearance
