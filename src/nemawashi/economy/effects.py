"""Effects of a shock by party, sector and partner: plain numbers; sources and notes are added where they are shown.

One run is central; the others (elasticity sets, bounds of the law) give the range. An outcome's low and high are the least and greatest of the runs
that solved. Changes are against the baseline given, the status quo; without a shock every one is exactly zero.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from nemawashi.economy.baseline import Baseline
from nemawashi.economy.counterfactual import Counterfactual, Status
from nemawashi.economy.shock import Shock
from nemawashi.economy.solve import solve
from nemawashi.errors import Unknown

__all__ = ["OUTCOMES", "Effects", "Outcome", "OutcomeKind", "effects"]

Reader = Callable[[Counterfactual, int, int | None, int | None], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class OutcomeKind:
    """An outcome the model computes."""

    name: str
    unit: str
    by: tuple[str, ...]
    """Axes beside the party that it may be asked for: ``sector``, ``partner``."""
    needs: tuple[str, ...]
    """Axes it must be asked for."""
    says: str
    read: Reader = field(repr=False, compare=False)
    """(run, region, partner, sector) → level before, change."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One number of the table with its range."""

    name: str
    party: str
    partner: str
    sector: str
    unit: str
    before: float
    """Level in the status quo, where the unit is money; 100 where it is per cent."""
    value: float
    low: float
    high: float


def _percent(ratio: float) -> tuple[float, float]:
    return 100.0, 100.0 * (ratio - 1.0)


def _level(before: float, after: float) -> tuple[float, float]:
    return before, after - before


def _traded(c: Counterfactual, n: int, i: int | None, j: int | None, *, imports: bool) -> tuple[float, float]:
    def total(flow: object) -> float:
        import numpy as np  # noqa: PLC0415 - a name for the type checker only

        array = np.asarray(flow)
        view = array[n] if imports else array[:, n]
        if i is not None:
            view = view[i : i + 1]
            own = 0.0
        else:
            own = float(view[n, j] if j is not None else view[n].sum())
        return float(view[:, j].sum() if j is not None else view.sum()) - own

    return _level(total(c.flow_before), total(c.flow))


def _imports(c: Counterfactual, n: int, i: int | None, j: int | None) -> tuple[float, float]:
    return _traded(c, n, i, j, imports=True)


def _exports(c: Counterfactual, n: int, i: int | None, j: int | None) -> tuple[float, float]:
    return _traded(c, n, i, j, imports=False)


def _balance(c: Counterfactual, n: int, i: int | None, j: int | None) -> tuple[float, float]:
    sold, bought = _exports(c, n, i, j), _imports(c, n, i, j)
    return sold[0] - bought[0], sold[1] - bought[1]


def _revenue(c: Counterfactual, n: int, i: int | None, j: int | None) -> tuple[float, float]:
    if i is None and j is None:
        return _level(float(c.revenue_before[n]), float(c.revenue[n]))
    cells = (slice(None) if i is None else i, slice(None) if j is None else j)
    return _level(float(c.duty_before[n][cells].sum()), float(c.duty[n][cells].sum()))


def _goods_balance(c: Counterfactual, n: int, i: int | None, _: int | None) -> tuple[float, float]:
    levels = []
    for flow in (c.flow_before, c.flow):
        trade = flow[:, :, c.baseline.goods].sum(2)
        net = trade[:, n] - trade[n]
        levels.append(float(net.sum() if i is None else net[i]))
    return _level(*levels)


def _output(c: Counterfactual, n: int, _: int | None, j: int | None) -> tuple[float, float]:
    assert j is not None
    return _percent(float(c.output_volume[n, j]))


def _output_value(c: Counterfactual, n: int, _: int | None, j: int | None) -> tuple[float, float]:
    if j is None:
        return _level(float(c.output_before[n].sum()), float(c.output[n].sum()))
    return _level(float(c.output_before[n, j]), float(c.output[n, j]))


def _price(c: Counterfactual, n: int, _: int | None, j: int | None) -> tuple[float, float]:
    return _percent(float(c.consumer_price[n] if j is None else c.prices[n, j]))


def _kinds() -> Iterator[OutcomeKind]:
    def plain(name: str, unit: str, says: str, read: Callable[[Counterfactual, int], tuple[float, float]]) -> OutcomeKind:
        return OutcomeKind(name, unit, (), (), says, lambda c, n, _i, _j: read(c, n))

    yield plain(
        "real_income",
        "%",
        "exact real income: (I'/I)/P̂, tariff revenue and deficit included",
        lambda c, n: _percent(float(c.real_income[n])),
    )
    yield plain("real_wage", "%", "wage over consumer prices, ŵ/P̂", lambda c, n: _percent(float(c.real_wage[n])))
    yield plain(
        "income_gain",
        "USD million",
        "real income change at benchmark prices: I·(Î/P̂ − 1)",
        lambda c, n: (float(c.before.income[n]), float(c.before.income[n] * (c.real_income[n] - 1.0))),
    )
    yield plain("wage", "%", "wage against world value added", lambda c, n: _percent(float(c.wage[n])))
    yield plain(
        "terms_of_trade",
        "%",
        "first-order terms of trade (Caliendo and Parro 2015)",
        lambda c, n: (0.0, 100.0 * float(c.terms_of_trade[n])),
    )
    yield plain(
        "volume_of_trade",
        "%",
        "first-order volume of trade (Caliendo and Parro 2015)",
        lambda c, n: (0.0, 100.0 * float(c.volume_of_trade[n])),
    )
    yield OutcomeKind("revenue", "USD million", ("partner", "sector"), (), "tariff revenue", _revenue)
    yield OutcomeKind("price", "%", ("sector",), (), "price index against world value added", _price)
    yield OutcomeKind("output", "%", ("sector",), ("sector",), "output at benchmark prices", _output)
    yield OutcomeKind("output_value", "USD million", ("sector",), (), "output in money", _output_value)
    yield OutcomeKind("imports", "USD million", ("partner", "sector"), (), "imports net of tariff", _imports)
    yield OutcomeKind("exports", "USD million", ("partner", "sector"), (), "exports net of tariff", _exports)
    yield OutcomeKind(
        "balance", "USD million", ("partner", "sector"), (), "exports less imports, net of tariff, services included", _balance
    )
    yield OutcomeKind("goods_balance", "USD million", ("partner",), (), "exports less imports of goods, net of tariff", _goods_balance)


OUTCOMES: Mapping[str, OutcomeKind] = MappingProxyType({kind.name: kind for kind in _kinds()})
"""Every outcome by name."""


@dataclass(frozen=True, eq=False)
class Effects:
    """What a shock does, under one or several sets of elasticities."""

    runs: tuple[Counterfactual, ...] = field(repr=False)
    """The central run first."""
    labels: tuple[str, ...]
    """What each run stands for: an elasticity set, a bound of the law."""
    parties: Mapping[str, str] = field(repr=False)
    """Party → region."""

    @property
    def central(self) -> Counterfactual:
        """The run whose values are shown."""
        return self.runs[0]

    @property
    def status(self) -> Status:
        """How the central run ended."""
        return self.central.status

    @property
    def closure(self) -> str:
        """The rule for deficits."""
        return self.central.closure

    @property
    def residual(self) -> float:
        """The largest residual among the runs that solved."""
        return max((run.residual for run in self.runs if run.ok), default=self.central.residual)

    @property
    def message(self) -> str:
        """The central run's message, and which runs gave no numbers."""
        failed = [
            f"{label}: {run.message}" for label, run in zip(self.labels, self.runs, strict=True) if not run.ok and run is not self.central
        ]
        return "; ".join([self.central.message, *failed])

    def outcome(self, name: str, party: str, *, sector: str = "", partner: str = "") -> tuple[float, float, float] | None:
        """Low, central and high change of an outcome; None where the central run has no numbers or an axis it needs is missing.

        Raises:
            Unknown: for an outcome, party, sector or partner that is not known.

        """
        row = self.row(name, party, sector=sector, partner=partner)
        return None if row is None else (row.low, row.value, row.high)

    def row(self, name: str, party: str, *, sector: str = "", partner: str = "") -> Outcome | None:
        """The same with its unit and the level before."""
        if name not in OUTCOMES:
            raise Unknown("outcome", name, OUTCOMES)
        kind = OUTCOMES[name]
        given = {"sector": sector, "partner": partner}
        if (
            not self.central.ok
            or any(not given[axis] for axis in kind.needs)
            or any(value and axis not in kind.by for axis, value in given.items())
        ):
            return None
        base = self.central.baseline
        n = base.region(self._region(party))
        i = base.region(self._region(partner)) if partner else None
        j = base.sector(sector) if sector else None
        found = [kind.read(run, n, i, j) for run in self.runs if run.ok]
        changes = [change for _, change in found]
        return Outcome(name, party, partner, sector, kind.unit, found[0][0], changes[0], min(changes), max(changes))

    def _region(self, party: str) -> str:
        if party in self.parties:
            return self.parties[party]
        if party in self.central.baseline.regions:
            return party
        raise Unknown("party", party, [*self.parties, *self.central.baseline.regions])

    def table(self, parties: Sequence[str], *, partners: Sequence[str] = (), sectors: Sequence[str] | None = None) -> tuple[Outcome, ...]:
        """Every outcome of ``parties``: totals, by sector, and against each of ``partners`` (the parties themselves unless given)."""
        if not self.central.ok:
            return ()
        goods = self.central.baseline.sectors if sectors is None else tuple(sectors)
        across = tuple(partners) or tuple(parties)
        found: list[Outcome | None] = []
        for party in parties:
            for kind in OUTCOMES.values():
                found.append(self.row(kind.name, party))
                if "sector" in kind.by:
                    found += [self.row(kind.name, party, sector=sector) for sector in goods]
                if "partner" in kind.by:
                    found += [self.row(kind.name, party, partner=other) for other in across if other != party]
        return tuple(row for row in found if row is not None)


def effects(
    baselines: Baseline | Mapping[str, Baseline],
    shock: Shock,
    *,
    closure: str = "deficits held",
    parties: Mapping[str, str] | None = None,
    alternatives: Mapping[str, Shock] | None = None,
    start: Effects | None = None,
) -> Effects:
    """Solve ``shock`` on each baseline (label → baseline under one elasticity set, the central one first) and give the effects.

    ``alternatives`` are further shocks solved on the central baseline, such as the low and the high bound of the law. ``start`` warms the
    solves with an earlier answer on the same baselines.
    """
    named = {"baseline": baselines} if isinstance(baselines, Baseline) else dict(baselines)
    warm = dict(zip(start.labels, start.runs, strict=True)) if start is not None else {}

    def near(label: str, baseline: Baseline) -> Counterfactual | None:
        run = warm.get(label)
        return run if run is not None and run.baseline is baseline and run.closure == closure else None

    runs = [solve(baseline, shock=shock, closure=closure, start=near(label, baseline)) for label, baseline in named.items()]
    labels = list(named)
    first = next(iter(named.values()))
    for label, other in (alternatives or {}).items():
        runs.append(solve(first, shock=other, closure=closure, start=runs[0] if runs[0].ok else None))
        labels.append(label)
    return Effects(tuple(runs), tuple(labels), MappingProxyType(dict(parties or {})))
