"""Two tables that differ in one thing: an issue off the table or on it, a red line that binds or is lifted, a partial deal or the whole.

At the centre of the weights both frontiers are solved in the full model; over draws of admissible weights and ranges both are the screen's.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nemawashi.bargain.domain import Domain
from nemawashi.bargain.frontier import Frontier
from nemawashi.bargain.nash import nash
from nemawashi.errors import Refused
from nemawashi.stakes.questions import Settled, compared, settled, settled_on
from nemawashi.workbench.frontier import DRAWS, READS, SEED, draws, table

if TYPE_CHECKING:
    from nemawashi.workbench.bench import Workbench

__all__ = ["Difference", "Served", "difference", "settled_over_draws"]


@dataclass(frozen=True, slots=True)
class Served:
    """One party: what the difference is worth to it at the Nash package, over the draws in which both tables have an acceptable one."""

    party: str
    low: float
    high: float
    gains: float
    """Share of those draws in which it gains."""
    loses: float
    """Share in which it loses."""


@dataclass(frozen=True, slots=True)
class Difference:
    """``there`` less ``here``, points; None where one of the two has no acceptable package."""

    here: Settled
    there: Settled
    gain: Mapping[str, float] | None
    """At the Nash package."""
    gain_in_best: Mapping[str, float] | None
    """Each party's best acceptable package."""
    served: Mapping[str, Served]
    answered: int
    """Draws in which both tables have an acceptable package."""
    opens: int
    """Draws in which only ``there`` has one."""
    closes: int
    """Draws in which only ``here`` has one."""
    draws: int
    seed: int


def difference(here: "Workbench", there: "Workbench") -> Difference:
    """Compare two scenarios of one case, side and day: every package of ``here`` is allowed in ``there`` too."""
    return there.memo("difference", READS, lambda: _difference(here, there), here.scenario.key(READS))


def _difference(here: "Workbench", there: "Workbench") -> Difference:
    held = table(there)
    gains: dict[str, list[float]] = {party: [] for party in held.domain.parties}
    answered = opens = closes = 0
    for narrow, b in zip(draws(here), settled_over_draws(there), strict=True):
        a = _within(narrow, b)
        answered += a.payoffs is not None and b.payoffs is not None
        opens += a.payoffs is None and b.payoffs is not None
        closes += a.payoffs is not None and b.payoffs is None
        if a.payoffs is not None and b.payoffs is not None:
            for party, rows in gains.items():
                rows.append(b.payoffs[party] - a.payoffs[party])
    middle = compared("", _at_centre(here), settled_on(held.frontier, nash))
    return Difference(
        middle.here,
        middle.there,
        middle.gain,
        middle.gain_in_best,
        {
            party: Served(
                party, min(found), max(found), sum(gain > 0 for gain in found) / len(found), sum(gain < 0 for gain in found) / len(found)
            )
            for party, found in gains.items()
            if found
        },
        answered,
        opens,
        closes,
        DRAWS,
        SEED,
    )


NOTHING = Settled(None, (), None, 0, "no package is left")


def settled_over_draws(bench: "Workbench") -> tuple[Settled, ...]:
    """The Nash settlement in every draw of the scenario."""
    return bench.memo("settled over draws", READS, lambda: tuple(_settled(domain) for domain in draws(bench)))


def _within(narrow: Domain, wide: Settled) -> Settled:
    """The Nash settlement of a narrower table: that of the wider one wherever it is still allowed (independence of irrelevant alternatives)."""
    if any(not narrow.broken(package) for package in wide.packages):
        return wide
    return _settled(narrow)


def _settled(domain: Domain) -> Settled:
    try:
        return settled(domain)
    except Refused:
        return NOTHING


def _at_centre(bench: "Workbench") -> Settled:
    try:
        found: Frontier = table(bench).frontier
    except Refused:
        return NOTHING
    return settled_on(found, nash)
