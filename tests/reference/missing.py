"""Section 5: the facts whose absence leaves the decision open.

Which must be told is found by answering: where one answer to an open question changes a finding, it is missing. Which
may be told is any that is absent, or said less precisely than it could be.
"""

from __future__ import annotations

from typing import Any, Callable

from civil_time import parse_moment
from expression_text import mentions
from facts import Never, number_range, read_answer
from intake import Entry
from logic import as_list
from rules import Pack
from situation import Situation

LISTS = ("/medications", "/conditions", "/sessions", "/events", "/treatment/zones")
DATES = ("last_taken", "date", "started", "since", "ended")


def list_missing(situation: Situation, findings: list, find: Callable[[], list]) -> list[str]:
    """What must be told. `find` gives the findings anew."""
    intake = situation.intake
    given = {"/treatment/zones": intake.zones or None, **{one: getattr(intake, one[1:], None) for one in LISTS[:-1]}}
    found = {one.fact for one in findings if one.certainty == "possible" and one.fact in LISTS
             and given[one.fact] is None}
    before = summary(findings)
    # What rests on these may be asked in their place.
    behind = {name for source in situation.pack.sources.values() for name in mentions(source)}
    for holder in (situation.intake.answers, situation.intake.treatment):
        for name in situation.pack.facts_of(holder.kind):
            is_open = holder.facts.get(name) is None and name not in holder.wrong_facts
            if is_open and name not in {*situation.pack.sources, *behind}:
                if any(changes(holder, name, value, find, before) for value in samples(situation.pack, name)):
                    found.add(f"{holder.at}/{name}")
    return sorted(found)


def summary(findings: list) -> set[tuple[str, ...]]:
    """A list that is absent is asked for first: what its rules need beside it comes later. What can be avoided is open
    for nobody."""
    return {(one.rule, one.effect, one.fact, one.certainty) for one in findings
            if one.fact not in LISTS and one.certainty != "avoidable"}


def samples(pack: Pack, name: str) -> list[Any]:
    """Answers that may make a difference; of numbers and dates only some."""
    answer = pack.facts[name].get("answer", "text")
    if answer == "yes-no":
        return [True, False]
    if isinstance(answer, list):
        return list(answer)
    if isinstance(answer, dict):
        return [[], as_list(answer["several"])]
    if answer == "date or never":
        return [Never()]
    limits = number_range(answer)
    return list(limits) if limits else []


def changes(holder: Entry, name: str, value: Any, find: Callable[[], list], before: set) -> bool:
    holder.facts[name] = value
    try:
        return summary(find()) != before
    finally:
        holder.facts[name] = None


# ---------------------------------------------------------------- what may be told

def is_open(pack: Pack, intake: Any, pointer: str) -> bool:
    """Is what the pointer names absent, or could it be said more precisely?"""
    at: Any = intake
    keys = pointer.split("/")[1:]
    for key in keys[:-1]:
        if isinstance(at, list):
            at = at[int(key)]
        else:
            at = at.get(key)
        if at is None:
            return True
    key, value = keys[-1], at.get(keys[-1]) if isinstance(at, dict) else None
    if value is None or value == []:
        return True
    if key in DATES:
        moment = parse_moment(value)
        return moment is not None and moment.precision != "minute"
    if key == "name":
        return True
    if key in pack.facts:
        answer = pack.facts[key].get("answer")
        read = read_answer(answer, value)
        return read is None or (answer in ("date", "date or never") and not isinstance(read, Never)
                                and read.precision != "minute")
    return False
