"""`when` and `unless`: one patient on one treatment date, asked by a map or by an expression."""

from __future__ import annotations

from typing import Any, Iterable, Optional

import expressions
from civil_time import DAY, Moment, is_after, whole_day
from facts import matches
from intake import Entry, Intake
from logic import Kleene, all_of, any_of, as_list, negate
from rules import Pack, Rule
from vocabulary import Vocabulary


class Treatment:
    """What `treatment` stands for in an expression."""


class Asked:
    """`treatment.zones`: only asked whether they hold one."""

    def __init__(self, situation: "Situation"):
        self.situation = situation

    def includes(self, zone: str) -> Kleene:
        return self.situation.zone_is([zone])


class Purpose:
    """`treatment.indication`: only asked whether it is one."""

    def __init__(self, situation: "Situation"):
        self.situation = situation

    def means(self, name: str) -> Kleene:
        return self.situation.indication_is([name])


class Situation:
    def __init__(self, pack: Pack, intake: Intake, date: Optional[Moment]):
        self.pack, self.intake, self.date = pack, intake, date

    def on(self, date: Moment) -> "Situation":
        return Situation(self.pack, self.intake, date)

    # ------------------------------------------------------------ rules

    def applies(self, rule: Rule, entry: Optional[Entry]) -> Kleene:
        """`when` by Kleene's tables; an `unless` that is not known to be true does not lift."""
        if rule.unless and self.holds(rule.unless, entry) is True:
            return False
        return self.holds(rule.when, entry) if rule.when else True

    def holds(self, test: Any, entry: Optional[Entry]) -> Kleene:
        if isinstance(test, dict):
            return self.map_holds(test, entry)
        return expressions.run(test, Names(self, entry))

    def map_holds(self, wanted: dict[str, Any], entry: Optional[Entry]) -> Kleene:
        """All keys must hold."""
        return all_of(self.key_holds(key, value, entry) for key, value in wanted.items())

    def key_holds(self, key: str, value: Any, entry: Optional[Entry]) -> Kleene:
        wanted = as_list(value)
        if key == "indication":
            return self.indication_is(wanted)
        if key == "zone":
            return self.zone_is(wanted)
        if key == "condition":
            return self.has_condition(wanted)
        if key == "medication":
            return self.uses(wanted)
        if key == "event":
            return self.has_event(wanted)
        return matches(self.pack.facts[key].get("answer", "text"), self.fact(key, entry), wanted, self.date)

    # ------------------------------------------------------------ facts

    def fact(self, name: str, entry: Optional[Entry]) -> Any:
        """Of the entry that the rule looks at, else of the treatment, else of the patient."""
        of = self.pack.of_fact(name)
        if of == "patient":
            holder: Optional[Entry] = self.intake.answers
        elif of == "treatment":
            holder = self.intake.treatment
        else:
            holder = entry if entry and entry.kind == of else None
        if holder is None:
            return None
        value = None if name in holder.wrong_facts else holder.facts.get(name)
        if value is None and name in self.pack.sources:
            value = expressions.answer_of(expressions.run(self.pack.sources[name], Names(self, None)))
        return value

    def session_has(self, rule: Rule, session: Optional[Entry]) -> Kleene:
        """`earlier`: that session has it; `either`: that one or the planned one."""
        wanted = rule.keys.get("earlier") or rule.keys.get("either")
        if not wanted:
            return True
        had = None if session is None else self.treatment_has(wanted, session)
        return had if "earlier" in rule.keys else any_of([had, self.treatment_has(wanted, self.intake.treatment)])

    def treatment_has(self, wanted: dict[str, Any], treatment: Entry) -> Kleene:
        return all_of(matches(self.pack.facts[key].get("answer", "text"), treatment.facts.get(key), value, self.date)
                      for key, value in wanted.items())

    # ------------------------------------------------------------ lists

    def indication_is(self, wanted: list[str]) -> Kleene:
        names = self.intake.treatment.indication
        return None if names is None else any_of(self.pack.conditions.is_a(name, frozenset(wanted)) for name in names)

    def zone_is(self, wanted: list[str]) -> Kleene:
        """A requested zone overlaps one of these."""
        zones = self.pack.zones
        found = any(zones.parts(name) & zones.parts(target)
                    for _, name, _ in self.intake.zones for target in wanted)
        return True if found else None if self.intake.zones_in_error or not self.intake.zones else False

    def is_one(self, entry: Entry, vocabulary: Vocabulary, wanted: Iterable[str]) -> Kleene:
        if entry.error:  # it may be anything
            return None
        return any_of(vocabulary.is_a(name, frozenset(wanted)) for name in entry.names)

    def uses(self, wanted: list[str]) -> Kleene:
        entries = self.intake.medications
        return None if entries is None else any_of(self.is_one(one, self.pack.substances, wanted) for one in entries)

    def has_condition(self, wanted: list[str], status: Optional[str] = None) -> Kleene:
        if self.intake.conditions is None:
            return None
        return any_of(None if one.error else all_of([self.is_one(one, self.pack.conditions, wanted),
                                                     self.has_status(one, status)])
                      for one in self.intake.conditions)

    @staticmethod
    def has_status(entry: Entry, status: Optional[str]) -> Kleene:
        """Without a wanted one: not resolved."""
        if status is None:
            return entry.status != "resolved"
        return None if entry.status is None else entry.status == status

    def has_event(self, wanted: list[str]) -> Kleene:
        """One that is dated not after the treatment's day."""
        if self.intake.events is None:
            return None
        return any_of(None if one.error else all_of([self.is_one(one, self.pack.events, wanted),
                                                     negate(is_after(one.when, self.date))])
                      for one in self.intake.events)

    # ------------------------------------------------------------ last uses (section 3)

    def last_use(self, entry: Entry) -> Optional[Moment]:
        """When a medicine was last used; None where nothing says so."""
        if entry.ongoing is not True and entry.when is not None:
            return entry.when
        if entry.ongoing is None or self.intake.today is None:
            return None
        end = self.intake.today * DAY + DAY - 1
        return Moment(end if entry.ongoing else None, end)


class Names:
    """What an expression's names and functions stand for."""

    def __init__(self, situation: Situation, entry: Optional[Entry]):
        self.situation, self.entry = situation, entry

    def name(self, name: str) -> Any:
        intake = self.situation.intake
        if name == "today":
            return None if intake.today is None else whole_day(intake.today)
        if name == "treatment":
            return Treatment()
        if name in ("medications", "conditions", "sessions", "events"):
            return getattr(intake, name)
        return self.situation.fact(name, self.entry)

    def member(self, value: Any, name: str) -> Any:
        situation = self.situation
        if isinstance(value, Treatment):
            special = {"date": situation.date, "zones": Asked(situation), "indication": Purpose(situation)}
            return special[name] if name in special else situation.fact(name, None)
        if name == "last_taken":
            return situation.last_use(value)
        if name == "ongoing" and value.ongoing is None and value.when is not None:
            return False  # section 3: a last use is read as the last
        own = {"started": "begin", "since": "begin", "ended": "end", "date": "when", "ongoing": "ongoing",
               "route": "route", "status": "status"}
        return getattr(value, own[name]) if name in own else value.facts.get(name)

    def method(self, value: Entry, name: str, arguments: list[Any]) -> Kleene:
        if name != "is":
            raise ValueError(f"unknown function {name}")
        vocabulary = {"medication": self.situation.pack.substances, "condition": self.situation.pack.conditions,
                      "event": self.situation.pack.events}[value.kind]
        return self.situation.is_one(value, vocabulary, arguments)

    def call(self, name: str, arguments: list[Any]) -> Any:
        if name == "uses":
            return self.situation.uses(arguments)
        if name == "has_event":
            return self.situation.has_event(arguments)
        if name == "has_condition":
            return self.situation.has_condition(arguments[:1], *arguments[1:])
        raise ValueError(f"unknown function {name}")
