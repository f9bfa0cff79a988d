"""Screens patients against a clinic's rules.

    >>> import clearance
    >>> pack = clearance.load("microneedling")
    >>> decision = pack.screen({
    ...     "today": "2026-11-22",
    ...     "treatment": {"date": "2026-11-23", "depth": "mild", "zones": ["cheeks"]},
    ...     "medications": [{"name": "Advil 200 mg", "last_taken": "2026-11-20"}],
    ...     "conditions": [], "sessions": [],
    ... })
    >>> decision.verdict, decision.earliest
    ('defer', '2026-11-27')

All rules are decided by the engine in C++; this package only translates.
"""

from ._clearance import version as __version__
from .decision import Decision
from .errors import IntakeError, Issue, PackError
from .match import Entry, Match
from .pack import Pack, load

__all__ = ["Decision", "Entry", "IntakeError", "Issue", "Match", "Pack", "PackError", "__version__", "load"]
