"""Pricing: the law compiled to cells, averages, sector rates, duty a day, and shipments in bulk."""

from nemawashi.pricing.average import AverageRow, average
from nemawashi.pricing.bulk import Priced, price
from nemawashi.pricing.cells import Cells, compile_cells
from nemawashi.pricing.changes import ChangeRow, Changes, changes
from nemawashi.pricing.duty_per_day import DutyPerDay, duty_per_day
from nemawashi.pricing.rated import RatedFlows, rate_flows
from nemawashi.pricing.reconcile import GapLine, Reconciliation, reconcile
from nemawashi.pricing.sector_rates import SectorRates, sector_rates
from nemawashi.pricing.shipment_average import ShipmentAverage, average_shipments
from nemawashi.pricing.stack import StackRow, stack

__all__ = [
    "AverageRow",
    "Cells",
    "ChangeRow",
    "Changes",
    "DutyPerDay",
    "GapLine",
    "Priced",
    "RatedFlows",
    "Reconciliation",
    "SectorRates",
    "ShipmentAverage",
    "StackRow",
    "average",
    "average_shipments",
    "changes",
    "compile_cells",
    "duty_per_day",
    "price",
    "rate_flows",
    "reconcile",
    "sector_rates",
    "stack",
]
