#include <clearance/io/load_pack.hpp>

#include "hash.hpp"
#include "layers.hpp"
#include "lower.hpp"
#include "pack_files.hpp"
#include "pack_keys.hpp"
#include "provenance.hpp"
#include "read_cases.hpp"
#include "read_facts.hpp"
#include "read_rules.hpp"
#include "read_vocabulary.hpp"
#include "reading.hpp"
#include "translate.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_set>
#include <utility>

namespace clearance {
namespace {

using namespace resolving;

/// A vocabulary as it is before any rule is read.
struct resolved_vocabulary {
  vocabulary words;
  vocabulary_names names;
  word_table table;
};

/// Vocabularies without mistakes, by the files that make them.
using known_vocabularies = std::map<std::vector<const yaml::node*>, resolved_vocabulary>;

class loader {
 public:
  loader(opened_files& files, known_vocabularies& vocabularies, const load_options& options, issues& found)
      : vocabularies_(vocabularies), options_(options), r_(found), files_(r_, files) {}

  loaded_pack load(const std::string& path) {
    loaded_pack result;
    const auto layers = files_.open_layers(path);
    if (layers.empty()) return result;
    auto p = std::make_shared<pack>();
    read_case_list cases;
    if (read(layers, *p, cases)) result.usable = std::move(p);
    result.cases = std::move(cases.cases);
    result.usual = std::move(cases.usual);
    return result;
  }

 private:
  bool read(const std::vector<const yaml::node*>& layers, pack& p, read_case_list& cases) {
    for (const yaml::node* layer : layers) r_.check_keys(*layer, names_of(pack_keys), "a pack");
    tell_without_base(r_, *layers.front());
    layered_pack layered;
    layered.root = layers.front();
    if (layers.size() > 1) layered = combine(r_, layers);
    std::optional<translation> language;
    if (!options_.language.empty())
      language.emplace(r_, options_.language, files_.open_texts(layers, options_.language), layers, layered);
    const yaml::node& root = language ? language->of(*layered.root) : *layered.root;

    read_heading(root, p);
    const opened_vocabularies vocabularies = files_.open_vocabularies(layers);
    const word_table& words = resolve(vocabularies, p);
    if (language) language->name(words, p.words);
    source_table sources;
    if (const yaml::member* m = root.find("sources")) sources = read_sources(r_, *m, p);
    if (const yaml::member* m = root.find("facts")) read_facts(r_, *m, p);
    if (language) language->label_answers(p);
    const citation default_source = read_default_source(layers, sources);
    predicate_writer predicates(r_, words, p);
    if (const yaml::member* m = root.find("facts")) predicates.read_from(*m->value);
    std::vector<rule_model> rules;
    if (const yaml::member* m = root.find("rules"))
      rules = read_rules(r_, *m, words, predicates, {sources, default_source}, p);
    else
      r_.tell(issue_code::missing_key, root.members.empty() ? root.at : root.members[0].key->at,
              "the pack has no `rules`", "add `rules:` with one rule at least");
    if (!has_errors(r_.found())) doubt_unused_facts(root, predicates, p);
    if (has_errors(r_.found())) {
      p.rules.clear();
      for (rule_model& m : rules) p.rules.push_back(std::move(m.words));
      read_cases(r_, root, p);  // to tell their mistakes in the same run
      return false;
    }
    const yaml::member* vocabulary = layers.back()->find("vocabulary");
    lower(r_, std::move(rules), vocabulary == nullptr ? root.at : vocabulary->key->at, predicates, p);
    if (has_errors(r_.found())) return false;
    p.hash = hash_of(p, root, vocabularies.roots);
    if (layers.size() > 1) keep_provenance(layered, root, p);
    if (language) language->report(*layered.root, p);
    cases = read_cases(r_, root, p);
    return !has_errors(r_.found());
  }

  /// What one layer cites by default has been given to its rules, where there are several layers.
  citation read_default_source(const std::vector<const yaml::node*>& layers, const source_table& sources) {
    citation cited;
    for (const yaml::node* layer : layers)
      if (const yaml::member* m = layer->find("source")) cited = read_citation(r_, *m, sources);
    return layers.size() > 1 ? citation() : cited;
  }

  /// The words that rules may use. A vocabulary that is known is copied.
  const word_table& resolve(const opened_vocabularies& opened, pack& p) {
    const auto known = vocabularies_.find(opened.roots);
    if (known != vocabularies_.end() && opened.state == vocabulary_state::whole) {
      p.words = known->second.words;
      p.names = known->second.names;
      return known->second.table;
    }
    const std::size_t before = r_.found().size();
    table_ = read_vocabulary(r_, opened.roots, opened.state, p);
    const bool is_right = r_.found().size() == before && opened.state == vocabulary_state::whole;
    if (!is_right) return table_;
    return vocabularies_.emplace(opened.roots, resolved_vocabulary{p.words, p.names, std::move(table_)})
        .first->second.table;
  }

  // What a form asks for nothing costs patients' time, and is often a test that was forgotten.
  void doubt_unused_facts(const yaml::node& root, const predicate_writer& predicates, const pack& p) {
    const yaml::member* facts = root.find("facts");
    if (facts == nullptr) return;
    std::unordered_set<std::string_view> unused;
    for (const auto* declared :
         {&p.treatment_facts, &p.medication_facts, &p.condition_facts, &p.event_facts, &p.patient_facts})
      for (const fact_declaration& f : *declared)
        if (!predicates.reads(f)) unused.insert(f.key);
    for (const yaml::member& m : facts->value->members)
      if (unused.contains(m.key->text))
        r_.doubt(issue_code::unused_fact, m.key->at, "no rule reads `" + m.key->text + "`",
                 "test it in a `when`, `unless`, `earlier` or `either`, or remove it");
  }

  void read_heading(const yaml::node& root, pack& p) {
    const text_range at = root.members.empty() ? root.at : root.members[0].key->at;
    if (const yaml::member* m = root.find("pack")) {
      p.id = r_.text(*m).value_or("");
      if (!p.id.empty() && !is_name(p.id))
        r_.tell(issue_code::bad_id, m->value->at, "`" + p.id + "` cannot name a pack",
                "use small letters, digits and hyphens, beginning with a letter");
    } else {
      r_.tell(issue_code::missing_key, at, "the pack has no name", "begin with `pack: NAME`");
    }
    if (const yaml::member* m = root.find("version"))
      p.version = r_.text(*m).value_or("");
    else
      r_.tell(issue_code::missing_key, at, "the pack has no version", "add `version: 1.0.0`");
    if (const yaml::member* m = root.find("title")) p.title = r_.text(*m).value_or("");
  }

  known_vocabularies& vocabularies_;
  const load_options& options_;
  reading r_;
  pack_files files_;
  word_table table_;
};

/// What several rules take from one place would be told for each of them.
void tell_once(issues& found) {
  std::set<std::tuple<std::string_view, int, int, issue_code, std::string_view>> told;
  issues once;
  once.reserve(found.size());  // stays where it is: what is told is looked at there
  for (issue& i : found) {
    const issue& kept = once.emplace_back(std::move(i));
    if (!told.insert({kept.file, kept.line, kept.column, kept.code, kept.message}).second) once.pop_back();
  }
  found = std::move(once);
}

}  // namespace

struct pack_source::state {
  explicit state(file_reader& from) : files(from) {}
  state() : files(own) {}

  disk own;
  opened_files files;
  known_vocabularies vocabularies;
};

pack_source::pack_source() : state_(std::make_unique<state>()) {}
pack_source::pack_source(file_reader& files) : state_(std::make_unique<state>(files)) {}
pack_source::~pack_source() = default;
pack_source::pack_source(pack_source&&) noexcept = default;
pack_source& pack_source::operator=(pack_source&&) noexcept = default;

loaded_pack pack_source::load(const std::string& path, const load_options& options) {
  issues found;
  loaded_pack result = loader(state_->files, state_->vocabularies, options, found).load(path);
  tell_once(found);
  result.found = std::move(found);
  return result;
}

void pack_source::replace(const std::string& path, std::string text) {
  const opened_file* former = state_->files.find(path);
  std::erase_if(state_->vocabularies, [&](const auto& known) {
    return former != nullptr && std::find(known.first.begin(), known.first.end(), former->map()) != known.first.end();
  });
  state_->files.replace(path, std::move(text));
}

std::string_view pack_source::text_of(const std::string& path) const {
  const opened_file* file = state_->files.find(path);
  return file == nullptr ? std::string_view() : std::string_view(file->file.text);
}

loaded_pack load_pack(const std::string& path, file_reader& files, const load_options& options) {
  return pack_source(files).load(path, options);
}

loaded_pack load_pack(const std::string& path, const load_options& options) {
  return pack_source().load(path, options);
}

}  // namespace clearance
