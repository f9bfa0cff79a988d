#include "read_vocabulary.hpp"

#include "vocabulary_graph.hpp"
#include "vocabulary_keys.hpp"

#include <clearance/facts.hpp>
#include <clearance/match/filler.hpp>

#include <algorithm>

namespace clearance::resolving {

std::string_view name(word_kind k) noexcept {
  constexpr std::string_view names[] = {"substance", "condition", "event", "zone"};
  return names[static_cast<unsigned>(k)];
}

std::optional<route> read_route(std::string_view word) noexcept {
  for (unsigned i = 0; i < std::size(route_names); ++i)
    if (word == route_names[i]) return static_cast<route>(i + 1);
  return std::nullopt;
}

void word_table::tell_unknown(reading& r, const yaml::node& n, word_kind kind) const {
  if (auto why = why_unknown(r, n.text, kind))
    r.tell(issue_code::unknown_name, n.at, std::move(why->message), std::move(why->hint));
}

std::optional<word_table::reason> word_table::why_unknown(reading& r, const std::string& unknown,
                                                          word_kind kind) const {
  const std::string wanted(name(kind));
  if (const word* w = find(unknown); w != nullptr) {
    const std::string is(name(w->kind));
    std::string hint = (kind == word_kind::event ? "name an " : "name a ") + wanted + " here";
    if (w->kind == word_kind::condition && kind == word_kind::zone) hint += "; what is treated is an `indication`";
    const auto with_article = [](const std::string& what) { return (what == "event" ? "an " : "a ") + what; };
    return reason{"`" + unknown + "` is " + with_article(is) + ", not " + with_article(wanted), std::move(hint)};
  }
  if (state_ == vocabulary_state::in_part) return std::nullopt;
  std::string hint = r.did_you_mean(unknown, keys_of_[static_cast<unsigned>(kind)]);
  if (hint.empty()) hint = "the vocabulary's `" + wanted + "s` list the names";
  return reason{"no " + wanted + " `" + unknown + "`", std::move(hint)};
}

namespace {

constexpr auto sections = names_of(vocabulary_sections);

// The sets of all zones' parts grow with the square of their number.
constexpr std::size_t most_zones = 4096;

/// Joins the words of a key: `fish-oil` is known as `fish oil`.
std::string spoken(std::string_view key) {
  std::string s(key);
  std::replace(s.begin(), s.end(), '-', ' ');
  return s;
}

class vocabulary_reader {
 public:
  vocabulary_reader(reading& r, vocabulary_state state, pack& out) : r_(r), out_(out), table_(state) {
    out_.names.substances.ignore(filler::of_medicines);
    out_.names.conditions.ignore(filler::of_conditions);
    out_.names.events.ignore(filler::of_events);
    out_.names.zones.ignore(filler::of_zones);
  }

  /// First pass: every key gets its id, so that entries may refer to later ones and to other files.
  void declare(const yaml::node& root) {
    r_.check_keys(root, sections, "a vocabulary");
    for (const yaml::member& section : root.members) {
      const auto kind = kind_of(section.key->text);
      if (!kind) continue;
      const yaml::node* entries = r_.map(section, "entries, a name and its keys each");
      if (entries == nullptr) continue;
      for (const yaml::member& entry : entries->members) declare(*kind, entry);
    }
  }

  /// Second pass: what each entry says.
  void define() {
    for (const auto& [kind, id, entry] : declared_) {
      switch (kind) {
        case word_kind::substance: define_substance(id, *entry); break;
        case word_kind::condition: define_condition(id, *entry); break;
        case word_kind::event: define_event(id, *entry); break;
        case word_kind::zone: define_zone(id, *entry); break;
      }
    }
    check_graphs(r_, table_, out_.words);
  }

  word_table take_table() { return std::move(table_); }

 private:
  struct declaration {
    word_kind kind;
    std::uint32_t id;
    const yaml::member* entry;
  };

  static std::optional<word_kind> kind_of(std::string_view section) {
    for (unsigned i = 0; i < std::size(sections); ++i)
      if (section == sections[i]) return static_cast<word_kind>(i);
    return std::nullopt;
  }

  void declare(word_kind kind, const yaml::member& entry) {
    const std::string& key = entry.key->text;
    if (!is_name(key))
      r_.tell(issue_code::bad_id, entry.key->at, "`" + key + "` cannot be a key",
              "use small letters, digits and hyphens, beginning with a letter");
    std::uint32_t id = 0;
    switch (kind) {
      case word_kind::substance: id = append(out_.words.substances, key); break;
      case word_kind::condition: id = append(out_.words.conditions, key); break;
      case word_kind::event: id = append(out_.words.events, key); break;
      case word_kind::zone: id = append(out_.words.zones, key); break;
    }
    if (!table_.add(key, {kind, id, entry.key->at})) {
      const word& first = *table_.find(key);
      if (first.kind == kind && first.at.file == entry.key->at.file)
        return;  // twice in one map: told where it was read
      r_.tell(issue_code::duplicate_key, entry.key->at,
              "`" + key + "` is a " + std::string(name(first.kind)) + " already (" + first.at.file->name + ":" +
                  std::to_string(first.at.line + 1) + ")",
              "keys are unique over all vocabularies: rename one");
    }
    if (kind == word_kind::zone && id == most_zones)
      r_.tell(issue_code::too_large, entry.key->at, "more than " + std::to_string(most_zones) + " zones");
    declared_.push_back({kind, id, &entry});
  }

  template <class Entry>
  static std::uint32_t append(std::vector<Entry>& entries, const std::string& key) {
    entries.emplace_back().key = key;
    return static_cast<std::uint32_t>(entries.size() - 1);
  }

  void define_substance(std::uint32_t id, const yaml::member& entry) {
    substance& s = out_.words.substances[id];
    const yaml::node* keys = body(entry, names_of(substance_keys), "a substance");
    if (keys == nullptr) return;
    read_names(entry, *keys, s.label, out_.names.substances, id, word_kind::substance);
    s.is = references<substance_thing>(*keys, "is", word_kind::substance);
    s.contains = references<substance_thing>(*keys, "contains", word_kind::substance);
    s.may_be = references<substance_thing>(*keys, "may_be", word_kind::substance);
    references<substance_thing>(*keys, "unlike", word_kind::substance);  // for `lint` alone
    if (const yaml::member* m = keys->find("routes")) s.routes = read_routes(*m);
    if (const yaml::member* m = keys->find("ask_prescriber")) s.ask_prescriber = r_.yes_no(*m).value_or(true);
    read_codes(*keys, out_.names.substance_codes, id, word_kind::substance);
    if (!s.may_be.empty() && (!s.is.empty() || !s.contains.empty()))
      r_.tell(issue_code::bad_value, keys->find("may_be")->key->at,
              "`" + s.key + "` is an ambiguous name: it cannot have `is` or `contains` too",
              "say that of the products that it may be");
  }

  void define_condition(std::uint32_t id, const yaml::member& entry) {
    condition_entry& c = out_.words.conditions[id];
    const yaml::node* keys = body(entry, names_of(condition_keys), "a condition");
    if (keys == nullptr) return;
    read_names(entry, *keys, c.label, out_.names.conditions, id, word_kind::condition);
    c.is = references<condition_thing>(*keys, "is", word_kind::condition);
    c.may_be = references<condition_thing>(*keys, "may_be", word_kind::condition);
    references<condition_thing>(*keys, "unlike", word_kind::condition);  // for `lint` alone
    c.usual_zones = references<zone_thing>(*keys, "usual_zones", word_kind::zone);
    if (const yaml::member* m = keys->find("harmless")) c.harmless = r_.yes_no(*m).value_or(false);
    read_codes(*keys, out_.names.condition_codes, id, word_kind::condition);
  }

  void define_event(std::uint32_t id, const yaml::member& entry) {
    event_entry& e = out_.words.events[id];
    const yaml::node* keys = body(entry, names_of(event_keys), "an event");
    if (keys == nullptr) return;
    read_names(entry, *keys, e.label, out_.names.events, id, word_kind::event);
    e.is = references<event_thing>(*keys, "is", word_kind::event);
    e.may_be = references<event_thing>(*keys, "may_be", word_kind::event);
    references<event_thing>(*keys, "unlike", word_kind::event);  // for `lint` alone
    e.usual_zones = references<zone_thing>(*keys, "usual_zones", word_kind::zone);
    read_codes(*keys, out_.names.event_codes, id, word_kind::event);
  }

  void define_zone(std::uint32_t id, const yaml::member& entry) {
    zone& z = out_.words.zones[id];
    const yaml::node* keys = body(entry, names_of(zone_keys), "a zone");
    if (keys == nullptr) return;
    read_names(entry, *keys, z.label, out_.names.zones, id, word_kind::zone);
    z.parts = references<zone_thing>(*keys, "parts", word_kind::zone);
  }

  const yaml::node* body(const yaml::member& entry, std::span<const std::string_view> known, std::string_view of) {
    const yaml::node* keys = r_.map(entry, "its keys, such as `label: ...`");
    if (keys != nullptr) r_.check_keys(*keys, known, of);
    return keys;
  }

  void read_names(const yaml::member& entry, const yaml::node& keys, std::string& label, name_index& index,
                  std::uint32_t id, word_kind kind) {
    label = spoken(entry.key->text);
    add_name(index, label, id, kind, entry.key->at);
    if (const yaml::member* m = keys.find("label"))
      if (auto text = r_.text(*m)) {
        label = std::move(*text);
        add_name(index, label, id, kind, m->value->at);
      }
    if (const yaml::member* m = keys.find("names"))
      for (const yaml::node* n : r_.words(*m)) add_name(index, n->text, id, kind, n->at);
  }

  void add_name(name_index& index, std::string_view text, std::uint32_t id, word_kind kind, const text_range& at) {
    const auto bearer = index.add(text, id);
    if (!bearer) return refuse_useless(index, text, at);
    r_.tell(issue_code::ambiguous_name, at,
            "`" + std::string(text) + "` is a name of `" + key_of(kind, *bearer) + "` already",
            kind == word_kind::zone ? "a name may mean one zone only"
                                    : "give it to one of them, or make an entry of its own with `may_be: [...]`");
  }

  /// A name that is never found would be missed by nobody but the patient.
  void refuse_useless(const name_index& index, std::string_view text, const text_range& at) {
    std::string normal;
    name_match found;
    index.match(text, found, normal);
    if (normal.empty())
      r_.tell(issue_code::bad_value, at,
              "nothing is left of the name `" + std::string(text) + "` when names are compared",
              "a name needs a letter or a digit, and more than `and` or `with`");
    else if (!found.understood())
      r_.tell(
          issue_code::bad_value, at,
          "a name of " + std::to_string(1 + std::count(normal.begin(), normal.end(), ' ')) + " words is never found",
          "shorten it");
  }

  const std::string& key_of(word_kind kind, std::uint32_t entry) const {
    switch (kind) {
      case word_kind::substance: return out_.words.substances[entry].key;
      case word_kind::condition: return out_.words.conditions[entry].key;
      case word_kind::event: return out_.words.events[entry].key;
      case word_kind::zone: break;
    }
    return out_.words.zones[entry].key;
  }

  template <class Thing>
  std::vector<id<Thing>> references(const yaml::node& keys, std::string_view key, word_kind kind) {
    std::vector<id<Thing>> out;
    const yaml::member* m = keys.find(key);
    if (m == nullptr) return out;
    for (const yaml::node* n : r_.words(*m)) {
      const word* w = table_.find(n->text);
      if (w == nullptr || w->kind != kind)
        table_.tell_unknown(r_, *n, kind);
      else
        out.push_back({w->id});
    }
    return out;
  }

  std::uint8_t read_routes(const yaml::member& m) {
    std::uint8_t routes = 0;
    for (const yaml::node* n : r_.words(m)) {
      if (const auto by = read_route(n->text))
        routes |= static_cast<std::uint8_t>(1u << static_cast<unsigned>(*by));
      else
        r_.tell(issue_code::bad_value, n->at, "`" + n->text + "` is no route", "use " + one_of(route_names));
    }
    return routes;
  }

  void read_codes(const yaml::node& keys, code_index& index, std::uint32_t id, word_kind kind) {
    const yaml::member* m = keys.find("codes");
    if (m == nullptr) return;
    const yaml::node* codes = r_.map(*m, "a system and its code, such as `rxnorm: 6064`");
    if (codes == nullptr) return;
    for (const yaml::member& code : codes->members)
      for (const yaml::node* value : r_.words(code))
        if (const auto bearer = index.add(code.key->text, value->text, id))
          r_.tell(issue_code::ambiguous_name, value->at,
                  "the `" + code.key->text + "` code `" + value->text + "` stands at `" + key_of(kind, *bearer) +
                      "` already",
                  "a code means one entry: remove it from one of the two");
  }

  reading& r_;
  pack& out_;
  word_table table_;
  std::vector<declaration> declared_;
};

}  // namespace

word_table read_vocabulary(reading& r, const std::vector<const yaml::node*>& roots, vocabulary_state state, pack& out) {
  vocabulary_reader reader(r, state, out);
  for (const yaml::node* root : roots) reader.declare(*root);
  reader.define();
  return reader.take_table();
}

}  // namespace clearance::resolving
