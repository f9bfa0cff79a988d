"""Section 6, `require`: something that must be there long enough, and not too long, before the treatment."""

from __future__ import annotations

from typing import Optional

from civil_time import DAY, Moment, Window, clock_shift, free_at
from dated import moment_at
from intake import Entry
from logic import Kleene, all_of, any_of, negate
from rules import Rule
from situation import Situation

AT_ONCE = Window(0, 0, "day")


def is_before(one: Moment, other: Moment) -> Kleene:
    """By minutes where both were written so, else by days."""
    unit = 1 if one.precision == other.precision == "minute" else DAY
    if one.last // unit < other.first // unit:
        return True
    return None if one.first // unit < other.last // unit else False


class Need:
    def __init__(self, situation: Situation, rule: Rule):
        self.situation, self.rule = situation, rule
        self.before = rule.window or AT_ONCE
        self.at = "/medications" if rule.substances else "/events"

    def ripe_at(self, minute: int) -> int:
        return free_at(minute, self.before, self.before.high)

    def stale_at(self, minute: int) -> int:
        """The first minute that is too late: the last valid day is valid."""
        free = free_at(minute, self.rule.valid, self.rule.valid.low)
        return free + (1 if self.rule.valid.is_clock else DAY)

    # ------------------------------------------------------------ is it there?

    def entries(self) -> list[Optional[list[Entry]]]:
        intake = self.situation.intake
        return ([intake.medications] if self.rule.substances else []) + ([intake.events] if self.rule.events else [])

    def is_met(self) -> Kleene:
        return any_of(None if entries is None else any_of(self.meets(entry) for entry in entries)
                      for entries in self.entries())

    def means(self, entry: Entry) -> Kleene:
        if entry.error:  # it may be anything
            return None
        pack, rule = self.situation.pack, self.rule
        if entry.kind == "event":
            return any_of(pack.means(name, rule, pack.events, rule.events) for name in entry.names)
        return any_of(all_of(pack.takes(part, rule, entry.route, allowed)) for name in entry.names
                      for part, allowed in pack.ingredients(name, rule, []))

    @staticmethod
    def begin(entry: Entry) -> Optional[Moment]:
        return entry.when if entry.kind == "event" else entry.begin

    def meets(self, entry: Entry) -> Kleene:
        means = self.means(entry)
        if means is False:
            return False
        begin, date = self.begin(entry), self.situation.date
        return all_of([means, None if begin is None or date is None else self.is_in_time(begin, date),
                       negate(self.has_stopped(entry))])

    def has_stopped(self, entry: Entry) -> Kleene:
        """A medicine that is not taken any more covers no later treatment."""
        date, last = self.situation.date, self.last_use(entry)
        if last is None:
            return False
        if date is None:
            return None
        if date.first // DAY > last.last // DAY:
            return True
        return None if last.first is None or date.last // DAY > last.first // DAY else False

    def last_use(self, entry: Entry) -> Optional[Moment]:
        is_over = entry.kind == "medication" and entry.ongoing is not True
        last = self.situation.last_use(entry) if is_over else None
        is_plan = last is not None and entry.begin is not None and entry.begin.first > last.last
        return None if is_plan else last

    def is_in_time(self, begin: Moment, date: Moment) -> Kleene:
        first = begin.first
        shift = clock_shift(self.before, begin, date)
        ripe = True if date.first >= self.ripe_at(begin.last) + shift else \
            None if date.last >= self.ripe_at(first) + shift else False
        if self.rule.valid is None:
            return ripe
        shift = clock_shift(self.rule.valid, begin, date)
        valid = True if date.last < self.stale_at(first) + shift else \
            None if date.first < self.stale_at(begin.last) + shift else False
        return all_of([ripe, valid])

    # ------------------------------------------------------------ if not: is there time?

    def arranged_today(self) -> Optional[int]:
        today = self.situation.intake.today
        return None if today is None else self.ripe_at(today * DAY + DAY - 1)

    def can_be_arranged(self) -> bool:
        arranged, date = self.arranged_today(), self.situation.date
        return arranged is not None and date is not None and date.first >= arranged

    def turning_points(self) -> list[int]:
        points = [] if self.arranged_today() is None else [self.arranged_today()]
        for entry in (one for entries in self.entries() for one in entries or []):
            begin, last = self.begin(entry), self.last_use(entry)
            points += [] if last is None else [(end // DAY + 1) * DAY for end in (last.first, last.last) if end is not None]
            for end in [] if begin is None else {begin.first, begin.last}:
                shift = clock_shift(self.before, begin, self.situation.date)
                points.append(self.ripe_at(end) + shift)
                if self.rule.valid:
                    points.append(self.stale_at(end) + clock_shift(self.rule.valid, begin, self.situation.date))
        return sorted(points)

    def free_from(self, whenever: bool) -> Optional[int]:
        """The first date from today, after the one that is asked for or whenever, on which it is there or could be."""
        date, today = self.situation.date, self.situation.intake.today
        if today is None:
            return None
        for minute in sorted({today * DAY, *self.turning_points()}):
            then = moment_at(minute, date)
            need = Need(self.situation.on(then), self.rule)
            is_later = whenever or date is None or then.first > date.first
            met = need.is_met()
            if minute >= today * DAY and is_later and (met or (met is False and need.can_be_arranged())):
                return minute
        return None
