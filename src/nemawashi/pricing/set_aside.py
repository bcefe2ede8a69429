"""Bad rows: which line, which column, what was found, what the rule is, what to do; and the row itself."""

import csv
from bisect import bisect_right
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from nemawashi.errors import Fault
from nemawashi.pricing.csv_file import CsvFile
from nemawashi.pricing.shipments import MOST, Shipments
from nemawashi.pricing.sql import literal, quoted
from nemawashi.tariffs import Law

__all__ = ["write_set_aside"]

HEADER = ("line", "column", "found", "rule", "remedy", "row")
_SHOWN = 20
"""Faults handed back; the file has them all."""
_BATCH = 10_000

Bad = tuple[int, str, tuple[Any, ...]]
"""Number of a row among those the engine took (or of a broken line, as the engine counts), the row, its faults: column, found, rule, remedy, …"""


def write_set_aside(connection: Any, law: Law, shipments: Shipments, rows: int, target: Path) -> tuple[tuple[Fault, ...], int]:
    """Write every bad row of the file to ``target`` with each of its faults, in the order of the file; gives the first faults and their number.

    ``rows`` is how many the file holds. Lines of a CSV file are those an editor counts, the header on line 1; rows of a Parquet file count from
    1, in a folder of files by the name of each.
    """
    shown: list[Fault] = []
    bad = 0
    with target.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(HEADER)
        for line, row, faults in _placed(connection, law, shipments, rows):
            bad += 1
            for column, found, rule, remedy in zip(*[iter(faults)] * 4, strict=True):
                if found is None:
                    continue
                writer.writerow((line, column, found, rule, remedy, row))
                if len(shown) < _SHOWN:
                    where = f"{shipments.path.name}/{line}" if ":" in line else f"{shipments.path.name}:{line}"
                    shown.append(Fault(where, found, rule, remedy))
    return tuple(shown), bad


def _placed(connection: Any, law: Law, shipments: Shipments, rows: int) -> Iterator[tuple[str, str, tuple[Any, ...]]]:
    """Each bad row with where it stands."""
    source = shipments.source
    broken = _broken(connection) if isinstance(source, CsvFile) else []
    taken = _taken(connection, law, shipments)
    if not isinstance(source, CsvFile):
        for number, row, faults in taken:
            yield _in_part(number, source.parts), row, faults
    elif source.ends() == rows + 1:
        starts = [number for number, _, _ in broken]
        yield from _merged(broken, ((_line(number, starts), row, faults) for number, row, faults in taken))
    else:
        yield from _walked(source, broken, taken)


def _broken(connection: Any) -> list[Bad]:
    """Lines of a CSV file that are no rows, by the engine's number: the header is 1, and empty lines count."""
    statement = "SELECT line, min(error_message), any_value(csv_line) FROM reject_errors GROUP BY line ORDER BY line"
    rule, remedy = "every row has as many values as the header, in UTF-8", "mend commas, quotes or the coding of letters"
    return [
        (int(line), str(text).strip(), ("", str(message).splitlines()[0], rule, remedy))
        for line, message, text in connection.execute(statement).fetchall()
    ]


def _taken(connection: Any, law: Law, shipments: Shipments) -> Iterator[Bad]:
    """Rows that were read and cannot be priced, by their number among those read."""
    cursor = connection.execute(_query(law, shipments))
    while batch := cursor.fetchmany(_BATCH):
        for number, row, *faults in batch:
            yield int(number), row, tuple(faults)


def _in_part(number: int, parts: tuple[tuple[str, int], ...]) -> str:
    """Where row ``number`` of a folder stands."""
    for name, rows in parts:
        if number <= rows:
            return f"{name}:{number}"
        number -= rows
    return str(number)


def _line(number: int, broken: list[int]) -> int:
    """The line of the ``number``-th row read, the header on line 1 and broken lines between them; each row has one line."""
    line = number + 1
    while (later := number + 1 + bisect_right(broken, line)) != line:
        line = later
    return line


def _merged(broken: list[Bad], taken: Iterator[Bad]) -> Iterator[tuple[str, str, tuple[Any, ...]]]:
    left = iter(broken)
    next_broken = next(left, None)
    for line, row, faults in taken:
        while next_broken is not None and next_broken[0] < line:
            yield str(next_broken[0]), *next_broken[1:]
            next_broken = next(left, None)
        yield str(line), row, faults
    for one in chain([next_broken] if next_broken else [], left):
        yield str(one[0]), *one[1:]


def _walked(source: CsvFile, broken: list[Bad], taken: Iterator[Bad]) -> Iterator[tuple[str, str, tuple[Any, ...]]]:
    """The same for a file with empty lines or line ends between quotes: its records are counted one by one."""
    by_number = {one[0]: one for one in broken}
    wanted = next(taken, None)
    read = 0
    for number, line in source.records():
        if (one := by_number.get(number)) is not None:
            yield str(line), *one[1:]
            continue
        read += 1
        if wanted is not None and wanted[0] == read:
            yield str(line), *wanted[1:]
            wanted = next(taken, None)


def _query(law: Law, shipments: Shipments) -> str:
    """Each row that falls out of the join, its number, and for each column the fault or null."""
    row = ", ".join(f"{literal(name)}: {quoted(name)}" for name in shipments.columns)
    inner = (
        f"SELECT row_number() OVER () AS n, {shipments.importer} AS i, {shipments.written('heading')} AS h, {shipments.written('origin')} AS o, "  # noqa: S608
        f"{shipments.date} AS d, {shipments.number('value')} AS v, {shipments.number('quantity')} AS q, {shipments.text('date')} AS td, "
        f"{shipments.text('value')} AS tv, {shipments.text('quantity')} AS tq, CAST({{{row}}} AS VARCHAR) AS row FROM {shipments.scan}"
    )
    known = ", ".join(law.jurisdictions)
    held = f"t.i IN ({', '.join(literal(place) for place in law.jurisdictions)})"
    importer = _texts(
        "importer",
        f"CASE WHEN t.i IS NULL OR t.i = '' THEN 'no importer' WHEN NOT {held} THEN 'unknown importer ' || t.i END",
        f"'an importer is one of {known}'",
        "'write the two letters of ISO 3166, or state one for the rows that name none'",
    )
    heading = _texts(
        "heading",
        f"CASE WHEN h IS NULL OR trim(h) = '' THEN 'no heading' WHEN {held} AND s.head < 0 THEN s.found END",
        "coalesce(s.rule, 'every row names the tariff code of its goods')",
        "coalesce(s.remedy, 'fill it in')",
    )
    origin = _texts(
        "origin",
        "CASE WHEN o IS NULL OR trim(o) = '' THEN 'no origin' WHEN b.named THEN b.found "
        "WHEN p.place IS NULL AND d IS NOT NULL AND b.found IS NOT NULL "
        "THEN 'no general rate of ' || t.i || ' reaches products of ' || o || ' on ' || CAST(d AS VARCHAR) END",
        "coalesce(b.rule, 'every row names the country of origin')",
        "coalesce(b.remedy, 'write the two letters of ISO 3166')",
    )
    day = _texts(
        "date",
        "CASE WHEN d IS NULL THEN coalesce(nullif(td, '') || ' is no date', 'no date') "
        f"WHEN p.place IS NULL AND b.found IS NULL AND {held} AND o IS NOT NULL AND trim(o) <> '' THEN 'no law for ' || CAST(d AS VARCHAR) END",
        "'the day of entry is ISO, year-month-day, and the law of that day is in the case'",
        "'write it like 2025-05-03; which of day and month comes first is not guessed'",
    )
    value = _texts(
        "value",
        f"CASE WHEN {shipments.sound('v', '0', literal(''))} THEN NULL ELSE coalesce(nullif(tv, '') || ' is no value', 'no value') END",
        f"'a value is a number from zero to {MOST:,.0f}, in the importer''s currency'",
        "'write it in figures, without separators'",
    )
    amount = _texts(
        "quantity",
        f"CASE WHEN {shipments.sound('0', 'q', 'tq')} THEN NULL ELSE tq || ' is no quantity' END",
        f"'a quantity is a number from zero to {MOST:,.0f}, in the unit of the line''s duty'",
        "'write it in figures, or leave it empty'",
    )
    return (
        f"SELECT n, row, {importer}, {heading}, {origin}, {day}, {value}, {amount} FROM ({inner}) t "  # noqa: S608
        "LEFT JOIN heads s ON s.importer = t.i AND s.heading = t.h "
        "LEFT JOIN places p ON p.importer = t.i AND p.origin = t.o AND p.day = t.d "
        "LEFT JOIN bad_places b ON b.importer = t.i AND b.origin = t.o "
        f"WHERE s.head IS NULL OR s.head < 0 OR p.place IS NULL OR NOT ({shipments.sound('v', 'q', 'tq')}) ORDER BY n"
    )


def _texts(column: str, found: str, rule: str, remedy: str) -> str:
    return f"'{column}' AS c_{column}, {found} AS f_{column}, {rule} AS r_{column}, {remedy} AS m_{column}"
