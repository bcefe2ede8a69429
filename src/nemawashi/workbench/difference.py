"""Two tables that differ in one thing: an issue off the table or on it, a red line that binds or is lifted, a partial deal or the whole.

At the centre of the weights both frontiers are solved in the full model; over draws of admissible weights and ranges both are the screen's.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nemawashi.bargain.constraint import Compared, Spread, compared, spread
from nemawashi.bargain.settled import NOTHING, Settled, narrowed, settled_on
from nemawashi.errors import Refused
from nemawashi.workbench.frontier import READS, SEED, draws, fronts, table

if TYPE_CHECKING:
    from nemawashi.workbench.bench import Workbench

__all__ = ["Difference", "difference", "settled_over_draws"]


@dataclass(frozen=True, slots=True)
class Difference:
    """``there`` less ``here``, points: at the centre of the weights, solved, and over the draws of the seed."""

    centre: Compared
    drawn: Spread
    seed: int


def difference(here: "Workbench", there: "Workbench") -> Difference:
    """Compare two scenarios of one case, side and day: every package of ``here`` is allowed in ``there`` too."""
    return there.memo("difference", READS, lambda: _difference(here, there), here.scenario.key(READS))


def _difference(here: "Workbench", there: "Workbench") -> Difference:
    held = table(there)
    drawn = (compared(narrowed(narrow, wide), wide) for narrow, wide in zip(draws(here), settled_over_draws(there), strict=True))
    return Difference(compared(_at_centre(here), settled_on(held.frontier)), spread(drawn, held.domain.parties), SEED)


def settled_over_draws(bench: "Workbench") -> tuple[Settled, ...]:
    """The Nash settlement in every draw of the scenario."""
    return bench.memo("settled over draws", READS, lambda: tuple(settled_on(found) for found in fronts(bench)))


def _at_centre(bench: "Workbench") -> Settled:
    try:
        return settled_on(table(bench).frontier)
    except Refused:
        return NOTHING
