"""Sections 1 and 5: from what the rules find to a decision."""

from __future__ import annotations

from typing import Any, Iterable, Optional

from actions import list_actions
from civil_time import DAY, write_minute
from dated import Dated, moment_at
from evaluation import LISTS, Evaluation, Finding
from intake import Intake, Reader
from logic import CERTAINTIES, VERDICTS, worst
from missing import list_missing
from places import Zone
from requirements import Need
from rules import Pack, Rule
from situation import Situation

ORDER = ["/medications", "/conditions", "/sessions", "/events", "patient", "/treatment"]


class Decision:
    def __init__(self, pack: Pack, intake: Intake):
        self.pack, self.intake = pack, intake
        self.situation = Situation(pack, intake, intake.date)
        self.dated = Dated(self.situation)
        self.floor = "incomplete" if intake.has_error else "clear"
        self.asked = [Zone(name, at, sure) for at, name, sure in intake.zones]
        if not self.asked or intake.zones_in_error:
            self.asked.append(Zone(None))
        self.evaluations = [self.evaluate(zone) for zone in self.asked]
        self.findings = merged(self.evaluations)

    def evaluate(self, zone: Zone, situation: Optional[Situation] = None, only_timed: bool = False) -> Evaluation:
        return Evaluation(situation or self.situation, zone, self.dated).run(only_timed)

    def find_again(self) -> list[Finding]:
        """After a fact was learnt; dates do not matter."""
        undated = Dated(self.situation, days=0)
        return merged([Evaluation(self.situation, zone, undated).run() for zone in self.asked])

    def write(self) -> dict[str, Any]:
        verdict = worst([self.floor, *(found.verdict for found in self.findings)])
        hidden = [found.effect for found in self.findings if found.certainty == "possible"]
        broken = [kind for kind in ("medications", "conditions", "sessions", "events")
                  if any(entry.error for entry in getattr(self.intake, kind) or [])]
        hidden += [self.worst_of(kind) for kind in broken]
        if self.intake.zones_in_error:
            hidden += [effect for rule in self.pack.rules if rule.zones for effect in rule.effects()]
        return {
            "verdict": verdict,
            "worst_possible": worst([verdict, *hidden]),
            "earliest": None if {"medications", "sessions", "events"} & set(broken) else self.earliest(),
            "findings": [self.write_finding(found) for found in self.findings],
            "actions": list_actions(self.situation, self.findings),
            "missing": list_missing(self.situation, self.findings, self.find_again),
            "zones": self.zone_verdicts(),
            "error": self.intake.has_error,
        }

    def worst_of(self, kind: str) -> str:
        """What an entry in error may hide: the worst effect of any rule of its kind."""
        effects = ["refer"] if kind == "conditions" and self.pack.leaves_some_uncovered() else []
        for rule in self.pack.rules:
            effects += rule.effects() if rule.is_about(kind) else []
        return worst(effects)

    def write_finding(self, found: Finding) -> dict[str, str]:
        result = {"rule": found.rule, "effect": found.effect, "certainty": found.certainty, "fact": found.fact}
        if found.until is not None:
            result["until"] = write_minute(found.until, self.intake.date)
        return result

    def zone_verdicts(self) -> dict[str, str]:
        result: dict[str, str] = {}
        for zone in self.asked:
            for part in [] if zone.name is None else self.in_order(zone.name):
                found = self.evaluate(Zone(part, zone.at, zone.sure)).findings
                verdict = worst([self.floor, *(one.verdict for one in found)])
                result[part] = worst([verdict, result.get(part, "clear")])
        return result

    def in_order(self, zone: str) -> list[str]:
        parts = self.pack.zones.get(zone, "parts")
        return list(dict.fromkeys([zone, *(p for part in parts for p in self.in_order(part))]))

    # ------------------------------------------------------------ earliest (section 3)

    def earliest(self) -> Optional[str]:
        """The first date from today on which no time rule stands: one turning point after the other is tried."""
        blocked = any(found.certainty == "certain" and not (found.timed and found.effect == "defer")
                      for found in self.findings)
        is_open = any(found.timed and self.is_absent(found.fact) and found.certainty == "possible"
                      for found in self.findings)
        if blocked or is_open or self.intake.today is None:
            return None
        for minute in self.turning_points():
            if self.is_free(minute):
                return write_minute(minute, self.intake.date)
        return None

    def is_absent(self, at: str) -> bool:
        return at == "/treatment/zones" or (at in LISTS and getattr(self.intake, at.removeprefix("/")) is None)

    def turning_points(self) -> list[int]:
        """Nothing changes between two of these."""
        start = self.intake.today * DAY
        points = {start}
        for evaluation in self.evaluations:
            points |= evaluation.ends
        for rule in self.pack.rules:
            if rule.kind == "require":
                points |= set(Need(self.situation, rule).turning_points())
            for entry in [None, *self.entries_of(rule)] if "defer" in rule.effects() or rule.kind == "require" else []:
                points |= {minute for minute, _ in self.dated.runs(rule, entry)}
        return sorted(minute for minute in points if minute >= start)

    def entries_of(self, rule: Rule) -> Iterable[Any]:
        for kind in ("medications", "conditions", "events"):
            if rule.is_about(kind):
                yield from getattr(self.intake, kind) or []

    def is_free(self, minute: int) -> bool:
        situation = self.situation.on(moment_at(minute, self.intake.date))
        return not any((found.certainty == "certain" or found.timed) and found.certainty != "avoidable"
                       for zone in self.asked
                       for found in self.evaluate(zone, situation, only_timed=True).findings)


def merged(evaluations: list[Evaluation]) -> list[Finding]:
    """Once per rule, entry and effect, with the worst certainty and the latest date; in section 5's order."""
    best: dict[tuple[str, str, str], Finding] = {}
    for found in (one for evaluation in evaluations for one in evaluation.findings):
        key = (found.rule, found.effect, found.fact)
        if key not in best or rank(found) > rank(best[key]):
            best[key] = found
    return sorted(best.values(), key=lambda f: (-VERDICTS.index(f.verdict), -VERDICTS.index(f.effect),
                                                f.order, place(f)))


def rank(found: Finding) -> tuple[int, int]:
    return CERTAINTIES.index(found.certainty), found.until or 0


def place(found: Finding) -> tuple[int, int]:
    kind = next(n for n, start in enumerate(ORDER) if found.fact.startswith(start))
    last = found.fact.rsplit("/", 1)[-1]
    return kind, int(last) if last.isdigit() else -1


def decide(pack: Pack, thing: dict[str, Any]) -> dict[str, Any]:
    return Decision(pack, Reader(pack).read(thing)).write()
