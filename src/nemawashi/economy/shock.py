"""What a scenario changes, relative to a named benchmark."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

__all__ = ["Allotment", "Purchase", "QuotaCell", "Shock"]

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Purchase:
    """A commitment of ``buyer`` to buy more of ``sector`` from ``seller``.

    ``amount`` is money a year at the seller's price, in the unit of the baseline; ``additionality`` is the part that would not have been bought
    anyway. The additional part is held exactly: the buyer's treasury pays whatever makes it happen, so the model counts its cost.
    """

    buyer: str
    seller: str
    sector: str
    amount: float
    additionality: float = 1.0


@dataclass(frozen=True, slots=True)
class Allotment:
    """State trade of ``buyer`` takes ``amount`` more (or, below zero, less) of ``sector`` from ``seller`` than buyers would have it do.

    Money a year at the seller's price, in the unit of the baseline. The flow is held exactly, as a purchase is; the difference in price is the buyer's
    treasury's, a cost where more is taken and a margin where less is. What one supplier gains inside a fixed access another loses.
    """

    buyer: str
    seller: str
    sector: str
    amount: float


@dataclass(frozen=True, slots=True)
class QuotaCell:
    """A tariff-rate quota on a cell: ``within`` up to ``volume``, ``over`` beyond it.

    ``volume`` is the limit at benchmark prices, in the money unit of the baseline. Between the two rates a rent arises that goes to the
    exporter in the part ``exporter_share``, else to the importer.
    """

    importer: str
    exporter: str
    sector: str
    volume: float
    within: float
    over: float
    exporter_share: float = 0.0


@dataclass(frozen=True, eq=False)
class Shock:
    """Changes of the exogenous side; what is None stays as in the benchmark. Axes n importer, i exporter, j sector."""

    tariff: Array | None = field(default=None, repr=False)
    """The new tariffs themselves, fractions; ``inf`` stops the trade."""
    cost: Array | None = field(default=None, repr=False)
    """Iceberg or non-tariff cost, as a factor: 0.95 is five per cent cheaper to bring in; yields no revenue."""
    purchases: tuple[Purchase, ...] = ()
    quotas: tuple[QuotaCell, ...] = ()
    allotments: tuple[Allotment, ...] = ()
    transfer: Array | None = field(default=None, repr=False)
    """Money received by region; sums to zero."""
    label: str = ""
