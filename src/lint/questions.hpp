#pragma once
#include "written_pack.hpp"

#include <clearance/pack.hpp>
#include <clearance/time/window.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// What the tests of a rule (`when`, `unless`, `earlier`, `either`) ask, and the values at which their answer may
/// change.
namespace clearance::linting {

struct asked_fact {
  const fact_declaration* fact = nullptr;
  std::vector<std::string> values;  ///< JSON
};

struct questions {
  std::vector<asked_fact> facts;
  std::vector<std::string> words;  ///< keys of the vocabulary
  bool are_all = true;             ///< false where the values at which an answer changes cannot be listed
};

/// Where answers may change for some rule of the pack.
struct turning_points {
  std::vector<std::int64_t> numbers;  ///< in millionths
  std::vector<window> windows;
  std::vector<std::string> texts;
  bool are_all = true;  ///< of a pack with very many only the first are kept
};
turning_points turning_points_of(const written_pack& written, const pack& p);

questions questions_of(const written_pack& written, std::string_view rule, const pack& p, const turning_points& points,
                       date treated);

/// What two rules ask.
void add(questions& all, const questions& more);

/// Every value of a fact that may matter to some rule, as JSON.
std::vector<std::string> values_of(const fact_declaration& f, const turning_points& points, date treated);

std::string json_day(date d);

}  // namespace clearance::linting
