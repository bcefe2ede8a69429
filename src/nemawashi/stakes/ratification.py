"""Two levels (Putnam 1988): who must be carried at home, which packages they would carry, and how surely.

A body decides by the seats of its blocs. A bloc votes for a package when its own value of it reaches its threshold; both are ranges, so a vote is
sure, possible or out of reach, and ratification is a range of probabilities, never one number. The win-set of a party is what all its bodies carry.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import ConfigDict

from nemawashi.agenda import Magnitude, Package
from nemawashi.language import Text
from nemawashi.sources import Certainty
from nemawashi.stakes.screen import HIGH, LOW, Screen
from nemawashi.stakes.value import POINTS

__all__ = ["Bloc", "Body", "Carried", "Ratification", "ratification", "win_set"]

Array = NDArray[np.float64]
FORBID = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True)
class Bloc:
    """Seats that vote together, or a group without seats whose assent is needed (seats = 1)."""

    __pydantic_config__ = FORBID

    id: str
    name: Text
    seats: int
    regards: Mapping[str, float]
    """Attribute → how much of its judgement hangs on it; shares that sum to one."""
    threshold: Magnitude
    """Points of its own value at or above which it votes for a package."""
    source: str = ""
    certainty: Certainty | None = None
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """A chamber, a party organ or a public whose assent is needed while ``start ≤ day < end``."""

    __pydantic_config__ = FORBID

    id: str
    party: str
    title: Text
    needed: int
    """Seats that carry."""
    blocs: tuple[Bloc, ...]
    when: Literal["treaty", "law", "always", "never"]
    """What kind of settlement needs it; ``never``: it can punish but not block."""
    known: date
    note: Text
    start: date | None = None
    end: date | None = None
    constituency: str = ""
    """Id of the constituency in the record that holds its readings."""
    hindsight: bool = False
    where: str = field(default="", compare=False, repr=False)

    @property
    def seats(self) -> int:
        """All seats that vote."""
        return sum(bloc.seats for bloc in self.blocs)

    def sits(self, day: date) -> bool:
        """Whether it is this body that decides on ``day``."""
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)


@dataclass(frozen=True, slots=True)
class Carried:
    """What one body does with a package."""

    body: str
    votes: tuple[int, int]
    """Sure votes, and votes that are possible."""
    needed: int
    probability: tuple[float, float]
    """Least and greatest probability that it carries, thresholds uniform in their ranges and blocs independent."""
    against: tuple[str, ...]
    """Blocs that surely vote against."""

    @property
    def verdict(self) -> Literal["carries", "open", "fails"]:
        """Sure, possible or out of reach."""
        return "carries" if self.votes[0] >= self.needed else "open" if self.votes[1] >= self.needed else "fails"


@dataclass(frozen=True, slots=True)
class Ratification:
    """A package before a party's bodies on a day."""

    party: str
    day: date
    bodies: tuple[Carried, ...]

    @property
    def verdict(self) -> Literal["carries", "open", "fails"]:
        """The weakest body decides."""
        verdicts = [carried.verdict for carried in self.bodies]
        return "fails" if "fails" in verdicts else "open" if "open" in verdicts else "carries"

    @property
    def probability(self) -> tuple[float, float]:
        """At worst the bodies fail apart (Fréchet: Σp − (n−1)); at best they carry together (the least of them)."""
        if not self.bodies:
            return (1.0, 1.0)
        lows, highs = zip(*(carried.probability for carried in self.bodies), strict=True)
        return (max(0.0, sum(lows) - (len(lows) - 1)), min(highs))


def _value(screen: Screen, bloc: Bloc, party: str, change: Array) -> tuple[float, float]:
    here = screen.of(party)
    regard = np.array([bloc.regards.get(a.id, 0.0) for a in screen.attributes[here]])
    return (POINTS * float(regard @ change[LOW, here]), POINTS * float(regard @ change[HIGH, here]))


def _above(value: float, threshold: Magnitude) -> float:
    """Probability that a threshold uniform in its range is at or below ``value``."""
    low, high = threshold.bounds
    if high == low:
        return float(value >= low)
    return min(1.0, max(0.0, (value - low) / (high - low)))


def _carries(blocs: Sequence[Bloc], chances: Sequence[float], needed: int) -> float:
    """Probability that independent blocs bring ``needed`` seats together: a convolution over seats."""
    votes = np.zeros(sum(bloc.seats for bloc in blocs) + 1)
    votes[0] = 1.0
    for bloc, chance in zip(blocs, chances, strict=True):
        with_it = np.zeros_like(votes)
        with_it[bloc.seats :] = votes[: len(votes) - bloc.seats]
        votes = (1 - chance) * votes + chance * with_it
    return float(min(1.0, votes[needed:].sum())) if needed < len(votes) else 0.0


def ratification(
    screen: Screen,
    bodies: Iterable[Body],
    party: str,
    package: Package,
    day: date,
    *,
    form: Literal["treaty", "law", "executive"] = "executive",
) -> Ratification:
    """Put a package before the bodies of ``party`` that decide on ``day``; ``form`` says what kind of act the settlement needs at home.

    A treaty needs the treaty bodies, a change of law the law bodies; an executive agreement only those whose assent is always needed.
    """
    change = screen.change(package)
    carried: list[Carried] = []
    for body in bodies:
        if body.party != party or not body.sits(day) or body.when not in ("always", form):
            continue
        values = [_value(screen, bloc, party, change) for bloc in body.blocs]
        sure = sum(bloc.seats for bloc, (low, _) in zip(body.blocs, values, strict=True) if low >= bloc.threshold.bounds[1])
        possible = sum(bloc.seats for bloc, (_, high) in zip(body.blocs, values, strict=True) if high >= bloc.threshold.bounds[0])
        lows = [_above(low, bloc.threshold) for bloc, (low, _) in zip(body.blocs, values, strict=True)]
        highs = [_above(high, bloc.threshold) for bloc, (_, high) in zip(body.blocs, values, strict=True)]
        out = tuple(bloc.id for bloc, (_, high) in zip(body.blocs, values, strict=True) if high < bloc.threshold.bounds[0])
        carried.append(
            Carried(
                body.id,
                (sure, possible),
                body.needed,
                (_carries(body.blocs, lows, body.needed), _carries(body.blocs, highs, body.needed)),
                out,
            )
        )
    return Ratification(party, day, tuple(carried))


def win_set(
    screen: Screen,
    bodies: Sequence[Body],
    party: str,
    packages: Iterable[Package],
    day: date,
    *,
    form: Literal["treaty", "law", "executive"] = "executive",
) -> tuple[tuple[Package, Ratification], ...]:
    """The packages a party's bodies would or might carry on ``day``, surest first."""
    answers = [(package, ratification(screen, bodies, party, package, day, form=form)) for package in packages]
    kept = [pair for pair in answers if pair[1].verdict != "fails"]
    return tuple(sorted(kept, key=lambda pair: (pair[1].probability[0], pair[1].probability[1]), reverse=True))
