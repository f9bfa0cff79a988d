#!/usr/bin/python3
"""Compares the program's decisions with those of the reference beside this file.

    compare.py PACK.yaml INTAKES.ndjson DECISIONS.ndjson

Line n of the decisions is the decision on line n of the intakes (blank lines of the intakes have none). Exit
status 0: they agree; 1: they do not; 2: the files cannot be compared.
"""

from __future__ import annotations

import itertools
import json
import multiprocessing
import sys
from collections import Counter
from pathlib import Path
from typing import Any, Iterator, NamedTuple, Optional

sys.path.insert(0, str(Path(__file__).resolve().parent))
import reference  # noqa: E402
from missing import is_open  # noqa: E402

PROCESSES = 2
CHUNK = 50       # intakes that a process takes at a time
FARTHEST = "2030-01-01"  # of the dates that are compared
SHOWN = 20       # differences printed in full


class Difference(NamedTuple):
    field: str
    reference: Any
    program: Any


class Task(NamedTuple):
    number: int      # of the line, from 1
    intake: bytes
    decision: bytes


class Compared(NamedTuple):
    task: Task
    differences: list[Difference]


# ---------------------------------------------------------------- the reference's side

pack: Optional[reference.Pack] = None  # one for each process


def start(path: str) -> None:
    global pack
    pack = reference.load(path)


# ---------------------------------------------------------------- comparing

def findings_of(decision: dict[str, Any], rules: reference.Pack) -> list[tuple[str, ...]]:
    """What the contract fixes of each finding; as often as it stands there, whatever the order."""
    # What a rule about the patient or a requirement points at, the contract leaves open.
    loose = {rule.name for rule in rules.rules if rule.of_patient or rule.kind == "require"}
    undated = {rule.name for rule in rules.rules if rules.compares_date_with_itself(rule)}
    return sorted((one["rule"], one["effect"], one["certainty"],
                   "*" if one["rule"] in loose else one["fact"] if "fact" in one else one["because"][0]["fact"],
                   "" if one["rule"] in undated else within_reach(one.get("until")) or "")
                  for one in decision["findings"])


def within_reach(moment: Optional[str]) -> Optional[str]:
    """The reference tries only so many days."""
    return None if moment is None or moment[:10] > FARTHEST else moment


def earliest_of(decision: dict[str, Any], other: dict[str, Any], rules: reference.Pack) -> Optional[str]:
    """None where the other side says none, and a rule may have an end that it does not find."""
    if other["earliest"] is None and any(rules.compares_date_with_itself(rule) for rule in rules.rules):
        return None
    return within_reach(decision["earliest"])


def actions_of(decision: dict[str, Any]) -> list[tuple[str, ...]]:
    return sorted(tuple(f"{key}: {value}" for key, value in sorted(one.items())
                        if not (key == "fact" and one["do"] == "arrange")) for one in decision["actions"])


def has_error(decision: dict[str, Any]) -> bool:
    if isinstance(decision.get("error"), bool):  # the reference says it outright
        return decision["error"]
    return any(problem["severity"] == "error" for problem in decision["problems"])


def is_record_of_error(decision: dict[str, Any]) -> bool:
    return isinstance(decision.get("error"), str)


def only_in(these: list[tuple[str, ...]], those: list[tuple[str, ...]]) -> list[str]:
    return [" ".join(one) + (f" x{count}" if count > 1 else "")
            for one, count in (Counter(these) - Counter(those)).items()]


def differences_of(expected: dict[str, Any], found: dict[str, Any], rules: reference.Pack,
                   intake: Any = None) -> list[Difference]:
    if is_record_of_error(expected) or is_record_of_error(found):
        if is_record_of_error(expected) and is_record_of_error(found):
            return []
        return [Difference("error record", expected.get("error"), found.get("error"))]
    result = [Difference(field, expected[field], found[field])
              for field in ("verdict", "worst_possible") if expected[field] != found[field]]
    earliest = earliest_of(expected, found, rules), within_reach(found["earliest"])
    if earliest[0] != earliest[1]:
        result.append(Difference("earliest", *earliest))
    if expected["zones"] != found["zones"]:
        names = sorted({*expected["zones"], *found["zones"]})
        differing = [name for name in names if expected["zones"].get(name) != found["zones"].get(name)]
        result.append(Difference("zones", *({name: side["zones"].get(name) for name in differing}
                                            for side in (expected, found))))
    if has_error(expected) != has_error(found):
        result.append(Difference("error", has_error(expected), has_error(found)))
    ours, theirs = findings_of(expected, rules), findings_of(found, rules)
    if ours != theirs:
        result.append(Difference("findings", only_in(ours, theirs), only_in(theirs, ours)))
    told = {one["fact"] for one in found["missing"]}
    untold = [fact for fact in expected["missing"] if fact not in told]
    known = [] if intake is None or has_error(expected) else [  # what is in error is as good as absent
        fact for fact in sorted(told) if not is_open(rules, intake, fact)]
    if untold or known:
        result.append(Difference("missing", untold, known))
    ours, theirs = actions_of(expected), actions_of(found)
    if ours != theirs:
        result.append(Difference("actions", only_in(ours, theirs), only_in(theirs, ours)))
    return result


def compare(task: Task) -> Compared:
    assert pack is not None
    expected = reference.decide_line(pack, task.intake, task.number)
    try:
        found = json.loads(task.decision)
        return Compared(task, differences_of(expected, found, pack, json.loads(task.intake)))
    except (ValueError, KeyError, IndexError, TypeError) as reason:
        return Compared(task, [Difference("form", "a decision as in section 5", f"{type(reason).__name__}: {reason}")])


# ---------------------------------------------------------------- the command

def tasks(intakes: Path, decisions: Path) -> Iterator[Task]:
    with intakes.open("rb") as asked, decisions.open("rb") as answered:
        numbered = ((number, line.rstrip(b"\r\n")) for number, line in enumerate(asked, 1) if line.strip())
        for intake, decision in itertools.zip_longest(numbered, answered):
            if intake is None or decision is None:
                raise ValueError(f"not one decision for each intake: {decisions} is too "
                                 + ("long" if intake is None else "short"))
            yield Task(*intake, decision)


def show(one: Compared) -> None:
    print(f"line {one.task.number}: {one.task.intake.decode('utf-8', 'replace')}")
    for difference in one.differences:
        print(f"  {difference.field}: reference {json.dumps(difference.reference, ensure_ascii=False)}"
              f" | program {json.dumps(difference.program, ensure_ascii=False)}")


def main(arguments: list[str]) -> int:
    if len(arguments) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    path, intakes, decisions = arguments
    compared = different = 0
    by_field: Counter[str] = Counter()
    try:
        reference.load(path)  # so that a pack that it cannot read is told once, and not by every process
        with multiprocessing.Pool(PROCESSES, start, (path,)) as pool:
            for one in pool.imap(compare, tasks(Path(intakes), Path(decisions)), CHUNK):
                compared += 1
                if not one.differences:
                    continue
                different += 1
                by_field.update(difference.field for difference in one.differences)
                if different <= SHOWN:
                    show(one)
    except (OSError, ValueError) as reason:
        print(reason, file=sys.stderr)
        return 2
    for field, count in by_field.most_common():
        print(f"{count:7} {field}")
    print(f"{compared} compared, {different} different")
    return 1 if different or not compared else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
