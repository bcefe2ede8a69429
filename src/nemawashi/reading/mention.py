"""What a mention of somebody was taken to be."""

from dataclasses import dataclass

__all__ = ["THRESHOLD", "Mention"]

THRESHOLD = 0.85
"""Score from which a mention is resolved."""


@dataclass(frozen=True, slots=True)
class Mention:
    """What a mention was taken to be: the person and the score, or the proposal and its reason."""

    person: str | None
    party: str | None
    score: float
    reason: str
    proposed: str = ""
    variant: bool = False
    """Whether the name as written differs from every accepted form."""
