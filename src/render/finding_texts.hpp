#pragma once
#include "day_texts.hpp"
#include "text_buffer.hpp"

#include <clearance/decision.hpp>
#include <clearance/inline.hpp>
#include <clearance/pack.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace clearance {

/// Findings as members of a JSON list, all but what the patient brought:
///
///     {"rule":"...", ... ,"until":"          ","because":[{"fact":"/medications     head, with a gap for the date
///     "}],"says":"...","source":{...}},                                             tail
class finding_texts {
 public:
  explicit finding_texts(const pack& p);

  /// Appends the head, up to the list of the fact, where dates are days. The list of a rule about the patient is not
  /// known here: then up to the fact's opening quote.
  CLEARANCE_INLINE text_pen append_head(text_pen out, const finding& f, day_texts& days) const {
    const std::size_t head = place_of(f) * 2 + static_cast<std::size_t>(f.until.is_known());
    out += heads_[head];
    // Where there is no gap the date is written behind the end, and forgotten: less than to guess whether there is one.
    days.write(out.room(day_texts::length) - gaps_[head], day_of(f.until.at));
    return out;
  }
  /// The same up to the certainty, its closing quote included.
  text_pieces::piece beginning(const finding& f) const noexcept { return beginnings_[place_of(f)]; }
  /// What follows the last fact's text.
  sentence_pieces::piece tail(rule_id rule) const noexcept { return tails_[rule.index()]; }

 private:
  static constexpr std::size_t certainty_count = 3;
  static std::size_t place_of(const finding& f) noexcept {
    return f.bar.index() * certainty_count + static_cast<std::size_t>(f.how);
  }

  text_pieces beginnings_;          ///< by bar and certainty
  pieces_in_blocks<160> heads_;     ///< the same, first without a date, then with its gap
  std::vector<std::uint8_t> gaps_;  ///< of each head: how far from its end the gap begins; 0: it has none
  sentence_pieces tails_;           ///< by rule
};

}  // namespace clearance
