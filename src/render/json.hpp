#pragma once
#include "../intake/intake.hpp"

#include <clearance/decision.hpp>
#include <clearance/pack.hpp>

#include <string>
#include <vector>

namespace clearance {

/// Writes decisions as JSON on one line. What a pack says is escaped once, when the renderer is made.
class json_renderer {
 public:
  explicit json_renderer(const pack& p);

  /// Appends the decision.
  void append(std::string& out, const intake& in, const decision& d) const;

 private:
  void append_findings(std::string& out, const intake& in, const decision& d) const;
  void append_actions(std::string& out, const intake& in, const decision& d) const;
  void append_missing(std::string& out, const intake& in, const decision& d) const;
  void append_zones(std::string& out, const decision& d) const;
  void append_advice(std::string& out, const intake& in, const decision& d) const;

  const pack& pack_;
  std::string head_;                       ///< `{"pack":{...},"engine":"...","intake":`
  std::vector<std::string> finding_heads_; ///< by bar: `{"rule":"...","effect":"...","certainty":"`
  std::vector<std::string> finding_tails_; ///< by rule: `,"says":"...","source":{...}}`
  std::vector<std::string> advice_heads_;  ///< by rule: `{"rule":"...","what":"..."`
  std::vector<std::string> rule_keys_;     ///< by rule, in quotes
  std::vector<std::string> zone_keys_;     ///< by zone, in quotes with the colon
};

}  // namespace clearance
