#include <clearance/decide.hpp>
#include <clearance/evaluate.hpp>
#include <clearance/time/text.hpp>

#include <cstdint>
#include <cstdio>
#include <string>

// A pack without YAML and a patient without JSON: may this wall be painted a week after the primer?

int main() {
  using namespace clearance;

  pack p;
  p.words.substances.resize(1);
  p.words.substances[0].key = "primer";
  p.rules.resize(1);
  p.rules[0].key = "primer-washout";
  bar week;
  week.pass_after({7, window_unit::days});
  p.bars = {week};
  constexpr std::uint16_t by_every_route = 0xfff;  // `match_strength::sure`, six times
  p.substance_touches = touch_index({{{bar_id{0}, by_every_route}}}, p.bars);

  medication primed;
  primed.substance = {0};
  primed.last_use = parse_civil("2026-11-17")->covers;
  facts wall;
  wall.today = to_date({2026, 11, 22});
  wall.has_today = true;
  wall.treatment.has_date = true;
  wall.treatment.zones = wall.medications_given = wall.conditions_given = wall.sessions_given = given::complete;
  wall.medications = {&primed, 1};

  for (const int day : {23, 24}) {
    wall.treatment.when = whole_day(to_date({2026, 11, day}));
    fired room[4];
    const outcome out = evaluate(p, wall, room);
    decision why;
    decide(p, wall, out, {room, out.fired_count}, why);
    char earliest[longest_civil_text];
    const std::string on(earliest, write(earliest, day_of(out.earliest)));
    std::printf("%d November: %s, earliest %s, %d findings\n", day, std::string(name(out.decided)).c_str(), on.c_str(),
                static_cast<int>(why.findings.size()));
  }
}
