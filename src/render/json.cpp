#include "json.hpp"

#include "json_text.hpp"
#include "words.hpp"

#include <clearance/time/text.hpp>
#include <clearance/version.hpp>

namespace clearance {
namespace {

void append_moment(std::string& out, std::string_view key, const moment& m, utc_offset offset, bool midnight_is_day) {
  if (!m.is_known()) return;
  out += key;
  const bool as_day = m.written == precision::day ||
                      (midnight_is_day && !offset.is_written() && start_of(day_of(m.at)) == m.at);
  char text[longest_civil_text];
  char* const end = as_day ? write(text, day_of(m.at)) : write(text, m.at, offset);
  out.append(text, end);
  out += '"';
}

std::string_view name_of(action_kind k) noexcept {
  switch (k) {
    case action_kind::stop: return "stop";
    case action_kind::ask_prescriber: return "ask-prescriber";
  }
  return {};
}

}  // namespace

json_renderer::json_renderer(const pack& p) : pack_(p) {
  head_ = "{\"pack\":{\"id\":\"" + escaped(p.id) + "\",\"version\":\"" + escaped(p.version) + "\",\"hash\":\"" + p.hash +
          "\"},\"engine\":\"" + std::string(version) + "\",\"intake\":";
  for (const rule& r : p.rules) {
    rule_keys_.push_back('"' + escaped(r.key) + '"');
    std::string tail = ",\"says\":\"" + escaped(r.says) + '"';
    if (r.source) {
      tail += ",\"source\":{\"ref\":\"" + escaped(p.sources[r.source->index()].key) + '"';
      if (!r.section.empty()) tail += ",\"section\":\"" + escaped(r.section) + '"';
      tail += '}';
    }
    finding_tails_.push_back(tail + '}');
    advice_heads_.push_back("{\"rule\":" + rule_keys_.back() + ",\"what\":\"" + escaped(r.says) + '"');
  }
  for (const bar& b : p.bars)
    finding_heads_.push_back("{\"rule\":" + rule_keys_[b.rule.index()] + ",\"effect\":\"" + std::string(name(b.effect)) +
                             "\",\"certainty\":\"");
  for (const zone& z : p.words.zones) zone_keys_.push_back('"' + escaped(z.key) + "\":\"");
}

void json_renderer::append(std::string& out, const intake& in, const decision& d) const {
  out += head_;
  if (in.has_id) {
    out += '"';
    append_escaped(out, in.id);
    out += '"';
  } else {
    out += "null";
  }
  if (in.facts.has_today)
    append_moment(out, ",\"today\":\"", {start_of(in.facts.today), precision::day}, {}, true);
  else
    out += ",\"today\":null";
  out += ",\"verdict\":\"";
  out += name(d.result.decided);
  out += "\",\"worst_possible\":\"";
  out += name(d.result.worst_possible);
  const planned_treatment& t = in.facts.treatment;
  if (d.result.earliest == never)
    out += "\",\"earliest\":null";
  else
    append_moment(out, "\",\"earliest\":\"", {d.result.earliest, t.written == precision::minute ? precision::minute : precision::day},
                  t.offset, true);
  append_findings(out, in, d);
  append_actions(out, in, d);
  append_missing(out, in, d);
  append_zones(out, d);
  append_advice(out, in, d);
  out += ",\"problems\":[";
  for (std::size_t i = 0; i < in.problems.size(); ++i) {
    const problem& p = in.problems[i];
    out += i == 0 ? "{\"at\":\"" : ",{\"at\":\"";
    append_escaped(out, p.at);
    out += p.weight == problem_weight::error ? "\",\"severity\":\"error\",\"message\":\""
                                             : "\",\"severity\":\"warning\",\"message\":\"";
    append_escaped(out, p.message);
    out += "\"}";
  }
  out += "]}";
}

void json_renderer::append_findings(std::string& out, const intake& in, const decision& d) const {
  const words say(pack_, in, date_style::iso);
  std::string reason;
  out += ",\"findings\":[";
  for (std::size_t i = 0; i < d.findings.size(); ++i) {
    const finding& f = d.findings[i];
    if (i > 0) out += ',';
    out += finding_heads_[f.bar.index()];
    out += name(f.how);
    out += '"';
    append_moment(out, ",\"until\":\"", f.until, in.facts.treatment.offset, true);
    out += ",\"because\":[{\"fact\":\"";
    say.append_pointer(out, f.because);
    out += "\",\"text\":\"";
    reason.clear();
    say.append_reason(reason, f);
    append_escaped(out, reason);
    out += "\"}]";
    out += finding_tails_[pack_.bars[f.bar.index()].rule.index()];
  }
  out += ']';
}

void json_renderer::append_actions(std::string& out, const intake& in, const decision& d) const {
  const words say(pack_, in, date_style::iso);
  const utc_offset offset = in.facts.treatment.offset;
  out += ",\"actions\":[";
  for (std::size_t i = 0; i < d.actions.size(); ++i) {
    const action& a = d.actions[i];
    out += i == 0 ? "{\"do\":\"" : ",{\"do\":\"";
    out += name_of(a.does);
    out += "\",\"fact\":\"";
    say.append_pointer(out, a.fact);
    out += "\",\"substance\":\"";
    append_escaped(out, pack_.words.substances[a.what.index()].key);
    out += '"';
    // A minute of last use stays one at midnight too: the day alone would say more than it means.
    append_moment(out, ",\"last_use_by\":\"", a.last_use_by, offset, false);
    append_moment(out, ",\"resume_from\":\"", a.resume_from, offset, true);
    out += ",\"rule\":";
    out += rule_keys_[a.rule.index()];
    out += '}';
  }
  out += ']';
}

void json_renderer::append_missing(std::string& out, const intake& in, const decision& d) const {
  const words say(pack_, in, date_style::iso);
  std::string question;
  out += ",\"missing\":[";
  for (std::size_t i = 0; i < d.missing.size(); ++i) {
    const missing_fact& m = d.missing[i];
    out += i == 0 ? "{\"fact\":\"" : ",{\"fact\":\"";
    say.append_pointer(out, m.fact);
    out += "\",\"question\":\"";
    question.clear();
    say.append_question(question, m);
    append_escaped(out, question);
    out += "\",\"rules\":[";
    bool first = true;
    for (const need& n : d.needs_of(m)) {
      if (!first) out += ',';
      first = false;
      out += rule_keys_[n.rule.index()];
    }
    out += "]}";
  }
  out += ']';
}

void json_renderer::append_zones(std::string& out, const decision& d) const {
  out += ",\"zones\":{";
  for (std::size_t i = 0; i < d.zones.size(); ++i) {
    if (i > 0) out += ',';
    out += zone_keys_[d.zones[i].where.index()];
    out += name(d.zones[i].is);
    out += '"';
  }
  out += '}';
}

void json_renderer::append_advice(std::string& out, const intake& in, const decision& d) const {
  const utc_offset offset = in.facts.treatment.offset;
  out += ",\"advice\":[";
  for (std::size_t i = 0; i < d.advised.size(); ++i) {
    const advice& a = d.advised[i];
    if (i > 0) out += ',';
    out += advice_heads_[a.rule.index()];
    append_moment(out, ",\"from\":\"", a.from, offset, false);
    append_moment(out, ",\"until\":\"", a.until, offset, true);
    out += '}';
  }
  out += ']';
}

}  // namespace clearance
