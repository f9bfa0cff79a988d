#include "open_pack.hpp"
#include "verbs.hpp"

#include "../intake/problem_list.hpp"
#include "../render/json_text.hpp"
#include "../yaml/tree.hpp"

#include <array>
#include <string>
#include <string_view>

namespace clearance::program {
namespace {

/// What one of the three vocabularies makes of a text.
struct reading_of_text {
  std::string_view kind;
  name_match found;
};

class matching_text {
 public:
  matching_text(const pack& p, std::string_view text)
      : pack_(p), text_(text), readings_{{{"substance", p.names.substances.match(text)},
                                          {"condition", p.names.conditions.match(text)},
                                          {"zone", p.names.zones.match(text)}}} {}

  bool is_understood() const {
    for (const reading_of_text& r : readings_)
      if (r.found.understood()) return true;
    return false;
  }

  std::string json() const {
    std::string out = "{\"text\":\"" + escaped(text_) + "\",\"matches\":[";
    bool first = true;
    for (const reading_of_text& r : readings_) {
      if (r.found.entries.empty()) continue;
      if (!first) out += ',';
      first = false;
      out += "{\"kind\":\"" + std::string(r.kind) + "\",\"entries\":[";
      for (std::size_t i = 0; i < r.found.entries.size(); ++i)
        out += std::string(i ? "," : "") + "{\"id\":\"" + escaped(key_of(r, i)) + "\",\"label\":\"" + escaped(label_of(r, i)) + "\"}";
      out += "],\"left_over\":[";
      for (std::size_t i = 0; i < r.found.left_over.size(); ++i)
        out += std::string(i ? "," : "") + '"' + escaped(r.found.left_over[i]) + '"';
      out += "],\"rules\":[";
      const auto rules = rules_of(r);
      for (std::size_t i = 0; i < rules.size(); ++i)
        out += std::string(i ? "," : "") + "{\"rule\":\"" + escaped(rules[i].key) + "\",\"match\":\"" +
               (rules[i].is_sure ? "sure" : "possible") + "\"}";
      out += "]}";
    }
    out += "],\"suggestions\":[";
    const auto near = near_names();
    for (std::size_t i = 0; i < near.size(); ++i) out += std::string(i ? "," : "") + '"' + escaped(near[i]) + '"';
    return out + "]}";
  }

  std::string page() const {
    std::string out = text_ + "\n";
    bool any = false;
    for (const reading_of_text& r : readings_) {
      if (!r.found.understood()) continue;
      any = true;
      out += "  " + std::string(r.kind) + ": ";
      for (std::size_t i = 0; i < r.found.entries.size(); ++i)
        out += std::string(i ? " + " : "") + std::string(label_of(r, i)) + " (" + std::string(key_of(r, i)) + ")";
      out += '\n';
      const auto rules = rules_of(r);
      if (rules.empty() && r.kind != "zone") out += "    no rule of this pack speaks of it\n";
      for (const named_rule& rule : rules) out += "    " + rule.key + (rule.is_sure ? "\n" : " (perhaps)\n");
    }
    if (any) return out;
    out += "  not understood";
    for (const reading_of_text& r : readings_) {
      if (r.found.entries.empty()) continue;
      out += ": it names " + std::string(label_of(r, 0)) + ", but what does \"";
      for (std::size_t i = 0; i < r.found.left_over.size(); ++i) out += (i ? " " : "") + r.found.left_over[i];
      out += "\" mean?";
      break;
    }
    out += '\n';
    const auto near = near_names();
    for (std::size_t i = 0; i < near.size(); ++i) out += (i ? " or " : "    did you mean ") + near[i];
    return near.empty() ? out : out + "?\n";
  }

 private:
  struct named_rule {
    std::string key;
    bool is_sure = false;
  };

  std::string_view key_of(const reading_of_text& r, std::size_t i) const {
    const std::uint32_t e = r.found.entries[i];
    return r.kind == "substance" ? pack_.words.substances[e].key
           : r.kind == "condition" ? pack_.words.conditions[e].key
                                   : pack_.words.zones[e].key;
  }
  std::string_view label_of(const reading_of_text& r, std::size_t i) const {
    const std::uint32_t e = r.found.entries[i];
    return r.kind == "substance" ? pack_.words.substances[e].label
           : r.kind == "condition" ? pack_.words.conditions[e].label
                                   : pack_.words.zones[e].label;
  }

  std::vector<named_rule> rules_of(const reading_of_text& r) const {
    std::vector<named_rule> out;
    for (const std::uint32_t e : r.found.entries) {
      const auto touches = r.kind == "substance" ? pack_.substance_touches.of(substance_id{e})
                           : r.kind == "condition" ? pack_.condition_touches.of(condition_id{e})
                                                   : pack_.zone_touches.of(zone_id{e});
      for (const touch& t : touches) {
        const std::string& key = pack_.rule_of(t.bar).key;
        const bool sure = t.on(route::unknown) == match_strength::sure;
        bool known = false;
        for (named_rule& n : out)
          if (n.key == key) known = true, n.is_sure = n.is_sure || sure;
        if (!known) out.push_back({key, sure});
      }
    }
    return out;
  }

  std::vector<std::string> near_names() const {
    std::vector<std::string> near;
    for (const reading_of_text& r : readings_)
      if (r.found.understood() || !r.found.entries.empty()) return near;
    const auto collect = [&](const name_index& names, const auto& entries) {
      for (std::string& s : suggestions(text_, names, [&](std::uint32_t e) { return std::string_view(entries[e].label); }))
        near.push_back(std::move(s));
    };
    collect(pack_.names.substances, pack_.words.substances);
    collect(pack_.names.conditions, pack_.words.conditions);
    collect(pack_.names.zones, pack_.words.zones);
    return near;
  }

  const pack& pack_;
  std::string text_;
  std::array<reading_of_text, 3> readings_;
};

}  // namespace

exit_status match(const request& r, output& out) {
  const loaded_pack pack = open_pack(r.pack);
  exit_status status = done;
  for (const std::string& text : r.files) {
    if (yaml::first_bad_utf8(text)) throw cannot("a text is not UTF-8");
    const matching_text m(*pack.usable, text);
    if (!m.is_understood()) status = rejected;
    r.as == format::json ? out.line(m.json()) : out.write(m.page());
  }
  return status;
}

}  // namespace clearance::program
