"""Shipments in bulk: any number of lines, each with low, high and a reason, by one join of the file with the law compiled to cells.

The law is run once a cell; the engine reads the file, joins and writes, in a stream, so that memory does not grow with the file. Bad rows
are set aside with their line and what is wrong; nothing is guessed for them.
"""

import tempfile
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal

from nemawashi.errors import Fault, Refused, Unknown
from nemawashi.pricing.by_line import assess_by_line
from nemawashi.pricing.engine import connect, counted
from nemawashi.pricing.explanation import write_reasons
from nemawashi.pricing.hull import BY_LINE, LINEAR
from nemawashi.pricing.lookups import Lookups, build_lookups
from nemawashi.pricing.set_aside import write_set_aside
from nemawashi.pricing.shipments import Shipments, literal, open_shipments, quoted
from nemawashi.tariffs import Law
from nemawashi.tariffs.entry import Answer

__all__ = ["Priced", "ShipmentAverage", "average_shipments", "price"]

Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Priced:
    """What was done with a file of shipments."""

    rows: int
    """Rows read, bad ones included."""
    priced: int
    set_aside: int
    target: Path
    reasons: Path
    """The explanation table: why each reason id pays what it pays."""
    set_aside_path: Path | None
    """The bad rows with line and what is wrong; None where there is none."""
    faults: tuple[Fault, ...]
    """The first bad rows."""
    duty_low: float
    duty_high: float | None
    """None: some line is unbounded (a specific duty without a quantity)."""
    currencies: tuple[str, ...]
    """Of the values and the duties, by importer; several make a sum of nothing in particular."""
    cells: int
    runs: int
    """How often the rules were run for them."""

    @property
    def clean(self) -> bool:
        """Whether every row was priced: a command exits with 0 then, and not otherwise."""
        return self.set_aside == 0


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


def price(
    source: Path,
    target: Path,
    law: Law,
    *,
    known: date,
    importer: str | None = None,
    answers: Mapping[str, Answer] | None = None,
    progress: Progress | None = None,
    memory: str = "1GB",
    threads: int | None = None,
) -> Priced:
    """Price the shipments in ``source`` and write them, with ``low, high`` (percent), ``duty_low, duty_high`` and ``reason``, to ``target``.

    Parquet or CSV in; out by the suffix of ``target``. Columns: heading, origin, date (of entry), value, and where wanted importer and
    quantity, under the names in ``shipments.ACCEPTED``. The law is that known on ``known``. Beside ``target`` stand ``….reasons.csv`` and,
    where rows are bad, ``….set-aside.csv``. Refused whole: a file without a readable footer or header. Nothing half-written is left behind.
    """
    form = _form(source, target)
    with (
        tempfile.TemporaryDirectory(dir=target.parent, prefix=".nemawashi-") as folder,
        closing(connect(Path(folder), memory, threads)) as connection,
    ):
        scratch = Path(folder)
        shipments = open_shipments(connection, source, importer=importer)
        lookups = _look_up(connection, law, shipments, importer, (known, answers or {}))
        partial = scratch / f"priced{target.suffix}"
        select = _select(shipments, _joined(connection, law, shipments, lookups))
        priced = int(counted(connection, f"COPY ({select}) TO {literal(str(partial))} ({form})", progress)[0][0])
        faults, bad = write_set_aside(connection, shipments, scratch / "aside.csv", importer=importer) if priced < lookups.rows else ((), 0)
        low, high = write_reasons(connection, law, lookups.reasons, partial, scratch / "reasons.csv")
        aside = target.with_name(f"{target.stem}.set-aside.csv")
        reasons = target.with_name(f"{target.stem}.reasons.csv")
        partial.replace(target)
        (scratch / "reasons.csv").replace(reasons)
        aside.unlink(missing_ok=True)
        if bad:
            (scratch / "aside.csv").replace(aside)
    if progress is not None:
        progress(1.0)
    return Priced(
        rows=priced + bad,
        priced=priced,
        set_aside=bad,
        target=target,
        reasons=reasons,
        set_aside_path=aside if bad else None,
        faults=faults,
        duty_low=low,
        duty_high=high,
        currencies=tuple(dict.fromkeys(law.jurisdictions[name].currency for name in lookups.cells)),
        cells=sum(one.size for one in lookups.cells.values()),
        runs=sum(one.runs for one in lookups.cells.values()),
    )


def average_shipments(
    source: Path,
    law: Law,
    *,
    known: date,
    by: Literal["total", "chapter", "origin", "month"] = "total",
    importer: str | None = None,
    answers: Mapping[str, Answer] | None = None,
    progress: Progress | None = None,
    memory: str = "1GB",
    threads: int | None = None,
) -> tuple[ShipmentAverage, ...]:
    """Average duty of a file of shipments by group, weighted by value.

    A file with a bad row is refused with its faults: an average that leaves rows out is another average.
    """
    with (
        tempfile.TemporaryDirectory(prefix="nemawashi-") as folder,
        closing(connect(Path(folder), memory, threads)) as connection,
    ):
        shipments = open_shipments(connection, source, importer=importer)
        lookups = _look_up(connection, law, shipments, importer, (known, answers or {}), named=False)
        key = {
            "total": "'total'",
            "chapter": "s.chapter",
            "origin": "t.o",
            "month": "strftime(t.d, '%Y-%m')",
        }[by]
        joined, low, high = _joined(connection, law, shipments, lookups)
        statement = (
            f"SELECT {key} AS k, count(*), sum(t.v), sum({low} * t.v), sum({high} * t.v), count({high}) "  # noqa: S608 - names checked, paths quoted
            f"FROM {joined} GROUP BY k ORDER BY k"
        )
        found = counted(connection, statement, progress)
        if sum(row[1] for row in found) != lookups.rows:
            raise Refused(write_set_aside(connection, shipments, Path(folder) / "aside.csv", importer=importer)[0])
    return tuple(
        ShipmentAverage(
            str(name), int(rows), float(value), lows / value if value else 0.0, (highs / value if value else 0.0) if full == rows else None
        )
        for name, rows, value, lows, highs, full in found
    )


def _form(source: Path, target: Path) -> str:
    if not target.parent.is_dir():
        raise Refused(Fault(str(target), "no such folder", "the output's folder exists", "make it, or name another"))
    if target.exists() and source.exists() and target.samefile(source):
        raise Refused(Fault(str(target), "input and output are one file", "the input is kept", "name another output"))
    suffix = target.suffix.lower()
    if suffix in {".parquet", ".pq"}:
        return "FORMAT parquet, COMPRESSION zstd"
    if suffix == ".csv":
        return "FORMAT csv, HEADER true"
    raise Refused(Fault(str(target), f"suffix {suffix!r}", "priced shipments are written as .parquet or .csv", "name the output so"))


def _known_importer(law: Law, shipments: Shipments, importer: str | None) -> None:
    """An importer stated for the whole file has law in the case."""
    if "importer" not in shipments.names and importer not in law.jurisdictions:
        raise Unknown("importer", importer or "", law.jurisdictions)


def _look_up(
    connection: Any, law: Law, shipments: Shipments, importer: str | None, asked: tuple[date, Mapping[str, Answer]], *, named: bool = True
) -> Lookups:
    """The law compiled for the headings, origins and days that stand in the file, as tables."""
    _known_importer(law, shipments, importer)
    try:
        held, rows = _held(connection, shipments, importer)
    except Exception as error:  # noqa: BLE001 - whatever stops the engine in the file, the file is refused
        why = str(error).splitlines()[0]
        raise Refused(
            Fault(str(shipments.path), why, "the file can be read to its end", "mend it: lines ended in one way, quotes closed")
        ) from None
    known, answers = asked
    return build_lookups(connection, law, held, rows, known=known, answers=answers, named=named)


Held = dict[str, tuple[list[str], list[str], list[date]]]
"""Headings, origins and days, by importer as written."""


def _held(connection: Any, shipments: Shipments, importer: str | None) -> tuple[Held, int]:
    """What stands in the file, and its number of rows; a CSV file is read once, of a Parquet file only the columns asked for."""
    place = shipments.importer if "importer" in shipments.names else literal(importer or "")
    wanted = (shipments.heading, shipments.origin, shipments.date)
    held: Held = {}
    if shipments.parquet:
        several = f"{place}, " if "importer" in shipments.names else ""
        for kind, column in enumerate(wanted):
            for *written, found in connection.execute(f"SELECT DISTINCT {several}{column} FROM {shipments.scan}").fetchall():  # noqa: S608
                name = (written[0] if written else importer) or ""
                held.setdefault(name, ([], [], []))[kind].extend([found] if found is not None else [])
        return held, int(connection.execute(f"SELECT count(*) FROM {shipments.scan}").fetchall()[0][0])  # noqa: S608 - a quoted path
    columns = f"{place} AS i, {wanted[0]} AS h, {wanted[1]} AS o, {wanted[2]} AS d"
    statement = (
        f"SELECT grouping(h, o, d), i, h, o, d, count(*) FROM (SELECT {columns} FROM {shipments.rejecting}) "  # noqa: S608 - names checked
        "GROUP BY GROUPING SETS ((i, h), (i, o), (i, d))"
    )
    rows = 0
    for which, written, *found, count in connection.execute(statement).fetchall():
        kind = {0b011: 0, 0b101: 1, 0b110: 2}[which]
        rows += count if kind == 0 else 0
        held.setdefault(written or "", ([], [], []))[kind].extend([found[kind]] if found[kind] is not None else [])
    return held, rows + int(connection.execute("SELECT count(DISTINCT line) FROM reject_errors").fetchall()[0][0])


Joined = tuple[str, str, str]
"""The joined tables, and the expressions of low and high."""


def _joined(connection: Any, law: Law, shipments: Shipments, lookups: Lookups) -> Joined:
    """The file joined with the lookup tables; rows that cannot be priced fall away."""
    several = "importer" in shipments.names
    place = f", {shipments.importer} AS i" if several else ""
    amount = "quantity" in shipments.names
    quantity = f", {shipments.quantity} AS q, {shipments.text('quantity')} AS tq" if amount else ""
    inner = (
        f"(SELECT *, {shipments.heading} AS h, {shipments.origin} AS o, {shipments.date} AS d, {shipments.value} AS v{place}{quantity} "  # noqa: S608
        f"FROM {shipments.scan})"
    )
    on = {table: f" AND {table}.importer = t.i" if several else "" for table in ("s", "o", "d")}
    good = "t.v >= 0 AND t.v < 'infinity'" + (" AND (t.tq IS NULL OR t.tq = '' OR (t.q >= 0 AND t.q < 'infinity'))" if amount else "")
    joined = (
        f"{inner} t JOIN heads s ON s.heading = t.h AND s.head >= 0 AND {good}{on['s']} "
        f"JOIN origins o ON o.origin = t.o{on['o']} JOIN days d ON d.day = t.d{on['d']} "
        "JOIN spots p ON p.spot = o.row + d.number JOIN cells c ON c.cell = s.head + p.place"
    )
    if not amount:
        return joined, "c.low", f"CASE WHEN c.kind = {LINEAR} THEN NULL ELSE c.high END"
    slope = "s.slope * t.q / nullif(t.v, 0)"
    low = f"CASE WHEN c.kind = {LINEAR} THEN c.low + coalesce({slope}, 0) ELSE c.low END"
    high = f"CASE WHEN c.kind = {LINEAR} THEN c.high + {slope} ELSE c.high END"
    if lookups.by_line and assess_by_line(connection, law, lookups, joined):
        joined += f" LEFT JOIN by_line e ON c.kind = {BY_LINE} AND e.cell = c.cell AND e.value = t.v AND e.quantity = t.q"
        low, high = f"coalesce(e.low, {low})", f"coalesce(e.high, {high})"
    return joined, low, high


def _select(shipments: Shipments, joined: Joined) -> str:
    tables, low, high = joined
    kept = ", ".join(f"t.{quoted(name)}" for name in shipments.columns)
    inner = f"SELECT {kept}, {low} AS low, {high} AS high, t.v AS v, n.name AS reason FROM {tables} JOIN reasons n ON n.number = c.reason"  # noqa: S608
    return f"SELECT * EXCLUDE (v, reason), low * v / 100 AS duty_low, high * v / 100 AS duty_high, reason FROM ({inner})"  # noqa: S608
