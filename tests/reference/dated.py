"""Conditions that another treatment date would change: found by trying one date after the other."""

from __future__ import annotations

from typing import Optional

from civil_time import DAY, Moment, whole_day
from intake import Entry
from logic import Kleene
from rules import Rule
from situation import Situation

DAYS = 1200  # tried from today on; what lasts longer has no end that this reading finds


def moment_at(minute: int, date: Optional[Moment]) -> Moment:
    """Another treatment date, written as the one that was asked for."""
    if date is None or date.precision != "minute":
        return whole_day(-(-minute // DAY))
    return Moment(minute, minute, date.offset, date.zone_text, "minute")


class Dated:
    """When does a rule apply to an entry, from today on? What was tried is kept for one intake."""

    def __init__(self, situation: Situation, days: int = DAYS):
        self.situation, self.days = situation, days
        self.kept: dict[tuple[str, str], list[tuple[int, Kleene]]] = {}

    def runs(self, rule: Rule, entry: Optional[Entry]) -> list[tuple[int, Kleene]]:
        """The minutes at which the answer changes, each with the answer from then on."""
        key = (rule.name, entry.at if entry else "")
        if key not in self.kept:
            self.kept[key] = self.try_all(rule, entry) if self.may_change(rule) else []
        return self.kept[key]

    def may_change(self, rule: Rule) -> bool:
        return self.situation.intake.today is not None and any(
            self.situation.pack.depends_on_date(test) for test in rule.tests())

    def at(self, minute: int, rule: Rule, entry: Optional[Entry]) -> Kleene:
        return self.situation.on(moment_at(minute, self.situation.date)).applies(rule, entry)

    def try_all(self, rule: Rule, entry: Optional[Entry]) -> list[tuple[int, Kleene]]:
        today = self.situation.intake.today
        by_minute = self.situation.date is not None and self.situation.date.precision == "minute"
        if not self.days:
            return []
        last = self.at(today * DAY, rule, entry)
        found = [(today * DAY, last)]
        for day in range(today, today + self.days):
            # A day decides as a whole; of a day in minutes, the first and the last tell whether it changes within.
            for minute in (day * DAY, day * DAY + DAY - 1) if by_minute else (day * DAY,):
                now = self.at(minute, rule, entry)
                if now is last:
                    continue
                first = minute
                if minute % DAY:
                    first = next(one for one in range(day * DAY, minute + 1) if self.at(one, rule, entry) is now)
                found.append((first, now))
                last = now
        return found

    def end(self, rule: Rule, entry: Optional[Entry]) -> Optional[int]:
        """The first date after the one that is asked for on which it certainly does not apply."""
        asked = None if self.situation.date is None else self.situation.date.first
        return next((begin for begin, truth in self.runs(rule, entry)
                     if truth is False and (asked is None or begin > asked)), None)
