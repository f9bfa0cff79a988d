#include "page.hpp"

#include "words.hpp"

#include <algorithm>

namespace clearance {
namespace {

std::string_view sentence(verdict v) noexcept {
  switch (v) {
    case verdict::clear: return "Nothing stands in the way.";
    case verdict::conditional: return "Clear if what is listed under \"To do\" is done in time.";
    case verdict::incomplete: return "Cannot be cleared yet: something is missing, or was not understood.";
    case verdict::defer: return "Not on that date.";
    case verdict::refer: return "A practitioner must decide first.";
    case verdict::exclude: return "Do not treat.";
  }
  return {};
}

class decision_page {
 public:
  decision_page(std::string& out, const pack& p, const label_texts& labels, const intake& in, const decision& d,
                const page_style& style)
      : page_(out, style), pack_(p), in_(in), d_(d), say_(p, labels, in) {}

  void write() {
    write_verdict();
    write_findings();
    write_actions();
    write_questions();
    write_problems();
    write_zones();
    write_advice();
    page_.gap();
    page_.line(page_.dimmed(pack_.id + " " + pack_.version + " - decision support: a practitioner decides."));
  }

 private:
  /// A last minute at midnight is not that day.
  std::string last_moment(const moment& m) const {
    const bool is_midnight = m.written == precision::minute && start_of(day_of(m.at)) == m.at;
    const std::string text = date_of(m);
    return is_midnight && text.find(" at ") == std::string::npos ? text + " at 00:00" : text;
  }

  std::string date_of(const moment& m) const {
    text_buffer text;
    text.end_at(append_date(text.pen(), m, in_.facts.treatment.offset, date_style::written));
    return std::string(text.view());
  }

  void write_verdict() {
    const verdict v = d_.result.decided;
    std::string upper(name(v));
    std::transform(upper.begin(), upper.end(), upper.begin(), [](char c) { return static_cast<char>(c - 'a' + 'A'); });
    std::string about;
    if (in_.has_id) about += "  " + std::string(in_.id);
    const planned_treatment& t = in_.facts.treatment;
    if (t.has_date)
      about += std::string(about.empty() ? "  " : ", ") + "treatment on " + date_of({t.when.first, t.written});
    page_.line(page_.coloured(v, upper) + page_.bold(about));
    std::string text(sentence(v));
    if (d_.result.earliest != never && v != verdict::clear)
      text += " Earliest date, other things staying as they are: " +
              date_of({d_.result.earliest, t.written == precision::minute ? precision::minute : precision::day}) + '.';
    if (d_.result.worst_possible > v)
      text += " It may still become `" + std::string(name(d_.result.worst_possible)) +
              "` when the missing facts are known.";
    page_.paragraph("", text);
  }

  // One reason a finding; the same rule for several entries says its sentence once.
  void write_findings() {
    if (d_.findings.empty()) return;
    page_.heading("Why");
    for (std::size_t i = 0; i < d_.findings.size(); ++i) {
      const finding& f = d_.findings[i];
      const bar& b = pack_.bars[f.bar.index()];
      const rule& r = pack_.rules[b.rule.index()];
      text_buffer reason;
      reason.end_at(say_.append_reason(reason.pen(), f));
      const verdict worth = contribution(b.effect, f.how);
      std::string label = "  " + page_.coloured(worth, name(worth)) + std::string(13 - name(worth).size(), ' ');
      std::string text = std::string(reason.view()) + ": " + std::string(effect_in_words(b.effect, f.how, r.kind));
      if (f.until.is_known()) text += ", free from " + date_of(f.until);
      page_.paragraph(label, text + ".");
      const bool says_again = i + 1 < d_.findings.size() && pack_.bars[d_.findings[i + 1].bar.index()].rule == b.rule;
      if (says_again) continue;
      page_.paragraph(std::string(15, ' '), r.says);
      page_.paragraph(std::string(15, ' '), page_.dimmed(citation(r)));
    }
  }

  static std::string_view effect_in_words(verdict effect, certainty how, rule_kind kind) noexcept {
    switch (how) {
      case certainty::avoidable:
        return kind == rule_kind::require ? "it can be arranged in time" : "it can be stopped in time";
      case certainty::possible:
        switch (effect) {
          case verdict::exclude: return "it may rule the treatment out";
          case verdict::refer: return "a practitioner may have to decide";
          case verdict::defer: return "it may be too early";
          case verdict::clear:
          case verdict::conditional:
          case verdict::incomplete: break;
        }
        return {};
      case certainty::certain:
        switch (effect) {
          case verdict::exclude: return "rules the treatment out";
          case verdict::refer: return "a practitioner decides first";
          case verdict::defer: return "too early";
          case verdict::clear:
          case verdict::conditional:
          case verdict::incomplete: break;
        }
    }
    return {};
  }

  std::string citation(const rule& r) const {
    std::string text = "[" + r.key + "]";
    if (!r.source) return text;
    text += " " + pack_.sources[r.source->index()].title;
    if (!r.section.empty()) text += ", \"" + r.section + "\"";
    return text;
  }

  void write_actions() {
    if (d_.actions.empty()) return;
    page_.heading("To do");
    for (const action& a : d_.actions) {
      const std::string& label = a.event != not_understood<event_thing> ? pack_.words.events[a.event.index()].label
                                                                        : pack_.words.substances[a.what.index()].label;
      std::string text;
      switch (a.does) {
        case action_kind::stop:
          text = "Stop " + label + ": last use " + by(a.last_use_by) + last_moment(a.last_use_by);
          break;
        case action_kind::ask_prescriber:
          text = "Ask the prescriber about " + label + "; do not stop it otherwise";
          if (a.last_use_by.is_known())
            text += ". For that date, the last use would be " + by(a.last_use_by) + last_moment(a.last_use_by);
          break;
        case action_kind::arrange: text = "Arrange " + label + ": at the latest on " + last_moment(a.by); break;
      }
      if (a.resume_from.is_known()) text += "; again from " + date_of(a.resume_from);
      page_.paragraph("  - ", text + ".");
    }
  }

  static std::string by(const moment& m) { return m.written == precision::day ? "on " : "at the latest on "; }

  void write_questions() {
    if (d_.missing.empty()) return;
    page_.heading("To ask");
    for (const missing_fact& m : d_.missing) {
      text_buffer question;
      question.end_at(say_.append_question(question.pen(), m));
      text_buffer pointer;
      pointer.end_at(say_.append_pointer(pointer.pen(), m.fact));
      page_.paragraph("  - ", std::string(question.view()) + " " + page_.dimmed(pointer.view()));
    }
  }

  void write_problems() {
    if (in_.problems.empty()) return;
    page_.heading("Problems with the intake");
    for (const problem& p : in_.problems)
      page_.paragraph(p.weight == problem_weight::error ? "  error    " : "  warning  ", p.at + ": " + p.message);
  }

  // Zones requested, and of their parts only those that differ from the whole.
  void write_zones() {
    if (d_.zones.empty()) return;
    page_.heading("Zones");
    for (std::size_t i = 0; i < in_.zones.size(); ++i) {
      if (std::find(in_.zones.begin(), in_.zones.begin() + static_cast<std::ptrdiff_t>(i), in_.zones[i]) !=
          in_.zones.begin() + static_cast<std::ptrdiff_t>(i))
        continue;
      const verdict whole = verdict_of(in_.zones[i]);
      std::string others;
      for (const zone_verdict& z : d_.zones) {
        if (z.is == whole || z.where == in_.zones[i] || !pack_.zones.is_part(z.where, in_.zones[i])) continue;
        if (has_listed_whole(z, in_.zones[i], whole)) continue;
        others += others.empty() ? "; but " : ", ";
        others += pack_.words.zones[z.where.index()].label + ": " + page_.coloured(z.is, name(z.is));
      }
      page_.paragraph(
          "  ", pack_.words.zones[in_.zones[i].index()].label + ": " + page_.coloured(whole, name(whole)) + others);
    }
  }

  verdict verdict_of(zone_id z) const noexcept {
    for (const zone_verdict& v : d_.zones)
      if (v.where == z) return v.is;
    return verdict::clear;
  }

  /// Is this part told already by a larger part with the same verdict?
  bool has_listed_whole(const zone_verdict& part, zone_id requested, verdict whole) const noexcept {
    for (const zone_verdict& z : d_.zones)
      if (z.where != part.where && z.where != requested && z.is == part.is && z.is != whole &&
          pack_.zones.is_part(part.where, z.where) && pack_.zones.is_part(z.where, requested))
        return true;
    return false;
  }

  void write_advice() {
    if (d_.advised.empty()) return;
    page_.heading("Advice");
    for (const advice& a : d_.advised) {
      std::string when;
      if (a.from.is_known()) when += " from " + date_of(a.from);
      if (a.until.is_known()) when += " until " + date_of(a.until);
      std::string text = pack_.rules[a.rule.index()].says;
      if (!when.empty()) text += " (" + when.substr(1) + ")";
      page_.paragraph("  - ", text);
    }
  }

  page_writer page_;
  const pack& pack_;
  const intake& in_;
  const decision& d_;
  words say_;
};

}  // namespace

void append_page(std::string& out, const pack& p, const label_texts& labels, const intake& in, const decision& d,
                 const page_style& style) {
  decision_page(out, p, labels, in, d, style).write();
}

}  // namespace clearance
