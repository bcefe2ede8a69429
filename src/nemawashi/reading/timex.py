"""Date and time expressions of English news and their TIMEX3 values, by rules of our own anchored to a day.

Values follow TimeML (Pustejovsky et al. 2003): ``2025-05-02``, ``2025-W18``, ``2025-05``, ``2025-SU``, ``P90D``, ``PXW``, ``PRESENT_REF``.
A bare weekday or month is the latest one up to the anchor, unless words before it look ahead (*will*, *scheduled*, *until*).
"""

import re
from dataclasses import dataclass
from datetime import date

from nemawashi.reading.timex_patterns import RULES

__all__ = ["Expression", "timexes"]

_AHEAD = re.compile(
    r"\b(?:will|shall|scheduled|due|slated|expected|until|till|through|set (?:to|for|with)|going to|plans? to|starting|aim\w*|as early as|ahead of|upcoming|by|end on|from mid)\b(?:[^.;\n]|(?<=[A-Z])\.)*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Expression:
    """One expression: ``text[start:end]``, its TIMEX3 type and value, and START, MID or END where it says so."""

    start: int
    end: int
    type: str
    value: str
    mod: str = ""


def timexes(text: str, anchor: date) -> list[Expression]:
    """Give the expressions of ``text`` in order, longest first where two overlap, valued from ``anchor``."""
    found: list[Expression] = []
    for pattern, rule in RULES:
        for match in pattern.finditer(text):
            here = match.start("x") if "x" in pattern.groupindex and match.group("x") else match.start()
            ahead = _AHEAD.search(text, max(0, here - 110), here) is not None
            answer = rule(match, anchor, ahead)
            if answer is not None:
                start = match.start("x") if "x" in pattern.groupindex and match.group("x") else match.start()
                found.append(Expression(start, match.end(), *answer))
    found.sort(key=lambda e: (-(e.end - e.start), e.start))
    kept: list[Expression] = []
    for one in found:
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda e: e.start)
