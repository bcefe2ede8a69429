"""Reading the trade part of a case: ``economy/flows.toml``, the tables it names, and ``economy/concordance.csv``."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import numpy as np
from pydantic import ConfigDict, TypeAdapter

from nemawashi.codes import country, heading
from nemawashi.errors import Fault, Refused
from nemawashi.sources.toml_lines import TomlFile, decode_each, read_toml
from nemawashi.trade.balances import PublishedBalance
from nemawashi.trade.concordance import Concordance
from nemawashi.trade.flows import Flows, FlowTable
from nemawashi.trade.fx import ExchangeRate, ExchangeRates
from nemawashi.trade.published import PublishedAverage

__all__ = ["Trade", "load"]

Placed = TypeVar("Placed", FlowTable, ExchangeRate, PublishedAverage, PublishedBalance)

_COLUMNS = ("importer", "origin", "heading", "value_usd", "duty_usd")


@dataclass(frozen=True, slots=True)
class Trade:
    """What a case knows of trade: flows, the sectors of their headings, exchange rates."""

    flows: Flows
    concordance: Concordance
    exchange_rates: ExchangeRates
    published: tuple[PublishedAverage, ...] = ()
    """Averages of others, to reconcile ours with."""
    balances: tuple[PublishedBalance, ...] = ()
    """Bilateral balances on the parties' own books."""


@dataclass(frozen=True, slots=True)
class _Sector:
    __pydantic_config__ = ConfigDict(extra="forbid")
    id: str
    name: str


def load(folder: Path, faults: list[Fault], *, root: Path | None = None) -> Trade:
    """Read a case's trade tables from its ``economy`` folder; every mistake becomes a fault with file and line, good rows are kept."""
    file = read_toml(folder / "flows.toml", faults, root=root)
    books = read_toml(folder / "balances.toml", faults, root=root) if (folder / "balances.toml").exists() else None
    balances = _placed(books, "balance", TypeAdapter(PublishedBalance), faults) if books is not None else ()
    if file is None:
        return Trade(Flows.of(()), Concordance((), (), {}), ExchangeRates(()), balances=balances)
    tables = _placed(file, "table", TypeAdapter(FlowTable), faults)
    rates = _placed(file, "exchange_rate", TypeAdapter(ExchangeRate), faults)
    published = _placed(file, "published", TypeAdapter(PublishedAverage), faults)
    sectors = decode_each(file, "sector", TypeAdapter(_Sector), faults)
    concordance = _concordance(folder / "concordance.csv", sectors, faults, root)
    rows: list[tuple[str, str, str, float, float, float, str]] = []
    for table in tables:
        rows.extend(_rows(folder / table.file, table, concordance, faults, root))
    return Trade(_columns(rows, tables), concordance, ExchangeRates(rates), published, balances)


def _placed(file: TomlFile, name: str, adapter: TypeAdapter[Placed], faults: list[Fault]) -> tuple[Placed, ...]:
    places: list[str] = []
    items = decode_each(file, name, adapter, faults, place=lambda _item, where: places.append(where))
    return tuple(replace(item, where=where) for item, where in zip(items, places, strict=True))


def _lines(path: Path, columns: tuple[str, ...], faults: list[Fault], root: Path | None) -> Iterator[tuple[str, dict[str, str]]]:
    """Each row of a CSV with its ``file:line``; a file that is absent or lacks a column gives a fault and no rows."""
    shown = str(path.relative_to(root)) if root and path.is_relative_to(root) else str(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        faults.append(Fault(shown, f"cannot be read: {error}", "a table is a UTF-8 CSV file", "restore the file or correct its name"))
        return
    reader = csv.DictReader(text.splitlines())
    missing = [name for name in columns if name not in (reader.fieldnames or ())]
    if missing:
        faults.append(Fault(f"{shown}:1", f"no column {', '.join(missing)}", f"the columns are {', '.join(columns)}", "add them"))
        return
    for row in reader:
        where = f"{shown}:{reader.line_num}"
        if None in row or any(row[name] is None for name in columns):
            faults.append(Fault(where, "a row of another length than the header", "every row has every column", "mend the commas"))
            continue
        yield where, {str(key): str(value or "").strip() for key, value in row.items()}


def _rows(
    path: Path, table: FlowTable, concordance: Concordance, faults: list[Fault], root: Path | None
) -> Iterator[tuple[str, str, str, float, float, float, str]]:
    seen: dict[tuple[str, str, str], str] = {}
    placed: dict[str, bool] = {}
    for where, row in _lines(path, _COLUMNS, faults, root):
        try:
            importer, origin = country(row["importer"], where=where), country(row["origin"], where=where)
            code = heading(row["heading"], where=where)
            value = _number(row["value_usd"], "value_usd", where)
            duty = _number(row["duty_usd"], "duty_usd", where, absent=True)
            quantity = _number(row.get("quantity", ""), "quantity", where, absent=True)
        except Refused as refused:
            faults.extend(refused.faults)
            continue
        known = _known(table, importer, origin, code)
        if known:
            faults.append(Fault(where, known, f"the rows belong to table {table.id} ({table.where})", "correct the row or the table"))
            continue
        if code not in placed:
            try:
                concordance.sector(code)
                placed[code] = True
            except Refused as refused:
                placed[code] = False
                faults.extend(replace(fault, where=where) for fault in refused.faults)
        key = (importer, origin, code)
        if key in seen:
            faults.append(
                Fault(where, f"{code} from {origin} a second time", f"a heading stands once; first at {seen[key]}", "add the rows up")
            )
            continue
        seen[key] = where
        yield importer, origin, code, value, duty, quantity, row.get("unit", "")


def _known(table: FlowTable, importer: str, origin: str, code: str) -> str:
    if importer != table.importer:
        return f"importer {importer} in a table of {table.importer}"
    if "*" not in table.origins and origin not in table.origins:
        return f"origin {origin} in a table of {', '.join(table.origins)}"
    if len(code) != table.detail:
        return f"{code} has {len(code)} digits in a table of {table.detail}"
    return ""


def _number(text: str, name: str, where: str, *, absent: bool = False) -> float:
    if absent and text == "":
        return float("nan")
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    if not 0 <= number < float("inf"):
        raise Refused(Fault(where, f"{name} = {text!r}", f"{name} is a number from zero up", "write it in figures, without separators"))
    return number


def _columns(rows: list[tuple[str, str, str, float, float, float, str]], tables: tuple[FlowTable, ...]) -> Flows:
    return Flows(
        importer=tuple(row[0] for row in rows),
        origin=tuple(row[1] for row in rows),
        heading=tuple(row[2] for row in rows),
        value_usd=np.array([row[3] for row in rows], dtype=np.float64),
        duty_usd=np.array([row[4] for row in rows], dtype=np.float64),
        quantity=np.array([row[5] for row in rows], dtype=np.float64),
        unit=tuple(row[6] for row in rows),
        tables=tables,
    )


def _concordance(path: Path, sectors: tuple[_Sector, ...], faults: list[Fault], root: Path | None) -> Concordance:
    known = tuple(sector.id for sector in sectors)
    prefixes: dict[str, str] = {}
    notes: dict[str, str] = {}
    for where, row in _lines(path, ("prefix", "sector", "note"), faults, root):
        prefix, sector = row["prefix"], row["sector"]
        if not (prefix.isascii() and prefix.isdigit() and 2 <= len(prefix) <= 10):
            faults.append(Fault(where, f"prefix {prefix!r}", "a prefix is the first 2 to 10 digits of a code", "write digits only"))
        elif sector and sector not in known:
            faults.append(
                Fault(where, f"unknown sector {sector!r}", f"a sector is one of {', '.join(known)}", "correct it, or leave it empty")
            )
        elif prefix in prefixes:
            faults.append(Fault(where, f"prefix {prefix} a second time", "a prefix belongs to one sector", "remove one of the two"))
        else:
            prefixes[prefix] = sector
            if row["note"]:
                notes[prefix] = row["note"]
    return Concordance(known, tuple(sector.name for sector in sectors), prefixes, notes)
