#include "written_pack.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace clearance::linting {
namespace {

constexpr std::size_t most_layers = 32;

const yaml::member* entry_of(const yaml::node* root, std::string_view section, std::string_view key) {
  const yaml::member* m = root->find(section);
  return m == nullptr ? nullptr : m->value->find(key);
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash + 1);
}

std::string path_in(const std::string& folder, const std::string& name) {
  return name.starts_with('/') ? name : folder + name;
}

}  // namespace

bool files_of_this_machine::read(const std::string& path, std::string& text) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return false;
  text.assign(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  return true;
}

written_pack::written_pack(const std::string& path, file_reader& files) : files_(files) {
  std::string next = path;
  while (!next.empty() && layers_.size() < most_layers) {
    const yaml::node* root = open(next);
    if (root == nullptr) return;
    const std::string folder = folder_of(next);
    layers_.push_back({root, folder});
    if (const yaml::member* m = root->find("vocabulary")) {
      std::vector<const yaml::node*> names = m->value->items;
      if (m->value->kind == yaml::node_kind::scalar) names.push_back(m->value);
      for (const yaml::node* n : names)
        if (const yaml::node* vocabulary = open(path_in(folder, n->text))) vocabularies_.push_back(vocabulary);
    }
    const yaml::member* below = root->find("extends");
    next = below == nullptr ? std::string() : path_in(folder, below->value->text);
  }
}

const yaml::node* written_pack::open(const std::string& path) {
  std::string text;
  if (!files_.read(path, text)) return nullptr;
  opened& o = opened_.emplace_back();
  o.file = source_file(path, std::move(text));
  issues told_before;
  auto tree = yaml::read_tree(o.file, told_before);
  if (!tree || tree->root == nullptr) return nullptr;
  o.tree = std::move(*tree);
  return o.tree.root;
}

const yaml::node* written_pack::place_of(std::string_view rule) const {
  for (const layer& l : layers_)
    if (const yaml::member* m = entry_of(l.root, "rules", rule)) return m->key;
  return nullptr;
}

const yaml::member* written_pack::value(std::string_view rule, std::string_view key) const {
  for (const layer& l : layers_)
    for (const std::string_view section : {"change", "rules"})
      if (const yaml::member* m = entry_of(l.root, section, rule))
        if (const yaml::member* v = m->value->find(key)) return v->value->text == "none" ? nullptr : v;
  return nullptr;
}

bool written_pack::is_own(std::string_view rule) const {
  return !layers_.empty() && entry_of(layers_.front().root, "rules", rule) != nullptr;
}

std::vector<const yaml::node*> written_pack::vocabularies() const { return vocabularies_; }

}  // namespace clearance::linting
