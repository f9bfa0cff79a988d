#pragma once
#include <clearance/vocabulary.hpp>

/// Whether one entry of the vocabulary says the same as another, and more: a code must agree with the name beside it.
namespace clearance {

/// Is `narrow` a kind, a product or a reading of `wide`?
bool means(const vocabulary& words, substance_id narrow, substance_id wide);

/// Is `narrow` the same as `wide`, or below it?
bool is_kind_of(const vocabulary& words, condition_id narrow, condition_id wide);
bool is_kind_of(const vocabulary& words, event_id narrow, event_id wide);

}  // namespace clearance
