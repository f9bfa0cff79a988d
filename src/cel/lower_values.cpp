#include "lowering.hpp"

#include "../resolve/read_vocabulary.hpp"

#include <clearance/predicate.hpp>
#include <clearance/time/text.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

namespace clearance::cel {

steps lowering::value(node_id n) {
  if (!spend(n)) return decided(kleene::unknown);
  return folded(value_of(n), tables_);
}

steps lowering::constant(const cell& c) {
  return {{step_kind::constant, fact_owner::treatment, static_cast<std::uint32_t>(c.scale), c.low, c.high}};
}

steps lowering::value_of(node_id n) {
  const node& at = tree().at(n);
  switch (at.kind) {
    case node_kind::integer: return constant(cells::integer(at.value));
    case node_kind::number: return constant(cells::integer(at.value));  // its bits
    case node_kind::text: return {tables_.text(tree().text_of(n))};
    case node_kind::name:
    case node_kind::select: return named_value(n);
    case node_kind::minus: {
      steps s = value(tree().child(n, 0));
      s.push_back({type_of(n).kind == type_kind::integer ? step_kind::negate_integer : step_kind::negate_number});
      return s;
    }
    case node_kind::add:
    case node_kind::subtract:
    case node_kind::multiply:
    case node_kind::divide:
    case node_kind::remainder: {
      steps s = value(tree().child(n, 0));
      const steps b = value(tree().child(n, 1));
      s.insert(s.end(), b.begin(), b.end());
      s.push_back({arithmetic(at.kind, type_of(n).kind)});
      return s;
    }
    case node_kind::choose: return choice(n, false);
    case node_kind::call:
    case node_kind::method: return called_value(n);
    default: return truth(n, false);
  }
}

step_kind lowering::arithmetic(node_kind k, type_kind t) {
  if (t == type_kind::text) return step_kind::join_texts;
  if (t == type_kind::date) return k == node_kind::add ? step_kind::add_window : step_kind::subtract_window;
  const bool is_integer = t == type_kind::integer;
  switch (k) {
    case node_kind::add: return is_integer ? step_kind::add_integers : step_kind::add_numbers;
    case node_kind::subtract: return is_integer ? step_kind::subtract_integers : step_kind::subtract_numbers;
    case node_kind::multiply: return is_integer ? step_kind::multiply_integers : step_kind::multiply_numbers;
    case node_kind::divide: return is_integer ? step_kind::divide_integers : step_kind::divide_numbers;
    default: return step_kind::remainder;
  }
}

steps lowering::named_value(node_id n) {
  const meaning& m = meaning_of(n);
  if (type_of(n).kind == type_kind::truth) return truth(n, false);
  switch (m.to) {
    case refers::variable: {
      const binding b = bound_[m.variable];
      if (b.answer != nullptr) return {tables_.text(*b.answer)};
      steps s = value(b.element);
      // Of `[1, 2.5]` every element is a number.
      if (type_of(n).kind == type_kind::number && type_of(b.element).kind == type_kind::integer)
        s.push_back({step_kind::to_number});
      return s;
    }
    case refers::today: return {{step_kind::today}};
    case refers::never: return constant(cells::date({distant_past, distant_past}, date_scale::day));
    case refers::treatment_date: return {{step_kind::treatment_date}};
    case refers::field: {
      step s{step_kind::field_date, owner_of(m), static_cast<std::uint32_t>(m.field)};
      if (type_of(n).kind == type_kind::text) {
        s.kind = step_kind::field_text;
        s.low = tables_.answers(m.field == fact_field::route ? route_words() : status_words());
      }
      return {s};
    }
    case refers::fact: {
      steps s{read(m)};
      return tables_.from(m.fact) == nullptr || m.of_variable ? s : or_from(n, m, std::move(s));
    }
    case refers::nothing:
    case refers::zones:
    case refers::indication:
    case refers::entries:
    case refers::function: break;
  }
  return decided(kleene::unknown);
}

step lowering::read(const meaning& m) {
  step s{step_kind::fact_truth, owner_of(m), m.slot};
  switch (m.fact->answer) {
    case answer_kind::yes_no: break;
    case answer_kind::choice:
      s.kind = step_kind::fact_choice;
      s.low = tables_.answers(m.fact->choices);
      break;
    case answer_kind::several: s.kind = step_kind::fact_count; break;
    case answer_kind::number: s.kind = step_kind::fact_number; break;
    case answer_kind::date:
    case answer_kind::date_or_never: s.kind = step_kind::fact_date; break;
    case answer_kind::text: s.kind = step_kind::fact_text; break;
  }
  return s;
}

steps lowering::or_from(node_id n, const meaning& m, steps answer) {
  const checked* from = tables_.from(m.fact);
  if (std::find(reading_.begin(), reading_.end(), m.fact) != reading_.end() || !from->is_right)
    return answer;  // told where the fact is declared
  if (!spend(n)) return answer;
  const checked* const outside = std::exchange(in_, from);
  std::vector<binding> bound = std::exchange(bound_, std::vector<binding>(from->variables.size()));
  reading_.push_back(m.fact);
  const type_kind gives = from->type_of(from->tree.root).kind;
  steps s = gives == type_kind::truth ? truth(from->tree.root, false) : value(from->tree.root);
  if (!reading_.empty()) reading_.pop_back();
  bound_ = std::move(bound);
  in_ = outside;
  answer.insert(answer.end(), s.begin(), s.end());
  if (gives == type_kind::integer) answer.push_back({step_kind::to_number});
  const bool can_be_asked = !m.fact->ask.empty();
  const type_kind kind = type_of(n).kind;
  answer.push_back({step_kind::first_known, fact_owner::treatment, slot_of(kind), can_be_asked});
  return answer;
}

steps lowering::called_value(node_id n) {
  const meaning& m = meaning_of(n);
  switch (m.function) {
    case function::size: return size_of(tree().child(n, 0));
    case function::date: {
      const auto written = parse_civil(tree().text_of(tree().child(n, 0)));
      if (!written) return decided(kleene::unknown);
      return constant(
          cells::date(written->covers, written->written == precision::minute ? date_scale::minute : date_scale::day));
    }
    case function::window: {
      steps s = value(tree().child(n, 0));
      s.push_back({step_kind::make_window, fact_owner::treatment, static_cast<std::uint32_t>(m.unit), m.each});
      return s;
    }
    case function::years_between: {
      steps s = value(tree().child(n, 0));
      const steps b = value(tree().child(n, 1));
      s.insert(s.end(), b.begin(), b.end());
      s.push_back({step_kind::years_between});
      return s;
    }
    default: return truth(n, false);
  }
}

steps lowering::size_of(node_id of) {
  const type& t = type_of(of);
  if (t.kind == type_kind::entries)
    return {{step_kind::count_entries, fact_owner::treatment, static_cast<std::uint32_t>(t.list)}};
  if (t.kind == type_kind::text) {
    steps s = value(of);
    s.push_back({step_kind::text_size});
    return s;
  }
  if (tree().at(of).kind == node_kind::list) return constant(cells::integer(tree().at(of).count));
  return {read(meaning_of(of))};
}

}  // namespace clearance::cel
