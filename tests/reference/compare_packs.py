#!/usr/bin/python3
"""Compares the program with the reference over random packs, each with its random intakes.

    compare_packs.py PROGRAM FOLDER [--seconds N]

FOLDER is what write_packs wrote. A disagreement is made as small as it goes - rules, keys and entries are dropped while
it stays - and printed. Exit status 0: they agree; 1: they do not; 2: there is nothing to compare.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple, Optional

sys.path.insert(0, str(Path(__file__).resolve().parent))
import compare  # noqa: E402
import reference  # noqa: E402
import shrink  # noqa: E402
from layers import read_layers  # noqa: E402

SHOWN = 12  # disagreements printed in full


class Found(NamedTuple):
    folder: Path
    intakes: int
    text: str                 # empty: they agree
    fields: tuple[str, ...]


# ---------------------------------------------------------------- one pack

def screen(program: str, pack: Path, intakes: bytes) -> tuple[Optional[list[bytes]], str]:
    """The program's decisions; None and its message where it refuses the pack."""
    ended = subprocess.run([program, "screen", str(pack), "-", "--format", "json"], input=intakes, capture_output=True)
    if ended.returncode not in (0, 1):
        return None, ended.stderr.decode("utf-8", "replace")
    return ended.stdout.splitlines(), ""


def codes_of(message: str) -> list[str]:
    return re.findall(r"error: .*\[([a-z-]+)\]$", message, re.MULTILINE)


def differences(program: str, path: Path, lines: list[bytes]) -> list[tuple[bytes, list[compare.Difference]]]:
    """For each intake on which they disagree, where."""
    decisions, message = screen(program, path, b"\n".join(lines) + b"\n")
    if decisions is None and set(codes_of(message)) == {"never-fires"}:
        return []  # what excludes itself is refused, and is no case for either
    if decisions is None:
        return [(lines[0], [compare.Difference("refused", "a pack without errors", message)])]
    if len(decisions) != len(lines):
        return [(lines[0], [compare.Difference("lines", len(lines), len(decisions))])]
    pack = reference.load(path)
    result = []
    for number, (line, decision) in enumerate(zip(lines, decisions), 1):
        try:
            expected = reference.decide_line(pack, line, number)
            found = compare.differences_of(expected, json.loads(decision), pack, json.loads(line))
        except Exception as reason:  # a defect of this side: told like the rest, with what brought it about
            found = [compare.Difference("crash", f"{type(reason).__name__}: {reason}", None)]
        if found:
            result.append((line, found))
    return result


def signs(found: list[compare.Difference], pack: dict[str, Any]) -> set[tuple[str, ...]]:
    """What a smaller case must still show: a finding of the same kind of rule on the same side, else the field."""
    result = {("", difference.field) for difference in found}
    for difference in found:
        if difference.field == "refused":
            return {("refused", code) for code in codes_of(difference.program)}
        if difference.field == "findings":
            for side, ones in (("reference", difference.reference), ("program", difference.program)):
                for rule, effect, certainty, *_ in (one.split(" ") for one in ones):
                    kind = next(iter((pack.get("rules") or {}).get(rule, {"uncovered": 0})))
                    result.add((kind, effect, certainty, side))
    return result


def disagrees(program: str, pack: dict[str, Any], vocabulary: dict[str, Any], intake: Any,
              wanted: tuple[str, ...]) -> bool:
    """Does a smaller pack and intake still show this difference?"""
    with tempfile.TemporaryDirectory() as folder:
        path = shrink.write_pack(Path(folder), pack, vocabulary)
        try:
            found = differences(program, path, [json.dumps(intake).encode()])
        except Exception:  # no pack any more
            return False
    return any(wanted in signs(differing, pack) for _, differing in found)


def look_at(task: tuple[str, Path]) -> Found:
    program, folder = task
    lines = (folder / "intakes.ndjson").read_bytes().splitlines()
    found = differences(program, folder / "pack.yaml", lines)
    if not found:
        return Found(folder, len(lines), "", ())
    line, differing = found[0]
    fields = {difference.field for difference in differing}
    whole, vocabulary = read_layers(folder / "pack.yaml")
    whole = {"pack": "random", "version": "1.0.0", "vocabulary": "vocabulary.yaml", **whole}
    wanted = max(signs(differing, whole))
    smallest = [whole, vocabulary, json.loads(line)]
    if disagrees(program, *smallest, wanted):  # else the layers make the difference
        smallest = shrink.smallest(*smallest, lambda *smaller: disagrees(program, *smaller, wanted))
    pack, vocabulary, intake = smallest
    with tempfile.TemporaryDirectory() as small:
        path = shrink.write_pack(Path(small), pack, vocabulary)
        shown = [difference for _, some in differences(program, path, [json.dumps(intake).encode()])
                 for difference in some]
        text = f"{path.read_text()}{(path.parent / 'vocabulary.yaml').read_text()}{json.dumps(intake)}\n"
    for difference in shown or differing:
        text += f"  {difference.field}: reference {json.dumps(difference.reference, ensure_ascii=False)}" \
                f" | program {json.dumps(difference.program, ensure_ascii=False)}\n"
    return Found(folder, len(lines), text, tuple(sorted(fields)))


# ---------------------------------------------------------------- the command

def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=1e9, help="no new pack is begun after these")
    parser.add_argument("--shown", type=int, default=SHOWN)
    given = parser.parse_args()
    folders = sorted((one for one in given.folder.iterdir() if one.is_dir()), key=lambda one: int(one.name))
    start, packs, intakes = time.monotonic(), 0, 0
    by_field: Counter[str] = Counter()
    different = 0
    with multiprocessing.Pool(compare.PROCESSES) as pool:
        for one in pool.imap(look_at, [(given.program, folder) for folder in folders]):
            packs, intakes = packs + 1, intakes + one.intakes
            if one.text:
                different += 1
                by_field.update(one.fields)
                if different <= given.shown:
                    print(f"---- pack {one.folder.name}\n{one.text}", flush=True)
            if time.monotonic() - start > given.seconds:
                pool.terminate()
                break
    for field, count in by_field.most_common():
        print(f"{count:7} {field}")
    print(f"{packs} packs with {intakes} intakes compared, {different} packs different")
    return 2 if not packs else 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
