"""A peer's process, pinned to one core, and the lines that it is spoken to in."""
import json
import pathlib
import subprocess
from typing import Any

from lineup import Peer


class Failure(Exception):
    """What ends the run, in words."""


class Contestant:
    def __init__(self, peer: Peer, limit: int, core: int):
        self.peer = peer
        self._process = subprocess.Popen(["taskset", "-c", str(core), *peer.line(limit)], stdin=subprocess.PIPE,
                                         stdout=subprocess.PIPE, text=True, encoding="utf-8")
        hello = self._reply("its start")
        self.unavailable: str = hello.get("unavailable", "")
        self.version: str = hello.get("version", "")
        self.forms: list[str] = hello.get("forms", [])
        self.gives_earliest: bool = hello.get("earliest", False)

    def _reply(self, to: str) -> dict[str, Any]:
        line = self._process.stdout.readline()
        if not line:
            raise Failure(f"{self.peer.name}: no reply to {to}; it ended with status {self._process.wait()}")
        return json.loads(line)

    def _ask(self, command: str) -> dict[str, Any]:
        self._process.stdin.write(command + "\n")
        self._process.stdin.flush()
        return self._reply(f"`{command}`")

    def check(self, form: str, expected: list[str], scratch: pathlib.Path) -> None:
        """Every answer has to be the expected one, without the earliest day where the peer cannot tell one."""
        answers = scratch / f"{self.peer.name}.{form}.txt"
        self._ask(f"answer {form} {answers}")
        given = answers.read_text(encoding="utf-8").splitlines()
        if len(given) != len(expected):
            raise Failure(f"{self.peer.name}: {len(given)} answers from {form}, not {len(expected)}")
        for number, (answer, right) in enumerate(zip(given, expected), 1):
            if not self.gives_earliest:
                right = " ".join([*right.split()[:2], "?"])
            if answer != right:
                raise Failure(f"{self.peer.name}: from {form}, intake {number}: `{answer}`, not `{right}`")

    def time(self, form: str, passes: int) -> dict[str, float]:
        """Process CPU time in ns of all passes: `ns`, and `own_ns` by the engine's own account where it keeps one."""
        return self._ask(f"time {form} {passes}")

    def digest(self, form: str) -> float:
        """Of all answers of one pass, in whatever order."""
        return self.time(form, 1)["digest"]

    def end(self) -> None:
        self._process.stdin.close()
        self._process.wait()
