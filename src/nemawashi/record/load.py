"""Read a case's ``record`` folder; every fault is kept with its line, and good rows with it."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter

from nemawashi.errors import Fault
from nemawashi.record.agree import cross_faults
from nemawashi.record.claim import Claim
from nemawashi.record.collection import Record
from nemawashi.record.constituency import Constituency
from nemawashi.record.event import Event, Negotiation
from nemawashi.record.party import Office, Party, Person
from nemawashi.record.relation import Relation
from nemawashi.record.report import Report
from nemawashi.record.statement import Statement
from nemawashi.sources.toml_lines import TomlFile, decode, read_toml

__all__ = ["load", "rows"]

T = TypeVar("T")

TABLES: Mapping[str, type[Any]] = {
    "party": Party,
    "person": Person,
    "office": Office,
    "report": Report,
    "statement": Statement,
    "event": Event,
    "negotiation": Negotiation,
    "relation": Relation,
    "claim": Claim,
    "constituency": Constituency,
}


def load(folder: Path, faults: list[Fault], *, root: Path | None = None) -> Record:
    """Read every ``*.toml`` of ``folder`` into a record.

    Adds a fault for each mistake and never raises for content. References inside the record (speakers, reports, statements, events) are checked
    here; issues and sources are checked by the case, which knows them.
    """
    found: dict[str, list[Any]] = {table: [] for table in TABLES}
    if not folder.is_dir():
        faults.append(Fault(str(folder), "no such folder", "a case has a record/ folder", "make it, or start from `nemawashi new`"))
        return Record()
    for path in sorted(folder.rglob("*.toml")):
        file = read_toml(path, faults, root=root or folder.parent)
        if file is None:
            continue
        for table in file.values:
            if table not in TABLES:
                faults.append(
                    Fault(file.where(table), f"[[{table}]] is no table of a record", f"one of {', '.join(TABLES)}", "rename or remove it")
                )
                continue
            found[table].extend(rows(file, table, TABLES[table], faults))
    record = _dated(_unique(found, faults))
    faults.extend(cross_faults(record))
    return record


def rows(file: TomlFile, table: str, kind: type[T], faults: list[Fault]) -> tuple[T, ...]:
    """Decode each ``[[table]]`` of the file and tell each good row where it stands."""
    given = file.values.get(table, [])
    if not isinstance(given, list):
        faults.append(Fault(file.where(table), f"[{table}] is one table", f"each {table} is written [[{table}]]", "double the brackets"))
        return ()
    adapter: TypeAdapter[T] = _adapter(cast("Any", kind))
    good: list[T] = []
    for index, row in enumerate(given):
        if isinstance(row, dict) and "where" in row:
            faults.append(
                Fault(file.where(table, index, "where"), "where is not a known key", "only the documented keys are read", "remove it")
            )
            continue
        item = decode(file, row, adapter, (table, index), faults)
        if item is not None:
            good.append(replace(item, where=file.where(table, index)))  # type: ignore[type-var]
    return tuple(good)


@cache
def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def _unique(found: Mapping[str, list[Any]], faults: list[Fault]) -> Record:
    kept: dict[str, tuple[Any, ...]] = {}
    for table, items in found.items():
        seen: dict[str, Any] = {}
        for item in items:
            if item.id in seen:
                faults.append(
                    Fault(
                        item.where,
                        f"{table} {item.id!r} stands here and at {seen[item.id].where}",
                        f"an id names one {table}",
                        "rename or remove one",
                    )
                )
            else:
                seen[item.id] = item
        kept[table] = tuple(seen.values())
    return Record(
        parties=kept["party"],
        people=kept["person"],
        offices=kept["office"],
        reports=kept["report"],
        statements=kept["statement"],
        events=kept["event"],
        negotiations=kept["negotiation"],
        relations=kept["relation"],
        claims=kept["claim"],
        constituencies=kept["constituency"],
    )


def _dated(record: Record) -> Record:
    """Give every statement and relation the day from which it may be read."""
    out = {report.id: report.known_from() for report in record.reports}
    statements = tuple(
        item if item.known is not None else replace(item, known=out.get(item.report, item.said_on.last)) for item in record.statements
    )
    said = {item.id: item.known_from() for item in statements}
    relations = tuple(
        replace(item, known=max([said[key] for key in item.statements if key in said] + ([item.known] if item.known else []), default=None))
        for item in record.relations
    )
    return replace(record, statements=statements, relations=relations)
