"""Makes a pack and an intake smaller while something stays true of them."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any, Callable, Iterator

import yaml

KEPT = {"pack", "version", "vocabulary", "rules"}  # a pack has these


def write_pack(folder: Path, pack: dict[str, Any], vocabulary: dict[str, Any]) -> Path:
    for name, data in (("vocabulary", vocabulary), ("pack", pack)):
        text = yaml.safe_dump(data, sort_keys=False, width=10_000).replace("'yes'", "yes").replace("'no'", "no")
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder / "pack.yaml"


def places(thing: Any, path: tuple = ()) -> Iterator[tuple]:
    """Paths to everything that may be dropped, the largest first."""
    inner = thing.items() if isinstance(thing, dict) else enumerate(thing) if isinstance(thing, list) else ()
    keys = [(key, value) for key, value in inner]
    for key, _ in keys:
        if path or key not in KEPT:
            yield (*path, key)
    for key, value in keys:
        yield from places(value, (*path, key))


def without(thing: Any, path: tuple) -> Any:
    result = copy.deepcopy(thing)
    at = result
    for key in path[:-1]:
        at = at[key]
    del at[path[-1]]
    return result


def smallest(pack: dict[str, Any], vocabulary: dict[str, Any], intake: Any,
             stays: Callable[[Any, Any, Any], bool]) -> tuple[Any, Any, Any]:
    """Drops one thing after the other, until nothing more can be dropped."""
    whole = [pack, vocabulary, intake]
    tries = 0
    shrunk = True
    while shrunk and tries < 2000:
        shrunk = False
        for at in (0, 2, 1):
            for path in list(places(whole[at])):
                tries += 1
                try:
                    smaller = [*whole[:at], without(whole[at], path), *whole[at + 1:]]
                except (KeyError, IndexError, TypeError):  # gone with what held it
                    continue
                if stays(*smaller):
                    whole, shrunk = smaller, True
    return whole[0], whole[1], whole[2]
