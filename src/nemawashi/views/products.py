"""Products finer than a sector, as a person sees them: price, quantities, who gains and who loses trade, money, and how the sector model is told."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nemawashi.economy.product_effects import PRODUCT_OUTCOMES
from nemawashi.language import Text
from nemawashi.sources import Basis, Citation, Figure, weakest
from nemawashi.strings import both
from nemawashi.units import Unit
from nemawashi.workbench.products import ProductAnswer, share_of_sector
from nemawashi.workbench.products import products as moved

if TYPE_CHECKING:
    from nemawashi.economy.products import Product
    from nemawashi.workbench import Workbench

__all__ = ["ProductOutcomeView", "ProductView", "products"]


NOISE = 1e-9
"""Part of the market below which a change is the solver's rounding."""
ALWAYS = ("price", "imports")


@dataclass(frozen=True, slots=True)
class ProductOutcomeView:
    """One outcome of a market; ``supplier`` is empty for the market as a whole."""

    name: str
    title: Text
    supplier: str
    before: Figure | None
    """The level it moves from; None where it is a change only."""
    figure: Figure


@dataclass(frozen=True, slots=True)
class ProductView:
    """A product's market under the package."""

    product: str
    name: Text
    importer: str
    sector: str
    outcomes: tuple[ProductOutcomeView, ...]
    share: Figure | None
    """Part of the sector's cell that the product is: the size at which the sector model is shocked. None where no supplier is moved by a barrier."""
    reconciled: Text
    notes: tuple[Text, ...]
    message: str


def products(bench: "Workbench", basis: Basis) -> tuple[ProductView, ...]:
    """Show every product the scenario's package moves; ``basis`` is the weakest among the package's terms."""
    return tuple(_product(bench, one, basis) for one in moved(bench))


def _product(bench: "Workbench", answer: ProductAnswer, basis: Basis) -> ProductView:
    product = answer.product
    rows: list[ProductOutcomeView] = []
    for name, kind in PRODUCT_OUTCOMES.items():
        for supplier in (s.party for s in product.suppliers) if kind.by_supplier else ("",):
            row = _outcome(bench, answer, name, supplier, basis)
            if row is not None:
                rows.append(row)
    partner = bench.case.other(product.importer) if product.importer in bench.case.parties else product.suppliers[0].party
    part, value, flow = share_of_sector(bench, product, partner) if product.supplier(partner) else (0.0, 0.0, 0.0)
    share = None
    told = both("product.other_years")
    if flow > 0:
        year = bench.case.economy.as_of.year
        share = _figure(
            bench,
            product,
            basis,
            Unit.RATIO,
            (part, part, part),
            method="trade of the product over the flow of its sector's cell, at most one",
        )
        words = {"value": f"{value:,.0f}", "flow": f"{flow:,.0f}", "year": year, "table": product.year, "part": f"{100 * part:.0f}"}
        told = both("product.reconciled", **words) if value <= flow else both("product.larger", **words)
    notes = (*((product.note,) if product.note is not None else ()), *answer.notes)
    return ProductView(product.id, product.name, product.importer, product.sector, tuple(rows), share, told, notes, answer.effects.message)


def _outcome(bench: "Workbench", answer: ProductAnswer, name: str, supplier: str, basis: Basis) -> ProductOutcomeView | None:
    found = answer.effects.outcome(name, supplier)
    if found is None:
        return None
    level, *change = found
    kind, product = PRODUCT_OUTCOMES[name], answer.product
    small = NOISE * (
        100.0 if kind.unit == "%" else _size(answer) if kind.unit == "money" else sum(answer.effects.changes[0].before.quantity)
    )
    if all(abs(one) <= small for one in change):
        if name not in ALWAYS and (abs(level) <= small or kind.unit == "%"):
            return None
        change = [0.0, 0.0, 0.0]
    scale = answer.usd_million if kind.unit == "money" else 1.0
    unit = {"%": str(Unit.PERCENT), "money": str(Unit.USD_MILLION)}.get(kind.unit, product.unit)
    low, value, high = (one * scale + 0.0 for one in change)
    shown = _figure(bench, product, basis, unit, (low, value, high), change=True)
    before = None
    if kind.unit != "%" and level:
        before = _figure(bench, product, Basis.DERIVED, unit, (level * scale,) * 3)
    return ProductOutcomeView(name, both(f"product.{name}"), supplier, before, shown)


def _size(answer: ProductAnswer) -> float:
    return answer.effects.changes[0].before.spent


def _figure(
    bench: "Workbench",
    product: "Product",
    basis: Basis,
    unit: str,
    value: tuple[float, float, float],
    *,
    method: str = "",
    change: bool = False,
) -> Figure:
    sizes = [
        product.sigma,
        product.demand,
        *(m for s in product.suppliers for m in (s.quantity, s.price, *((s.supply,) if s.supply else ()))),
    ]
    cited = dict.fromkeys(citation for size in sizes for citation in size.citations)
    return Figure(
        value=value[1],
        unit=unit,
        as_of=bench.clock.on,
        basis=weakest((basis, *(size.basis for size in sizes))),
        sources=tuple(cited) or (Citation("case", f"economy/products.toml, {product.id}"),),
        low=min(value),
        high=max(value),
        method=method
        or "single market: Armington demand, finite supply; range over substitution, demand, supply and the bounds of law and terms",
        note=f"table of {product.year}",
        change=change,
    )
