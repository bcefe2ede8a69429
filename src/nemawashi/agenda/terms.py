"""Terms: what an option does. Law is amended, barriers move, goods are bought, quotas and money are shifted, or it is not priced."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from nemawashi.agenda.magnitude import Magnitude
from nemawashi.language import Text
from nemawashi.tariffs.amend import Amendment

__all__ = [
    "KINDS",
    "BarrierTerm",
    "InvestmentTerm",
    "LawTerm",
    "PurchaseTerm",
    "QuotaTerm",
    "Term",
    "TransferTerm",
    "UnpricedTerm",
]

_STRICT = {"extra": "forbid"}


@dataclass(frozen=True, slots=True)
class LawTerm:
    """The law is amended: duties set, ended, suspended, floored."""

    __pydantic_config__: ClassVar[dict[str, str]] = _STRICT
    kind: Literal["law"]
    amendments: tuple[Amendment, ...]


@dataclass(frozen=True, slots=True)
class BarrierTerm:
    """A cost of selling that is no duty changes: ``τ' = τ · (1 + change)``, change in fractions of the price (−0.02 = two per cent cheaper)."""

    __pydantic_config__: ClassVar[dict[str, str]] = _STRICT
    kind: Literal["barrier"]
    importer: str
    """ISO-2 of the country that keeps the barrier."""
    exporter: str
    change: Magnitude
    sector: str = ""
    """Sector of the trade model; empty when only headings are meant."""
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PurchaseTerm:
    """A purchase commitment of ``usd`` million a year; additional demand is ``usd · additionality · delivery``.

    A gross pledge is not an effect: what would have been bought anyhow and what is never delivered are taken off, both as ranges.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = _STRICT
    kind: Literal["purchase"]
    buyer: str
    seller: str
    usd: Magnitude
    """USD million a year, gross."""
    additionality: Magnitude
    """Share that comes on top of what would be bought anyhow, 0 to 1."""
    delivery: Magnitude
    """Share of the pledge that is delivered, 0 to 1."""
    sector: str = ""
    headings: tuple[str, ...] = ()

    def additional(self) -> tuple[float, float, float]:
        """Low, central and high of the additional purchases, USD million a year."""
        low, high = 1.0, 1.0
        for a, b in (self.usd.bounds, self.additionality.bounds, self.delivery.bounds):
            low, high = low * a, high * b
        return (low, self.usd.value * self.additionality.value * self.delivery.value, high)


@dataclass(frozen=True, slots=True)
class QuotaTerm:
    """Room for one exporter changes by ``volume`` tonnes a year, within an existing quota (pure diversion) or on top of it."""

    __pydantic_config__: ClassVar[dict[str, str]] = _STRICT
    kind: Literal["quota"]
    importer: str
    exporter: str
    volume: Magnitude
    """Tonnes a year, a change."""
    within: bool
    """Inside the existing total: other suppliers lose what this one gains."""
    price: Magnitude | None = None
    """USD a tonne, to turn tonnes into money; absent: shown in tonnes only."""
    sector: str = ""
    headings: tuple[str, ...] = ()
    measure: str = ""
    """Id of the measure that holds the quota."""

    def money(self) -> tuple[float, float, float] | None:
        """Low, central and high value of the volume, USD million a year; None where no price is known: tonnes only, and not zero.

        Within a fixed quota it is what other suppliers lose to this one: a shift of sources, with the total as it was.
        """
        if self.price is None:
            return None
        (few, many), (cheap, dear) = self.volume.bounds, self.price.bounds
        return (few * cheap / 1e6, self.volume.value * self.price.value / 1e6, many * dear / 1e6)


@dataclass(frozen=True, slots=True)
class TransferTerm:
    """Money from one treasury to the other's: ``usd`` million a year."""

    __pydantic_config__: ClassVar[dict[str, str]] = _STRICT
    kind: Literal["transfer"]
    payer: str
    payee: str
    usd: Magnitude


@dataclass(frozen=True, slots=True)
class InvestmentTerm:
    """A gross investment pledge, USD million over its whole life. It has no effect in a static trade model; a net inflow tends to widen the
    host's trade deficit, and ``enact`` says so.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = _STRICT
    kind: Literal["investment"]
    investor: str
    host: str
    usd: Magnitude


@dataclass(frozen=True, slots=True)
class UnpricedTerm:
    """Something real with no sourced magnitude: shown as not priced, kept out of rankings, never zero."""

    __pydantic_config__: ClassVar[dict[str, str]] = _STRICT
    kind: Literal["unpriced"]
    why: Text


Term = LawTerm | BarrierTerm | PurchaseTerm | QuotaTerm | TransferTerm | InvestmentTerm | UnpricedTerm
KINDS: dict[str, type] = {
    "law": LawTerm,
    "barrier": BarrierTerm,
    "purchase": PurchaseTerm,
    "quota": QuotaTerm,
    "transfer": TransferTerm,
    "investment": InvestmentTerm,
    "unpriced": UnpricedTerm,
}
