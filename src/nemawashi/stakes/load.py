"""Read a case's ``stakes/`` folder: every fault with its file and line, good rows kept."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter

from nemawashi.errors import Fault
from nemawashi.sources.toml_lines import TomlFile, decode_each, read_toml
from nemawashi.stakes.attribute import Attribute, Judgement
from nemawashi.stakes.preferences import Ordering, Preferences, Sign
from nemawashi.stakes.ratification import Body
from nemawashi.stakes.reservation import WalkAway
from nemawashi.stakes.rules import broken
from nemawashi.stakes.stakes import Stakes

__all__ = ["load"]

T = TypeVar("T")
TABLES = {
    "preferences.toml": ("attribute", "ordering", "sign"),
    "judgements.toml": ("judgement",),
    "reservation.toml": ("walk_away",),
    "constituencies.toml": ("body",),
}


def load(folder: Path, faults: list[Fault], *, root: Path) -> Stakes:
    """Read ``preferences.toml``, ``judgements.toml``, ``reservation.toml`` and ``constituencies.toml``; only the first must be there."""
    files: dict[str, TomlFile] = {}
    for name, tables in TABLES.items():
        path = folder / name
        if name != "preferences.toml" and not path.exists():
            continue
        file = read_toml(path, faults, root=root)
        if file is not None:
            files[name] = file
            _only(file, tables, faults)
    attributes = _rows(files.get("preferences.toml"), "attribute", Attribute, faults)
    orderings = _rows(files.get("preferences.toml"), "ordering", Ordering, faults)
    signs = _rows(files.get("preferences.toml"), "sign", Sign, faults)
    judgements = _rows(files.get("judgements.toml"), "judgement", Judgement, faults)
    parties = dict.fromkeys(a.party for a in attributes)
    stakes = Stakes(
        preferences={
            party: Preferences(party, "", _of(party, attributes), _of(party, orderings), _of(party, signs), _of(party, judgements))
            for party in parties
        },
        walk_aways=_rows(files.get("reservation.toml"), "walk_away", WalkAway, faults),
        bodies=_rows(files.get("constituencies.toml"), "body", Body, faults),
    )
    faults.extend(broken(stakes, (*orderings, *signs, *judgements)))
    return stakes


Row = TypeVar("Row", Attribute, Ordering, Sign, Judgement)


def _of(party: str, rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(row for row in rows if row.party == party)


def _only(file: TomlFile, tables: tuple[str, ...], faults: list[Fault]) -> None:
    for key in file.values:
        if key not in tables:
            listed = ", ".join(f"[[{table}]]" for table in tables)
            faults.append(Fault(file.where(key), f"{key} is not a known table", f"{file.path.name} holds {listed}", "rename or remove it"))


def _rows(file: TomlFile | None, table: str, kind: type[T], faults: list[Fault]) -> tuple[T, ...]:
    if file is None:
        return ()
    places: dict[int, str] = {}
    rows = decode_each(file, table, TypeAdapter(kind), faults, place=lambda row, where: places.__setitem__(id(row), where))
    return tuple(replace(row, where=places[id(row)]) for row in rows)  # type: ignore[type-var]
