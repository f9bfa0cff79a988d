"""Section 3: civil time. Everything is counted in minutes from day 0 of the Gregorian calendar."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Iterable, NamedTuple, Optional

from logic import Kleene

DAY = 24 * 60


@dataclass(frozen=True)
class Moment:
    """Every civil minute from `first` to `last` (None: since ever)."""
    first: Optional[int]
    last: int
    offset: Optional[int] = None  # minutes east of UTC
    zone_text: str = ""
    precision: str = "day"


def whole_day(day: int) -> Moment:
    return Moment(day * DAY, day * DAY + DAY - 1)


def day_number(year: int, month: int, day: int) -> int:
    """Days of the proleptic Gregorian calendar; unlike `date`, no end at the year 9999."""
    cycle, year_of_cycle = divmod(year - 2000, 400)
    return date(2000 + year_of_cycle, month, day).toordinal() + 146097 * cycle


def day_parts(number: int) -> tuple[int, int, int]:
    start = date(2000, 1, 1).toordinal()
    cycle, rest = divmod(number - start, 146097)
    found = date.fromordinal(start + rest)
    return found.year + 400 * cycle, found.month, found.day


def days_in_month(year: int, month: int) -> int:
    return day_number(year + month // 12, month % 12 + 1, 1) - day_number(year, month, 1)


MOMENT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(Z|[+-]\d\d:\d\d)?)?)?)?", re.ASCII)


def parse_moment(text: Any) -> Optional[Moment]:
    """A year, a month, a day or a minute; None for anything that is not a date."""
    found = MOMENT.fullmatch(text) if isinstance(text, str) else None
    if not found:
        return None
    year, month, day, hour, minute = (int(part) if part else None for part in found.groups()[:5])
    if year == 0 or (month is not None and not 1 <= month <= 12):
        return None
    if day is not None and not 1 <= day <= days_in_month(year, month):
        return None
    if month is None:
        return Moment(day_number(year, 1, 1) * DAY, day_number(year + 1, 1, 1) * DAY - 1, precision="year")
    if day is None:
        start = day_number(year, month, 1)
        return Moment(start * DAY, (start + days_in_month(year, month)) * DAY - 1, precision="month")
    start = day_number(year, month, day) * DAY
    if hour is None:
        return Moment(start, start + DAY - 1)
    if hour > 23 or minute > 59:
        return None
    zone_text, offset = found.group(6) or "", None
    if zone_text == "Z":
        offset = 0
    elif zone_text:
        hours, minutes = int(zone_text[1:3]), int(zone_text[4:])
        if hours > 23 or minutes > 59:
            return None
        offset = (hours * 60 + minutes) * (-1 if zone_text[0] == "-" else 1)
    at = start + hour * 60 + minute
    return Moment(at, at, offset, zone_text, "minute")


# ---------------------------------------------------------------- windows

@dataclass(frozen=True)
class Window:
    """`2..4 weeks`: both ends; `full` days begin on the day after the last use."""
    low: int
    high: int
    unit: str
    full: bool = False

    @property
    def is_clock(self) -> bool:
        return self.unit in ("hour", "minute")


DURATION = re.compile(r"(\d+)(?:\s*\.\.\s*(\d+))?\s+(full\s+)?(minute|hour|day|week|month|year)s?")


def parse_window(text: str) -> Window:
    found = DURATION.fullmatch(text.strip())
    if not found or (found[3] and found[4] in ("hour", "minute")):
        raise ValueError(f"not a duration: {text!r}")
    return Window(int(found[1]), int(found[2] or found[1]), found[4], bool(found[3]))


def add_to_day(day: int, count: int, unit: str) -> int:
    """A day that does not exist rolls forward to the first of the next month."""
    if unit in ("day", "week"):
        return day + count * (7 if unit == "week" else 1)
    year, month, of_month = day_parts(day)
    months = year * 12 + month - 1 + count * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return day_number(year, month + 1, 1) + min(of_month - 1, days_in_month(year, month + 1))


def free_at(last_use: int, window: Window, count: int) -> int:
    """The first free minute after a last use at one known minute."""
    if window.is_clock:
        return last_use + count * (60 if window.unit == "hour" else 1)
    return (add_to_day(last_use // DAY, count, window.unit) + window.full) * DAY


class Violation(NamedTuple):
    holds: Kleene
    until: Optional[int]  # the latest free minute


def clock_shift(window: Window, earlier: Moment, treatment: Optional[Moment]) -> int:
    """Minutes to the treatment's offset: in clock windows, where both ends have one."""
    if window.is_clock and treatment and treatment.offset is not None and earlier.offset is not None:
        return treatment.offset - earlier.offset
    return 0


def violation(last: Moment, window: Window, count: int, treatment: Optional[Moment]) -> Violation:
    """"Compare the ends". Minutes are those of the treatment's offset."""
    shift = clock_shift(window, last, treatment)
    latest = free_at(last.last, window, count) + shift
    earliest = None if last.first is None else free_at(last.first, window, count) + shift
    if treatment is None:
        return Violation(None, latest)
    if earliest is not None and treatment.last < earliest:
        return Violation(True, latest)
    return Violation(False if treatment.first >= latest else None, latest)


def longest(violations: Iterable[Violation]) -> Violation:
    """Several windows at once: the one that is free last governs."""
    seen = list(violations)
    held = True if any(one.holds for one in seen) else None if any(one.holds is None for one in seen) else False
    return Violation(held, max(one.until for one in seen))


def is_after(moment: Optional[Moment], other: Optional[Moment]) -> Kleene:
    """"After" compares days."""
    if moment is None or other is None:
        return None
    if moment.first is not None and moment.first // DAY > other.last // DAY:
        return True
    return False if moment.last // DAY <= other.first // DAY else None


# ---------------------------------------------------------------- writing

def write_day(number: int) -> str:
    return "%04d-%02d-%02d" % day_parts(number)


def write_minute(minute: int, treatment: Optional[Moment]) -> str:
    """A day (the first free as a whole), or for a minute treatment a minute (section 3, `earliest`)."""
    if treatment is None or treatment.precision != "minute":
        return write_day(-(-minute // DAY))
    day, of_day = divmod(minute, DAY)
    if of_day == 0 and not treatment.zone_text:
        return write_day(day)
    return write_clock(minute, treatment)


def write_clock(minute: int, treatment: Moment) -> str:
    day, of_day = divmod(minute, DAY)
    return f"{write_day(day)}T{of_day // 60:02}:{of_day % 60:02}{treatment.zone_text}"
