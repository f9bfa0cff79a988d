#include "answers_to_try.hpp"

#include "edited_tree.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace clearance::testing {
namespace {

/// Millionths as a whole number.
std::string whole_number(std::int64_t millionths) { return std::to_string(millionths / fact_value::one); }

/// Around the ends of a test's range; of an expression, whose numbers may stand anywhere, all of a small range.
void add_numbers(texts& to, const fact_declaration& fact, const step& s) {
  const auto add_if_allowed = [&](std::int64_t n) {
    if (n >= fact.least.raw && n <= fact.most.raw) add(to, whole_number(n));
  };
  if (s.kind == step_kind::between) {
    for (const std::int64_t end : {s.low, s.high})
      for (const std::int64_t by : {-fact_value::one, std::int64_t{0}, fact_value::one}) add_if_allowed(end + by);
    return;
  }
  constexpr std::int64_t few = 200;
  for (std::int64_t n = 0; n <= few; ++n) add_if_allowed(fact.least.raw + n * fact_value::one);
  add_if_allowed(fact.most.raw);
}

}  // namespace

void add(texts& to, std::string value) {
  if (std::find(to.begin(), to.end(), value) == to.end()) to.push_back(std::move(value));
}

variable& variable_of(std::vector<variable>& all, std::string_view key) {
  for (variable& v : all)
    if (v.key == key) return v;
  return all.emplace_back(variable{std::string(key), {}});
}

void add_answers(const std::vector<fact_declaration>& facts, const step& s, std::vector<variable>& into) {
  if (s.slot >= facts.size()) return;
  const fact_declaration& fact = facts[s.slot];
  texts& values = variable_of(into, fact.key).values;
  switch (fact.answer) {
    case answer_kind::yes_no:
      add(values, "true");
      add(values, "false");
      break;
    case answer_kind::choice:
      for (const std::string& c : fact.choices) add(values, quoted_scalar(c));
      break;
    case answer_kind::several:
      for (const std::string& c : fact.choices) add(values, "[" + quoted_scalar(c) + "]");
      break;
    case answer_kind::number: add_numbers(values, fact, s); break;
    case answer_kind::date:
    case answer_kind::date_or_never:
    case answer_kind::text: break;
  }
  add(values, "null");
}

}  // namespace clearance::testing
