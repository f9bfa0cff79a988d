#!/usr/bin/python3
"""Holds packs and vocabularies to the JSON Schemas, as an editor does.

    pack_schemas.py ROOT

ROOT is the project's folder. Exit status 0: every shipped file is as its schema says and names it in its first line,
and what the reader refuses for a reason that a schema can see, the schema refuses too.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match

MODELINE = "# yaml-language-server: $schema="

# Mistakes that are seen without knowing the vocabulary, the sources or the calendar.
SEEN = {"unknown-key", "missing-key", "kind-of-rule", "key-of-other-kind", "bad-duration", "wrong-shape"}

# What only the reader can know, though its code is one of those.
ONLY_THE_READER = {
    "layer_base_is_a_vocabulary": "a schema does not read other files",
    "layer_change_drops_too_much": "a schema does not know what the base says",
    "layer_change_kind": "a schema does not know what the base says",
    "require_of_a_condition": "only the vocabulary knows that it is a condition",
    "when_dates": "only the facts know what a test may say",
    "too_long": "a schema does not count in years",
    "when_is_text": "a schema does not read expressions",
    "route_of_a_condition": "only the vocabulary knows that it is no substance",
    "status_of_a_zone": "only the vocabulary knows that it is no condition",
    "where_of_a_substance": "only the vocabulary knows that it is no condition",
}


class Core(yaml.SafeLoader):
    """YAML 1.2, as editors read it: `yes` is a text, and a date is one."""


Core.yaml_implicit_resolvers = {}
for tag, pattern, first in [
    ("bool", r"^(true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?([0-9]+\.[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?$", "-+0123456789."),
    ("null", r"^(~|null|Null|NULL|)$", ["~", "n", "N", ""]),
]:
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), first)


class Old(yaml.SafeLoader):
    """YAML 1.1, as many programs read it: `yes` is true. Dates stay texts, as JSON has none."""


Old.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
# A time is no number in base 60 either.
Old.yaml_implicit_resolvers = {
    first: [(tag, re.compile(r"^[-+]?[0-9]+$")) if tag.endswith(":int") else (tag, pattern) for tag, pattern in resolvers]
    for first, resolvers in Old.yaml_implicit_resolvers.items()
}


def schema(root: Path, of: str) -> Draft202012Validator:
    text = json.loads((root / f"schemas/{of}.schema.json").read_text())
    Draft202012Validator.check_schema(text)
    return Draft202012Validator(text)


def with_text_keys(value: Any) -> Any:
    """JSON has no other keys."""
    if isinstance(value, dict):
        return {str(k): with_text_keys(v) for k, v in value.items()}
    return [with_text_keys(v) for v in value] if isinstance(value, list) else value


def told(error: Any) -> str:
    return "/".join(map(str, error.absolute_path)) + ": " + error.message[:200]


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    root = Path(arguments[0])
    schemas = {of: schema(root, of) for of in ("pack", "vocabulary")}
    broken = held = refused = 0

    shipped = sorted([*root.glob("rules/**/*.yaml"), *root.glob("tests/packs/**/*.yaml")])
    for path in shipped:
        if "texts" in path.parts:
            continue  # translations have no schema: their keys are the pack's
        of = "vocabulary" if "vocabulary" in path.parts else "pack"
        text = path.read_text()
        for loader in (Core, Old):
            held += 1
            for error in list(schemas[of].iter_errors(with_text_keys(yaml.load(text, loader))))[:3]:
                broken += 1
                print(f"{path} is not as the {of} schema says: {told(best_match([error]))}")
        first = text.split("\n", 1)[0]
        if not first.startswith(MODELINE):
            broken += 1
            print(f"{path} does not begin with `{MODELINE}...`")
        elif (path.parent / first.removeprefix(MODELINE)).resolve() != (root / f"schemas/{of}.schema.json").resolve():
            broken += 1
            print(f"{path} names another schema: {first}")

    for path in sorted(root.glob("tests/golden/*.yaml")):
        expected = path.with_suffix(".expected").read_text()
        codes = set(re.findall(rf"^{re.escape(path.name)}:\d+:\d+: error: .*\[([a-z-]+)\]$", expected, re.M))
        all_codes = set(re.findall(r"^\S*: error: .*\[([a-z-]+)\]$", expected, re.M))
        try:
            pack = with_text_keys(yaml.load(path.read_text(), Core))
        except (yaml.YAMLError, UnicodeDecodeError, ValueError):
            continue
        valid = schemas["pack"].is_valid(pack)
        if not all_codes:
            held += 1
            if not valid:
                broken += 1
                print(f"{path.name} can be used, but: {told(best_match(schemas['pack'].iter_errors(pack)))}")
        elif codes & SEEN and path.stem not in ONLY_THE_READER:
            refused += 1
            if valid:
                broken += 1
                print(f"{path.name} is accepted by the schema\n{expected}")

    print(f"{held} held to their schemas, {refused} to be refused, {broken} not so")
    return 1 if broken or held < 20 or refused < 20 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
