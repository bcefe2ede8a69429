"""The frontier of a domain: its efficient payoffs, the packages that give them, and how it was found."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from itertools import islice

import numpy as np
import numpy.typing as npt

from nemawashi.bargain.domain import Domain
from nemawashi.bargain.scale import Ints

__all__ = ["Frontier", "Point"]

Payoff = tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A package and what it gives each party, exactly."""

    payoffs: Payoff
    package: dict[str, str]

    @property
    def values(self) -> tuple[float, ...]:
        """The payoffs as floats, nothing rounded but the last bit."""
        return tuple(float(value) for value in self.payoffs)


@dataclass(frozen=True, eq=False)
class Frontier:
    """The efficient payoffs of a domain, best for the first party first.

    ``method``: *exhaustive* (every package looked at), *exact* (merged, nothing lost), *bound* (each allowed package has one here that
    falls short of it by at most ``bound`` in every party's payoff; those shown are efficient among themselves, payoffs unrounded).
    """

    domain: Domain
    method: str
    values: npt.NDArray[np.float64]
    """Payoffs (point, party) as floats; :meth:`payoff` gives them exactly."""
    candidates: int
    """Partial sums generated on the way."""
    bound: Payoff
    """What rounding and thinning may have lost, a party; zero unless ``method`` is *bound*."""
    ticks: int | None
    """The ticks a party when payoffs were rounded while searching; None when they were exact integers."""
    exactly: Callable[[Ints], Sequence[Payoff]] = field(repr=False)
    unfold: Callable[[Ints], Ints] = field(repr=False)
    tied: Callable[[int], Iterator[tuple[int, ...]]] = field(repr=False)

    def __len__(self) -> int:
        return len(self.values)

    def payoffs(self, indices: Sequence[int] | Ints) -> Sequence[Payoff]:
        """The exact payoffs of these points."""
        return self.exactly(np.asarray(indices, dtype=np.int64))

    def payoff(self, index: int) -> Payoff:
        """The exact payoffs of one point."""
        return self.payoffs([index])[0]

    def point(self, index: int) -> Point:
        """One point with a package that gives it."""
        return self.some([index])[0]

    def some(self, indices: Sequence[int] | Ints) -> tuple[Point, ...]:
        """These points, each with a package."""
        at = np.asarray(indices, dtype=np.int64)
        if not len(at):
            return ()
        packages = self.unfold(at).tolist()
        return tuple(Point(tuple(u), self.domain.package(x)) for u, x in zip(self.payoffs(at), packages, strict=True))

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """Every point with a package; for very large frontiers ask for :meth:`some`."""
        return self.some(np.arange(len(self)))

    def ties(self, index: int, most: int = 1000) -> tuple[dict[str, str], ...]:
        """The packages (at most ``most``) that give exactly the payoffs of this point."""
        return tuple(self.domain.package(x) for x in sorted(islice(self.tied(index), most)))

    def at_least(self, floor: Sequence[Fraction | None]) -> npt.NDArray[np.bool_]:
        """True for the points that give every party at least ``floor`` (None: no demand), decided exactly."""
        mask = np.ones(len(self), dtype=bool)
        for p, value in enumerate(floor):
            if value is None or not len(self):
                continue
            column, limit = self.values[:, p], float(value)
            near = np.abs(column - limit) <= 1e-9 * max(1.0, abs(limit), float(np.abs(column).max()))
            mask &= (column >= limit) | near
            unsure = np.flatnonzero(mask & near)
            mask[unsure] = [u[p] >= value for u in self.payoffs(unsure)]
        return mask

    def beyond(self, payoffs: Sequence[Fraction]) -> Ints:
        """Indices of the points that dominate these payoffs: at least as good for every party, better for one; none where they are efficient."""
        at = np.flatnonzero(self.at_least(payoffs))
        better: Ints = at[np.array([tuple(u) != tuple(payoffs) for u in self.payoffs(at)], dtype=bool)]
        return better

    @property
    def floor(self) -> tuple[Fraction | None, ...] | None:
        """What each party must get: the better of breakdown and walk-away; None where nothing is known."""
        return self.domain.floor

    @cached_property
    def zopa(self) -> Ints | None:
        """Indices of the efficient points nobody would refuse; None when no party's floor is known."""
        return None if self.floor is None else np.flatnonzero(self.at_least(self.floor))
