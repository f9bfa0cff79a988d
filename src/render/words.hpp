#pragma once
#include "date_words.hpp"
#include "day_texts.hpp"
#include "label_texts.hpp"
#include "text_buffer.hpp"

#include "../intake/intake.hpp"

#include <clearance/decision.hpp>
#include <clearance/pack.hpp>

#include <span>
#include <vector>

/// Reasons, questions and pointers in words. Shared by everything that people read.
namespace clearance {

class words {
 public:
  /// For a person.
  words(const pack& p, const label_texts& labels, const intake& in)
      : pack_(p), labels_(labels), in_(in), style_(date_style::written) {}
  /// For a program, with days that are remembered.
  words(const pack& p, const label_texts& labels, const intake& in, day_texts& days)
      : pack_(p), labels_(labels), in_(in), style_(date_style::iso), days_(&days) {}

  /// The JSON pointer of a fact.
  text_pen append_pointer(text_pen out, const fact_pointer& f) const;
  /// The end of it, behind the list of a finding's fact: `/2`.
  text_pen append_entry(text_pen out, const fact_pointer& f) const;
  /// Why a finding stands: the fact it used.
  text_pen append_reason(text_pen out, const finding& f) const;
  /// Where the facts stand that a finding is made of: its entry, or what it read of the patient.
  std::vector<fact_pointer> reasons_of(const finding& f) const;
  /// One of them, with its value.
  text_pen append_fact(text_pen out, const fact_pointer& f) const;
  /// What to ask for a missing fact.
  text_pen append_question(text_pen out, const missing_fact& m) const;

 private:
  word_pieces::piece label_of_medication(std::span<const medication> entry, bar_id touched) const;
  text_pen append_medication(text_pen out, const finding& f) const;
  text_pen append_required_medication(text_pen out, const finding& f) const;
  text_pen append_condition(text_pen out, const finding& f) const;
  text_pen append_given(text_pen out, const civil_value& v) const;
  text_pen append_session(text_pen out, const finding& f) const;
  text_pen append_event(text_pen out, const finding& f) const;
  fact_value value_of(const fact_pointer& f) const;
  text_pen append_value(text_pen out, const fact_declaration& fact, fact_value v) const;
  bool is_given(fact_list l) const noexcept;
  word_pieces::piece label_of(const fact_pointer& f) const;
  const fact_declaration& declaration_of(const fact_pointer& f) const;

  const pack& pack_;
  const label_texts& labels_;
  const intake& in_;
  date_style style_;
  day_texts* days_ = nullptr;
};

}  // namespace clearance
