"""A file of shipments: Parquet or CSV, its columns under the names people give them, refused whole where it cannot be read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nemawashi.errors import Fault, Refused
from nemawashi.pricing.csv_file import CsvFile, open_csv
from nemawashi.pricing.parquet_files import MAGIC, ParquetFiles, is_parquet, open_parquet
from nemawashi.pricing.sql import literal, quoted

__all__ = ["ACCEPTED", "MOST", "RESULT", "Shipments", "open_shipments"]

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

MOST = 1e15
"""The largest value or quantity of one shipment: beyond it a number is a slip of the pen (the trade of the world in a year is 3·10¹³ USD)."""

_OPTIONAL = ("importer", "quantity")
_NUMBERS = (
    "TINYINT",
    "SMALLINT",
    "INTEGER",
    "BIGINT",
    "HUGEINT",
    "UTINYINT",
    "USMALLINT",
    "UINTEGER",
    "UBIGINT",
    "UHUGEINT",
    "DOUBLE",
    "FLOAT",
)
_TEXTS = ("VARCHAR", "BLOB", "ENUM")
_INSTANT = "TIMESTAMP WITH TIME ZONE"
_EMPTY = '"NULL"'
"""The type of a column that holds nothing at all."""
_ISO_DAY = r"\d{4}[-/]\d{1,2}[-/]\d{1,2}"
_ISO_TIME = r"[T ]\d{1,2}:\d{2}(:\d{2}([.]\d+)?)?"
_ZONE = r"(Z|[+-]\d{2}(:?\d{2})?)"


@dataclass(frozen=True, slots=True)
class Shipments:
    """A readable file, its scan in SQL and the expressions of its columns."""

    path: Path
    source: CsvFile | ParquetFiles
    columns: tuple[str, ...]
    names: Mapping[str, str]
    """Wanted column → the file's own name for it."""
    types: Mapping[str, str]
    stated: str | None = None
    """The importer of rows that name none."""
    zones: Mapping[str, str] = field(default_factory=dict)
    """Zone of each importer: where an instant becomes a day."""
    places: Mapping[str, str] = field(default_factory=dict)
    """Importer as written → its code, where they differ."""

    @property
    def parquet(self) -> bool:
        """Whether it is Parquet; else it is CSV."""
        return isinstance(self.source, ParquetFiles)

    @property
    def scan(self) -> str:
        """Table function over the file."""
        return self.source.scan

    @property
    def several(self) -> bool:
        """Whether rows name their importer."""
        return "importer" in self.names

    @property
    def mark(self) -> str:
        """What begins the name of a column of ours, and of none of the file's."""
        mark = "our_"
        while any(name.casefold().startswith(mark) for name in self.columns):
            mark = f"_{mark}"
        return mark

    def text(self, column: str) -> str:
        """SQL: the column as text without blanks around it; null where the file has no such column."""
        return f"trim(CAST({quoted(self.names[column])} AS VARCHAR))" if column in self.names else "CAST(NULL AS VARCHAR)"

    def written(self, column: str) -> str:
        """SQL: heading or origin as written."""
        name = quoted(self.names[column])
        return name if self.types[self.names[column]] == "VARCHAR" else f"CAST({name} AS VARCHAR)"

    @property
    def importer(self) -> str:
        """SQL: the importer's code where it is known, else as written; what is stated where nothing is written."""
        stated = literal(self.stated or "")
        if not self.several:
            return stated
        written = f"coalesce(nullif({self.text('importer')}, ''), {stated})"
        if not self.places:
            return written
        cases = " ".join(f"WHEN {literal(found)} THEN {literal(code)}" for found, code in self.places.items())
        return f"CASE {written} {cases} ELSE {written} END"

    @property
    def date(self) -> str:
        """SQL: the day of entry where the goods enter; null where it is no date.

        A day is ISO, ``2025-04-03`` or ``20250403``; a time behind it is left off. An instant with a zone is the day it falls on where the importer is.
        """
        name = quoted(self.names["date"])
        kind = self.types[self.names["date"]]
        if kind == "DATE":
            return name
        if kind == _INSTANT:
            return f"CAST({name} AT TIME ZONE {self._zone} AS DATE)"
        if kind.startswith("TIMESTAMP"):
            return f"TRY_CAST({name} AS DATE)"
        text = self.text("date")
        return (
            f"CASE WHEN length({text}) <= 10 THEN coalesce(TRY_CAST({text} AS DATE), "
            f"CASE WHEN regexp_full_match({text}, '\\d{{8}}') THEN CAST(try_strptime({text}, '%Y%m%d') AS DATE) END) "
            f"WHEN regexp_full_match({text}, '{_ISO_DAY}{_ISO_TIME}') THEN TRY_CAST({text} AS DATE) "
            f"WHEN regexp_full_match({text}, '{_ISO_DAY}{_ISO_TIME}{_ZONE}') THEN CAST(TRY_CAST({text} AS TIMESTAMPTZ) AT TIME ZONE {self._zone} AS DATE) END"
        )

    @property
    def _zone(self) -> str:
        default = self.zones.get(self.stated or "", "UTC")
        if not self.several:
            return literal(default)
        cases = " ".join(f"WHEN {literal(place)} THEN {literal(zone)}" for place, zone in self.zones.items())
        return f"CASE {self.importer} {cases} ELSE {literal(default)} END"

    def number(self, column: str) -> str:
        """SQL: value or quantity; null where it is no number or the file has no such column."""
        if column not in self.names:
            return "CAST(NULL AS DOUBLE)"
        name = quoted(self.names[column])
        return name if self.types[self.names[column]] == "DOUBLE" else f"TRY_CAST({name} AS DOUBLE)"

    def sound(self, value: str, quantity: str, quantity_text: str) -> str:
        """SQL: whether the amounts of a row can be reckoned with; never null."""
        good = f"coalesce({value} >= 0 AND {value} <= {MOST}, false)"
        if "quantity" not in self.names:
            return good
        return f"{good} AND (coalesce({quantity_text}, '') = '' OR coalesce({quantity} >= 0 AND {quantity} <= {MOST}, false))"


def open_shipments(connection: Any, path: Path, *, importer: str | None, zones: Mapping[str, str]) -> Shipments:
    """Look at a file's columns without reading its rows; every fault of the header is told at once, nothing of the file is taken over.

    ``path`` is a file, or a folder of Parquet files. ``importer`` is the one meant where the file, or a row of it, names none.
    """
    if path.is_dir():
        source: CsvFile | ParquetFiles = open_parquet(connection, path)
    else:
        head = _head(path)
        source = open_parquet(connection, path) if head.startswith(MAGIC) or is_parquet(path) else open_csv(path, head)
    types = dict(source.types) if isinstance(source, ParquetFiles) else dict.fromkeys(source.columns, "VARCHAR")
    names, faults = _named(path, types)
    if "importer" not in names and importer is None:
        faults.append(
            Fault(str(path), "no column for the importer", "the importer is a column or is stated", "state it, or add the column")
        )
    taken = [name for name in types if name.casefold() in RESULT]
    if taken:
        faults.append(Fault(str(path), f"columns {', '.join(taken)}", "pricing adds columns of these names", "rename them in the file"))
    faults += [fault for column in names if (fault := _kind(path, column, names[column], types[names[column]]))]
    if faults:
        raise Refused(faults)
    return Shipments(path, source, tuple(types), names, types, importer, zones)


def _head(path: Path) -> bytes:
    if not path.is_file():
        raise Refused(
            Fault(str(path), "no such file", "shipments are a Parquet or CSV file, or a folder of Parquet files", "check the path")
        )
    try:
        with path.open("rb") as handle:
            return handle.read(8)
    except OSError as error:
        rule, remedy = "shipments can be opened", "see to the rights of the file"
        raise Refused(Fault(str(path), f"cannot be read: {error.strerror}", rule, remedy)) from None


def _named(path: Path, types: Mapping[str, str]) -> tuple[dict[str, str], list[Fault]]:
    """Which column of the file is which, and what is missing or doubled."""
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
            rule, remedy = f"it is called {', '.join(accepted)}", f"rename the column that holds it; the file has {', '.join(types)}"
            faults.append(Fault(str(path), f"no column for the {column}", rule, remedy))
    return names, faults


def _kind(path: Path, column: str, name: str, kind: str) -> Fault | None:
    """Why a column of this type cannot hold what it should, if it cannot."""
    where = str(path)
    number = kind in _NUMBERS or kind.startswith("DECIMAL")
    text = kind.startswith(_TEXTS) and not kind.endswith("]")
    if column == "heading" and number:
        return Fault(where, f"{name} is a number", "a tariff code is text: 0902.10.10 begins with a zero", "write it as text")
    if kind == _EMPTY or text:
        return None
    if column in ("heading", "origin", "importer"):
        return Fault(where, f"{name} holds {kind}", f"the {column} is text", "write it as text")
    if column == "date" and kind != "DATE" and not kind.startswith("TIMESTAMP"):
        return Fault(where, f"{name} holds {kind}", "the day of entry is a date, or text like 2025-05-03", "write it as a date")
    if column in ("value", "quantity") and not number:
        return Fault(where, f"{name} holds {kind}", f"a {column} is a number", "write it as a number")
    return None
