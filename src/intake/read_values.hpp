#pragma once
#include "finish_intake.hpp"
#include "intake.hpp"
#include "json_cursor.hpp"
#include "key_table.hpp"
#include "month_memo.hpp"
#include "name_memo.hpp"
#include "problem_list.hpp"

#include <clearance/pack.hpp>
#include <clearance/time/text.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace clearance {

/// What an intake may say of a declared fact.
struct readable_fact {
  explicit readable_fact(const fact_declaration& d) : declared(d) {
    for (const std::string& c : d.choices) choices.add(c);
  }
  const fact_declaration& declared;
  key_table choices;
};

/// A declared fact as an intake gives it.
struct fact_reading {
  fact_value known;
  bool in_error = false;
};

/// Reads single values of an intake: texts, dates, names, zones and facts. Whatever is wrong with one is told, and
/// then it counts as unknown. Where a value stands is asked for (`at()`) only to tell a problem.
class value_reader {
 public:
  explicit value_reader(const pack& p);

  void begin(intake& into) noexcept { in_ = &into; }

  json_cursor& json() noexcept { return json_; }
  intake& in() noexcept { return *in_; }
  const pack& rules() const noexcept { return pack_; }

  // ---- values ----

  /// Gives a text to `read`: nothing for `null`, and for what is no text, which is an error.
  template <class At, class Read>
  CLEARANCE_INLINE void text(At at, bool& in_error, Read read) {
    if (json_.at_text()) [[likely]]
      return read(json_.text());
    if (skip_null()) return;
    in_error = true;
    wrong_type(at(), "text");
  }

  template <class At>
  kleene yes_no(At at, bool& in_error) {
    if (json_.at_boolean()) [[likely]]
      return json_.boolean() ? kleene::yes : kleene::no;
    if (!skip_null()) {
      in_error = true;
      wrong_type(at(), "true or false");
    }
    return kleene::unknown;
  }

  /// `into` is left as it is where no date can be read.
  template <class At>
  CLEARANCE_INLINE reading_state date(At at, civil_value& into) {
    if (json_.at_text()) [[likely]] {
      const std::string_view text = json_.text();
      // Most are days, for which nothing need be called.
      if (text.size() == 10 ? months_.read_day(text.data(), into) : other_date(text, into)) [[likely]]
        return reading_state::read;
      tell(at(), in_quotes(text) + " is no date that exists: write 2026, 2026-03, 2026-03-09 or 2026-03-09T14:30");
      return reading_state::in_error;
    }
    if (skip_null()) return reading_state::absent;
    wrong_type(at(), "a date such as \"2026-03-09\"");
    return reading_state::in_error;
  }

  /// `parent`: where the entry stands that has the fact.
  template <class Parent>
  fact_reading fact(const readable_fact& fact, Parent parent) {
    const fact_declaration& declared = fact.declared;
    if (declared.answer == answer_kind::yes_no && json_.at_boolean()) return {{json_.boolean()}};
    if (declared.answer == answer_kind::choice && json_.at_text()) {
      const std::string_view text = json_.text();
      const std::uint32_t which = fact.choices.find(text);
      if (which != key_table::none) [[likely]]
        return {{static_cast<std::int64_t>(which)}};
      tell_no_answer(parent() + '/' + declared.key, text, declared);
      return {{}, true};
    }
    if (skip_null()) return {};
    return other_fact(declared, parent() + '/' + declared.key);
  }

  // ---- names ----

  name_memo::answer substances(std::string_view text) { return substances_.match(text); }
  name_memo::answer conditions(std::string_view text) { return conditions_.match(text); }
  name_memo::answer events(std::string_view text) { return events_.match(text); }

  /// A list of zones, each given to `keep(zone, position)`. False where something of it is in error (told); an
  /// element that is not understood as a whole gives nothing. `any` tells whether there are elements at all.
  template <class At, class Keep>
  bool zones(At at, Keep keep, bool* any = nullptr) {
    if (!json_.at_array()) [[unlikely]] {
      if (skip_null()) return true;
      wrong_type(at(), "a list");
      return false;
    }
    bool understood = true;
    std::uint32_t i = 0;
    json_.array([&] {
      check_length(i, "zones");
      if (any != nullptr) *any = true;
      const auto answer = zone([&] { return at() + '/' + std::to_string(i); });
      for (const std::uint32_t z : answer) keep(zone_id{z}, i);
      understood = understood && !answer.empty();
      ++i;
    });
    return understood;
  }

  /// What the treatment is for. False where that is in error (told).
  template <class At>
  bool indication(At at, given& state, record_list<condition_id>& into) {
    bool in_error = false;
    text(at, in_error, [&](std::string_view text) {
      const name_memo::answer found = conditions_.match(text);
      if (found.not_understood != nullptr) [[unlikely]] {
        tell_unknown_condition(at(), text, *found.not_understood);
        in_error = true;
        return;
      }
      state = given::complete;
      for (const std::uint32_t c : found.entries) into.push_back({c});
    });
    return !in_error;
  }

  // ---- problems ----

  void tell(std::string at, std::string message) {
    add_problem(*in_, problem_weight::error, std::move(at), std::move(message));
  }
  void tell_unknown_substance(std::string at, std::string_view text, const name_match& found);
  void tell_unknown_condition(std::string at, std::string_view text, const name_match& found);
  void tell_unknown_event(std::string at, std::string_view text, const name_match& found);
  /// Of a key that stands in its object again. Told at its second occurrence.
  template <class At>
  void tell_repeated(occurrence now, At at, std::string_view key) {
    if (now == occurrence::second) tell(at(), in_quotes(key) + " stands here twice: it counts as not known");
  }

  /// Skips the value, which is of a type that nothing expects here.
  void wrong_type(std::string at, std::string_view wanted);

  /// Skips the value of a key that nothing reads: a warning; said twice, an error (true). `parent`: the object's
  /// pointer.
  bool unknown_key(const std::string& parent, std::string_view key, const key_table& known, seen_keys& seen);

  /// Is it `null`, and skipped?
  bool skip_null() {
    if (json_.kind() != json_kind::null) return false;
    json_.null();
    return true;
  }

  static void check_length(std::uint32_t position, std::string_view list) {
    if (position >= longest_list) refuse_length(list);
  }

 private:
  template <class At>
  std::span<const std::uint32_t> zone(At at) {
    if (!json_.at_text()) [[unlikely]] {
      wrong_type(at(), "the name of a zone");
      return {};
    }
    const std::string_view text = json_.text();
    const name_memo::answer found = zones_.match(text);
    if (found.not_understood == nullptr) [[likely]]
      return found.entries;
    tell_unknown_zone(at(), text, *found.not_understood);
    return {};
  }

  [[noreturn]] static void refuse_length(std::string_view list);
  /// A date that is not written as a day. `into` is left as it is where it is none.
  bool other_date(std::string_view text, civil_value& into);
  fact_reading other_fact(const fact_declaration& fact, std::string at);
  fact_reading several(const fact_declaration& fact, const std::string& at);
  fact_reading number(const fact_declaration& fact, std::string at);
  fact_reading date_answer(const fact_declaration& fact, std::string at);
  fact_reading text_answer(std::string at);
  void tell_no_answer(std::string at, std::string_view text, const fact_declaration& fact);
  void tell_unknown_zone(std::string at, std::string_view text, const name_match& found);

  const pack& pack_;
  intake* in_ = nullptr;
  json_cursor json_;
  month_memo months_;
  name_memo substances_;
  name_memo conditions_;
  name_memo events_;
  name_memo zones_;
};

}  // namespace clearance
