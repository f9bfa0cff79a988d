// What people read in another language. Mistakes, and what is missing, are told in tests/golden.
#include "in_memory.hpp"

#include <clearance/io/load_pack.hpp>
#include <clearance/io/match_text.hpp>
#include <clearance/io/screener.hpp>

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <utility>

namespace {

using namespace clearance;
using nlohmann::json;

constexpr const char* words = R"(substances:
  nsaid: {label: pain killer}
  ibuprofen: {is: nsaid, names: [advil]}
zones:
  chin: {}
)";

constexpr const char* rules = R"(pack: base
version: 1.0.0
vocabulary: [words.yaml]
sources:
  faq: {title: What is it}
source: faq
facts:
  depth:
    of: treatment
    ask: How deep is it?
    answer: [mild, deep]
rules:
  nsaid-washout:
    washout: nsaid
    before: 1 week
    says: No {washout} for {before}.
  chin:
    exclude: chin
    when: {depth: deep}
  interval:
    interval: 2..4 weeks
    either: {depth: mild}
)";

constexpr const char* german = R"(rules:
  nsaid-washout: "Kein {washout} in der letzten {before}."
  chin: Nicht am Kinn.
  interval: "Zwischen zwei Terminen liegen {interval}."
facts:
  depth:
    ask: Wie tief ist die Behandlung?
    answers: {mild: leicht, deep: tief}
names:
  nsaid: Schmerzmittel
  ibuprofen: Ibuprofen
  chin: Kinn
values:
  1 week: Woche
  2..4 weeks: 2 bis 4 Wochen
)";

files_in_memory packs() {
  files_in_memory files;
  files.texts = {{"words.yaml", words}, {"pack.yaml", rules}, {"texts/de.yaml", german}};
  return files;
}

loaded_pack load(files_in_memory& files, const std::string& language = "de", const std::string& path = "pack.yaml") {
  loaded_pack loaded = load_pack(path, files, load_options{language});
  INFO(to_text(loaded.found));
  REQUIRE(loaded);
  return loaded;
}

constexpr const char* intake = R"({"today": "2026-11-22", "treatment": {"date": "2026-11-23", "zones": ["chin"]},
    "medications": [{"name": "Advil", "last_taken": "2026-11-20"}], "conditions": [],
    "sessions": [{"date": "2026-11-20", "depth": "deep"}]})";

TEST_CASE("a pack that is wholly translated is without doubts") {
  files_in_memory files = packs();
  CHECK(to_text(load(files).found).empty());
}

TEST_CASE("texts, questions, names and answers are those of the language; verdicts stay what they are") {
  files_in_memory files = packs();
  const loaded_pack own = load(files, "");
  const loaded_pack translated = load(files);
  const json in_english = json::parse(screener(*own.usable).screen(intake));
  const json in_german = json::parse(screener(*translated.usable).screen(intake));
  CHECK(in_german["verdict"] == in_english["verdict"]);
  CHECK(in_german["earliest"] == in_english["earliest"]);
  CHECK(in_english["findings"][0]["says"] == "No nsaid for 1 week.");
  CHECK(in_german["findings"][0]["says"] == "Kein Schmerzmittel in der letzten Woche.");
  const std::string all = in_german.dump();
  CHECK(all.find("Ibuprofen, last taken") != std::string::npos);
  CHECK(all.find("Wie tief ist die Behandlung?") != std::string::npos);
  CHECK(all.find("How deep") == std::string::npos);
  CHECK(all.find(", tief") != std::string::npos);
  CHECK(all.find("Zwischen zwei Terminen liegen 2 bis 4 Wochen.") != std::string::npos);
}

TEST_CASE("a language gives labels, and no names: what is typed means the same in every language") {
  files_in_memory files = packs();
  const loaded_pack loaded = load(files);
  CHECK(match_text(*loaded.usable, "Schmerzmittel").understood() == false);
  const text_match m = match_text(*loaded.usable, "pain killer");
  REQUIRE(m.understood());
  CHECK(m.readings[0].entries[0].label == "Schmerzmittel");
}

TEST_CASE("a window that the clinic changes is never misquoted, though it may be English") {
  files_in_memory files = packs();
  std::string& text = files.texts["pack.yaml"];
  text.replace(text.find("1 week"), 6, "9 days");
  const loaded_pack loaded = load(files);
  CHECK(loaded.usable->rules[0].says == "Kein Schmerzmittel in der letzten 9 days.");
  REQUIRE(loaded.found.size() == 1);
  CHECK(loaded.found[0].code == issue_code::untranslated);
  CHECK(loaded.found[0].message == "`9 days`, which the text of `nsaid-washout` shows, is not in `de`");
}

TEST_CASE("texts are part of the hash where they are read, and only there") {
  files_in_memory files = packs();
  const std::string own = load(files, "").usable->hash;
  const std::string translated = load(files).usable->hash;
  CHECK(own != translated);
  const std::pair<std::string, std::string> changes[] = {{"Nicht am Kinn", "Nie am Kinn"},
                                                         {"Schmerzmittel", "Mittel"},
                                                         {"leicht", "sanft"},
                                                         {"Wie tief", "Wie weit"},
                                                         {": Woche", ": Zeit"}};
  for (const auto& change : changes) {
    const std::string& from = change.first;
    CAPTURE(from);
    files_in_memory changed = packs();
    std::string& text = changed.texts["texts/de.yaml"];
    text.replace(text.find(from), from.size(), change.second);
    CHECK(load(changed, "").usable->hash == own);
    CHECK(load(changed).usable->hash != translated);
  }
}

TEST_CASE("packs that share a folder may have texts of their own, which are read last") {
  files_in_memory files = packs();
  files.texts["site.yaml"] =
      "pack: site\nversion: 1.0.0\nextends: pack.yaml\nchange: {chin: {says: Not there.}}\n"
      "rules:\n  other: {refer: ibuprofen, source: faq}\n";
  files.texts["texts/site.de.yaml"] = "rules: {other: Bitte erst fragen., chin: Dort nicht.}\n";
  const loaded_pack loaded = load(files, "de", "site.yaml");
  CHECK(to_text(loaded.found).empty());
  CHECK(loaded.usable->rules[1].says == "Dort nicht.");
  CHECK(loaded.usable->rules[3].says == "Bitte erst fragen.");
  CHECK(load(files).usable->rules[1].says == "Nicht am Kinn.");  // of the base, which knows no `other`
}

TEST_CASE("a base is translated beside itself, but for what a layer above it wrote anew") {
  files_in_memory files = packs();
  files.texts["site/pack.yaml"] =
      "pack: site\nversion: 1.0.0\nextends: ../pack.yaml\nchange: {chin: {says: Not there.}}\nremove: [interval]\n";
  const loaded_pack loaded = load(files, "de", "site/pack.yaml");
  CHECK(loaded.usable->rules[0].says == "Kein Schmerzmittel in der letzten Woche.");
  CHECK(loaded.usable->rules[1].says == "Not there.");
  REQUIRE(loaded.found.size() == 1);
  CHECK(loaded.found[0].code == issue_code::untranslated);
  CHECK(loaded.usable->rules[0].written[2].place == "texts/de.yaml:2");
}

TEST_CASE("a language is a short word: no path leads out of `texts`") {
  files_in_memory files = packs();
  for (const char* language : {"../de", "de/at", "d e", "de.yaml", "dé"}) {
    CAPTURE(std::string(language));
    const loaded_pack loaded = load_pack("pack.yaml", files, load_options{language});
    CHECK(!loaded);
    REQUIRE(loaded.found.size() == 1);
    CHECK(loaded.found[0].message == "`" + std::string(language) + "` is no language");
  }
}

}  // namespace
