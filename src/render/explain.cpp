#include "explain.hpp"

#include "words.hpp"

#include <clearance/evaluate.hpp>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace clearance {
namespace {

/// Keeps what evaluation looked at.
struct look_keeper {
  static constexpr bool watching = true;
  std::vector<look> looks;
  void looked(const look& l) { looks.push_back(l); }
};

class explanation {
 public:
  explanation(std::string& out, const pack& p, const label_texts& labels, const intake& in, const page_style& style)
      : page_(out, style), pack_(p), in_(in), say_(p, labels, in) {
    std::vector<fired> room(1024);
    result_ = evaluate(p, in.facts, room, seen_);
  }

  void write() {
    for (std::uint32_t i = 0; i < pack_.rules.size(); ++i) write_rule({i});
    for (const provenance& gone : pack_.removed)
      page_.line("\n" + page_.bold(gone.key) + "  " + page_.dimmed("removed") + " (" + gone.place + "; it stands in " +
                 gone.value + ")");
    page_.gap();
    page_.line("verdict: " + page_.coloured(result_.decided, name(result_.decided)) +
               ", worst possible: " + page_.coloured(result_.worst_possible, name(result_.worst_possible)));
  }

 private:
  void write_rule(rule_id id) {
    const rule& r = pack_.rules[id.index()];
    const verdict worth = worth_of(id);
    page_.line("\n" + page_.bold(r.key) + "  " + std::string(name(r.kind)) + (r.names.empty() ? "" : ": " + r.names) +
               "  " +
               (is_advice(r)              ? page_.dimmed("advice")
                : worth == verdict::clear ? page_.dimmed("does not stand in the way")
                                          : page_.coloured(worth, name(worth))));
    page_.paragraph("    says:    ", r.says);
    if (r.source)
      page_.paragraph("    source:  ",
                      pack_.sources[r.source->index()].title + (r.section.empty() ? "" : ", \"" + r.section + "\""));
    if (!r.reading.empty()) page_.paragraph("    reading: ", r.reading);
    write_origins(r);
    bool any = false;
    for (const look& l : seen_.looks) {
      if (pack_.bars[l.bar.index()].rule != id || l.tests.match == match_strength::none) continue;
      write_look(l);
      any = true;
    }
    if (!any && !is_advice(r)) page_.paragraph("    - ", nothing_met(id));
  }

  /// Which layer wrote which value, a line each.
  void write_origins(const rule& r) {
    for (std::size_t i = 0; i < r.written.size(); ++i) {
      const provenance& is = r.written[i];
      const auto has_key = [&](const provenance& other) { return other.key == is.key; };
      const auto begin = r.written.begin();
      if (std::any_of(begin, begin + static_cast<std::ptrdiff_t>(i), has_key))
        continue;  // told behind what replaced it
      std::string text = shown(is) + (shown(is).empty() ? "(" : " (") + is.place;
      for (std::size_t j = i + 1; j < r.written.size(); ++j)
        if (has_key(r.written[j])) {
          const std::string was = shown(r.written[j]);
          text += "; in place of " + (was.empty() ? "the text" : "`" + was + "`") + " in " + r.written[j].place;
        }
      page_.paragraph("    " + is.key + ": ", text + ")");
    }
  }

  /// The value, but for texts, which stand above.
  static std::string shown(const provenance& p) {
    const bool is_text = p.key == "says" || p.key == "reading" || p.key == "note";
    return is_text && p.value != "none" ? std::string() : p.value;
  }

  static bool is_advice(const rule& r) noexcept {
    return r.kind == rule_kind::course || r.kind == rule_kind::aftercare || (r.kind == rule_kind::washout && !r.before);
  }

  verdict worth_of(rule_id id) const {
    verdict v = verdict::clear;
    for (const look& l : seen_.looks)
      if (pack_.bars[l.bar.index()].rule == id && l.stands)
        v = worse(v, contribution(pack_.bars[l.bar.index()].effect, *l.stands));
    for (const bar& b : pack_.bars)
      if (b.rule == id && result_.is_open(b.on)) v = worse(v, verdict::incomplete);
    return v;
  }

  std::string nothing_met(rule_id id) const {
    for (const bar& b : pack_.bars) {
      if (b.rule != id) continue;
      switch (b.on) {
        case subject::medication:
          return result_.is_open(b.on) ? "the medications are not given: it stays open"
                                       : "no medication that is given is meant";
        case subject::condition:
          return result_.is_open(b.on) ? "the conditions are not given: it stays open"
                                       : "no condition that is given is meant";
        case subject::event:
          return result_.is_open(b.on) ? "the events are not given: it stays open" : "no event that is given is meant";
        case subject::patient: break;
        case subject::session:
          return result_.is_open(b.on) ? "the earlier sessions are not given: it stays open"
                                       : "there was no earlier session";
        case subject::zone:
          return result_.is_open(b.on) ? "the zones to treat are not all known: it stays open"
                                       : "no requested zone is meant";
      }
    }
    return "nothing to look at";
  }

  void write_look(const look& l) {
    const bar& b = pack_.bars[l.bar.index()];
    finding f{l.bar, certainty::certain, {}, pointer_of(b.on, l.entry)};
    const bool is_there = pack_.rule_of(l.bar).kind == rule_kind::require && l.tests.counts == kleene::no;
    if (is_there) return page_.paragraph("    - ", pack_.rule_of(l.bar).names + " -> there in time; does not stand");
    text_buffer reason;
    reason.end_at(say_.append_reason(reason.pen(), f));
    std::string text = std::string(reason.view()) + " ->";
    const auto add = [&](std::string_view clause) { text += text.back() == '>' ? " " : "; ", text += clause; };
    if (l.in_error) add("part of the entry was not understood");
    if (l.tests.match == match_strength::ambiguous) add("the name may mean something else");
    if (l.tests.match == match_strength::unrouted) add("by which route is not known");
    add_truth(text, l.tests.use,
              b.effect == verdict::refer ? "not taken any more" : "the refer for what is still taken stands instead",
              "whether it is still taken is not known");
    add_truth(text, l.tests.status, "its status does not count", "its status is not known");
    add_truth(text, l.tests.place, "not where the treatment is",
              "where it is, or where the treatment is, is not known");
    add_truth(text, l.tests.counts, not_counted(b), "whether it counts by then is not known");
    add_truth(text, l.tests.when, "`when` does not hold", "`when` is not known");
    if (l.tests.unless == kleene::yes) add("`unless` holds");
    if (l.tests.unless == kleene::unknown) add("`unless` is not known to hold");
    if (b.timed && l.tests.use != kleene::no && l.tests.when != kleene::no && l.tests.unless != kleene::yes)
      add(time_of(l));
    if (l.stands)
      add(std::string(name(*l.stands)) + " " + std::string(name(b.effect)));
    else
      add("does not stand");
    page_.paragraph("    - ", text);
  }

  static std::string_view not_counted(const bar& b) noexcept {
    if (b.term == condition_term::recovery) return "expected so soon after a session";
    return "planned for after the treatment";
  }

  static void add_truth(std::string& text, kleene k, std::string_view no, std::string_view unknown) {
    if (k == kleene::yes) return;
    text += text.back() == '>' ? " " : "; ";
    text += k == kleene::no ? no : unknown;
  }

  std::string time_of(const look& l) const {
    if (l.free.last == never) return "since when it is free is not known";
    const auto date = [&](minute_time t, precision p) {
      text_buffer text;
      text.end_at(append_date(text.pen(), {t, p}, in_.facts.treatment.offset, date_style::written));
      return std::string(text.view());
    };
    const auto free_date = [&](minute_time t) { return date(t, precision::minute); };
    std::string text = l.free.first == l.free.last || l.free.first == distant_past
                           ? "free from " + free_date(l.free.last)
                           : "free from between " + free_date(l.free.first) + " and " + free_date(l.free.last);
    if (!in_.facts.treatment.has_date) return text;
    const std::string treatment = date(in_.facts.treatment.when.first, in_.facts.treatment.written);
    switch (at_or_after(in_.facts.treatment.when, l.free)) {
      case kleene::yes: return text + ", the treatment on " + treatment + " is not before that";
      case kleene::no: return text + ", the treatment on " + treatment + " is before that";
      case kleene::unknown: return text + ", whether the treatment on " + treatment + " is before that is not known";
    }
    return text;
  }

  page_writer page_;
  const pack& pack_;
  const intake& in_;
  words say_;
  look_keeper seen_;
  outcome result_;
};

}  // namespace

void append_explanation(std::string& out, const pack& p, const label_texts& labels, const intake& in,
                        const page_style& style) {
  explanation(out, p, labels, in, style).write();
}

}  // namespace clearance
