#pragma once
#include "described_key.hpp"

/// The keys of a pack and of its sources.
namespace clearance::resolving {

inline constexpr described_key pack_keys[] = {
    {"pack", value_form::name, "The pack's name: small letters, digits and hyphens."},
    {"version", value_form::text, "Its version, such as 1.0.0."},
    {"title", value_form::text, "What people read."},
    {"vocabulary", value_form::names, "Files of substances, conditions, events and zones, relative to this one."},
    {"extends", value_form::text, "The pack that this one builds on, a file relative to this one."},
    {"tighten-only", value_form::yes_no, "Nothing of the pack that it extends may be loosened."},
    {"change", value_form::section, "Values of that pack's rules that are replaced; `none` drops a key."},
    {"remove", value_form::names, "Rules of that pack that do not hold here."},
    {"source", value_form::text, "The source of every rule that names none: a name of `sources`, a comma, the place."},
    {"sources", value_form::section, "What the rules are taken from."},
    {"facts", value_form::section, "Facts that rules ask for beside what every intake has."},
    {"rules", value_form::section, "The rules, each a name and its keys."},
    {"usual", value_form::section, "The patient that every case starts from."},
    {"cases", value_form::section, "Patients whose decision is known; `clearance test` tries them."},
    {"note", value_form::text, "For whoever maintains it. No rule reads it."},
};

inline constexpr described_key source_keys[] = {
    {"title", value_form::text, "What it is called."},       {"publisher", value_form::text, "Who published it."},
    {"date", value_form::text, "When it was published."},    {"url", value_form::text, "Where it can be read."},
    {"note", value_form::text, "For whoever maintains it."},
};

}  // namespace clearance::resolving
