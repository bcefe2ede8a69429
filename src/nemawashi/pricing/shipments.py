"""A file of shipments: Parquet or CSV, its columns under the names people give them, refused whole where it cannot be read."""

import csv
import gzip
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nemawashi.errors import Fault, Refused

__all__ = ["ACCEPTED", "RESULT", "Shipments", "open_shipments", "quoted"]

ACCEPTED: Mapping[str, tuple[str, ...]] = {
    "importer": ("importer", "importing_country", "to"),
    "origin": ("origin", "country_of_origin", "origin_country", "from"),
    "heading": ("heading", "hs", "hts", "hs6", "hs8", "hs10", "hts8", "hts10", "code", "tariff_code", "tariff_line"),
    "date": ("date", "entry_date", "date_of_entry", "entered"),
    "value": ("value", "value_usd", "customs_value"),
    "quantity": ("quantity", "qty"),
}
"""Column → the names it may have, case aside. ``importer`` and ``quantity`` may be absent."""

RESULT = ("low", "high", "duty_low", "duty_high", "reason")
"""Columns that pricing adds; a file that has one already is refused."""

_OPTIONAL = ("importer", "quantity")
_MAGIC = b"PAR1"
_WHOLE_NUMBERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "DOUBLE", "FLOAT")


@dataclass(frozen=True, slots=True)
class Shipments:
    """A readable file, its scan in SQL and the expressions of its columns."""

    path: Path
    parquet: bool
    scan: str
    """Table function over the file."""
    columns: tuple[str, ...]
    names: Mapping[str, str]
    """Wanted column → the file's own name for it."""
    types: Mapping[str, str]

    @property
    def rejecting(self) -> str:
        """The scan that also notes broken lines of a CSV file, in ``reject_errors``; used once."""
        return self.scan.replace("ignore_errors=true", "store_rejects=true")

    def text(self, column: str) -> str:
        """SQL: the column as text without blanks around it."""
        return f"trim(CAST({quoted(self.names[column])} AS VARCHAR))"

    @property
    def heading(self) -> str:
        """SQL: the heading as written."""
        name = quoted(self.names["heading"])
        return name if self.types[self.names["heading"]] == "VARCHAR" else f"CAST({name} AS VARCHAR)"

    @property
    def origin(self) -> str:
        """SQL: the origin as written."""
        name = quoted(self.names["origin"])
        return name if self.types[self.names["origin"]] == "VARCHAR" else f"CAST({name} AS VARCHAR)"

    @property
    def importer(self) -> str:
        """SQL: the importer as written."""
        return self.text("importer")

    @property
    def date(self) -> str:
        """SQL: the day of entry; null where it is no date."""
        name = quoted(self.names["date"])
        return name if self.types[self.names["date"]] == "DATE" else f"TRY_CAST({name} AS DATE)"

    @property
    def value(self) -> str:
        """SQL: the value; null where it is no number."""
        return self._number("value")

    @property
    def quantity(self) -> str:
        """SQL: the quantity; null where there is none."""
        return self._number("quantity") if "quantity" in self.names else "CAST(NULL AS DOUBLE)"

    def _number(self, column: str) -> str:
        name = quoted(self.names[column])
        return name if self.types[self.names[column]] == "DOUBLE" else f"TRY_CAST({name} AS DOUBLE)"


def quoted(name: str) -> str:
    """An identifier in SQL."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A string in SQL."""
    return "'" + text.replace("'", "''") + "'"


def open_shipments(connection: Any, path: Path, *, importer: str | None) -> Shipments:
    """Look at a file's columns without reading its rows; every fault of the header is told at once, nothing of the file is taken over.

    ``importer`` is the one meant where the file has no such column.
    """
    if not path.is_file():
        raise Refused(Fault(str(path), "no such file", "shipments are one Parquet or CSV file", "check the path"))
    with path.open("rb") as handle:
        head = handle.read(4)
        handle.seek(max(0, path.stat().st_size - 4))
        tail = handle.read(4)
    parquet = head == _MAGIC or path.suffix.lower() in {".parquet", ".pq"}
    if parquet and not (head == _MAGIC and tail == _MAGIC and path.stat().st_size >= 12):
        raise _footer(path, "it does not begin and end with the Parquet mark")
    if not parquet:
        names, scan = _csv(path)
        return _named(path, scan, dict.fromkeys(names, "VARCHAR"), importer, parquet=False)
    scan = f"read_parquet({literal(str(path))})"
    try:
        described = connection.execute(f"DESCRIBE SELECT * FROM {scan}").fetchall()  # noqa: S608 - the path is a quoted literal
    except Exception as error:  # noqa: BLE001 - whatever the engine finds wrong with the file, it is refused
        raise _footer(path, str(error).splitlines()[0]) from None
    types = {str(row[0]): str(row[1]) for row in described}
    return _named(path, scan, types, importer, parquet=True)


def _csv(path: Path) -> tuple[list[str], str]:
    """The header of a CSV file and its scan: every column text, broken lines passed over."""
    opened = gzip.open if path.suffix.lower() == ".gz" else open
    try:
        with opened(path, "rt", encoding="utf-8-sig", newline="") as handle:
            first = handle.readline(100_000)
            mark = max(",;\t", key=first.count)
            names = next(csv.reader([first], delimiter=mark), [])
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(Fault(str(path), f"cannot be read: {error}", "a CSV file is UTF-8 text", "save it as UTF-8")) from None
    twice = {name for name in names if names.count(name) > 1}
    if not names or twice or "" in names:
        found = (
            f"columns {', '.join(sorted(twice))} stand twice" if twice else "a header with nameless columns" if names else "an empty file"
        )
        raise Refused(Fault(f"{path}:1", found, "a CSV file begins with the names of its columns, each once", "mend the header"))
    columns = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in names)
    options = f"auto_detect=false, header=true, delim={literal(mark)}, quote='\"', escape='\"', columns={{{columns}}}, ignore_errors=true"
    return names, f"read_csv({literal(str(path))}, {options})"


def _footer(path: Path, why: str) -> Refused:
    return Refused(
        Fault(
            str(path),
            f"no readable Parquet footer: {why}",
            "a Parquet file ends with a footer that says where its rows are; without it none of them can be trusted",
            "write the file again; one cut short in copying cannot be mended",
        )
    )


def _named(path: Path, scan: str, types: Mapping[str, str], importer: str | None, *, parquet: bool) -> Shipments:
    faults: list[Fault] = []
    folded: dict[str, list[str]] = {}
    for name in types:
        folded.setdefault(name.strip().casefold(), []).append(name)
    names: dict[str, str] = {}
    for column, accepted in ACCEPTED.items():
        found = [name for one in accepted for name in folded.get(one, [])]
        if len(found) > 1:
            faults.append(Fault(str(path), f"{' and '.join(found)} both name the {column}", "one column holds it", "drop or rename one"))
        elif found:
            names[column] = found[0]
        elif column not in _OPTIONAL:
            faults.append(
                Fault(
                    str(path),
                    f"no column for the {column}",
                    f"it is called {', '.join(accepted)}",
                    f"rename the column that holds it; the file has {', '.join(types)}",
                )
            )
    if "importer" not in names and importer is None:
        faults.append(
            Fault(str(path), "no column for the importer", "the importer is a column or is stated", "state it, or add the column")
        )
    taken = [name for name in types if name.casefold() in RESULT]
    if taken:
        faults.append(Fault(str(path), f"columns {', '.join(taken)}", "pricing adds columns of these names", "rename them in the file"))
    if "heading" in names and types[names["heading"]] in _WHOLE_NUMBERS:
        faults.append(
            Fault(str(path), f"{names['heading']} is a number", "a tariff code is text: 0902.10.10 begins with a zero", "write it as text")
        )
    if faults:
        raise Refused(faults)
    return Shipments(path, parquet, scan, tuple(types), names, types)
