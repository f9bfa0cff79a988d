// `screen`: a stream of intakes, decided by several threads, answered in order. `explain`: one intake.
#include "open_pack.hpp"
#include "verbs.hpp"

#include "../render/json_text.hpp"
#include "../stream/in_order.hpp"
#include "../stream/intake_blocks.hpp"
#include "../stream/progress.hpp"
#include "../stream/summary.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace clearance::program {
namespace {

using stream::intake_block;

/// What is written of each intake.
enum class answer_kind { pages, decisions, records, counts };

struct answer_style {
  answer_kind kind = answer_kind::decisions;
  record_fields fields;  ///< of `records`
  page_style page;       ///< of `pages`

  /// Stands between pages.
  std::string separator() const { return "\n" + std::string(page.width, '-') + "\n\n"; }
};

/// A block and what was answered to it.
struct slot {
  intake_block block;
  text_buffer answers;
  std::uint64_t intakes = 0;
};

/// Answers blocks; one for each thread.
class answering {
 public:
  answering(const pack& p, const answer_style& style) : screener_(p), style_(style), counts_(p) {
    if (style.kind == answer_kind::pages) separator_ = style.separator();
  }

  void answer(slot& s) {
    s.answers.clear();
    s.intakes = 0;
    screener_.open_lines(s.block.is_one_intake ? std::string_view() : s.block.text());
    s.block.for_each_intake([&](std::string_view intake, std::uint64_t line) {
      ++s.intakes;
      if (screener_.read_line(intake))
        answer_one(s.answers);
      else
        refuse(s.answers, line);
    });
  }

  const stream::summary& counts() const noexcept { return counts_; }
  bool any_rejected() const noexcept { return any_rejected_; }

 private:
  void answer_one(text_buffer& out) {
    const outcome& o = screener_.evaluate();
    switch (style_.kind) {
      case answer_kind::pages:
        screener_.decide();
        out += separator_;
        out += screener_.to_page(style_.page);
        return;
      case answer_kind::decisions:
        screener_.decide();
        out += screener_.to_json();
        break;
      case answer_kind::records:
        if (style_.fields.has(record_field::rules)) screener_.decide();
        out += screener_.to_record(style_.fields);
        break;
      case answer_kind::counts: counts_.add(o, screener_.decide(), screener_.intake().in_error); return;
    }
    out += '\n';
  }

  void refuse(text_buffer& out, std::uint64_t line) {
    any_rejected_ = true;
    switch (style_.kind) {
      case answer_kind::pages:
        out += separator_;
        out += "line " + std::to_string(line) + " was rejected: " + std::string(screener_.error()) + "\n";
        return;
      case answer_kind::decisions:
      case answer_kind::records:
        append_error_record(out, screener_.error(), line);
        out += '\n';
        return;
      case answer_kind::counts: counts_.add_rejected(); return;
    }
  }

  screener screener_;
  const answer_style& style_;
  std::string separator_;  ///< before each page; the first of all loses it
  stream::summary counts_;
  bool any_rejected_ = false;
};

record_fields fields_of(const std::vector<std::string>& names) {
  record_fields fields;
  for (const std::string& name : names) {
    const auto field = record_field_named(name);
    if (!field) {
      std::string known;
      for (const std::string_view n : record_field_names) known += (known.empty() ? "" : ", ") + std::string(n);
      throw cannot("`--only` knows no `" + name + "`: use " + known);
    }
    fields.add(*field);
  }
  return fields;
}

answer_style style_of(const request& r) {
  answer_style s;
  s.page = output::style();
  s.fields = fields_of(r.only);
  if (r.summary)
    s.kind = answer_kind::counts;
  else if (!s.fields.empty())
    s.kind = answer_kind::records;
  else if (r.as == format::text)
    s.kind = answer_kind::pages;
  return s;
}

}  // namespace

exit_status screen(const request& r, output& out) {
  const answer_style style = style_of(r);
  const loaded_pack pack = open_pack(r.pack, r.language);
  stream::intake_blocks blocks(r.files.empty() ? std::vector<std::string>{"-"} : r.files);
  // Beside answers on the same terminal, a bar would only be in the way.
  stream::progress_bar bar(!r.quiet && (r.summary || !output::is_terminal()), blocks.known_size());

  const std::size_t workers = r.threads > 0 ? r.threads : std::max(1u, std::thread::hardware_concurrency());
  std::vector<std::unique_ptr<answering>> answerers(workers);
  std::vector<slot> slots(2 * workers);
  std::size_t first_separator = style.kind == answer_kind::pages ? style.separator().size() : 0;
  stream::run_in_order(workers, slots.size(),
                       {[&](std::size_t s) { return blocks.next(slots[s].block); },
                        [&](std::size_t worker, std::size_t s) {
                          if (!answerers[worker]) answerers[worker] = std::make_unique<answering>(*pack.usable, style);
                          answerers[worker]->answer(slots[s]);
                        },
                        [&](std::size_t s) {
                          const std::string_view answers = slots[s].answers.view();
                          if (!answers.empty()) {
                            out.write(answers.substr(first_separator));
                            first_separator = 0;
                            out.flush();
                          }
                          bar.advance(slots[s].block.size, slots[s].intakes);
                        },
                        [&] { blocks.stop(); }});

  stream::summary total(*pack.usable);
  bool any_rejected = false;
  for (const auto& one : answerers) {
    if (!one) continue;
    total.add(one->counts());
    any_rejected = any_rejected || one->any_rejected();
  }
  if (r.summary) r.as == format::json ? out.line(total.to_json()) : out.write(total.to_text());
  return any_rejected ? rejected : done;
}

exit_status explain(const request& r, output& out) {
  const loaded_pack pack = open_pack(r.pack, r.language);
  screener screener(*pack.usable);
  stream::intake_blocks file(r.files);
  std::string intake;
  for (intake_block b; intake.empty() && file.next(b);)
    b.for_each_intake([&](std::string_view text, std::uint64_t) {
      if (intake.empty()) intake = text;
    });
  if (intake.empty()) throw cannot("`" + r.files[0] + "` holds no intake");
  if (!screener.read(intake)) {
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
