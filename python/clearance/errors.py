"""What can go wrong: a pack with mistakes, an intake that cannot be read."""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Issue:
    """A mistake in a pack: where it is, what it is, and how to mend it. ``str`` shows its line with a caret."""

    file: str
    line: int  #: from 1; 0 speaks of the file as a whole
    column: int  #: from 1, in bytes of UTF-8
    code: str  #: stable, to look up or to test for: ``bad-duration``
    message: str
    hint: str  #: may be empty
    severity: str  #: ``error``
    text: str = field(repr=False)  #: the mistake as the program prints it

    def __str__(self) -> str:
        return self.text


class PackError(Exception):
    """A pack that cannot be used. ``issues`` has all its mistakes at once, ``str`` shows them with carets."""

    def __init__(self, issues: Iterable[Issue]) -> None:
        self.issues: tuple[Issue, ...] = tuple(issues)
        super().__init__(self.issues)

    def __str__(self) -> str:
        return "".join(map(str, self.issues)).rstrip("\n")


class IntakeError(ValueError):
    """An intake that gets no decision, since it is no JSON object or exceeds a limit. Every other mistake in an
    intake is told in its decision's ``problems``."""
