"""A single market: suppliers, elasticities and quotas of one product in one importing country, and what a shock does to them.

Money a unit (t, car, million yen of the year's goods) is as the product's table says. Surplus is exact for the market's own constant elasticities:

    ΔCS = E₀ (1 − p̂^{1−ε}) / (1 − ε),   ΔPS = p₀ q₀ (p̂_h^{1+η} − 1) / (1 + η)        (areas under demand and over home supply)
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from nemawashi.errors import Fault, Refused, Unknown

__all__ = ["Market", "MarketResult", "MarketShock", "QuotaGroup", "Supplier"]

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Supplier:
    """A country's goods in the market, in the year of the table."""

    party: str
    quantity: float
    price: float
    """At the border (for domestic goods: to the buyer), money a unit."""
    ad_valorem: float = 0.0
    specific: float = 0.0
    """Money a unit."""
    supply: float = np.inf
    """η, elasticity of supply to this market."""
    held: bool = False
    """The quantity is allocated by the state within a fixed access, not chosen by buyers."""
    markup: float = 0.0
    """Money a unit taken by the state trader in the benchmark; for held goods it clears the market afterwards."""


@dataclass(frozen=True, slots=True)
class QuotaGroup:
    """A tariff-rate quota on some suppliers together: the duties of ``Supplier`` are those within, ``over`` is added beyond."""

    parties: tuple[str, ...]
    volume: float
    over: float
    """Further duty beyond the quota, money a unit."""


@dataclass(frozen=True)
class Market:
    """A product's market in the benchmark."""

    name: str
    suppliers: tuple[Supplier, ...]
    sigma: float
    """σ > 1, substitution among origins."""
    demand: float
    """ε ≥ 0, elasticity of demand for the product as a whole."""
    quotas: tuple[QuotaGroup, ...] = ()

    def __post_init__(self) -> None:
        faults = [
            Fault(f"{self.name}, {s.party}", f"{what} = {value}", rule, "correct the table")
            for s in self.suppliers
            for what, value, bad, rule in (
                ("quantity", s.quantity, not s.quantity > 0, "a supplier sells more than nothing: a market of shares cannot start one"),
                ("price", s.price, not s.price > 0, "a price is above zero"),
                ("supply", s.supply, not s.supply > 0, "a supply elasticity is above zero"),
                ("ad_valorem", s.ad_valorem, not s.ad_valorem > -1, "a duty is above −100 %"),
            )
            if bad
        ]
        if not self.sigma > 1:
            faults.append(Fault(self.name, f"sigma = {self.sigma}", "σ is above 1", "correct the elasticity"))
        if not self.demand >= 0:
            faults.append(Fault(self.name, f"demand = {self.demand}", "ε is zero or more", "correct the elasticity"))
        if len({s.party for s in self.suppliers}) < len(self.suppliers):
            faults.append(Fault(self.name, "a supplier twice", "each supplier stands once", "merge the rows"))
        if faults:
            raise Refused(faults)

    def index(self, party: str) -> int:
        """Position of a supplier; Unknown names the ones there are."""
        names = [s.party for s in self.suppliers]
        if party not in names:
            raise Unknown("supplier", party, names, where=self.name)
        return names.index(party)


@dataclass(frozen=True, slots=True)
class MarketShock:
    """What changes in a market; suppliers not named stay."""

    ad_valorem: Mapping[str, float] = field(default_factory=dict)
    specific: Mapping[str, float] = field(default_factory=dict)
    cost: Mapping[str, float] = field(default_factory=dict)
    """Factor on the border price a buyer faces: a barrier moved, 0.95 is five per cent cheaper."""
    allocation: Mapping[str, float] = field(default_factory=dict)
    """New quantities of held suppliers."""
    purchase: Mapping[str, float] = field(default_factory=dict)
    """Additional quantity that a supplier sells by commitment; the buyer's side pays the difference."""
    quotas: tuple[QuotaGroup, ...] | None = None


@dataclass(frozen=True, eq=False)
class MarketResult:
    """Before and after, by supplier in the market's order; money and units as in the table."""

    market: Market
    parties: tuple[str, ...]
    solved: bool
    message: str
    residual: float
    quantity_before: Array
    quantity: Array
    border_before: Array
    border: Array
    buyer_before: Array
    buyer: Array
    rent: Array
    """Rent or mark-up a unit by supplier; negative where a purchase commitment is paid for."""
    regimes: tuple[str, ...]
    """One word a quota."""
    duty: Array
    """Duty paid a unit by supplier, ad valorem and specific together."""
    quotas: tuple[QuotaGroup, ...] = ()
    """The quotas in force."""

    @property
    def price_index(self) -> float:
        """P/P⁰ of the product to its buyers."""
        weights = self.quantity_before * self.buyer_before
        power = 1 - self.market.sigma
        return float((weights / weights.sum() @ (self.buyer / self.buyer_before) ** power) ** (1 / power))

    @property
    def exports(self) -> Array:
        """Change of what each supplier earns at the border."""
        return self.quantity * self.border - self.quantity_before * self.border_before

    @property
    def diverted(self) -> Array:
        """Change of quantities."""
        return self.quantity - self.quantity_before

    @property
    def spent(self) -> float:
        """What buyers pay for the product."""
        return float((self.quantity * self.buyer).sum())

    @property
    def revenue(self) -> float:
        """Duty paid."""
        return float((self.quantity * self.duty).sum())

    @property
    def rents(self) -> float:
        """Quota rents and the state trader's margin."""
        return float((self.quantity * self.rent)[self._earning].sum())

    @property
    def purchase_cost(self) -> float:
        """What purchase commitments cost whoever keeps them: the part of the price that buyers do not pay."""
        return float(-(self.quantity * self.rent)[~self._earning].sum())

    @property
    def _earning(self) -> NDArray[np.bool_]:
        """Suppliers whose price can hold a rent: state trade and members of a quota."""
        limited = {party for quota in self.quotas for party in quota.parties}
        return np.array([s.held or s.party in limited for s in self.market.suppliers])

    def consumer_surplus(self, before: "MarketResult") -> float:
        """Change of buyers' surplus from ``before`` to here, money of the table."""
        ratio, epsilon = self.price_index / before.price_index, self.market.demand
        if abs(epsilon - 1) < 1e-9:
            return float(-before.spent * np.log(ratio))
        return float(before.spent * (1 - ratio ** (1 - epsilon)) / (1 - epsilon))

    def producer_surplus(self, before: "MarketResult", party: str) -> float:
        """Change of a supplier's surplus from ``before`` to here; zero where any quantity comes at the given price."""
        k = self.market.index(party)
        eta = self.market.suppliers[k].supply
        if not np.isfinite(eta):
            return 0.0
        ratio = self.border[k] / before.border[k]
        return float(before.border[k] * before.quantity[k] * (ratio ** (1 + eta) - 1) / (1 + eta))
