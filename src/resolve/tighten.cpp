#include "tighten.hpp"

#include "rule_kind_key.hpp"
#include "shown.hpp"
#include "window_order.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace clearance::resolving {
namespace {

constexpr std::string_view why = "this pack is `tighten-only`: ";

std::string hinted(std::string_view what) { return std::string(why).append(what); }

bool is_same(const yaml::node& a, const yaml::node& b) { return a.kind == b.kind && in_one_line(a) == in_one_line(b); }

std::vector<std::string_view> words_of(const yaml::node& n) {
  std::vector<std::string_view> out;
  if (n.kind == yaml::node_kind::scalar) out.push_back(n.text);
  for (const yaml::node* item : n.items) out.push_back(item->text);
  std::sort(out.begin(), out.end());
  return out;
}

/// Are all words of `few` among those of `many`?
bool holds_all(const yaml::node& many, const yaml::node& few) {
  const auto all = words_of(many);
  const auto some = words_of(few);
  return std::includes(all.begin(), all.end(), some.begin(), some.end());
}

/// Silent: what is no duration is told where rules are read.
std::optional<duration_range> duration_of(const yaml::node& n) {
  issues untold;
  reading quiet(untold);
  return read_duration(quiet, n);
}

enum class end : std::uint8_t { shorter, longer };  ///< of a range: the one that governs
enum class wanted : std::uint8_t { at_least, at_most };

std::optional<window> window_of(const yaml::node& n, end governs) {
  const auto range = duration_of(n);
  if (!range) return std::nullopt;
  return governs == end::shorter ? range->least : range->most;
}

class comparison {
 public:
  comparison(reading& r, const rule_below& rule, const yaml::node& before, const yaml::node& after,
             const yaml::node& change)
      : r_(r), rule_(rule), before_(before), after_(after), change_(change) {
    const yaml::member* kind = kind_key_of(before);
    if (kind != nullptr) kind_ = *kind_named(kind->key->text);
  }

  void run() {
    for (const yaml::member& m : change_.members) {
      is_ = {m.key, m.value, before_.find(m.key->text), after_.find(m.key->text)};
      if (is_.was == nullptr && is_.now == nullptr) continue;  // told
      if (is_.was != nullptr && is_.now != nullptr && is_same(*is_.was->value, *is_.now->value)) continue;
      compare(m.key->text);
    }
  }

 private:
  /// A key that the layer changes. `was` is null where it is new, `now` where it is dropped.
  struct changed_key {
    const yaml::node* key = nullptr;
    const yaml::node* value = nullptr;
    const yaml::member* was = nullptr;
    const yaml::member* now = nullptr;
  };

  /// Of rules that let pass, more is looser.
  bool lets_pass() const { return kind_ == rule_kind::accept || kind_ == rule_kind::recovery; }

  void compare(std::string_view key) {
    if (key == "says" || key == "note" || key == "reading" || key == "source") return;
    if (kind_named(key)) return compare_kind();
    if (key == "before" || key == "after") return compare_window(wanted::at_least, end::longer);
    if (key == "valid") return compare_valid();
    if (key == "for") return compare_for();
    if (key == "except") return compare_exceptions();
    if (key == "route") return compare_routes();
    if (key == "status") return compare_status();
    if (key == "where") return compare_place();
    if (key == "while_taking" || key == "else") return must_stay();
    if (key == "ask_prescriber") return compare_prescriber();
    if (key == "when" || key == "unless" || key == "earlier" || key == "either") return compare_condition();
  }

  // ---- what the kind's key holds ----

  void compare_kind() {
    if (is_.now == nullptr || is_.was == nullptr) return;
    switch (kind_) {
      case rule_kind::interval: return compare_window(wanted::at_least, end::shorter);
      case rule_kind::aftercare: return compare_window(wanted::at_least, end::longer);
      case rule_kind::course:
      case rule_kind::uncovered: return;  // advice alone
      case rule_kind::require:            // of several any one will do, or a class: which is more is not known
        return tell(quoted_now() + " is not what `" + rule_.key + "` asks for" + before_has(),
                    "leave it, and add a rule for what is needed besides");
      case rule_kind::accept:
      case rule_kind::recovery:
        if (!holds_all(*is_.was->value, *is_.now->value))
          tell(quoted_now() + " lets pass what `" + rule_.key + "` does not" + before_has(), "take names out alone");
        return;
      case rule_kind::washout:
      case rule_kind::exclude:
      case rule_kind::refer:
      case rule_kind::defer:
        if (!holds_all(*is_.now->value, *is_.was->value))
          tell(quoted_now() + " leaves out what `" + rule_.key + "` speaks of" + before_has(), "add names alone");
        return;
    }
  }

  // ---- windows ----

  void compare_window(wanted w, end governs) {
    if (is_.was == nullptr) return;  // where there was none, any is tighter
    if (is_.now == nullptr) return must_stay();
    const auto was = window_of(*is_.was->value, governs);
    const auto now = window_of(*is_.now->value, governs);
    if (was && now) compare(*was, *now, w, is_.was->value->text);
  }

  void compare(window was, window now, wanted w, const std::string& was_text) {
    const kleene fits = w == wanted::at_least ? is_at_least(now, was) : is_at_least(was, now);
    if (fits == kleene::yes) return;
    const std::string comparative = w == wanted::at_least ? "shorter" : "longer";
    const std::string opposite = w == wanted::at_least ? "longer" : "shorter";
    if (fits == kleene::no)
      tell("`" + is_.now->value->text + "` is " + comparative + " than `" + was_text + "`" + at_base(),
           "write `" + was_text + "` or " + opposite);
    else
      tell("`" + is_.now->value->text + "` can be " + comparative + " than `" + was_text + "`" + at_base() +
               ": the dates decide",
           "write one that is " + opposite + " on all dates");
  }

  void compare_valid() {
    if (is_.was != nullptr) compare_window(wanted::at_most, end::longer);
  }

  void compare_for() {
    if (kind_ == rule_kind::recovery) return compare_window(wanted::at_most, end::longer);
    // A condition that is over is free at once without it; one that is not, never.
    if (is_.was == nullptr) return tell("`for` lets `" + rule_.key + "`" + declared() + " end", "leave it out");
    compare_window(wanted::at_least, end::longer);
  }

  // ---- whom it stands for ----

  void compare_routes() {
    if (is_.now == nullptr) return;
    if (is_.was != nullptr && holds_all(*is_.now->value, *is_.was->value)) return;
    tell("`route: " + in_one_line(*is_.now->value) + "` lets `" + rule_.key + "`" + declared_or_base() +
             " stand for fewer routes",
         "add routes alone, or drop the key with `none`");
  }

  static int width_of_status(const yaml::member* m) {
    return m == nullptr ? 1 : m->value->text == "active" ? 0 : m->value->text == "any" ? 2 : 1;
  }

  void compare_status() {
    if (width_of_status(is_.now) >= width_of_status(is_.was)) return;
    const std::string now = is_.now == nullptr ? "without `status`" : "with `status: " + is_.now->value->text + "`";
    tell(now + ", `" + rule_.key + "`" + declared_or_base() + " stands for fewer patients",
         is_.was == nullptr ? "leave it out" : "write `any`, or leave it");
  }

  void compare_place() {
    const bool is_narrow = is_.now != nullptr && is_.now->value->text == "treated";
    if (is_narrow)
      tell("with `where: treated`, `" + rule_.key + "`" + declared_or_base() + " stands for fewer patients",
           "leave it out");
  }

  void compare_prescriber() {
    const auto asks = [](const yaml::member* m) {
      return m != nullptr && reading::yes_no(m->value->text).value_or(true);
    };
    if (asks(is_.was) && !asks(is_.now)) must_stay();
  }

  /// `when`, `unless`, `earlier`, `either`: each narrows a rule. Whether a changed one does more so, nobody knows.
  void compare_condition() {
    const std::string key = "`" + is_.key->text + "`";
    if (is_.was != nullptr && is_.now != nullptr)
      return tell("a changed " + key + " counts as loosening" + before_has(),
                  "leave it as it is, and add a rule of your own");
    if (is_.now == nullptr && lets_pass()) return must_stay();
    if (is_.was == nullptr && !lets_pass())
      tell("with this " + key + ", `" + rule_.key + "`" + declared() + " stands for fewer patients",
           "add a rule of your own");
  }

  // ---- exceptions ----

  /// What `except` makes of each name: its window, or nothing where it is left out.
  std::map<std::string_view, std::optional<window>> exceptions_of(const yaml::node& rule) const {
    std::map<std::string_view, std::optional<window>> out;
    const yaml::member* m = rule.find("except");
    if (m == nullptr) return out;
    for (const std::string_view word : words_of(*m->value)) out.emplace(word, std::nullopt);
    for (const yaml::member& one : m->value->members)
      out.emplace(one.key->text, window_of(*one.value, end::longer).value_or(window{0, window_unit::days}));
    return out;
  }

  void compare_exceptions() {
    const auto was = exceptions_of(before_);
    const auto now = exceptions_of(after_);
    const auto usual_of = [](const yaml::node& rule) {
      const yaml::member* m = rule.find("before");
      return m == nullptr ? std::nullopt : window_of(*m->value, end::longer);
    };
    const auto usually_was = usual_of(before_);
    const auto usually_now = usual_of(after_);
    const auto is_tighter = [&] {
      if (lets_pass()) return false;
      for (const auto& [name, w] : now) {
        const auto old = was.find(name);
        const auto least = old == was.end() ? usually_was : old->second;
        if (old != was.end() && !old->second) continue;  // left out altogether: any is tighter
        if (!w || !least || is_at_least(*w, *least) != kleene::yes) return false;
      }
      // A member of several names has the longest window: that of one which is gone must not be missed.
      for (const auto& [name, w] : was) {
        if (!w || now.contains(name)) continue;
        if (!usually_now || is_at_least(*usually_now, *w) != kleene::yes) return false;
        for (const auto& [other, kept] : now)
          if (!kept || is_at_least(*kept, *w) != kleene::yes) return false;
      }
      return true;
    };
    if (is_tighter()) return;
    if (is_.now == nullptr) return must_stay();
    tell("this `except` lets some pass whom `" + rule_.key + "`" + declared_or_base() + " stops",
         "take names out, or give them longer windows than they have");
  }

  // ---- words ----

  void must_stay() {
    if (is_.was == nullptr) return;  // added: tighter
    if (is_.now != nullptr && is_.now->value->text == is_.was->value->text) return;
    tell("`" + is_.key->text + ": " + in_one_line(*is_.was->value) + "`" + at_base() + " must stay",
         "take the change out");
  }

  void tell(std::string message, std::string_view hint) {
    r_.tell(issue_code::loosened, is_.value->at, std::move(message), hinted(hint));
  }

  std::string quoted_now() const { return "`" + in_one_line(*is_.now->value) + "`"; }
  std::string at_base() const { return " (" + place_text(is_.was->value->at) + ")"; }
  std::string before_has() const { return ": it has `" + in_one_line(*is_.was->value) + "`" + at_base(); }
  std::string declared() const { return " (" + place_text(rule_.declared) + ")"; }
  std::string declared_or_base() const { return is_.was == nullptr ? declared() : at_base(); }

  reading& r_;
  const rule_below& rule_;
  const yaml::node& before_;
  const yaml::node& after_;
  const yaml::node& change_;
  rule_kind kind_ = rule_kind::uncovered;
  changed_key is_;
};

}  // namespace

void tell_removal(reading& r, const yaml::node& named, const text_range& declared) {
  r.tell(issue_code::loosened, named.at, "`" + named.text + "` (" + place_text(declared) + ") may not be removed",
         hinted("take it out of `remove`"));
}

void tell_loose_addition(reading& r, const yaml::member& rule) {
  const yaml::member* kind = rule.value->kind == yaml::node_kind::map ? kind_key_of(*rule.value) : nullptr;
  if (kind != nullptr && kind_named(kind->key->text) == rule_kind::accept)
    r.tell(issue_code::loosened, kind->key->at, "`accept` lets pass what the pack below leaves to a practitioner",
           hinted("let that pack accept it, or take the rule out"));
}

void tell_loosening(reading& r, const rule_below& rule, const yaml::node& before, const yaml::node& after,
                    const yaml::node& change) {
  comparison(r, rule, before, after, change).run();
}

}  // namespace clearance::resolving
