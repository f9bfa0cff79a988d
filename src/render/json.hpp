#pragma once
#include "day_texts.hpp"
#include "text_buffer.hpp"
#include "zone_texts.hpp"

#include "../intake/intake.hpp"

#include <clearance/decision.hpp>
#include <clearance/pack.hpp>

namespace clearance {

/// Writes decisions as JSON on one line. What a pack says is escaped and put together once, when the renderer is
/// made. One for each thread: it remembers dates.
class json_renderer {
 public:
  explicit json_renderer(const pack& p);

  /// Appends the decision.
  text_pen append(text_pen out, const intake& in, const decision& d);

 private:
  class writing;

  const pack& pack_;
  bool is_plain_;              ///< no text of the pack that reasons and questions are made of needs escapes
  text_pieces head_;           ///< `{"pack":{...},"engine":"...","intake":`
  text_pieces verdicts_;       ///< by verdict and worst possible: `,"verdict":"...","worst_possible":"...","earliest":`
  text_pieces finding_heads_;  ///< by bar and certainty: `{"rule":"...","effect":"...","certainty":"..."`
  text_pieces finding_tails_;  ///< by rule: `"}],"says":"...","source":{...}},`
  text_pieces advice_heads_;   ///< by rule: `{"rule":"...","what":"..."`
  text_pieces rule_keys_;      ///< by rule: `"...",`
  zone_texts zones_;
  day_texts days_;
};

}  // namespace clearance
