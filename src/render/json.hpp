#pragma once
#include "advice_texts.hpp"
#include "day_texts.hpp"
#include "finding_texts.hpp"
#include "label_texts.hpp"
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
  json_renderer(const pack& p, const label_texts& labels);

  /// Appends the decision.
  text_pen append(text_pen out, const intake& in, const decision& d);

 private:
  class writing;

  const pack& pack_;
  const label_texts& labels_;
  bool is_plain_;          ///< no text of the pack that reasons and questions are made of needs escapes
  sentence_pieces head_;   ///< `{"pack":{...},"engine":"...","intake":`
  text_pieces verdicts_;   ///< by verdict and worst possible: `,"verdict":"...","worst_possible":"...","earliest":`
  word_pieces rule_keys_;  ///< by rule: `"...",`
  finding_texts findings_;
  advice_texts advice_;
  zone_texts zones_;
  day_texts days_;
};

}  // namespace clearance
