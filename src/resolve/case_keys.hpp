#pragma once
#include "described_key.hpp"

/// The keys of a pack's own cases.
namespace clearance::resolving {

inline constexpr described_key case_keys[] = {
    {"why", value_form::text, "Why the case matters, in one sentence."},
    {"given", value_form::section,
     "What replaces keys of `usual`, each as a whole; `treatment` and `answers` key by key."},
    {"expect", value_form::section, "Part of the decision."},
    {"dates", value_form::section, "Dates of treatment, each with its verdict."},
    {"note", value_form::text, "For whoever maintains it."},
};

inline constexpr described_key intake_parts[] = {
    {"id", value_form::text, "A name for the intake."},
    {"today", value_form::text, "The day on which the question is asked."},
    {"treatment", value_form::section,
     "The treatment that is planned: its date, its zones, its indication, its facts."},
    {"medications", value_form::section, "Every medicine, supplement and skin product. `[]`: none. `null`: unknown."},
    {"conditions", value_form::section, "Every disease, wound, lesion or other state. `[]`: none. `null`: unknown."},
    {"sessions", value_form::section, "Every earlier session. `[]`: none. `null`: unknown."},
    {"events", value_form::section, "What was or will be done beside the treatment. `[]`: nothing. `null`: unknown."},
    {"answers", value_form::section, "Facts of the patient, by name."},
    {"note", value_form::anything, "No rule reads it."},
};

inline constexpr described_key expectation_keys[] = {
    {"verdict", value_form::verdict, "The decision's verdict."},
    {"worst_possible", value_form::verdict, "How bad it may still get when what is missing is known."},
    {"earliest", value_form::text, "The first day on which every time rule is free; `null` where none can be told."},
    {"rules", value_form::names, "Rules that fired; others may have. `[]`: none at all."},
    {"silent", value_form::names, "Rules of which neither a finding nor advice speaks."},
    {"findings", value_form::maps, "Findings, each with some of its keys."},
    {"zones", value_form::section, "Zones, each with its verdict; others may stand beside them."},
    {"actions", value_form::maps, "Actions, each with some of its keys."},
    {"advice", value_form::maps, "Pieces of advice, each with some of its keys."},
    {"missing", value_form::names, "Facts that are asked for, as JSON pointers."},
    {"problems", value_form::names, "What is wrong with the intake, as JSON pointers."},
};

}  // namespace clearance::resolving
