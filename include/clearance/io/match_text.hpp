#pragma once
#include <clearance/pack.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

/// What a pack's vocabulary makes of what somebody typed.
namespace clearance {

enum class name_kind : std::uint8_t { substance, condition, event, zone };
std::string_view name(name_kind k) noexcept;

/// The text, read as the name of one kind of thing.
struct text_reading {
  struct entry {
    std::string_view id;     ///< the vocabulary's
    std::string_view label;  ///< for people
  };
  struct rule {
    std::string_view key;
    bool is_sure = false;  ///< false: the name may mean something else, or the route decides
  };

  name_kind kind = name_kind::substance;
  std::vector<entry> entries;          ///< what it names, each once, in the order of the text
  std::vector<std::string> left_over;  ///< words that nothing explains
  std::vector<rule> rules;             ///< that speak of these entries, in pack order for each

  bool understood() const noexcept { return !entries.empty() && left_over.empty(); }
};

/// Views of the pack, which must outlive it.
struct text_match {
  std::vector<text_reading> readings;  ///< of each kind that the text names something of, at least in part
  std::vector<std::string> near;       ///< where it names nothing at all: the nearest names
  std::vector<std::string> words;      ///< where it names nothing at all: its words

  bool understood() const noexcept;
  /// What the reading that explains most leaves over.
  const std::vector<std::string>& left_over() const noexcept;
};

/// `text` is UTF-8. As in an intake: nothing is guessed, what is left over is told.
text_match match_text(const pack& p, std::string_view text);

}  // namespace clearance
