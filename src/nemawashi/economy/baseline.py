"""The benchmark: flows, tariffs, input–output table and trade elasticities of one year, checked and frozen.

Axes: n importer or user, i exporter, j and k sectors. Money is in one unit throughout; which one does not matter. Symbols of Caliendo and
Parro (2015): X expenditure, Y output, π shares of tariff-inclusive expenditure, γ cost shares, α final shares, D deficit, θ trade elasticity.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nemawashi.economy.checks import check
from nemawashi.errors import Fault, Refused, Unknown

__all__ = ["Array", "Baseline"]

Array = NDArray[np.float64]


def _frozen(values: ArrayLike | None, shape: tuple[int, ...] | None = None) -> Array:
    array = np.array(values, dtype=np.float64, order="C")
    if shape is not None and array.shape != shape and array.size == 1:
        array = np.full(shape, float(array.reshape(-1)[0]))
    array.setflags(write=False)
    return array


@dataclass(frozen=True, eq=False)
class Baseline:
    """A benchmark year of the world economy; build it with :meth:`from_arrays`, which checks it.

    ``eq`` is identity: a baseline is a large value, and caches key on it.
    """

    regions: tuple[str, ...]
    sectors: tuple[str, ...]
    flow: Array = field(repr=False)
    """F_nij: purchases of n from i in sector j, net of the tariff; n = i is the domestic flow."""
    tariff: Array = field(repr=False)
    """t_nij, a fraction: 0.10 is ten per cent."""
    intermediate: Array | None = field(repr=False)
    """Z_nkj: what sector k in n spends on input j, tariff included; None where no links are modelled."""
    final: Array = field(repr=False)
    """Final expenditure by region and sector, tariff included."""
    value_added: Array = field(repr=False)
    """Value added by region and sector; its sum is the wage income w_nL_n of the one factor."""
    theta: Array = field(repr=False)
    """θ_j > 0, the elasticity of imports to trade cost."""
    deficit: Array = field(repr=False)
    """D_n = imports − exports, net of tariffs; sums to zero."""
    notes: tuple[str, ...] = ()
    """What was tolerated on the way in, in words."""
    services: tuple[str, ...] = ()
    """Sectors that are no goods; balances in goods leave them out, tariff games too."""

    @classmethod
    def from_arrays(
        cls,
        *,
        flow: ArrayLike,
        tariff: ArrayLike,
        intermediate: ArrayLike | None = None,
        final: ArrayLike,
        value_added: ArrayLike,
        theta: ArrayLike,
        regions: Sequence[str],
        sectors: Sequence[str],
        deficit: ArrayLike | None = None,
        services: Sequence[str] = (),
    ) -> "Baseline":
        """Check and freeze a benchmark.

        ``flow`` (n, i, j) net of tariff; ``tariff`` (n, i, j) fractions; ``intermediate`` (importer, using sector, input) tariff-inclusive, or
        None for a model without links; ``final`` and ``value_added`` (n, j); ``theta`` (j) or one number. ``deficit`` is imports minus exports
        of ``flow`` unless given. ``services`` names the sectors that are no goods.

        Raises:
            Refused: with every fault found, each naming its cell: a NaN, a negative flow, a label missing, an account that does not close.

        """
        names, goods = tuple(str(name) for name in regions), tuple(str(name) for name in sectors)
        n, j = len(names), len(goods)
        given: dict[str, tuple[ArrayLike | None, tuple[int, ...] | None]] = {
            "flow": (flow, None),
            "tariff": (tariff, (n, n, j)),
            "intermediate": (intermediate, None),
            "final": (final, None),
            "value_added": (value_added, None),
            "theta": (theta, (j,)),
        }
        if deficit is not None:
            given["deficit"] = (deficit, None)
        arrays: dict[str, Array | None] = {}
        unread: list[Fault] = []
        for name, (array, shape) in given.items():
            try:
                arrays[name] = None if array is None and name == "intermediate" else _frozen(array, shape)
            except (TypeError, ValueError) as error:
                unread.append(Fault(name, str(error), "every cell is a number, every row as long as the next", "give an array of numbers"))
        if unread:
            raise Refused(unread)
        faults, notes = check(arrays, names, goods)
        if faults:
            raise Refused(faults)
        flows = arrays["flow"]
        assert flows is not None
        told = arrays.get("deficit")
        balance = told if told is not None else _frozen(flows.sum((1, 2)) - flows.sum((0, 2)))
        return cls(
            regions=names,
            sectors=goods,
            flow=flows,
            tariff=arrays["tariff"],  # type: ignore[arg-type]
            intermediate=arrays["intermediate"],
            final=arrays["final"],  # type: ignore[arg-type]
            value_added=arrays["value_added"],  # type: ignore[arg-type]
            theta=arrays["theta"],  # type: ignore[arg-type]
            deficit=balance,
            notes=tuple(notes),
            services=tuple(goods[_position("sector", name, goods)] for name in services),
        )

    @property
    def linked(self) -> bool:
        """Whether sectors buy from one another."""
        return self.intermediate is not None

    @cached_property
    def expenditure(self) -> Array:
        """X_nj = Σ_i F_nij (1 + t_nij), from the trade table."""
        return _frozen((self.flow * (1.0 + np.where(self.flow > 0, self.tariff, 0.0))).sum(1))

    @cached_property
    def output(self) -> Array:
        """Y_ij = Σ_n F_nij, from the trade table."""
        return _frozen(self.flow.sum(0))

    @cached_property
    def share(self) -> Array:
        """π_nij, tariff-inclusive; a cell in which nothing is bought counts as bought at home."""
        paid = self.flow * (1.0 + np.where(self.flow > 0, self.tariff, 0.0))
        total = paid.sum(1, keepdims=True)
        own = np.broadcast_to(np.eye(len(self.regions))[:, :, None], paid.shape)
        return _frozen(np.where(total > 0, paid / np.where(total > 0, total, 1.0), own))

    @cached_property
    def cost_share(self) -> Array:
        """γ_nkj: input j in the cost of sector k of region n; zero without links."""
        n, j = len(self.regions), len(self.sectors)
        if self.intermediate is None:
            return _frozen(np.zeros((n, j, j)))
        cost = self.intermediate.sum(2) + self.value_added
        return _frozen(self.intermediate / np.where(cost > 0, cost, 1.0)[:, :, None])

    @cached_property
    def value_share(self) -> Array:
        """β_nk = 1 − Σ_j γ_nkj: value added in the cost of sector k."""
        return _frozen(1.0 - self.cost_share.sum(2))

    @cached_property
    def final_share(self) -> Array:
        """α_nj: sector j in final expenditure."""
        return _frozen(self.final / self.final.sum(1, keepdims=True))

    @cached_property
    def labour(self) -> Array:
        """w_nL_n: wage income, the sum of value added."""
        return _frozen(self.value_added.sum(1))

    @cached_property
    def world(self) -> float:
        """World value added, the numéraire."""
        return float(self.labour.sum())

    @cached_property
    def goods(self) -> NDArray[np.bool_]:
        """Which sectors are goods."""
        return np.array([sector not in self.services for sector in self.sectors])

    def region(self, name: str) -> int:
        """Give the position of a region; an unknown one raises Unknown with the nearest known."""
        return _position("region", name, self.regions)

    def sector(self, name: str) -> int:
        """Give the position of a sector; an unknown one raises Unknown with the nearest known."""
        return _position("sector", name, self.sectors)

    def with_theta(self, theta: ArrayLike) -> "Baseline":
        """Give the same benchmark under another set of elasticities."""
        return Baseline.from_arrays(
            flow=self.flow,
            tariff=self.tariff,
            intermediate=self.intermediate,
            final=self.final,
            value_added=self.value_added,
            theta=theta,
            regions=self.regions,
            sectors=self.sectors,
            deficit=self.deficit,
            services=self.services,
        )


def _position(kind: str, name: str, known: tuple[str, ...]) -> int:
    try:
        return known.index(name)
    except ValueError:
        raise Unknown(kind, name, known) from None
