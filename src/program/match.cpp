#include "open_pack.hpp"
#include "verbs.hpp"

#include "../render/json_text.hpp"
#include "../yaml/tree.hpp"

#include <clearance/io/match_text.hpp>

#include <string>
#include <string_view>

namespace clearance::program {
namespace {

/// `[item,item]`, each as `write` gives it.
template <class Items, class Write>
std::string json_list(const Items& items, Write write) {
  std::string out = "[";
  for (const auto& item : items) {
    if (out.size() > 1) out += ',';
    out += write(item);
  }
  return out + ']';
}

std::string quoted(std::string_view text) { return '"' + escaped(text) + '"'; }

std::string to_json(std::string_view text, const text_match& m) {
  const auto reading = [](const text_reading& r) {
    return "{\"kind\":" + quoted(name(r.kind)) + ",\"entries\":" +
           json_list(r.entries,
                     [](const auto& e) { return "{\"id\":" + quoted(e.id) + ",\"label\":" + quoted(e.label) + '}'; }) +
           ",\"left_over\":" + json_list(r.left_over, quoted) + ",\"rules\":" +
           json_list(r.rules,
                     [](const auto& rule) {
                       return "{\"rule\":" + quoted(rule.key) +
                              ",\"match\":" + (rule.is_sure ? "\"sure\"" : "\"possible\"") + '}';
                     }) +
           '}';
  };
  return "{\"text\":" + quoted(text) + ",\"matches\":" + json_list(m.readings, reading) +
         ",\"suggestions\":" + json_list(m.near, quoted) + '}';
}

void write_reading(std::string& out, const text_reading& r) {
  out += "  " + std::string(name(r.kind)) + ": ";
  for (std::size_t i = 0; i < r.entries.size(); ++i)
    out += std::string(i ? " + " : "") + std::string(r.entries[i].label) + " (" + std::string(r.entries[i].id) + ")";
  out += '\n';
  if (r.rules.empty() && r.kind != name_kind::zone) out += "    no rule of this pack speaks of it\n";
  for (const auto& rule : r.rules) out += "    " + std::string(rule.key) + (rule.is_sure ? "\n" : " (perhaps)\n");
}

std::string to_page(std::string_view text, const text_match& m) {
  std::string out = std::string(text) + "\n";
  for (const text_reading& r : m.readings)
    if (r.understood()) write_reading(out, r);
  if (m.understood()) return out;
  out += "  not understood";
  if (!m.readings.empty()) {
    const text_reading& first = m.readings.front();
    out += ": it names " + std::string(first.entries[0].label) + ", but what does \"";
    for (std::size_t i = 0; i < first.left_over.size(); ++i) out += (i ? " " : "") + first.left_over[i];
    out += "\" mean?";
  }
  out += '\n';
  for (std::size_t i = 0; i < m.near.size(); ++i) out += (i ? " or " : "    did you mean ") + m.near[i];
  return m.near.empty() ? out : out + "?\n";
}

}  // namespace

exit_status match(const request& r, output& out) {
  const loaded_pack pack = open_pack(r.pack, r.language);
  exit_status status = done;
  for (const std::string& text : r.files) {
    if (yaml::first_bad_utf8(text)) throw cannot("a text is not UTF-8");
    const text_match m = match_text(*pack.usable, text);
    if (!m.understood()) status = rejected;
    r.as == format::json ? out.line(to_json(text, m)) : out.write(to_page(text, m));
  }
  return status;
}

}  // namespace clearance::program
