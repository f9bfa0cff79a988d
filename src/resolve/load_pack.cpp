#include <clearance/io/load_pack.hpp>

#include "hash.hpp"
#include "lower.hpp"
#include "pack_keys.hpp"
#include "read_cases.hpp"
#include "read_facts.hpp"
#include "read_rules.hpp"
#include "read_vocabulary.hpp"
#include "reading.hpp"

#include "../yaml/tree.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <deque>
#include <memory>
#include <sys/stat.h>
#include <unordered_set>
#include <utility>

namespace clearance {
namespace {

using namespace resolving;

/// Files of the machine that it runs on.
class disk : public file_reader {
 public:
  bool read(const std::string& path, std::string& text) override {
    struct stat about {};
    if (::stat(path.c_str(), &about) != 0) return fail(text);
    if (S_ISDIR(about.st_mode)) {
      text = "it is a folder";
      return false;
    }
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), &std::fclose);
    if (!file) return fail(text);
    text.clear();
    char buffer[1u << 16];
    // One byte more than the limit tells that it is exceeded, without reading all of an endless file.
    const std::size_t enough = yaml::limits{}.bytes + 1;
    while (text.size() < enough) {
      const std::size_t n = std::fread(buffer, 1, sizeof buffer, file.get());
      text.append(buffer, n);
      if (n == 0) break;
    }
    return std::ferror(file.get()) ? fail(text) : true;
  }

 private:
  static bool fail(std::string& text) {
    text = std::strerror(errno);
    return false;
  }
};

class loader {
 public:
  loader(file_reader& files, issues& found) : files_(files), r_(found) {}

  loaded_pack load(const std::string& path) {
    loaded_pack result;
    const yaml::node* root = open(path, nullptr);
    if (root == nullptr) return result;
    auto p = std::make_shared<pack>();
    if (read(path, *root, *p, result.cases)) result.usable = std::move(p);
    return result;
  }

 private:
  struct opened {
    source_file file;
    yaml::tree tree;
  };

  /// The root map of a file, or nothing (told at `named`, the place that names the file).
  const yaml::node* open(const std::string& path, const yaml::node* named) {
    std::string text;
    if (!files_.read(path, text)) {
      tell_unreadable(path, text, named);
      return nullptr;
    }
    opened& o = opened_.emplace_back();
    o.file = source_file(path, std::move(text));
    auto tree = yaml::read_tree(o.file, r_.found());
    if (!tree) return nullptr;
    o.tree = std::move(*tree);
    if (o.tree.root != nullptr && o.tree.root->kind == yaml::node_kind::map) return o.tree.root;
    r_.tell(issue_code::wrong_shape, {&o.file, 0, 0, 1},
            o.tree.root == nullptr ? "the file is empty" : "the file does not begin with `key: value` lines",
            named == nullptr ? "a pack begins with `pack: NAME`"
                             : "a vocabulary has `substances`, `conditions` or `zones`");
    return nullptr;
  }

  static bool is_vocabulary(const yaml::node& root) {
    return !root.members.empty() && std::all_of(root.members.begin(), root.members.end(), [](const yaml::member& m) {
      const std::string& key = m.key->text;
      return key == "substances" || key == "conditions" || key == "events" || key == "zones" || key == "note";
    });
  }

  void tell_unreadable(const std::string& path, std::string why, const yaml::node* named) {
    if (why.size() > 1 && why[0] >= 'A' && why[0] <= 'Z' && why[1] >= 'a')
      why[0] = static_cast<char>(why[0] - 'A' + 'a');
    const std::string message = "cannot read `" + path + "`: " + why;
    if (named != nullptr)
      return r_.tell(issue_code::unreadable_file, named->at, message, "paths are relative to the pack's folder");
    r_.tell(issue_code::unreadable_file, {}, message, "name the YAML file of the pack");
    r_.found().back().file = path;
  }

  bool read(const std::string& path, const yaml::node& root, pack& p, std::vector<pack_case>& cases) {
    if (is_vocabulary(root)) {
      r_.tell(issue_code::wrong_shape, root.members[0].key->at, "this is a vocabulary, not a pack",
              "name the pack that lists it under `vocabulary`");
      return false;
    }
    r_.check_keys(root, names_of(pack_keys), "a pack");
    read_heading(root, p);
    const auto vocabularies = open_vocabularies(path, root);
    const word_table words = read_vocabulary(r_, vocabularies.roots, vocabularies.state, p);
    source_table sources;
    if (const yaml::member* m = root.find("sources")) sources = read_sources(r_, *m, p);
    if (const yaml::member* m = root.find("facts")) read_facts(r_, *m, p);
    citation default_source;
    if (const yaml::member* m = root.find("source")) default_source = read_citation(r_, *m, sources);
    predicate_writer predicates(r_, words, p);
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
    const yaml::member* vocabulary = root.find("vocabulary");
    lower(r_, std::move(rules), vocabulary == nullptr ? root.at : vocabulary->key->at, predicates, p);
    if (has_errors(r_.found())) return false;
    p.hash = hash_of(p, root, vocabularies.roots);
    cases = read_cases(r_, root, p);
    return !has_errors(r_.found());
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

  struct opened_vocabularies {
    std::vector<const yaml::node*> roots;
    vocabulary_state state = vocabulary_state::none;
  };

  opened_vocabularies open_vocabularies(const std::string& path, const yaml::node& root) {
    opened_vocabularies all;
    const yaml::member* m = root.find("vocabulary");
    if (m == nullptr) return all;
    all.state = vocabulary_state::whole;
    const std::size_t slash = path.rfind('/');
    const std::string folder = slash == std::string::npos ? std::string() : path.substr(0, slash + 1);
    const auto names = r_.words(*m, "name a vocabulary file, such as `vocabulary/words.yaml`");
    if (names.empty()) all.state = vocabulary_state::in_part;
    for (const yaml::node* n : names) {
      const std::string file = n->text.front() == '/' ? n->text : folder + n->text;
      if (const yaml::node* vocabulary = open(file, n))
        all.roots.push_back(vocabulary);
      else
        all.state = vocabulary_state::in_part;
    }
    return all;
  }

  file_reader& files_;
  reading r_;
  std::deque<opened> opened_;  // stays where it is: places point into it
};

}  // namespace

loaded_pack load_pack(const std::string& path, file_reader& files) {
  issues found;
  loaded_pack result = loader(files, found).load(path);
  result.found = std::move(found);
  return result;
}

loaded_pack load_pack(const std::string& path) {
  disk files;
  return load_pack(path, files);
}

}  // namespace clearance
