#pragma once
#include "day_texts.hpp"
#include "text_buffer.hpp"

#include <clearance/decision.hpp>
#include <clearance/pack.hpp>

namespace clearance {

/// Advice as members of a JSON list, each with a gap for every date that it has:
///
///     {"rule":"makeup","what":"You may wear makeup again ...","until":"          "},
///                                                                      ^ 13 from the end
class advice_texts {
 public:
  explicit advice_texts(const pack& p);

  /// Appends one whose dates are days, a comma behind it.
  text_pen append(text_pen out, const advice& a, day_texts& days) const noexcept;
  /// The same up to what the rule says: `{"rule":"...","what":"..."`.
  text_pieces::piece head(rule_id rule) const noexcept { return heads_[rule.index()]; }

 private:
  text_pieces heads_;
  text_pieces dated_;  ///< by rule, and whether `from` and `until` are known
};

}  // namespace clearance
