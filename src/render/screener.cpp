#include <clearance/io/screener.hpp>

#include "explain.hpp"
#include "json.hpp"
#include "json_text.hpp"
#include "label_texts.hpp"
#include "page.hpp"
#include "record.hpp"

#include "../intake/read_intake.hpp"

#include <clearance/decide.hpp>
#include <clearance/evaluate.hpp>

namespace clearance {

struct screener::state {
  explicit state(const pack& p) : rules(p), reader(p), labels(p.words), json(p, labels), records(p), room(64) {}

  const pack& rules;
  intake_reader reader;
  label_texts labels;
  json_renderer json;
  record_writer records;
  clearance::intake in;
  std::vector<fired> room;
  outcome result;
  decision reasons;
  text_buffer line;
  std::string page;
};

screener::screener(const pack& p) : state_(std::make_unique<state>(p)) {}
screener::~screener() = default;
screener::screener(screener&&) noexcept = default;
screener& screener::operator=(screener&&) noexcept = default;

std::string_view screener::screen(std::string_view intake_json) {
  if (!read(intake_json)) {
    state_->line.clear();
    append_error_record(state_->line, error(), 0);
    return state_->line.view();
  }
  evaluate();
  decide();
  return to_json();
}

bool screener::read(std::string_view intake_json) { return state_->reader.read(intake_json, state_->in); }
void screener::open_lines(std::string_view lines) { state_->reader.open_lines(lines); }
bool screener::read_line(std::string_view line) { return state_->reader.read_line(line, state_->in); }

std::string_view screener::error() const noexcept { return state_->reader.error(); }
std::string_view screener::id() const noexcept { return state_->in.id; }
const facts& screener::intake() const noexcept { return state_->in.facts; }
const std::vector<problem>& screener::problems() const noexcept { return state_->in.problems; }

const outcome& screener::evaluate() {
  state& s = *state_;
  // A loop, so that all of evaluation is compiled into one place. It runs once, or twice where there is no room.
  for (;;) {
    s.result = clearance::evaluate(s.rules, s.in.facts, s.room);
    if (s.result.fired_count <= s.room.size()) return s.result;
    s.room.resize(s.result.fired_count);
  }
}

std::span<const fired> screener::findings() const noexcept { return {state_->room.data(), state_->result.fired_count}; }

const decision& screener::decide() {
  clearance::decide(state_->rules, state_->in.facts, state_->result, findings(), state_->reasons);
  return state_->reasons;
}

std::string_view screener::to_json() {
  state_->line.clear();
  state_->line.end_at(state_->json.append(state_->line.pen(), state_->in, state_->reasons));
  return state_->line.view();
}

std::string_view screener::to_record(record_fields fields) {
  state_->line.clear();
  state_->line.end_at(state_->records.append(state_->line.pen(), state_->in, state_->result, state_->reasons, fields));
  return state_->line.view();
}

std::string_view screener::to_page(const page_style& style) {
  state_->page.clear();
  append_page(state_->page, state_->rules, state_->labels, state_->in, state_->reasons, style);
  return state_->page;
}

std::string_view screener::explain(const page_style& style) {
  state_->page.clear();
  append_explanation(state_->page, state_->rules, state_->labels, state_->in, style);
  return state_->page;
}

}  // namespace clearance
