#include "check.hpp"

#include "checker.hpp"

#include "../resolve/reading.hpp"

#include <algorithm>
#include <utility>

namespace clearance::cel {

using resolving::one_of;

type checker::tell(span at, issue_code code, std::string message, std::string hint) {
  found_.push_back({at, code, std::move(message), std::move(hint)});
  return {};
}

type checker::tell(span at, std::string message, std::string hint) {
  return tell(at, issue_code::bad_expression, std::move(message), std::move(hint));
}

const type& checker::visit(node_id n) {
  const type t = type_for(n);
  return out_.types[n.value] = t;
}

type checker::type_for(node_id n) {
  const node& at = tree().at(n);
  switch (at.kind) {
    case node_kind::wrong: return {};
    case node_kind::truth: return {type_kind::truth};
    case node_kind::integer: return {type_kind::integer};
    case node_kind::number: return {type_kind::number};
    case node_kind::text: return {type_kind::text};
    case node_kind::name: return named(n);
    case node_kind::select: return selected(n);
    case node_kind::call: return called(n);
    case node_kind::method: return method(n);
    case node_kind::list: return list(n);
    case node_kind::both:
    case node_kind::either:
    case node_kind::negate:
      for (const node_id child : tree().children_of(n)) want_truth(child, sign(n));
      return {type_kind::truth};
    case node_kind::minus: return minus(n);
    case node_kind::add:
    case node_kind::subtract:
    case node_kind::multiply:
    case node_kind::divide:
    case node_kind::remainder: return arithmetic(n);
    case node_kind::equal:
    case node_kind::unequal:
    case node_kind::less:
    case node_kind::at_most:
    case node_kind::more:
    case node_kind::at_least: return comparison(n);
    case node_kind::in: return membership(n);
    case node_kind::choose: return choice(n);
  }
  return {};
}

std::string checker::sign(node_id n) const {
  switch (tree().at(n).kind) {
    case node_kind::both: return "&&";
    case node_kind::either: return "||";
    case node_kind::negate: return "!";
    case node_kind::minus:
    case node_kind::subtract: return "-";
    case node_kind::add: return "+";
    case node_kind::multiply: return "*";
    case node_kind::divide: return "/";
    case node_kind::remainder: return "%";
    case node_kind::equal: return "==";
    case node_kind::unequal: return "!=";
    case node_kind::less: return "<";
    case node_kind::at_most: return "<=";
    case node_kind::more: return ">";
    case node_kind::at_least: return ">=";
    default: return "in";
  }
}

void checker::want_truth(node_id n, const std::string& operator_sign) {
  const type t = visit(n);
  if (t.kind == type_kind::truth || t.kind == type_kind::wrong) return;
  tell(tree().place(n), issue_code::wrong_type, "`" + operator_sign + "` is about conditions; this is " + name(t),
       how_to_ask(n, t));
}

std::string checker::how_to_ask(node_id n, const type& t) const {
  const std::string it = written(n);
  switch (t.kind) {
    case type_kind::integer:
    case type_kind::number: return "compare it: `" + it + " >= 18`";
    case type_kind::text: return "compare it: `" + it + " == \"" + (t.answers.empty() ? "..." : t.answers[0]) + "\"`";
    case type_kind::date: return "compare it: `" + it + " < treatment.date`";
    case type_kind::list:
    case type_kind::zones: return "ask whether something is in it: `\"...\" in " + it + "`";
    case type_kind::entries: return "ask for one of its entries: `" + it + ".exists(x, ...)`";
    case type_kind::entry: return "ask what it is: `" + it + ".is(\"...\")`";
    case type_kind::indication: return "compare it: `" + it + " == \"...\"`";
    case type_kind::window: return "add it to a date: `treatment.date - " + it + "`";
    case type_kind::wrong:
    case type_kind::truth: break;
  }
  return "write a condition such as `age < 18`";
}

type checker::choice(node_id n) {
  want_truth(tree().child(n, 0), "?");
  const type a = visit(tree().child(n, 1));
  const type b = visit(tree().child(n, 2));
  if (a.kind == type_kind::wrong || b.kind == type_kind::wrong) return {};
  if (a.kind != b.kind)
    return tell(tree().place(tree().child(n, 2)), issue_code::wrong_type,
                "one branch of `?` is " + name(a) + ", the other " + name(b),
                is_number(a.kind) && is_number(b.kind) ? as_decimal(n) : "give both the same type");
  if (a.kind >= type_kind::list)
    return tell(tree().place(n), issue_code::wrong_type, "`?` chooses no list", "choose between two conditions on it");
  return {a.kind, a.of, a.list, {}};
}

std::string checker::as_decimal(node_id) { return "write whole numbers with a point, such as `2.0`"; }

type checker::minus(node_id n) {
  const node_id child = tree().child(n, 0);
  const type t = visit(child);
  if (is_number(t.kind) || t.kind == type_kind::wrong) return t;
  return tell(tree().place(child), issue_code::wrong_type, "`-` is about numbers; this is " + name(t),
              t.kind == type_kind::truth ? "write `!` for the opposite of a condition" : "remove the `-`");
}

type checker::arithmetic(node_id n) {
  const node_kind kind = tree().at(n).kind;
  if (kind == node_kind::subtract && is_hyphenated(n)) return {};
  const node_id left = tree().child(n, 0);
  const node_id right = tree().child(n, 1);
  const type a = visit(left);
  const type b = visit(right);
  if (a.kind == type_kind::wrong || b.kind == type_kind::wrong) return {};
  const bool is_sum = kind == node_kind::add || kind == node_kind::subtract;
  if (a.kind == type_kind::date && b.kind == type_kind::window && is_sum) return {type_kind::date};
  if (a.kind == b.kind) {
    if (a.kind == type_kind::integer) return {type_kind::integer};
    if (a.kind == type_kind::number && kind != node_kind::remainder) return {type_kind::number};
    if (a.kind == type_kind::text && kind == node_kind::add) return {type_kind::text};
  }
  return tell(tree().name_place(n), issue_code::wrong_type,
              "`" + sign(n) + "` does not take " + name(a) + " and " + name(b), arithmetic_hint(kind, a, b));
}

std::string checker::arithmetic_hint(node_kind kind, const type& a, const type& b) const {
  if (is_number(a.kind) && is_number(b.kind)) {
    if (kind == node_kind::remainder) return "`%` takes whole numbers";
    return "write whole numbers with a point: `2.0`, since facts are numbers with decimals";
  }
  if (a.kind == type_kind::date && b.kind == type_kind::date)
    return "compare dates, `last_dose < treatment.date - days(14)`, or count with `years_between(a, b)`";
  if (a.kind == type_kind::date && is_number(b.kind))
    return "say what is counted: `days(14)`, `months(6)`, `hours(48)`";
  if (a.kind == type_kind::window && b.kind == type_kind::date) return "write the date first";
  return "numbers are added to numbers, texts to texts, durations to dates";
}

type checker::comparison(node_id n) {
  const node_id left = tree().child(n, 0);
  const node_id right = tree().child(n, 1);
  const type a = visit(left);
  const type b = visit(right);
  if (a.kind == type_kind::wrong || b.kind == type_kind::wrong) return {type_kind::truth};
  const bool is_equality = tree().at(n).kind == node_kind::equal || tree().at(n).kind == node_kind::unequal;
  if (a.kind == type_kind::indication || b.kind == type_kind::indication) return compare_indication(n, is_equality);
  if (a.kind == b.kind && a.kind <= type_kind::date) {
    check_answers(a, right);
    check_answers(b, left);
    return {type_kind::truth};
  }
  if (is_number(a.kind) && is_number(b.kind)) return {type_kind::truth};
  tell(tree().name_place(n), issue_code::wrong_type, "`" + sign(n) + "` cannot compare " + name(a) + " with " + name(b),
       comparison_hint(n, a, b));
  return {type_kind::truth};
}

std::string checker::comparison_hint(node_id n, const type& a, const type& b) const {
  const node_id left = tree().child(n, 0);
  const node_id right = tree().child(n, 1);
  if (a.kind == type_kind::truth && is_comparison(tree().at(left).kind)) {
    const std::string middle = written(tree().child(left, 1));
    return "write both conditions: `" + written(left) + " && " + middle + " " + sign(n) + " " + written(right) + "`";
  }
  if (a.kind == type_kind::truth || b.kind == type_kind::truth)
    return "a condition is `true` or `false`; write `" + written(a.kind == type_kind::truth ? left : right) +
           "` alone, or with `!` before it";
  if (a.kind == type_kind::date && b.kind == type_kind::text)
    return "write the date as `date(\"2026-03-01\")`; never is `never`";
  if (a.kind == type_kind::list || a.kind == type_kind::zones)
    return "ask whether it holds something: `\"...\" in " + written(left) + "`";
  if (b.kind == type_kind::list && b.of == a.kind) return "write `" + written(left) + " in " + written(right) + "`";
  if (is_number(a.kind) && b.kind == type_kind::text) return "write the number without quotes";
  if (a.kind == type_kind::entry || a.kind == type_kind::entries) return how_to_ask(left, a);
  if (a.kind == type_kind::window || b.kind == type_kind::window)
    return "compare dates: `last_dose < treatment.date - days(14)`";
  if (!a.answers.empty() || !b.answers.empty()) {
    const auto& answers = a.answers.empty() ? b.answers : a.answers;
    return "it is a text: " + one_of(std::vector<std::string_view>(answers.begin(), answers.end()));
  }
  return "both sides must be of one type";
}

void checker::check_answers(const type& choices, node_id literal) {
  if (choices.answers.empty()) return;
  if (tree().at(literal).kind == node_kind::list) {
    for (const node_id item : tree().children_of(literal)) check_answers(choices, item);
    return;
  }
  if (tree().at(literal).kind != node_kind::text) return;
  const std::string& text = tree().text_of(literal);
  if (std::find(choices.answers.begin(), choices.answers.end(), text) != choices.answers.end()) return;
  const std::vector<std::string_view> known(choices.answers.begin(), choices.answers.end());
  std::string hint = resolving::did_you_mean(text, known);
  if (hint.empty()) hint = "it is one of " + one_of(known);
  tell(tree().place(literal), issue_code::bad_value, "`" + text + "` is no answer here", std::move(hint));
}

type checker::compare_indication(node_id n, bool is_equality) {
  const bool is_left = out_.types[tree().child(n, 0).value].kind == type_kind::indication;
  const node_id other = tree().child(n, is_left ? 1 : 0);
  if (!is_equality || tree().at(other).kind != node_kind::text)
    tell(tree().name_place(n), issue_code::wrong_type, "what the treatment is for is compared with a name",
         "write `treatment.indication == \"...\"`, or `in [\"...\", \"...\"]`");
  else
    find_word(other, other, resolving::word_kind::condition);
  return {type_kind::truth};
}

type checker::membership(node_id n) {
  const node_id left = tree().child(n, 0);
  const node_id right = tree().child(n, 1);
  const type a = visit(left);
  const type b = visit(right);
  if (a.kind == type_kind::wrong || b.kind == type_kind::wrong) return {type_kind::truth};
  if (b.kind == type_kind::zones) {
    if (tree().at(left).kind == node_kind::text)
      find_word(left, left, resolving::word_kind::zone);
    else
      tell(tree().place(left), issue_code::wrong_type, "a zone is named by a text in quotes",
           "write `\"lips\" in treatment.zones`");
    return {type_kind::truth};
  }
  if (b.kind == type_kind::entries) {
    tell(tree().name_place(n), issue_code::wrong_type,
         "`in` does not look into the entries of `" + std::string(name(b.list)) + "`", entries_hint(b.list));
    return {type_kind::truth};
  }
  if (b.kind != type_kind::list) {
    tell(tree().place(right), issue_code::wrong_type, "`in` looks into a list; this is " + name(b),
         b.kind == type_kind::text
             ? "for a part of a text write `" + written(right) + ".contains(" + written(left) + ")`"
             : "write a list: `[\"a\", \"b\"]`");
    return {type_kind::truth};
  }
  if (a.kind == type_kind::indication) {
    for (const node_id item : tree().children_of(right)) {
      if (tree().at(item).kind == node_kind::text)
        find_word(item, item, resolving::word_kind::condition);
      else
        tell(tree().place(item), issue_code::wrong_type, "what the treatment is for is compared with names",
             "write `treatment.indication in [\"...\", \"...\"]`");
    }
    if (tree().at(right).kind != node_kind::list)
      tell(tree().place(right), issue_code::wrong_type, "what the treatment is for is compared with names",
           "write `treatment.indication in [\"...\", \"...\"]`");
    return {type_kind::truth};
  }
  const bool is_empty = tree().at(right).kind == node_kind::list && tree().at(right).count == 0;
  if (!is_empty && b.of != a.kind && !(is_number(a.kind) && is_number(b.of))) {
    tell(tree().name_place(n), issue_code::wrong_type, name(a) + " is looked for in a list of " + plural(b.of),
         "list what may be equal");
    return {type_kind::truth};
  }
  check_answers(a, right);
  check_answers(b, left);
  return {type_kind::truth};
}

std::string checker::plural(type_kind k) {
  switch (k) {
    case type_kind::truth: return "conditions";
    case type_kind::integer: return "whole numbers";
    case type_kind::number: return "numbers";
    case type_kind::text: return "texts";
    case type_kind::date: return "dates";
    default: return "other things";
  }
}

std::string checker::entries_hint(fact_list l) {
  switch (l) {
    case fact_list::medications: return "write `uses(\"...\")`";
    case fact_list::conditions: return "write `has_condition(\"...\")`";
    case fact_list::events: return "write `has_event(\"...\")`";
    default: return "write `sessions.exists(s, ...)`";
  }
}

type checker::list(node_id n) {
  type t{type_kind::list};
  for (const node_id item : tree().children_of(n)) {
    const type i = visit(item);
    if (i.kind == type_kind::wrong) continue;
    if (i.kind >= type_kind::window) {
      tell(tree().place(item), issue_code::wrong_type, "a list holds texts, numbers or dates; this is " + name(i),
           "write each as a condition of its own");
    } else if (t.of == type_kind::wrong) {
      t.of = i.kind;
    } else if (is_number(t.of) && is_number(i.kind)) {
      if (i.kind == type_kind::number) t.of = i.kind;
    } else if (t.of != i.kind) {
      tell(tree().place(item), issue_code::wrong_type, "a list of " + plural(t.of) + " holds " + name(i),
           "make two lists");
    }
  }
  return t;
}

checked check(ast tree, const surroundings& around, mistakes& found) {
  return checker(std::move(tree), around, found).run();
}

}  // namespace clearance::cel
