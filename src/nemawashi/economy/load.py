"""Reading the trade model's part of a case: ``economy/baseline.toml``, the table it names, ``elasticities.toml`` and the lists of weak cells."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray
from pydantic import ConfigDict, TypeAdapter

from nemawashi.economy.balance import balance
from nemawashi.economy.baseline import Baseline
from nemawashi.economy.closure import CLOSURES
from nemawashi.economy.economy import Economy, Region, Sector, SuspectTariff, Weak
from nemawashi.economy.elasticity import ElasticitySet, central
from nemawashi.economy.estimates import load_estimates
from nemawashi.errors import Fault, Refused, nearest
from nemawashi.language import Either, Text
from nemawashi.sources.toml_lines import TomlFile, decode, decode_each, read_toml

__all__ = ["load"]

Array = NDArray[np.float64]

_ARRAYS = ("trade_musd", "duty_rate", "input_use_musd", "final_use_musd", "value_added_musd")


@dataclass(frozen=True, slots=True)
class _Head:
    __pydantic_config__ = ConfigDict(extra="forbid")
    title: Text
    table: str
    as_of: date
    unit: str
    method: Either
    sources: tuple[str, ...]
    default_closure: str = "deficits held"
    arrays: Mapping[str, str] = field(default_factory=dict)


def load(folder: Path, faults: list[Fault], *, root: Path | None = None) -> Economy | None:
    """Read ``folder``; every mistake becomes a fault, and None is given when no baseline could be made."""
    before = len(faults)
    file = read_toml(folder / "baseline.toml", faults, root=root)
    if file is None:
        return None
    values = {key: value for key, value in file.values.items() if key not in ("region", "sector", "weak")}
    head = decode(file, values, TypeAdapter(_Head), (), faults)
    regions = decode_each(file, "region", TypeAdapter(Region), faults)
    sectors = decode_each(file, "sector", TypeAdapter(Sector), faults)
    weak = decode_each(file, "weak", TypeAdapter(Weak), faults)
    if head is not None and head.default_closure not in CLOSURES:
        close = ", ".join(nearest(head.default_closure, list(CLOSURES)))
        faults.append(
            Fault(
                file.where("default_closure"),
                f"unknown closure {head.default_closure!r}",
                f"known: {', '.join(CLOSURES)}",
                f"nearest: {close}",
            )
        )
    sets = _elasticities(folder / "elasticities.toml", [sector.id for sector in sectors], faults, root)
    if head is None or len(faults) > before:
        return None
    baseline = _baseline(folder, file, head, regions, sectors, sets, faults)
    if baseline is None:
        return None
    known = ([region.id for region in regions], [sector.id for sector in sectors])
    from nemawashi.economy.products import load_products  # noqa: PLC0415

    products, missing = load_products(folder, faults, root=root, sectors=tuple(known[1]))
    return Economy(
        title=head.title,
        as_of=head.as_of,
        unit=head.unit,
        method=_one_line(head.method),
        sources=head.sources,
        default_closure=head.default_closure,
        regions=regions,
        sectors=sectors,
        elasticities=sets,
        baseline=baseline,
        weak=weak,
        suspects=_suspects(folder / "suspect_tariffs.csv", known, faults, root),
        imports_2024=_imports(folder / "us_imports_2024.csv", known, faults, root),
        products=products,
        missing_products=missing,
        estimates=load_estimates(folder, faults, root=root, sectors=known[1]),
        where=file.shown,
    )


def _elasticities(path: Path, sectors: list[str], faults: list[Fault], root: Path | None) -> tuple[ElasticitySet, ...]:
    file = read_toml(path, faults, root=root)
    if file is None:
        return ()
    places: list[str] = []
    found = decode_each(file, "set", TypeAdapter(ElasticitySet), faults, place=lambda _one, where: places.append(where))
    good = []
    for one, where in zip(found, places, strict=True):
        for sector in sectors:
            value = one.theta.get(sector)
            if value is None:
                faults.append(
                    Fault(where, f"set {one.id} has no elasticity for {sector}", "a set covers every sector", f"add {sector} = …")
                )
            elif not 0 < value < 1000:
                faults.append(Fault(where, f"set {one.id}: {sector} = {value}", "θ is above 0 and below 1000", "correct the value"))
        for sector in one.theta:
            if sector not in sectors:
                close = ", ".join(nearest(sector, sectors))
                faults.append(
                    Fault(where, f"set {one.id}: unknown sector {sector}", "sectors are those of baseline.toml", f"nearest: {close}")
                )
        good.append(replace(one, where=where))
    if not good:
        faults.append(Fault(file.shown, "no elasticity set", "a case has at least one", "add a [[set]]"))
        return ()
    if any(sector not in one.theta for one in good for sector in sectors):
        return tuple(good)
    return (*good, central(good, sectors))


def _baseline(
    folder: Path,
    file: TomlFile,
    head: _Head,
    regions: tuple[Region, ...],
    sectors: tuple[Sector, ...],
    sets: tuple[ElasticitySet, ...],
    faults: list[Fault],
) -> Baseline | None:
    where = file.where("table")
    try:
        with np.load(folder / head.table, allow_pickle=False) as table:
            missing = [name for name in ("regions", "sectors", *_ARRAYS) if name not in table]
            if missing:
                faults.append(
                    Fault(where, f"{head.table} lacks {', '.join(missing)}", f"the table holds {', '.join(_ARRAYS)}", "rebuild it")
                )
                return None
            names = [str(name) for name in table["regions"]], [str(name) for name in table["sectors"]]
            arrays = {name: np.asarray(table[name], dtype=np.float64) for name in _ARRAYS}
    except (OSError, ValueError, BadZipFile) as error:
        faults.append(
            Fault(where, f"{head.table} cannot be read: {error}", "the table is an npz archive of arrays", "restore or rebuild it")
        )
        return None
    told = [region.id for region in regions], [sector.id for sector in sectors]
    for kind, inside, outside in zip(("regions", "sectors"), names, told, strict=True):
        if inside != outside:
            odd = sorted(set(inside) ^ set(outside)) or ["order"]
            faults.append(
                Fault(
                    where,
                    f"{kind} of {head.table} and of {file.shown} differ: {', '.join(odd)}",
                    "both list the same, in order",
                    "correct one",
                )
            )
            return None
    try:
        inputs, final = arrays["input_use_musd"], arrays["final_use_musd"]
        if all(np.isfinite(array).all() for array in arrays.values()) and not (arrays["trade_musd"] < 0).any():
            inputs, final = balance(arrays["trade_musd"], arrays["duty_rate"], inputs, final, arrays["value_added_musd"])
        return Baseline.from_arrays(
            flow=arrays["trade_musd"],
            tariff=arrays["duty_rate"],
            intermediate=inputs,
            final=final,
            value_added=arrays["value_added_musd"],
            theta=sets[-1].array(names[1]),
            regions=names[0],
            sectors=names[1],
            services=[sector.id for sector in sectors if not sector.good],
        )
    except Refused as refusal:
        faults.extend(replace(fault, where=f"{where} {fault.where}") for fault in refusal.faults)
        return None


def _rows(
    path: Path, columns: tuple[str, ...], faults: list[Fault], root: Path | None, *, more: tuple[str, ...] = ()
) -> list[tuple[str, dict[str, str]]]:
    """The rows of a list with where each stands; ``more``: columns that may follow."""
    if not path.exists():
        return []
    shown = str(path.relative_to(root)) if root and path.is_relative_to(root) else str(path)
    with path.open(encoding="utf-8", newline="") as handle:
        reader = csv.DictReader(handle)
        if tuple(reader.fieldnames or ()) not in (columns, (*columns, *more)):
            faults.append(Fault(f"{shown}:1", f"columns {reader.fieldnames}", f"columns are {', '.join(columns)}", "correct the header"))
            return []
        return [(f"{shown}:{reader.line_num}", row) for row in reader]


def _one_line(text: Text) -> Text:
    """Folded lines as one: with blanks between them, in Japanese without."""
    en = " ".join(text.en.split())
    return Text(en, en if text.ja == text.en else "".join(line.strip() for line in text.ja.splitlines()))


def _number(text: str, where: str, name: str, faults: list[Fault]) -> float | None:
    try:
        return float(text)
    except ValueError:
        faults.append(Fault(where, f"{name} = {text!r}", f"{name} is a number", "correct the cell"))
        return None


def _suspects(path: Path, known: tuple[list[str], list[str]], faults: list[Fault], root: Path | None) -> tuple[SuspectTariff, ...]:
    found = []
    for where, row in _rows(path, ("importer", "exporter", "sector", "used", "other", "why"), faults, root, more=("why_ja",)):
        if not _labels(row, {"importer": known[0], "exporter": known[0], "sector": known[1]}, where, faults):
            continue
        used = _number(row["used"], where, "used", faults)
        other = _number(row["other"], where, "other", faults) if row["other"] else None
        if used is not None:
            found.append(
                SuspectTariff(
                    row["importer"], row["exporter"], row["sector"], used, other, Text(row["why"], row.get("why_ja") or row["why"])
                )
            )
    return tuple(found)


def _imports(
    path: Path, known: tuple[list[str], list[str]], faults: list[Fault], root: Path | None
) -> dict[tuple[str, str], tuple[float, float]]:
    found: dict[tuple[str, str], tuple[float, float]] = {}
    for where, row in _rows(path, ("exporter", "sector", "imports_musd", "duty_musd"), faults, root):
        if not _labels(row, {"exporter": known[0], "sector": known[1]}, where, faults):
            continue
        value, duty = (_number(row[name], where, name, faults) for name in ("imports_musd", "duty_musd"))
        if value is not None and duty is not None:
            found[row["exporter"], row["sector"]] = (value, duty)
    return found


def _labels(row: Mapping[str, str], known: Mapping[str, list[str]], where: str, faults: list[Fault]) -> bool:
    good = True
    for column, names in known.items():
        if row[column] not in names:
            close = ", ".join(nearest(row[column], names))
            faults.append(
                Fault(where, f"unknown {column} {row[column]!r}", "regions and sectors are those of baseline.toml", f"nearest: {close}")
            )
            good = False
    return good
