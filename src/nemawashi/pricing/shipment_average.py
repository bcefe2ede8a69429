"""The average duty of a file of shipments, by group."""

import tempfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from nemawashi.errors import Refused
from nemawashi.pricing.engine import Progress, connect, counted, part
from nemawashi.pricing.joined import Asked, join
from nemawashi.pricing.lookups import EVER
from nemawashi.pricing.set_aside import write_set_aside
from nemawashi.pricing.shipments import open_shipments
from nemawashi.tariffs import Law
from nemawashi.tariffs.entry import Answer

__all__ = ["ShipmentAverage", "average_shipments"]

_LOOKED = 0.5
"""Share of the work that is done once the file has been looked through and the law compiled."""


@dataclass(frozen=True, slots=True)
class ShipmentAverage:
    """Duty of one group of shipments."""

    key: str
    rows: int
    value: float
    low: float
    """Percent of value."""
    high: float | None
    """None: some line of the group is unbounded."""


def average_shipments(
    source: Path,
    law: Law,
    *,
    known: date,
    by: Literal["total", "chapter", "origin", "month"] = "total",
    importer: str | None = None,
    answers: Mapping[str, Answer] | None = None,
    days: tuple[date, date] | None = None,
    progress: Progress | None = None,
    memory: str = "1GB",
    threads: int | None = None,
) -> tuple[ShipmentAverage, ...]:
    """Average duty of a file of shipments by group: Σ value · rate ÷ Σ value, in percent.

    Raises:
        Refused: a file with a bad row, with its faults: an average that leaves rows out is another average.

    """
    with (
        tempfile.TemporaryDirectory(prefix="nemawashi-") as folder,
        closing(connect(Path(folder), memory, threads)) as connection,
    ):
        zones = {name: place.zone for name, place in law.jurisdictions.items()}
        shipments = open_shipments(connection, source, importer=importer, zones=zones)
        joined = join(connection, law, shipments, Asked(known, answers or {}, days or EVER), part(progress, 0.0, _LOOKED), named=False)
        key = {
            "total": "'total'",
            "chapter": "s.chapter",
            "origin": "o.code",
            "month": f"strftime({joined.of('d')}, '%Y-%m')",
        }[by]
        value = joined.of("v")
        statement = (
            f"SELECT {key} AS k, count(*), sum({value}), sum(({joined.low}) * {value}), sum(({joined.high}) * {value}), count({joined.high}) "  # noqa: S608
            f"FROM {joined.tables} GROUP BY k ORDER BY k"
        )
        found = counted(connection, statement, part(progress, _LOOKED, 1.0))
        if sum(row[1] for row in found) != joined.lookups.rows:
            raise Refused(write_set_aside(connection, law, joined.shipments, joined.lookups.rows, Path(folder) / "aside.csv")[0])
    return tuple(
        ShipmentAverage(
            str(name), int(rows), float(value), lows / value if value else 0.0, (highs / value if value else 0.0) if full == rows else None
        )
        for name, rows, value, lows, highs, full in found
    )
