"""Packs: the rules of a clinic, ready to screen."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from . import _clearance
from .decision import Decision
from .errors import IntakeError, Issue, PackError
from .intake import to_json
from .match import Entry, Match


class Pack:
    """Rules and their vocabulary, loaded by :func:`clearance.load`. Never changes, and any number of threads may use
    it; screening lets other threads run."""

    __slots__ = ("_engine",)

    def __init__(self, engine: _clearance.Pack) -> None:
        self._engine = engine

    @classmethod
    def load(cls, path_or_name: str | os.PathLike[str]) -> "Pack":
        """Loads a pack from a YAML file, or by its name one that comes with clearance: ``"microneedling"``.

        A name is a str without a slash that names a shipped pack; write ``./microneedling`` for a file of that name.
        The shipped packs are in the folder that the environment variable CLEARANCE_RULES names, else where they were
        installed. Raises :class:`PackError`, with all mistakes at once, for a pack that cannot be used.
        """
        loaded, found = _clearance.load(_shipped(path_or_name) or path_or_name)
        if loaded is None:
            # Doubts do not make a pack unusable: they are for `clearance lint`.
            error = PackError(Issue(**i) for i in found if i["severity"] == "error")
            if not os.path.exists(path_or_name):
                error.add_note(f"packs that come with clearance: {', '.join(_shipped_names()) or 'none found'}")
            raise error
        return cls(loaded)

    @property
    def id(self) -> str:
        """The pack's name: ``microneedling``."""
        return self._engine.id

    @property
    def version(self) -> str:
        """The pack's own version, as its author wrote it."""
        return self._engine.version

    @property
    def title(self) -> str:
        """What it is, in words; may be empty."""
        return self._engine.title

    @property
    def hash(self) -> str:
        """``sha256:`` and 64 digits over rules, vocabulary and texts. The same hash gives the same decisions."""
        return self._engine.hash

    def screen(self, intake: Mapping[str, Any] | str | bytes) -> Decision:
        """Decides one intake: a dict, or JSON as str or bytes (UTF-8).

        In a dict, a ``datetime.date`` is a day and a ``datetime.datetime`` a minute, with its UTC offset where it
        has one. What is wrong with the intake is told in the decision's ``problems`` and counts as unknown. Raises
        :class:`IntakeError` where the text is no JSON object or exceeds a limit, TypeError for what has no JSON.
        """
        usable, answer = self._engine.screen(to_json(intake))
        if not usable:
            raise IntakeError(answer)
        return Decision(answer)

    def match(self, text: str) -> Match:
        """What the vocabulary makes of a name: ``pack.match("aspirin 81 mg").entries[0].id`` is ``"aspirin"``."""
        if not isinstance(text, str):
            raise TypeError(f"a name is a str, not {type(text).__name__}")
        entries, left_over = self._engine.match(text.encode("utf-8", "replace"))
        return Match([Entry(*e) for e in entries], left_over)

    def __repr__(self) -> str:
        return f"<Pack {self.id} {self.version}>"


load = Pack.load


def _rules_folder() -> Path:
    chosen = os.environ.get("CLEARANCE_RULES")
    if chosen:
        return Path(chosen)
    package = Path(__file__).parent
    return (package / (package / "rules_folder.txt").read_text("utf-8").strip()).resolve()


def _shipped(name: str | os.PathLike[str]) -> Path | None:
    if not isinstance(name, str) or not name or "/" in name or os.sep in name:
        return None
    path = _rules_folder() / f"{name}.yaml"
    return path if os.path.isfile(path) else None


def _shipped_names() -> list[str]:
    return sorted(path.stem for path in _rules_folder().glob("*.yaml"))
