"""Section 2: Kleene's tables and the order of the verdicts. None is unknown."""

from __future__ import annotations

from typing import Any, Iterable, Optional

Kleene = Optional[bool]
VERDICTS = ["clear", "conditional", "incomplete", "defer", "refer", "exclude"]
CERTAINTIES = ["avoidable", "possible", "certain"]  # by the verdict that each contributes


def worst(verdicts: Iterable[str]) -> str:
    return max(verdicts, key=VERDICTS.index, default="clear")


def all_of(values: Iterable[Kleene]) -> Kleene:
    seen = list(values)
    return False if False in seen else None if None in seen else True


def any_of(values: Iterable[Kleene]) -> Kleene:
    seen = list(values)
    return True if True in seen else None if None in seen else False


def negate(value: Kleene) -> Kleene:
    return None if value is None else not value


def same(values: Iterable[Kleene]) -> Kleene:
    """What alternatives agree on; unknown where they differ."""
    seen = set(values)
    return seen.pop() if len(seen) == 1 else None


def certainty_of(value: Kleene) -> Optional[str]:
    return {True: "certain", None: "possible", False: None}[value]


def as_list(value: Any) -> list[Any]:
    return [] if value in (None, "") else list(value) if isinstance(value, list) else [value]
