"""Does the ranking flip, as a person sees it: packages in order, the sets and single elasticities that turn it, and how often draws do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from shlex import quote
from typing import TYPE_CHECKING

from nemawashi.economy.effects import OUTCOMES
from nemawashi.language import Text
from nemawashi.sources import Basis, Citation, Figure
from nemawashi.strings import both
from nemawashi.units import Unit
from nemawashi.views.moves import moves_said
from nemawashi.workbench.receipt import Receipt, on_case, receipt
from nemawashi.workbench.sensitivity import DRAWS, SEED, Asked, Sensitivity, asked_packages
from nemawashi.workbench.sensitivity import sensitivity as turned

if TYPE_CHECKING:
    from nemawashi.economy.sensitivity import Flip
    from nemawashi.workbench import Workbench

__all__ = ["FlipView", "RankedView", "SensitivityView", "sensitivity"]


@dataclass(frozen=True, slots=True)
class RankedView:
    """One package, in the usual order."""

    id: str
    title: Text
    said: Text
    package: Mapping[str, str]
    change: Figure
    """Over the published sets; the value is the shown set's."""
    by_set: Mapping[str, Figure]
    best: Figure | None
    """Share of the draws in which it stands first."""
    interval: Figure | None
    """5th to 95th percentile of the draws."""


@dataclass(frozen=True, slots=True)
class FlipView:
    """An elasticity that turns the order when it alone is moved."""

    sector: str
    sector_name: Text
    usual: Figure
    theta: Figure
    order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SensitivityView:
    """The answer of ``sensitivity``."""

    outcome: str
    title: Text
    party: str
    flips: bool
    """Whether anything tried turns the order: a set, an elasticity or a draw."""
    verdict: Text
    usual: tuple[str, ...]
    packages: tuple[RankedView, ...]
    orders: Mapping[str, tuple[str, ...]]
    """Elasticity set → packages, most first."""
    turning: tuple[str, ...]
    """Sets under which the order is another."""
    elasticities: tuple[FlipView, ...]
    same: Figure | None
    """Share of the draws with the usual order."""
    closure: str
    receipt: Receipt


def sensitivity(
    bench: "Workbench",
    packages: Sequence[str] = (),
    *,
    outcome: str = "real_income",
    party: str = "",
    partner: str = "",
    sector: str = "",
    draws: int = DRAWS,
    seed: int = SEED,
) -> SensitivityView:
    """Show whether the order of packages by an outcome of a party (the side's own unless given) turns on the elasticities."""
    asked = Asked(outcome, party or bench.scenario.side, partner, sector, draws, seed)
    named = asked_packages(bench, packages)
    found = turned(bench, asked, named)
    kind = OUTCOMES[outcome]
    title = both(f"outcome.{outcome}", partner=partner) if outcome in _TITLED else Text(outcome, outcome)
    moves = " ".join(
        [*(quote(one) for one in packages), f"--outcome {outcome} --party {asked.party}", *([f"--partner {partner}"] if partner else [])]
    )
    moves += (f" --sector {sector}" if sector else "") + f" --draws {draws} --seed {seed}"
    drawn = found.drawn
    flipped = bool(found.turning or found.flips or (drawn is not None and drawn.same < 1))
    unit = str(Unit.PERCENT) if kind.unit == "%" else str(Unit.USD_MILLION)
    return SensitivityView(
        outcome=outcome,
        title=title,
        party=asked.party,
        flips=flipped,
        verdict=_verdict(found, flipped=flipped),
        usual=found.usual,
        packages=tuple(_ranked(bench, found, name, unit) for name in found.usual),
        orders=found.orders,
        turning=found.turning,
        elasticities=tuple(_flip(bench, one) for one in found.flips),
        same=None if drawn is None else _share(bench, drawn.same, asked, drawn.solved),
        closure=bench.scenario.closure,
        receipt=receipt(
            bench,
            on_case(bench, "sensitivity", moves),
            f"views.sensitivity(bench, {list(packages)!r}, outcome={outcome!r}, party={asked.party!r}, partner={partner!r}, sector={sector!r}, "
            f"draws={draws}, seed={seed})",
            (f"{len(found.values)} elasticity sets, {draws} draws with seed {seed}, each sector's elasticity moved alone",),
        ),
    )


_TITLED = (
    "income_gain",
    "revenue",
    "real_income",
    "real_wage",
    "goods_balance",
    "output",
    "terms_of_trade",
    "volume_of_trade",
    "exports",
    "imports",
)


def _verdict(found: Sensitivity, *, flipped: bool) -> Text:
    if not flipped:
        return both("sensitivity.holds")
    return both("sensitivity.flips", sets=len(found.turning), of=len(found.values), sectors=len({one.sector for one in found.flips}))


def _title(bench: "Workbench", name: str) -> Text:
    return next((one.title for one in bench.agenda.packages if one.id == name), Text(name, name))


def _ranked(bench: "Workbench", found: Sensitivity, name: str, unit: str) -> RankedView:
    row = {label: values[name] for label, values in found.values.items()}
    shown = next(iter(row.values()))
    package = found.packages[name]
    drawn = found.drawn
    return RankedView(
        id=name,
        title=_title(bench, name),
        said=moves_said(bench, package),
        package=bench.agenda.moves(package),
        change=_figure(
            bench, unit, min(row.values()), shown, max(row.values()), f"trade model solved under {len(row)} elasticity sets, central terms"
        ),
        by_set={
            label: _figure(bench, unit, value, value, value, f"trade model under the set {label}, central terms")
            for label, value in row.items()
        },
        best=None if drawn is None else _share(bench, drawn.best[name], found.asked, drawn.solved),
        interval=None
        if drawn is None or name not in drawn.interval
        else _figure(
            bench,
            unit,
            *drawn.interval[name],
            f"5th percentile, median and 95th of {drawn.solved} draws of elasticities (seed {found.asked.seed})",
        ),
    )


def _flip(bench: "Workbench", one: "Flip") -> FlipView:
    name = next(sector.name for sector in bench.case.economy.sectors if sector.id == one.sector)
    sets = tuple(Citation(held.source) for held in bench.case.economy.elasticities if held.source)

    def theta(value: float, method: str) -> Figure:
        return Figure(value, str(Unit.RATIO), bench.clock.on, Basis.DERIVED, sets, method=method)

    return FlipView(
        one.sector,
        name,
        theta(one.usual, "trade elasticity of the shown set"),
        theta(one.theta, "an end of the published elasticities"),
        one.order,
    )


def _share(bench: "Workbench", value: float, asked: Asked, solved: int) -> Figure:
    return Figure(
        100 * value,
        str(Unit.PERCENT),
        bench.clock.on,
        Basis.DERIVED,
        (Citation("case", "economy/elasticities.toml"),),
        method=f"share of {solved} draws of elasticities between the published sets (seed {asked.seed})",
    )


def _figure(bench: "Workbench", unit: str, low: float, value: float, high: float, method: str) -> Figure:
    economy = bench.case.economy
    return Figure(
        value=value + 0.0,
        unit=unit,
        as_of=bench.clock.on,
        basis=Basis.ASSUMED,
        sources=tuple(Citation(name) for name in economy.sources),
        low=low + 0.0,
        high=high + 0.0,
        method=f"{method}; closure: {bench.scenario.closure}",
        note=f"flows of {economy.as_of.year}, carried to the duties of {bench.clock.on.isoformat()}",
        change=True,
    )
