"""The products of a case: ``economy/products.toml``, each with its market, ranged elasticities and sources, and what was not found."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

import numpy as np
from pydantic import ConfigDict, TypeAdapter

from nemawashi.agenda import Magnitude
from nemawashi.economy.baseline import Baseline
from nemawashi.economy.product import Market, Supplier
from nemawashi.errors import Fault, Refused, nearest
from nemawashi.language import Text
from nemawashi.sources.toml_lines import decode_each, read_toml

__all__ = [
    "MONEY",
    "MissingProduct",
    "Product",
    "ProductSupplier",
    "Reconciled",
    "load_products",
    "reconcile",
]

Bound = Literal["low", "value", "high"]
MONEY: Mapping[str, tuple[float, str]] = {
    "JPY": (1.0, "JPY"),
    "thousand JPY": (1e3, "JPY"),
    "million JPY": (1e6, "JPY"),
    "billion JPY": (1e9, "JPY"),
    "USD": (1.0, "USD"),
    "thousand USD": (1e3, "USD"),
    "million USD": (1e6, "USD"),
}
"""Money a product's table may count in: size of the unit and currency."""


@dataclass(frozen=True, slots=True)
class ProductSupplier:
    """One origin of a product in the importing country."""

    __pydantic_config__ = ConfigDict(extra="forbid")
    party: str
    """ISO-2, the importer itself for domestic goods, ``ROW`` for all others."""
    quantity: Magnitude
    price: Magnitude
    """At the border, or to the buyer for domestic goods; money a unit."""
    ad_valorem: float = 0.0
    specific: float = 0.0
    markup: float = 0.0
    held: bool = False
    supply: Magnitude | None = None
    """Elasticity of supply to this market; absent: any quantity at the given price."""
    origin: str = ""
    """Origin whose duty these goods pay where the law is followed by heading; ``party`` itself unless given."""


@dataclass(frozen=True, slots=True)
class Product:
    """A product's market in one importing country."""

    __pydantic_config__ = ConfigDict(extra="forbid")
    id: str
    name: Text
    importer: str
    headings: tuple[str, ...]
    sector: str
    """Sector of the trade model that holds it."""
    unit: str
    money: str
    year: str
    sigma: Magnitude
    demand: Magnitude
    suppliers: tuple[ProductSupplier, ...]
    entry_price: Magnitude | None = None
    """Border price of goods that would come in over the quota at the full duty, if that paid."""
    over_quota: float | None = None
    """Duty outside the quota, money a unit."""
    note: Text | None = None
    where: str = field(default="", compare=False)

    @property
    def home(self) -> str:
        """The importer itself where its own producers are in the table; empty where the table holds imports only."""
        return self.importer if any(s.party == self.importer for s in self.suppliers) else ""

    def covers(self, importer: str, headings: Sequence[str]) -> bool:
        """Whether goods under one of ``headings`` entering ``importer`` are in this market."""
        return importer == self.importer and any(a.startswith(b) or b.startswith(a) for a in self.headings for b in headings)

    def supplier(self, party: str) -> ProductSupplier | None:
        """The supplier of that name, None where the table has none."""
        return next((s for s in self.suppliers if s.party == party), None)

    def market(self, sigma: Bound = "value", demand: Bound = "value", supply: Bound = "value") -> Market:
        """Give the market with each elasticity at a bound of its range."""
        return Market(
            self.id,
            tuple(
                Supplier(
                    s.party,
                    s.quantity.value,
                    s.price.value,
                    s.ad_valorem,
                    s.specific,
                    np.inf if s.supply is None else _at(s.supply, supply),
                    held=s.held,
                    markup=s.markup,
                )
                for s in self.suppliers
            ),
            sigma=_at(self.sigma, sigma),
            demand=_at(self.demand, demand),
        )


@dataclass(frozen=True, slots=True)
class MissingProduct:
    """A product of the talks for which no sourced quantity was found: not computed, never zero."""

    __pydantic_config__ = ConfigDict(extra="forbid")
    id: str
    name: Text
    headings: tuple[str, ...]
    sector: str
    why: Text


@dataclass(frozen=True, slots=True)
class Reconciled:
    """A product beside the sector that holds it: how much of the sector's flow it is, each in its own year."""

    product: str
    party: str
    sector: str
    product_usd_million: float
    sector_usd_million: float

    @property
    def share(self) -> float:
        """Product over sector; above one where the years or the classifications differ too much to speak of parts."""
        return self.product_usd_million / self.sector_usd_million if self.sector_usd_million > 0 else float("inf")


def reconcile(product: Product, party: str, baseline: Baseline, region_of: Mapping[str, str], *, money_a_usd_million: float) -> Reconciled:
    """Set a supplier's product beside the flow of its sector in the trade model.

    ``money_a_usd_million`` is how many of the product's money units make a million dollars (142,400 thousand yen at 142.4 yen a dollar).
    """
    market = product.market()
    supplier = market.suppliers[market.index(party)]
    n, i, j = baseline.region(region_of[product.importer]), baseline.region(region_of[party]), baseline.sector(product.sector)
    value = supplier.quantity * supplier.price / money_a_usd_million
    return Reconciled(product.id, party, product.sector, value, float(baseline.flow[n, i, j]))


def load_products(
    folder: Path, faults: list[Fault], *, root: Path | None = None, sectors: tuple[str, ...] = ()
) -> tuple[tuple[Product, ...], tuple[MissingProduct, ...]]:
    """Read ``products.toml`` where the case has one; every mistake becomes a fault with its line."""
    path = folder / "products.toml"
    if not path.exists():
        return (), ()
    file = read_toml(path, faults, root=root)
    if file is None:
        return (), ()
    places: list[str] = []
    found = decode_each(file, "product", TypeAdapter(Product), faults, place=lambda _one, where: places.append(where))
    missing = decode_each(file, "missing", TypeAdapter(MissingProduct), faults)
    good: list[Product] = []
    for one, where in zip(found, places, strict=True):
        for name, magnitude in _magnitudes(one).items():
            faults += magnitude.faults(where, f"{one.id}: {name}")
        if sectors and one.sector not in sectors:
            close = ", ".join(nearest(one.sector, list(sectors)))
            faults.append(Fault(where, f"unknown sector {one.sector!r}", "sectors are those of baseline.toml", f"nearest: {close}"))
        if one.money not in MONEY:
            close = ", ".join(nearest(one.money, list(MONEY)))
            faults.append(Fault(where, f"{one.id}: money {one.money!r}", f"known: {', '.join(MONEY)}", f"nearest: {close}"))
            continue
        try:
            one.market()
        except Refused as refusal:
            faults += [replace(fault, where=f"{where} {fault.where}") for fault in refusal.faults]
            continue
        good.append(replace(one, where=where))
    return tuple(good), missing


def _at(magnitude: Magnitude, bound: Bound) -> float:
    low, high = magnitude.bounds
    return {"low": low, "value": magnitude.value, "high": high}[bound]


def _magnitudes(one: Product) -> Mapping[str, Magnitude]:
    named = {"sigma": one.sigma, "demand": one.demand}
    if one.entry_price is not None:
        named["entry_price"] = one.entry_price
    for s in one.suppliers:
        named[f"quantity of {s.party}"] = s.quantity
        named[f"price of {s.party}"] = s.price
        if s.supply is not None:
            named[f"supply of {s.party}"] = s.supply
    return named
