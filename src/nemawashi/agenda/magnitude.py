"""A magnitude: how large a term is, between which bounds, and on whose word."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from nemawashi.errors import Fault
from nemawashi.sources import Basis, Certainty, Citation

__all__ = ["Magnitude"]


@dataclass(frozen=True, slots=True)
class Magnitude:
    """``low ≤ value ≤ high`` in ``unit``; cited from a source, or assumed by somebody who gives a range and a reason.

    What has neither a source nor a signed assumption is not a magnitude: it is an ``UnpricedTerm``, and never zero.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    value: float
    unit: str
    basis: Basis
    low: float | None = None
    """``value`` when absent; required unless cited."""
    high: float | None = None
    source: str = ""
    """Id of a source record."""
    pinpoint: str = ""
    certainty: Certainty | None = None
    by: str = ""
    """Who assumes or judges."""
    reason: str = ""
    as_of: date | None = None

    @property
    def bounds(self) -> tuple[float, float]:
        """The range; a cited point is its own range."""
        return (self.value if self.low is None else self.low, self.value if self.high is None else self.high)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where it was taken from."""
        return (Citation(self.source, self.pinpoint),) if self.source else ()

    def faults(self, where: str, name: str) -> list[Fault]:
        """What is wrong with it: bounds out of order, cited without source, assumed without range, name or reason."""
        low, high = self.bounds
        found: list[Fault] = []
        if not low <= self.value <= high:
            found.append(
                Fault(where, f"{name} is {self.value} outside {low} to {high}", "low ≤ value ≤ high", "correct the bounds or the value")
            )
        if self.basis in (Basis.CITED, Basis.DERIVED) and not self.source:
            found.append(
                Fault(
                    where,
                    f"{name} is {self.basis} without a source",
                    "a cited figure names its source",
                    "add source = …, or make it assumed",
                )
            )
        if self.basis in (Basis.ASSUMED, Basis.JUDGED):
            missing = [
                key
                for key, held in (("low", self.low), ("high", self.high), ("by", self.by), ("reason", self.reason))
                if held in (None, "")
            ]
            if missing:
                found.append(
                    Fault(
                        where,
                        f"{name} is {self.basis} without {', '.join(missing)}",
                        "an assumption is signed and has a range and a reason",
                        f'add {" and ".join(missing)}; with no idea of the size use kind = "unpriced"',
                    )
                )
        return found
