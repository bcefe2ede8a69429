"""Cells as tables that a join can use: code → row, (origin, day) → column, row + column → low, high, reason."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nemawashi.codes import country
from nemawashi.codes import heading as code_of
from nemawashi.errors import Fault, Refused, Unknown
from nemawashi.pricing.cells import Cells, compile_cells
from nemawashi.pricing.hull import BY_LINE, Filled
from nemawashi.pricing.naming import Reason
from nemawashi.pricing.products import UNKNOWN
from nemawashi.pricing.sql import literal
from nemawashi.pricing.states import NOWHERE
from nemawashi.tariffs import Law
from nemawashi.tariffs.entry import Answer

__all__ = ["Lookups", "build_lookups"]

Ints = NDArray[np.int64]

EVER = (date(1900, 1, 1), date(2100, 1, 1))
"""Days outside are slips of the pen."""
NO_ORIGIN = ("ROW", "*")
"""What stands for many countries in tables of flows and in the law."""
_MOST_EXPLAINED = 2000
"""Unknown codes explained one by one; beyond that they share one sentence."""


@dataclass(frozen=True, slots=True)
class Lookups:
    """What the tables ``heads``, ``places`` and ``cells`` were made from."""

    cells: Mapping[str, Cells]
    """By importer as written."""
    offsets: Mapping[str, int]
    """Number of the first cell of each importer."""
    reasons: tuple[Reason, ...]
    rows: int
    """Rows of the file, broken lines included."""
    by_line: bool
    """Whether any cell must be assessed line by line once value and quantity are known."""


def build_lookups(
    connection: Any,
    law: Law,
    importers: Mapping[str, tuple[Sequence[str], Sequence[str], Sequence[date]]],
    rows: int,
    *,
    known: date,
    answers: Mapping[str, Answer],
    named: bool = True,
    measured: bool = True,
    days: tuple[date, date] = EVER,
) -> Lookups:
    """Compile the law for what each importer's shipments hold and write it into ``connection`` as tables.

    heads(importer, heading, head, slope, fault…) · origins(importer, origin, row, code) · days(importer, day, number) · spots(spot, place) ·
    cells(cell, low, high, kind, reason) · reasons(number, name), with ``spot = row + number`` and ``cell = head + place``: whole numbers
    without gaps, by which the engine looks up instead of searching. places(importer, origin, day, place) says the same in words, for rows set
    aside. A code or an origin that cannot be priced has no number, and the fault in words. Where neither reasons nor quantities are asked for
    (``named``, ``measured``), classes and states alike in every figure are one: the engine looks up fastest in tables of less than a million cells.
    """
    connection.execute(
        "CREATE TEMP TABLE heads (importer VARCHAR, heading VARCHAR, chapter VARCHAR, head INTEGER, slope DOUBLE, found VARCHAR, rule VARCHAR, remedy VARCHAR)"
    )
    connection.execute("CREATE TEMP TABLE origins (importer VARCHAR, origin VARCHAR, row INTEGER, code VARCHAR)")
    connection.execute("CREATE TEMP TABLE days (importer VARCHAR, day DATE, number INTEGER)")
    connection.execute("CREATE TEMP TABLE spots (spot INTEGER, place INTEGER)")
    connection.execute("CREATE TEMP TABLE places (importer VARCHAR, origin VARCHAR, day DATE, place BIGINT)")
    connection.execute(
        "CREATE TEMP TABLE bad_places (importer VARCHAR, origin VARCHAR, found VARCHAR, rule VARCHAR, remedy VARCHAR, named BOOLEAN)"
    )
    connection.execute("CREATE TEMP TABLE cells (cell INTEGER, low DOUBLE, high DOUBLE, kind UTINYINT, reason INTEGER)")
    connection.execute("CREATE TEMP TABLE reasons (number BIGINT, name VARCHAR)")
    compiled: dict[str, Cells] = {}
    offsets: dict[str, int] = {}
    reasons: dict[str, Reason] = {}
    offset = spot = 0
    by_line = False
    for importer, found in importers.items():
        headings, origins = sorted(found[0]), sorted(found[1])
        written, codes = _codes(headings)
        held = [day for day in sorted(found[2]) if days[0] <= day <= days[1]]
        if importer not in law.jurisdictions or not held:
            continue
        groups = [name for name in origins if _country(name) in NO_ORIGIN]
        origins = [name for name in origins if name not in groups]
        cells = compile_cells(law, importer, codes, origins, first=held[0], last=held[-1], known=known, answers=answers)
        table = _whole(cells.filled) if named or measured else _alike(cells.filled)
        width = max(1, table.low.shape[1])
        _bad_places(connection, importer, cells, groups)
        _heads(connection, law, importer, cells, headings, written, (table.rows, offset, width))
        spot = _places(connection, importer, cells, table.columns, held, spot)
        _cells(connection, cells, table, offset, named=named)
        by_line = by_line or bool((cells.filled.kind == BY_LINE).any())
        reasons |= {reason.id: reason for reason in cells.named.reasons} if named else {}
        compiled[importer], offsets[importer] = cells, offset
        offset += len(table.low) * width
    return Lookups(compiled, offsets, tuple(reasons.values()), rows, by_line)


def _codes(headings: Sequence[str]) -> tuple[dict[str, int], list[str]]:
    """Digits of each heading as written, each code once; what is no code is left out."""
    place: dict[str, int] = {}
    codes: list[str] = []
    at: dict[str, int] = {}
    for written in headings:
        try:
            code = code_of(written)
        except Refused:
            continue
        if code not in at:
            at[code] = len(codes)
            codes.append(code)
        place[written] = at[code]
    return place, codes


def _heads(
    connection: Any,
    law: Law,
    importer: str,
    cells: Cells,
    headings: Sequence[str],
    written: Mapping[str, int],
    numbering: tuple[Ints, int, int],
) -> None:
    """Write the codes; ``numbering`` is the row of each class, the first cell, and the cells of a row."""
    of_class, offset, width = numbering
    rows: dict[str, list[Any]] = {
        "importer": [],
        "heading": [],
        "chapter": [],
        "head": [],
        "slope": [],
        "found": [],
        "rule": [],
        "remedy": [],
    }
    explained = 0
    index = law.index(importer)
    for text in headings:
        place = written.get(text)
        number = UNKNOWN if place is None else int(cells.products.classes[place])
        fault = Fault("", "", "", "")
        if number == UNKNOWN:
            explained += 1
            fault = _why(lambda text=text: index.leaves(code_of(text)), text) if explained <= _MOST_EXPLAINED else _unlisted(text)
        rows["importer"].append(importer)
        rows["heading"].append(text)
        rows["chapter"].append("" if place is None else cells.products.headings[place][:2])
        rows["head"].append(-1 if number == UNKNOWN else offset + int(of_class[number]) * width)
        rows["slope"].append(0.0 if number == UNKNOWN else float(cells.filled.slope[number]))
        rows["found"].append(fault.found)
        rows["rule"].append(fault.rule)
        rows["remedy"].append(fault.remedy)
    _insert(connection, "heads", rows)


def _why(ask: Any, text: str) -> Fault:
    try:
        ask()
    except Refused as refused:
        return refused.faults[0]
    return _unlisted(text)


def _unlisted(text: str) -> Fault:
    return Fault("heading", f"unknown heading {text!r}", "a heading is a line of the importer's schedule", "look the code up")


def _places(connection: Any, importer: str, cells: Cells, columns: Ints, days: Sequence[date], spot: int) -> int:
    """Write where each origin stands on each day; gives the first number that is free."""
    states = cells.states
    intervals = np.array([states.interval(day) for day in days], dtype=np.int64)
    numbers = states.numbers[:, intervals].astype(np.int64)
    origin, day = np.nonzero(numbers != NOWHERE)
    _insert(connection, "spots", {"spot": (spot + origin * len(days) + day).astype(np.int64), "place": columns[numbers[origin, day]]})
    written = np.array(days, dtype="datetime64[D]").astype("datetime64[us]")
    _insert(connection, "days", {"importer": [importer] * len(days), "day": written, "number": np.arange(len(days))})
    first = spot + np.arange(len(states.origins)) * len(days)
    _insert(
        connection,
        "origins",
        {
            "importer": [importer] * len(first),
            "origin": list(states.origins),
            "row": first,
            "code": [_country(name) for name in states.origins],
        },
    )
    connection.execute(
        f"INSERT INTO places SELECT o.importer, o.origin, d.day, s.place FROM origins o JOIN days d ON d.importer = o.importer AND o.importer = {literal(importer)} "  # noqa: S608 - quoted
        "JOIN spots s ON s.spot = o.row + d.number"
    )
    return spot + len(first) * len(days)


def _bad_places(connection: Any, importer: str, cells: Cells, groups: Sequence[str]) -> None:
    """Write which origins cannot be priced and why; ``groups`` are those that stand for several countries."""
    several = Fault("", "", "a shipment comes from one country", "write the two letters of ISO 3166")
    told = {name: replace(several, found=f"{name} is no country of origin") for name in groups}
    told |= {name: refused.faults[0] for name, refused in cells.states.refused.items()}
    rows: dict[str, list[Any]] = {"importer": [], "origin": [], "found": [], "rule": [], "remedy": [], "named": []}
    for name, fault in told.items():
        unknown = name in groups or isinstance(cells.states.refused[name], Unknown)
        for column, found in zip(rows, (importer, name, fault.found, fault.rule, fault.remedy, unknown), strict=True):
            rows[column].append(found)
    _insert(connection, "bad_places", rows)


def _country(written: str) -> str:
    """The code of an origin as written; itself where it has none."""
    try:
        return country(written)
    except Refused:
        return written


@dataclass(frozen=True, slots=True, eq=False)
class _Table:
    """Cells as they are looked up, and where each class and each state stands in them."""

    rows: Ints
    columns: Ints
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    kind: NDArray[np.uint8]


def _whole(filled: Filled) -> _Table:
    rows, columns = filled.low.shape
    return _Table(np.arange(rows), np.arange(columns), filled.low, filled.high, filled.kind)


def _alike(filled: Filled) -> _Table:
    """The same with classes and with states that are alike in every figure, the slope among them, made one."""
    columns, firsts = _numbered(np.ascontiguousarray(part.T) for part in (filled.low, filled.high, filled.kind))
    low, high, kind = filled.low[:, firsts], filled.high[:, firsts], filled.kind[:, firsts]
    rows, heads = _numbered((low, high, kind, filled.slope[:, None]))
    return _Table(rows, columns, low[heads], high[heads], kind[heads])


def _numbered(parts: Iterable[NDArray[Any]]) -> tuple[Ints, Ints]:
    """A number for each row of the arrays, the same for equal rows; and the first row of each number."""
    numbers: dict[tuple[bytes, ...], int] = {}
    firsts: list[int] = []
    found = []
    for place, row in enumerate(zip(*parts, strict=True)):
        number = numbers.setdefault(tuple(part.tobytes() for part in row), len(numbers))
        if number == len(firsts):
            firsts.append(place)
        found.append(number)
    return np.array(found, dtype=np.int64), np.array(firsts, dtype=np.int64)


def _cells(connection: Any, cells: Cells, table: _Table, offset: int, *, named: bool) -> None:
    size = table.low.size
    if not size:
        return
    first = int(connection.execute("SELECT count(*) FROM reasons").fetchall()[0][0])
    columns = {
        "cell": np.arange(offset, offset + size, dtype=np.int64),
        "low": table.low.ravel(),
        "high": table.high.ravel(),
        "kind": table.kind.ravel(),
        "reason": cells.named.number.ravel().astype(np.int64) + first if named else np.full(size, -1),
    }
    _insert(connection, "cells", columns)
    names = [reason.id for reason in cells.named.reasons] if named else []
    _insert(connection, "reasons", {"number": np.arange(first, first + len(names), dtype=np.int64), "name": names})


def _insert(connection: Any, table: str, rows: Mapping[str, Any]) -> None:
    if not len(next(iter(rows.values()))):
        return
    arrays = {
        name: column if isinstance(column, np.ndarray) else np.array(column, dtype=object if isinstance(column[0], str) else None)
        for name, column in rows.items()
    }
    connection.register("lookup_rows", arrays)
    connection.execute(f"INSERT INTO {table} SELECT * FROM lookup_rows")  # noqa: S608 - names of our own
    connection.unregister("lookup_rows")
