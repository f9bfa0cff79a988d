"""Section 4: one intake, as read. Every mistake is a problem, and what is in error counts as unknown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Callable, Iterable, Optional

from civil_time import DAY, Moment, parse_moment
from facts import read_answer
from vocabulary import Vocabulary

if TYPE_CHECKING:
    from rules import Pack

ROUTES = ["oral", "topical", "injected", "ophthalmic", "inhaled"]
LISTS = {"medications": "medication", "conditions": "condition", "sessions": "session", "events": "event"}


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
    """One list entry, the treatment, or the patient's answers; what is absent or in error is None."""
    at: str
    kind: str = "treatment"
    error: bool = False
    names: list[str] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    wrong_facts: set[str] = field(default_factory=set)
    route: Optional[str] = None
    ongoing: Optional[bool] = None
    when: Optional[Moment] = None         # last_taken, or the date of a session or an event
    begin: Optional[Moment] = None        # started, or since
    end: Optional[Moment] = None          # ended
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
    answers: Entry = field(default_factory=lambda: Entry("/answers", "patient"))
    zones: list[tuple[str, str, bool]] = field(default_factory=list)  # pointer, id, surely read
    zones_in_error: bool = False
    medications: Optional[list[Entry]] = None
    conditions: Optional[list[Entry]] = None
    sessions: Optional[list[Entry]] = None
    events: Optional[list[Entry]] = None

    @property
    def has_error(self) -> bool:
        return any(problem.severity == "error" for problem in self.problems)

    @property
    def error_count(self) -> int:
        return sum(problem.severity == "error" for problem in self.problems)


class Reader:
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
        read_keys = {"events": self.pack.reads("events"), "answers": bool(self.pack.facts_of("patient"))}
        self.check_keys(thing, "", ["id", "today", "treatment", "medications", "conditions", "sessions",
                                    *(key for key, is_read in read_keys.items() if is_read)])
        self.value(thing, "id", "", lambda v: isinstance(v, str))
        self.read_dates_and_treatment(thing)
        if read_keys["answers"]:
            answers = self.value(thing, "answers", "", lambda v: isinstance(v, dict)) or {}
            self.check_keys(answers, "/answers", self.pack.facts_of("patient"))
            self.read_facts(answers, self.out.answers, "patient")
        self.out.medications = self.read_list(thing, "medications", self.read_medication)
        self.out.conditions = self.read_list(thing, "conditions", self.read_condition)
        self.out.sessions = self.read_list(thing, "sessions", self.read_session)
        if read_keys["events"]:
            self.out.events = self.read_list(thing, "events", self.read_event)
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
            entry = Entry(f"/{key}/{index}", LISTS[key])
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
                                          *self.keys_read("started"), *self.pack.facts_of("medication")])
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
            entry.when = Moment(entry.when.first, end, entry.when.offset, entry.when.zone_text, entry.when.precision)
        if self.keys_read("started"):
            entry.begin = self.read_moment(thing, "started", entry.at, None, "")

    def keys_read(self, *keys: str) -> list[str]:
        return [key for key in keys if self.pack.reads(key)]

    def read_condition(self, thing: dict[str, Any], entry: Entry) -> None:
        self.check_keys(thing, entry.at, ["name", "code", "status", "zones", *self.keys_read("since", "ended"),
                                          *self.pack.facts_of("condition")])
        self.read_names(thing, entry, self.pack.conditions)
        self.read_facts(thing, entry, "condition")
        entry.status = self.value(thing, "status", entry.at, lambda v: v in ("active", "remission", "resolved"))
        if self.keys_read("since"):
            entry.begin = self.read_moment(thing, "since", entry.at, None, "")
        if self.keys_read("ended"):
            entry.end = self.read_moment(thing, "ended", entry.at, None, "")
            is_over = entry.end and self.out.today is not None and entry.end.last // DAY <= self.out.today
            if entry.status == "active" and is_over:
                self.problem(f"{entry.at}/ended", "active, and ended")
        self.read_zones(thing, entry)

    def read_session(self, thing: dict[str, Any], entry: Entry) -> None:
        self.check_keys(thing, entry.at, ["date", "zones", "indication", *self.pack.facts_of("treatment")])
        self.read_facts(thing, entry, "treatment")
        limit = self.out.date.first // DAY if self.out.date else None
        entry.when = self.read_moment(thing, "date", entry.at, limit, "the treatment")
        entry.indication = self.read_indication(thing, entry.at)
        self.read_zones(thing, entry)

    def read_event(self, thing: dict[str, Any], entry: Entry) -> None:
        self.check_keys(thing, entry.at, ["name", "code", "date", "zones", *self.pack.facts_of("event")])
        self.read_names(thing, entry, self.pack.events)
        self.read_facts(thing, entry, "event")
        entry.when = self.read_moment(thing, "date", entry.at, None, "")
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
            value = self.take(thing, name)
            if self.is_repeated(thing, name):
                entry.wrong_facts.add(name)
            if value is None:
                continue
            entry.facts[name] = read_answer(self.pack.facts[name].get("answer", "text"), value)
            if entry.facts[name] is None:
                self.problem(f"{entry.at}/{name}", "no answer to this question")
                entry.wrong_facts.add(name)

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
        agrees = narrower or wider or any(vocabulary.is_a(name, frozenset({coded})) is not False for name in named)
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
