"""Make a baseline from a published table: tariffs put on the flows, uses scaled to what is then paid, value added with product taxes.

Published taxes less subsidies on products hold the duties on inputs; the model pays those itself, so they are taken out again (F flows net of tariff, Z inputs):

    VA_nk = va_nk + TLS_nk − Σ_j Z_nkj · Σ_i F_nij t_nij / Σ_i F_nij
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nemawashi.economy.balance import balance
from nemawashi.economy.baseline import Baseline
from nemawashi.errors import Fault, Refused
from nemawashi.trade.loaders.icio import IcioTable

__all__ = ["baseline_from_icio", "industry_sectors", "write_table"]

Array = NDArray[np.float64]


def baseline_from_icio(table: IcioTable, *, tariff: ArrayLike, theta: ArrayLike, services: Sequence[str] = ()) -> Baseline:
    """Give a balanced baseline.

    Value added takes in taxes less subsidies on products other than the duties on inputs; where changes of stocks were left out, each sector's value added is
    scaled to what it sold. Rows and columns are then balanced with the tariffs paid (RAS).

    Raises:
        Refused: when the table cannot be balanced, or the baseline breaks a rule.

    """
    duty = np.broadcast_to(np.asarray(tariff, dtype=np.float64), table.flow.shape)
    sold = table.flow.sum(0)
    bought = table.flow.sum(1)
    rate = np.where(table.flow > 0, duty, 0.0)
    average = (table.flow * rate).sum(1) / np.where(bought > 0, bought, 1.0)
    taxes = table.taxes - (table.inputs * average[:, None, :]).sum(2)
    cost = table.inputs.sum(2) + table.value_added + table.taxes
    part = np.where(cost > 0, (table.value_added + taxes) / np.where(cost > 0, cost, 1.0), 1.0)
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


_CODE = re.compile(r"^([A-U])(\d{2})?(?:\d|[A-Z](?=$))?(?:(T|_)(\d{2})\d?)?$")


def _divisions(code: str) -> tuple[str, frozenset[int]]:
    """Section and ISIC divisions of a code such as C10T12, A01_02, C24A or C302T309."""
    found = _CODE.match(code)
    if found is None:
        return "", frozenset()
    section, first, kind, last = found.groups()
    if first is None:
        return section, frozenset()
    low, high = int(first), int(last or first)
    return section, frozenset(range(low, high + 1)) if kind == "T" else frozenset((low, high))


def industry_sectors(industries: Iterable[str], sectors: Sequence[str], *, services: str) -> dict[str, str]:
    """Map industries of the published table to sectors named after their divisions (``C10T12``, ``A01_02``); all others go to ``services``.

    Raises:
        Refused: for a sector no industry belongs to, or an industry that lies across two.

    """
    held = {sector: _divisions(sector) for sector in sectors if sector != services}
    found: dict[str, str] = {}
    faults: list[Fault] = []
    for industry in industries:
        section, divisions = _divisions(industry)
        inside = [sector for sector, (letter, parts) in held.items() if letter == section and divisions & parts]
        if len(inside) > 1 or (inside and not divisions <= held[inside[0]][1]):
            faults.append(
                Fault(f"industry {industry}", f"lies across {', '.join(inside)}", "an industry has one sector", "merge the sectors")
            )
            continue
        found[industry] = inside[0] if inside else services
    for sector in sectors:
        if sector not in found.values():
            faults.append(
                Fault(f"sector {sector}", "no industry of the table belongs to it", "every sector is made of industries", "check the codes")
            )
    if faults:
        raise Refused(faults)
    return found


def write_table(path: Path, baseline: Baseline) -> None:
    """Write a baseline as the npz table a case names in ``economy/baseline.toml``; hundredths of the money unit, as the built-in one."""
    if baseline.intermediate is None:
        rule = "a case's table has input–output links"
        raise Refused(Fault(path.name, "a baseline without links", rule, "give the inputs"))
    np.savez_compressed(
        path,
        regions=np.array(baseline.regions),
        sectors=np.array(baseline.sectors),
        trade_musd=np.round(baseline.flow, 2),
        duty_rate=baseline.tariff,
        input_use_musd=np.round(baseline.intermediate, 2),
        final_use_musd=np.round(baseline.final, 2),
        value_added_musd=np.round(baseline.value_added, 2),
    )
