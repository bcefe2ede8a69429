"""Read a law folder: every TOML below it, in any split into files, with the lists and tables they name."""

import csv
import hashlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from nemawashi.errors import Fault, Refused
from nemawashi.sources import Source
from nemawashi.sources.toml_lines import TomlFile, decode, read_toml
from nemawashi.tariffs.act import Act
from nemawashi.tariffs.checks import check_law
from nemawashi.tariffs.collector import collector_set_aside
from nemawashi.tariffs.condition import Asked
from nemawashi.tariffs.grammar import parse_duty
from nemawashi.tariffs.later import LaterEvent, joined
from nemawashi.tariffs.law import Base, Jurisdiction, Law, RateTable
from nemawashi.tariffs.measure import Measure
from nemawashi.tariffs.quota import Quota
from nemawashi.tariffs.salvage import about_what_is_there, salvaged
from nemawashi.tariffs.scope import LENGTHS, Group, PrefixList
from nemawashi.tariffs.stacking import StackingRule

__all__ = ["TABLES", "load"]


TABLES: Mapping[str, type] = {
    "jurisdiction": Jurisdiction,
    "act": Act,
    "source": Source,
    "measure": Measure,
    "rule": StackingRule,
    "event": LaterEvent,
    "quota": Quota,
    "question": Asked,
    "base": Base,
    "group": Group,
    "list": PrefixList,
    "table": RateTable,
}
"""The tables a law file may hold, each with the type of its rows."""
_NAMED = {"base": "name", "question": "key", "event": "where"}
_INNER = {"measure": ("event",), "rule": ("event",), "quota": ("volume", "used")}


@dataclass
class _Reading:
    """What has been read so far."""

    root: Path
    folder: Path
    faults: list[Fault]
    rows: dict[str, dict[str, Any]] = field(default_factory=lambda: {name: {} for name in TABLES})
    rescued: dict[str, dict[str, Any]] = field(default_factory=lambda: {name: {} for name in TABLES})
    """Rows with mistakes of form, as far as they go: looked at, not kept."""
    wheres: dict[tuple[str, str], str] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)
    """``file:line#key`` of a table and a key in it → ``file:line`` of the key."""


def load(folder: Path, faults: list[Fault], *, root: Path | None = None) -> Law:
    """Read ``folder``; every fault is appended with its line, good rows are kept."""
    with collector_set_aside():
        return _load(folder, faults, root)


def _load(folder: Path, faults: list[Fault], root: Path | None) -> Law:
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
    found: list[Fault] = []
    measures, rules = joined(rows["measure"], rows["rule"], rows["event"].values(), found)
    named = [measure.table.partition(":")[::2] for measure in rows["measure"].values()]
    columns = {name: frozenset(column for table, column in named if table == name) for name in rows["table"]}
    law = Law(
        acts,
        measures,
        tuple(rules.values()),
        rows["quota"],
        rows["question"],
        rows["base"],
        rows["group"],
        {name: _codes(reading, row) for name, row in rows["list"].items()},
        {name: _rates(reading, row, columns[name]) for name, row in rows["table"].items()},
        rows["jurisdiction"],
        sources,
    )
    check_law(_with_rescued(law, reading), found)
    rescued = [key for rows in reading.rescued.values() for key in rows]
    found = about_what_is_there(found, rescued) if rescued else found
    faults += [replace(fault, where=reading.keys.get(fault.where, fault.where.partition("#")[0])) for fault in found]
    return law


def _with_rescued(law: Law, reading: _Reading) -> Law:
    """The law with the rows that have mistakes of form, for looking at what else is wrong with them and not at what names them."""
    more = reading.rescued
    if not any(more.values()):
        return law
    return Law(
        {**law.acts, **{name: _own_source(act, {}) for name, act in more["act"].items()}},
        {**law.measures, **more["measure"]},
        (*law.rules, *more["rule"].values()),
        {**law.quotas, **more["quota"]},
        {**law.questions, **more["question"]},
        {**law.bases, **more["base"]},
        {**law.groups, **more["group"]},
        {**law.lists, **more["list"]},
        {**law.tables, **more["table"]},
        {**law.jurisdictions, **more["jurisdiction"]},
        law.sources,
    )


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
    for inner in _INNER.get(name, ()):
        if not isinstance(values.get(inner), list):
            continue
        first = values[inner][0].get("on") if values[inner] and isinstance(values[inner][0], dict) else None
        values[inner] = [
            {**({"on": first} if inner == "event" and first is not None else {}), **item, "where": file.where(name, number, inner, place)}
            if isinstance(item, dict)
            else item
            for place, item in enumerate(values[inner])
        ]
    item = decode(file, values, _adapter(kind), (name, number), reading.faults)
    whole = item is not None
    item = item if whole else salvaged(_adapter(kind), values)
    if item is None:
        return
    if isinstance(item, Measure):
        item = replace(item, event=tuple(event.said_of_goods() for event in item.event))
    key = str(getattr(item, _NAMED.get(name, "id")))
    if (name, key) in reading.wheres:
        first = reading.wheres[(name, key)]
        reading.faults.append(Fault(where, f"{name} {key!r} stands twice, first at {first}", "an id is given once", "rename or remove one"))
        return
    (reading.rows if whole else reading.rescued)[name][key] = item
    reading.wheres[(name, key)] = where


_ADAPTERS: dict[type, TypeAdapter[Any]] = {}


def _adapter(kind: type) -> TypeAdapter[Any]:
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


def _read_csv(reading: _Reading, name: str, row: PrefixList | RateTable, first: str, keep: Callable[[dict[str, str], int], None]) -> None:
    path = reading.folder / row.file
    if not path.resolve().is_relative_to(reading.folder.resolve()):
        reading.faults.append(
            Fault(row.where, f"{row.file} is outside the law folder", f"a {name} names a file below the law folder", "correct file =")
        )
        return
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
    shown = _shown(reading, path)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        reading.faults.append(Fault(f"{shown}:{line}", "bytes that are not UTF-8", "a list is UTF-8 text", "save the file as UTF-8"))
        return
    rows = csv.reader(text.splitlines())
    names = next(rows, [])
    if not names or names[0] != first:
        reading.faults.append(
            Fault(f"{shown}:1", f"columns are {names}", f"the first column is {first!r}", "name the columns in the first line")
        )
        return
    for cells in rows:
        if len(cells) > len(names):
            rule = "a line has as many cells as there are columns"
            extra = cells[len(names) :]
            reading.faults.append(
                Fault(f"{shown}:{rows.line_num}", f"more cells than columns: {extra}", rule, "put a cell that holds a comma in quotes")
            )
        if cells:
            item = dict(zip(names, cells, strict=False))
            if len(cells) < len(names):
                item = dict.fromkeys(names, "") | item
            keep(item, rows.line_num)


def _shown(reading: _Reading, path: Path) -> str:
    return str(path.relative_to(reading.root)) if path.is_relative_to(reading.root) else str(path)


def _code(reading: _Reading, given: str, where: str, seen: Collection[str]) -> str | None:
    """A tariff code of a list or a schedule, without its dots; None where it is none, or stands twice."""
    code = given.replace(".", "").strip()
    if not (code.isascii() and code.isdigit()) or len(code) not in LENGTHS:
        rule = "a code has 2 to 10 digits, dots allowed"
        reading.faults.append(Fault(where, f"{given!r} is not a tariff code", rule, "correct or remove the line"))
        return None
    if code in seen:
        reading.faults.append(Fault(where, f"{given} stands twice", "a list names a code once", "remove one"))
        return None
    return code


def _codes(reading: _Reading, row: PrefixList) -> PrefixList:
    codes: dict[str, None] = {}
    shown = _shown(reading, reading.folder / row.file)

    def keep(item: dict[str, str], number: int) -> None:
        code = _code(reading, item["code"], f"{shown}:{number}", codes)
        if code is not None:
            codes[code] = None

    _read_csv(reading, "list", row, "code", keep)
    return replace(row, codes=tuple(codes))


def _rates(reading: _Reading, row: RateTable, columns: frozenset[str]) -> RateTable:
    """Rates by line; those of ``columns``, which measures name, must be readable."""
    rows: dict[str, Mapping[str, str]] = {}
    good: set[str] = {""}
    shown = _shown(reading, reading.folder / row.file)

    def keep(item: dict[str, str], number: int) -> None:
        line = _code(reading, item.pop("line"), f"{shown}:{number}", rows)
        if line is None:
            return
        rows[line] = item
        for column in () if good.issuperset(item.values()) else columns & item.keys():
            text = item[column]
            if text not in good:
                try:
                    parse_duty(text)
                    good.add(text)
                except Refused as refused:
                    found = refused.faults[0]
                    reading.faults.append(Fault(f"{shown}:{number}", f"{column} {found.found}", found.rule, found.remedy))

    _read_csv(reading, "table", row, "line", keep)
    return replace(row, rows=rows)
