"""Make a baseline from a published table: tariffs put on the flows, uses scaled to what is then paid, value added with product taxes."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from nemawashi.economy.balance import balance
from nemawashi.economy.baseline import Baseline
from nemawashi.trade.loaders.icio import IcioTable

__all__ = ["baseline_from_icio"]


def baseline_from_icio(table: IcioTable, *, tariff: ArrayLike, theta: ArrayLike, services: Sequence[str] = ()) -> Baseline:
    """Give a balanced baseline.

    Value added takes in taxes less subsidies on products; where changes of stocks were left out, each sector's value added is scaled to what it sold.
    Rows and columns are then balanced with the tariffs paid (RAS).

    Raises:
        Refused: when the table cannot be balanced, or the baseline breaks a rule.

    """
    duty = np.broadcast_to(np.asarray(tariff, dtype=np.float64), table.flow.shape)
    sold = table.flow.sum(0)
    cost = table.inputs.sum(2) + table.value_added + table.taxes
    part = np.where(cost > 0, (table.value_added + table.taxes) / np.where(cost > 0, cost, 1.0), 1.0)
    value_added = np.clip(part, 0.0, 1.0) * sold
    inputs, final = balance(table.flow, duty, table.inputs, np.maximum(table.final, 0.0), value_added)
    return Baseline.from_arrays(
        flow=table.flow,
        tariff=duty,
        intermediate=inputs,
        final=final,
        value_added=value_added,
        theta=theta,
        regions=table.regions,
        sectors=table.sectors,
        services=services,
    )
