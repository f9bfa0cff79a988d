"""How a peer and `bench/peers/run` speak, line by line: `answer FORM FILE` writes the answers of all patients,
`time FORM PASSES` takes the process CPU time of as many passes over them."""
import itertools
import json
import pathlib
import sys
import time
from typing import Any, Callable, NamedTuple, Optional

FOLDER, LIMIT = pathlib.Path(sys.argv[1]), int(sys.argv[2])

#: Worst last, so that `max` of ranks is the verdict.
VERDICTS = ("clear", "defer", "refer", "exclude")


class Answer(NamedTuple):
    verdict: str
    fired: list[str]
    earliest: Optional[int]


def texts() -> list[bytes]:
    """The patients in the rival's flat form, a text each."""
    with open(FOLDER / "flat.ndjson", "rb") as lines:
        return [line.rstrip(b"\n") for line in itertools.islice(lines, LIMIT)]


def line_of(answer: Answer) -> str:
    fired = "+".join(sorted(set(answer.fired), key=lambda rule: int(rule[1:]))) or "-"
    return f"{answer.verdict} {fired} {'-' if answer.earliest is None else answer.earliest}\n"


def serve(version: str, inputs: list[Any], from_input: Callable[[Any], Answer], from_text: Callable[[bytes], Answer],
          own_ns: Optional[Callable[[], float]] = None) -> None:
    """`own_ns`: the time that the engine itself says to have taken since it was last asked."""
    forms = {"input": (from_input, inputs), "text": (from_text, texts())}
    print(json.dumps({"version": version, "forms": list(forms), "earliest": True}), flush=True)
    for command, form, rest in map(str.split, sys.stdin):
        decide, patients = forms[form]
        reply: dict[str, Any] = {}
        if command == "answer":
            pathlib.Path(rest).write_text("".join(line_of(decide(p)) for p in patients))
        elif command == "time":
            if own_ns:
                own_ns()
            begin = time.process_time_ns()
            for _ in range(int(rest)):
                for patient in patients:
                    decide(patient)
            reply["ns"] = time.process_time_ns() - begin
            if own_ns:
                reply["own_ns"] = own_ns()
        else:
            sys.exit(f"unknown command `{command}`")
        print(json.dumps(reply), flush=True)
