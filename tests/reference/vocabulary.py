"""Sections 4 and 6: one section of the vocabulary files, and what a text names."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from logic import Kleene, any_of, as_list, same

IGNORED = set("""and with plus mg mcg ug μg g kg ml l iu unit units meq percent
tablet tab capsule cap pill softgel gummy gummies gel cream ointment serum lotion spray drop injection pen
patch syrup powder solution foam liquid supplement oral topical daily nightly weekly monthly once twice thrice
two three four a an the of in per each every day night week month morning evening bedtime time hour at as needed
prn bid tid qid qd od hs po er xr sr dr ec ib low dose extra strength regular small mild moderate severe my x
""".split())


def words(text: str) -> tuple[str, ...]:
    """Lower case, no accents or apostrophes, letters apart from digits, no plural s."""
    folded = unicodedata.normalize("NFKD", text.lower())
    folded = "".join(c for c in folded if not unicodedata.combining(c) and c not in "'’‘`´")
    found = re.findall(r"[^\W\d_]+|\d+", folded)
    return tuple(w[:-1] if len(w) >= 4 and w[-1] == "s" and w[-2:] not in ("ss", "us", "is") else w for w in found)


class Vocabulary:
    """Substances, conditions, zones or events: each a DAG. It never changes, so answers are kept."""

    def __init__(self, entries: dict[str, dict[str, Any]], of_substances: bool = False):
        self.entries = entries
        self.of_substances = of_substances
        self.by_words: dict[tuple[str, ...], str] = {}
        self.by_code: dict[tuple[str, str], str] = {}
        self.kept: dict[Any, Any] = {}
        for name, entry in entries.items():
            for text in [name, entry.get("label", name), *as_list(entry.get("names"))]:
                self.by_words.setdefault(words(text), name)
        self.members: dict[str, list[str]] = {name: [] for name in entries}
        for name in entries:
            for above in self.closure(name, "is") - {name}:
                self.members[above].append(name)
        for name, entry in entries.items():
            for system, values in (entry.get("codes") or {}).items():
                for value in as_list(values):
                    self.by_code.setdefault((self.system(system), value), name)

    @staticmethod
    def system(text: str) -> str:
        return re.sub(r"[^a-z0-9]", "", text.lower())

    def get(self, name: str, key: str) -> list[str]:
        return as_list(self.entries[name].get(key))

    def closure(self, name: str, *keys: str) -> frozenset[str]:
        """The name itself and everything that the keys lead to."""
        if (name, keys) not in self.kept:
            found, todo = set(), [name]
            while todo:
                at = todo.pop()
                if at not in found:
                    found.add(at)
                    todo += [other for key in keys for other in self.get(at, key)]
            self.kept[name, keys] = frozenset(found)
        return self.kept[name, keys]

    def up(self, name: str) -> frozenset[str]:
        return self.closure(name, "is", "contains")

    def classes(self, name: str) -> frozenset[str]:
        return self.closure(name, "is")

    def parts(self, zone: str) -> frozenset[str]:
        return self.closure(zone, "parts")

    def is_a(self, name: str, targets: frozenset[str]) -> Kleene:
        """Certain for the name, its classes and its ingredients, else what may be."""
        if (name, targets) not in self.kept:
            self.kept[name, targets] = self.find_whether(name, targets)
        return self.kept[name, targets]

    def find_whether(self, name: str, targets: frozenset[str]) -> Kleene:
        if self.up(name) & targets:
            return True
        options = self.get(name, "may_be")
        if options:
            return same(self.is_a(option, targets) for option in options)
        if any(self.may_mean(member, targets) for member in self.members[name]):
            return None
        return any_of(self.is_a(part, targets) for part in self.get(name, "contains"))

    def may_mean(self, member: str, targets: frozenset[str]) -> bool:
        """A substance class may mean a member, and so its other classes; another class only what is below it."""
        return self.is_a(member, targets) is not False if self.of_substances else member in targets

    def inherited(self, name: str, key: str) -> list[str]:
        """The entry's own value, or else those of its classes."""
        if (name, "inherited", key) not in self.kept:
            own = self.get(name, key)
            self.kept[name, "inherited", key] = own or [
                value for parent in self.get(name, "is") for value in self.inherited(parent, key)]
        return self.kept[name, "inherited", key]

    def find(self, text: str) -> tuple[list[str], list[str]]:
        """What a text names, and the words left over."""
        tokens = words(text)
        if tokens in self.by_words:
            return [self.by_words[tokens]], []
        names: list[str] = []
        rest: list[str] = []
        at = 0
        while at < len(tokens):
            for end in range(len(tokens), at, -1):
                if tokens[at:end] in self.by_words:
                    name = self.by_words[tokens[at:end]]
                    names += [name] if name not in names else []
                    at = end
                    break
            else:
                if tokens[at] not in IGNORED and not tokens[at].isdigit():
                    rest.append(tokens[at])
                at += 1
        return names, rest
