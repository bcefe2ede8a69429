"""Which words speak of which issue: documented patterns, given by the case or taken from the general list."""

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Lexicon"]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Issue identifiers and the phrases that speak of them; ``*`` at the end of a word stands for any ending."""

    issues: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
