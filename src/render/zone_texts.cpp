#include "zone_texts.hpp"

#include "json_text.hpp"

namespace clearance {

zone_texts::zone_texts(const pack& p) : position_of_(p.words.zones.size()) {
  const auto& zones = p.words.zones;
  std::vector<bool> placed(zones.size());
  std::vector<bool> is_part(zones.size());
  for (const zone& z : zones)
    for (const zone_id part : z.parts) is_part[part.index()] = true;
  begins_.push_back(0);
  const auto place = [&](zone_id z) {
    if (placed[z.index()]) return;
    placed[z.index()] = true;
    position_of_[z.index()] = static_cast<std::uint32_t>(begins_.size() - 1);
    const std::string key = '"' + escaped(zones[z.index()].key) + "\":\"";
    for (std::size_t v = 0; v < verdict_count; ++v) {
      members_[v] += key;
      members_[v] += name(static_cast<verdict>(v));
      members_[v] += "\",";
    }
    begins_.push_back(static_cast<std::uint32_t>(begins_.back() + key.size() + 2));
  };
  // From the largest wholes down; no zone is forgotten, since the graph has no cycles.
  for (std::uint32_t z = 0; z < zones.size(); ++z)
    if (!is_part[z])
      for (const zone_id part : p.zone_parts.of({z})) place(part);
}

void zone_texts::append(text_buffer& out, std::span<const zone_verdict> zones) const {
  for (std::size_t i = 0; i < zones.size();) {
    const verdict v = zones[i].is;
    const std::uint32_t first = position_of_[zones[i].where.index()];
    std::uint32_t end = first;
    do ++i, ++end;
    while (i < zones.size() && zones[i].is == v && position_of_[zones[i].where.index()] == end);
    const std::size_t name_size = name(v).size();
    const std::size_t begin = begins_[first] + first * name_size;
    out += std::string_view(members_[static_cast<std::size_t>(v)]).substr(begin, begins_[end] + end * name_size - begin);
  }
}

}  // namespace clearance
