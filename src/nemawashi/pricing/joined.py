"""A file of shipments met with the law: what stands in it, the law compiled for that, and the join of the two in SQL."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from nemawashi.codes import country
from nemawashi.errors import Fault, NemawashiError, Refused, Unknown
from nemawashi.pricing.by_line import assess_by_line
from nemawashi.pricing.engine import Progress, counted
from nemawashi.pricing.hull import BY_LINE, LINEAR
from nemawashi.pricing.lookups import EVER, Lookups, build_lookups
from nemawashi.pricing.parquet_files import ParquetFiles
from nemawashi.pricing.shipments import Shipments
from nemawashi.tariffs import Law
from nemawashi.tariffs.entry import Answer

__all__ = ["Asked", "Joined", "join"]


@dataclass(frozen=True, slots=True)
class Asked:
    """Under which law the rows are priced."""

    known: date
    """The law known on that day."""
    answers: Mapping[str, Answer]
    days: tuple[date, date] = EVER
    """The days of entry that the case knows the law of; rows of others are not priced."""


@dataclass(frozen=True, slots=True)
class Held:
    """What stands in the rows of one importer."""

    headings: frozenset[str]
    origins: frozenset[str]
    days: frozenset[date]

    def with_(self, other: "Held") -> "Held":
        """Both together."""
        return Held(self.headings | other.headings, self.origins | other.origins, self.days | other.days)


@dataclass(frozen=True, slots=True)
class Joined:
    """The file and the lookup tables as one relation; rows that cannot be priced fall away."""

    shipments: Shipments
    lookups: Lookups
    tables: str
    """What stands behind FROM: the file as ``t``, headings ``s``, origins ``o``, days ``d``, cells ``c``."""
    low: str
    """Percent of value."""
    high: str
    """Null where unbounded, and where there is no value to be in percent of."""
    duty_low: str
    """In the importer's currency."""
    duty_high: str
    """Null where unbounded."""

    def of(self, column: str) -> str:
        """One of our columns: ``v`` value, ``o`` origin, ``d`` day."""
        return f"t.{self.shipments.mark}{column}"


def join(
    connection: Any,
    law: Law,
    shipments: Shipments,
    asked: Asked,
    progress: Progress | None = None,
    *,
    named: bool = True,
) -> Joined:
    """Compile the law known on a day, with answers to its questions, for the headings, origins and days of the file; and join.

    Raises:
        Refused: a file that cannot be read to its end, a quote that is never closed.
        Unknown: an importer stated for the file that the case has no law for.

    """
    if not shipments.several and shipments.stated not in law.jurisdictions:
        raise Unknown("importer", shipments.stated or "", law.jurisdictions)
    try:
        held, rows = _held(connection, shipments, progress)
    except NemawashiError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever stops the engine in the file, the file is refused
        why = str(error).splitlines()[0]
        remedy = "write the file again" if shipments.parquet else "mend it: lines ended in one way, quotes closed"
        raise Refused(Fault(str(shipments.path), why, "the file can be read to its end", remedy)) from None
    settled = replace(shipments, places=_places(law, held))
    merged: dict[str, Held] = {}
    for written, found in held.items():
        code = settled.places.get(written, written)
        merged[code] = merged[code].with_(found) if code in merged else found
    wanted = {code: (sorted(one.headings), sorted(one.origins), sorted(one.days)) for code, one in merged.items()}
    lookups = build_lookups(
        connection,
        law,
        wanted,
        rows,
        known=asked.known,
        answers=asked.answers,
        named=named,
        measured="quantity" in shipments.names,
        days=asked.days,
    )
    return _joined(connection, law, settled, lookups)


def _held(connection: Any, shipments: Shipments, progress: Progress | None) -> tuple[dict[str, Held], int]:
    """What stands in the file, by importer as written, and its rows; a CSV file is read once, of a Parquet file only the columns asked for."""
    place = shipments.importer
    wanted = (shipments.written("heading"), shipments.written("origin"), shipments.date)
    found: tuple[dict[str, set[Any]], ...] = ({}, {}, {})
    if isinstance(shipments.source, ParquetFiles):
        for kind, column in enumerate(wanted):
            for written, one in counted(connection, f"SELECT DISTINCT {place}, {column} FROM {shipments.scan}", progress):  # noqa: S608
                found[kind].setdefault(written, set()).add(one)
        rows = int(connection.execute(f"SELECT count(*) FROM {shipments.scan}").fetchall()[0][0])  # noqa: S608 - a quoted path
        return _by_importer(found), rows
    columns = f"{place} AS i, {wanted[0]} AS h, {wanted[1]} AS o, {wanted[2]} AS d"
    statement = (
        f"SELECT grouping(h, o, d), i, h, o, d, count(*) FROM (SELECT {columns} FROM {shipments.source.rejecting}) "  # noqa: S608 - names checked
        "GROUP BY GROUPING SETS ((i, h), (i, o), (i, d))"
    )
    rows = 0
    for which, written, *one, count in counted(connection, statement, progress):
        kind = {0b011: 0, 0b101: 1, 0b110: 2}[which]
        rows += count if kind == 0 else 0
        found[kind].setdefault(written, set()).add(one[kind])
    _closed(connection, shipments)
    return _by_importer(found), rows + int(connection.execute("SELECT count(DISTINCT line) FROM reject_errors").fetchall()[0][0])


def _by_importer(found: tuple[dict[str, set[Any]], ...]) -> dict[str, Held]:
    """What is missing is left out, and so is a day that Python's calendar does not reach."""
    headings, origins, days = found
    return {
        written: Held(
            frozenset(one for one in headings[written] if one is not None),
            frozenset(one for one in origins[written] if one is not None),
            frozenset(one for one in days[written] if isinstance(one, date)),
        )
        for written in headings
    }


def _closed(connection: Any, shipments: Shipments) -> None:
    """Refuse a file in which a quote is opened and never closed: the rows behind it are text of one field."""
    found = connection.execute(
        "SELECT min(line) FROM reject_errors WHERE error_type = 'UNQUOTED VALUE' AND regexp_matches(trim(csv_line, chr(10) || chr(13)), '[\\n\\r]')"
    ).fetchall()[0][0]
    if found is not None:
        what = "a quote is opened and never closed"
        raise Refused(
            Fault(f"{shipments.path}:{found}", what, "a field that begins with a quote ends with one", "close the quote, or double it")
        )


def _places(law: Law, held: Iterable[str]) -> dict[str, str]:
    """Importers written otherwise than by their code: in small letters, by name."""
    places: dict[str, str] = {}
    for written in held:
        try:
            code = country(written)
        except Refused:
            continue
        if code in law.jurisdictions and code != written:
            places[written] = code
    return places


def _joined(connection: Any, law: Law, shipments: Shipments, lookups: Lookups) -> Joined:
    mark = shipments.mark
    amount = "quantity" in shipments.names
    ours = {"h": shipments.written("heading"), "o": shipments.written("origin"), "d": shipments.date, "v": shipments.number("value")}
    if shipments.several:
        ours["i"] = shipments.importer
    if amount:
        ours |= {"q": shipments.number("quantity"), "tq": shipments.text("quantity")}
    added = ", ".join(f"{expression} AS {mark}{name}" for name, expression in ours.items())
    on = {table: f" AND {table}.importer = t.{mark}i" if shipments.several else "" for table in ("s", "o", "d")}
    sound = shipments.sound(*(f"t.{mark}{name}" for name in ("v", "q", "tq")))
    tables = (
        f"(SELECT *, {added} FROM {shipments.scan}) t "  # noqa: S608 - names and paths are quoted
        f"JOIN heads s ON s.heading = t.{mark}h AND s.head >= 0 AND {sound}{on['s']} "
        f"JOIN origins o ON o.origin = t.{mark}o{on['o']} JOIN days d ON d.day = t.{mark}d{on['d']} "
        "JOIN spots p ON p.spot = o.row + d.number JOIN cells c ON c.cell = s.head + p.place"
    )
    value, quantity = f"t.{mark}v", f"t.{mark}q"
    if not amount:
        high = f"CASE WHEN c.kind = {LINEAR} THEN NULL ELSE c.high END"
        return Joined(shipments, lookups, tables, "c.low", high, f"c.low * {value} / 100", f"{high} * {value} / 100")
    linear = f"c.kind = {LINEAR}"
    share, money = f"s.slope * {quantity} / nullif({value}, 0)", f"s.slope * {quantity} / 100"
    low = f"CASE WHEN {linear} THEN c.low + coalesce({share}, 0) ELSE c.low END"
    high = f"CASE WHEN {linear} THEN c.high + {share} ELSE c.high END"
    duty_low = f"c.low * {value} / 100 + CASE WHEN {linear} THEN coalesce({money}, 0) ELSE 0 END"
    duty_high = f"c.high * {value} / 100 + CASE WHEN {linear} THEN {money} ELSE 0 END"
    if lookups.by_line and assess_by_line(connection, law, lookups, tables, (value, quantity)):
        tables += f" LEFT JOIN by_line e ON c.kind = {BY_LINE} AND e.cell = c.cell AND e.value = {value} AND e.quantity = {quantity}"
        by_line = "nullif(e.high, 'nan'::DOUBLE)"
        low, duty_low = f"coalesce(e.low, {low})", f"coalesce(e.low * {value} / 100, {duty_low})"
        high = f"CASE WHEN e.cell IS NULL THEN {high} ELSE {by_line} END"
        duty_high = f"CASE WHEN e.cell IS NULL THEN {duty_high} ELSE {by_line} * {value} / 100 END"
    return Joined(shipments, lookups, tables, low, high, duty_low, duty_high)
