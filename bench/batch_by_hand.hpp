#pragma once
#include "rival_data.hpp"

#include <clearance/batch/columns.hpp>
#include <clearance/batch/outcome_columns.hpp>
#include <clearance/time/civil.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

/// The rival's fifteen rules over the same columns, into the same columns, as somebody would write them who needs no
/// rules engine: one loop, small tables, no branch where a table does.
namespace bench {

class batch_by_hand {
 public:
  batch_by_hand(const clearance::pack& p) {
    using rival::Sub;
    substances_.resize(p.words.substances.size() + 1);
    const auto wash = [&](Sub first, Sub last, int days, const char* rule) {
      for (int s = static_cast<int>(first); s <= static_cast<int>(last); ++s)
        substances_[id(p.names.substances, rival::SUBS[s])] = {days, bar(p, rule)};
    };
    wash(Sub::aspirin, Sub::diclofenac, 7, "r1");
    wash(Sub::warfarin, Sub::heparin, 7, "r2");
    wash(Sub::ginkgo, Sub::turmeric, 7, "r3");
    wash(Sub::vitamin_e, Sub::vitamin_e, 7, "r4");
    wash(Sub::fish_oil, Sub::fish_oil, 7, "r5");
    wash(Sub::methotrexate, Sub::hydroxychloroquine, 1, "r6");
    wash(Sub::tretinoin, Sub::retinol, 1, "r7");
    wash(Sub::isotretinoin, Sub::isotretinoin, 0, "r8");
    isotretinoin_ = id(p.names.substances, "isotretinoin");
    conditions_.resize(p.words.conditions.size() + 1);
    const auto excluded = [&](const char* name, const char* rule) {
      conditions_[id(p.names.conditions, name)] = {bar(p, rule), true};
    };
    excluded("acne", "r9");
    excluded("rosacea", "r10");
    for (const char* name : {"eczema", "psoriasis", "dermatitis"}) excluded(name, "r11");
    wound_ = id(p.names.conditions, "open wound");
    lesion_ = id(p.names.conditions, "suspicious lesion");
    wound_bar_ = bar(p, "r12");
    lesion_bar_ = bar(p, "r13");
    mild_bar_ = bar(p, "r14-mild");
    deep_bar_ = bar(p, "r14-deep");
    barred_zone_.resize(p.words.zones.size());
    for (const char* name : {"eyelid", "lip"}) barred_zone_[id(p.names.zones, name)] = true;
    zone_bar_ = bar(p, "r15");
  }

  void decide(const clearance::intake_columns& c, clearance::outcome_columns& out) const {
    using namespace clearance;
    out.resize(c.rows);
    out.stood.clear();
    std::size_t end = 0;
    out.offsets[0] = 0;
    for (std::size_t i = 0; i < c.rows; ++i) {
      const std::int32_t t = c.treated[i];
      std::int32_t earliest = t;
      verdict v = verdict::clear;
      bool blocked = false;
      const std::uint32_t zones = c.zones.offsets[i];
      const std::uint32_t medications = c.medications.offsets[i];
      const std::uint32_t conditions = c.conditions.offsets[i];
      const std::uint32_t sessions = c.sessions.offsets[i];
      const std::uint32_t zones_end = c.zones.offsets[i + 1];
      const std::uint32_t medications_end = c.medications.offsets[i + 1];
      const std::uint32_t conditions_end = c.conditions.offsets[i + 1];
      const std::uint32_t sessions_end = c.sessions.offsets[i + 1];
      out.stood.resize_within_room(end);
      out.stood.make_room((zones_end - zones) + (medications_end - medications) + (conditions_end - conditions) +
                          (sessions_end - sessions) + 1);
      bar_id* const bars = out.stood.bar_data();
      std::uint32_t* const entries = out.stood.entry_data();
      minute_time* const untils = out.stood.until_data();
      certainty* const how = out.stood.how_data();
      const auto fire = [&](bool fires, bar_id b, std::uint32_t entry, minute_time until) {
        bars[end] = b;
        entries[end] = entry;
        untils[end] = until;
        how[end] = certainty::certain;
        end += fires;
      };

      for (std::uint32_t z = zones; z < zones_end; ++z) {
        const bool bars_it = barred_zone_[c.zones.ids[z]];
        fire(bars_it, zone_bar_, z - zones, never);
        if (bars_it) v = verdict::exclude;
      }
      for (std::uint32_t m = medications; m < medications_end; ++m) {
        const std::uint16_t s = c.medications.substance[m];
        const std::int32_t last = c.medications.last_use[m];
        const substance_rule r = substances_[s];
        const std::int32_t free = s == isotretinoin_ ? add_months({last}, 6).days : last + r.days;
        fire(free > t, r.bar, m - medications, {free * minutes_a_day});
        v = worse(v, free > t ? verdict::defer : verdict::clear);
        earliest = std::max(earliest, free);
      }
      for (std::uint32_t k = conditions; k < conditions_end; ++k) {
        const std::uint16_t what = c.conditions.what[k];
        const bool active = c.conditions.now[k] == status::active;
        const condition_rule r = conditions_[what];
        bool fires = active && r.excludes;
        bar_id which = r.bar;
        verdict effect = verdict::exclude;
        if (what == wound_) {
          const std::uint16_t site = c.conditions.zones.ids[c.conditions.zones.offsets[k]];
          for (std::uint32_t z = zones; z < zones_end; ++z) fires = fires || (active && c.zones.ids[z] == site);
          which = wound_bar_;
        } else if (what == lesion_) {
          fires = c.conditions.values[0].small[k] != 1;
          which = lesion_bar_;
          effect = verdict::refer;
        }
        fire(fires, which, k - conditions, never);
        v = worse(v, fires ? effect : verdict::clear);
      }
      const bool deep = c.treatment_values[0].small[i] == 1;
      for (std::uint32_t k = sessions; k < sessions_end; ++k) {
        const std::int32_t free = c.sessions.day[k] + (deep ? 28 : 14);
        fire(free > t, deep ? deep_bar_ : mild_bar_, k - sessions, {free * minutes_a_day});
        v = worse(v, free > t ? verdict::defer : verdict::clear);
        earliest = std::max(earliest, free);
      }
      blocked = v > verdict::defer;
      out.decided[i] = v;
      out.worst_possible[i] = v;
      out.earliest[i] = blocked ? never : minute_time{earliest * minutes_a_day};
      out.open_lists[i] = 0;
      out.offsets[i + 1] = static_cast<std::uint32_t>(end);
    }
    out.stood.resize_within_room(end);
  }

 private:
  struct substance_rule {
    std::int32_t days = -1'000'000;
    clearance::bar_id bar;
  };
  struct condition_rule {
    clearance::bar_id bar;
    bool excludes = false;
  };

  static std::uint16_t id(const clearance::name_index& names, std::string_view name) {
    const clearance::name_match found = names.match(name);
    if (!found.understood() || found.entries.size() != 1) give_up("`" + std::string(name) + "` is not known");
    return static_cast<std::uint16_t>(found.entries[0]);
  }
  static clearance::bar_id bar(const clearance::pack& p, std::string_view rule) {
    for (std::uint32_t b = 0; b < p.bars.size(); ++b)
      if (p.rule_of({b}).key == rule) return {b};
    give_up("no rule " + std::string(rule));
  }

  std::vector<substance_rule> substances_;
  std::vector<condition_rule> conditions_;
  std::vector<char> barred_zone_;
  std::uint16_t isotretinoin_ = 0;
  std::uint16_t wound_ = 0;
  std::uint16_t lesion_ = 0;
  clearance::bar_id wound_bar_;
  clearance::bar_id lesion_bar_;
  clearance::bar_id mild_bar_;
  clearance::bar_id deep_bar_;
  clearance::bar_id zone_bar_;
};

}  // namespace bench
