"""Bad rows: which line, which column, what was found, what the rule is, what to do; and the row itself."""

import csv
import re
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nemawashi.errors import Fault
from nemawashi.pricing.shipments import Shipments, literal

__all__ = ["write_set_aside"]

HEADER = ("line", "column", "found", "rule", "remedy", "row")
_SHOWN = 20
"""Faults handed back; the file has them all."""
_BATCH = 10_000
_NUMBER = re.compile(r"^\{'n': \d+, ")
"""The row's number at the head of its text, which has its own column."""


def write_set_aside(connection: Any, shipments: Shipments, target: Path, *, importer: str | None) -> tuple[tuple[Fault, ...], int]:
    """Write every bad row of the file to ``target`` with each of its faults; gives the first faults and the number of bad rows.

    Lines of a CSV file count its header as line 1 and each record as one line; rows of a Parquet file count from 1.
    """
    shown: list[Fault] = []
    lines: set[int] = set()
    with target.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(HEADER)
        for line, column, found, rule, remedy, row in _bad(connection, shipments, importer):
            lines.add(line)
            writer.writerow((line, column, found, rule, remedy, row))
            if len(shown) < _SHOWN:
                shown.append(Fault(f"{shipments.path.name}:{line}", found, rule, remedy))
    return tuple(shown), len(lines)


def _bad(connection: Any, shipments: Shipments, importer: str | None) -> Iterator[tuple[int, str, str, str, str, str]]:
    broken = (
        []
        if shipments.parquet
        else connection.execute(
            "SELECT line, min(error_message), any_value(csv_line) FROM reject_errors GROUP BY line ORDER BY line"
        ).fetchall()
    )
    for line, message, text in broken:
        yield (
            int(line),
            "",
            str(message).splitlines()[0],
            "every row has as many values as the header",
            "mend commas and quotes",
            str(text).strip(),
        )
    starts = [int(line) for line, _, _ in broken]
    cursor = connection.execute(_query(shipments, importer))
    while batch := cursor.fetchmany(_BATCH):
        for number, row, *faults in batch:
            line = int(number) if shipments.parquet else _line(int(number), starts)
            for column, found, rule, remedy in zip(*[iter(faults)] * 4, strict=True):
                if found is not None:
                    yield line, column, found, rule, remedy, _NUMBER.sub("{", row)


def _line(number: int, broken: list[int]) -> int:
    """The line of the ``number``-th good record, the header on line 1 and broken lines between them."""
    line = number + 1
    while (later := number + 1 + bisect_right(broken, line)) != line:
        line = later
    return line


def _query(shipments: Shipments, importer: str | None) -> str:
    """Each row that falls out of the join, its number, and for each column the fault or null."""
    several = "importer" in shipments.names
    place = shipments.importer if several else literal(importer or "")
    rows = f"read_parquet({literal(str(shipments.path))}, file_row_number=true)"
    numbered = (
        ("file_row_number + 1", f"* EXCLUDE (file_row_number) FROM {rows}")
        if shipments.parquet
        else ("row_number() OVER ()", f"* FROM {shipments.scan}")
    )
    scan = f"(SELECT {numbered[0]} AS n, {numbered[1]})"
    names = shipments.names
    quantity = shipments.text("quantity") if "quantity" in names else "NULL"
    inner = (
        f"SELECT n, {place} AS i, {shipments.heading} AS h, {shipments.origin} AS o, {shipments.date} AS d, {shipments.value} AS v, "  # noqa: S608
        f"{shipments.quantity} AS q, {shipments.text('date')} AS td, {shipments.text('value')} AS tv, {quantity} AS tq, "
        f"CAST(r AS VARCHAR) AS row FROM {scan} r"
    )
    heading = _texts(
        "heading",
        "CASE WHEN h IS NULL OR trim(h) = '' THEN 'no heading' WHEN s.head IS NULL OR s.head < 0 THEN coalesce(s.found, 'unknown importer') END",
        "coalesce(s.rule, 'every row names the tariff code of its goods')",
        "coalesce(s.remedy, 'fill it in')",
    )
    origin = _texts(
        "origin",
        "CASE WHEN o IS NULL OR trim(o) = '' THEN 'no origin' WHEN b.found IS NOT NULL AND p.place IS NULL AND d IS NOT NULL THEN b.found END",
        "coalesce(b.rule, 'every row names the country of origin')",
        "coalesce(b.remedy, 'write the two letters of ISO 3166')",
    )
    day = _texts(
        "date",
        "CASE WHEN d IS NULL THEN coalesce(td || ' is no date', 'no date') "
        "WHEN p.place IS NULL AND b.found IS NULL AND o IS NOT NULL AND trim(o) <> '' THEN 'no law for ' || CAST(d AS VARCHAR) END",
        "'the day of entry is ISO, year-month-day, and the law of that day is in the case'",
        "'write it like 2025-05-03'",
    )
    value = _texts(
        "value",
        "CASE WHEN v IS NULL OR NOT (v >= 0 AND v < 'infinity') THEN coalesce(tv || ' is no value', 'no value') END",
        "'a value is a number from zero up, in the importer''s currency'",
        "'write it in figures, without separators'",
    )
    amount = _texts(
        "quantity",
        "CASE WHEN tq IS NOT NULL AND tq <> '' AND (q IS NULL OR NOT (q >= 0 AND q < 'infinity')) THEN tq || ' is no quantity' END",
        "'a quantity is a number from zero up, in the unit of the line''s duty'",
        "'write it in figures, or leave it empty'",
    )
    return (
        f"SELECT n, row, {heading}, {origin}, {day}, {value}, {amount} FROM ({inner}) t "  # noqa: S608
        "LEFT JOIN heads s ON s.importer = t.i AND s.heading = t.h "
        "LEFT JOIN places p ON p.importer = t.i AND p.origin = t.o AND p.day = t.d "
        "LEFT JOIN bad_places b ON b.importer = t.i AND b.origin = t.o "
        "WHERE s.head IS NULL OR s.head < 0 OR p.place IS NULL OR v IS NULL OR NOT (v >= 0 AND v < 'infinity') "
        "OR (tq IS NOT NULL AND tq <> '' AND (q IS NULL OR NOT (q >= 0 AND q < 'infinity'))) ORDER BY n"
    )


def _texts(column: str, found: str, rule: str, remedy: str) -> str:
    return f"'{column}' AS c_{column}, {found} AS f_{column}, {rule} AS r_{column}, {remedy} AS m_{column}"
