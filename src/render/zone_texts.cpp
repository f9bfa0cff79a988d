#include "zone_texts.hpp"

#include "json_text.hpp"

namespace clearance {

zone_texts::zone_texts(const pack& p) : position_of_(p.words.zones.size()) {
  const auto& zones = p.words.zones;
  std::vector<bool> is_part(zones.size());
  for (const zone& z : zones)
    for (const zone_id part : z.parts) is_part[part.index()] = true;
  std::vector<bool> placed(zones.size());
  std::uint32_t position = 0;
  const auto place = [&](zone_id z) {
    if (placed[z.index()]) return;
    placed[z.index()] = true;
    position_of_[z.index()] = position++;
    const std::string key = '"' + escaped(zones[z.index()].key) + "\":\"";
    for (unsigned v = 0; v < verdict_count; ++v)
      members_[v].add(key + std::string(name(static_cast<verdict>(v))) + "\",");
  };
  // From the largest wholes down. No zone is forgotten, since the graph has no cycles.
  for (std::uint32_t z = 0; z < zones.size(); ++z)
    if (!is_part[z])
      for (const zone_verdict& part : p.zone_parts.of({z})) place(part.where);
}

text_pen zone_texts::append(text_pen out, std::span<const zone_verdict> zones) const {
  const std::uint32_t* const position_of = position_of_.data();
  for (auto z = zones.begin(); z != zones.end();) {
    const verdict v = z->is;
    const std::uint32_t first = position_of[z->where.index()];
    std::uint32_t end = first;
    do ++z, ++end;
    while (z != zones.end() && z->is == v && position_of[z->where.index()] == end);
    out += members_[static_cast<std::size_t>(v)].run(first, end);
  }
  return out;
}

}  // namespace clearance
