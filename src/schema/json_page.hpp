#pragma once
#include "../render/json_text.hpp"

#include <string>
#include <string_view>

namespace clearance::schema {

/// JSON as people read it: a member a line, two spaces a level, short lists on one line.
class json_page {
 public:
  json_page& open(std::string_view key = {}) {
    begin(key);
    text_ += '{';
    ++depth_;
    is_first_ = true;
    return *this;
  }
  json_page& close() {
    --depth_;
    if (!is_first_) new_line();
    text_ += '}';
    is_first_ = false;
    return *this;
  }
  json_page& open_list(std::string_view key) {
    begin(key);
    text_ += '[';
    ++depth_;
    is_first_ = true;
    return *this;
  }
  json_page& close_list() {
    --depth_;
    if (!is_first_) new_line();
    text_ += ']';
    is_first_ = false;
    return *this;
  }
  json_page& text(std::string_view key, std::string_view value) {
    begin(key);
    text_ += '"' + escaped(value) + '"';
    return *this;
  }
  json_page& yes_no(std::string_view key, bool value) { return raw(key, value ? "true" : "false"); }
  json_page& ref(std::string_view def) { return text("$ref", "#/$defs/" + std::string(def)); }

  /// Texts on one line. `also`: JSON that goes before them.
  template <class Texts>
  json_page& texts(std::string_view key, const Texts& values, std::string_view also = {}) {
    std::string list(also);
    for (const std::string_view v : values) list += (list.empty() ? "\"" : ", \"") + escaped(v) + '"';
    return raw(key, "[" + list + "]");
  }
  /// JSON as it is.
  json_page& raw(std::string_view key, std::string_view json) {
    begin(key);
    text_ += json;
    return *this;
  }

  std::string take() { return std::move(text_) + "\n"; }

 private:
  void begin(std::string_view key) {
    if (!is_first_) text_ += ',';
    if (depth_ > 0) new_line();
    is_first_ = false;
    if (!key.empty()) text_ += '"' + escaped(key) + "\": ";
  }
  void new_line() {
    text_ += '\n';
    text_.append(2 * depth_, ' ');
  }

  std::string text_;
  std::size_t depth_ = 0;
  bool is_first_ = true;
};

}  // namespace clearance::schema
