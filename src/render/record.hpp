#pragma once
#include "day_texts.hpp"
#include "met_rules.hpp"
#include "text_buffer.hpp"

#include "../intake/intake.hpp"

#include <clearance/decision.hpp>
#include <clearance/io/record.hpp>
#include <clearance/pack.hpp>

namespace clearance {

/// Writes records: what `json_renderer` writes of the same keys. One for each thread: it remembers dates.
class record_writer {
 public:
  explicit record_writer(const pack& p);

  /// `d` is read only for `rules`.
  text_pen append(text_pen out, const intake& in, const outcome& o, const decision& d, record_fields fields);

 private:
  text_pen append_earliest(text_pen out, const intake& in, minute_time earliest);
  text_pen append_rules(text_pen out, const decision& d);

  const pack& pack_;
  text_pieces verdicts_;         ///< `"verdict":"...",`
  text_pieces worst_possibles_;  ///< `"worst_possible":"...",`
  text_pieces rules_;            ///< by rule and certainty: `"...":"...",`
  met_rules met_;
  day_texts days_;
};

}  // namespace clearance
