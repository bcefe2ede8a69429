"""Rows of somebody else's file, each with its place: CSV with a header, or JSON as a list of rows whose first names the columns."""

import csv
import json
from collections.abc import Iterator, Sequence
from math import isfinite
from pathlib import Path
from typing import Any

from nemawashi.errors import Fault, Refused

__all__ = ["amount", "rows"]


def rows(path: Path, required: Sequence[str], faults: list[Fault]) -> Iterator[tuple[str, dict[str, str]]]:
    """Give ``file:line`` and cells by column of every row; a row of another length than the header is a fault and is left out, a blank line is nothing.

    Raises:
        Refused: for a file that cannot be read as text, JSON that is no list of rows, a required column that is not there or stands twice.

    """
    name = path.name
    table = _json(path) if path.suffix == ".json" else _csv(path)
    number, header = next(table, (1, []))
    missing = [column for column in required if column not in header]
    if missing:
        raise Refused(
            Fault(f"{name}:{number}", f"no column {', '.join(missing)}", f"columns {', '.join(required)}", "ask the source for them")
        )
    twice = sorted({column for column in required if header.count(column) > 1})
    if twice:
        raise Refused(Fault(f"{name}:{number}", f"column {', '.join(twice)} twice", "a column stands once", "remove one"))
    for number, row in table:
        where = f"{name}:{number}"
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(header):
            faults.append(
                Fault(where, f"{len(row)} cells", f"every row has {len(header)}", "mend the row; write numbers without separators")
            )
            continue
        yield where, dict(zip(header, (cell.strip() for cell in row), strict=True))


def amount(cells: dict[str, str], column: str, where: str, faults: list[Fault]) -> float:
    """The number in a column that must be finite and zero or more; a fault and NaN otherwise."""
    try:
        value = float(cells[column])
    except ValueError:
        value = float("nan")
    if not (isfinite(value) and value >= 0):
        rule = "a value is a number, zero or more, without separators"
        faults.append(Fault(where, f"{column} = {cells[column]!r}", rule, "correct the row"))
        return float("nan")
    return value


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(
            Fault(path.name, f"cannot be read: {error}", "a table is a file of UTF-8 text", "check the name, or save it as UTF-8")
        ) from None


def _csv(path: Path) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(_text(path).splitlines())
    for row in reader:
        yield reader.line_num, row


def _json(path: Path) -> Iterator[tuple[int, list[str]]]:
    rule = "JSON is a list of rows, the first naming the columns"
    try:
        table: Any = json.loads(_text(path))
    except ValueError as error:
        raise Refused(Fault(path.name, f"is no JSON: {error}", rule, "fetch it again")) from None
    if not isinstance(table, list) or not all(isinstance(row, list) for row in table):
        raise Refused(Fault(path.name, "is no list of rows", rule, "fetch it again"))
    for number, row in enumerate(table, start=1):
        yield number, [str(cell) for cell in row]
