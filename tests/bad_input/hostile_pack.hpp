#pragma once
#include "hostile.hpp"

#include <clearance/io/load_pack.hpp>

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>

/// Small packs in memory, to which something hostile is added.
namespace hostile {

using namespace clearance;

inline constexpr std::string_view words = R"(
substances: {nsaid: {}, ibuprofen: {is: nsaid}}
conditions: {acne: {}}
zones: {chin: {}}
)";

inline std::string pack_with(std::string_view rest) {
  return "pack: tiny\nversion: 1.0.0\nvocabulary: words.yaml\nsources: {faq: {title: The FAQ}}\nsource: faq\n" +
         std::string(rest);
}

inline constexpr std::string_view one_rule = "rules:\n  acne: {exclude: acne}\n";

/// Files by name, in memory.
class memory : public file_reader {
 public:
  explicit memory(std::map<std::string, std::string> files) : files_(std::move(files)) {}
  bool read(const std::string& path, std::string& text) override {
    const auto at = files_.find(path);
    if (at == files_.end()) return text = "no such file", false;
    text = at->second;
    return true;
  }

 private:
  std::map<std::string, std::string> files_;
};

inline loaded_pack load(std::string pack, std::string_view vocabulary = words) {
  memory files({{"pack.yaml", std::move(pack)}, {"words.yaml", std::string(vocabulary)}});
  return load_pack("pack.yaml", files);
}

inline bool is_told(const loaded_pack& loaded, issue_code code) {
  for (const issue& i : loaded.found)
    if (i.code == code) return true;
  return false;
}

/// What the issues themselves hold: an answer must not be larger than the question.
inline std::size_t bytes_told(const issues& found) {
  std::size_t bytes = 0;
  for (const issue& i : found) bytes += i.line_text.size() + i.message.size() + i.hint.size();
  return bytes;
}

}  // namespace hostile
