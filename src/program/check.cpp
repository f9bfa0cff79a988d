// `lint` and `test`: what an author asks of a pack.
#include "compare_case.hpp"
#include "open_pack.hpp"
#include "verbs.hpp"

#include "../render/json_text.hpp"

#include <set>
#include <string>

namespace clearance::program {
namespace {

std::string json_of(const issue& i) {
  return "{\"file\":\"" + escaped(i.file) + "\",\"line\":" + std::to_string(i.line) +
         ",\"column\":" + std::to_string(i.column) + ",\"severity\":\"" +
         (i.weight == severity::error ? "error" : "doubt") + "\",\"code\":\"" + std::string(name(i.code)) +
         "\",\"message\":\"" + escaped(i.message) + "\",\"hint\":\"" + escaped(i.hint) + "\"}";
}

struct tally {
  std::size_t passed = 0;
  std::size_t failed = 0;
};

class case_run {
 public:
  case_run(const loaded_pack& p, const request& r, output& out)
      : pack_(p), request_(r), out_(out), screener_(*p.usable) {}

  tally run() {
    for (const pack_case& c : pack_.cases) run(c);
    return tally_;
  }

  /// Rules that no case's findings or advice name.
  std::vector<std::string> never_named() const {
    std::vector<std::string> out;
    for (const rule& r : pack_.usable->rules)
      if (r.kind != rule_kind::uncovered && named_.count(r.key) == 0) out.push_back(r.key);
    return out;
  }

 private:
  void run(const pack_case& c) {
    const std::string_view decision = screener_.screen(c.intake);
    for (std::string& rule : rules_named(decision)) named_.insert(std::move(rule));
    const std::vector<std::string> wrong = differences(c.expected, decision);
    ++(wrong.empty() ? tally_.passed : tally_.failed);
    if (request_.as == format::json) return tell_json(c, wrong);
    if (wrong.empty()) return;
    out_.line(c.file + ":" + std::to_string(c.line) + ": case `" + c.name + "` failed");
    if (!c.why.empty()) out_.line("    why it matters: " + c.why);
    for (const std::string& w : wrong) out_.line("    " + w);
  }

  void tell_json(const pack_case& c, const std::vector<std::string>& wrong) {
    std::string line = "{\"case\":\"" + escaped(c.name) + "\",\"file\":\"" + escaped(c.file) +
                       "\",\"line\":" + std::to_string(c.line) + ",\"passed\":" + (wrong.empty() ? "true" : "false") +
                       ",\"differences\":[";
    for (std::size_t i = 0; i < wrong.size(); ++i) line += std::string(i ? "," : "") + '"' + escaped(wrong[i]) + '"';
    out_.line(line + "]}");
  }

  const loaded_pack& pack_;
  const request& request_;
  output& out_;
  screener screener_;
  tally tally_;
  std::set<std::string> named_;
};

}  // namespace

exit_status lint(const request& r, output& out) {
  const loaded_pack pack = load_pack(r.pack, load_options{r.language});
  for (const issue& i : pack.found) r.as == format::json ? out.line(json_of(i)) : out.write(to_text(i));
  if (!pack) return unusable;
  if (r.as == format::text && pack.found.empty())
    out.line("`" + r.pack + "`: " + std::to_string(pack.usable->rules.size() - 1) + " rules, nothing to object");
  return pack.found.empty() ? done : rejected;
}

exit_status test(const request& r, output& out) {
  const loaded_pack pack = open_pack(r.pack);
  case_run cases(pack, r, out);
  const tally t = cases.run();
  const std::vector<std::string> never = cases.never_named();
  const std::size_t rules = pack.usable->rules.size() - 1;
  if (r.as == format::json) {
    std::string line = "{\"passed\":" + std::to_string(t.passed) + ",\"failed\":" + std::to_string(t.failed) +
                       ",\"rules\":" + std::to_string(rules) + ",\"never_named\":[";
    for (std::size_t i = 0; i < never.size(); ++i) line += std::string(i ? "," : "") + '"' + escaped(never[i]) + '"';
    out.line(line + "]}");
  } else {
    for (const std::string& rule : never) out.line("no case meets the rule `" + rule + "`");
    out.line("rules met by cases: " + std::to_string(rules - never.size()) + " of " + std::to_string(rules));
    out.line(std::to_string(t.passed) + " passed, " + std::to_string(t.failed) + " failed");
  }
  return t.failed > 0 ? rejected : done;
}

}  // namespace clearance::program
