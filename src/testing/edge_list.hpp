#pragma once
#include "coverage.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace clearance::testing {

/// The edges of a pack's rules, and which of them are met.
class edge_list {
 public:
  /// `path`: of the pack's own file.
  edge_list(const pack& p, const std::string& path);

  void meet(rule_id rule, edge_of of, kleene outcome);
  void meet_end(rule_id rule, edge_of of, window passes, int side);
  bool is_only_advice(rule_id rule) const;

  std::vector<edge>& all() noexcept { return edges_; }

 private:
  std::span<edge> of_rule(rule_id r);
  void list(rule_id id);
  void list_bar(rule_id id, bar_id place, const bar& b);
  void list_ends(rule_id id, edge_of of, window w);
  void list_tests(rule_id id, predicate_id when, predicate_id unless);
  void list_outcomes(rule_id id, edge_of of);
  void list_truths(rule_id id, edge_of of, std::uint8_t truths, unsigned count);
  bool asks_for_the_route(bar_id b) const;
  void add(const edge& e);

  const pack& pack_;
  std::vector<edge> edges_;
  std::vector<std::size_t> first_;  ///< of each rule
};

}  // namespace clearance::testing
