"""A figure: a number as a person may see it, with everything that makes it answerable."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nemawashi.sources.locator import Citation

__all__ = ["Basis", "Figure", "weakest"]


class Basis(StrEnum):
    """What a figure rests on, strongest first."""

    CITED = "cited"
    DERIVED = "derived"
    ASSUMED = "assumed"
    JUDGED = "judged"


_STRENGTH = {basis: rank for rank, basis in enumerate(Basis)}


def weakest(bases: Iterable[Basis]) -> Basis:
    """The weakest basis among leaves; a derived figure is never stronger than what it was derived from."""
    return max(bases, key=lambda basis: _STRENGTH[basis], default=Basis.DERIVED)


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with unit, range, day, basis and sources.

    A figure has no arithmetic: inputs are correlated, so ranges come from draws or from interval evaluation in the floor that owns the
    computation. ``value`` is None where only the range is known, or where nothing is ("not priced"): unknown is not zero.
    """

    value: float | None
    unit: str
    as_of: date
    basis: Basis
    sources: tuple[Citation, ...]
    low: float | None = None
    high: float | None = None
    method: str = ""
    """How a derived figure was made, in one sentence; by whom and why for an assumed or judged one."""
    note: str = ""
    change: bool = False
    """Whether the sign is part of the meaning: a change is written with + or −."""

    def __post_init__(self) -> None:
        if self.value is not None and self.low is None and self.high is None:
            object.__setattr__(self, "low", self.value)
            object.__setattr__(self, "high", self.value)
        if self.low is not None and self.high is not None:
            if not self.low <= self.high:
                raise ValueError(f"a figure's low {self.low} exceeds its high {self.high}")
            if self.value is not None and not self.low <= self.value <= self.high:
                raise ValueError(f"a figure's value {self.value} lies outside its range {self.low} to {self.high}")

    @property
    def known(self) -> bool:
        """Whether anything at all is known of the quantity."""
        return self.value is not None or self.low is not None or self.high is not None
