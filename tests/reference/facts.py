"""Section 6, `facts`: the forms of answers, and what a map says of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Optional

from civil_time import DAY, DURATION, Moment, parse_moment, parse_window, violation
from logic import Kleene, any_of, as_list, negate

NUMBER = r"(-?\d+(?:\.\d+)?)"


@dataclass(frozen=True)
class Never:
    """`date or never`, answered so: before every date."""


@dataclass(frozen=True)
class Range:
    """A number of which only the ends are known."""
    low: float
    high: float


def number_range(text: Any) -> Optional[tuple[float, float]]:
    found = re.fullmatch(NUMBER + r"\s*\.\.\s*" + NUMBER, text) if isinstance(text, str) else None
    return (float(found[1]), float(found[2])) if found else None


def is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def read_answer(answer: Any, value: Any) -> Any:
    """The value as it counts; None for one that is no answer of this form."""
    if answer == "yes-no":
        return value if isinstance(value, bool) else None
    if isinstance(answer, list):
        return value if isinstance(value, str) and value in answer else None
    if isinstance(answer, dict):
        allowed = as_list(answer["several"])
        fits = isinstance(value, list) and all(isinstance(one, str) and one in allowed for one in value)
        return list(value) if fits else None
    if answer in ("date", "date or never"):
        if value == "never" and answer == "date or never":
            return Never()
        return parse_moment(value)
    limits = number_range(answer)
    if limits:
        return float(value) if is_number(value) and limits[0] <= value <= limits[1] else None
    return value if isinstance(value, str) else None


# ---------------------------------------------------------------- one value of a map

def matches(answer: Any, value: Any, wanted: Any, treatment: Optional[Moment]) -> Kleene:
    """Is it one of those that the map lists?"""
    if value is None:
        return None
    return any_of(matches_one(answer, value, text, treatment) for text in as_list(wanted))


def matches_one(answer: Any, value: Any, wanted: str, treatment: Optional[Moment]) -> Kleene:
    if isinstance(value, bool):
        return wanted == ("yes" if value else "no")
    if isinstance(value, list):
        return wanted in value
    if isinstance(value, (Moment, Never)):
        return date_is(value, wanted, treatment)
    if is_number(value):
        return number_is(Range(value, value), wanted)
    if isinstance(value, Range):
        return number_is(value, wanted)
    return value == wanted


def number_is(value: Range, wanted: str) -> Kleene:
    limits = number_range(wanted)
    if limits:
        if limits[0] <= value.low and value.high <= limits[1]:
            return True
        return None if value.low <= limits[1] and limits[0] <= value.high else False
    found = re.fullmatch(r"(under|at least|over|at most)?\s*" + NUMBER, wanted)
    if not found:
        raise ValueError(f"not a number: {wanted!r}")
    limit = float(found[2])
    ends = {value.low, value.high}
    tests = {"under": lambda v: v < limit, "at least": lambda v: v >= limit,
             "over": lambda v: v > limit, "at most": lambda v: v <= limit}
    if found[1]:
        answers = {tests[found[1]](end) for end in ends}
        return answers.pop() if len(answers) == 1 else None
    if value.low == value.high == limit:
        return True
    return None if value.low <= limit <= value.high else False


def is_age(wanted: Any) -> bool:
    """So long before the treatment."""
    found = re.fullmatch(r"(under|at least)\s+(.*)", wanted) if isinstance(wanted, str) else None
    return bool(found and DURATION.fullmatch(found[2]))


def date_is(value: Any, wanted: str, treatment: Optional[Moment]) -> Kleene:
    """`never`; a date within which it lies; or so long before the treatment."""
    found = re.fullmatch(r"(under|at least)\s+(.*)", wanted)
    if found and DURATION.fullmatch(found[2]):
        if isinstance(value, Never):
            return None if treatment is None else found[1] == "at least"
        window = parse_window(found[2])
        is_under = violation(value, window, window.high, treatment).holds
        return is_under if found[1] == "under" else negate(is_under)
    if wanted == "never":
        return isinstance(value, Never)
    if isinstance(value, Never):
        return False
    span = parse_moment(wanted)
    if span is None:
        raise ValueError(f"not a date: {wanted!r}")
    if span.precision != "minute":  # days count
        value = Moment(value.first // DAY * DAY, value.last // DAY * DAY + DAY - 1)
    if span.first <= value.first and value.last <= span.last:
        return True
    return None if value.first <= span.last and span.first <= value.last else False
