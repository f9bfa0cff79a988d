"""A subset of CEL, run with three truths: None is unknown.

It knows numbers, texts, truths, lists, periods of time and lengths of time; what a name or a function of the pack
means, it asks its scope. A pack is taken to be well typed: what is not is no concern of this reading.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable, Optional, Protocol

from civil_time import DAY, Moment, add_to_day, parse_moment
from expression_text import RELATIONS
from facts import Never, Range
from logic import Kleene, all_of, any_of, negate

LEAST, MOST = -(2**63), 2**63 - 1
EVER = 10**13  # minutes: beyond every date


@dataclass(frozen=True)
class Period:
    """Some minute from `first` to `last`."""
    first: int
    last: int
    by_clock: bool = False   # it comes from clock arithmetic
    to_minute: bool = False  # it was written to the minute
    offset: Optional[int] = None


@dataclass(frozen=True)
class Length:
    count: int
    unit: str


def period_of(value: Any) -> Any:
    """Dates as expressions see them."""
    if isinstance(value, Never):
        return Period(-EVER, -EVER)
    if isinstance(value, Moment):
        first = -EVER if value.first is None else value.first
        return Period(first, value.last, to_minute=value.precision == "minute", offset=value.offset)
    return value


def answer_of(value: Any) -> Any:
    """What an expression found, as an answer to a question."""
    if isinstance(value, Period):
        if value.last <= -EVER:
            return Never()
        return Moment(None if value.first <= -EVER else value.first, value.last, value.offset,
                      precision="minute" if value.to_minute else "day")
    return float(value) if is_number(value) else value


class Scope(Protocol):
    def name(self, name: str) -> Any: ...
    def member(self, value: Any, name: str) -> Any: ...
    def call(self, name: str, arguments: list[Any]) -> Any: ...
    def method(self, value: Any, name: str, arguments: list[Any]) -> Any: ...


def run(node: tuple, scope: Scope, variables: Optional[dict[str, Any]] = None) -> Any:
    return Run(scope, variables or {}).of(node)


class Run:
    def __init__(self, scope: Scope, variables: dict[str, Any]):
        self.scope, self.variables = scope, variables

    def of(self, node: tuple) -> Any:
        return getattr(self, "of_" + node[0])(*node[1:])

    def of_value(self, value: Any) -> Any:
        return value

    def of_name(self, name: str) -> Any:
        return self.variables[name] if name in self.variables else period_of(self.scope.name(name))

    def of_list(self, nodes: list[tuple]) -> Any:
        return [self.of(node) for node in nodes]

    def of_member(self, node: tuple, name: str) -> Any:
        value = self.of(node)
        return None if value is None else period_of(self.scope.member(value, name))

    def of_both(self, a: tuple, b: tuple) -> Kleene:
        return all_of([self.of(a), self.of(b)])

    def of_either(self, a: tuple, b: tuple) -> Kleene:
        return any_of([self.of(a), self.of(b)])

    def of_not(self, node: tuple) -> Kleene:
        return negate(self.of(node))

    def of_minus(self, node: tuple) -> Any:
        return operate("-", 0, self.of(node)) if not isinstance(self.of(node), float) else -self.of(node)

    def of_choice(self, test: tuple, yes: tuple, no: tuple) -> Any:
        truth, values = self.of(test), (self.of(yes), self.of(no))
        if truth is None:  # known all the same where both come to one
            return values[0] if isinstance(values[0], bool) and values[0] is values[1] else None
        return values[0] if truth else values[1]

    def of_exists(self, node: tuple, variable: str, test: tuple) -> Kleene:
        values = self.of(node)
        return None if values is None else any_of(self.with_variable(variable, value, test) for value in values)

    def of_all(self, node: tuple, variable: str, test: tuple) -> Kleene:
        values = self.of(node)
        return None if values is None else all_of(self.with_variable(variable, value, test) for value in values)

    def with_variable(self, variable: str, value: Any, test: tuple) -> Any:
        if getattr(value, "error", False):  # it may be anything
            return None
        return Run(self.scope, {**self.variables, variable: value}).of(test)

    def of_operator(self, mark: str, a: tuple, b: tuple) -> Any:
        left, right = self.of(a), self.of(b)
        if mark == "in":
            return contains(right, left)
        if mark in RELATIONS:
            return compare(mark, left, right)
        return operate(mark, left, right)

    def of_call(self, name: str, nodes: list[tuple]) -> Any:
        values = [self.of(node) for node in nodes]
        if name in UNITS:
            return None if values[0] is None else Length(values[0], UNITS[name])
        if name == "size":
            return None if values[0] is None else len(values[0])
        if name == "date":
            return period_of(parse_moment(values[0]))
        if name == "years_between":
            return years_between(*values)
        return period_of(self.scope.call(name, values))

    def of_method(self, node: tuple, name: str, nodes: list[tuple]) -> Any:
        value, values = self.of(node), [self.of(one) for one in nodes]
        if name in TEXT_METHODS:
            return None if value is None or None in values else TEXT_METHODS[name](value, *values)
        if name == "size":
            return None if value is None else len(value)
        return period_of(self.scope.method(value, name, values))


UNITS = {"minutes": "minute", "hours": "hour", "days": "day", "weeks": "week", "months": "month", "years": "year"}
TEXT_METHODS: dict[str, Callable[..., bool]] = {
    "startsWith": str.startswith, "endsWith": str.endswith, "contains": lambda text, part: part in text}


def contains(values: Any, value: Any) -> Kleene:
    if hasattr(values, "includes"):  # the treatment's zones
        return values.includes(value)
    if values is None:
        return None
    return any_of(compare("==", value, one) for one in values)


def is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


# ---------------------------------------------------------------- comparing

ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "<": lambda a, b: a < b, "<=": lambda a, b: a <= b, ">": lambda a, b: a > b, ">=": lambda a, b: a >= b}


def compare(mark: str, a: Any, b: Any) -> Kleene:
    if mark == "!=":
        return negate(compare("==", a, b))
    for one, other in ((a, b), (b, a)):
        if hasattr(one, "means"):  # the treatment's indication
            return one.means(other)
    if a is None or b is None:
        return None
    if isinstance(a, Period) and isinstance(b, Period):
        return compare_ends(mark, *on_one_scale(a, b))
    if isinstance(a, Range) or isinstance(b, Range):
        return compare_ends(mark, ends_of(a), ends_of(b))
    if mark == "==":
        return (type(a) is type(b) or (is_number(a) and is_number(b))) and a == b
    return ORDER[mark](a, b)


def ends_of(value: Any) -> tuple[float, float]:
    return (value.low, value.high) if isinstance(value, Range) else (value, value)


def on_one_scale(a: Period, b: Period) -> tuple[tuple[float, float], tuple[float, float]]:
    """By minutes where clocks decide, else by days."""
    if a.by_clock or b.by_clock or (a.to_minute and b.to_minute):
        shift = 0
        if (a.by_clock or b.by_clock) and a.offset is not None and b.offset is not None:
            shift = a.offset - b.offset
        return (a.first, a.last), (b.first + shift, b.last + shift)
    return (a.first // DAY, a.last // DAY), (b.first // DAY, b.last // DAY)


def compare_ends(mark: str, a: tuple[float, float], b: tuple[float, float]) -> Kleene:
    """True where it holds for every pair of values, false where for none."""
    if mark in (">", ">="):
        return compare_ends(mark.replace(">", "<"), b, a)
    if mark == "==":
        if a[0] == a[1] == b[0] == b[1]:
            return True
        return None if a[0] <= b[1] and b[0] <= a[1] else False
    return True if ORDER[mark](a[1], b[0]) else None if ORDER[mark](a[0], b[1]) else False


# ---------------------------------------------------------------- arithmetic

def operate(mark: str, a: Any, b: Any) -> Any:
    if a is None or b is None:
        return None
    if isinstance(b, Length) or isinstance(a, Length):
        moment, length = (a, b) if isinstance(b, Length) else (b, a)
        return moved(moment, length, -1 if mark == "-" else 1)
    if isinstance(a, Range) or isinstance(b, Range):
        (a_low, a_high), (b_low, b_high) = ends_of(a), ends_of(b)
        if mark == "+":
            return Range(a_low + b_low, a_high + b_high)
        if mark == "*":
            ends = [one * other for one in (a_low, a_high) for other in (b_low, b_high)]
            return Range(min(ends), max(ends))
        return Range(a_low - b_high, a_high - b_low) if mark == "-" else None
    if mark == "+" and not is_number(a):
        return a + b
    if mark in "/%" and b == 0:
        return None
    if isinstance(a, float) or isinstance(b, float):
        return {"+": a + b, "-": a - b, "*": a * b, "/": a / b if b else None}[mark]
    found = a + b if mark == "+" else a - b if mark == "-" else a * b if mark == "*" else None
    if found is None:
        quotient = abs(a) // abs(b) * (1 if (a < 0) == (b < 0) else -1)  # towards zero
        found = quotient if mark == "/" else a - b * quotient
    return found if LEAST <= found <= MOST else None


def moved(moment: Period, length: Length, sign: int) -> Period:
    """Calendar arithmetic counts days and gives whole days; clock arithmetic counts minutes."""
    count = sign * length.count
    if length.unit in ("minute", "hour"):
        minutes = count * (60 if length.unit == "hour" else 1)
        ends = [end if abs(end) >= EVER else end + minutes for end in (moment.first, moment.last)]
        return Period(*ends, by_clock=True, to_minute=moment.to_minute, offset=moment.offset)
    days = [end // DAY if abs(end) >= EVER else add_to_day(end // DAY, count, length.unit)
            for end in (moment.first, moment.last)]
    first, last = (end if abs(end) >= EVER else None for end in (moment.first, moment.last))
    return Period(days[0] * DAY if first is None else first, days[1] * DAY + DAY - 1 if last is None else last)


def years_between(a: Any, b: Any) -> Any:
    """Full years from a to b, days counted; the ends where a date is imprecise."""
    if a is None or b is None or abs(a.first) >= EVER or abs(b.first) >= EVER:
        return None
    least = full_years(a.last // DAY, b.first // DAY)
    most = full_years(a.first // DAY, b.last // DAY)
    return least if least == most else Range(least, most)


def full_years(start: int, end: int) -> int:
    if end < start:
        return -full_years(end, start)
    years = max(0, (end - start) // 366 - 1)
    while add_to_day(start, years + 1, "year") <= end:
        years += 1
    return years
