#pragma once
#include "day_texts.hpp"
#include "text_buffer.hpp"

#include <clearance/decision.hpp>
#include <clearance/pack.hpp>

#include <span>

namespace clearance {

/// Advice as members of a JSON list, each with a gap for every date that it has:
///
///     {"rule":"makeup","what":"You may wear makeup again ...","until":"          "},
///                                                                      ^ 13 from the end
class advice_texts {
 public:
  explicit advice_texts(const pack& p);

  /// Appends them, each with a comma behind it, where their dates are days.
  text_pen append(text_pen out, std::span<const advice> advised, day_texts& days) const;
  /// The same up to what the rule says: `{"rule":"...","what":"..."`.
  sentence_pieces::piece head(rule_id rule) const noexcept { return heads_[rule.index()]; }

 private:
  sentence_pieces heads_;
  sentence_pieces dated_;  ///< by rule, and whether `from` and `until` are known
};

}  // namespace clearance
