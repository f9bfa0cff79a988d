#include <clearance/io/match_text.hpp>

#include "problem_list.hpp"

#include <algorithm>
#include <utility>

namespace clearance {
namespace {

class reader_of_text {
 public:
  reader_of_text(const pack& p, std::string_view text) : pack_(p), text_(text) {}

  text_match read() {
    read_as<substance_id>(name_kind::substance, pack_.names.substances, pack_.words.substances,
                          pack_.substance_touches);
    read_as<condition_id>(name_kind::condition, pack_.names.conditions, pack_.words.conditions,
                          pack_.condition_touches);
    read_as<event_id>(name_kind::event, pack_.names.events, pack_.words.events, pack_.event_touches);
    read_as<zone_id>(name_kind::zone, pack_.names.zones, pack_.words.zones, pack_.zone_touches);
    if (!out_.readings.empty()) {
      out_.words.clear();
    } else {
      seek_near(pack_.names.substances, pack_.words.substances);
      seek_near(pack_.names.conditions, pack_.words.conditions);
      seek_near(pack_.names.events, pack_.words.events);
      seek_near(pack_.names.zones, pack_.words.zones);
    }
    return std::move(out_);
  }

 private:
  template <class Id, class Entry>
  void read_as(name_kind kind, const name_index& names, const std::vector<Entry>& entries, const touch_index& touches) {
    name_match found = names.match(text_);
    if (found.entries.empty()) {
      if (kind == name_kind::substance) out_.words = std::move(found.left_over);
      return;
    }
    text_reading r;
    r.kind = kind;
    r.left_over = std::move(found.left_over);
    for (const std::uint32_t e : found.entries) {
      r.entries.push_back({entries[e].key, entries[e].label});
      for (const touch& t : touches.of(Id{e})) add_rule(r, t);
    }
    out_.readings.push_back(std::move(r));
  }

  void add_rule(text_reading& r, const touch& t) const {
    const std::string_view key = pack_.rule_of(t.bar).key;
    const bool is_sure = t.on(route::unknown) == match_strength::sure;
    const auto known =
        std::find_if(r.rules.begin(), r.rules.end(), [&](const auto& other) { return other.key == key; });
    if (known == r.rules.end())
      r.rules.push_back({key, is_sure});
    else
      known->is_sure = known->is_sure || is_sure;
  }

  template <class Entry>
  void seek_near(const name_index& names, const std::vector<Entry>& entries) {
    const auto label = [&](std::uint32_t e) { return std::string_view(entries[e].label); };
    for (std::string& near : suggestions(text_, names, label)) out_.near.push_back(std::move(near));
  }

  const pack& pack_;
  std::string_view text_;
  text_match out_;
};

}  // namespace

std::string_view name(name_kind k) noexcept {
  switch (k) {
    case name_kind::substance: return "substance";
    case name_kind::condition: return "condition";
    case name_kind::event: return "event";
    case name_kind::zone: return "zone";
  }
  return {};
}

bool text_match::understood() const noexcept {
  return std::any_of(readings.begin(), readings.end(), [](const text_reading& r) { return r.understood(); });
}

const std::vector<std::string>& text_match::left_over() const noexcept {
  const std::vector<std::string>* least = nullptr;
  for (const text_reading& r : readings)
    if (least == nullptr || r.left_over.size() < least->size()) least = &r.left_over;
  return least == nullptr ? words : *least;
}

text_match match_text(const pack& p, std::string_view text) { return reader_of_text(p, text).read(); }

}  // namespace clearance
