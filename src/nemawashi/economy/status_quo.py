"""Two stages: the benchmark year is carried to the tariffs of a day, and packages are measured from there.

The status quo is the world on that day, duties between third parties included. Rebasing writes the equilibrium found out as a new baseline, so a
package that changes nothing has exactly no effect.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from nemawashi.economy.baseline import Baseline
from nemawashi.economy.counterfactual import Counterfactual
from nemawashi.economy.shock import Shock
from nemawashi.economy.solve import solve
from nemawashi.errors import Unknown, Unsolved

__all__ = ["Bound", "Rates", "rated", "rebase", "status_quo"]

Array = NDArray[np.float64]
Bound = Literal["low", "central", "high"]


class Rates(Protocol):
    """Average duty rates of one pair of regions by sector, as ``pricing.sector_rates`` gives them: fractions."""

    @property
    def importer(self) -> str:
        """Importing party or region."""
        ...

    @property
    def origin(self) -> str:
        """Exporting party or region."""
        ...

    @property
    def sectors(self) -> Sequence[str]:
        """Sectors covered, in order."""
        ...

    @property
    def low(self) -> Sequence[float]:
        """Lower bounds."""
        ...

    @property
    def central(self) -> Sequence[float]:
        """Central rates."""
        ...

    @property
    def high(self) -> Sequence[float]:
        """Upper bounds."""
        ...


def rated(
    baseline: Baseline,
    rates: Iterable[Rates],
    *,
    region_of: Mapping[str, str] | None = None,
    bound: Bound = "central",
    start: Array | None = None,
) -> Array:
    """Tariffs (n, i, j) with the given pairs' rates put in place of those of ``start`` (the baseline's).

    ``region_of`` turns parties into regions. Cells without trade keep their rate.

    Raises:
        Unknown: for a party, region or sector the baseline does not have.

    """
    tariff = np.array(baseline.tariff if start is None else start)
    for pair in rates:
        n, i = (baseline.region(_region(name, region_of)) for name in (pair.importer, pair.origin))
        for sector, rate in zip(pair.sectors, getattr(pair, bound), strict=True):
            tariff[n, i, baseline.sector(sector)] = rate
    return tariff


def _region(party: str, region_of: Mapping[str, str] | None) -> str:
    if region_of is None:
        return party
    if party not in region_of:
        raise Unknown("party", party, region_of)
    return region_of[party]


def rebase(found: Counterfactual) -> Baseline:
    """Write a solved counterfactual out as a baseline of its own.

    Raises:
        Unsolved: when it has no numbers.

    """
    if not found.ok:
        raise Unsolved(found.message, residual=found.residual)
    if found.wedge is not None:
        raise Unsolved("a world with purchase commitments or binding quotas has no tariffs that reproduce it; measure from the plain one")
    old, p = found.baseline, found.after
    return Baseline.from_arrays(
        flow=p.flow,
        tariff=found.tariff,
        intermediate=None if old.intermediate is None else old.cost_share * p.output[:, :, None],
        final=old.final_share * p.income[:, None],
        value_added=old.value_share * p.output,
        theta=old.theta,
        regions=old.regions,
        sectors=old.sectors,
        deficit=p.deficit,
        services=old.services,
    )


def status_quo(
    baseline: Baseline,
    rates: Array | Iterable[Rates],
    *,
    region_of: Mapping[str, str] | None = None,
    bound: Bound = "central",
    closure: str = "deficits held",
    start: Counterfactual | None = None,
) -> Baseline:
    """Give the world at the tariffs of a day: ``rates`` is a full array (n, i, j) or the rates of some pairs, others as in the benchmark.

    Raises:
        Unsolved: when the tariffs of the day have no equilibrium.

    """
    tariff = rates if isinstance(rates, np.ndarray) else rated(baseline, rates, region_of=region_of, bound=bound)
    found = solve(baseline, shock=Shock(tariff=tariff), closure=closure, start=start)
    return rebase(found)
