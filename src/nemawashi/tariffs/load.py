"""Read a law folder: every TOML below it, in any split into files, with the lists and tables they name."""

import csv
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from nemawashi.errors import Fault
from nemawashi.sources import Source
from nemawashi.sources.toml_lines import TomlFile, decode, read_toml
from nemawashi.tariffs.act import Act
from nemawashi.tariffs.checks import check_law
from nemawashi.tariffs.condition import Asked
from nemawashi.tariffs.law import Base, Jurisdiction, Law, RateTable
from nemawashi.tariffs.measure import Measure
from nemawashi.tariffs.quota import Quota
from nemawashi.tariffs.scope import Group, PrefixList
from nemawashi.tariffs.stacking import StackingRule

__all__ = ["TABLES", "load"]


TABLES: Mapping[str, type] = {
    "jurisdiction": Jurisdiction,
    "act": Act,
    "source": Source,
    "measure": Measure,
    "rule": StackingRule,
    "quota": Quota,
    "question": Asked,
    "base": Base,
    "group": Group,
    "list": PrefixList,
    "table": RateTable,
}
"""The tables a law file may hold, each with the type of its rows."""
_NAMED = {"base": "name", "question": "key"}
_INNER = {"measure": "event", "rule": "event", "quota": "volume"}


@dataclass
class _Reading:
    """What has been read so far."""

    root: Path
    folder: Path
    faults: list[Fault]
    rows: dict[str, dict[str, Any]] = field(default_factory=lambda: {name: {} for name in TABLES})
    wheres: dict[tuple[str, str], str] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    """``file:line#key`` of a table and a key in it → ``file:line`` of the key."""


def load(folder: Path, faults: list[Fault], *, root: Path | None = None) -> Law:
    """Read ``folder``; every fault is appended with its line, good rows are kept."""
    reading = _Reading(root or folder.parent, folder, faults)
    files = sorted(folder.rglob("*.toml"))
    if not files:
        faults.append(Fault(str(folder), "no TOML file", "a law folder holds acts and measures", "add law/us/….toml"))
    for path in files:
        file = read_toml(path, faults, root=reading.root)
        if file is not None:
            _file(reading, file)
    rows = reading.rows
    sources = dict(rows["source"])
    acts = {name: _own_source(act, sources) for name, act in rows["act"].items()}
    law = Law(
        acts,
        rows["measure"],
        tuple(rows["rule"].values()),
        rows["quota"],
        rows["question"],
        rows["base"],
        rows["group"],
        {name: _codes(reading, row) for name, row in rows["list"].items()},
        {name: _rates(reading, row) for name, row in rows["table"].items()},
        rows["jurisdiction"],
        sources,
    )
    found: list[Fault] = []
    check_law(law, found)
    faults += [replace(fault, where=reading.keys.get(fault.where, fault.where.partition("#")[0])) for fault in found]
    return law


def _own_source(act: Act, sources: dict[str, Source]) -> Act:
    """An act that names no source is its own: a user's order is one file."""
    if act.source:
        return act
    made = Source(
        act.id,
        "act",
        act.title,
        act.number or act.title,
        published=act.published or act.signed,
        locator=act.citation,
        certainty=act.certainty,
        known=act.known_from(),
    )
    sources.setdefault(act.id, made)
    return replace(act, source=act.id)


def _file(reading: _Reading, file: TomlFile) -> None:
    for path in file.lines:
        if path and isinstance(path[-1], str):
            reading.keys[f"{file.where(*path[:-1])}#{path[-1]}"] = file.where(*path)
    for name, rows in file.values.items():
        if name not in TABLES:
            reading.faults.append(
                Fault(file.where(name), f"[[{name}]] is not a table of law", f"a law file holds {', '.join(TABLES)}", "correct the name")
            )
            continue
        if not isinstance(rows, list):
            reading.faults.append(
                Fault(file.where(name), f"{name} is one table", f"write each as [[{name}]]", f"change [{name}] to [[{name}]]")
            )
            continue
        for number, row in enumerate(rows):
            _row(reading, file, name, number, row)


def _row(reading: _Reading, file: TomlFile, name: str, number: int, row: dict[str, Any]) -> None:
    kind = TABLES[name]
    values = dict(row)
    where = file.where(name, number)
    if name == "act":
        values.setdefault("source", "")
    if name != "source":
        values["where"] = where
    inner = _INNER.get(name)
    if inner and isinstance(values.get(inner), list):
        first = values[inner][0].get("on") if values[inner] and isinstance(values[inner][0], dict) else None
        values[inner] = [
            {**({"on": first} if inner == "event" and first is not None else {}), **item, "where": file.where(name, number, inner, place)}
            if isinstance(item, dict)
            else item
            for place, item in enumerate(values[inner])
        ]
    item = decode(file, values, _adapter(kind), (name, number), reading.faults)
    if item is None:
        return
    if isinstance(item, Measure):
        item = replace(item, event=tuple(event.said_of_goods() for event in item.event))
    key = str(getattr(item, _NAMED.get(name, "id")))
    if key in reading.rows[name]:
        first = reading.wheres[(name, key)]
        reading.faults.append(Fault(where, f"{name} {key!r} stands twice, first at {first}", "an id is given once", "rename or remove one"))
        return
    reading.rows[name][key] = item
    reading.wheres[(name, key)] = where


_ADAPTERS: dict[type, TypeAdapter[Any]] = {}


def _adapter(kind: type) -> TypeAdapter[Any]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def _read_csv(reading: _Reading, name: str, row: PrefixList | RateTable, first: str, keep: Callable[[dict[str, str], int], None]) -> None:
    path = reading.folder / row.file
    try:
        raw = path.read_bytes()
    except OSError as error:
        reading.faults.append(
            Fault(
                row.where, f"{row.file} cannot be read: {error.strerror}", f"a {name} names a file below the law folder", "correct file ="
            )
        )
        return
    found = hashlib.sha256(raw).hexdigest()
    if found != row.sha256:
        reading.faults.append(
            Fault(
                row.where,
                f"{row.file} has sha256 {found}, recorded is {row.sha256[:12] or 'none'}…",
                "a list is the list that was checked: its hash is recorded",
                f'if the change is meant, write sha256 = "{found}"',
            )
        )
    lines = raw.decode("utf-8").splitlines()
    rows = csv.DictReader(lines)
    if not rows.fieldnames or rows.fieldnames[0] != first:
        reading.faults.append(
            Fault(
                f"{_shown(reading, path)}:1",
                f"columns are {rows.fieldnames}",
                f"the first column is {first!r}",
                "name the columns in the first line",
            )
        )
        return
    for number, item in enumerate(rows, start=2):
        keep({key: value or "" for key, value in item.items() if key}, number)


def _shown(reading: _Reading, path: Path) -> str:
    return str(path.relative_to(reading.root)) if path.is_relative_to(reading.root) else str(path)


def _codes(reading: _Reading, row: PrefixList) -> PrefixList:
    codes: list[str] = []
    shown = _shown(reading, reading.folder / row.file)

    def keep(item: dict[str, str], number: int) -> None:
        code = item["code"].replace(".", "").strip()
        if not code.isdigit() or len(code) not in (2, 4, 5, 6, 7, 8, 9, 10):
            reading.faults.append(
                Fault(
                    f"{shown}:{number}",
                    f"{item['code']!r} is not a tariff code",
                    "a code has 2 to 10 digits, dots allowed",
                    "correct or remove the line",
                )
            )
        elif code in codes:
            reading.faults.append(Fault(f"{shown}:{number}", f"{item['code']} stands twice", "a list names a code once", "remove one"))
        else:
            codes.append(code)

    _read_csv(reading, "list", row, "code", keep)
    return replace(row, codes=tuple(codes))


def _rates(reading: _Reading, row: RateTable) -> RateTable:
    rows: dict[str, Mapping[str, str]] = {}

    def keep(item: dict[str, str], number: int) -> None:  # noqa: ARG001 - one protocol for lists and tables
        line = item.pop("line").replace(".", "")
        rows[line] = item

    _read_csv(reading, "table", row, "line", keep)
    return replace(row, rows=rows)
