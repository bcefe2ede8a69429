"""Cells whose duty turns on quantity and value in more than a straight line: assessed by themselves, once for each pair that occurs."""

from decimal import Decimal
from typing import Any

import numpy as np

from nemawashi.pricing.hull import BY_LINE
from nemawashi.pricing.lookups import Lookups
from nemawashi.tariffs import Entry, Law, assess

__all__ = ["assess_by_line"]

_BATCH = 10_000


def assess_by_line(connection: Any, law: Law, lookups: Lookups, joined: str, amounts: tuple[str, str]) -> bool:
    """Make the table by_line(cell, value, quantity, low, high) for the rows that need it; False where none does.

    ``amounts`` names value and quantity in ``joined``.
    """
    value, quantity = amounts
    connection.execute(
        f"CREATE TEMP TABLE wanted AS SELECT DISTINCT c.cell AS cell, {value} AS v, {quantity} AS q FROM {joined} "  # noqa: S608 - names checked
        f"WHERE c.kind = {BY_LINE} AND {quantity} IS NOT NULL AND {value} > 0"
    )
    connection.execute("CREATE TEMP TABLE by_line (cell BIGINT, value DOUBLE, quantity DOUBLE, low DOUBLE, high DOUBLE)")
    number = int(connection.execute("SELECT count(*) FROM wanted").fetchall()[0][0])
    for start in range(0, number, _BATCH):
        rows = connection.execute("SELECT cell, v, q FROM wanted WHERE rowid >= ? AND rowid < ?", [start, start + _BATCH]).fetchall()
        found = [_assessed(law, lookups, *row) for row in rows]
        table = {
            "cell": np.array([row[0] for row in rows], dtype=np.int64),
            "value": np.array([row[1] for row in rows], dtype=np.float64),
            "quantity": np.array([row[2] for row in rows], dtype=np.float64),
            "low": np.array([low for low, _ in found], dtype=np.float64),
            "high": np.array([high for _, high in found], dtype=np.float64),
        }
        connection.register("by_line_rows", table)
        connection.execute("INSERT INTO by_line SELECT * FROM by_line_rows")
        connection.unregister("by_line_rows")
    connection.execute("DROP TABLE wanted")
    return number > 0


def _assessed(law: Law, lookups: Lookups, cell: int, value: float, quantity: float) -> tuple[float, float]:
    importer = max((name for name, offset in lookups.offsets.items() if offset <= cell), key=lambda name: lookups.offsets[name])
    cells = lookups.cells[importer]
    product, number = divmod(cell - lookups.offsets[importer], max(1, len(cells.states.states)))
    state = cells.states.states[number]
    entry = Entry(
        cells.products.examples[product],
        state.origin,
        importer,
        state.clock,
        cells.answers,
        Decimal(repr(value)),
        Decimal(repr(quantity)),
    )
    found = assess(law, entry)
    state.compiled.memo.clear()
    return float(found.low), float("nan") if found.high is None else float(found.high)
