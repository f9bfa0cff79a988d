#include "checker.hpp"

#include "../resolve/reading.hpp"

#include <clearance/time/text.hpp>

#include <algorithm>
#include <utility>

namespace clearance::cel {

using resolving::one_of;

type checker::called(node_id n) {
  const std::string& key = tree().text_of(n);
  const auto arguments = tree().children_of(n);
  const known_function* f = find_function(key);
  if (f == nullptr) return tell_unknown_function(n, key);
  if (f->form == call_form::method)
    return tell(tree().name_place(n), "`" + key + "` stands behind what it asks about",
                "write `" + std::string(f->usage) + "`");
  if (arguments.size() < f->least || arguments.size() > f->most) return tell_arguments(n, *f, arguments.size());
  meaning& m = meaning_of(n);
  m.to = refers::function;
  m.function = f->means;
  m.each = f->each;
  m.unit = f->unit;
  return apply(n, *f, arguments);
}

type checker::method(node_id n) {
  const std::string& key = tree().text_of(n);
  const node_id of = tree().child(n, 0);
  const known_function* f = find_function(key);
  if (f == nullptr) {
    visit_unless_treatment(of);
    return tell_unknown_function(n, key);
  }
  if (f->form == call_form::function) {
    visit_unless_treatment(of);
    return tell(tree().name_place(n), "`" + key + "` stands alone, before what it asks about",
                "write `" + std::string(f->usage) + "`");
  }
  const auto arguments = tree().children_of(n).subspan(1);
  const std::size_t least = f->form == call_form::both ? f->least - 1 : f->least;
  const std::size_t most = f->form == call_form::both ? f->most - 1 : f->most;
  if (arguments.size() < least || arguments.size() > most) return tell_arguments(n, *f, arguments.size());
  meaning& m = meaning_of(n);
  m.to = refers::function;
  m.function = f->means;
  if (f->means == function::exists || f->means == function::all) return loop(n, of, arguments);
  if (f->means == function::is) return entry_is(n, of, arguments[0]);
  return apply(n, *f, tree().children_of(n));
}

void checker::visit_unless_treatment(node_id of) {
  if (tree().at(of).kind != node_kind::name || tree().text_of(of) != "treatment") visit(of);
}

type checker::tell_arguments(node_id n, const known_function& f, std::size_t count) {
  return tell(tree().name_place(n),
              "`" + tree().text_of(n) + "` is given " +
                  (count == 0   ? "nothing"
                   : count == 1 ? "one value"
                                : std::to_string(count) + " values"),
              "write `" + std::string(f.usage) + "`");
}

type checker::tell_unknown_function(node_id n, const std::string& key) {
  for (const refused_function& f : refused_functions)
    if (key == f.name)
      return tell(tree().name_place(n), "`" + key + "` is not used: " + std::string(f.why), std::string(f.instead));
  std::vector<std::string_view> known;
  for (const known_function& f : known_functions) known.push_back(f.name);
  std::string hint = around_.near.did_you_mean(key, known);
  if (hint.empty()) hint = "there are " + all_of(known);
  return tell(tree().name_place(n), issue_code::unknown_name, "no function `" + key + "`", std::move(hint));
}

std::string checker::all_of(const std::vector<std::string_view>& words) {
  std::string out = one_of(words);
  if (const std::size_t or_at = out.rfind(" or "); or_at != std::string::npos) out.replace(or_at, 4, " and ");
  return out;
}

type checker::want(node_id n, type_kind wanted, std::string_view usage) {
  const type t = visit(n);
  if (t.kind != wanted && t.kind != type_kind::wrong)
    tell(tree().place(n), issue_code::wrong_type, name(type{wanted}) + " is expected here; this is " + name(t),
         "write `" + std::string(usage) + "`");
  return t;
}

bool checker::want_literal(node_id n, std::string_view usage) {
  if (tree().at(n).kind == node_kind::text) return visit(n), true;
  if (tree().at(n).kind != node_kind::wrong)
    tell(tree().place(n), issue_code::wrong_type, "a text in quotes is expected here",
         "write `" + std::string(usage) + "`");
  return false;
}

type checker::apply(node_id n, const known_function& f, std::span<const node_id> arguments) {
  const auto word = [&](resolving::word_kind kind) {
    if (want_literal(arguments[0], f.usage)) find_word(n, arguments[0], kind);
  };
  switch (f.means) {
    case function::size: {
      const type t = visit(arguments[0]);
      if (t.kind != type_kind::text && t.kind != type_kind::list && t.kind != type_kind::entries &&
          t.kind != type_kind::wrong)
        tell(tree().place(arguments[0]), issue_code::wrong_type, "`size` counts a list or a text; this is " + name(t),
             "write `size(sessions)`, for example");
      return {type_kind::integer};
    }
    case function::uses: return word(resolving::word_kind::substance), type{type_kind::truth};
    case function::has_event: return word(resolving::word_kind::event), type{type_kind::truth};
    case function::has_condition:
      word(resolving::word_kind::condition);
      if (arguments.size() == 2 && want_literal(arguments[1], f.usage))
        check_answers({type_kind::text, type_kind::wrong, fact_list::conditions, status_words()}, arguments[1]);
      return {type_kind::truth};
    case function::date:
      if (want_literal(arguments[0], f.usage)) check_date(arguments[0]);
      return {type_kind::date};
    case function::window: want(arguments[0], type_kind::integer, f.usage); return {type_kind::window};
    case function::years_between:
      for (const node_id a : arguments) want(a, type_kind::date, f.usage);
      return {type_kind::integer};
    case function::starts_with:
    case function::ends_with:
    case function::contains:
      for (const node_id a : arguments) want(a, type_kind::text, f.usage);
      return {type_kind::truth};
    case function::none:
    case function::exists:
    case function::all:
    case function::is: break;
  }
  return {};
}

void checker::check_date(node_id literal) {
  const auto value = parse_civil(tree().text_of(literal));
  if (!value)
    tell(tree().place(literal), issue_code::bad_value, "`" + tree().text_of(literal) + "` is no date",
         "write `2026`, `2026-03`, `2026-03-09` or `2026-03-09T14:30`");
  else if (value->offset.is_written())
    tell(tree().place(literal), issue_code::bad_value, "a date in an expression has no offset",
         "write the time on the clinic's clock");
}

type checker::entry_is(node_id n, node_id of, node_id literal) {
  const type t = visit(of);
  meaning_of(n).variable = meaning_of(of).variable;
  if (t.kind == type_kind::wrong) return {type_kind::truth};
  if (t.kind != type_kind::entry || t.list == fact_list::sessions)
    return tell(tree().place(of), issue_code::wrong_type, "`is` asks what an entry names; this is " + name(t),
                t.kind == type_kind::entry ? "a session has no name: compare its facts"
                                           : "write `medications.exists(m, m.is(\"nsaid\"))`, for example");
  if (want_literal(literal, "m.is(\"nsaid\")"))
    find_word(n, literal,
              t.list == fact_list::medications  ? resolving::word_kind::substance
              : t.list == fact_list::conditions ? resolving::word_kind::condition
                                                : resolving::word_kind::event);
  return {type_kind::truth};
}

type checker::loop(node_id n, node_id of, std::span<const node_id> arguments) {
  const type t = visit(of);
  if (tree().at(arguments[0]).kind != node_kind::name) {
    if (tree().at(arguments[0]).kind != node_kind::wrong)
      tell(tree().place(arguments[0]), "`" + tree().text_of(n) + "` begins with a name for the entry",
           "write `medications." + tree().text_of(n) + "(m, m.ongoing)`, for example");
    return {type_kind::truth};
  }
  type each;
  if (t.kind == type_kind::entries) {
    each = {type_kind::entry, type_kind::wrong, t.list, {}};
    if (loops_ == most_loops)
      return tell(tree().name_place(n),
                  "`exists` and `all` are nested more than " + std::to_string(most_loops) + " deep",
                  "divide the condition over several rules");
  } else if (t.kind == type_kind::list) {
    each = {t.of, type_kind::wrong, fact_list::treatment, t.answers};
  } else if (t.kind != type_kind::wrong) {
    tell(tree().place(of), issue_code::wrong_type,
         "`" + tree().text_of(n) + "` walks through a list; this is " + name(t),
         t.kind == type_kind::zones ? "write `\"...\" in " + written(of) + "`"
                                    : "write `medications." + tree().text_of(n) + "(m, m.ongoing)`, for example");
  }
  const auto number = static_cast<std::uint32_t>(out_.variables.size());
  out_.variables.push_back({tree().text_of(arguments[0]), each});
  meaning_of(n).variable = number;
  open_.push_back(number);
  const bool is_loop = each.kind == type_kind::entry;
  loops_ += is_loop;
  want_truth(arguments[1], tree().text_of(n));
  loops_ -= is_loop;
  open_.pop_back();
  return {type_kind::truth};
}

}  // namespace clearance::cel
