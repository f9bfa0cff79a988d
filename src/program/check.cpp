// `lint`: errors and doubts of a pack.
#include "verbs.hpp"

#include "../lint/lint.hpp"
#include "../render/json_text.hpp"

#include <clearance/io/load_pack.hpp>

#include <string>
#include <utility>

namespace clearance::program {
namespace {

std::string json_of(const issue& i) {
  return "{\"file\":\"" + escaped(i.file) + "\",\"line\":" + std::to_string(i.line) +
         ",\"column\":" + std::to_string(i.column) + ",\"severity\":\"" +
         (i.weight == severity::error ? "error" : "doubt") + "\",\"code\":\"" + std::string(name(i.code)) +
         "\",\"message\":\"" + escaped(i.message) + "\",\"hint\":\"" + escaped(i.hint) + '"' +
         (i.example.empty() ? "" : ",\"example\":" + i.example) + '}';
}

}  // namespace

exit_status lint(const request& r, output& out) {
  loaded_pack pack = load_pack(r.pack, load_options{r.language});
  for (issue& i : linting::doubts_of(r.pack, pack)) pack.found.push_back(std::move(i));
  for (const issue& i : pack.found) r.as == format::json ? out.line(json_of(i)) : out.write(to_text(i));
  if (!pack) return unusable;
  if (r.as == format::text && pack.found.empty())
    out.line("`" + r.pack + "`: " + std::to_string(pack.usable->rules.size() - 1) + " rules, nothing to object");
  return pack.found.empty() ? done : rejected;
}

}  // namespace clearance::program
