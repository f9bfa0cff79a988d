"""Sections 2, 3 and 6: what every rule finds in one intake, for one requested zone and one treatment date."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Callable, Iterable, Optional

import requirements
from civil_time import DAY, Moment, Violation, Window, free_at, is_after, longest, violation
from dated import Dated
from intake import Entry
from logic import Kleene, all_of, any_of, certainty_of, negate
from places import Zone, at_place, is_barred
from rules import EFFECT_KINDS, Rule
from situation import Situation
from vocabulary import Vocabulary


LISTS = ("/medications", "/conditions", "/sessions", "/events", "/treatment/zones")


@dataclass
class Finding:
    rule: str
    order: int
    effect: str
    certainty: str
    fact: str
    until: Optional[int] = None
    timed: bool = False        # another date may cure it
    name: str = ""             # of what the entry named
    read: tuple[str, ...] = () # facts, for a rule about the patient

    @property
    def verdict(self) -> str:
        return {"avoidable": "conditional", "possible": "incomplete", "certain": self.effect}[self.certainty]


@dataclass
class Evaluation:
    situation: Situation
    zone: Zone
    dated: Dated
    findings: list[Finding] = field(default_factory=list)
    ends: set[int] = field(default_factory=set)  # of every window that a rule looked at, whether or not it stands
    is_silent: bool = False                      # what is found is only looked at for its ends

    # ------------------------------------------------------------ all rules

    def run(self, only_timed: bool = False) -> "Evaluation":
        for rule in self.situation.pack.rules:
            if rule.kind == "washout":
                self.washout(rule)
            elif rule.kind == "interval":
                self.interval(rule)
            elif rule.kind == "require":
                self.require(rule)
            elif only_timed and rule.kind != "defer":
                self.event_rule(rule)  # one that is planned stands in the way from its day on
            elif rule.kind == "recovery":
                self.recovery(rule)
            elif rule.kind in EFFECT_KINDS:
                self.substance_rule(rule)
                self.condition_rule(rule)
                self.event_rule(rule)
                self.zone_rule(rule)
                self.patient_rule(rule)
        if not only_timed:
            self.find_uncovered()
        return self

    def add(self, rule: Rule, effect: str, certainty: Optional[str], fact: str, entry: Optional[Entry] = None,
            until: Optional[int] = None, timed: bool = False, name: str = "", read: Iterable[str] = ()) -> None:
        """`until` of a window; a `when` may end before it."""
        if until is not None:
            self.ends.add(until)
        if not certainty or self.is_silent:
            return
        is_dated = self.dated.may_change(rule)
        end = self.dated.end(rule, entry) if is_dated and fact not in LISTS else None  # an absent list has no date
        if end is not None:
            until = end if until is None else min(until, end)
        self.findings.append(Finding(rule.name, rule.order, effect, certainty, fact, until,
                                     timed or (effect == "defer" and is_dated), name, tuple(read)))

    def applies(self, rule: Rule, entry: Optional[Entry]) -> Kleene:
        return self.situation.applies(rule, entry)

    # ------------------------------------------------------------ washouts

    def washout(self, rule: Rule) -> None:
        if rule.substances:
            self.washout_of_list(rule, self.situation.intake.medications, "/medications", self.washout_of_medicine)
        if rule.events:
            self.washout_of_list(rule, self.situation.intake.events, "/events", self.washout_of_event)

    def washout_of_list(self, rule: Rule, entries: Optional[list[Entry]], at: str,
                        look: Callable[[Rule, Entry, Kleene], None]) -> None:
        if entries is None and self.applies(rule, None) is not False:
            if rule.window:
                self.add(rule, "defer", "possible", at, timed=True)
            if rule.asks_first and at == "/medications":
                self.add(rule, "refer", "possible", at)
        for entry in entries or []:
            applies = self.applies(rule, entry)
            self.is_silent = applies is False
            look(rule, entry, applies)
            self.is_silent = False

    def washout_of_medicine(self, rule: Rule, entry: Entry, applies: Kleene) -> None:
        pack = self.situation.pack
        for name in entry.names:
            for part, allowed in pack.ingredients(name, rule, []):
                is_it, by_route = pack.takes(part, rule, entry.route, allowed)
                if is_it is not False:
                    sure = is_it is True and applies is True and not entry.error
                    self.last_use(rule, entry, name, part, sure, by_route is True)

    def last_use(self, rule: Rule, entry: Entry, name: str, part: str, sure: bool, by_route: bool) -> None:
        """One thing that the rule matches, surely or perhaps."""
        situation = self.situation
        if rule.asks_first and entry.ongoing is True:
            self.add(rule, "refer", "certain" if sure and by_route else "possible", entry.at, entry, name=name)
            return
        if rule.asks_first and entry.ongoing is None:
            self.add(rule, "refer", "possible", entry.at, entry, name=name)
        if rule.window is None:
            return
        last = situation.last_use(entry)
        if last is None:
            self.add(rule, "defer", "possible", entry.at, entry, timed=True, name=name)
            return
        is_ongoing = entry.ongoing is True and situation.date is not None
        found = self.in_window(rule, part, situation.pack.substances, last, is_ongoing)
        certainty = "avoidable" if is_ongoing and found.holds is False else certainty_of(found.holds)
        # Stopping in time cures it whatever was meant; an entry in error may be something else altogether.
        if certainty and (entry.error or (certainty == "certain" and not (sure and by_route))):
            certainty = "possible"
        self.add(rule, "defer", certainty, entry.at, entry, None if entry.error else found.until, True, name)

    def in_window(self, rule: Rule, name: str, vocabulary: Vocabulary, last: Moment,
                  is_ongoing: bool = False) -> Violation:
        """For what a class's name may mean other windows may hold: its own is certain, the longest is waited for."""
        found = [longest(violation(last, window, window.high, self.situation.date) for window in windows)
                 for windows in self.situation.pack.windows(name, rule, vocabulary)]
        if is_ongoing:  # what cannot surely be stopped in time is too late
            found = [Violation(one.holds is not False, one.until) for one in found]
        held = {one.holds for one in found}
        own = True if found[0].holds and not vocabulary.get(name, "may_be") else None
        return Violation(held.pop() if len(held) == 1 else own, max(one.until for one in found))

    def washout_of_event(self, rule: Rule, entry: Entry, applies: Kleene) -> None:
        pack, situation = self.situation.pack, self.situation
        if rule.window is None:
            return
        for name in entry.names:
            means = pack.means(name, rule, pack.events, rule.events)
            if means is False:
                continue
            here = all_of([means, applies, None if entry.error else True,
                           at_place(rule, entry, name, pack.events, self.zone, situation)])
            if entry.when is None:
                self.add(rule, "defer", certainty_of(all_of([here, None])), entry.at, entry, timed=True, name=name)
                continue
            found = self.in_window(rule, name, pack.events, entry.when)
            value = all_of([here, found.holds, negate(is_after(entry.when, situation.date))])
            self.add(rule, "defer", certainty_of(value), entry.at, entry,
                     None if entry.error else found.until, True, name)

    # ------------------------------------------------------------ sessions

    def interval(self, rule: Rule) -> None:
        situation = self.situation
        entries = situation.intake.sessions
        if entries is None:
            if all_of([situation.session_has(rule, None), self.applies(rule, None)]) is not False:
                self.add(rule, "defer", "possible", "/sessions", timed=True)
            return
        for entry in entries:
            counts = all_of([situation.session_has(rule, entry), self.applies(rule, None)])
            if entry.when is None:
                self.add(rule, "defer", certainty_of(all_of([counts, None])), entry.at, timed=True)
                continue
            found = violation(entry.when, rule.window, rule.count, situation.date)
            value = all_of([counts, found.holds, None if entry.error else True])
            self.add(rule, "defer", certainty_of(value), entry.at, None, None if entry.error else found.until, True)

    def recovery(self, rule: Rule) -> None:
        """A sign is expected for so long after a session; longer means `refer`."""
        intake, pack = self.situation.intake, self.situation.pack
        if intake.conditions is None and self.applies(rule, None) is not False:
            self.add(rule, "refer", "possible", "/conditions")
        for entry in intake.conditions or []:
            means = any_of(pack.means(name, rule, pack.conditions, rule.conditions) for name in entry.names)
            expected = None if intake.sessions is None else any_of(
                self.is_expected(rule, entry, session) for session in intake.sessions)
            value = all_of([means, entry.status != "resolved", negate(expected), self.applies(rule, entry),
                            None if entry.error else True])
            self.add(rule, "refer", certainty_of(value), entry.at, entry)

    def is_expected(self, rule: Rule, sign: Entry, session: Entry) -> Kleene:
        today = self.situation.intake.today
        if session.when is None or today is None:
            return None
        now = Moment(today * DAY, today * DAY + DAY - 1)
        began = False if sign.begin is None else requirements.is_before(sign.begin, session.when)
        return all_of([negate(is_after(session.when, now)), within(session.when, rule.lasts, now), negate(began),
                       None if session.error else True])

    # ------------------------------------------------------------ require

    def require(self, rule: Rule) -> None:
        need = requirements.Need(self.situation, rule)
        applies = self.applies(rule, None)
        there = need.is_met()
        if applies is False or there is True:
            return
        # Unlike what is stopped, what is arranged without need cures nothing: an unknown `when` leaves it open.
        certainty = certainty_of(all_of([applies, negate(there)]))
        if certainty == "certain" and need.can_be_arranged():
            certainty = "avoidable"
        is_absent = None in need.entries()
        until = None if is_absent else need.free_from(certainty != "certain")
        self.add(rule, rule.effect, certainty, need.at, None, until, True, name=rule.targets[0])

    # ------------------------------------------------------------ exclude, refer, defer

    def substance_rule(self, rule: Rule) -> None:
        pack, entries = self.situation.pack, self.situation.intake.medications
        if not rule.substances:
            return
        if entries is None:
            self.add(rule, rule.kind, certainty_of(all_of([None, self.applies(rule, None)])), "/medications")
        for entry in entries or []:
            found = any_of(all_of(pack.takes(part, rule, entry.route, allowed)) for name in entry.names
                           for part, allowed in pack.ingredients(name, rule, []))
            value = all_of([found, self.applies(rule, entry), None if entry.error else True])
            self.add(rule, rule.kind, certainty_of(value), entry.at, entry)

    def condition_rule(self, rule: Rule) -> None:
        pack, entries = self.situation.pack, self.situation.intake.conditions
        if not rule.conditions:
            return
        if entries is None:
            self.add(rule, rule.kind, certainty_of(all_of([None, self.applies(rule, None)])), "/conditions",
                     timed=rule.lasts is not None)
        for entry in entries or []:
            found = any_of(all_of([pack.means(name, rule, pack.conditions, rule.conditions),
                                   at_place(rule, entry, name, pack.conditions, self.zone, self.situation)])
                           for name in entry.names)
            found = all_of([found, self.applies(rule, entry), None if entry.error else True])
            if rule.lasts:
                self.defer_for(rule, entry, found)
            else:
                self.add(rule, rule.kind, certainty_of(all_of([found, self.has_status(rule, entry)])), entry.at, entry)

    def defer_for(self, rule: Rule, entry: Entry, found: Kleene) -> None:
        """While it lasts, and so long after it ended."""
        if entry.end is None:
            over = None if entry.status == "resolved" else True
            self.add(rule, "defer", certainty_of(all_of([found, over])), entry.at, entry, timed=True)
            return
        window = violation(entry.end, rule.lasts, rule.lasts.high, self.situation.date)
        self.add(rule, "defer", certainty_of(all_of([found, window.holds])), entry.at, entry,
                 None if entry.error else window.until, True)

    @staticmethod
    def has_status(rule: Rule, entry: Entry) -> Kleene:
        wanted = rule.keys.get("status")
        if wanted == "any":
            return True
        if wanted == "active":
            return None if entry.status is None else entry.status == "active"
        return entry.status != "resolved"

    def event_rule(self, rule: Rule) -> None:
        """An event that happened, not after the treatment."""
        pack, entries = self.situation.pack, self.situation.intake.events
        if not rule.events:
            return
        if entries is None:
            self.add(rule, rule.kind, certainty_of(all_of([None, self.applies(rule, None)])), "/events")
        for entry in entries or []:
            found = any_of(all_of([pack.means(name, rule, pack.events, rule.events),
                                   at_place(rule, entry, name, pack.events, self.zone, self.situation)])
                           for name in entry.names)
            value = all_of([found, negate(is_after(entry.when, self.situation.date)), self.applies(rule, entry),
                            None if entry.error else True])
            self.add(rule, rule.kind, certainty_of(value), entry.at, entry)

    def zone_rule(self, rule: Rule) -> None:
        if rule.zones:
            value = all_of([is_barred(rule, self.zone, self.situation), self.applies(rule, None)])
            self.add(rule, rule.kind, certainty_of(value), self.zone.at)

    def patient_rule(self, rule: Rule) -> None:
        if rule.of_patient:
            self.add(rule, rule.kind, certainty_of(self.applies(rule, None)), "patient")

    def find_uncovered(self) -> None:
        """Section 2: the pack's silence is no clearance."""
        pack, entries = self.situation.pack, self.situation.intake.conditions
        if entries is None and pack.leaves_some_uncovered():
            self.add(pack.uncovered, "refer", "possible", "/conditions")
        for entry in entries or []:
            value = all_of([any_of(pack.is_uncovered(name) for name in entry.names),
                            entry.status != "resolved", None if entry.error else True])
            self.add(pack.uncovered, "refer", certainty_of(value), entry.at)


def within(earlier: Moment, window: Window, now: Moment) -> Kleene:
    """Does `now` lie no longer than the window after it? The last day of a calendar window counts."""
    def end(minute: int) -> int:
        free = free_at(minute, window, window.low)
        return free if window.is_clock else free + DAY - 1
    if now.last <= end(earlier.first):
        return True
    return None if now.first <= end(earlier.last) else False
