#include "hash.hpp"

#include "sha256.hpp"

#include <algorithm>
#include <string_view>

namespace clearance::resolving {
namespace {

/// Writes values so that no two different ones give the same bytes: each text with its length before it.
class canonical {
 public:
  void text(std::string_view s) {
    out_ += std::to_string(s.size());
    out_ += ':';
    out_ += s;
  }
  void value(const yaml::node& n) {
    switch (n.kind) {
      case yaml::node_kind::empty: out_ += '-'; return;
      case yaml::node_kind::scalar: text(n.text); return;
      case yaml::node_kind::sequence:
        // One word and a list of one word mean the same.
        if (n.items.size() == 1) return value(*n.items[0]);
        out_ += '[';
        for (const yaml::node* item : n.items) value(*item);
        out_ += ']';
        return;
      case yaml::node_kind::map:
        out_ += '{';
        members_sorted(n);
        out_ += '}';
        return;
    }
  }
  void members_sorted(const yaml::node& n) {
    std::vector<const yaml::member*> sorted;
    sorted.reserve(n.members.size());
    for (const yaml::member& m : n.members) sorted.push_back(&m);
    std::sort(sorted.begin(), sorted.end(),
              [](const yaml::member* a, const yaml::member* b) { return a->key->text < b->key->text; });
    for (const yaml::member* m : sorted) entry(*m);
  }
  void entry(const yaml::member& m) {
    text(m.key->text);
    value(*m.value);
  }
  /// A rule cites what the pack cites where it names nothing.
  void rule(const yaml::member& m, const yaml::member* default_source) {
    const bool cites_default =
        default_source != nullptr && m.value->kind == yaml::node_kind::map && m.value->find("source") == nullptr;
    if (!cites_default) return entry(m);
    yaml::node keys = *m.value;
    keys.members.push_back(*default_source);
    entry({m.key, &keys});
  }
  std::string& bytes() { return out_; }

 private:
  std::string out_;
};

}  // namespace

std::string hash_of(const pack& p, const yaml::node& pack_root, const std::vector<const yaml::node*>& vocabularies) {
  canonical all;
  all.text(p.id);
  all.text(p.version);
  all.text(p.title);
  for (const std::string_view key : {"sources", "facts"}) {
    all.text(key);
    if (const yaml::member* m = pack_root.find(key)) all.value(*m->value);
  }
  all.text("rules");
  if (const yaml::member* m = pack_root.find("rules"))
    for (const yaml::member& rule : m->value->members) all.rule(rule, pack_root.find("source"));
  for (const yaml::member& m : pack_root.members)
    if (m.key->text.starts_with(texts_of)) all.entry(m);

  // Files may share out the vocabulary as they like: the entries of each section count, whatever file they stand in.
  for (const std::string_view section : {"substances", "conditions", "events", "zones"}) {
    std::vector<const yaml::member*> entries;
    for (const yaml::node* root : vocabularies)
      if (const yaml::member* m = root->find(section))
        for (const yaml::member& entry : m->value->members) entries.push_back(&entry);
    std::sort(entries.begin(), entries.end(),
              [](const yaml::member* x, const yaml::member* y) { return x->key->text < y->key->text; });
    all.text(section);
    for (const yaml::member* entry : entries) all.entry(*entry);
  }

  sha256 sum;
  sum.add(all.bytes());
  return "sha256:" + sum.hex();
}

}  // namespace clearance::resolving
