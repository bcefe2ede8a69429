"""Exchange rates as data: a rate has a period, a source and a certainty, and no rate is assumed."""

from dataclasses import dataclass, field
from decimal import Decimal

from pydantic import ConfigDict

from nemawashi.errors import Fault, Refused
from nemawashi.sources import Certainty, Citation

__all__ = ["ExchangeRate", "ExchangeRates"]


@dataclass(frozen=True, slots=True)
class ExchangeRate:
    """Units of ``currency`` for one US dollar, over a period (``2024``, ``FY2024``, ``2025-04``)."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    currency: str
    period: str
    per_usd: Decimal
    source: str
    pinpoint: str
    certainty: Certainty
    note: str = ""
    where: str = field(default="", compare=False)

    @property
    def citation(self) -> Citation:
        """The source and the place in it."""
        return Citation(self.source, self.pinpoint)


@dataclass(frozen=True, slots=True)
class ExchangeRates:
    """Rates by currency and period."""

    rates: tuple[ExchangeRate, ...]

    def rate(self, currency: str, period: str) -> ExchangeRate:
        """The rate of a currency in a period; the dollar is one dollar always."""
        if currency == "USD":
            return ExchangeRate("USD", period, Decimal(1), "", "", "A")
        for rate in self.rates:
            if (rate.currency, rate.period) == (currency, period):
                return rate
        known = ", ".join(f"{rate.currency} {rate.period}" for rate in self.rates) or "none"
        raise Refused(
            Fault(
                "exchange rate",
                f"no rate for {currency} in {period}",
                "money is converted at a rate whose period and source are known",
                f"known: {known}; add an [[exchange_rate]] to economy/flows.toml",
            )
        )

    def convert(self, amount: Decimal, currency: str, into: str, period: str) -> Decimal:
        """``amount`` of one currency in another, through the dollar, at the period's rates."""
        return amount / self.rate(currency, period).per_usd * self.rate(into, period).per_usd
