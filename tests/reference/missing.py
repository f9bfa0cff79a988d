"""Section 5: the facts whose absence leaves the decision open."""

from __future__ import annotations

from typing import Any

from situation import Situation


def list_missing(situation: Situation, findings: list) -> list[str]:
    """Lists that are absent; what else is missing, compare.py finds by learning one fact after the other."""
    return sorted({found.fact for found in findings if found.certainty == "possible"
                   and found.fact in ("/medications", "/conditions", "/sessions", "/events", "/treatment/zones")})
