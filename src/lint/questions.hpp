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

questions questions_of(const written_pack& written, std::string_view rule, const pack& p, date treated);

/// Of a fact that no test of interest asks for: every value that may matter somewhere.
std::vector<std::string> values_of(const fact_declaration& f, const std::vector<std::int64_t>& thresholds,
                                   const std::vector<window>& windows, const std::vector<std::string>& texts,
                                   date treated);

/// All the thresholds that the pack's rules name, in millionths.
std::vector<std::int64_t> thresholds_of(const written_pack& written, const pack& p);

std::string json_day(date d);

}  // namespace clearance::linting
