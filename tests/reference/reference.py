#!/usr/bin/python3
"""An independent reading of the Clearance contract (CONTRACT.md, sections 1 to 6).

It decides in the plainest way - every rule, every zone, every entry - so that a
disagreement with the engine points at a sentence of the contract, not at a data
structure. It covers treatment, condition and medication facts, the kinds
washout, exclude, refer, defer, interval, course and aftercare, and `uncovered`.
What it does not cover it refuses; `accept` and `recovery` only count as
speaking of their conditions.

    reference.py PACK.yaml INTAKES.ndjson      one JSON line per intake
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Callable, Iterable, NamedTuple, Optional

import yaml

Kleene = Optional[bool]  # None is unknown
VERDICTS = ["clear", "conditional", "incomplete", "defer", "refer", "exclude"]
CERTAINTIES = ["avoidable", "possible", "certain"]  # by the verdict that each contributes
ROUTES = ["oral", "topical", "injected", "ophthalmic", "inhaled"]
DAY = 24 * 60


def worst(verdicts: Iterable[str]) -> str:
    return max(verdicts, key=VERDICTS.index, default="clear")


# ---------------------------------------------------------------- section 2: Kleene's tables

def all_of(values: Iterable[Kleene]) -> Kleene:
    seen = list(values)
    return False if False in seen else None if None in seen else True


def any_of(values: Iterable[Kleene]) -> Kleene:
    seen = list(values)
    return True if True in seen else None if None in seen else False


# ---------------------------------------------------------------- section 3: time

@dataclass(frozen=True)
class Moment:
    """Every civil minute from `first` to `last` (None: since ever), counted from day 0."""
    first: Optional[int]
    last: int
    offset: Optional[int] = None  # minutes east of UTC
    zone_text: str = ""
    precision: str = "day"


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
    """Section 3: a year, a month, a day or a minute; None for anything that is not a date."""
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


@dataclass(frozen=True)
class Window:
    """`2..4 weeks`: both ends; `full` days begin on the day after the last use."""
    low: int
    high: int
    unit: str
    full: bool

    @property
    def is_clock(self) -> bool:
        return self.unit in ("hour", "minute")


DURATION = re.compile(r"(\d+)(?:\s*\.\.\s*(\d+))?\s+(full\s+)?(minute|hour|day|week|month|year)s?")


def parse_window(text: str) -> Window:
    found = DURATION.fullmatch(text.strip())
    if not found or (found[3] and found[4] in ("hour", "minute")):
        raise ValueError(f"not a duration: {text!r}")
    return Window(int(found[1]), int(found[2] or found[1]), found[4], bool(found[3]))


def free_at(last_use: int, window: Window, count: int) -> int:
    """Section 3: the first free minute after a last use at one known minute."""
    if window.is_clock:
        return last_use + count * (60 if window.unit == "hour" else 1)
    day = last_use // DAY
    if window.unit in ("day", "week"):
        day += count * (7 if window.unit == "week" else 1)
    else:
        year, month, of_month = day_parts(day)
        months = year * 12 + month - 1 + count * (12 if window.unit == "year" else 1)
        year, month = divmod(months, 12)
        length = days_in_month(year, month + 1)
        # A day that does not exist rolls forward to the first of the next month.
        day = day_number(year, month + 1, 1) + min(of_month - 1, length)
    return (day + window.full) * DAY


class Violation(NamedTuple):
    holds: Kleene
    until: Optional[int]  # the latest free minute


def violation(last: Moment, window: Window, count: int, treatment: Optional[Moment]) -> Violation:
    """Section 3, "compare the ends". Minutes are those of the treatment's offset."""
    shift = 0
    if window.is_clock and treatment and treatment.offset is not None and last.offset is not None:
        shift = treatment.offset - last.offset
    latest = free_at(last.last, window, count) + shift
    earliest = None if last.first is None else free_at(last.first, window, count) + shift
    if treatment is None:
        return Violation(None, latest)
    if earliest is not None and treatment.last < earliest:
        return Violation(True, latest)
    return Violation(False if treatment.first >= latest else None, latest)


def write_day(number: int) -> str:
    return "%04d-%02d-%02d" % day_parts(number)


def write_minute(minute: int, treatment: Optional[Moment]) -> str:
    """A day (the first free as a whole), or for a minute treatment a minute (section 3, `earliest`)."""
    if treatment is None or treatment.precision != "minute":
        return write_day(-(-minute // DAY))
    day, of_day = divmod(minute, DAY)
    if of_day == 0 and not treatment.zone_text:
        return write_day(day)
    return f"{write_day(day)}T{of_day // 60:02}:{of_day % 60:02}{treatment.zone_text}"


# ---------------------------------------------------------------- section 4: names

IGNORED = set("""and with plus mg mcg ug μg g kg ml l iu unit units meq percent
tablet tab capsule cap pill softgel gummy gummies gel cream ointment serum lotion spray drop injection pen
patch syrup powder solution foam liquid supplement oral topical daily nightly weekly monthly once twice thrice
two three four a an the of in per each every day night week month morning evening bedtime time hour at as needed
prn bid tid qid qd od hs po er xr sr dr ec ib low dose extra strength regular small mild moderate severe my x
""".split())


def words(text: str) -> tuple[str, ...]:
    """Lower case, no accents or apostrophes, letters apart from digits, no plural s."""
    folded = unicodedata.normalize("NFKD", text.lower())
    folded = "".join(c for c in folded if not unicodedata.combining(c) and c not in "'’‘`´")
    found = re.findall(r"[^\W\d_]+|\d+", folded)
    return tuple(w[:-1] if len(w) >= 4 and w[-1] == "s" and w[-2:] not in ("ss", "us", "is") else w for w in found)


def as_list(value: Any) -> list[str]:
    return [] if value in (None, "") else list(value) if isinstance(value, list) else [value]


class Vocabulary:
    """Section 6: one section of the vocabulary files (substances, conditions or zones)."""

    def __init__(self, entries: dict[str, dict[str, Any]], of_substances: bool = False):
        self.entries = entries
        self.of_substances = of_substances
        self.by_words: dict[tuple[str, ...], str] = {}
        self.by_code: dict[tuple[str, str], str] = {}
        for name, entry in entries.items():
            for text in [name, entry.get("label", name), *as_list(entry.get("names"))]:
                self.by_words.setdefault(words(text), name)
        self.members: dict[str, list[str]] = {name: [] for name in entries}
        for name in entries:
            for above in self.closure(name, "is") - {name}:
                self.members[above].append(name)
        for name, entry in entries.items():
            for system, values in (entry.get("codes") or {}).items():
                for value in as_list(values):
                    self.by_code.setdefault((self.system(system), value), name)

    @staticmethod
    def system(text: str) -> str:
        return re.sub(r"[^a-z0-9]", "", text.lower())

    def get(self, name: str, key: str) -> list[str]:
        return as_list(self.entries[name].get(key))

    def closure(self, name: str, *keys: str) -> set[str]:
        """The name itself and everything that the keys lead to."""
        found, todo = set(), [name]
        while todo:
            at = todo.pop()
            if at not in found:
                found.add(at)
                todo += [other for key in keys for other in self.get(at, key)]
        return found

    def up(self, name: str) -> set[str]:
        return self.closure(name, "is", "contains")

    def parts(self, zone: str) -> set[str]:
        return self.closure(zone, "parts")

    def is_a(self, name: str, targets: set[str]) -> Kleene:
        """Sections 2 and 4: certain for the name, its classes and its ingredients, else what may be."""
        if self.up(name) & targets:
            return True
        options = self.get(name, "may_be")
        if options:
            return same(self.is_a(option, targets) for option in options)
        if any(self.may_mean(member, targets) for member in self.members[name]):
            return None
        return any_of(self.is_a(part, targets) for part in self.get(name, "contains"))

    def may_mean(self, member: str, targets: set[str]) -> bool:
        """A substance class may mean a member, and so its other classes; a condition's class only what is below it."""
        return self.is_a(member, targets) is not False if self.of_substances else member in targets

    def inherited(self, name: str, key: str) -> list[str]:
        """The entry's own value, or else those of its classes."""
        own = self.get(name, key)
        return own or [value for parent in self.get(name, "is") for value in self.inherited(parent, key)]

    def find(self, text: str) -> tuple[list[str], list[str]]:
        """What a text names, and the words left over."""
        tokens = words(text)
        if tokens in self.by_words:
            return [self.by_words[tokens]], []
        names: list[str] = []
        rest: list[str] = []
        at = 0
        while at < len(tokens):
            for end in range(len(tokens), at, -1):
                if tokens[at:end] in self.by_words:
                    name = self.by_words[tokens[at:end]]
                    names += [name] if name not in names else []
                    at = end
                    break
            else:
                if tokens[at] not in IGNORED and not tokens[at].isdigit():
                    rest.append(tokens[at])
                at += 1
        return names, rest


def same(values: Iterable[Kleene]) -> Kleene:
    """What alternatives agree on; unknown where they differ."""
    seen = set(values)
    return seen.pop() if len(seen) == 1 else None


# ---------------------------------------------------------------- section 4: the intake

class Object(dict):
    """A JSON object that remembers every value of a repeated key."""
    repeated: dict[str, list[Any]]


def read_pairs(pairs: list[tuple[str, Any]]) -> Object:
    result = Object(pairs)
    result.repeated = {}
    for key, _ in pairs:
        values = [value for other, value in pairs if other == key]
        if len(values) > 1:
            result.repeated[key] = values
    return result


@dataclass
class Problem:
    at: str
    severity: str
    message: str


@dataclass
class Entry:
    """One list entry, or the treatment; what is absent or in error is None."""
    at: str
    error: bool = False
    names: list[str] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    route: Optional[str] = None
    ongoing: Optional[bool] = None
    when: Optional[Moment] = None         # last_taken, or a session's date
    status: Optional[str] = None
    zones: Optional[list[str]] = None     # None: where it is, is not known at all
    zones_in_error: bool = False
    indication: Optional[list[str]] = None


@dataclass
class Intake:
    problems: list[Problem] = field(default_factory=list)
    today: Optional[int] = None           # a day number
    date: Optional[Moment] = None         # the treatment's, if usable
    treatment: Entry = field(default_factory=lambda: Entry("/treatment"))
    zones: list[tuple[str, str, bool]] = field(default_factory=list)  # pointer, id, surely read
    zones_in_error: bool = False
    medications: Optional[list[Entry]] = None
    conditions: Optional[list[Entry]] = None
    sessions: Optional[list[Entry]] = None

    @property
    def has_error(self) -> bool:
        return any(problem.severity == "error" for problem in self.problems)

    @property
    def error_count(self) -> int:
        return sum(problem.severity == "error" for problem in self.problems)


class Reader:
    """Reads one intake; every mistake goes to `problems`, what is in error counts as unknown."""

    def __init__(self, pack: "Pack"):
        self.pack = pack
        self.out = Intake()

    def problem(self, at: str, message: str, severity: str = "error") -> None:
        self.out.problems.append(Problem(at, severity, message))

    def check_keys(self, thing: dict[str, Any], at: str, known: Iterable[str]) -> None:
        known = {*known, "note"}
        for key in thing:
            if key not in known:
                self.problem(f"{at}/{key}", "unknown key", "warning")
        for key in getattr(thing, "repeated", {}):
            self.problem(f"{at}/{key}", "repeated key")

    @staticmethod
    def take(thing: dict[str, Any], key: str) -> Any:
        """The value; None where it is absent, null or repeated."""
        return None if key in getattr(thing, "repeated", {}) else thing.get(key)

    @staticmethod
    def is_repeated(thing: dict[str, Any], key: str) -> bool:
        return key in getattr(thing, "repeated", {})

    def value(self, thing: dict[str, Any], key: str, at: str, good: Callable[[Any], bool]) -> Any:
        found = self.take(thing, key)
        if found is not None and not good(found):
            self.problem(f"{at}/{key}", "wrong type or value")
            return None
        return found

    def read(self, thing: dict[str, Any]) -> Intake:
        self.check_keys(thing, "", ["id", "today", "treatment", "medications", "conditions", "sessions"])
        self.value(thing, "id", "", lambda v: isinstance(v, str))
        self.read_dates_and_treatment(thing)
        self.out.medications = self.read_list(thing, "medications", self.read_medication)
        self.out.conditions = self.read_list(thing, "conditions", self.read_condition)
        self.out.sessions = self.read_list(thing, "sessions", self.read_session)
        return self.out

    def read_dates_and_treatment(self, thing: dict[str, Any]) -> None:
        """Section 3: today and the treatment's date, each the other's default where absent."""
        today_text = self.take(thing, "today")
        today = parse_moment(today_text)
        if today_text is not None and (today is None or today.precision != "day"):
            self.problem("/today", "not a day")
            today = None
        treatment = self.take(thing, "treatment")
        broken = self.is_repeated(thing, "treatment")
        if treatment is not None and not isinstance(treatment, dict):
            self.problem("/treatment", "wrong type")
            broken, treatment = True, None
        treatment = treatment or {}
        date_text = self.take(treatment, "date")
        moment = parse_moment(date_text)
        if date_text is not None and (moment is None or moment.precision not in ("day", "minute")):
            self.problem("/treatment/date", "not a day or a minute")
            moment = None
        is_absent = date_text is None and not broken and not self.is_repeated(treatment, "date")
        if is_absent and today is not None:
            moment = today
        elif is_absent and today_text is None and not self.is_repeated(thing, "today"):
            self.problem("/treatment/date", "neither today nor a treatment date")
        if today is not None:
            self.out.today = today.first // DAY
        elif moment is not None:
            self.out.today = moment.first // DAY
        self.out.date = moment
        if moment and moment.first // DAY < self.out.today:
            self.problem("/treatment/date", "before today", "warning")
        self.check_keys(treatment, "/treatment", ["date", "zones", "indication", *self.pack.facts_of("treatment")])
        self.read_treatment(treatment)

    def read_treatment(self, thing: dict[str, Any]) -> None:
        self.read_facts(thing, self.out.treatment, "treatment")
        self.out.treatment.indication = self.read_indication(thing, "/treatment")
        zones = self.value(thing, "zones", "/treatment", lambda v: isinstance(v, list)) or []
        for index, text in enumerate(zones):
            at = f"/treatment/zones/{index}"
            before = self.out.error_count
            names = self.find(self.pack.zones, text, at)
            sure = self.out.error_count == before
            self.out.zones_in_error |= not sure
            if sure:  # what is read only in part may be any zone
                self.out.zones += [(at, name, sure) for name in names]

    def read_list(self, thing: dict[str, Any], key: str,
                  read: Callable[[dict[str, Any], Entry], None]) -> Optional[list[Entry]]:
        found = self.value(thing, key, "", lambda v: isinstance(v, list))
        if found is None:
            return None
        entries = []
        for index, item in enumerate(found):
            entry = Entry(f"/{key}/{index}")
            before = self.out.error_count
            if isinstance(item, dict):
                read(item, entry)
            else:
                self.problem(entry.at, "wrong type")
                if isinstance(item, str) and key != "sessions":  # every substance named still counts
                    read(Object({"name": item}), entry)
            entry.error = self.out.error_count > before
            entries.append(entry)
        return entries

    def read_medication(self, thing: dict[str, Any], entry: Entry) -> None:
        self.check_keys(thing, entry.at, ["name", "code", "route", "last_taken", "ongoing",
                                          *self.pack.facts_of("medication")])
        self.read_names(thing, entry, self.pack.substances)
        self.read_facts(thing, entry, "medication")
        entry.route = self.value(thing, "route", entry.at, lambda v: v in ROUTES)
        if entry.route and any(not self.pack.may_have_route(name, entry.route) for name in entry.names):
            self.problem(f"{entry.at}/route", "a route that the substance cannot have")
            entry.route = None
        entry.ongoing = self.value(thing, "ongoing", entry.at, lambda v: isinstance(v, bool))
        entry.when = self.read_moment(thing, "last_taken", entry.at, self.out.today, "today")
        if entry.when and self.out.today is not None:  # a partial value is cut at today
            end = min(entry.when.last, self.out.today * DAY + DAY - 1)
            entry.when = Moment(entry.when.first, end, entry.when.offset, entry.when.zone_text)

    def read_condition(self, thing: dict[str, Any], entry: Entry) -> None:
        self.check_keys(thing, entry.at, ["name", "code", "status", "zones", *self.pack.facts_of("condition")])
        self.read_names(thing, entry, self.pack.conditions)
        self.read_facts(thing, entry, "condition")
        entry.status = self.value(thing, "status", entry.at, lambda v: v in ("active", "remission", "resolved"))
        self.read_zones(thing, entry)

    def read_session(self, thing: dict[str, Any], entry: Entry) -> None:
        self.check_keys(thing, entry.at, ["date", "zones", "indication", *self.pack.facts_of("treatment")])
        self.read_facts(thing, entry, "treatment")
        limit = self.out.date.first // DAY if self.out.date else None
        entry.when = self.read_moment(thing, "date", entry.at, limit, "the treatment")
        entry.indication = self.read_indication(thing, entry.at)
        self.read_zones(thing, entry)

    def read_moment(self, thing: dict[str, Any], key: str, at: str, limit: Optional[int],
                    what: str) -> Optional[Moment]:
        text = self.take(thing, key)
        if text is None:
            return None
        moment = parse_moment(text)
        if moment is None:
            self.problem(f"{at}/{key}", "not a date")
        elif limit is not None and moment.first // DAY > limit:
            self.problem(f"{at}/{key}", f"after {what}")
            return None
        return moment

    def read_zones(self, thing: dict[str, Any], entry: Entry) -> None:
        """An empty `zones` counts as absent; one that cannot be read leaves the place open."""
        found = self.value(thing, "zones", entry.at, lambda v: isinstance(v, list))
        if not found:
            return
        before = self.out.error_count
        zones: list[str] = []
        for index, text in enumerate(found):
            zones += self.find(self.pack.zones, text, f"{entry.at}/zones/{index}")
        entry.zones_in_error = self.out.error_count > before
        entry.zones = zones or None

    def read_indication(self, thing: dict[str, Any], at: str) -> Optional[list[str]]:
        text = self.take(thing, "indication")
        if text is None:
            return None
        before = self.out.error_count
        names = self.find(self.pack.conditions, text, f"{at}/indication")
        return names if self.out.error_count == before else None

    def read_facts(self, thing: dict[str, Any], entry: Entry, of: str) -> None:
        for name in self.pack.facts_of(of):
            answer = self.pack.facts[name].get("answer", "text")
            entry.facts[name] = self.value(thing, name, entry.at, lambda v: is_answer(answer, v))

    def read_names(self, thing: dict[str, Any], entry: Entry, vocabulary: Vocabulary) -> None:
        """The name and the code: what both say counts; where they agree, the narrower of the two."""
        texts = getattr(thing, "repeated", {}).get("name", [thing.get("name")])
        named: list[str] = []
        for text in texts:
            if text is not None:
                named += self.find(vocabulary, text, f"{entry.at}/name")
        coded = self.read_code(thing, entry, vocabulary)
        if all(text is None for text in texts) and self.take(thing, "code") is None:
            self.problem(entry.at, "neither a name nor a code")
        entry.names = list(named)
        for code in getattr(thing, "repeated", {}).get("code", []):  # an error; what each stands for counts
            if isinstance(code, dict):
                key = (vocabulary.system(str(code.get("system", ""))), code.get("value"))
                found = vocabulary.by_code.get(key)
                entry.names += [found] if found and found not in entry.names else []
        if coded is None:
            return
        narrower = [name for name in named if coded in vocabulary.up(name)]
        wider = [name for name in named if name not in narrower
                 and (name in vocabulary.up(coded) or coded in vocabulary.closure(name, "may_be"))]
        agrees = narrower or wider or any(vocabulary.is_a(name, {coded}) is not False for name in named)
        if named and not agrees:
            self.problem(f"{entry.at}/code", "the code disagrees with the name")
        if not narrower:
            entry.names = [name for name in named if name not in wider] + [coded]

    def read_code(self, thing: dict[str, Any], entry: Entry, vocabulary: Vocabulary) -> Optional[str]:
        code = self.value(thing, "code", entry.at, lambda v: isinstance(v, dict))
        if code is None:
            return None
        at = f"{entry.at}/code"
        self.check_keys(code, at, ["system", "value"])
        system = self.value(code, "system", at, lambda v: isinstance(v, str))
        value = self.value(code, "value", at, lambda v: isinstance(v, str))
        found = vocabulary.by_code.get((vocabulary.system(system or ""), value or ""))
        if found is None:
            self.problem(at, "unknown code")
        return found

    def find(self, vocabulary: Vocabulary, text: Any, at: str) -> list[str]:
        if not isinstance(text, str):
            self.problem(at, "wrong type")
            return []
        names, rest = vocabulary.find(text)
        if rest or not names:
            self.problem(at, f"not understood: {' '.join(rest) or text!r}")
        return names


def number_range(text: Any) -> Optional[tuple[float, float]]:
    found = re.fullmatch(r"(-?\d+(?:\.\d+)?)\s*\.\.\s*(-?\d+(?:\.\d+)?)", text) if isinstance(text, str) else None
    return (float(found[1]), float(found[2])) if found else None


def is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def is_answer(answer: Any, value: Any) -> bool:
    """Section 6, `answer`: yes-no, a list of choices, a range of numbers, text."""
    if answer == "yes-no":
        return isinstance(value, bool)
    if isinstance(answer, list):
        return isinstance(value, str) and value in answer
    limits = number_range(answer)
    if limits:
        return is_number(value) and limits[0] <= value <= limits[1]
    return isinstance(value, str)


def answer_is(value: Any, wanted: str) -> bool:
    """Section 6, `when`: one value of a map."""
    if isinstance(value, bool):
        return wanted == ("yes" if value else "no")
    if not is_number(value):
        return value == wanted
    limits = number_range(wanted)
    if limits:
        return limits[0] <= value <= limits[1]
    found = re.fullmatch(r"(under|at least|over|at most)?\s*(-?\d+(?:\.\d+)?)", wanted)
    if not found:
        raise ValueError(f"not a number: {wanted!r}")
    limit = float(found[2])
    return {"under": value < limit, "at least": value >= limit, "over": value > limit,
            "at most": value <= limit, None: value == limit}[found[1]]


# ---------------------------------------------------------------- section 6: the pack

EFFECT_KINDS = ["exclude", "refer", "defer"]
SILENT_KINDS = ["course", "aftercare"]     # advice only
COVER_KINDS = ["accept", "recovery"]       # here only: they speak of a condition
COMMON_KEYS = {"when", "unless", "says", "note", "source", "reading"}
KIND_KEYS = {
    "washout": {"before", "after", "route", "while_taking", "ask_prescriber"},
    "exclude": {"status", "where", "route"}, "refer": {"status", "where", "route"},
    "defer": {"status", "where", "route"}, "interval": {"earlier", "either"},
    "course": set(), "aftercare": set(), "accept": set(), "recovery": {"for"},
}


@dataclass
class Rule:
    name: str
    order: int
    kind: str
    substances: set[str] = field(default_factory=set)
    conditions: set[str] = field(default_factory=set)
    zones: set[str] = field(default_factory=set)
    window: Optional[Window] = None
    count: int = 0
    keys: dict[str, Any] = field(default_factory=dict)

    @property
    def asks_first(self) -> bool:
        return self.keys.get("while_taking") == "refer"

    def effects(self) -> list[str]:
        if self.kind == "washout":
            return (["defer"] if self.window else []) + (["refer"] if self.asks_first else [])
        return {"interval": ["defer"], **{kind: [kind] for kind in EFFECT_KINDS}}.get(self.kind, [])


@dataclass
class Finding:
    rule: str
    order: int
    effect: str
    certainty: str
    fact: str
    until: Optional[int] = None

    @property
    def verdict(self) -> str:
        return {"avoidable": "conditional", "possible": "incomplete", "certain": self.effect}[self.certainty]


@dataclass
class Evaluation:
    """Everything found for one requested zone (or one that is not known)."""
    findings: list[Finding] = field(default_factory=list)
    free: list[Optional[int]] = field(default_factory=list)  # per time rule and entry: free from; None: no date

    def add(self, rule: Rule, effect: str, certainty: Optional[str], fact: str, until: Optional[int] = None) -> None:
        if certainty:
            self.findings.append(Finding(rule.name, rule.order, effect, certainty, fact, until))


def certainty_of(value: Kleene) -> Optional[str]:
    return {True: "certain", None: "possible", False: None}[value]


@dataclass
class Zone:
    """What is asked about: a zone that is treated, or an unknown one (name None)."""
    name: Optional[str]
    at: str = "/treatment/zones"
    sure: bool = True

    def known(self, value: Kleene) -> Kleene:
        return value if self.sure or value is False else None


class Pack:
    def __init__(self, data: dict[str, Any], vocabulary: dict[str, dict[str, Any]]):
        self.substances = Vocabulary(vocabulary.get("substances", {}), of_substances=True)
        self.conditions = Vocabulary(vocabulary.get("conditions", {}))
        self.zones = Vocabulary(vocabulary.get("zones", {}))
        self.facts: dict[str, dict[str, Any]] = data.get("facts") or {}
        self.rules = [self.read_rule(name, body, order)
                      for order, (name, body) in enumerate((data.get("rules") or {}).items())]
        self.uncovered = Rule("uncovered", len(self.rules), "refer")

    def facts_of(self, of: str) -> list[str]:
        return [name for name, fact in self.facts.items() if fact.get("of") == of]

    def read_rule(self, name: str, body: dict[str, Any], order: int) -> Rule:
        kinds = [kind for kind in KIND_KEYS if kind in body]
        if len(kinds) != 1:
            raise ValueError(f"rule {name}: one kind that this reference knows is needed")
        kind = kinds[0]
        odd = set(body) - COMMON_KEYS - KIND_KEYS[kind] - {kind}
        if odd:
            raise ValueError(f"rule {name}: keys outside this reference: {sorted(odd)}")
        rule = Rule(name, order, kind, keys=body)
        if kind == "interval":
            rule.window = parse_window(body[kind])
            rule.count = rule.window.low
        elif kind not in SILENT_KINDS:
            self.read_targets(rule, as_list(body[kind]))
        if "before" in body:
            rule.window = parse_window(body["before"])
            rule.count = rule.window.high
        for key in ("when", "unless", "earlier", "either"):
            self.check_map(name, body.get(key, {}))
        return rule

    def read_targets(self, rule: Rule, targets: list[str]) -> None:
        for target in targets:
            if target in self.substances.entries:
                rule.substances.add(target)
            elif target in self.conditions.entries:
                rule.conditions.add(target)
            elif target in self.zones.entries:
                rule.zones.add(target)
            else:
                raise ValueError(f"rule {rule.name}: unknown name {target}")

    def check_map(self, name: str, conditions: Any) -> None:
        for key in conditions if isinstance(conditions, dict) else [f"text {conditions!r}"]:
            fact_of = self.facts.get(key, {}).get("of")
            if key not in ("condition", "medication", "zone", "indication") \
                    and fact_of not in ("treatment", "condition", "medication"):
                raise ValueError(f"rule {name}: outside this reference: {key}")

    # ------------------------------------------------------------ routes (section 4)

    def allowed_routes(self, name: str) -> list[str]:
        """Declared of the entry itself; empty where the vocabulary does not say."""
        return self.substances.get(name, "routes")

    def may_have_route(self, name: str, route: str) -> bool:
        own = self.allowed_routes(name)
        inner = self.substances.get(name, "contains") + self.substances.get(name, "may_be")
        if own or not inner:
            return route in own or not own
        return any(self.may_have_route(part, route) for part in inner)

    def route_is(self, wanted: list[str], given: Optional[str], allowed: list[str]) -> Kleene:
        if not wanted:
            return True
        if given:
            return given in wanted
        return same(route in wanted for route in allowed) if allowed else None

    def takes(self, name: str, rule: Rule, given: Optional[str], allowed: list[str]) -> tuple[Kleene, Kleene]:
        """Is it a substance of the rule, and by the rule's route? The first is false where the second is."""
        allowed = allowed or self.allowed_routes(name)  # a product's own routes are those of what it contains
        vocabulary = self.substances
        options = vocabulary.get(name, "may_be")
        if vocabulary.closure(name, "is") & rule.substances:
            found: Kleene = True
        elif options:
            pairs = [self.takes(option, rule, given, allowed) for option in options]
            route: Kleene = None if any(by is None for is_it, by in pairs if is_it is not False) else True
            return same(is_it for is_it, _ in pairs), route
        elif vocabulary.get(name, "contains"):
            pairs = [self.takes(part, rule, given, allowed) for part in vocabulary.get(name, "contains")]
            hits = [pair for pair in pairs if pair[0] is not False]
            return max(hits, key=lambda pair: (pair[0] is True, pair[1] is True), default=(False, False))
        else:
            found = vocabulary.is_a(name, rule.substances)
        by = self.route_is(as_list(rule.keys.get("route")), given, allowed)
        return (False if by is False else found), by

    # ------------------------------------------------------------ when and unless (sections 2, 6)

    def applies(self, rule: Rule, intake: Intake, entry: Optional[Entry], zone: Zone) -> Kleene:
        """`when` by Kleene's tables; an `unless` that is not known to be true does not lift."""
        when = self.map_holds(rule.keys.get("when", {}), intake, entry, intake.treatment, zone)
        unless = rule.keys.get("unless")
        lifted = bool(unless) and self.map_holds(unless, intake, entry, intake.treatment, zone) is True
        return False if lifted else when

    def map_holds(self, wanted: dict[str, Any], intake: Intake, entry: Optional[Entry],
                  treatment: Entry, zone: Optional[Zone]) -> Kleene:
        """All keys must hold. `zone` None: those of `treatment`, an earlier session, are meant."""
        return all_of(self.key_holds(key, as_list(value), intake, entry, treatment, zone)
                      for key, value in wanted.items())

    def key_holds(self, key: str, wanted: list[str], intake: Intake, entry: Optional[Entry],
                  treatment: Entry, zone: Optional[Zone]) -> Kleene:
        if key == "indication":
            return self.named(treatment.indication, set(wanted))
        if key == "zone":
            return self.zone_is(wanted, treatment, zone)
        if key == "condition":
            return self.has(intake.conditions, self.conditions, set(wanted))
        if key == "medication":
            return self.has(intake.medications, self.substances, set(wanted))
        holder = treatment if self.facts[key].get("of") == "treatment" else entry
        value = holder.facts.get(key) if holder else None
        return None if value is None else any(answer_is(value, text) for text in wanted)

    def named(self, names: Optional[list[str]], wanted: set[str]) -> Kleene:
        return None if names is None else any_of(self.conditions.is_a(name, wanted) for name in names)

    def has(self, entries: Optional[list[Entry]], vocabulary: Vocabulary, wanted: set[str]) -> Kleene:
        """Some entry, not resolved, is one of these; an entry in error may be."""
        if entries is None:
            return None
        open_entries = [entry for entry in entries if entry.status != "resolved"]
        return any_of(None if entry.error else any_of(vocabulary.is_a(name, wanted) for name in entry.names)
                      for entry in open_entries)

    def zone_is(self, wanted: list[str], treatment: Entry, zone: Optional[Zone]) -> Kleene:
        """Certain inside of one of these, unknown where it only overlaps."""
        if zone is None:
            found = any_of(self.inside(name, wanted) for name in treatment.zones or [])
            return None if found is False and (treatment.zones is None or treatment.zones_in_error) else found
        return None if zone.name is None else zone.known(self.inside(zone.name, wanted))

    def inside(self, zone: str, wanted: list[str]) -> Kleene:
        areas = [self.zones.parts(name) for name in wanted]
        if any(zone in area for area in areas):
            return True
        return None if any(self.zones.parts(zone) & area for area in areas) else False

    # ------------------------------------------------------------ zones (section 2)

    def left_out(self, zone: Zone, intake: Intake) -> set[str]:
        """The parts of a requested zone that an `exclude` of a zone takes out of it."""
        inner = self.zones.parts(zone.name)
        result: set[str] = set()
        for rule in self.rules:
            for target in rule.zones if rule.kind == "exclude" else ():
                area = self.zones.parts(target)
                if zone.name not in area:
                    result |= {part for part in inner & area
                               if self.applies(rule, intake, None, Zone(part)) is True}
        return result

    def overlaps(self, places: Iterable[str], zone: Zone, intake: Intake) -> bool:
        treated = self.zones.parts(zone.name) - self.left_out(zone, intake)
        return any(self.zones.parts(place) & treated for place in places)

    def at_place(self, rule: Rule, entry: Entry, name: str, zone: Zone, intake: Intake) -> Kleene:
        """Zone-scoped rules: is the condition where the treatment is?"""
        if rule.keys.get("where", "anywhere") != "treated":
            return True
        if zone.name is None:
            return None
        places = entry.zones or self.conditions.inherited(name, "usual_zones")
        if self.overlaps(places, zone, intake):
            return zone.known(True)
        return None if entry.zones is None or entry.zones_in_error else False

    # ------------------------------------------------------------ the rules (sections 2, 3, 6)

    def evaluate(self, intake: Intake, zone: Zone) -> Evaluation:
        out = Evaluation()
        for rule in self.rules:
            if rule.kind == "washout":
                self.washout(rule, intake, zone, out)
            elif rule.kind == "interval":
                self.interval(rule, intake, zone, out)
            elif rule.kind in EFFECT_KINDS:
                self.substance_rule(rule, intake, zone, out)
                self.condition_rule(rule, intake, zone, out)
                self.zone_rule(rule, intake, zone, out)
        self.find_uncovered(intake, out)
        return out

    def washout(self, rule: Rule, intake: Intake, zone: Zone, out: Evaluation) -> None:
        if intake.medications is None:
            if self.applies(rule, intake, None, zone) is not False:
                for effect in rule.effects():
                    out.add(rule, effect, "possible", "/medications")
                out.free += [None] if rule.window else []
            return
        for entry in intake.medications:
            applies = self.applies(rule, intake, entry, zone)
            for name in entry.names:
                is_it, by_route = self.takes(name, rule, entry.route, [])
                if is_it is not False and applies is not False:
                    sure = is_it is True and applies is True and not entry.error
                    self.washout_of(rule, intake, entry, sure, by_route is True, out)

    def washout_of(self, rule: Rule, intake: Intake, entry: Entry, sure: bool, by_route: bool,
                   out: Evaluation) -> None:
        """One entry that the rule matches, surely or perhaps."""
        if rule.asks_first and entry.ongoing is True:
            out.add(rule, "refer", "certain" if sure and by_route else "possible", entry.at)
            return
        if rule.asks_first and entry.ongoing is None:
            out.add(rule, "refer", "possible", entry.at)
        if rule.window is None:
            return
        last = self.last_use(entry, intake)
        if last is None:
            out.add(rule, "defer", "possible", entry.at)
            out.free.append(None)
            return
        found = violation(last, rule.window, rule.count, intake.date)
        certainty = certainty_of(found.holds)
        if entry.ongoing is True and intake.date is not None:
            certainty = "avoidable" if found.holds is False else "certain"
        # Stopping in time cures it whatever was meant; an entry in error may be something else altogether.
        if certainty and (entry.error or (certainty == "certain" and not (sure and by_route))):
            certainty = "possible"
        out.add(rule, "defer", certainty, entry.at, None if entry.error else found.until)
        out.free.append(found.until)

    @staticmethod
    def last_use(entry: Entry, intake: Intake) -> Optional[Moment]:
        """Section 3: when it was last used; None where nothing says so."""
        if entry.ongoing is not True and entry.when is not None:
            return entry.when
        if entry.ongoing is None or intake.today is None:
            return None
        end = intake.today * DAY + DAY - 1
        return Moment(end if entry.ongoing else None, end)

    def interval(self, rule: Rule, intake: Intake, zone: Zone, out: Evaluation) -> None:
        if intake.sessions is None:
            if all_of([self.session_counts(rule, intake, None, zone), self.applies(rule, intake, None, zone)]) is not False:
                out.add(rule, "defer", "possible", "/sessions")
                out.free.append(None)
            return
        for entry in intake.sessions:
            counts = all_of([self.session_counts(rule, intake, entry, zone), self.applies(rule, intake, None, zone)])
            if counts is False:
                continue
            if entry.when is None:
                out.add(rule, "defer", "possible", entry.at)
                out.free.append(None)
                continue
            found = violation(entry.when, rule.window, rule.count, intake.date)
            value = all_of([counts, found.holds, None if entry.error else True])
            out.add(rule, "defer", certainty_of(value), entry.at, None if entry.error else found.until)
            out.free.append(found.until)

    def session_counts(self, rule: Rule, intake: Intake, session: Optional[Entry], zone: Zone) -> Kleene:
        """`earlier`: that session has it; `either`: that one or the planned one."""
        wanted = rule.keys.get("earlier") or rule.keys.get("either")
        if not wanted:
            return True
        had = None if session is None else self.map_holds(wanted, intake, None, session, None)
        if "earlier" in rule.keys:
            return had
        return any_of([had, self.map_holds(wanted, intake, None, intake.treatment, zone)])

    def substance_rule(self, rule: Rule, intake: Intake, zone: Zone, out: Evaluation) -> None:
        if not rule.substances:
            return
        if intake.medications is None:
            applies = self.applies(rule, intake, None, zone)
            out.add(rule, rule.kind, certainty_of(all_of([None, applies])), "/medications")
        for entry in intake.medications or []:
            found = any_of(all_of(self.takes(name, rule, entry.route, [])) for name in entry.names)
            value = all_of([found, self.applies(rule, intake, entry, zone), None if entry.error else True])
            out.add(rule, rule.kind, certainty_of(value), entry.at)

    def condition_rule(self, rule: Rule, intake: Intake, zone: Zone, out: Evaluation) -> None:
        if not rule.conditions:
            return
        if intake.conditions is None:
            applies = self.applies(rule, intake, None, zone)
            out.add(rule, rule.kind, certainty_of(all_of([None, applies])), "/conditions")
        for entry in intake.conditions or []:
            found = any_of(all_of([self.conditions.is_a(name, rule.conditions),
                                   self.at_place(rule, entry, name, zone, intake)]) for name in entry.names)
            value = all_of([found, self.has_status(rule, entry), self.applies(rule, intake, entry, zone),
                            None if entry.error else True])
            out.add(rule, rule.kind, certainty_of(value), entry.at)

    @staticmethod
    def has_status(rule: Rule, entry: Entry) -> Kleene:
        wanted = rule.keys.get("status")
        if wanted == "any":
            return True
        if wanted == "active":
            return None if entry.status is None else entry.status == "active"
        return entry.status != "resolved"

    def zone_rule(self, rule: Rule, intake: Intake, zone: Zone, out: Evaluation) -> None:
        """`exclude` leaves a containing zone treated without its part; `refer`, `defer`: any overlap."""
        if not rule.zones:
            return
        found: Kleene = None
        if zone.name is not None:
            found = any(zone.name in self.zones.parts(target) if rule.kind == "exclude"
                        else bool(self.zones.parts(zone.name) & self.zones.parts(target)) for target in rule.zones)
        value = all_of([zone.known(found), self.applies(rule, intake, None, zone)])
        out.add(rule, rule.kind, certainty_of(value), zone.at)

    def find_uncovered(self, intake: Intake, out: Evaluation) -> None:
        """Section 2: the pack's silence is no clearance."""
        if intake.conditions is None:
            out.add(self.uncovered, "refer", "possible", "/conditions")
        for entry in intake.conditions or []:
            value = all_of([any_of(self.is_uncovered(name) for name in entry.names),
                            entry.status != "resolved", None if entry.error else True])
            out.add(self.uncovered, "refer", certainty_of(value), entry.at)

    def is_uncovered(self, name: str) -> Kleene:
        options = self.conditions.get(name, "may_be")
        if options:
            return same(self.is_uncovered(option) for option in options)
        spoken = {target for rule in self.rules for target in rule.conditions}
        is_harmless = "yes" in self.conditions.inherited(name, "harmless")
        return not is_harmless and not self.conditions.up(name) & spoken

    # ------------------------------------------------------------ the decision (sections 1, 5)

    def worst_of_kind(self, kind: str) -> str:
        """What an entry in error may hide: the worst effect of any rule of its kind."""
        effects = ["refer"] if kind == "conditions" else []
        for rule in self.rules:
            if rule.kind == "interval" if kind == "sessions" else getattr(rule, kind):
                effects += rule.effects()
        return worst(effects)

    def decide_read(self, intake: Intake) -> dict[str, Any]:
        asked = [Zone(name, at, sure) for at, name, sure in intake.zones]
        if not asked or intake.zones_in_error:
            asked.append(Zone(None))
        evaluations = [self.evaluate(intake, zone) for zone in asked]
        findings = merged(evaluations)
        floor = "incomplete" if intake.has_error else "clear"
        verdict = worst([floor, *(found.verdict for found in findings)])
        hidden = [found.effect for found in findings if found.certainty == "possible"]
        broken = {kind: any(entry.error for entry in entries or []) for kind, entries in (
            ("substances", intake.medications), ("conditions", intake.conditions), ("sessions", intake.sessions))}
        broken["zones"] = intake.zones_in_error
        hidden += [self.worst_of_kind(kind) for kind, is_broken in broken.items() if is_broken]
        no_date = broken["substances"] or broken["sessions"]
        return {
            "verdict": verdict,
            "worst_possible": worst([verdict, *hidden]),
            "earliest": None if no_date else self.earliest(intake, findings, evaluations),
            "findings": [self.write_finding(found, intake) for found in findings],
            "zones": self.zone_verdicts(intake, asked, floor),
            "error": intake.has_error,
        }

    def earliest(self, intake: Intake, findings: list[Finding], evaluations: list[Evaluation]) -> Optional[str]:
        """Section 3. Every matched time rule has its say, also one that is free on the asked date."""
        timed = {rule.name for rule in self.rules if rule.kind in ("washout", "interval")}
        free = [minute for evaluation in evaluations for minute in evaluation.free]
        blocked = any(found.certainty == "certain" and not (found.effect == "defer" and found.rule in timed)
                      for found in findings)
        if blocked or intake.today is None or None in free:
            return None
        return write_minute(max([intake.today * DAY, *free]), intake.date)

    def zone_verdicts(self, intake: Intake, asked: list[Zone], floor: str) -> dict[str, str]:
        result: dict[str, str] = {}
        for zone in asked:
            for part in [] if zone.name is None else self.in_order(zone.name):
                found = self.evaluate(intake, Zone(part, zone.at, zone.sure)).findings
                verdict = worst([floor, *(one.verdict for one in found)])
                result[part] = worst([verdict, result.get(part, "clear")])
        return result

    def in_order(self, zone: str) -> list[str]:
        return list(dict.fromkeys([zone, *(p for part in self.zones.get(zone, "parts") for p in self.in_order(part))]))

    @staticmethod
    def write_finding(found: Finding, intake: Intake) -> dict[str, str]:
        result = {"rule": found.rule, "effect": found.effect, "certainty": found.certainty, "fact": found.fact}
        if found.until is not None:
            result["until"] = write_minute(found.until, intake.date)
        return result

    def read(self, intake: dict[str, Any]) -> Intake:
        return Reader(self).read(intake)

    def decide(self, intake: dict[str, Any]) -> dict[str, Any]:
        return self.decide_read(self.read(intake))


def merged(evaluations: list[Evaluation]) -> list[Finding]:
    """Once per rule, entry and effect, with the worst certainty and the latest date; in section 5's order."""
    best: dict[tuple[str, str, str], Finding] = {}
    for found in (one for evaluation in evaluations for one in evaluation.findings):
        key = (found.rule, found.effect, found.fact)
        rank = (CERTAINTIES.index(found.certainty), found.until or 0)
        if key not in best or rank > (CERTAINTIES.index(best[key].certainty), best[key].until or 0):
            best[key] = found
    lists = ["/medications", "/conditions", "/sessions", "/treatment"]

    def place(found: Finding) -> tuple[int, int]:
        kind = next(n for n, start in enumerate(lists) if found.fact.startswith(start))
        last = found.fact.rsplit("/", 1)[1]
        return kind, int(last) if last.isdigit() else -1

    return sorted(best.values(), key=lambda f: (-VERDICTS.index(f.verdict), -VERDICTS.index(f.effect),
                                                f.order, place(f)))


# ---------------------------------------------------------------- files and the command line

def read_yaml(path: Path) -> dict[str, Any]:
    """Every scalar a string: it is read by what its key expects (section 6)."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) or {}


def load(path: str | Path) -> Pack:
    path = Path(path)
    data = read_yaml(path)
    vocabulary: dict[str, dict[str, Any]] = {}
    for name in as_list(data.get("vocabulary")):
        for section, entries in read_yaml(path.parent / name).items():
            vocabulary.setdefault(section, {}).update({key: value or {} for key, value in entries.items()})
    return Pack(data, vocabulary)


def refuse_constant(text: str) -> None:
    raise ValueError(f"{text} is not JSON")


def decide_line(pack: Pack, line: bytes, number: int) -> dict[str, Any]:
    """Section 4: only what is no JSON object, or exceeds a limit, gives an error record."""
    if len(line) > 1 << 20:
        return {"error": "more than 1 MiB", "line": number}
    try:
        thing = json.loads(line.decode("utf-8"), object_pairs_hook=read_pairs, parse_constant=refuse_constant)
    except (ValueError, RecursionError) as reason:
        return {"error": str(reason), "line": number}
    if not isinstance(thing, dict):
        return {"error": "not an object", "line": number}
    if any(isinstance(value, list) and len(value) > 10_000 for value in thing.values()):
        return {"error": "more than 10000 entries", "line": number}
    return pack.decide(thing)


def main(arguments: list[str]) -> int:
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    pack = load(arguments[0])
    lines = sys.stdin.buffer if arguments[1] == "-" else open(arguments[1], "rb")
    for number, line in enumerate(lines, 1):
        if line.strip():
            print(json.dumps(decide_line(pack, line.rstrip(b"\r\n"), number), ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
