#pragma once
#include "../../frame.hpp"

#include <simdjson.h>

#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace bench::peers {

/// The lines of a file, at most `limit` of them. A reader may read ahead of each.
class lines {
 public:
  lines(const std::string& path, std::size_t limit) {
    auto loaded = simdjson::padded_string::load(path);
    if (loaded.error() != simdjson::SUCCESS) give_up("cannot read `" + path + "`");
    text_ = std::move(loaded).value();
    for (std::string_view rest = text_; !rest.empty() && views_.size() < limit;) {
      const std::size_t end = rest.find('\n');
      if (end == std::string_view::npos) give_up("`" + path + "` ends within a line");
      views_.push_back(rest.substr(0, end));
      rest.remove_prefix(end + 1);
    }
  }

  const std::vector<std::string_view>& all() const noexcept { return views_; }

 private:
  simdjson::padded_string text_;
  std::vector<std::string_view> views_;
};

/// What every program of this folder is given: where the files are, and how many patients to take of them.
struct arguments {
  std::string folder;
  std::size_t limit = 0;

  arguments(int count, char** words) {
    if (count != 3) give_up(std::string("usage: ") + words[0] + " FOLDER LIMIT");
    folder = words[1];
    limit = std::strtoul(words[2], nullptr, 10);
  }
};

}  // namespace bench::peers
