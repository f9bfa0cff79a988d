#include "read_sources.hpp"

#include "pack_keys.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace clearance::resolving {

source_table read_sources(reading& r, const yaml::member& sources, pack& out) {
  const yaml::node* all = r.map(sources, "sources, a name and its keys each");
  source_table table;
  if (all == nullptr) return table;
  for (const yaml::member& entry : all->members) {
    source& s = out.sources.emplace_back();  // also where its keys are wrong: what cites it is right
    s.key = entry.key->text;
    table.emplace(entry.key->text, source_id{static_cast<std::uint32_t>(out.sources.size() - 1)});
    const yaml::node* keys = r.map(entry, "its keys, such as `title: ...`");
    if (keys == nullptr) continue;
    r.check_keys(*keys, names_of(source_keys), "a source");
    if (const yaml::member* m = keys->find("title"))
      s.title = r.text(*m).value_or("");
    else
      r.tell(issue_code::missing_key, entry.key->at, "the source `" + s.key + "` has no title", "add `title: ...`");
    if (const yaml::member* m = keys->find("url")) s.url = r.text(*m).value_or("");
  }
  return table;
}

citation read_citation(reading& r, const yaml::member& m, const source_table& sources) {
  citation c;
  const auto text = r.text(m);
  if (!text) return c;
  const std::size_t comma = text->find(',');
  const std::string key = text->substr(0, comma);
  if (comma != std::string::npos) {
    std::size_t from = comma + 1;
    while (from < text->size() && (*text)[from] == ' ') ++from;
    c.section = text->substr(from);
  }
  const auto found = sources.find(key);
  if (found != sources.end()) {
    c.source = found->second;
  } else {
    std::vector<std::string_view> known;
    for (const auto& [name, id] : sources) known.push_back(name);
    std::sort(known.begin(), known.end());  // a hint does not depend on a table's order
    text_range at = m.value->at;
    at.length = key.size();
    std::string hint = r.did_you_mean(key, known);
    if (hint.empty()) hint = "declare it under `sources`, or write `source: NAME, place`";
    r.tell(issue_code::unknown_name, at, "no source `" + key + "`", std::move(hint));
  }
  return c;
}

}  // namespace clearance::resolving
