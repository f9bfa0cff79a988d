"""Section 6: a pack and its rules, as an author wrote them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Optional

import expression_text
from civil_time import Window, parse_window
from logic import Kleene, all_of, any_of, as_list, negate, same
from facts import is_age
from vocabulary import Vocabulary

EFFECT_KINDS = ["exclude", "refer", "defer"]
COMMON_KEYS = {"when", "unless", "except", "says", "note", "source", "reading"}
KIND_KEYS = {
    "washout": {"before", "after", "route", "where", "while_taking", "ask_prescriber"},
    "exclude": {"status", "where", "route"}, "refer": {"status", "where", "route"},
    "defer": {"status", "where", "route", "for"}, "require": {"before", "valid", "else", "route"},
    "accept": set(), "interval": {"earlier", "either"}, "course": set(), "aftercare": set(), "recovery": {"for"},
}
MAP_KEYS = ("condition", "medication", "event", "zone", "indication")


@dataclass
class Rule:
    name: str
    order: int
    kind: str
    substances: frozenset[str] = frozenset()
    conditions: frozenset[str] = frozenset()
    zones: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    of_patient: bool = False
    targets: list[str] = field(default_factory=list)
    window: Optional[Window] = None    # `before`, or the interval
    count: int = 0
    after: Optional[Window] = None
    lasts: Optional[Window] = None     # `for`
    valid: Optional[Window] = None
    left_out: frozenset[str] = frozenset()
    windows_of: dict[str, Window] = field(default_factory=dict)
    when: Any = None                   # a map, or a text as read
    unless: Any = None
    keys: dict[str, Any] = field(default_factory=dict)

    @property
    def asks_first(self) -> bool:
        return self.keys.get("while_taking") == "refer"

    @property
    def asks_prescriber(self) -> bool:
        return self.asks_first or self.keys.get("ask_prescriber") == "yes"

    @property
    def effect(self) -> str:
        if self.kind == "require":
            return self.keys.get("else", "defer")
        return {"washout": "defer", "interval": "defer", "recovery": "refer"}.get(self.kind, self.kind)

    def effects(self) -> list[str]:
        if self.kind == "washout":
            return (["defer"] if self.window else []) + (["refer"] if self.asks_first and self.substances else [])
        return [self.effect] if self.kind in [*EFFECT_KINDS, "interval", "require", "recovery"] else []

    def is_about(self, kind: str) -> bool:
        """Does it look at this list of the intake?"""
        return self.kind == "interval" if kind == "sessions" else bool(
            {"medications": self.substances, "conditions": self.conditions, "events": self.events}[kind])

    def tests(self) -> list[Any]:
        return [test for test in (self.when, self.unless) if test]


class Pack:
    def __init__(self, data: dict[str, Any], vocabulary: dict[str, dict[str, Any]]):
        self.substances = Vocabulary(vocabulary.get("substances", {}), of_substances=True)
        self.conditions = Vocabulary(vocabulary.get("conditions", {}))
        self.zones = Vocabulary(vocabulary.get("zones", {}))
        self.events = Vocabulary(vocabulary.get("events", {}))
        self.facts: dict[str, dict[str, Any]] = data.get("facts") or {}
        self.sources = {name: expression_text.parse(fact["from"])
                        for name, fact in self.facts.items() if "from" in fact}
        self.rules = [self.read_rule(name, body, order)
                      for order, (name, body) in enumerate((data.get("rules") or {}).items())]
        self.uncovered = Rule("uncovered", len(self.rules), "refer")
        self.mentioned = {name for rule in self.rules for test in rule.tests() for name in self.mentions(test)}
        self.mentioned |= {name for source in self.sources.values() for name in expression_text.mentions(source)}

    def of_fact(self, name: str) -> str:
        return self.facts[name].get("of", "patient")

    def facts_of(self, of: str) -> list[str]:
        return [name for name in self.facts if self.of_fact(name) == of]

    # ------------------------------------------------------------ what an intake may say (section 4)

    def mentions(self, test: Any) -> set[str]:
        """Names in a `when`, those of the facts that it rests on with them."""
        found = set(test) if isinstance(test, dict) else expression_text.mentions(test)
        bare = {name.removeprefix("treatment.") for name in found}
        return found.union(*(expression_text.mentions(self.sources[name]) for name in bare if name in self.sources))

    def reads(self, key: str) -> bool:
        if key == "events":
            return bool(any(rule.events for rule in self.rules) or self.facts_of("event")
                        or self.mentioned & {"event", "has_event()", "events"})
        return key in self.mentioned or {
            "started": any(rule.kind == "require" and rule.substances for rule in self.rules),
            "ended": any(rule.kind == "defer" and rule.lasts for rule in self.rules),
            "since": any(rule.kind == "recovery" for rule in self.rules)}[key]

    def depends_on_date(self, test: Any) -> bool:
        """May another treatment date change it?"""
        if self.mentions(test) & {"treatment.date", "event", "has_event()"}:
            return True
        return isinstance(test, dict) and any(
            self.facts.get(key, {}).get("answer") in ("date", "date or never")
            and any(is_age(text) for text in as_list(value)) for key, value in test.items())

    def compares_date_with_itself(self, rule: Rule) -> bool:
        """`treatment.date` on both sides of a comparison: the program says of such a rule no date on which it ends."""
        tests = [test for test in rule.tests() if not isinstance(test, dict)]
        return any(expression_text.has_on_both_sides(node, "treatment.date")
                   for node in [*tests, *self.sources.values()])

    # ------------------------------------------------------------ rules

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
        elif kind not in ("course", "aftercare"):
            self.read_targets(rule, as_list(body[kind]))
        if "before" in body:
            rule.window = parse_window(body["before"])
            rule.count = rule.window.high
        for key, place in (("after", "after"), ("for", "lasts"), ("valid", "valid")):
            if key in body:
                setattr(rule, place, parse_window(body[key]))
        exceptions = body.get("except")
        if isinstance(exceptions, dict):
            rule.windows_of = {member: parse_window(text) for member, text in exceptions.items()}
        else:
            rule.left_out = frozenset(as_list(exceptions))
        rule.when, rule.unless = (self.read_test(name, body.get(key)) for key in ("when", "unless"))
        for key in ("earlier", "either"):
            self.read_test(name, body.get(key))
        return rule

    def read_targets(self, rule: Rule, targets: list[str]) -> None:
        rule.targets = targets
        rule.of_patient = "patient" in targets
        for target in targets:
            for place in ("substances", "conditions", "zones", "events"):
                if target in getattr(self, place).entries:
                    setattr(rule, place, getattr(rule, place) | {target})
                    break
            else:
                if target != "patient":
                    raise ValueError(f"rule {rule.name}: unknown name {target}")

    def read_test(self, name: str, test: Any) -> Any:
        if test is None or isinstance(test, dict):
            for key in test or ():
                if key not in MAP_KEYS and key not in self.facts:
                    raise ValueError(f"rule {name}: unknown key in a map: {key}")
            return test
        return expression_text.parse(test)

    # ------------------------------------------------------------ except

    @staticmethod
    def is_left_out(name: str, rule: Rule, vocabulary: Vocabulary) -> bool:
        """A list of `except`: its members. A class's own name stays: a rule is certain for it (section 4)."""
        return bool(vocabulary.classes(name) & rule.left_out)

    def windows(self, name: str, rule: Rule, vocabulary: Vocabulary) -> list[list[Window]]:
        """A map of `except`: the windows of each thing that the name may mean (of several at once, the longest)."""
        options, targets = vocabulary.get(name, "may_be"), self.targets_in(rule, vocabulary)
        if options:
            return [windows for option in options if vocabulary.is_a(option, targets) is not False
                    for windows in self.windows(option, rule, vocabulary)]
        own = [name] if vocabulary.up(name) & targets else []
        below = [one for one in vocabulary.members[name] if vocabulary.up(one) & targets]
        return [[rule.windows_of[one] for one in rule.windows_of if one in vocabulary.up(meant)] or [rule.window]
                for meant in own + below] or [[rule.window]]

    def targets_in(self, rule: Rule, vocabulary: Vocabulary) -> frozenset[str]:
        return rule.substances if vocabulary is self.substances else rule.events

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
        if vocabulary.classes(name) & rule.substances:
            found: Kleene = not self.is_left_out(name, rule, vocabulary)
        elif options:
            pairs = [self.takes(option, rule, given, allowed) for option in options]
            route: Kleene = None if any(by is None for is_it, by in pairs if is_it is not False) else True
            return same(is_it for is_it, _ in pairs), route
        elif vocabulary.get(name, "contains"):
            pairs = [self.takes(part, rule, given, allowed) for part in vocabulary.get(name, "contains")]
            hits = [pair for pair in pairs if pair[0] is not False]
            return max(hits, key=lambda pair: (pair[0] is True, pair[1] is True), default=(False, False))
        else:
            found = any_of([False, *(
                all_of([None, self.may_itself_be(one, rule)]) for one in vocabulary.members[name])])
        by = self.route_is(as_list(rule.keys.get("route")), given, allowed)
        return (False if by is False else found), by

    def may_itself_be(self, name: str, rule: Rule) -> bool:
        """Without what is below it, which is asked by itself."""
        vocabulary = self.substances
        if not vocabulary.classes(name) & rule.substances:
            parts = vocabulary.get(name, "may_be") + vocabulary.get(name, "contains")
            return any(self.takes(part, rule, None, [])[0] is not False for part in parts)
        return not self.is_left_out(name, rule, vocabulary)

    def ingredients(self, name: str, rule: Rule, allowed: list[str]) -> list[tuple[str, list[str]]]:
        """What of a product a rule looks at, each with the routes that the product allows."""
        allowed = allowed or self.allowed_routes(name)
        inner = self.substances.get(name, "contains")
        if not inner or self.substances.classes(name) & rule.substances or self.substances.get(name, "may_be"):
            return [(name, allowed)]
        return [found for part in inner for found in self.ingredients(part, rule, allowed)]

    def means(self, name: str, rule: Rule, vocabulary: Vocabulary, targets: frozenset[str]) -> Kleene:
        """Is it one of the rule's conditions or events?"""
        options = vocabulary.get(name, "may_be")
        if options and not vocabulary.classes(name) & targets:
            return same(self.means(option, rule, vocabulary, targets) for option in options)
        if rule.left_out and not vocabulary.classes(name) & targets:
            return any_of([False, *(all_of([None, one in targets, not self.is_left_out(one, rule, vocabulary)])
                                    for one in vocabulary.members[name])])
        return all_of([vocabulary.is_a(name, targets), not self.is_left_out(name, rule, vocabulary)])

    # ------------------------------------------------------------ uncovered (section 2)

    def is_uncovered(self, name: str) -> Kleene:
        """No rule speaks of it; of a class below which rules speak, perhaps."""
        options = self.conditions.get(name, "may_be")
        if options:
            return same(self.is_uncovered(option) for option in options)
        if "yes" in self.conditions.inherited(name, "harmless"):
            return False
        spoken = any_of([False, *(self.means(name, rule, self.conditions, rule.conditions) for rule in self.rules
                                  if rule.conditions)])
        return negate(spoken)

    def leaves_some_uncovered(self) -> bool:
        return any(self.is_uncovered(name) is not False for name in self.conditions.entries)
