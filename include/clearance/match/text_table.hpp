#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// From texts to numbers. Built once, then read by any number of threads.
namespace clearance {

/// Open addressing over one string of letters: a look-up touches a slot and its text. (`<unordered_map>` would be a
/// tenth of what the core costs a compiler.)
class text_table {
 public:
  static constexpr std::uint32_t vacant = 0xffffffffu;

  struct slot {
    std::uint32_t hash = 0;
    std::uint32_t begin = 0;
    std::uint32_t size = 0;
    std::uint32_t value = vacant;
    std::uint32_t extra = 0;  ///< whatever the owner keeps beside the value
  };

  /// The slot of `text`; null where it has none.
  const slot* find(std::string_view text) const noexcept {
    if (slots_.empty()) return nullptr;
    const slot& s = slots_[position(text)];
    return s.value == vacant ? nullptr : &s;
  }

  /// The slot of `text`, made with `value` where it had none. Valid until the next one is made.
  slot& insert(std::string_view text, std::uint32_t value) {
    if (slots_.size() < 2 * (used_ + 1)) grow();
    slot& s = slots_[position(text)];
    if (s.value != vacant) return s;
    const auto begin = static_cast<std::uint32_t>(letters_.size());
    s = {hash_of(text), begin, static_cast<std::uint32_t>(text.size()), value, 0};
    letters_ += text;
    ++used_;
    return s;
  }

  std::string_view text_of(const slot& s) const noexcept { return text_at(s.begin, s.size); }
  std::string_view text_at(std::uint32_t begin, std::uint32_t size) const noexcept {
    return std::string_view(letters_).substr(begin, size);
  }

 private:
  static constexpr std::uint32_t hash_of(std::string_view s) noexcept {
    std::uint64_t h = 0xcbf29ce484222325u;  // FNV-1a
    for (const char c : s) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
    return static_cast<std::uint32_t>(h ^ h >> 32);
  }

  std::size_t position(std::string_view text) const noexcept {
    const std::uint32_t h = hash_of(text);
    std::size_t i = h & (slots_.size() - 1);
    while (slots_[i].value != vacant && (slots_[i].hash != h || text_of(slots_[i]) != text))
      i = (i + 1) & (slots_.size() - 1);
    return i;
  }

  void grow() {
    std::vector<slot> old = std::move(slots_);
    slots_.assign(old.empty() ? 64 : old.size() * 2, {});
    for (const slot& s : old)
      if (s.value != vacant) slots_[position(text_of(s))] = s;
  }

  std::vector<slot> slots_;
  std::string letters_;
  std::size_t used_ = 0;
};

}  // namespace clearance
