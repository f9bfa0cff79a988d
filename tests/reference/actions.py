"""Sections 3 and 5: what the patient must do, and by when."""

from __future__ import annotations

from typing import Any, Optional

from civil_time import DAY, Moment, Window, free_at, violation, write_clock, write_day, write_minute
from intake import Entry
from rules import Rule
from situation import Situation


def list_actions(situation: Situation, findings: list) -> list[dict[str, str]]:
    result = []
    for entry in situation.intake.medications or []:
        if entry.ongoing is True:
            result += act_on(situation, entry, [found for found in findings if found.fact == entry.at])
    return result + [arrange(situation, found) for found in findings
                     if found.certainty == "avoidable" and rule_of(situation, found).kind == "require"]


def rule_of(situation: Situation, found: Any) -> Rule:
    return situation.pack.rules[found.order]


def act_on(situation: Situation, entry: Entry, findings: list) -> list[dict[str, str]]:
    """What the prescriber must decide has one action; else each rule that can be avoided has its own."""
    stops = [stop(situation, found) for found in findings if found.certainty == "avoidable"]
    theirs = [name for name in entry.names if is_for_prescriber(situation, entry, name)]
    if not theirs:
        return [written(situation, "stop", found.fact, "substance", found.name, by, resume, found.rule)
                for found, by, resume in stops]
    if not findings:
        return []
    by = min((by for _, by, _ in stops), key=last_minute, default=None)
    resume = max((resume for *_, resume in stops if resume is not None), default=None)
    return [written(situation, "ask-prescriber", entry.at, "substance", theirs[0], by, resume, findings[0].rule)]


def is_for_prescriber(situation: Situation, entry: Entry, name: str) -> bool:
    """Any rule that the entry matches, or the vocabulary, says so."""
    pack = situation.pack
    if "yes" in inherited_everywhere(situation, name):
        return True
    return any(rule.asks_prescriber and pack.takes(part, rule, entry.route, allowed)[0] is not False
               for rule in pack.rules if rule.substances for part, allowed in pack.ingredients(name, rule, []))


def inherited_everywhere(situation: Situation, name: str) -> set[str]:
    """From every class and ingredient, and from all that the name may mean: nothing takes it away."""
    vocabulary = situation.pack.substances
    return {value for above in vocabulary.closure(name, "is", "contains", "may_be")
            for value in vocabulary.get(above, "ask_prescriber")}


def stop(situation: Situation, found: Any) -> tuple[Any, tuple[int, bool], Optional[int]]:
    """The latest last use that is still certainly free, and when it may be taken again."""
    rule, pack = rule_of(situation, found), situation.pack
    windows = {window for part, _ in pack.ingredients(found.name, rule, [])
               for options in pack.windows(part, rule, pack.substances) for window in options}
    last_use_by = min((latest_use(window, window.high, situation.date) for window in windows), key=last_minute)
    resume = None
    if rule.after:
        resume = free_at(situation.date.last, rule.after, rule.after.high)
    return found, last_use_by, resume


def last_minute(use: tuple[int, bool]) -> int:
    """A day allows a use at its last minute."""
    minute, is_minute = use
    return minute if is_minute else minute + DAY - 1


def latest_use(window: Window, count: int, date: Moment) -> tuple[int, bool]:
    """Backwards from the treatment, day by day, or minute by minute where clocks decide; and is it a minute?"""
    if window.is_clock and date.precision == "minute":
        return next((minute, True) for minute in range(date.first, 0, -1)
                    if free_at(minute, window, count) <= date.first)
    for day in range(date.first // DAY, 0, -1):
        if violation(Moment(day * DAY, day * DAY + DAY - 1), window, count, date).holds is False:
            return day * DAY, False
    raise ValueError("no day is early enough")


def written(situation: Situation, does: str, fact: str, key: str, name: str, by: Optional[tuple[int, bool]],
            resume: Optional[int], rule: str) -> dict[str, str]:
    result = {"do": does, "fact": fact, key: name}
    if by is not None:
        result["last_use_by"] = write_use(situation, *by)
    if resume is not None:
        result["resume_from"] = write_minute(resume, situation.date)
    return {**result, "rule": rule}


def write_use(situation: Situation, minute: int, to_minute: bool) -> str:
    return write_clock(minute, situation.date) if to_minute else write_day(minute // DAY)


def arrange(situation: Situation, found: Any) -> dict[str, str]:
    rule, date = rule_of(situation, found), situation.date
    result = {"do": "arrange", "fact": found.fact, "event" if rule.events else "substance": found.name}
    if rule.window:
        by = latest_use(rule.window, rule.window.high, date)
        result["by"] = write_use(situation, *by)
    else:
        result["by"] = write_day(date.first // DAY)
    return {**result, "rule": rule.name}
