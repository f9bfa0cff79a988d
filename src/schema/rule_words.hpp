#pragma once
#include "../resolve/described_key.hpp"

/// What the kinds of rules and their keys mean. Which kind may have which key is in `resolve/rule_keys.hpp`.
namespace clearance::schema {

using resolving::described_key;
using resolving::value_form;

inline constexpr described_key kind_words[] = {
    {"washout", value_form::names,
     "Defers until `before` has passed since the last one of these substances or events; `after` says when it may be "
     "used again."},
    {"exclude", value_form::names, "Do not treat, for a condition, zone, substance, event, or the `patient`."},
    {"refer", value_form::names,
     "A practitioner decides first, for a condition, zone, substance, event, or the `patient`."},
    {"defer", value_form::names,
     "Not on that date, for a condition, zone, substance, event, or the `patient`; `for`: and so long after it ended."},
    {"require", value_form::names,
     "A medicine has to be started, or an event to be done, `before` the treatment and still `valid`."},
    {"accept", value_form::names, "Known and allowed; what it says is advice."},
    {"interval", value_form::duration,
     "Defers until the lower end has passed since an earlier session; past the upper end it only advises."},
    {"course", value_form::count, "Advice: how many sessions a course has, such as `4..8 sessions`."},
    {"aftercare", value_form::duration, "Advice: how long something has to wait after the treatment."},
    {"recovery", value_form::names, "Signs that are expected `for` some time after a session; longer means refer."},
};

inline constexpr described_key rule_key_words[] = {
    {"before", value_form::duration, "How long before the treatment; of a range the upper end governs."},
    {"after", value_form::duration, "How long after the treatment it may be used again."},
    {"valid", value_form::duration, "How long it counts; the last day is included."},
    {"else", value_form::choice, "The verdict where there is no time left; without it: defer.", "refer"},
    {"while_taking", value_form::choice, "Who still takes it is referred, whatever the date.", "refer"},
    {"ask_prescriber", value_form::yes_no, "No program tells the patient to stop it; only the prescriber may."},
    {"route", value_form::choices, "Only when it is given so.", "oral topical injected ophthalmic inhaled"},
    {"status", value_form::choice, "Which status counts. Without it: every one but resolved.", "active any"},
    {"where", value_form::choice, "`treated`: only where it overlaps the treated zones.", "treated anywhere"},
    {"for", value_form::duration, "How long: after it ended (defer), or after a session (recovery)."},
    {"except", value_form::exceptions, "Names that are left out, or names with windows of their own."},
    {"earlier", value_form::session_test, "Only for an earlier session that has these facts."},
    {"either", value_form::session_test, "For an earlier session, or the planned one, that has these facts."},
    {"when", value_form::test,
     "Only when this holds: a map whose keys all hold, or a text in CEL. Unknown makes the rule possible."},
    {"unless", value_form::test,
     "Not when this holds: a map whose keys all hold, or a text in CEL. Unknown does not lift the rule."},
    {"says", value_form::text, "What the patient reads; `{before}` puts in the value of that key."},
    {"note", value_form::text, "For whoever maintains it. No patient reads it."},
    {"source", value_form::text, "Where the rule is taken from: a name of `sources`, a comma, the place."},
    {"reading", value_form::text, "How we read a source that can be read in more than one way."},
};

}  // namespace clearance::schema
