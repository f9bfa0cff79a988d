#pragma once
#include <clearance/applies.hpp>
#include <clearance/decision.hpp>
#include <clearance/facts.hpp>
#include <clearance/pack.hpp>
#include <clearance/touching.hpp>
#include <clearance/treated_zones.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

/// A verdict for each requested zone and each of its parts.
namespace clearance {

class zone_listing {
 public:
  zone_listing(const pack& p, const facts& f, decision& d) : pack_(p), facts_(f), out_(d) {}

  /// Lists them with the worse of `everywhere` and what the rules about zones say.
  void list(verdict everywhere) {
    if (are_apart(facts_.zones))
      for (const zone_id z : facts_.zones) list_whole(z, everywhere);
    else
      list_each_once(everywhere);
  }

  /// A condition, or an event, counts for the zones that it reaches; for all of them where it is not known which.
  void worsen_by_findings() {
    for (const finding& f : out_.findings) {
      const bar& b = pack_.bars[f.bar.index()];
      if (f.because.entry == fact_pointer::whole_list || b.where != place::treated) continue;
      if (b.on == subject::condition) worsen_where_it_lies(f, facts_.conditions, b);
      if (b.on == subject::event) worsen_where_it_lies(f, facts_.events, b);
    }
  }

 private:
  /// Do these share no part? Not asked of many.
  bool are_apart(std::span<const zone_id> zones) const noexcept {
    if (zones.size() > 4) return false;
    for (std::size_t i = 1; i < zones.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        if (pack_.zones.overlap(zones[i], zones[j])) return false;
    return true;
  }

  void list_whole(zone_id whole, verdict everywhere) {
    const std::span<const zone_verdict> parts = pack_.zone_parts.of(whole);
    const std::size_t begin = out_.zones.size();
    out_.zones.insert(out_.zones.end(), parts.begin(), parts.end());
    zone_verdict* const listed = out_.zones.data() + begin;
    for (std::size_t i = 0; i < parts.size(); ++i) listed[i].is = worse(everywhere, parts[i].is);
    for (const std::uint32_t i : pack_.zone_parts.asked(whole))
      listed[i].is = worse(listed[i].is, barred_by_itself(listed[i].where));
  }

  void list_each_once(verdict everywhere) {
    std::vector<std::uint64_t> listed(pack_.zones.words);
    for (const zone_id z : facts_.zones) {
      const auto is_listed = [&](zone_id part) { return listed[part.index() / 64] >> (part.index() % 64) & 1; };
      if (is_listed(z)) continue;  // and with it all its parts
      const bool is_asked = !pack_.zone_parts.asked(z).empty();
      for (const zone_verdict& part : pack_.zone_parts.of(z)) {
        if (is_listed(part.where)) continue;
        out_.zones.push_back({part.where, worse(everywhere, is_asked ? barred_by_itself(part.where) : part.is)});
      }
      for (std::size_t w = 0; w < listed.size(); ++w) listed[w] |= pack_.zones.part_word(z, w);
    }
  }

  /// What the rules about zones say of one.
  verdict barred_by_itself(zone_id z) const noexcept {
    verdict v = verdict::clear;
    for (const touch& t : pack_.zone_touches.of(z)) {
      const bar& b = pack_.bars[t.bar.index()];
      const kleene stands = applies(b, pack_, facts_, {});
      if (stands == kleene::no) continue;
      v = worse(v, contribution(b.effect, stands == kleene::yes ? certainty::certain : certainty::possible));
    }
    return v;
  }

  template <class Record>
  void worsen_where_it_lies(const finding& f, std::span<const Record> records, const bar& b) noexcept {
    const treated_zones zones(pack_, facts_);
    for (const Record& c : of_entry(records, f.because.entry)) {
      if (strength_of(pack_, c, f.bar) == match_strength::none) continue;
      for (zone_verdict& z : out_.zones) {
        const kleene here = zones.hold(c, z.where);
        if (here != kleene::no)
          z.is = worse(z.is, contribution(b.effect, here == kleene::yes ? f.how : certainty::possible));
      }
    }
  }

  const pack& pack_;
  const facts& facts_;
  decision& out_;
};

}  // namespace clearance
