"""Does the ranking flip: packages in order by one outcome, under every published elasticity set, under draws, and with one elasticity moved at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from nemawashi.agenda import Package
from nemawashi.economy import Shock
from nemawashi.economy.effects import OUTCOMES
from nemawashi.economy.elasticity import CENTRAL
from nemawashi.economy.sensitivity import Ask, Flip, draw_elasticities, draws, flips
from nemawashi.economy.solve import solve
from nemawashi.errors import Fault, Refused, Unknown
from nemawashi.workbench import shelf
from nemawashi.workbench.effects import shock_of
from nemawashi.workbench.world import world

if TYPE_CHECKING:
    from nemawashi.workbench.bench import Workbench

__all__ = ["DRAWS", "READS", "SEED", "Asked", "Drawn", "Sensitivity", "asked_packages", "sensitivity"]

READS = ("clock", "closure", "elasticities")
DRAWS, SEED = 24, 20250503
Value = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is ranked, and by what."""

    outcome: str
    party: str
    partner: str = ""
    sector: str = ""
    draws: int = DRAWS
    seed: int = SEED


@dataclass(frozen=True, slots=True)
class Drawn:
    """The packages over draws of elasticities between the published sets."""

    best: Value
    """Package → share of the draws in which it stands first."""
    same: float
    """Share of the draws whose whole order is the usual one."""
    interval: Mapping[str, tuple[float, float, float]]
    """Package → 5th percentile, median and 95th of its change."""
    solved: int


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """The answer: values and orders, and what turns them."""

    asked: Asked
    packages: Mapping[str, Package] = field(repr=False)
    values: Mapping[str, Value]
    """Elasticity set → package → change of the outcome; the shown set first."""
    flips: tuple[Flip, ...]
    """Elasticities that turn the order when moved alone."""
    drawn: Drawn | None

    @property
    def orders(self) -> Mapping[str, tuple[str, ...]]:
        """Elasticity set → packages, most first."""
        return {name: tuple(sorted(row, key=lambda one: (-row[one], one))) for name, row in self.values.items()}

    @property
    def usual(self) -> tuple[str, ...]:
        """The order under the set whose values are shown."""
        return next(iter(self.orders.values()))

    @property
    def turning(self) -> tuple[str, ...]:
        """Sets under which the order is another."""
        return tuple(name for name, order in self.orders.items() if order != self.usual)


def asked_packages(bench: "Workbench", names: Sequence[str]) -> dict[str, Package]:
    """Packages to rank: those named (an id of the case, or moves joined by commas), else every one the case names that moves something, and the scenario's own.

    Raises:
        Refused: with fewer than two packages that differ.

    """
    found: dict[str, Package] = {}
    if names:
        for name in names:
            found[name] = bench.agenda.package(name.split(",") if "=" in name else [name])
    else:
        for one in bench.agenda.packages:
            made = bench.agenda.package([one.id])
            if bench.agenda.moved(made):
                found[one.id] = made
        if bench.agenda.moved(bench.package):
            found["yours"] = bench.package
    if len(set(found.values())) < len(found) or len(found) < 2:
        rule = "a ranking compares two packages or more, each another"
        raise Refused(Fault("packages", ", ".join(found) or "none", rule, "name packages of the case, or moves joined by commas"))
    return found


def sensitivity(bench: "Workbench", asked: Asked, packages: Mapping[str, Package]) -> Sensitivity:
    """Rank ``packages`` by an outcome and say what turns the ranking; kept on the shelf, since every elasticity is tried.

    Raises:
        Unknown: for an outcome, party, partner or sector that is not known.
        Refused: for an outcome that needs a sector, or takes no partner.

    """
    ask = _ask(bench, asked)
    return bench.memo("sensitivity", READS, lambda: _sensitivity(bench, asked, ask, packages), asked, tuple(packages.items()))


def _ask(bench: "Workbench", asked: Asked) -> Ask:
    economy = bench.case.economy
    if asked.outcome not in OUTCOMES:
        raise Unknown("outcome", asked.outcome, OUTCOMES, where="--outcome")
    kind = OUTCOMES[asked.outcome]
    given = {"sector": asked.sector, "partner": asked.partner}
    for axis, value in given.items():
        if value and axis not in kind.by:
            raise Refused(Fault(f"--{axis}", value, f"{kind.name} is not told by {axis}", "leave it out"))
        if not value and axis in kind.needs:
            raise Refused(Fault(f"--{axis}", "none", f"{kind.name} is told by {axis}", f"name one: {', '.join(economy.baseline.sectors)}"))
    if asked.draws < 0:
        raise Refused(Fault("--draws", str(asked.draws), "draws are counted from none", "ask for 0 or more"))
    for party in (asked.party, *([asked.partner] if asked.partner else [])):
        if party not in economy.region_of:
            raise Unknown("party", party, economy.region_of)
    if asked.sector:
        economy.baseline.sector(asked.sector)
    return Ask(asked.outcome, economy.region_of[asked.party], economy.region_of.get(asked.partner, ""), asked.sector)


def _sensitivity(bench: "Workbench", asked: Asked, ask: Ask, packages: Mapping[str, Package]) -> Sensitivity:
    name = shelf.label(
        "sensitivity", bench.case.digest, bench.scenario.key(READS), asked, sorted((k, sorted(v.items())) for k, v in packages.items())
    )
    held = shelf.fetch(name)
    if held is None:
        held = _told(*_computed(bench, asked, ask, packages))
        shelf.keep(name, held)
    drawn = held["drawn"]
    return Sensitivity(
        asked,
        packages,
        held["values"],
        tuple(Flip(one["sector"], one["usual"], one["theta"], tuple(one["order"])) for one in held["flips"]),
        None
        if drawn is None
        else Drawn(
            drawn["best"], drawn["same"], {key: (row[0], row[1], row[2]) for key, row in drawn["interval"].items()}, drawn["solved"]
        ),
    )


def _told(values: Mapping[str, Value], found: tuple[Flip, ...], drawn: Drawn | None) -> dict[str, Any]:
    return {"values": values, "flips": [asdict(one) for one in found], "drawn": None if drawn is None else asdict(drawn)}


def _computed(
    bench: "Workbench", asked: Asked, ask: Ask, packages: Mapping[str, Package]
) -> tuple[dict[str, Value], tuple[Flip, ...], Drawn | None]:
    economy, now = bench.case.economy, world(bench)
    shocks = {name: shock_of(bench, package) for name, package in packages.items()}
    closure, tariff = bench.scenario.closure, np.array(now.central.tariff)
    values: dict[str, Value] = {}
    for label, b in now.baselines.items():
        values[label] = {name: ask.of(solve(b, shock=shock, closure=closure)) for name, shock in shocks.items()}
    sets = [one for one in economy.elasticities if one.id != CENTRAL]
    shown = economy.baseline_under(bench.scenario.elasticities or CENTRAL)
    found = flips(shown, shocks, ask, sets, tariff=tariff, closure=closure)
    drawn = None
    if asked.draws:
        theta = draw_elasticities(sets, economy.baseline.sectors, asked.draws, np.random.default_rng(asked.seed))
        drawn = _drawn(bench, ask, shocks, theta, tariff, next(iter(values.values())))
    return values, found, drawn


def _drawn(
    bench: "Workbench", ask: Ask, shocks: Mapping[str, Shock], theta: "np.ndarray[Any, np.dtype[np.float64]]", tariff: Any, usual: Value
) -> Drawn:
    b, closure = bench.case.economy.baseline, bench.scenario.closure
    table = np.column_stack([draws(b, shock, [ask], theta, tariff=tariff, closure=closure).values[:, 0] for shock in shocks.values()])
    there = table[~np.isnan(table).any(1)]
    names = list(shocks)
    order = [names.index(name) for name in sorted(usual, key=lambda one: (-usual[one], one))]
    if not len(there):
        return Drawn(dict.fromkeys(names, 0.0), 0.0, {}, 0)
    best = np.bincount(there.argmax(1), minlength=len(names)) / len(there)
    same = float((np.diff(there[:, order], axis=1) <= 0).all(1).mean())
    cut = np.percentile(there, [5, 50, 95], axis=0)
    return Drawn(
        {name: float(share) for name, share in zip(names, best, strict=True)},
        same,
        {name: (float(low), float(mid), float(high)) for name, (low, mid, high) in zip(names, cut.T, strict=True)},
        len(there),
    )
