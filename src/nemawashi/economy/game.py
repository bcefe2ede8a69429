"""Models as games over tariffs: what a state of one gives (welfare, flows, the gradient of welfare), and which duties may be chosen."""

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from nemawashi.economy.baseline import Baseline
from nemawashi.economy.counterfactual import Counterfactual
from nemawashi.economy.gradient import Tangent
from nemawashi.economy.ossa import OssaModel, OssaState
from nemawashi.economy.solve import solve
from nemawashi.errors import Unsolved

__all__ = ["Game", "ModelGame", "OssaGame", "State"]

Array = NDArray[np.float64]


class State(Protocol):
    """A solved point of a game."""

    @property
    def welfare(self) -> Array:
        """Log welfare by region against the benchmark."""
        ...

    @property
    def flow(self) -> Array:
        """Trade net of duties, [importer, exporter, sector]."""
        ...

    def gradient(self, seed: Array) -> Array:
        """d(seed·welfare) by log(1 + t), [importer, exporter, sector]."""
        ...


class Game(Protocol):
    """A model in which regions choose tariffs."""

    @property
    def tariff(self) -> Array:
        """Tariffs of the benchmark [importer, exporter, sector]."""
        ...

    @property
    def free(self) -> NDArray[np.bool_]:
        """Cells that may be chosen."""
        ...

    def at(self, tariff: Array) -> State:
        """Solve under ``tariff``; raises Unsolved where there is no equilibrium."""
        ...


class OssaGame:
    """Ossa's model as a game; every foreign cell is free."""

    def __init__(self, model: OssaModel) -> None:
        self.model = model
        self.tariff = model.tariff
        self.free = (model.trade > 0) & ~np.eye(len(model.regions), dtype=bool)[:, :, None]
        self._last: OssaState | None = None
        self.solves = 0

    def at(self, tariff: Array) -> OssaState:
        """Solve, warm."""
        self.solves += 1
        try:
            self._last = self.model.solve(tariff, self._last)
        except Unsolved:
            self._last = self.model.solve(tariff)
        return self._last


class _ModelState:
    def __init__(self, found: Counterfactual) -> None:
        self.found = found
        self.welfare: Array = np.log(found.real_income)
        self.flow: Array = found.flow
        self._tangent: Tangent | None = None

    def gradient(self, seed: Array) -> Array:
        """Pull weighted log real incomes back to log(1 + t)."""
        from nemawashi.economy.derivative import Seed  # noqa: PLC0415 - a detail of the sector model only

        if self._tangent is None:
            self._tangent = Tangent(self.found)
        back = self._tangent.linear.adjoint(
            Seed(price=-seed[:, None] * self.found.baseline.final_share, income=seed / self.found.after.income)
        )
        return back.cost + back.duty


class ModelGame:
    """The sector model as a game over the tariffs of traded goods.

    ``sectors`` limits the choice (all goods when None), ``between`` limits it to the duties of these regions on one another.
    """

    def __init__(
        self,
        baseline: Baseline,
        *,
        closure: str = "deficits held",
        sectors: Sequence[str] | None = None,
        between: Sequence[str] | None = None,
    ) -> None:
        self.baseline, self.closure = baseline, closure
        self.tariff = baseline.tariff
        chosen = np.zeros(len(baseline.sectors), dtype=bool)
        names = [s for s in baseline.sectors if s not in baseline.services] if sectors is None else sectors
        chosen[[baseline.sector(name) for name in names]] = True
        self.free = (baseline.flow > 0) & ~np.eye(len(baseline.regions), dtype=bool)[:, :, None] & chosen
        if between is not None:
            inside = np.zeros(len(baseline.regions), dtype=bool)
            inside[[baseline.region(name) for name in between]] = True
            self.free &= (inside[:, None] & inside[None, :])[:, :, None]
        self._last: Counterfactual | None = None
        self.solves = 0

    def at(self, tariff: Array) -> _ModelState:
        """Solve, warm."""
        self.solves += 1
        found = solve(self.baseline, tariff=tariff, closure=self.closure, start=self._last)
        if not found.ok:
            raise Unsolved(found.message, residual=found.residual)
        self._last = found
        return _ModelState(found)
