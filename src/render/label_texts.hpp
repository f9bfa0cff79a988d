#pragma once
#include "text_pieces.hpp"

#include <clearance/ids.hpp>
#include <clearance/vocabulary.hpp>

namespace clearance {

/// What a pack calls the things of its vocabulary, by id. For all decisions by the pack.
class label_texts {
 public:
  explicit label_texts(const vocabulary& words) {
    for (const auto& s : words.substances) substances_.add(s.label);
    for (const auto& c : words.conditions) conditions_.add(c.label);
    for (const auto& z : words.zones) zones_.add(z.label);
    for (const auto& e : words.events) events_.add(e.label);
    it_.add("it");
  }

  word_pieces::piece of(substance_id s) const noexcept { return substances_[s.index()]; }
  word_pieces::piece of(condition_id c) const noexcept { return conditions_[c.index()]; }
  word_pieces::piece of(zone_id z) const noexcept { return zones_[z.index()]; }
  word_pieces::piece of(event_id e) const noexcept { return events_[e.index()]; }
  /// For what was not understood.
  word_pieces::piece it() const noexcept { return it_[0]; }

 private:
  word_pieces substances_;
  word_pieces conditions_;
  word_pieces zones_;
  word_pieces events_;
  word_pieces it_;
};

}  // namespace clearance
