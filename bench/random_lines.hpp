#pragma once
#include "frame.hpp"

#include <generate/random_intake.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

/// Random intakes as lines of one text, with room behind the last for a reader that reads ahead.
class random_lines {
 public:
  explicit random_lines(generate::profile p) {
    generate::intake_generator generator(seed, p);
    std::vector<std::size_t> ends;
    for (int i = 0; i < patient_count; ++i) {
      text_ += to_json(generator.next());
      ends.push_back(text_.size());
      text_ += '\n';
    }
    text_.append(room_behind, '\0');
    std::size_t begin = 0;
    for (const std::size_t end : ends) {
      lines_.push_back(std::string_view(text_).substr(begin, end - begin));
      begin = end + 1;
    }
  }
  // The lines are views of the text.
  random_lines(const random_lines&) = delete;
  random_lines& operator=(const random_lines&) = delete;

  static constexpr std::size_t room_behind = 256;

  const std::vector<std::string_view>& lines() const noexcept { return lines_; }
  std::size_t bytes() const noexcept { return text_.size() - room_behind; }

 private:
  std::string text_;
  std::vector<std::string_view> lines_;
};

}  // namespace bench
