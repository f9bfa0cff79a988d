#include "check.hpp"

#include "functions.hpp"

#include "../resolve/read_facts.hpp"
#include "../resolve/reading.hpp"

#include <clearance/time/text.hpp>

#include <algorithm>
#include <utility>

namespace clearance::cel {
namespace {

using resolving::one_of;

constexpr bool is_number(type_kind k) noexcept { return k == type_kind::integer || k == type_kind::number; }

class checker {
 public:
  checker(ast tree, const surroundings& around, mistakes& found) : around_(around), found_(found) {
    out_.tree = std::move(tree);
    out_.types.resize(out_.tree.nodes.size());
    out_.meanings.resize(out_.tree.nodes.size());
  }

  checked run() {
    const std::size_t before = found_.size();
    visit(out_.tree.root);
    out_.is_right = found_.size() == before;
    return std::move(out_);
  }

 private:
  const ast& tree() const { return out_.tree; }
  meaning& meaning_of(node_id n) { return out_.meanings[n.value]; }
  std::string written(node_id n) const { return print(tree(), n); }

  type tell(span at, issue_code code, std::string message, std::string hint) {
    found_.push_back({at, code, std::move(message), std::move(hint)});
    return {};
  }
  type tell(span at, std::string message, std::string hint) {
    return tell(at, issue_code::bad_expression, std::move(message), std::move(hint));
  }

  const type& visit(node_id n) {
    const type t = type_for(n);
    return out_.types[n.value] = t;
  }

  type type_for(node_id n) {
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

  std::string sign(node_id n) const {
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

  // ---- logic ----

  void want_truth(node_id n, const std::string& operator_sign) {
    const type t = visit(n);
    if (t.kind == type_kind::truth || t.kind == type_kind::wrong) return;
    tell(tree().place(n), issue_code::wrong_type, "`" + operator_sign + "` is about conditions; this is " + name(t),
         how_to_ask(n, t));
  }

  /// A condition about something that is none.
  std::string how_to_ask(node_id n, const type& t) const {
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

  type choice(node_id n) {
    want_truth(tree().child(n, 0), "?");
    const type a = visit(tree().child(n, 1));
    const type b = visit(tree().child(n, 2));
    if (a.kind == type_kind::wrong || b.kind == type_kind::wrong) return {};
    if (a.kind != b.kind)
      return tell(tree().place(tree().child(n, 2)), issue_code::wrong_type,
                  "one branch of `?` is " + name(a) + ", the other " + name(b),
                  is_number(a.kind) && is_number(b.kind) ? as_decimal(n) : "give both the same type");
    if (a.kind >= type_kind::list)
      return tell(tree().place(n), issue_code::wrong_type, "`?` chooses no list",
                  "choose between two conditions on it");
    return {a.kind, a.of, a.list, {}};
  }

  // ---- numbers, texts, dates ----

  static std::string as_decimal(node_id) { return "write whole numbers with a point, such as `2.0`"; }

  type minus(node_id n) {
    const node_id child = tree().child(n, 0);
    const type t = visit(child);
    if (is_number(t.kind) || t.kind == type_kind::wrong) return t;
    return tell(tree().place(child), issue_code::wrong_type, "`-` is about numbers; this is " + name(t),
                t.kind == type_kind::truth ? "write `!` for the opposite of a condition" : "remove the `-`");
  }

  type arithmetic(node_id n) {
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

  std::string arithmetic_hint(node_kind kind, const type& a, const type& b) const {
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

  /// `skin-type` is read as a difference of two names.
  bool is_hyphenated(node_id n) {
    std::string whole;
    if (!collect_hyphenated(n, whole)) return false;
    const span at = tree().place(n);
    for (const std::string& key : fact_names()) {
      if (key != whole) continue;
      tell(at, issue_code::unknown_name, "`" + whole + "` is read as a difference here",
           "in an expression a fact's name has no hyphens: call it `" + with_underscores(whole) +
               "`, or write a map instead of a text");
      return true;
    }
    if (around_.words.find(whole) == nullptr) return false;
    tell(at, issue_code::unknown_name, "`" + whole + "` is read as a difference here",
         "a name of the vocabulary stands in quotes, such as `uses(\"" + whole + "\")`");
    return true;
  }

  bool collect_hyphenated(node_id n, std::string& whole) const {
    if (tree().at(n).kind == node_kind::name) {
      whole += tree().text_of(n);
      return true;
    }
    if (tree().at(n).kind != node_kind::subtract || !collect_hyphenated(tree().child(n, 0), whole)) return false;
    whole += '-';
    return collect_hyphenated(tree().child(n, 1), whole);
  }

  static std::string with_underscores(std::string s) {
    std::replace(s.begin(), s.end(), '-', '_');
    return s;
  }

  // ---- comparisons ----

  type comparison(node_id n) {
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
    tell(tree().name_place(n), issue_code::wrong_type,
         "`" + sign(n) + "` cannot compare " + name(a) + " with " + name(b), comparison_hint(n, a, b));
    return {type_kind::truth};
  }

  std::string comparison_hint(node_id n, const type& a, const type& b) const {
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

  /// `choices` may only be its answers: is the literal one?
  void check_answers(const type& choices, node_id literal) {
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

  type compare_indication(node_id n, bool is_equality) {
    const bool is_left = out_.types[tree().child(n, 0).value].kind == type_kind::indication;
    const node_id other = tree().child(n, is_left ? 1 : 0);
    if (!is_equality || tree().at(other).kind != node_kind::text)
      tell(tree().name_place(n), issue_code::wrong_type, "what the treatment is for is compared with a name",
           "write `treatment.indication == \"...\"`, or `in [\"...\", \"...\"]`");
    else
      find_word(other, other, resolving::word_kind::condition);
    return {type_kind::truth};
  }

  type membership(node_id n) {
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

  static std::string plural(type_kind k) {
    switch (k) {
      case type_kind::truth: return "conditions";
      case type_kind::integer: return "whole numbers";
      case type_kind::number: return "numbers";
      case type_kind::text: return "texts";
      case type_kind::date: return "dates";
      default: return "other things";
    }
  }

  static std::string entries_hint(fact_list l) {
    switch (l) {
      case fact_list::medications: return "write `uses(\"...\")`";
      case fact_list::conditions: return "write `has_condition(\"...\")`";
      case fact_list::events: return "write `has_event(\"...\")`";
      default: return "write `sessions.exists(s, ...)`";
    }
  }

  type list(node_id n) {
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

  // ---- names ----

  std::vector<std::string> fact_names() const {
    std::vector<std::string> all;
    const pack& p = around_.declared;
    for (const auto* facts :
         {&p.treatment_facts, &p.medication_facts, &p.condition_facts, &p.event_facts, &p.patient_facts})
      for (const fact_declaration& f : *facts) all.push_back(f.key);
    return all;
  }

  std::optional<type> fact(node_id n, fact_subject of, fact_owner owner, std::string_view key) {
    const auto declared = resolving::find_fact(around_.declared, of, key);
    if (!declared) return std::nullopt;
    meaning& m = meaning_of(n);
    m.to = refers::fact;
    m.owner = owner;
    m.slot = declared->slot;
    m.fact = declared->declaration;
    return type_of(*m.fact);
  }

  type named(node_id n) {
    const std::string& key = tree().text_of(n);
    for (std::size_t i = open_.size(); i-- > 0;) {
      if (out_.variables[open_[i]].name != key) continue;
      meaning_of(n).to = refers::variable;
      meaning_of(n).variable = open_[i];
      return out_.variables[open_[i]].is;
    }
    if (around_.entry)
      if (const auto t = fact(n, *around_.entry, fact_owner::entry, key)) return *t;
    if (const auto t = fact(n, fact_subject::treatment, fact_owner::treatment, key)) return *t;
    if (const auto t = fact(n, fact_subject::patient, fact_owner::patient, key)) return *t;
    for (const fact_list l : {fact_list::medications, fact_list::conditions, fact_list::sessions, fact_list::events}) {
      if (key != name(l)) continue;
      meaning_of(n).to = refers::entries;
      return {type_kind::entries, type_kind::wrong, l, {}};
    }
    if (key == "today") {
      meaning_of(n).to = refers::today;
      return {type_kind::date};
    }
    if (key == "never") {
      meaning_of(n).to = refers::never;
      return {type_kind::date};
    }
    return tell_unknown_name(n, key);
  }

  type tell_unknown_name(node_id n, const std::string& key) {
    const span at = tree().place(n);
    if (key == "treatment")
      return tell(at, "`treatment` alone is no value",
                  "write `treatment.date`, `treatment.zones`, `treatment.indication` or `treatment.` and a fact");
    if (key == "yes" || key == "no")
      return tell(at, issue_code::unknown_name, "`" + key + "` is no value in an expression",
                  "write `" + std::string(key == "yes" ? "true" : "false") + "`, or the fact alone");
    if (key == "null")
      return tell(at, issue_code::unknown_name, "`null` is no value in an expression",
                  "what is not answered is unknown by itself");
    if (key == "zones" || key == "indication" || key == "date")
      return tell(at, issue_code::unknown_name, "no fact `" + key + "` is declared", "write `treatment." + key + "`");
    std::vector<std::string_view> known = {"today",      "never",    "treatment", "medications",
                                           "conditions", "sessions", "events"};
    const std::vector<std::string> facts = fact_names();
    for (const std::string& f : facts) {
      if (f == key)
        return tell(at, issue_code::unknown_name, "`" + key + "` is no fact of what this rule looks at",
                    "it is declared of the entries of a list: ask with `exists`, such as "
                    "`conditions.exists(c, c." +
                        key + " == ...)`");
      known.push_back(f);
    }
    for (const std::uint32_t v : open_) known.push_back(out_.variables[v].name);
    if (is_answer(key) || around_.words.find(key) != nullptr)
      return tell(at, issue_code::unknown_name, "no fact `" + key + "` is declared",
                  "a text stands in quotes: `\"" + key + "\"`");
    std::string hint = around_.near.did_you_mean(key, known);
    if (hint.empty()) hint = "declare it under `facts`; a text stands in quotes: `\"" + key + "\"`";
    return tell(at, issue_code::unknown_name, "no fact `" + key + "` is declared", std::move(hint));
  }

  bool is_answer(const std::string& text) const {
    const pack& p = around_.declared;
    for (const auto* facts :
         {&p.treatment_facts, &p.medication_facts, &p.condition_facts, &p.event_facts, &p.patient_facts})
      for (const fact_declaration& f : *facts)
        if (std::find(f.choices.begin(), f.choices.end(), text) != f.choices.end()) return true;
    return false;
  }

  type selected(node_id n) {
    const node_id of = tree().child(n, 0);
    const std::string& key = tree().text_of(n);
    if (tree().at(of).kind == node_kind::name && tree().text_of(of) == "treatment" && !is_variable("treatment"))
      return of_treatment(n, key);
    const type t = visit(of);
    if (t.kind == type_kind::wrong) return {};
    if (t.kind == type_kind::entry) return of_entry(n, of, t.list, key);
    if (t.kind == type_kind::entries)
      return tell(tree().name_place(n), issue_code::wrong_type,
                  "`" + std::string(name(t.list)) + "` is a list: only its entries have a `" + key + "`",
                  "ask for one of them: `" + std::string(name(t.list)) + ".exists(x, x." + key + " ...)`");
    return tell(tree().name_place(n), issue_code::unknown_name, name(t) + " has no `" + key + "`",
                "only `treatment` and entries of lists have values behind a dot");
  }

  bool is_variable(std::string_view key) const {
    return std::any_of(open_.begin(), open_.end(), [&](std::uint32_t v) { return out_.variables[v].name == key; });
  }

  type of_treatment(node_id n, const std::string& key) {
    meaning& m = meaning_of(n);
    if (key == "date") return m.to = refers::treatment_date, type{type_kind::date};
    if (key == "zones") return m.to = refers::zones, type{type_kind::zones};
    if (key == "indication") return m.to = refers::indication, type{type_kind::indication};
    if (const auto t = fact(n, fact_subject::treatment, fact_owner::treatment, key)) return *t;
    std::vector<std::string_view> known = {"date", "zones", "indication"};
    for (const fact_declaration& f : around_.declared.treatment_facts) known.push_back(f.key);
    std::string hint = around_.near.did_you_mean(key, known);
    if (hint.empty()) hint = "it has " + one_of(known);
    if (resolving::find_fact(around_.declared, fact_subject::patient, key))
      hint = "it is a fact of the patient: write `" + key + "` alone";
    return tell(tree().name_place(n), issue_code::unknown_name, "a treatment has no `" + key + "`", std::move(hint));
  }

  type of_entry(node_id n, node_id of, fact_list list, const std::string& key) {
    const meaning whose = meaning_of(of);
    meaning& m = meaning_of(n);
    m.of_variable = true;
    m.variable = whose.variable;
    for (const entry_field& f : entry_fields) {
      if (f.list != list || key != f.name) continue;
      m.to = refers::field;
      m.field = f.field;
      if (f.type == type_kind::text)
        return {f.type, type_kind::wrong, list, f.field == fact_field::route ? route_words() : status_words()};
      return {f.type};
    }
    const fact_subject subject = list == fact_list::medications  ? fact_subject::medication
                                 : list == fact_list::conditions ? fact_subject::condition
                                 : list == fact_list::events     ? fact_subject::event
                                                                 : fact_subject::treatment;
    if (const auto t = fact(n, subject, fact_owner::first_loop, key)) return *t;
    std::vector<std::string_view> known;
    for (const entry_field& f : entry_fields)
      if (f.list == list) known.push_back(f.name);
    const pack& p = around_.declared;
    for (const fact_declaration& f : list == fact_list::medications  ? p.medication_facts
                                     : list == fact_list::conditions ? p.condition_facts
                                     : list == fact_list::events     ? p.event_facts
                                                                     : p.treatment_facts)
      known.push_back(f.key);
    std::string hint = around_.near.did_you_mean(key, known);
    if (hint.empty()) hint = "it has " + one_of(known);
    if (key == "name" || key == "code") hint = "ask what it is: `" + written(of) + ".is(\"...\")`";
    return tell(tree().name_place(n), issue_code::unknown_name,
                name(type{type_kind::entry, type_kind::wrong, list, {}}) + " has no `" + key + "`", std::move(hint));
  }

  /// The id of a literal that names something of the vocabulary, kept as the meaning of `n`.
  void find_word(node_id n, node_id literal, resolving::word_kind kind) {
    const std::string& text = tree().text_of(literal);
    const resolving::word* w = around_.words.find(text);
    if (w != nullptr && w->kind == kind) {
      meaning_of(n).slot = w->id;
      return;
    }
    if (auto why = around_.words.why_unknown(around_.near, text, kind))
      tell(tree().place(literal), issue_code::unknown_name, std::move(why->message), std::move(why->hint));
    else
      out_.is_right = false;  // told where the vocabulary could not be read
  }

  // ---- functions ----

  type called(node_id n) {
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

  type method(node_id n) {
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

  void visit_unless_treatment(node_id of) {
    if (tree().at(of).kind != node_kind::name || tree().text_of(of) != "treatment") visit(of);
  }

  type tell_arguments(node_id n, const known_function& f, std::size_t count) {
    return tell(tree().name_place(n),
                "`" + tree().text_of(n) + "` is given " +
                    (count == 0   ? "nothing"
                     : count == 1 ? "one value"
                                  : std::to_string(count) + " values"),
                "write `" + std::string(f.usage) + "`");
  }

  type tell_unknown_function(node_id n, const std::string& key) {
    for (const refused_function& f : refused_functions)
      if (key == f.name)
        return tell(tree().name_place(n), "`" + key + "` is not used: " + std::string(f.why), std::string(f.instead));
    std::vector<std::string_view> known;
    for (const known_function& f : known_functions) known.push_back(f.name);
    std::string hint = around_.near.did_you_mean(key, known);
    if (hint.empty()) hint = "there are " + all_of(known);
    return tell(tree().name_place(n), issue_code::unknown_name, "no function `" + key + "`", std::move(hint));
  }

  static std::string all_of(const std::vector<std::string_view>& words) {
    std::string out = one_of(words);
    if (const std::size_t or_at = out.rfind(" or "); or_at != std::string::npos) out.replace(or_at, 4, " and ");
    return out;
  }

  type want(node_id n, type_kind wanted, std::string_view usage) {
    const type t = visit(n);
    if (t.kind != wanted && t.kind != type_kind::wrong)
      tell(tree().place(n), issue_code::wrong_type, name(type{wanted}) + " is expected here; this is " + name(t),
           "write `" + std::string(usage) + "`");
    return t;
  }

  /// A text in quotes: what it names is looked up when the pack is loaded.
  bool want_literal(node_id n, std::string_view usage) {
    if (tree().at(n).kind == node_kind::text) return visit(n), true;
    if (tree().at(n).kind != node_kind::wrong)
      tell(tree().place(n), issue_code::wrong_type, "a text in quotes is expected here",
           "write `" + std::string(usage) + "`");
    return false;
  }

  type apply(node_id n, const known_function& f, std::span<const node_id> arguments) {
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

  void check_date(node_id literal) {
    const auto value = parse_civil(tree().text_of(literal));
    if (!value)
      tell(tree().place(literal), issue_code::bad_value, "`" + tree().text_of(literal) + "` is no date",
           "write `2026`, `2026-03`, `2026-03-09` or `2026-03-09T14:30`");
    else if (value->offset.is_written())
      tell(tree().place(literal), issue_code::bad_value, "a date in an expression has no offset",
           "write the time on the clinic's clock");
  }

  type entry_is(node_id n, node_id of, node_id literal) {
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

  type loop(node_id n, node_id of, std::span<const node_id> arguments) {
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

  const surroundings& around_;
  mistakes& found_;
  checked out_;
  std::vector<std::uint32_t> open_;  ///< variables that may be named, the innermost last
  std::size_t loops_ = 0;
};

}  // namespace

checked check(ast tree, const surroundings& around, mistakes& found) {
  return checker(std::move(tree), around, found).run();
}

}  // namespace clearance::cel
