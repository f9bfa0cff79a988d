#include "pack_files.hpp"

#include "layers.hpp"

#include <algorithm>

namespace clearance::resolving {
namespace {

constexpr std::string_view of_a_pack = "a pack begins with `pack: NAME`";
constexpr std::string_view of_a_vocabulary = "a vocabulary has `substances`, `conditions`, `events` or `zones`";
constexpr std::string_view of_texts = "a file of texts has `rules`, `facts`, `names` or `values`";

bool is_vocabulary(const yaml::node& root) {
  return !root.members.empty() && std::all_of(root.members.begin(), root.members.end(), [](const yaml::member& m) {
    const std::string& key = m.key->text;
    return key == "substances" || key == "conditions" || key == "events" || key == "zones" || key == "note";
  });
}

const std::string& path_of(const yaml::node& root) { return root.at.file->name; }

bool is_language(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
  });
}

}  // namespace

const yaml::node* pack_files::open(const std::string& path, const yaml::node* named, std::string_view what_it_has) {
  const opened_file& o = files_.open(path);
  if (o.is_missing) {
    tell_unreadable(path, o.why, named);
    return nullptr;
  }
  return map_of(o, what_it_has);
}

const yaml::node* pack_files::map_of(const opened_file& o, std::string_view what_it_has) {
  const yaml::node* map = o.map();
  if (!told_.insert(&o).second) return map;
  r_.found().insert(r_.found().end(), o.found.begin(), o.found.end());
  if (o.is_whole && map == nullptr)
    r_.tell(issue_code::wrong_shape, {&o.file, 0, 0, 1},
            o.tree.root == nullptr ? "the file is empty" : "the file does not begin with `key: value` lines",
            std::string(what_it_has));
  return map;
}

void pack_files::tell_unreadable(const std::string& path, std::string why, const yaml::node* named) {
  if (why.size() > 1 && why[0] >= 'A' && why[0] <= 'Z' && why[1] >= 'a') why[0] = static_cast<char>(why[0] - 'A' + 'a');
  const std::string message = "cannot read `" + path + "`: " + why;
  if (named != nullptr)
    return r_.tell(issue_code::unreadable_file, named->at, message, "paths are relative to the pack's folder");
  r_.tell(issue_code::unreadable_file, {}, message, "name the YAML file of the pack");
  r_.found().back().file = path;
}

std::vector<const yaml::node*> pack_files::open_layers(const std::string& path) {
  std::vector<const yaml::node*> layers;
  std::vector<std::string> paths{path};
  const yaml::node* named = nullptr;
  for (;;) {
    const yaml::node* root = open(paths.back(), named, of_a_pack);
    if (root == nullptr) return {};
    if (is_vocabulary(*root)) {
      r_.tell(
          issue_code::wrong_shape, named != nullptr ? named->at : root->members[0].key->at,
          named != nullptr ? "`" + named->text + "` is a vocabulary, not a pack" : "this is a vocabulary, not a pack",
          named != nullptr ? "list it under `vocabulary`" : "name the pack that lists it under `vocabulary`");
      return {};
    }
    layers.insert(layers.begin(), root);
    const yaml::member* extends = root->find("extends");
    if (extends == nullptr) return layers;
    if (!r_.text(*extends)) return {};
    named = extends->value;
    std::string next = path_beside(paths.back(), named->text);
    const auto again = std::find_if(paths.begin(), paths.end(),
                                    [&](const std::string& opened) { return plain_path(opened) == plain_path(next); });
    if (again != paths.end()) {
      std::string circle = "`" + *again + "`";
      for (auto p = again + 1; p != paths.end(); ++p) circle += " extends `" + *p + "`";
      r_.tell(issue_code::cycle, named->at, circle + " extends `" + next + "`: a pack cannot extend itself",
              "take `extends` out of one of them");
      return {};
    }
    if (layers.size() == most_layers) {
      r_.tell(issue_code::too_deep, named->at,
              "more than " + std::to_string(most_layers) + " packs extend each other up to here",
              "let a pack extend one that is further down");
      return {};
    }
    paths.push_back(std::move(next));
  }
}

opened_vocabularies pack_files::open_vocabularies(std::span<const yaml::node* const> layers) {
  opened_vocabularies all;
  std::unordered_set<const yaml::node*> seen;
  for (const yaml::node* layer : layers) {
    const yaml::member* m = layer->find("vocabulary");
    if (m == nullptr) continue;
    if (all.state == vocabulary_state::none) all.state = vocabulary_state::whole;
    const auto names = r_.words(*m, "name a vocabulary file, such as `vocabulary/words.yaml`");
    if (names.empty()) all.state = vocabulary_state::in_part;
    std::unordered_set<const yaml::node*> of_layer;
    for (const yaml::node* n : names) {
      const yaml::node* root = open(path_beside(path_of(*layer), n->text), n, of_a_vocabulary);
      if (root == nullptr) {
        all.state = vocabulary_state::in_part;
      } else if (!of_layer.insert(root).second) {
        r_.doubt(issue_code::duplicate_key, n->at, "`" + n->text + "` is named twice", "remove one");
      } else if (seen.insert(root).second) {
        all.roots.push_back(root);
      }
    }
  }
  return all;
}

std::vector<pack_files::texts> pack_files::open_texts(std::span<const yaml::node* const> layers,
                                                      const std::string& language) {
  std::vector<texts> all;
  const std::string& pack = path_of(*layers.back());
  const std::string usual_place = std::string(folder_of(pack)) + "texts/" + language + ".yaml";
  if (!is_language(language)) {
    r_.tell(issue_code::bad_value, {}, "`" + language + "` is no language", "write it as `de`, or `pt-BR`");
    r_.found().back().file = pack;
    return all;
  }
  std::string why;
  bool is_any_there = false;
  for (std::size_t i = 0; i < layers.size(); ++i) {
    const std::string& path = path_of(*layers[i]);
    const std::string folder(folder_of(path));
    std::string name = path.substr(folder.size());
    if (name.ends_with(".yaml")) name.resize(name.size() - 5);
    for (const std::string& file : {language, name + '.' + language}) {
      const opened_file& o = files_.open(folder + "texts/" + file + ".yaml");
      if (o.is_missing) {
        if (why.empty()) why = o.why;
        continue;
      }
      is_any_there = true;
      const yaml::node* root = map_of(o, of_texts);
      if (root == nullptr) continue;
      std::erase_if(all, [&](const texts& t) { return t.root == root; });
      all.push_back({root, i});
    }
  }
  if (is_any_there) return all;
  tell_unreadable(usual_place, why, nullptr);
  r_.found().back().hint = "the texts of a language stand in `texts/` beside the pack";
  return all;
}

}  // namespace clearance::resolving
