"""Section 2: requested zones, what is left out of them, and where a condition or an event lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterable, Optional

from intake import Entry
from logic import Kleene
from rules import Rule
from situation import Situation
from vocabulary import Vocabulary


@dataclass(frozen=True)
class Zone:
    """What is asked about: a zone that is treated, or an unknown one (name None)."""
    name: Optional[str]
    at: str = "/treatment/zones"
    sure: bool = True

    def known(self, value: Kleene) -> Kleene:
        return value if self.sure or value is False else None


def area_of(rule: Rule, target: str, zones: Vocabulary) -> frozenset[str]:
    """A rule's zone without what its `except` leaves out."""
    return zones.parts(target).difference(*(zones.parts(other) for other in rule.left_out))


def left_out(zone: Zone, situation: Situation) -> set[str]:
    """The parts of a requested zone that an `exclude` of a zone takes out of it."""
    zones = situation.pack.zones
    inner = zones.parts(zone.name)
    result: set[str] = set()
    for rule in situation.pack.rules:
        for target in rule.zones if rule.kind == "exclude" else ():
            area = area_of(rule, target, zones)
            if zone.name not in area and situation.applies(rule, None) is True:
                result |= inner & area
    return result


def overlaps(places: Iterable[str], zone: Zone, situation: Situation) -> bool:
    zones = situation.pack.zones
    treated = zones.parts(zone.name) - left_out(zone, situation)
    return any(zones.parts(place) & treated for place in places)


def at_place(rule: Rule, entry: Entry, name: str, vocabulary: Vocabulary, zone: Zone, situation: Situation) -> Kleene:
    """Zone-scoped rules: is the condition or the event where the treatment is?"""
    if rule.keys.get("where", "anywhere") != "treated":
        return True
    if zone.name is None:
        return None
    places = entry.zones or vocabulary.inherited(name, "usual_zones")
    if overlaps(places, zone, situation):
        return zone.known(True)
    return None if entry.zones is None or entry.zones_in_error else False


def is_barred(rule: Rule, zone: Zone, situation: Situation) -> Kleene:
    """`exclude` leaves a containing zone treated without its part; `refer`, `defer`: any overlap."""
    if zone.name is None:
        return None
    zones = situation.pack.zones
    for target in rule.zones:
        area = area_of(rule, target, zones)
        if zone.name in area if rule.kind == "exclude" else zones.parts(zone.name) & area:
            return zone.known(True)
    return False
