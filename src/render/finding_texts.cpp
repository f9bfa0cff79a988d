#include "finding_texts.hpp"

#include "json_text.hpp"

#include <clearance/time/text.hpp>

#include <string>
#include <string_view>

namespace clearance {
namespace {

/// The list of the entry that a finding is about.
std::string_view list_of(subject s) noexcept {
  switch (s) {
    case subject::medication: return "/medications";
    case subject::condition: return "/conditions";
    case subject::session: return "/sessions";
    case subject::zone: return "/treatment/zones";
    case subject::event: return "/events";
    case subject::patient: return "";
  }
  return "";
}

}  // namespace

finding_texts::finding_texts(const pack& p) {
  for (const bar& b : p.bars) {
    const std::string fact = ",\"because\":[{\"fact\":\"" + std::string(list_of(b.on));
    for (unsigned how = 0; how < certainty_count; ++how) {
      const std::string beginning = "{\"rule\":\"" + escaped(p.rules[b.rule.index()].key) + "\",\"effect\":\"" +
                                    std::string(name(b.effect)) + "\",\"certainty\":\"" +
                                    std::string(name(static_cast<certainty>(how))) + '"';
      beginnings_.add(beginning);
      heads_.add(beginning + fact);
      gaps_.push_back(0);
      heads_.add(beginning + ",\"until\":\"" + std::string(day_length, ' ') + '"' + fact);
      gaps_.push_back(static_cast<std::uint8_t>(day_length + 1 + fact.size()));
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
