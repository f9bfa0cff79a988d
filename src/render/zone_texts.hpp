#pragma once
#include "text_buffer.hpp"

#include <clearance/decision.hpp>
#include <clearance/pack.hpp>

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace clearance {

/// Every zone with every verdict, as members of a JSON object: `"nose":"clear",`.
///
/// The members of a verdict stand in the order in which a decision lists zones, so that parts with the same verdict
/// are one piece to copy, a hundred of them in a face:
///
///     clear:  [ "face":"clear","forehead":"clear", ... "lips":"clear", ... ]
///                `----------------- copied -----------------'
class zone_texts {
 public:
  explicit zone_texts(const pack& p);

  /// Appends the members, each with a comma behind it.
  text_pen append(text_pen out, std::span<const zone_verdict> zones) const;

 private:
  std::vector<std::uint32_t> position_of_;  ///< by zone: where its members stand
  std::array<text_pieces, verdict_count> members_;
};

}  // namespace clearance
