#pragma once
#include "frame.hpp"
#include "random_lines.hpp"

#include <clearance/io/screener.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

/// The sample intakes that have no mistake, as they stand, with room behind each for a reader that reads ahead.
// A name that nobody knows is sought in the whole vocabulary, to suggest what it may have meant: a figure of its own.
class sample_files {
 public:
  explicit sample_files(const clearance::pack& rules) {
    clearance::screener reader(rules);
    for (const auto& file : std::filesystem::directory_iterator(CLEARANCE_RULES_DIR "/samples")) {
      std::ifstream in(file.path(), std::ios::binary);
      std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
      if (reader.read(text) && reader.problems().empty()) texts_.push_back(std::move(text));
    }
    if (texts_.empty()) give_up("there are no sample intakes");
    std::sort(texts_.begin(), texts_.end());
    for (std::string& text : texts_) {
      const std::size_t size = text.size();
      bytes_ += size;
      text.append(random_lines::room_behind, '\0');
      views_.push_back(std::string_view(text).substr(0, size));
    }
  }
  // The views are of the texts.
  sample_files(const sample_files&) = delete;
  sample_files& operator=(const sample_files&) = delete;

  const std::vector<std::string_view>& lines() const noexcept { return views_; }
  std::size_t bytes() const noexcept { return bytes_; }

 private:
  std::vector<std::string> texts_;
  std::vector<std::string_view> views_;
  std::size_t bytes_ = 0;
};

}  // namespace bench
