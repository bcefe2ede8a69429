"""Products finer than a sector: what a package does in their own markets, and the part of it that the sector model is given.

A term on some headings speaks through the products that hold them. The sector model then gets the same thing once, at the size it has there:

    barrier      cost' = cost · (1 + share · change),   share = product's trade / flow of its sector's cell, at most 1
    purchase     the same money on the sector's cell (it is spread over the term's products by what is bought of each)
    allotment    the same money, supplier by supplier: what one gains inside a fixed access the others lose
    duty         already weighted by heading where the law is followed by heading

A term on headings that no product holds is not computed, unless it is in money, which the sector can carry.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from nemawashi.agenda import Enactment, Package, enact
from nemawashi.economy.market import MarketShock
from nemawashi.economy.product_effects import ProductEffects, product_effects
from nemawashi.economy.products import MONEY, Product
from nemawashi.economy.shock import Allotment
from nemawashi.language import Text
from nemawashi.workbench.product_duty import duty_on

if TYPE_CHECKING:
    from nemawashi.agenda import BarrierTerm, PurchaseTerm, QuotaTerm
    from nemawashi.workbench.bench import Workbench

__all__ = ["READS", "ProductAnswer", "allotments", "holding", "products", "share_of_sector", "usd_million"]

READS = ("clock",)
PLACES = ("low", "central", "high")
_TONNES = {"t": 1.0, "thousand t": 1e3, "million t": 1e6}


@dataclass(frozen=True, eq=False)
class ProductAnswer:
    """One product under a package."""

    effects: ProductEffects = field(repr=False)
    usd_million: float
    """Millions of dollars a unit of the product's money."""
    notes: tuple[Text, ...] = ()

    @property
    def product(self) -> Product:
        """The product."""
        return self.effects.product


def products(bench: "Workbench", package: Package | None = None) -> tuple[ProductAnswer, ...]:
    """Give every product whose market the package moves, in the case's order; the status quo moves none."""
    wanted = bench.package if package is None else package
    return bench.memo("products", READS, lambda: _products(bench, wanted), wanted)


def usd_million(bench: "Workbench", product: Product) -> float:
    """Millions of dollars in one unit of a product's money, at the case's rate for the year of its table, else at the first rate there is.

    Raises:
        Refused: when the case has no rate for the currency.

    """
    size, currency = MONEY[product.money]
    rates = bench.case.trade.exchange_rates
    known = [one.period for one in rates.rates if one.currency == currency]
    period = next((one for one in known if one in product.year), known[0] if known else product.year)
    return size / float(rates.rate(currency, period).per_usd) / 1e6


def holding(bench: "Workbench", importer: str, headings: Sequence[str]) -> tuple[Product, ...]:
    """The products that hold goods under ``headings`` entering ``importer``."""
    return tuple(one for one in bench.case.economy.products if one.covers(importer, headings))


def share_of_sector(bench: "Workbench", product: Product, party: str) -> tuple[float, float, float]:
    """Share of a supplier's product in the flow of its sector's cell, the product's trade and the flow (USD million), each of its own year."""
    economy = bench.case.economy
    supplier = product.supplier(party)
    value = 0.0 if supplier is None else supplier.quantity.value * supplier.price.value * usd_million(bench, product)
    b = economy.baseline
    flow = float(b.flow[b.region(economy.region_of[product.importer]), b.region(region_of(bench, party)), b.sector(product.sector)])
    return (min(1.0, value / flow) if flow > 0 else 0.0), value, flow


def region_of(bench: "Workbench", party: str) -> str:
    """The region of a party of a product's table; one without a region of its own is in the rest of the world, the region named last."""
    economy = bench.case.economy
    return economy.region_of.get(party, economy.regions[-1].id)


def allotments(bench: "Workbench", quotas: "Sequence[QuotaTerm]", place: int) -> tuple[tuple[Allotment, ...], tuple[Text, ...]]:
    """What quota terms shift in the sector model at the low, central or high bound of the terms, and what could not be computed."""
    total: dict[tuple[str, str, str], float] = {}
    silent: list[Text] = []
    for term in quotas:
        held = holding(bench, term.importer, term.headings)
        moved = _allocated(held[0], term, place) if len(held) == 1 else None
        if moved is None:
            silent.append(_no_market(term.headings))
            continue
        for party, gained in moved.items():
            supplier = held[0].supplier(party)
            assert supplier is not None
            cell = (bench.case.economy.region_of[term.importer], region_of(bench, party), held[0].sector)
            total[cell] = total.get(cell, 0.0) + gained * supplier.price.value * usd_million(bench, held[0])
    return tuple(Allotment(*cell, amount) for cell, amount in total.items() if amount), tuple(silent)


def _allocated(product: Product, term: "QuotaTerm", place: int) -> dict[str, float] | None:
    """Change of what state trade buys from each supplier, in the product's unit; None where the table cannot say."""
    scale = _TONNES.get(product.unit)
    supplier = product.supplier(term.exporter)
    if scale is None or supplier is None or not supplier.held:
        return None
    low, high = term.volume.bounds
    more = (low, term.volume.value, high)[place] / scale
    moved = {term.exporter: more}
    if term.within:
        others = {s.party: s.quantity.value for s in product.suppliers if s.held and s.party != term.exporter}
        room = sum(others.values())
        if more >= room:
            return None
        moved |= {party: -more * quantity / room for party, quantity in others.items()}
    return moved


def _products(bench: "Workbench", package: Package) -> tuple[ProductAnswer, ...]:
    enacted = enact(bench.agenda, package, bench.law, bench.clock)
    if enacted.changes_nothing:
        return ()
    found = []
    for product in bench.case.economy.products:
        made = _one(bench, enacted, product)
        if made is not None:
            found.append(made)
    return tuple(found)


def _one(bench: "Workbench", enacted: Enactment, product: Product) -> ProductAnswer | None:
    barriers = [term for term in enacted.barriers if term.headings and product.covers(term.importer, term.headings)]
    purchases = [term for term in enacted.purchases if term.headings and product.covers(term.buyer, term.headings)]
    quotas = [term for term in enacted.quotas if product.covers(term.importer, term.headings)]
    duties = _duties(bench, enacted, product) if enacted.amendments else None
    if not (barriers or purchases or quotas or duties):
        return None
    today = duty_on(bench, bench.law, product)
    base = MarketShock(ad_valorem={party: rate[1] for party, rate in today.items()})
    notes: list[Text] = []
    shocks = {}
    for place, bound in enumerate(PLACES):
        moved = {} if duties is None else {party: rate[place] - today[party][place] for party, rate in duties.items()}
        shocks[bound] = MarketShock(
            ad_valorem={party: rate[1] + moved.get(party, 0.0) for party, rate in today.items()},
            cost=_costs(barriers, place),
            allocation=_allocation(product, quotas, place),
            purchase=_bought(bench, product, purchases, place, notes if bound == "central" else []),
        )
    effects = product_effects(product, base, shocks)
    return ProductAnswer(effects, usd_million(bench, product), tuple(dict.fromkeys(notes)))


def _duties(bench: "Workbench", enacted: Enactment, product: Product) -> dict[str, tuple[float, float, float]] | None:
    """Duties under the package where they differ from the day's; None where they do not."""
    now, then = duty_on(bench, bench.law, product), duty_on(bench, enacted.law, product, enacted.amendments)
    return then if then != now else None


def _costs(terms: "Sequence[BarrierTerm]", place: int) -> Mapping[str, float]:
    cost: dict[str, float] = {}
    for term in terms:
        low, high = term.change.bounds
        cost[term.exporter] = cost.get(term.exporter, 1.0) * (1.0 + (low, term.change.value, high)[place])
    return cost


def _allocation(product: Product, terms: "Sequence[QuotaTerm]", place: int) -> Mapping[str, float]:
    moved: dict[str, float] = {}
    for term in terms:
        for party, gained in (_allocated(product, term, place) or {}).items():
            moved[party] = moved.get(party, 0.0) + gained
    return {s.party: s.quantity.value + moved[s.party] for s in product.suppliers if s.party in moved}


def _bought(bench: "Workbench", product: Product, terms: "Sequence[PurchaseTerm]", place: int, notes: list[Text]) -> Mapping[str, float]:
    """Additional quantities by supplier; a term on several products is spread over them by what is bought of each today."""
    bought: dict[str, float] = {}
    for term in terms:
        held = [one for one in holding(bench, term.buyer, term.headings) if one.supplier(term.seller) is not None]
        supplier = product.supplier(term.seller)
        if supplier is None:
            notes.append(
                Text(
                    f"{product.name.en}: the table has no goods of {term.seller}; the purchase is not computed here.",
                    f"{product.name.ja}：{term.seller}産が表になく、購入はここでは計算しない。",
                )
            )
            continue
        worth = [_worth(bench, one, term.seller) for one in held]
        part = _worth(bench, product, term.seller) / sum(worth)
        bare = [heading for heading in term.headings if not holding(bench, term.buyer, (heading,))]
        if bare:
            notes.append(
                Text(
                    f"The purchase also names headings {', '.join(bare)}, which no market here holds: all of it is put on those that are held.",
                    f"購入条件には市場のない税番（{'、'.join(bare)}）も含まれるが、全額を市場のある品目に割り当てている。",
                )
            )
        price = supplier.price.value * usd_million(bench, product)
        bought[term.seller] = bought.get(term.seller, 0.0) + term.additional()[place] * part / price
    return bought


def _worth(bench: "Workbench", product: Product, party: str) -> float:
    supplier = product.supplier(party)
    assert supplier is not None
    return supplier.quantity.value * supplier.price.value * usd_million(bench, product)


def _no_market(headings: Sequence[str]) -> Text:
    told = ", ".join(headings) or "–"
    return Text(
        f"A quota on headings {told} is not computed: no market of the case says who supplies them.",
        f"税番{told}の枠は計算しない。供給国別の市場データが本ケースにない。",
    )
