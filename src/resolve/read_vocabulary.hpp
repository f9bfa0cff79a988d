#pragma once
#include "reading.hpp"

#include <clearance/ids.hpp>
#include <clearance/match/name_index.hpp>
#include <clearance/vocabulary.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

/// Vocabulary files: text becomes tables, names become ids.
namespace clearance::resolving {

enum class word_kind : std::uint8_t { substance, condition, event, zone };
std::string_view name(word_kind k) noexcept;

/// What a key of the vocabulary stands for.
struct word {
  word_kind kind = word_kind::substance;
  std::uint32_t id = 0;
  text_range at;
};

/// How much of the vocabulary could be read. Of what is read in part, no name is told as unknown: it may stand in the
/// part that is missing, which has been told.
enum class vocabulary_state : std::uint8_t { none, in_part, whole };

/// Keys of all kinds together: a rule needs no word that says which.
class word_table {
 public:
  /// False where the key is taken.
  bool add(std::string_view key, word w) {
    if (!words_.emplace(key, w).second) return false;
    keys_.push_back(key);
    keys_of_[static_cast<unsigned>(w.kind)].push_back(key);
    return true;
  }
  const word* find(std::string_view key) const noexcept {
    const auto at = words_.find(key);
    return at == words_.end() ? nullptr : &at->second;
  }
  std::span<const std::string_view> keys() const noexcept { return keys_; }

  explicit word_table(vocabulary_state state = vocabulary_state::none) : state_(state) {}
  vocabulary_state state() const noexcept { return state_; }

  /// Tells that `n` is no name of that kind; `kind` says which would do.
  void tell_unknown(reading& r, const yaml::node& n, word_kind kind) const;

  /// The same, in words. Nothing where the name may stand in a part that could not be read.
  struct reason {
    std::string message;
    std::string hint;
  };
  std::optional<reason> why_unknown(reading& r, const std::string& name, word_kind kind) const;

 private:
  std::unordered_map<std::string_view, word> words_;
  std::vector<std::string_view> keys_;
  std::vector<std::string_view> keys_of_[4];  ///< by `word_kind`
  vocabulary_state state_;
};

/// Fills the pack's vocabulary, names and codes from the trees, which must outlive the table.
word_table read_vocabulary(reading& r, const std::vector<const yaml::node*>& roots, vocabulary_state state, pack& out);

/// The route that a word means; nothing where it is none.
std::optional<route> read_route(std::string_view word) noexcept;
inline constexpr std::string_view route_names[] = {"oral", "topical", "injected", "ophthalmic", "inhaled"};

}  // namespace clearance::resolving
