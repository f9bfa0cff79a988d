#!/usr/bin/python3
"""Holds intakes and the program's decisions to the schemas.

    schemas.py PROGRAM ROOT WORK

ROOT is the project's folder, WORK holds clean.ndjson and messy.ndjson. Exit status 0: all of them are valid.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Iterable

from jsonschema import Draft202012Validator

SHOWN = 10

# What must be refused, so that a schema that accepts everything is noticed.
NO_DECISIONS: list[Any] = [{}, {"error": 5}, {"error": "x", "line": 0}, {"verdict": "clear"}, [], "clear"]
NO_INTAKES: list[Any] = [[], {"today": "2026-13-01"}, {"today": "2026-11"}, {"medications": {}}, {"conditions": ["acne"]},
                         {"medications": [{"name": 5}]}, {"treatment": {"zones": "cheeks"}},
                         {"medications": [{"route": "by mouth"}]}, {"conditions": [{"status": "maybe"}]}]


class Schema:
    """Counts what is held to it, and tells what is not as it says."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        schema = json.loads(path.read_text())
        Draft202012Validator.check_schema(schema)
        self.validator = Draft202012Validator(schema)
        self.held = self.broken = 0

    def hold(self, what: Any, told_as: str) -> None:
        self.held += 1
        errors = list(self.validator.iter_errors(what))
        if not errors:
            return
        self.broken += 1
        if self.broken <= SHOWN:
            print(f"{told_as} is not as {self.name} says:")
            for error in errors[:3]:
                print("  " + "/".join(map(str, error.absolute_path)) + ": " + error.message[:300])
                for inner in (error.context or [])[:5]:
                    print("    " + "/".join(map(str, inner.absolute_path)) + ": " + inner.message[:300])

    def refuse(self, what: Any) -> None:
        self.held += 1
        if self.validator.is_valid(what):
            self.broken += 1
            print(f"{self.name} accepts {json.dumps(what)}")


def screened(program: str, pack: Path, intakes: Iterable[str]) -> list[Any]:
    run = subprocess.run([program, "screen", str(pack), "-", "--format", "json"], input="\n".join(intakes) + "\n",
                         capture_output=True, text=True, check=False)
    if run.returncode not in (0, 1):
        raise SystemExit(f"screening ends with status {run.returncode}\n{run.stderr}")
    return [json.loads(line) for line in run.stdout.splitlines()]


def main(arguments: list[str]) -> int:
    if len(arguments) != 3:
        print(__doc__, file=sys.stderr)
        return 2
    program, root, work = arguments[0], Path(arguments[1]), Path(arguments[2])
    pack = root / "rules/microneedling.yaml"
    intake = Schema(root / "schemas/intake.schema.json")
    decision = Schema(root / "schemas/decision.schema.json")

    shared = [case["intake"] for case in json.loads((root / "tests/cases/microneedling.json").read_text())]
    samples = {path.name: json.loads(path.read_text()) for path in sorted((root / "rules/samples").glob("*.json"))}
    clean = (work / "clean.ndjson").read_text().splitlines()
    messy = (work / "messy.ndjson").read_text().splitlines()
    if not (shared and samples and clean and messy):
        raise SystemExit("no cases, no samples or no random intakes")

    for name, sample in samples.items():
        intake.hold(sample, f"the sample {name}")
    for case in shared:
        intake.hold(case, f"the shared case {case.get('id')}")
    for line in clean:
        intake.hold(json.loads(line), line)
    for wrong in NO_INTAKES:
        intake.refuse(wrong)

    not_json = ["{", "[]", "null", "5", "{\"id\": \"a\"} {}"]
    asked = [*map(json.dumps, [*shared, *samples.values()]), *clean, *messy, *not_json]
    answered = screened(program, pack, asked)
    if len(answered) != len(asked):
        raise SystemExit(f"{len(asked)} intakes, but {len(answered)} decisions")
    for question, answer in zip(asked, answered):
        decision.hold(answer, f"the decision on {question}")
    for wrong in NO_DECISIONS:
        decision.refuse(wrong)

    for schema in (intake, decision):
        print(f"{schema.name}: {schema.held} held to it, {schema.broken} not as it says")
    return 1 if intake.broken or decision.broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
