"""What a package does: enacted in the law, priced by sector, solved in the trade model, against the world of the day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nemawashi.agenda import Enactment, Package, enact
from nemawashi.dates import Clock
from nemawashi.economy import Baseline, Purchase, Shock
from nemawashi.economy import Effects as ModelEffects
from nemawashi.economy import effects as solve_effects
from nemawashi.language import Text
from nemawashi.pricing.sector_rates import SectorRates, sector_rates
from nemawashi.workbench.products import allotments, holding, share_of_sector
from nemawashi.workbench.world import World, presumed, rates_of, tariff_of, world

if TYPE_CHECKING:
    from nemawashi.agenda import BarrierTerm, PurchaseTerm
    from nemawashi.tariffs import Law
    from nemawashi.workbench.bench import Workbench

__all__ = ["READS", "Answer", "effects", "lapse", "shock_of"]

READS = ("clock", "closure", "elasticities")
Array = NDArray[np.float64]
Range = tuple[float, float, float]


@dataclass(frozen=True, eq=False)
class Answer:
    """Effects of a package, or of the law of another day, against the status quo of the clock."""

    enactment: Enactment | None
    model: ModelEffects = field(repr=False)
    duty: Mapping[str, Range] = field(default_factory=dict)
    """Party of origin → change of statutory duty on unchanged imports, USD million a year: low, central, high."""
    beyond: tuple[Text, ...] = ()
    """What the package does that neither model nor law computes, in words."""

    def outcome(self, name: str, party: str, *, sector: str = "", partner: str = "") -> Range | None:
        """Low, central, high of an outcome; ``duty`` is arithmetic on the law, everything else comes from the trade model."""
        if name == "duty":
            return self.duty.get(partner or party, (0.0, 0.0, 0.0))
        return self.model.outcome(name, party, sector=sector, partner=partner)


def effects(bench: "Workbench", package: Package | None = None, *, ranges: bool = True) -> Answer:
    """Give the effects of a package (the scenario's own when none is given); the status quo has exactly none.

    ``ranges=False`` solves the shown elasticity set and central terms only, for screens over many packages.
    """
    wanted = bench.package if package is None else package
    return bench.memo("effects", READS, lambda: _effects(bench, wanted, ranges=ranges), wanted, ranges)


def lapse(bench: "Workbench", day: date) -> Answer:
    """Give the effects of the law of ``day``, as known now and with nothing signed, on the goods of the sides at the table.

    Duties on third parties are held at those of the status quo, as they are for every package, so that breakdown and packages differ by what the
    sides do to each other alone.
    """
    return bench.memo("lapse", READS, lambda: _lapse(bench, day), day)


def shock_of(bench: "Workbench", package: Package) -> Shock:
    """What a package changes of the status quo of the clock, at the central bound of law and terms."""

    def compute() -> Shock:
        enacted = enact(bench.agenda, package, bench.law, bench.clock)
        now = world(bench)
        return _shocks(bench, now, enacted, _changed(bench, now, enacted), ranges=False)[0]

    return bench.memo("shock", READS, compute, package)


def _changed(bench: "Workbench", now: World, enacted: Enactment) -> dict[str, tuple[SectorRates, SectorRates]]:
    """Rates of the day and under the package, of each party whose goods the package's law touches."""
    if not enacted.amendments:
        return {}
    return {party: (now.rates[party], _amended(bench, enacted, party)) for party in _touched(bench, enacted)}


def _effects(bench: "Workbench", package: Package, *, ranges: bool) -> Answer:
    enacted = enact(bench.agenda, package, bench.law, bench.clock)
    now = world(bench)
    changes = _changed(bench, now, enacted)
    central, others, beyond = _shocks(bench, now, enacted, changes, ranges=ranges)
    return Answer(enacted, _solved(bench, now, central, others, ranges=ranges), _duty(changes), beyond)


def _lapse(bench: "Workbench", day: date) -> Answer:
    now = world(bench)
    then = Clock(day, bench.clock.known)
    sides = [side.id for side in bench.case.manifest.sides if side.id != now.importer]
    changes = {party: (now.rates[party], rates_of(bench, bench.law, then, party)) for party in sides}
    tariff = {bound: tariff_of(bench, now.central.tariff, changes, bound) for bound in ("low", "central", "high")}
    central = Shock(tariff=tariff["central"], label=f"law of {day}")
    others = {bound: Shock(tariff=tariff[bound], label=f"law of {day}, {bound}") for bound in ("low", "high")}
    return Answer(None, _solved(bench, now, central, others, ranges=True), _duty(changes))


def _solved(bench: "Workbench", now: World, central: Shock, others: Mapping[str, Shock], *, ranges: bool) -> ModelEffects:
    baselines: Mapping[str, Baseline] = now.baselines if ranges else MappingProxyType(dict([next(iter(now.baselines.items()))]))
    return solve_effects(
        baselines, central, closure=now.closure, parties=bench.case.economy.region_of, alternatives=others if ranges else None
    )


def _touched(bench: "Workbench", enacted: Enactment) -> tuple[str, ...]:
    """Parties whose goods an amendment of the package names; all the sides where one names nobody."""
    sides = [side.id for side in bench.case.manifest.sides]
    named: set[str] = set()
    for change in enacted.amendments:
        named.update(change.origins or sides)
    return tuple(party for party in bench.case.economy.region_of if party in named and party in world(bench).rates)


def _amended(bench: "Workbench", enacted: Enactment, party: str) -> SectorRates:
    """Rates under the package's law, kept by the amendments themselves: packages that change the same law share them."""

    def compute() -> SectorRates:
        return rates_of_law(bench, enacted.law, party)

    return bench.memo("amended rates", ("clock",), compute, enacted.amendments, party)


def rates_of_law(bench: "Workbench", law: "Law", party: str) -> SectorRates:
    """Rates under a law that is not the case's own; not kept by the law's identity, which may be reused."""
    trade = bench.case.trade
    return sector_rates(law, bench.clock, trade.flows, trade.concordance, world(bench).importer, party, answers=presumed(law))


def _duty(changes: Mapping[str, tuple[SectorRates, SectorRates]]) -> dict[str, Range]:
    found = {}
    for party, (before, after) in changes.items():
        bounds = []
        for bound in ("low", "central", "high"):
            gaps = (new - old for old, new in zip(getattr(before, bound), getattr(after, bound), strict=True))
            bounds.append(sum(gap * value for gap, value in zip(gaps, after.value_usd, strict=True)) / 1e6)
        found[party] = (min(bounds), bounds[1], max(bounds))
    return found


def _shocks(
    bench: "Workbench", now: World, enacted: Enactment, changes: Mapping[str, tuple[SectorRates, SectorRates]], *, ranges: bool
) -> tuple[Shock, dict[str, Shock], tuple[Text, ...]]:
    """The central shock, the shocks at the low and the high end of law and terms, and what could not be put into the model."""
    shape = now.central.tariff
    beyond: list[Text] = []
    made: dict[str, Shock] = {}
    for place, bound in enumerate(("low", "central", "high")):
        if bound != "central" and not ranges:
            continue
        tariff = tariff_of(bench, shape, changes, bound) if changes else None
        shifted, silent = allotments(bench, enacted.quotas, place)
        beyond += silent
        made[bound] = Shock(
            tariff=tariff,
            cost=_cost(bench, enacted.barriers, place, shape, beyond),
            purchases=_purchases(bench, enacted.purchases, place, beyond),
            allotments=shifted,
            transfer=_transfer(bench, enacted, place),
            label=bound,
        )
    if any(quota.within for quota in enacted.quotas):
        beyond.append(
            Text(
                "A larger share inside a fixed quota diverts trade from other suppliers; total imports stay as they are and the price hardly moves.",
                "固定枠内の配分増は他の供給国からの転換であり、輸入総量は変わらず価格もほとんど動かない。",
            )
        )
    central = made.pop("central")
    return central, made if ranges else {}, tuple(dict.fromkeys(beyond))


def _bounds(low: float, value: float, high: float, place: int) -> float:
    return (low, value, high)[place]


def _cost(bench: "Workbench", barriers: "tuple[BarrierTerm, ...]", place: int, shape: Array, beyond: list[Text]) -> Array | None:
    """Cost factors: a barrier on some goods of a sector counts for the part of the sector's cell that the goods are."""
    economy = bench.case.economy
    cost: Array | None = None
    for term in barriers:
        low, high = term.change.bounds
        change = _bounds(low, term.change.value, high, place)
        if term.headings:
            held = holding(bench, term.importer, term.headings)
            if not held:
                beyond.append(_not_computed(term.headings))
                continue
            parts = [(one.sector, share_of_sector(bench, one, term.exporter)[0]) for one in held]
        elif term.sector:
            parts = [(term.sector, 1.0)]
        else:
            beyond.append(_not_computed(()))
            continue
        cost = np.ones_like(shape) if cost is None else cost
        n, i = (economy.baseline.region(economy.region_of[party]) for party in (term.importer, term.exporter))
        for sector, part in parts:
            cost[n, i, economy.baseline.sector(sector)] *= 1.0 + part * change
    return cost


def _purchases(bench: "Workbench", terms: "tuple[PurchaseTerm, ...]", place: int, beyond: list[Text]) -> tuple[Purchase, ...]:
    """Purchases in money, which a sector's cell carries whatever goods of the sector are bought."""
    economy = bench.case.economy
    found = []
    for term in terms:
        if not term.sector:
            beyond.append(_not_computed(term.headings))
            continue
        amount = _bounds(*term.additional(), place)
        found.append(Purchase(economy.region_of[term.buyer], economy.region_of[term.seller], term.sector, amount))
    return tuple(found)


def _transfer(bench: "Workbench", enacted: Enactment, place: int) -> Array | None:
    economy = bench.case.economy
    if not enacted.transfers:
        return None
    moved = np.zeros(len(economy.baseline.regions))
    for term in enacted.transfers:
        low, high = term.usd.bounds
        amount = _bounds(low, term.usd.value, high, place)
        moved[economy.baseline.region(economy.region_of[term.payer])] -= amount
        moved[economy.baseline.region(economy.region_of[term.payee])] += amount
    return moved


def _not_computed(headings: Sequence[str]) -> Text:
    told = ", ".join(headings) or "–"
    return Text(
        f"A term on goods finer than a sector (headings {told}) is not computed: no market of the case holds them.",
        f"部門より細かい品目（税番{told}）の条件は、対応する市場が本ケースになく計算しない。",
    )
