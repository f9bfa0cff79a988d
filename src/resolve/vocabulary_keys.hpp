#pragma once
#include "described_key.hpp"

/// The keys of a vocabulary's sections and of their entries.
namespace clearance::resolving {

/// In the order of `word_kind`.
inline constexpr described_key vocabulary_sections[] = {
    {"substances", value_form::section,
     "Medicines, supplements and skin care that a patient may name, and their classes."},
    {"conditions", value_form::section, "Diseases, wounds, lesions and other states of a patient."},
    {"events", value_form::section, "What may have been done beside the treatment, such as a filler or a patch test."},
    {"zones", value_form::section, "The places of the body."},
};

inline constexpr described_key substance_keys[] = {
    {"label", value_form::text, "What people read. Without it: the key, with spaces for hyphens."},
    {"is", value_form::names, "The classes that it belongs to; whatever is said of a class holds for its members."},
    {"names", value_form::names,
     "What else it is called: brands, abbreviations, usual misspellings. No name stands twice."},
    {"contains", value_form::names, "A product's ingredients; their classes follow."},
    {"may_be", value_form::names, "An ambiguous name: it may mean any one of these."},
    {"unlike", value_form::names,
     "Entries with a name a letter away from one of its own: they were looked at, and both are right."},
    {"codes", value_form::codes, "Its codes by system, such as rxnorm or atc."},
    {"routes", value_form::choices, "Every way in which it is given; left out where any is possible.",
     "oral topical injected ophthalmic inhaled"},
    {"ask_prescriber", value_form::yes_no, "No program tells a patient to stop it; holds for its members too."},
    {"note", value_form::text, "For whoever maintains it. No rule reads it."},
};

inline constexpr described_key condition_keys[] = {
    {"label", value_form::text, "What people read. Without it: the key, with spaces for hyphens."},
    {"is", value_form::names, "The classes that it belongs to; whatever is said of a class holds for its members."},
    {"names", value_form::names, "What else it is called, usual misspellings too. No name stands twice."},
    {"may_be", value_form::names, "An ambiguous name: it may mean any one of these."},
    {"unlike", value_form::names,
     "Entries with a name a letter away from one of its own: they were looked at, and both are right."},
    {"codes", value_form::codes, "Its codes by system, such as icd10 or snomed."},
    {"usual_zones", value_form::names, "Where it is when an intake does not say where."},
    {"harmless", value_form::yes_no, "It is no obstacle, also where no rule speaks of it."},
    {"note", value_form::text, "For whoever maintains it. No rule reads it."},
};

inline constexpr described_key event_keys[] = {
    {"label", value_form::text, "What people read. Without it: the key, with spaces for hyphens."},
    {"is", value_form::names, "The classes that it belongs to; whatever is said of a class holds for its members."},
    {"names", value_form::names, "What else it is called, usual misspellings too. No name stands twice."},
    {"may_be", value_form::names, "An ambiguous name: it may mean any one of these."},
    {"unlike", value_form::names,
     "Entries with a name a letter away from one of its own: they were looked at, and both are right."},
    {"codes", value_form::codes, "Its codes by system."},
    {"usual_zones", value_form::names, "Where it was done when an intake does not say where."},
    {"note", value_form::text, "For whoever maintains it. No rule reads it."},
};

inline constexpr described_key zone_keys[] = {
    {"label", value_form::text, "What people read. Without it: the key, with spaces for hyphens."},
    {"names", value_form::names, "What else it is called. A name means one zone only."},
    {"parts", value_form::names, "The zones that it consists of. A zone may be part of several."},
    {"codes", value_form::codes, "Its codes by system."},
    {"note", value_form::text, "For whoever maintains it. No rule reads it."},
};

}  // namespace clearance::resolving
