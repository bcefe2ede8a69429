"""The explanation table of priced shipments: why each reason id pays what it pays, line by line."""

import csv
from pathlib import Path
from typing import Any

from nemawashi.pricing.naming import Reason
from nemawashi.pricing.sql import named
from nemawashi.tariffs import Law, assess

__all__ = ["HEADER", "explain", "write_reasons"]

HEADER = (
    "reason",
    "rows",
    "measure",
    "authority",
    "rate",
    "status",
    "low",
    "high",
    "act",
    "pinpoint",
    "why",
    "depends_on",
    "certainty",
    "example",
)
COLUMN_1 = "the line's own"
"""What stands for the general rate where a reason serves many lines."""


def explain(law: Law, reason: Reason) -> list[tuple[str, ...]]:
    """The lines behind one reason id: measure, authority, rate, status, low, high, act, pinpoint, why, open questions, certainty, example.

    Low and high are percents of value; where the reason serves lines of many general rates, those of column 1 and of what is reckoned from it are left empty.
    """
    found = assess(law, reason.entry)
    example = f"{reason.entry.heading} from {reason.entry.origin} on {reason.entry.clock.on}"
    rows: list[tuple[str, ...]] = []
    for line in found.lines:
        if line.status == "not_in_force":
            continue
        own = reason.general and line.authority == "mfn"
        reckoned = own or (reason.general and "column 1" in line.rate)
        rows.append(
            (
                line.measure,
                line.authority,
                COLUMN_1 if own else line.rate,
                line.status,
                "" if reckoned else str(line.low),
                "" if reckoned or line.high is None else str(line.high),
                line.act,
                line.pinpoint,
                line.reason,
                " ".join(line.depends_on),
                line.certainty,
                example,
            )
        )
    return rows


def write_reasons(connection: Any, law: Law, reasons: tuple[Reason, ...], priced: Path, target: Path) -> tuple[float, float | None]:
    """Write the explanation of every reason that the priced file uses; gives its low and high duty."""
    options = "all_varchar=true, header=true, delim=',', quote='\"', escape='\"'"
    scan = (
        f"read_csv({named(priced)}, {options}, hive_partitioning=false)"
        if priced.suffix.lower() == ".csv"
        else f"read_parquet({named(priced)}, hive_partitioning=false)"
    )
    found = connection.execute(
        "SELECT reason, count(*), sum(CAST(duty_low AS DOUBLE)), sum(CAST(duty_high AS DOUBLE)), count(duty_high) "  # noqa: S608 - a quoted path
        f"FROM {scan} GROUP BY reason ORDER BY reason"
    ).fetchall()
    by_id = {reason.id: reason for reason in reasons}
    with target.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(HEADER)
        for name, rows, *_ in found:
            for line in explain(law, by_id[name]):
                writer.writerow((name, rows, *line))
    bounded = all(row[1] == row[4] for row in found)
    low = float(sum(row[2] or 0.0 for row in found))
    return low, float(sum(row[3] or 0.0 for row in found)) if bounded else None
