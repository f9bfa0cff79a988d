"""What a vocabulary makes of a name."""

from dataclasses import dataclass
from typing import NamedTuple


class Entry(NamedTuple):
    """An entry of the vocabulary."""

    kind: str  #: ``substance``, ``condition`` or ``zone``
    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Match:
    """The entries that a text names, in the order of the text within each kind, and the words (normalised) that
    nothing explains. An intake that has such a word in a name has an error there."""

    entries: list[Entry]
    left_over: list[str]

    @property
    def understood(self) -> bool:
        """Whether something is named and no word is left over."""
        return bool(self.entries) and not self.left_over
