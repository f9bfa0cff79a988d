#pragma once
#include "described_key.hpp"

#include <clearance/pack.hpp>

/// The keys of a declared fact, and the forms of its answer that are words.
namespace clearance::resolving {

/// In the order of `fact_subject`.
inline constexpr std::string_view fact_subjects[] = {"treatment", "medication", "condition", "event", "patient"};

inline constexpr described_key fact_keys[] = {
    {"of", value_form::choice, "What it is a fact of. Without it: of the patient, answered in `answers`.",
     "treatment medication condition event patient"},
    {"ask", value_form::text, "The question that it answers."},
    {"help", value_form::text, "What helps to answer it."},
    {"answer", value_form::answer,
     "How it is answered: `yes-no`, a list of answers, `{several: [a, b]}`, a range `0..120`, `date`, `date or never` "
     "or "
     "`text`."},
    {"from", value_form::text, "An expression that gives it where it is not answered."},
    {"note", value_form::text, "For whoever maintains it. No rule reads it."},
};

struct answer_word {
  std::string_view word;
  answer_kind kind;
};
inline constexpr answer_word answer_words[] = {{"yes-no", answer_kind::yes_no},
                                               {"date", answer_kind::date},
                                               {"date or never", answer_kind::date_or_never},
                                               {"text", answer_kind::text}};

}  // namespace clearance::resolving
