#pragma once
#include <clearance/bar.hpp>
#include <clearance/ids.hpp>
#include <clearance/predicate.hpp>
#include <clearance/time/window.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Rules as their authors wrote them.
namespace clearance {

enum class rule_kind : std::uint8_t {
#define CLEARANCE_RULE_KIND(identifier, text) identifier,
#include <clearance/rule_kinds.def>
#undef CLEARANCE_RULE_KIND
};

constexpr std::string_view name(rule_kind k) noexcept {
  constexpr std::string_view names[] = {
#define CLEARANCE_RULE_KIND(identifier, text) text,
#include <clearance/rule_kinds.def>
#undef CLEARANCE_RULE_KIND
  };
  return names[static_cast<unsigned>(k)];
}

/// A least and a most; equal where the author wrote one number.
struct count_range {
  int least = 0;
  int most = 0;
};

/// Where a value of a rule was written, for packs that are made of layers.
struct provenance {
  std::string key;
  std::string value;  ///< in one line; `none` where a layer dropped the key
  std::string place;  ///< `file:line`
};

/// A rule as people know it: its words, its citation, and what advice needs.
struct rule {
  std::string key;
  rule_kind kind = rule_kind::washout;
  std::string says;     ///< with `{before}` and the like filled in
  std::string section;  ///< the place in the source
  std::string reading;  ///< how an ambiguous source was read
  std::string note;
  std::optional<source_id> source;
  predicate_id when = bar::none;  ///< as the author wrote it, for advice and explanations
  predicate_id unless = bar::none;
  std::string names;             ///< what it speaks of, in words: "aspirin, ibuprofen"
  std::optional<window> before;  ///< washout, require: must have passed before; interval: since the last session
  std::optional<window> after;   ///< washout: when it may resume; aftercare, recovery: how long; interval: the most
  std::optional<window> valid;   ///< require: how long it counts
  std::string before_text;       ///< as written: "1 week"
  std::string after_text;
  count_range sessions;  ///< course
  bool ask_prescriber = false;
  std::vector<provenance> written;  ///< each value behind what it replaces; empty in a pack of one layer
};

}  // namespace clearance
