// Packs in layers: what they decide, what they cite and what `explain` tells of them. Mistakes are told in
// tests/golden.
#include "in_memory.hpp"

#include <clearance/io/load_pack.hpp>
#include <clearance/io/screener.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>

namespace {

using namespace clearance;
using nlohmann::json;

constexpr const char* words = R"(substances:
  nsaid: {label: pain killer}
  ibuprofen: {is: nsaid}
  herb: {}
conditions:
  acne: {}
  pregnancy: {}
)";

constexpr const char* chain = R"(pack: chain
version: 1.0.0
title: The chain's protocol
vocabulary: [words.yaml]
sources:
  faq: {title: "What is it, really"}
source: faq, page 1
rules:
  nsaid-washout:
    washout: nsaid
    before: 1 week
    after: 3 days
    says: None for {before}.
  herb-washout:
    washout: herb
    before: 3 days
  acne:
    exclude: acne
    status: active
usual:
  today: 2026-11-22
  treatment: {date: 2026-11-30, zones: []}
  medications: []
  conditions: []
cases:
  week: {given: {medications: [{name: ibuprofen, last_taken: 2026-11-22}]}, expect: {verdict: defer}}
)";

constexpr const char* site = R"(pack: site
version: 2.0.0
title: Our site
extends: ../chain/pack.yaml
vocabulary: [more.yaml]
change:
  nsaid-washout: {before: 2 weeks, after: none}
  acne:
    status: any
    source: guide, page 7
remove: [herb-washout]
sources:
  guide: {title: A guide}
rules:
  pregnancy:
    refer: pregnancy
    source: guide
  turmeric:
    washout: turmeric
    before: 1 week
usual:
  treatment: {date: 2026-12-03}
  conditions: [{name: acne, status: resolved}]
cases:
  two-weeks: {given: {medications: [{name: ibuprofen, last_taken: 2026-11-22}]}, expect: {verdict: exclude}}
)";

constexpr const char* more = "substances:\n  turmeric: {}\n";

files_in_memory both() {
  files_in_memory files;
  files.texts = {
      {"chain/pack.yaml", chain}, {"chain/words.yaml", words}, {"site/pack.yaml", site}, {"site/more.yaml", more}};
  return files;
}

loaded_pack load(files_in_memory& files, const std::string& path = "site/pack.yaml") {
  loaded_pack loaded = load_pack(path, files);
  INFO(to_text(loaded.found));
  REQUIRE(loaded);
  return loaded;
}

loaded_pack load() {
  files_in_memory files = both();
  return load(files);
}

const rule* find(const pack& p, const std::string& key) {
  const auto at = std::find_if(p.rules.begin(), p.rules.end(), [&](const rule& r) { return r.key == key; });
  return at == p.rules.end() ? nullptr : &*at;
}

/// The title of what a rule cites, and the place in it.
std::string cited(const pack& p, const std::string& key) {
  const rule* r = find(p, key);
  REQUIRE(r != nullptr);
  if (!r->source) return {};
  return p.sources[r->source->index()].title + (r->section.empty() ? "" : ", " + r->section);
}

json decided(const pack& p, const std::string& intake) { return json::parse(screener(p).screen(intake)); }

TEST_CASE("a pack has a name, a version and a title of its own") {
  const loaded_pack loaded = load();
  CHECK(loaded.usable->id == "site");
  CHECK(loaded.usable->version == "2.0.0");
  CHECK(loaded.usable->title == "Our site");
}

TEST_CASE("the rules of the base come first, then its own; what is removed is gone") {
  std::string keys;
  const loaded_pack loaded = load();
  for (const rule& r : loaded.usable->rules) keys += r.key + " ";
  CHECK(keys == "nsaid-washout acne pregnancy turmeric uncovered ");
}

TEST_CASE("a changed value stands in place of the whole value, and in the rule's text") {
  const loaded_pack loaded = load();
  const rule* r = find(*loaded.usable, "nsaid-washout");
  REQUIRE(r != nullptr);
  CHECK(r->before == window{14, window_unit::days});
  CHECK(!r->after);
  CHECK(r->says == "None for 2 weeks.");
}

TEST_CASE("a changed rule cites the change's source, else the changing pack") {
  const loaded_pack loaded = load();
  CHECK(cited(*loaded.usable, "acne") == "A guide, page 7");
  CHECK(cited(*loaded.usable, "nsaid-washout") == "Our site");
  files_in_memory files = both();
  files.texts["site/pack.yaml"] += "source: guide, page 3\n";
  const loaded_pack by_default = load(files);
  CHECK(cited(*by_default.usable, "nsaid-washout") == "A guide, page 3");
  CHECK(cited(*by_default.usable, "acne") == "A guide, page 7");
}

TEST_CASE("a pack without a title is cited by its name, and never mistaken for a source of that name") {
  files_in_memory files = both();
  files.texts["s.yaml"] =
      "pack: faq\nversion: 1.0.0\nextends: chain/pack.yaml\nchange: {herb-washout: {before: 4 days}}\n";
  const loaded_pack loaded = load(files, "s.yaml");
  CHECK(cited(*loaded.usable, "herb-washout") == "faq");
  CHECK(cited(*loaded.usable, "acne") == "What is it, really, page 1");
}

TEST_CASE("each layer's rules cite what that layer cites by default") {
  const loaded_pack loaded = load();
  CHECK(cited(*loaded.usable, "turmeric").empty());  // the site names no default: the chain's is not for its rules
  files_in_memory files = both();
  files.texts["site/pack.yaml"] += "source: guide\n";
  const loaded_pack with_default = load(files);
  CHECK(cited(*with_default.usable, "turmeric") == "A guide");
}

TEST_CASE("vocabularies are read from the folder of the layer that names them, each once") {
  files_in_memory files = both();
  std::string& text = files.texts["site/pack.yaml"];
  text.replace(text.find("[more.yaml]"), 11, "[../chain/words.yaml, more.yaml, ../site/more.yaml]");
  const loaded_pack loaded = load_pack("site/pack.yaml", files);
  REQUIRE(loaded);
  CHECK(loaded.usable->words.substances.size() == 4);
  std::string doubts;
  for (const issue& i : loaded.found) doubts += i.message + "\n";
  CHECK(doubts.find("`../site/more.yaml` is named twice") != std::string::npos);
  CHECK(doubts.find("`../chain/words.yaml` is named twice") == std::string::npos);  // another layer may name it too
}

TEST_CASE("usual values are replaced key by key of the intake, and within the treatment") {
  const loaded_pack loaded = load();
  REQUIRE(loaded.cases.size() == 1);  // the chain's cases speak of the chain
  CHECK(loaded.cases[0].name == "two-weeks");
  CHECK(json::parse(loaded.cases[0].intake) ==
        json::parse(R"({"today": "2026-11-22", "treatment": {"date": "2026-12-03", "zones": []},
                        "medications": [{"name": "ibuprofen", "last_taken": "2026-11-22"}],
                        "conditions": [{"name": "acne", "status": "resolved"}]})"));
}

TEST_CASE("it decides as its layers together say") {
  const loaded_pack loaded = load();
  const std::string before = R"({"today": "2026-11-22", "treatment": {"date": "2026-12-05"}, "conditions": [],
      "medications": [{"name": "ibuprofen", "last_taken": "2026-11-22"}, {"name": "herb", "last_taken": "2026-11-22"}]})";
  const json decision = decided(*loaded.usable, before);
  CHECK(decision["verdict"] == "defer");
  CHECK(decision["earliest"] == "2026-12-06");
  CHECK(decision["findings"][0]["source"]["ref"] == "site");
  CHECK(decision["pack"]["id"] == "site");
}

TEST_CASE("three layers: the uppermost speaks last, and may change what the one below added") {
  files_in_memory files = both();
  files.texts["room/pack.yaml"] = R"(pack: room
version: 1.0.0
title: Our room
extends: ../site/pack.yaml
change:
  nsaid-washout: {before: 3 weeks}
  pregnancy: {status: any}
remove: turmeric
)";
  const loaded_pack loaded = load(files, "room/pack.yaml");
  const pack& p = *loaded.usable;
  CHECK(find(p, "nsaid-washout")->before == window{21, window_unit::days});
  CHECK(!find(p, "nsaid-washout")->after);
  CHECK(cited(p, "nsaid-washout") == "Our room");
  CHECK(cited(p, "pregnancy") == "Our room");
  CHECK(find(p, "turmeric") == nullptr);
  CHECK(p.removed.size() == 2);
}

TEST_CASE("the same rules have the same hash, in layers or in one file") {
  files_in_memory files = both();
  const std::string layered = load(files).usable->hash;
  files.texts["chain/one.yaml"] = R"(pack: site
version: 2.0.0
title: Our site
vocabulary: [words.yaml, ../site/more.yaml]
sources:
  faq: {title: "What is it, really"}
  guide: {title: A guide}
  site: {title: Our site}
rules:
  nsaid-washout: {washout: nsaid, before: 2 weeks, says: "None for {before}.", source: site}
  acne: {exclude: acne, status: any, source: "guide, page 7"}
  pregnancy: {refer: pregnancy, source: guide}
  turmeric: {washout: turmeric, before: 1 week}
)";
  CHECK(load(files, "chain/one.yaml").usable->hash == layered);
  std::string& text = files.texts["chain/pack.yaml"];
  text.replace(text.find("None for"), 8, "Not for");
  CHECK(load(files).usable->hash != layered);  // whatever layer says it
}

TEST_CASE("what nobody reads of a base does not change the hash") {
  files_in_memory files = both();
  const std::string before = load(files).usable->hash;
  std::string& text = files.texts["chain/pack.yaml"];
  text.replace(text.find("before: 3 days"), 14, "before: 9 days");  // of the rule that is removed
  CHECK(load(files).usable->hash == before);
}

TEST_CASE("`explain` says of every value of a layered pack where it was written, and what it replaced") {
  const loaded_pack loaded = load();
  screener s(*loaded.usable);
  REQUIRE(s.read(R"({"today": "2026-11-22"})"));
  s.evaluate();
  const std::string page(s.explain({false, 200}));
  INFO(page);
  const auto says = [&](const std::string& line) { return page.find(line) != std::string::npos; };
  CHECK(says("    washout: nsaid (chain/pack.yaml:10)"));
  CHECK(says("    before: 2 weeks (site/pack.yaml:7; in place of `1 week` in chain/pack.yaml:11)"));
  CHECK(says("    after: none (site/pack.yaml:7; in place of `3 days` in chain/pack.yaml:12)"));
  CHECK(says("    says: (chain/pack.yaml:13)"));
  CHECK(says("    source: site (site/pack.yaml:1; in place of `faq, page 1` in chain/pack.yaml:7)"));
  CHECK(says("    refer: pregnancy (site/pack.yaml:16)"));
  CHECK(says("herb-washout  removed (site/pack.yaml:11; it stands in chain/pack.yaml:14)"));
}

TEST_CASE("a value that two layers changed shows both that it replaced, the later first") {
  files_in_memory files = both();
  files.texts["room.yaml"] =
      "pack: room\nversion: 1.0.0\nextends: site/pack.yaml\nchange: {nsaid-washout: {before: 3 weeks}}\n";
  const loaded_pack loaded = load(files, "room.yaml");
  screener s(*loaded.usable);
  REQUIRE(s.read(R"({"today": "2026-11-22"})"));
  s.evaluate();
  const std::string page(s.explain({false, 200}));
  INFO(page);
  CHECK(page.find("before: 3 weeks (room.yaml:4; in place of `2 weeks` in site/pack.yaml:7; in place of `1 week` in "
                  "chain/pack.yaml:11)") != std::string::npos);
}

TEST_CASE("a pack of one file says nothing of where its values stand") {
  files_in_memory files = both();
  const loaded_pack loaded = load(files, "chain/pack.yaml");
  for (const rule& r : loaded.usable->rules) CHECK(r.written.empty());
  screener s(*loaded.usable);
  REQUIRE(s.read(R"({"today": "2026-11-22"})"));
  s.evaluate();
  CHECK(s.explain({false, 200}).find("pack.yaml:") == std::string_view::npos);
}

TEST_CASE("what tightens only is loaded, what loosens is not") {
  files_in_memory files = both();
  const std::string head = "pack: room\nversion: 1.0.0\nextends: site/pack.yaml\ntighten-only: yes\n";
  files.texts["room.yaml"] = head + "change: {nsaid-washout: {before: 3 weeks}}\n";
  load(files, "room.yaml");
  files.texts["room.yaml"] = head + "change: {nsaid-washout: {before: 1 week}}\n";
  CHECK(!load_pack("room.yaml", files));
  files.texts["room.yaml"] = head + "rules: {known: {accept: acne}}\n";
  const loaded_pack accepting = load_pack("room.yaml", files);
  CHECK(!accepting);
  REQUIRE(!accepting.found.empty());
  CHECK(accepting.found[0].code == issue_code::loosened);
  // What the layer below loosens of its own base is that layer's affair.
  std::string& below = files.texts["site/pack.yaml"];
  below.replace(below.find("before: 2 weeks"), 15, "before: 2 days");
  files.texts["room.yaml"] = head + "change: {nsaid-washout: {before: 3 days}}\n";
  load(files, "room.yaml");
}

TEST_CASE("10,000 changes of 10,000 rules are laid upon each other in no time") {
  files_in_memory files = both();
  std::string base =
      "pack: base\nversion: 1.0.0\nvocabulary: chain/words.yaml\nsources: {faq: {title: F}}\nsource: faq\nrules:\n";
  std::string child = "pack: child\nversion: 1.0.0\nextends: base.yaml\ntighten-only: yes\nchange:\n";
  for (int i = 0; i < 10'000; ++i) {
    base += "  r" + std::to_string(i) + ": {washout: ibuprofen, before: 1 month}\n";
    child += "  r" + std::to_string(i) + ": {before: 31 days}\n";
  }
  files.texts["base.yaml"] = base;
  files.texts["child.yaml"] = child;
  const loaded_pack loaded = load(files, "child.yaml");
  CHECK(loaded.usable->rules.size() == 10'001);
  CHECK(loaded.usable->rules[9'999].before == window{31, window_unit::days});
}

}  // namespace
