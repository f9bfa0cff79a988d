#pragma once
#include "facts_batch.hpp"
#include "frame.hpp"
#include "rival.hpp"

#include <clearance/facts.hpp>
#include <clearance/pack.hpp>

#include <generate/random_source.hpp>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iterator>
#include <span>
#include <string>
#include <vector>

/// Patients like a clinic's for the rival, and the same patients as facts.
namespace bench {

/// 0 to 5 medications, most near the edges of their windows; 0 to 3 conditions, half of them harmless; 60 % with an
/// earlier session; about 26 % clear.
class rival_generator {
 public:
  explicit rival_generator(std::uint64_t from) : random_(from) {}

  rival::Patient next() {
    rival::Patient p{};
    p.treatment = first_day + random_.between(0, 729);
    p.depth = random_.in_percent(55) ? rival::Depth::mild : rival::Depth::deep;
    p.zones = requested_zones();
    p.nexp = static_cast<std::uint8_t>(random_.below(6));
    for (rival::Exposure& e : std::span(p.exp).first(p.nexp)) e = exposure(p.treatment);
    p.ncond = condition_count();
    for (rival::Condition& c : std::span(p.cond).first(p.ncond)) c = condition();
    p.has_session = random_.in_percent(60);
    if (p.has_session) p.last_session = p.treatment - (random_.in_percent(50) ? 14 : 28) + random_.between(-3, 3);
    return p;
  }

 private:
  static constexpr int first_day = 20'454;  ///< 2026-01-01
  static constexpr unsigned harmless_zones = 10;

  /// One to three; now and then a lid or a lip, which bars the whole treatment.
  std::uint16_t requested_zones() {
    unsigned zones = 0;
    for (std::size_t count = 1 + random_.below(3); count > 0; --count) zones |= 1u << random_.below(harmless_zones);
    if (random_.in_percent(4)) zones |= random_.in_percent(50) ? rival::Z_EYELID : rival::Z_LIP;
    return static_cast<std::uint16_t>(zones);
  }

  rival::Exposure exposure(int treatment) {
    const auto substance = static_cast<rival::Sub>(1 + random_.below(std::size(rival::SUBS) - 1));
    const int ago = random_.in_percent(85) ? days_at_the_edge(substance, treatment) + random_.between(-4, 3)
                                           : random_.between(0, 300);
    return {substance, treatment - std::max(ago, 0)};
  }

  static int days_at_the_edge(rival::Sub s, int treatment) {
    if (s == rival::Sub::isotretinoin) return treatment - rival::add_months(treatment, -6);
    return s >= rival::Sub::methotrexate && s <= rival::Sub::retinol ? 1 : 7;
  }

  std::uint8_t condition_count() {
    static constexpr std::uint8_t counts[] = {0, 0, 0, 0, 0, 1, 1, 1, 2, 3};
    return random_.one_of(counts);
  }

  rival::Condition condition() {
    const std::size_t barring = static_cast<std::size_t>(rival::Cond::other_first) - 1;
    const std::size_t harmless = std::size(rival::CONDS) - 1 - barring;
    const bool bars = random_.in_percent(50);
    const std::size_t code = bars ? 1 + random_.below(barring) : 1 + barring + random_.below(harmless);
    rival::Condition c{};
    c.code = static_cast<rival::Cond>(code);
    c.active = random_.in_percent(50);
    c.site = static_cast<std::uint8_t>(random_.below(std::size(rival::ZONES)));
    c.diagnosed = random_.in_percent(60);
    return c;
  }

  generate::random_source random_;
};

inline std::vector<rival::Patient> rival_patients() {
  rival_generator generator(seed);
  std::vector<rival::Patient> patients(patient_count);
  for (rival::Patient& p : patients) p = generator.next();
  return patients;
}

/// The rival's numbers as ids of a pack whose vocabulary knows the rival's names, and back.
class rival_translation {
 public:
  explicit rival_translation(const clearance::pack& p) : pack_(p) {
    for (const char* name : rival::SUBS) substances_.push_back({entry(p.names.substances, name)});
    for (const char* name : rival::CONDS) conditions_.push_back({entry(p.names.conditions, name)});
    for (const char* name : rival::ZONES) zones_.push_back({entry(p.names.zones, name)});
  }

  /// The rival's flag of a rule: `r1` is the first bit; `r14-mild` and `r14-deep` share one.
  std::uint16_t flag(clearance::bar_id b) const {
    const std::string& key = pack_.rule_of(b).key;
    if (key.empty() || key[0] != 'r') give_up("rule `" + key + "` is none of the rival's");
    return static_cast<std::uint16_t>(1u << (std::atoi(key.c_str() + 1) - 1));
  }

  void add(const rival::Patient& p, facts_batch& batch) {
    clear();
    clearance::facts f;
    f.today = {p.treatment};
    f.has_today = true;
    f.treatment.when = clearance::whole_day({p.treatment});
    f.treatment.has_date = true;
    f.treatment.zones = clearance::given::complete;
    f.medications_given = f.conditions_given = f.sessions_given = clearance::given::complete;
    depth_ = {{static_cast<std::int64_t>(p.depth)}};
    for (unsigned z = 0; z < std::size(rival::ZONES); ++z)
      if (p.zones >> z & 1) requested_.push_back(zones_[z]);
    for (std::uint32_t i = 0; i < p.nexp; ++i) medications_.push_back(medication(p.exp[i], i));
    for (std::uint32_t i = 0; i < p.ncond; ++i) add(p.cond[i], i);
    if (p.has_session) add_session(p.last_session);

    f.zones = requested_;
    f.medications = medications_;
    f.conditions = given_conditions_;
    f.condition_zones = sites_;
    f.sessions = sessions_;
    f.treatment_values = depth_;
    f.condition_values = diagnosed_;
    f.session_values = session_depths_;
    batch.add(f);
  }

 private:
  static std::uint32_t entry(const clearance::name_index& names, std::string_view name) {
    if (name.empty()) return 0xffffffffu;  // the rival's `none`
    const clearance::name_match found = names.match(name);
    if (!found.understood() || found.entries.size() != 1)
      give_up("the rival's `" + std::string(name) + "` is not known");
    return found.entries[0];
  }

  void clear() {
    requested_.clear();
    medications_.clear();
    given_conditions_.clear();
    sites_.clear();
    sessions_.clear();
    diagnosed_.clear();
    session_depths_.clear();
  }

  clearance::medication medication(const rival::Exposure& e, std::uint32_t entry) const {
    clearance::medication m;
    m.last_use = clearance::whole_day({e.last});
    m.substance = substances_[static_cast<std::size_t>(e.sub)];
    m.entry = entry;
    return m;
  }

  void add(const rival::Condition& c, std::uint32_t entry) {
    clearance::condition out;
    out.what = conditions_[static_cast<std::size_t>(c.code)];
    out.entry = entry;
    out.first_zone = entry;
    out.zone_count = 1;
    out.zones = clearance::given::complete;
    // What is not active to the rival must not be open here either.
    out.now = c.active ? clearance::status::active : clearance::status::resolved;
    given_conditions_.push_back(out);
    sites_.push_back(zones_[c.site]);
    diagnosed_.push_back({c.diagnosed ? 1 : 0});
  }

  /// The rival does not ask how deep an earlier session was.
  void add_session(std::int32_t day) {
    clearance::session s;
    s.when = clearance::whole_day({day});
    sessions_.push_back(s);
    session_depths_.push_back({});
  }

  const clearance::pack& pack_;
  std::vector<clearance::substance_id> substances_;
  std::vector<clearance::condition_id> conditions_;
  std::vector<clearance::zone_id> zones_;

  // One patient's, until the batch has copied them.
  std::vector<clearance::zone_id> requested_;
  std::vector<clearance::medication> medications_;
  std::vector<clearance::condition> given_conditions_;
  std::vector<clearance::zone_id> sites_;
  std::vector<clearance::session> sessions_;
  std::array<clearance::fact_value, 1> depth_{};
  std::vector<clearance::fact_value> diagnosed_;
  std::vector<clearance::fact_value> session_depths_;
};

}  // namespace bench
