#!/usr/bin/python3
"""An independent reading of the Clearance contract (CONTRACT.md, sections 1 to 6).

It decides in the plainest way - every rule, every zone, every entry, one date after the other - so that a
disagreement with the engine points at a sentence of the contract, not at a data structure. It takes a pack to be free
of errors: what an author may write wrongly is not its concern.

    reference.py PACK.yaml INTAKES.ndjson      one JSON line per intake
"""

from __future__ import annotations

import json
import sys
from typing import Any

from decision import decide
from intake import read_pairs
from layers import load
from rules import Pack


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
    return decide(pack, thing)


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
