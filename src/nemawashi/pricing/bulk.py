"""Shipments in bulk: any number of lines, each with low, high and a reason, by one join of the file with the law compiled to cells.

The law is run once a cell; the engine reads the file, joins and writes, in a stream, so that memory does not grow with the file. Bad rows
are set aside with their line and what is wrong; nothing is guessed for them.
"""

import tempfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from nemawashi.errors import Fault, Refused
from nemawashi.pricing.engine import Progress, connect, counted, part, writing
from nemawashi.pricing.explanation import write_reasons
from nemawashi.pricing.joined import Asked, Joined, join
from nemawashi.pricing.lookups import EVER
from nemawashi.pricing.set_aside import write_set_aside
from nemawashi.pricing.shipments import open_shipments
from nemawashi.pricing.sql import literal, quoted
from nemawashi.tariffs import Law
from nemawashi.tariffs.entry import Answer

__all__ = ["Priced", "price"]

_ORDERED = "PRESERVE_ORDER true"
"""Without it the engine writes what comes out of a join as it comes."""
_LOOKED = 0.25
"""Share of the work that is done once the file has been looked through and the law compiled."""


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
class _Output:
    """What is written, and where."""

    target: Path
    reasons: Path
    aside: Path
    form: str
    """Options of the engine's writer."""


def price(
    source: Path,
    target: Path,
    law: Law,
    *,
    known: date,
    importer: str | None = None,
    answers: Mapping[str, Answer] | None = None,
    days: tuple[date, date] | None = None,
    progress: Progress | None = None,
    memory: str = "1GB",
    threads: int | None = None,
) -> Priced:
    """Price the shipments in ``source`` and write them, with ``low, high`` (percent), ``duty_low, duty_high`` and ``reason``, to ``target``.

    A Parquet or CSV file or a folder of Parquet files in; out by the suffix of ``target``, rows in the order they came. Columns: heading, origin, date (of entry), value,
    and where wanted importer and quantity, under the names in ``shipments.ACCEPTED``. The law is that known on ``known``; a row of a day outside ``days`` is set aside. Beside ``target``
    stand ``….reasons.csv`` and, where rows are bad, ``….set-aside.csv``. Nothing half-written is left behind.

    Raises:
        Refused: whole, a file without a readable footer or header, or an output that cannot be written.

    """
    output = _output(source, target)
    with (
        writing(target),
        tempfile.TemporaryDirectory(dir=target.parent, prefix=".nemawashi-") as folder,
        closing(connect(Path(folder), memory, threads)) as connection,
    ):
        scratch = Path(folder)
        zones = {name: place.zone for name, place in law.jurisdictions.items()}
        shipments = open_shipments(connection, source, importer=importer, zones=zones)
        joined = join(connection, law, shipments, Asked(known, answers or {}, days or EVER), part(progress, 0.0, _LOOKED))
        lookups = joined.lookups
        partial = scratch / f"priced{target.suffix}"
        statement = f"COPY ({_select(connection, joined)}) TO {literal(str(partial))} ({output.form})"
        priced = int(counted(connection, statement, part(progress, _LOOKED, 1.0))[0][0])
        faults: tuple[Fault, ...] = ()
        bad = 0
        if priced < lookups.rows:
            faults, bad = write_set_aside(connection, law, joined.shipments, lookups.rows, scratch / "aside.csv")
        if priced + bad != lookups.rows:
            found = f"{lookups.rows} rows read, {priced} priced, {bad} set aside"
            raise Refused(
                Fault(str(source), found, "each row is priced or set aside", "the file changed while it was read: price it again")
            )
        low, high = write_reasons(connection, law, lookups.reasons, partial, scratch / "reasons.csv")
        partial.replace(target)
        (scratch / "reasons.csv").replace(output.reasons)
        output.aside.unlink(missing_ok=True)
        if bad:
            (scratch / "aside.csv").replace(output.aside)
    if progress is not None:
        progress(1.0)
    return Priced(
        rows=lookups.rows,
        priced=priced,
        set_aside=bad,
        target=target,
        reasons=output.reasons,
        set_aside_path=output.aside if bad else None,
        faults=faults,
        duty_low=low,
        duty_high=high,
        currencies=tuple(dict.fromkeys(law.jurisdictions[name].currency for name in lookups.cells)),
        cells=sum(one.size for one in lookups.cells.values()),
        runs=sum(one.runs + one.named.runs for one in lookups.cells.values()),
    )


def _output(source: Path, target: Path) -> _Output:
    """Where the output goes: into a folder that is there, over nothing that is read."""
    if not target.parent.is_dir():
        raise Refused(Fault(str(target), "no such folder", "the output's folder exists", "make it, or name another"))
    if target.is_dir():
        raise Refused(Fault(str(target), "a folder", "priced shipments are one file", "name a file"))
    reasons = target.with_name(f"{target.stem}.reasons.csv")
    aside = target.with_name(f"{target.stem}.set-aside.csv")
    if source.exists():
        for one in (target, reasons, aside):
            if one.exists() and one.samefile(source):
                found = "input and output are one file" if one == target else f"{one.name} would be written over, and it is the input"
                raise Refused(Fault(str(target), found, "the input is kept", "name another output"))
        if source.is_dir() and source.resolve() in target.resolve().parents:
            raise Refused(Fault(str(target), "inside the folder that is read", "the input is kept as it is", "name an output outside it"))
    suffix = target.suffix.lower()
    if suffix in {".parquet", ".pq"}:
        # Level 1 of zstd: a fifth of the processor time less than the usual level, for a file a fifth larger.
        return _Output(target, reasons, aside, f"FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, {_ORDERED}")
    if suffix == ".csv":
        return _Output(target, reasons, aside, f"FORMAT csv, HEADER true, {_ORDERED}")
    raise Refused(Fault(str(target), f"suffix {suffix!r}", "priced shipments are written as .parquet or .csv", "name the output so"))


def _select(connection: Any, joined: Joined) -> str:
    """The rows to write. Reasons are an enumeration of the engine's: few texts, written as numbers into them."""
    connection.execute("CREATE TYPE reason_id AS ENUM (SELECT DISTINCT name FROM reasons ORDER BY name)")
    connection.execute("CREATE TEMP TABLE named AS SELECT number, CAST(name AS reason_id) AS name FROM reasons")
    kept = ", ".join(f"t.{quoted(name)}" for name in joined.shipments.columns)
    return (
        f"SELECT {kept}, {joined.low} AS low, {joined.high} AS high, {joined.duty_low} AS duty_low, {joined.duty_high} AS duty_high, "  # noqa: S608
        f"n.name AS reason FROM {joined.tables} JOIN named n ON n.number = c.reason"
    )
