"""Duty on a product of each origin on a day: the table's own, moved by what the statute has changed since the year of the table.

    a_i(day) = a_i + (statutory on the day − statutory on the case's first day),    lines of the product's headings, weighted by the trade that is known

Where no trade by line is known the lines count equally, and so they do for origins whose trade is known by chapter only: those pay by the lines of the
origin whose trade is known. An origin that the importer's schedule does not reach keeps the table's duty.
"""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nemawashi.dates import Clock
from nemawashi.economy.products import Product, ProductSupplier
from nemawashi.pricing.cells import compile_cells
from nemawashi.pricing.products import UNKNOWN
from nemawashi.pricing.states import NOWHERE
from nemawashi.workbench.world import presumed

if TYPE_CHECKING:
    from collections.abc import Hashable

    from nemawashi.tariffs import Law
    from nemawashi.workbench.bench import Workbench

__all__ = ["duty_on"]

Array = NDArray[np.float64]
Range = tuple[float, float, float]


def duty_on(bench: "Workbench", law: "Law", product: Product, changed: "Hashable" = ()) -> dict[str, Range]:
    """Low, central and high ad valorem duty by supplier abroad, fractions, under ``law`` on the workbench's clock.

    ``changed`` names what the law changes of the case's own (its amendments), for the memory of answers.
    """
    return bench.memo("product duty", ("clock",), lambda: _duty_on(bench, law, product), product.id, changed)


def _duty_on(bench: "Workbench", law: "Law", product: Product) -> dict[str, Range]:
    day = bench.case.manifest.first
    first = Clock(day, day)
    abroad = [s for s in product.suppliers if s.party != product.importer]
    then = _statutory(bench, bench.law, product, first, abroad)
    now = _statutory(bench, law, product, bench.clock, abroad)
    found: dict[str, Range] = {}
    for s in abroad:
        shifts = (
            [s.ad_valorem + b - a for a, b in zip(then[s.party], now[s.party], strict=True)] if s.party in then and s.party in now else []
        )
        low, high = (min(shifts), max(shifts)) if shifts else (s.ad_valorem, s.ad_valorem)
        found[s.party] = (low, (low + high) / 2, high)
    return found


def _statutory(
    bench: "Workbench", law: "Law", product: Product, clock: Clock, abroad: list[ProductSupplier]
) -> dict[str, tuple[float, float]]:
    """Low and high statutory duty by supplier, fractions of value."""
    if product.importer not in law.jurisdictions:
        return {}
    lines, weights = _lines(bench, law, product)
    origins = {s.party: s.origin or s.party for s in abroad if s.origin or len(s.party) == len("JP")}
    asked = tuple(dict.fromkeys(origins.values()))
    if not lines or not asked:
        return {}
    cells = compile_cells(law, product.importer, lines, asked, first=clock.on, last=clock.on, known=clock.known, answers=presumed(law))
    classes = cells.products.classes
    found: dict[str, tuple[float, float]] = {}
    for party, origin in origins.items():
        state = int(cells.states.numbers[asked.index(origin), 0])
        if state == NOWHERE:
            continue
        low, high = cells.filled.low[classes, state], cells.filled.high[classes, state]
        known = np.isfinite(low) & np.isfinite(high) & (classes != UNKNOWN)
        if weights[known].sum() > 0:
            found[party] = tuple(float((bound[known] @ weights[known]) / weights[known].sum()) / 100 for bound in (low, high))  # type: ignore[assignment]
    return found


def _lines(bench: "Workbench", law: "Law", product: Product) -> tuple[tuple[str, ...], Array]:
    """Tariff lines of the product's headings and the trade known in each; equal where none is known."""
    lines = tuple(line for heading in product.headings for line in law.lines(product.importer, heading))
    weights = np.zeros(len(lines))
    place = {line: number for number, line in enumerate(lines)}
    digits = law.jurisdictions[product.importer].line_digits
    for importer, _, code, worth, _ in bench.case.trade.flows:
        if importer == product.importer and len(code) >= digits and (number := place.get(code[:digits])) is not None:
            weights[number] += worth
    return lines, weights if weights.sum() > 0 else np.ones(len(lines))
