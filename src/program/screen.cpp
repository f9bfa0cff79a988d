#include "input.hpp"
#include "open_pack.hpp"
#include "verbs.hpp"

#include "../render/json_text.hpp"

#include <string>

namespace clearance::program {
namespace {

class screening {
 public:
  screening(const pack& p, format as, output& out) : screener_(p), style_(output::style()), as_(as), out_(out) {}

  void screen_file(const std::string& path) {
    intake_file file(path);
    while (file.next(text_)) {
      if (screener_.read(text_)) {
        screener_.evaluate();
        screener_.decide();
        answer();
      } else {
        refuse(file.line());
      }
    }
  }

  exit_status status() const noexcept { return any_rejected_ ? rejected : done; }

 private:
  void answer() {
    if (as_ == format::json) return out_.line(screener_.to_json());
    separate();
    out_.write(screener_.to_page(style_));
  }

  void refuse(unsigned long long line) {
    any_rejected_ = true;
    if (as_ == format::json) {
      record_.clear();
      append_error_record(record_, screener_.error(), line);
      return out_.line(record_.view());
    }
    separate();
    out_.line("line " + std::to_string(line) + " was rejected: " + std::string(screener_.error()));
  }

  void separate() {
    if (any_) out_.line("\n" + std::string(style_.width, '-') + "\n");
    any_ = true;
  }

  screener screener_;
  page_style style_;
  format as_;
  output& out_;
  std::string text_;
  text_buffer record_;
  bool any_ = false;
  bool any_rejected_ = false;
};

}  // namespace

exit_status screen(const request& r, output& out) {
  const loaded_pack pack = open_pack(r.pack, r.language);
  screening all(*pack.usable, r.as, out);
  if (r.files.empty()) all.screen_file("-");
  for (const std::string& file : r.files) all.screen_file(file);
  return all.status();
}

exit_status explain(const request& r, output& out) {
  const loaded_pack pack = open_pack(r.pack, r.language);
  screener screener(*pack.usable);
  intake_file file(r.files.at(0));
  std::string text;
  if (!file.next(text)) throw cannot("`" + r.files[0] + "` holds no intake");
  if (!screener.read(text)) {
    out.line("the intake was rejected: " + std::string(screener.error()));
    return rejected;
  }
  screener.evaluate();
  screener.decide();
  if (r.as == format::json) {
    out.line(screener.to_json());
    return done;
  }
  out.write(screener.to_page(output::style()));
  out.write("\nEvery rule\n----------\n");
  out.write(screener.explain(output::style()));
  return done;
}

}  // namespace clearance::program
