"""A decision, as the engine wrote it."""

from collections.abc import Iterator, Mapping
from json import loads
from typing import Any


class Decision(Mapping[str, Any]):
    """What a pack says of one intake.

    ``json`` is the exact text, byte for byte that of the program. It is read when something else is first asked for:
    every key of it by ``decision["findings"]``, the usual ones as attributes. Lists and dicts are those of the JSON.
    """

    __slots__ = ("json", "_read")

    json: str

    def __init__(self, json: str) -> None:
        self.json = json
        self._read: dict[str, Any] | None = None

    @property
    def verdict(self) -> str:
        """The worst of the findings: ``clear``, ``conditional``, ``incomplete``, ``defer``, ``refer`` or
        ``exclude``, from best to worst."""
        return self["verdict"]

    @property
    def worst_possible(self) -> str:
        """How bad the verdict may still get when the missing facts are known."""
        return self["worst_possible"]

    @property
    def earliest(self) -> str | None:
        """The first day (``2026-11-29``), or for a treatment with a time the first minute (``2026-11-29T14:30``),
        on which every time rule is certainly free. None where that cannot be said."""
        return self["earliest"]

    @property
    def findings(self) -> list[dict[str, Any]]:
        """Every rule that fired, may fire or is avoidable, the worst first: ``{"rule", "effect", "certainty",
        "until", "because": [{"fact", "text"}], "says", "source"}``."""
        return self["findings"]

    @property
    def actions(self) -> list[dict[str, Any]]:
        """What the patient must do, and by when: ``{"do", "fact", "substance", "last_use_by", "resume_from",
        "rule"}``."""
        return self["actions"]

    @property
    def missing(self) -> list[dict[str, Any]]:
        """The facts whose absence leaves the decision open, the most decisive first: ``{"fact", "question",
        "rules"}``."""
        return self["missing"]

    @property
    def zones(self) -> dict[str, str]:
        """A verdict for each requested zone and each part of it."""
        return self["zones"]

    @property
    def advice(self) -> list[dict[str, Any]]:
        """What to avoid from when, when to resume, aftercare: ``{"rule", "what", "from", "until"}``."""
        return self["advice"]

    @property
    def problems(self) -> list[dict[str, Any]]:
        """What is wrong with the intake itself: ``{"at", "severity", "message"}``, ``at`` a JSON pointer."""
        return self["problems"]

    def __getitem__(self, key: str) -> Any:
        return self._content()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._content())

    def __len__(self) -> int:
        return len(self._content())

    def __repr__(self) -> str:
        # Nothing of the patient: a repr ends in logs.
        return f"<Decision {self.verdict}, worst possible {self.worst_possible}, earliest {self.earliest}>"

    def _content(self) -> dict[str, Any]:
        if self._read is None:
            self._read = loads(self.json)
        return self._read
