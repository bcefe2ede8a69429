"""Claims that can be checked: what was asserted, the evidence for and against, and a signed verdict or "no data"."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from pydantic import ConfigDict

from nemawashi.language import Text
from nemawashi.sources import Certainty, Citation

__all__ = ["Claim", "Evidence", "Verdict"]

FORBID = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence; ``value`` and ``unit`` where it is a number, always with source and certainty."""

    __pydantic_config__ = FORBID

    text: Text
    bearing: Literal["for", "against", "qualifies"]
    citation: Citation
    certainty: Certainty
    known: date
    as_of: date | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A judgement on a claim, signed and dated; a later one replaces it from its known date on."""

    __pydantic_config__ = FORBID

    ruling: Literal["supported", "contradicted", "partly", "unclear", "no_data"]
    reason: Text
    by: str
    known: date


@dataclass(frozen=True, slots=True)
class Claim:
    """A proposition somebody made that facts can bear out or not."""

    __pydantic_config__ = FORBID

    id: str
    proposition: Text
    statements: tuple[str, ...]
    """Ids of the statements that make the claim."""
    verdicts: tuple[Verdict, ...]
    evidence: tuple[Evidence, ...] = ()
    issues: tuple[str, ...] = ()
    wanted: Text | None = None
    """What data would decide it, where none or not enough is at hand."""
    where: str = field(default="", compare=False, repr=False)

    def verdict(self, known: date) -> Verdict | None:
        """The verdict as it stood on ``known``."""
        readable = [verdict for verdict in self.verdicts if verdict.known <= known]
        return readable[-1] if readable else None

    def known_from(self) -> date:
        """The first day of a verdict; the claim itself becomes known with its first statement."""
        return min(verdict.known for verdict in self.verdicts)
