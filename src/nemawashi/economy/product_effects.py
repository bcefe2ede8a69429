"""What a shock does in a product's market, before and after, over its elasticities and the bounds of the terms.

One pair of runs is central; the others stand at the corners of substitution, demand and supply (central terms) and, at the lowest and highest
substitution, at the bounds of the terms. The range of an outcome is the hull of the pairs that solved. A shock that changes nothing gives exact zeros.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from nemawashi.economy.market import MarketResult, MarketShock
from nemawashi.economy.product import solve_market
from nemawashi.economy.products import Bound, Product
from nemawashi.errors import Unknown

__all__ = ["PRODUCT_OUTCOMES", "ProductChange", "ProductEffects", "ProductOutcome", "product_effects"]

Corner = tuple[Bound, Bound, Bound]
"""Where substitution, demand and supply stand."""
CENTRAL: Corner = ("value", "value", "value")
CORNERS: tuple[Corner, ...] = tuple((s, d, e) for s in ("low", "high") for d in ("low", "high") for e in ("low", "high"))
EDGES: tuple[Corner, ...] = (("low", "value", "value"), ("value", "value", "value"), ("high", "value", "value"))


@dataclass(frozen=True, slots=True)
class ProductChange:
    """A market before and after."""

    label: str
    before: MarketResult
    after: MarketResult


Reader = Callable[[ProductChange, Product, str], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class ProductOutcome:
    """An outcome of a market."""

    name: str
    unit: str
    """``%``, ``quantity`` (the table's unit) or ``money`` (the table's)."""
    says: str
    read: Reader = field(repr=False, compare=False)
    """(change, product, supplier) → level before, change."""
    by_supplier: bool = False


def _gap(before: float, after: float) -> tuple[float, float]:
    return before, after - before


def _quantity(c: ProductChange, _: Product, party: str) -> tuple[float, float]:
    k = c.after.market.index(party)
    return _gap(float(c.before.quantity[k]), float(c.after.quantity[k]))


def _earned(c: ProductChange, _: Product, party: str) -> tuple[float, float]:
    k = c.after.market.index(party)
    return _gap(float(c.before.quantity[k] * c.before.border[k]), float(c.after.quantity[k] * c.after.border[k]))


def _imports(c: ProductChange, product: Product, _: str) -> tuple[float, float]:
    abroad = [k for k, party in enumerate(c.after.parties) if party != product.importer]
    return _gap(float(c.before.quantity[abroad].sum()), float(c.after.quantity[abroad].sum()))


def _home(c: ProductChange, product: Product, _: str) -> tuple[float, float]:
    return (0.0, c.after.producer_surplus(c.before, product.importer)) if product.home else (0.0, 0.0)


def _price(c: ProductChange, _p: Product, _: str) -> tuple[float, float]:
    return 100.0, 100.0 * (c.after.price_index / c.before.price_index - 1.0)


def _border(c: ProductChange, _: Product, party: str) -> tuple[float, float]:
    k = c.after.market.index(party)
    return 100.0, 100.0 * (float(c.after.border[k] / c.before.border[k]) - 1.0)


PRODUCT_OUTCOMES: Mapping[str, ProductOutcome] = MappingProxyType(
    {
        one.name: one
        for one in (
            ProductOutcome("price", "%", "price index of the product to its buyers", _price),
            ProductOutcome(
                "consumption",
                "quantity",
                "all suppliers together",
                lambda c, _p, _s: _gap(float(c.before.quantity.sum()), float(c.after.quantity.sum())),
            ),
            ProductOutcome("imports", "quantity", "all suppliers abroad together", _imports),
            ProductOutcome("quantity", "quantity", "one supplier's goods", _quantity, by_supplier=True),
            ProductOutcome("border_price", "%", "price a supplier gets at the border", _border, by_supplier=True),
            ProductOutcome("earned", "money", "what a supplier earns at the border", _earned, by_supplier=True),
            ProductOutcome("revenue", "money", "duty paid", lambda c, _p, _s: _gap(c.before.revenue, c.after.revenue)),
            ProductOutcome(
                "rent", "money", "quota rent and the state trader's margin", lambda c, _p, _s: _gap(c.before.rents, c.after.rents)
            ),
            ProductOutcome(
                "purchase_cost",
                "money",
                "what purchase commitments cost whoever keeps them",
                lambda c, _p, _s: _gap(c.before.purchase_cost, c.after.purchase_cost),
            ),
            ProductOutcome("consumer_surplus", "money", "area under demand", lambda c, _p, _s: (0.0, c.after.consumer_surplus(c.before))),
            ProductOutcome("producer_surplus", "money", "area over home supply", _home),
        )
    }
)
"""Every outcome of a market by name."""


@dataclass(frozen=True, eq=False)
class ProductEffects:
    """A product's market under a package: the central pair of runs first."""

    product: Product
    changes: tuple[ProductChange, ...] = field(repr=False)

    @property
    def solved(self) -> bool:
        """Whether the central pair has numbers."""
        return self.changes[0].before.solved and self.changes[0].after.solved

    @property
    def message(self) -> str:
        """What the central solve said, and how many of the others gave no numbers."""
        bad = sum(not (one.before.solved and one.after.solved) for one in self.changes)
        return self.changes[0].after.message + (f"; {bad} of {len(self.changes)} runs gave no numbers" if bad else "")

    @property
    def residual(self) -> float:
        """Largest residual of the pairs that solved."""
        return max((max(one.before.residual, one.after.residual) for one in self.changes if one.after.solved), default=float("inf"))

    def outcome(self, name: str, supplier: str = "") -> tuple[float, float, float, float] | None:
        """Level before, then low, central and high change; None where the central pair has no numbers.

        Raises:
            Unknown: for an outcome or a supplier that is not known.

        """
        if name not in PRODUCT_OUTCOMES:
            raise Unknown("product outcome", name, PRODUCT_OUTCOMES)
        kind = PRODUCT_OUTCOMES[name]
        if kind.by_supplier:
            self.changes[0].after.market.index(supplier)
        if not self.solved:
            return None
        found = [kind.read(one, self.product, supplier) for one in self.changes if one.before.solved and one.after.solved]
        values = [change for _, change in found]
        return found[0][0], min(values), values[0], max(values)


def product_effects(product: Product, base: MarketShock, shocks: Mapping[str, MarketShock]) -> ProductEffects:
    """Solve ``shocks`` (``central``, and ``low`` and ``high`` bounds of the terms where they have any) against the market under ``base``."""
    held: dict[Corner, MarketResult] = {}

    def before(corner: Corner) -> MarketResult:
        if corner not in held:
            held[corner] = solve_market(product.market(*corner), base)
        return held[corner]

    def pair(label: str, corner: Corner, shock: MarketShock) -> ProductChange:
        first = before(corner)
        return ProductChange(label, first, first if shock == base else solve_market(first.market, shock))

    changes = [pair("central", CENTRAL, shocks["central"])]
    changes += [pair("/".join(corner), corner, shocks["central"]) for corner in CORNERS]
    for bound in ("low", "high"):
        if bound in shocks and shocks[bound] != shocks["central"]:
            changes += [pair(f"{bound} terms, {corner[0]} substitution", corner, shocks[bound]) for corner in EDGES]
    return ProductEffects(product, tuple(changes))
