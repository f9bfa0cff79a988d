"""Section 6: packs in layers. A pack takes over what it extends, changes whole values and leaves rules out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from logic import as_list
from rules import Pack


def read_yaml(path: Path) -> dict[str, Any]:
    """Every scalar a string: it is read by what its key expects (section 6)."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader) or {}


def add_new(into: dict[str, Any], more: dict[str, Any], what: str) -> None:
    for name, body in more.items():
        if name in into:
            raise ValueError(f"{what} {name} stands twice")
        into[name] = body


def read_layers(path: Path) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """The whole pack, and its vocabulary."""
    own = read_yaml(path)
    whole: dict[str, Any] = {"facts": {}, "rules": {}}
    vocabulary: dict[str, dict[str, Any]] = {}
    if "extends" in own:
        whole, vocabulary = read_layers(path.parent / own["extends"])
    for name in as_list(own.get("vocabulary")):
        for section, entries in read_yaml(path.parent / name).items():
            vocabulary.setdefault(section, {}).update({key: value or {} for key, value in entries.items()})
    for name, changes in (own.get("change") or {}).items():
        if name not in whole["rules"]:
            raise ValueError(f"no rule {name} to change")
        rule = {**whole["rules"][name], **changes}
        whole["rules"][name] = {key: value for key, value in rule.items() if changes.get(key) != "none"}
    for name in as_list(own.get("remove")):
        del whole["rules"][name]
    add_new(whole["facts"], own.get("facts") or {}, "fact")
    add_new(whole["rules"], own.get("rules") or {}, "rule")
    return whole, vocabulary


def load(path: str | Path) -> Pack:
    return Pack(*read_layers(Path(path)))
