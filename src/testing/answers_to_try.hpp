#pragma once
#include <clearance/pack.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// Answers to questions, in all their combinations.
namespace clearance::testing {

using texts = std::vector<std::string>;

/// Unless it is there.
void add(texts& to, std::string value);

/// A fact and the answers to try, as JSON.
struct variable {
  std::string key;
  texts values;
};

/// Adds one where there is none of that name.
variable& variable_of(std::vector<variable>& all, std::string_view key);

/// Does a step read a fact of an expression?
constexpr bool is_a_fact(step_kind k) noexcept {
  return k == step_kind::fact_truth || k == step_kind::fact_number || k == step_kind::fact_choice ||
         k == step_kind::fact_count;
}

/// The answers that a test of a fact may tell apart, and none.
void add_answers(const std::vector<fact_declaration>& facts, const step& s, std::vector<variable>& into);

/// `choose(chosen)` with a position for each variable, the last turning fastest, until it returns false.
template <class Visit>
void for_each_choice(const std::vector<variable>& all, Visit choose) {
  std::vector<std::size_t> chosen(all.size(), 0);
  while (choose(chosen)) {
    std::size_t i = all.size();
    while (i > 0 && ++chosen[i - 1] >= all[i - 1].values.size()) chosen[--i] = 0;
    if (i == 0) return;
  }
}

}  // namespace clearance::testing
