"""Parquet: one file or a folder of them, refused whole where a footer cannot be read or the files differ in their columns."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nemawashi.errors import Fault, Refused
from nemawashi.pricing.sql import named

__all__ = ["MAGIC", "ParquetFiles", "is_parquet", "open_parquet"]

MAGIC = b"PAR1"
SUFFIXES = (".parquet", ".pq")
_LEAST = 12
"""Bytes of the shortest file: two marks and a length."""


@dataclass(frozen=True, slots=True)
class ParquetFiles:
    """Files of one schema, read in the order of their names."""

    scan: str
    types: Mapping[str, str]
    """By column, those in the names of folders (``date=2025-04-05``) last."""
    parts: tuple[tuple[str, int], ...]
    """Of a folder: name and rows of each file, in the order read. Empty for one file."""


def is_parquet(path: Path) -> bool:
    """Whether the name says so."""
    return path.suffix.lower() in SUFFIXES


def open_parquet(connection: Any, path: Path) -> ParquetFiles:
    """Look at the footers of a file, or of every file in a folder and the folders below it.

    Raises:
        Refused: a footer that cannot be read, columns of one name, files whose columns differ, other files among them.

    """
    paths = _within(path) if path.is_dir() else [path]
    faults = [fault for one in paths for fault in _marked(one)]
    if faults:
        raise Refused(faults)
    keys = _keys(path, paths)
    scan = f"read_parquet([{', '.join(named(one) for one in paths)}], hive_partitioning={'true' if keys else 'false'}, hive_types_autocast=false)"
    try:
        schemas = {str(one): _columns(connection, one) for one in paths}
        described = connection.execute(f"DESCRIBE SELECT * FROM {scan}").fetchall()  # noqa: S608 - the path is a quoted literal
    except Refused:
        raise
    except Exception as error:  # noqa: BLE001 - whatever the engine finds wrong with the file, it is refused
        raise Refused(_footer(path, str(error).splitlines()[0])) from None
    first = schemas[str(paths[0])]
    faults = [_differs(one, paths[0]) for one in paths if schemas[str(one)] != first]
    faults += _twice(path, first)
    both = sorted({name.casefold() for name, _ in first} & {key.casefold() for key in keys})
    if both:
        found = f"{', '.join(both)} stands both in the names of folders and in the files"
        faults.append(Fault(str(path), found, "a column stands in one place, lest the two disagree", "drop one of them"))
    if faults:
        raise Refused(faults)
    parts: tuple[tuple[str, int], ...] = ()
    if path.is_dir():
        rows = {one: _rows(connection, one) for one in paths}
        parts = tuple((one.relative_to(path).as_posix(), rows[one]) for one in paths)
    return ParquetFiles(scan, {str(row[0]): str(row[1]) for row in described}, parts)


def _within(folder: Path) -> list[Path]:
    """The files of a folder; those whose name begins with a dot or an underscore are a writer's notes."""
    found = sorted(
        one for one in folder.rglob("*") if one.is_file() and not any(part.startswith((".", "_")) for part in one.relative_to(folder).parts)
    )
    other = [one for one in found if not is_parquet(one)]
    if other or not found:
        what = f"{other[0].relative_to(folder)} is no Parquet file" if other else "no Parquet file in the folder"
        raise Refused(
            Fault(str(folder), what, "a folder of shipments holds Parquet files and nothing else", "name one file, or move the rest")
        )
    return found


def _keys(folder: Path, paths: list[Path]) -> tuple[str, ...]:
    """Columns that stand in the names of folders between ``folder`` and the files."""
    keys = {part.partition("=")[0] for one in paths if one != folder for part in one.relative_to(folder).parts[:-1] if "=" in part}
    above = [part for part in folder.resolve().parts if "=" in part]
    if keys and above:
        found = f"stands below a folder named {above[-1]}"
        raise Refused(Fault(str(folder), found, "only folders within it name columns", "move it, or price the whole folder above"))
    return tuple(sorted(keys))


def _marked(path: Path) -> list[Fault]:
    """Whether a file begins and ends with the Parquet mark."""
    try:
        with path.open("rb") as handle:
            head = handle.read(len(MAGIC))
            size = path.stat().st_size
            handle.seek(max(0, size - len(MAGIC)))
            tail = handle.read(len(MAGIC))
    except OSError as error:
        return [Fault(str(path), f"cannot be read: {error.strerror}", "shipments can be opened", "see to the rights of the file")]
    good = head == MAGIC and tail == MAGIC and size >= _LEAST
    return [] if good else [_footer(path, "it does not begin and end with the Parquet mark")]


def _columns(connection: Any, path: Path) -> list[tuple[str, str]]:
    """Name and type of each column of one file, as written in its footer."""
    rows = connection.execute(f"SELECT name, duckdb_type, num_children FROM parquet_schema({named(path)})").fetchall()  # noqa: S608 - a quoted path
    columns: list[tuple[str, str]] = []
    within = 0
    for name, kind, children in rows[1:]:
        if not within:
            columns.append((str(name), str(kind)))
        within = max(0, within - 1) + int(children or 0)
    return columns


def _rows(connection: Any, path: Path) -> int:
    return int(connection.execute(f"SELECT num_rows FROM parquet_file_metadata({named(path)})").fetchall()[0][0])  # noqa: S608 - a quoted path


def _differs(path: Path, first: Path) -> Fault:
    return Fault(
        str(path), f"other columns than {first.name}", "the files of a folder have the same columns in the same order", "write them alike"
    )


def _twice(path: Path, columns: list[tuple[str, str]]) -> list[Fault]:
    folded = [name.casefold() for name, _ in columns]
    twice = sorted(name for (name, _), same in zip(columns, folded, strict=True) if folded.count(same) > 1)
    if not twice:
        return []
    return [Fault(str(path), f"columns {', '.join(twice)} have one name", "each column has a name of its own, in any case", "rename one")]


def _footer(path: Path, why: str) -> Fault:
    return Fault(
        str(path),
        f"no readable Parquet footer: {why}",
        "a Parquet file ends with a footer that says where its rows are; without it none of them can be trusted",
        "write the file again; one cut short in copying cannot be mended",
    )
