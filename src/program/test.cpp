// `test`: a pack's own cases, and how much of its rules they hold.
#include "open_pack.hpp"
#include "verbs.hpp"

#include "../render/json_text.hpp"
#include "../testing/coverage.hpp"
#include "../testing/junit.hpp"
#include "../testing/run_cases.hpp"
#include "../testing/try_mutants.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

namespace clearance::program {
namespace {

using namespace clearance::testing;

std::string list_of_texts(const std::vector<std::string>& texts) {
  std::string out = "[";
  for (const std::string& text : texts) out += (out.size() > 1 ? ",\"" : "\"") + escaped(text) + '"';
  return out + "]";
}

std::string yes_or_no(bool b) { return b ? "true" : "false"; }

void tell(const case_result& r, format as, output& out) {
  const pack_case& c = *r.tried;
  if (as == format::json)
    return out.line("{\"case\":\"" + escaped(c.name) + "\",\"file\":\"" + escaped(c.file) +
                    "\",\"line\":" + std::to_string(c.line) + ",\"passed\":" + yes_or_no(r.passed()) +
                    ",\"differences\":" + list_of_texts(r.differences) + "}");
  if (r.passed()) return;
  out.line(c.file + ":" + std::to_string(c.line) + ": case `" + c.name + "` failed");
  if (!c.why.empty()) out.line("    why it matters: " + c.why);
  for (const std::string& w : r.differences) out.line("    " + w);
}

/// Of a rule that no case meets, that alone: its edges are not met either.
std::vector<std::string> not_covered(const pack& p, const coverage& c) {
  std::vector<std::string> out;
  rule_id unmet{~0u};
  for (const edge& e : c.edges) {
    if (e.is_met || e.rule == unmet) continue;
    if (e.of == edge_of::rule) unmet = e.rule;
    out.push_back(words_of(p, e));
  }
  return out;
}

junit_suite suite_of(const std::string& name, const std::vector<case_result>& results) {
  junit_suite s{name, {}};
  for (const case_result& r : results) {
    junit_test t{r.tried->name, r.tried->file, r.tried->line, r.differences};
    if (!r.passed() && !r.tried->why.empty()) t.failure.push_back("why it matters: " + r.tried->why);
    s.tests.push_back(std::move(t));
  }
  return s;
}

junit_suite suite_of(const std::string& name, const mutation_result& mutation, const std::string& file) {
  junit_suite s{name, {}};
  for (const tried_mutant& m : mutation.tried) {
    if (m.came_to != fate::caught && m.came_to != fate::lives) continue;
    junit_test t{m.what.rule + ": " + words_of(m.what), file, m.what.line, {}};
    if (m.came_to == fate::lives) t.failure = {"no case notices " + words_of(m.what)};
    if (!m.given.empty()) t.failure.insert(t.failure.end(), {"given: " + m.given, "expect: " + m.expect});
    s.tests.push_back(std::move(t));
  }
  return s;
}

void write_file(const std::string& path, const std::string& text) {
  const auto fail = [&] { throw cannot("cannot write `" + path + "`: " + std::strerror(errno)); };
  std::FILE* const file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) fail();
  const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
  if (std::fclose(file) != 0 || !written) fail();
}

/// Only where somebody looks on.
void show_progress(std::size_t done, std::size_t of) {
  if (::isatty(STDERR_FILENO) == 0) return;
  std::fprintf(stderr, "\rmutants: %zu of %zu%s", done, of, done == of ? "\r\033[K" : "");
}

void tell(const mutation_result& result, const std::string& file, format as, output& out) {
  for (const tried_mutant& t : result.tried) {
    if (t.came_to != fate::lives) continue;
    const std::string place = file + ":" + std::to_string(t.what.line) + ":" + std::to_string(t.what.column);
    if (as == format::json) {
      out.line("{\"lives\":\"" + escaped(words_of(t.what)) + "\",\"rule\":\"" + escaped(t.what.rule) +
               "\",\"file\":\"" + escaped(file) + "\",\"line\":" + std::to_string(t.what.line) +
               ",\"column\":" + std::to_string(t.what.column) + ",\"given\":\"" + escaped(t.given) +
               "\",\"expect\":\"" + escaped(t.expect) + "\"}");
      continue;
    }
    out.line(place + ": `" + t.what.rule + "`: no case notices " + words_of(t.what));
    if (t.given.empty()) continue;
    out.line("    a case that would:");
    out.line("      given: " + t.given);
    out.line("      expect: " + t.expect);
  }
  const std::string caught = std::to_string(result.count(fate::caught));
  const std::string lives = std::to_string(result.count(fate::lives));
  const std::string same = std::to_string(result.count(fate::same));
  const std::string unusable = std::to_string(result.count(fate::unusable));
  if (as == format::json)
    out.line("{\"mutants_caught\":" + caught + ",\"mutants_alive\":" + lives + ",\"mutants_alike\":" + same +
             ",\"mutants_unusable\":" + unusable + "}");
  else
    out.line("mutants: " + caught + " caught, " + lives + " alive (not counted: " + same + " that decide alike, " +
             unusable + " that no program loads)");
}

}  // namespace

exit_status test(const request& r, output& out) {
  const loaded_pack pack = open_pack(r.pack);
  const std::vector<case_result> results = run_cases(pack);
  const coverage covered = coverage_of(pack, r.pack);
  for (const case_result& one : results) tell(one, r.as, out);

  const auto failed = static_cast<std::size_t>(
      std::count_if(results.begin(), results.end(), [](const case_result& one) { return !one.passed(); }));
  const std::size_t passed = results.size() - failed;
  const bool covers_enough = covered.reaches(r.min_coverage);
  const std::vector<std::string> open = not_covered(*pack.usable, covered);
  if (r.as == format::json) {
    out.line("{\"passed\":" + std::to_string(passed) + ",\"failed\":" + std::to_string(failed) +
             ",\"rules\":" + std::to_string(covered.rules()) + ",\"rules_met\":" + std::to_string(covered.rules_met()) +
             ",\"edges\":" + std::to_string(covered.edges.size()) + ",\"edges_met\":" + std::to_string(covered.met()) +
             ",\"not_covered\":" + list_of_texts(open) + "}");
  } else {
    for (const std::string& line : open) out.line(line);
    out.line("rules met by cases: " + std::to_string(covered.rules_met()) + " of " + std::to_string(covered.rules()) +
             "; edges: " + std::to_string(covered.met()) + " of " + std::to_string(covered.edges.size()) + ", " +
             covered.percent() + " percent");
    out.line(std::to_string(passed) + " passed, " + std::to_string(failed) + " failed");
  }
  mutation_result mutation;
  if (r.mutate && failed > 0) {
    std::fputs("clearance: cases fail, so no mutant was tried\n", stderr);
  } else if (r.mutate) {
    mutation = try_mutants(r.pack, pack, {std::thread::hardware_concurrency(), nullptr, show_progress});
    if (!mutation.could_begin) throw cannot("`" + r.pack + "` cannot be read again as it was: no mutant was tried");
    tell(mutation, r.pack, r.as, out);
  }
  if (!r.junit.empty()) {
    std::vector<junit_suite> suites{suite_of(pack.usable->id, results)};
    if (r.min_coverage > 0) {
      junit_test t{"edges that the cases meet", r.pack, 1, {}};
      if (!covers_enough) {
        t.failure = open;
        t.failure.insert(t.failure.begin(), covered.percent() + " percent of the edges are met");
      }
      suites.push_back({pack.usable->id + " coverage", {std::move(t)}});
    }
    if (!mutation.tried.empty()) suites.push_back(suite_of(pack.usable->id + " mutants", mutation, r.pack));
    write_file(r.junit, junit_xml(suites));
  }
  if (!covers_enough)
    std::fprintf(stderr, "clearance: %s percent of the edges are met, less than %g\n", covered.percent().c_str(),
                 r.min_coverage);
  return failed > 0 || !covers_enough || mutation.count(fate::lives) > 0 ? rejected : done;
}

}  // namespace clearance::program
