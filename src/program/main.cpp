#include "verbs.hpp"

#include "../stream/source.hpp"

#include <clearance/version.hpp>

#include <CLI/CLI.hpp>

#include <cstdio>
#include <exception>
#include <functional>
#include <map>
#include <string>

namespace clearance::program {
namespace {

using verb = exit_status (*)(const request&, output&);

CLI::App* add_verb_without_pack(CLI::App& app, const char* name, const char* does, request& r) {
  CLI::App* sub = app.add_subcommand(name, does);
  const std::map<std::string, format> formats{{"text", format::text}, {"json", format::json}};
  sub->add_option("--format", r.as, "text (for a person) or json; text on a terminal, json in a pipe")
      ->transform(CLI::Transformer(formats, CLI::ignore_case))
      ->option_text("text|json");
  return sub;
}

constexpr const char* what_coverage_counts =
    "Coverage counts edges, each once a rule, and an edge is met where a case of the pack stands on it:\n"
    "  the rule     it stands, or may stand, for what a case gives; advice is given\n"
    "  windows      a treatment one day before the first free day, on it, and one day after; of hours and minutes\n"
    "               one minute, or by days the last too early, the open and the first free day\n"
    "  when, unless they hold, do not hold, are not known; an interval's `earlier` and `either` likewise\n"
    "  status       it counts, does not count, is not given (as far as the rule tells these apart)\n"
    "  where        where the treatment is, elsewhere, not known\n"
    "  route        by a route that the rule names, by another, not known\n"
    "  while_taking still taken, stopped, not known\n"
    "  advice       of `after`, `aftercare` and an interval's upper end a case expects the date, of `course` the "
    "advice\n"
    "A test counts only where the rule's other tests leave it to decide.";

CLI::App* add_verb(CLI::App& app, const char* name, const char* does, request& r) {
  CLI::App* sub = add_verb_without_pack(app, name, does, r);
  sub->add_option("PACK", r.pack, "the rule pack (YAML)")->required();
  return sub;
}

constexpr const char* what_screen_answers =
    "A decision for each intake, in order. A line that is no intake is answered in its place by\n"
    "{\"error\": ..., \"line\": n} and costs that line alone; then the exit status is 1.\n"
    "Keys of --only: intake, today, verdict, worst_possible, earliest, and rules, which gives those\n"
    "that fired with their certainty. Such records are written without building a decision's words.\n"
    "The stream may be of any length: memory stays the same.";

constexpr const char* what_bench_measures =
    "One thread, in process CPU time, the fastest of many rounds over all intakes: reading; reading and\n"
    "evaluating; that and a short record; the decision with its reasons but without words; and in words.\n"
    "One intake at a time, by a steady clock, which is read each time: what half, all but one in a\n"
    "hundred and all but one in a thousand take at most. All threads together, by a steady clock.";

void add_threads(CLI::App* sub, request& r) {
  sub->add_option("--threads", r.threads, "how many threads; without it, one for each core")
      ->check(CLI::Range(1, 1024))
      ->option_text("N");
}

void add_language(CLI::App* sub, request& r) {
  sub->add_option("--language", r.language, "texts in another language, from `texts/LANG.yaml` beside the pack")
      ->option_text("LANG");
}

int run(int argc, char** argv) {
  CLI::App app(
      "Clearance says of a patient whether a treatment may be given, why, and from when.\n"
      "Decision support: a practitioner decides.",
      "clearance");
  app.set_version_flag("--version", std::string(version));
  app.require_subcommand(1);
  app.footer(
      "Exit status: 0 done; 1 some input was rejected or a check failed; 2 the command or the pack is unusable.");

  request r;
  r.as = output::is_terminal() ? format::text : format::json;
  std::map<CLI::App*, verb> verbs;
  CLI::App* on = add_verb(app, "screen", "decide intakes: one JSON object, or NDJSON, one a line", r);
  on->add_option("FILE", r.files, "intakes; `-`, or none, is standard input");
  CLI::Option* only = on->add_option("--only", r.only, "short records of these keys, such as verdict,earliest")
                          ->delimiter(',')
                          ->allow_extra_args(false)
                          ->option_text("KEYS");
  on->add_flag("--summary", r.summary, "counts of verdicts and rules instead of decisions")->excludes(only);
  on->add_flag("--quiet", r.quiet, "no progress bar, which else a terminal shows");
  add_threads(on, r);
  add_language(on, r);
  on->footer(what_screen_answers);
  verbs[on] = &screen;
  on = add_verb(app, "explain", "every rule, and why it fired or did not, for one intake", r);
  on->add_option("FILE", r.files, "the intake; `-` is standard input")->required()->expected(1);
  add_language(on, r);
  verbs[on] = &explain;
  on = add_verb(app, "match", "what the vocabulary makes of a name", r);
  on->add_option("TEXT", r.files, "what a patient wrote, such as \"Advil 200 mg\"")->required();
  add_language(on, r);
  verbs[on] = &match;
  on = add_verb(app, "lint", "errors and doubts of a pack", r);
  add_language(on, r);
  verbs[on] = &lint;
  on = add_verb(app, "test", "the pack's own cases, and which edges of its rules they stand on", r);
  on->add_option("--min-coverage", r.min_coverage, "fail where fewer of the edges are met")
      ->check(CLI::Range(0.0, 100.0))
      ->option_text("PERCENT");
  on->add_option("--junit", r.junit, "write the results as JUnit XML too")->option_text("FILE");
  on->add_flag("--mutate", r.mutate, "change one thing of the rules at a time, and name what no case notices");
  on->footer(what_coverage_counts);
  verbs[on] = &test;

  on = add_verb(app, "bench", "how fast the pack decides these intakes", r);
  on->add_option("FILE", r.files, "intakes; without it, the pack's own cases")->expected(1);
  on->add_option("--seconds", r.seconds, "how long each figure is measured; without it, half a second")
      ->check(CLI::Range(0.001, 3600.0))
      ->option_text("S");
  add_threads(on, r);
  on->footer(what_bench_measures);
  verbs[on] = &bench;

  on = add_verb_without_pack(app, "fmt", "packs and vocabularies in canonical layout, in place", r);
  on->add_option("PACK", r.files, "files (YAML); `-` is standard input, laid out to standard output")->required();
  on->add_flag("--check", r.check, "change nothing; exit status 1 where a file is not in canonical layout");
  verbs[on] = &fmt;
  on = app.add_subcommand("schema", "the JSON Schema of packs or vocabularies, as `schemas/` holds it")->group("");
  on->add_option("OF", r.files)->required()->expected(1)->check(CLI::IsMember({"pack", "vocabulary"}));
  verbs[on] = &print_schema;

  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    const bool has_verb = !app.get_subcommands().empty();
    if (!has_verb && argc > 1 && argv[1][0] != '-')
      throw cannot("no verb `" + std::string(argv[1]) + "`: use screen, explain, match, lint, test, bench or fmt");
    return app.exit(e) == 0 ? done : unusable;
  }
  output out;
  for (const auto& [sub, does] : verbs) {
    if (!sub->parsed()) continue;
    const exit_status status = does(r, out);
    out.flush();
    return status;
  }
  return unusable;
}

}  // namespace
}  // namespace clearance::program

int main(int argc, char** argv) {
  try {
    return clearance::program::run(argc, argv);
  } catch (const clearance::program::cannot& e) {
    std::fprintf(stderr, "clearance: %s\n", e.what());
  } catch (const clearance::stream::unreadable& e) {
    std::fprintf(stderr, "clearance: %s\n", e.what());
  } catch (const std::exception& e) {
    std::fprintf(stderr, "clearance: unexpected: %s\n", e.what());
  }
  return clearance::program::unusable;
}
