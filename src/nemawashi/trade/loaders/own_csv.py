"""A baseline in our own CSV files: what a user writes who has a table of their own.

``flows.csv`` importer, exporter, sector, flow, tariff — net of tariff, tariffs as fractions; ``final.csv`` region, sector, value;
``value_added.csv`` region, sector, value; ``inputs.csv`` region, user, input, value (absent: a model without links); ``theta.csv`` sector, value.
Every cell stands in its file: a missing one is refused, not taken for zero.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nemawashi.errors import Fault, Refused, nearest

__all__ = ["OwnTable", "read_own"]

Numbers = NDArray[np.float64]
MOST = 20


@dataclass(frozen=True, eq=False)
class OwnTable:
    """The arrays of a baseline, as ``Baseline.from_arrays`` takes them."""

    regions: tuple[str, ...]
    sectors: tuple[str, ...]
    flow: Numbers = field(repr=False)
    tariff: Numbers = field(repr=False)
    final: Numbers = field(repr=False)
    value_added: Numbers = field(repr=False)
    theta: Numbers = field(repr=False)
    intermediate: Numbers | None = field(default=None, repr=False)

    def arguments(self) -> dict[str, object]:
        """Keyword arguments of ``Baseline.from_arrays``."""
        return dict(vars(self))


def read_own(folder: Path) -> OwnTable:
    """Read the files of ``folder``; regions and sectors are those of ``value_added.csv``, in its order.

    Raises:
        Refused: with every fault, ``file:line``: an unknown name, a cell twice or missing, a value that is no number.

    """
    faults: list[Fault] = []
    added = _rows(folder / "value_added.csv", ("region", "sector"), ("value",), faults)
    regions = tuple(dict.fromkeys(key[0] for key, _, _ in added))
    sectors = tuple(dict.fromkeys(key[1] for key, _, _ in added))
    axis = {"region": regions, "importer": regions, "exporter": regions, "sector": sectors, "user": sectors, "input": sectors}
    flows = _rows(folder / "flows.csv", ("importer", "exporter", "sector"), ("flow", "tariff"), faults)
    flow, tariff = _fill("flows.csv", flows, ("importer", "exporter", "sector"), 2, axis, faults)
    (final,) = _fill(
        "final.csv", _rows(folder / "final.csv", ("region", "sector"), ("value",), faults), ("region", "sector"), 1, axis, faults
    )
    (value_added,) = _fill("value_added.csv", added, ("region", "sector"), 1, axis, faults)
    (theta,) = _fill("theta.csv", _rows(folder / "theta.csv", ("sector",), ("value",), faults), ("sector",), 1, axis, faults)
    inputs: Numbers | None = None
    if (folder / "inputs.csv").exists():
        rows = _rows(folder / "inputs.csv", ("region", "user", "input"), ("value",), faults)
        (inputs,) = _fill("inputs.csv", rows, ("region", "user", "input"), 1, axis, faults)
    if not regions and not faults:
        faults.append(Fault("value_added.csv", "no rows", "regions and sectors are those of this file", "write a row a region and sector"))
    if faults:
        raise Refused(faults[: MOST * 2])
    return OwnTable(regions, sectors, flow, tariff, final, value_added, theta, inputs)


Row = tuple[tuple[str, ...], tuple[float, ...], str]


def _rows(path: Path, keys: tuple[str, ...], values: tuple[str, ...], faults: list[Fault]) -> list[Row]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        faults.append(Fault(path.name, f"cannot be read: {error}", f"UTF-8 text, columns {', '.join(keys + values)}", "write the file"))
        return []
    found: list[Row] = []
    reader = csv.DictReader(text.splitlines())
    if tuple(reader.fieldnames or ()) != keys + values:
        faults.append(
            Fault(f"{path.name}:1", f"columns {reader.fieldnames}", f"columns are {', '.join(keys + values)}", "correct the header")
        )
        return []
    for row in reader:
        where = f"{path.name}:{reader.line_num}"
        if None in row or any(row[name] is None for name in keys + values):
            faults.append(
                Fault(where, "a row of another length than the header", f"columns are {', '.join(keys + values)}", "mend the commas")
            )
            continue
        numbers = []
        for name in values:
            try:
                numbers.append(float(row[name]))
            except (TypeError, ValueError):
                numbers.append(float("nan"))
            if not np.isfinite(numbers[-1]):
                faults.append(Fault(where, f"{name} = {row[name]!r}", f"{name} is a number", "fill the cell"))
        found.append((tuple(row[name] for name in keys), tuple(numbers), where))
    return found


def _fill(
    name: str, rows: list[Row], keys: tuple[str, ...], count: int, axis: Mapping[str, tuple[str, ...]], faults: list[Fault]
) -> tuple[Numbers, ...]:
    shape = tuple(len(axis[key]) for key in keys)
    arrays = tuple(np.zeros(shape) for _ in range(count))
    seen = np.zeros(shape, dtype=bool)
    before = len(faults)
    for labels, values, where in rows:
        unknown = [(key, label) for key, label in zip(keys, labels, strict=True) if label not in axis[key]]
        for key, label in unknown:
            close = ", ".join(nearest(label, list(axis[key])))
            faults.append(Fault(where, f"unknown {key} {label!r}", "regions and sectors are those of value_added.csv", f"nearest: {close}"))
        if unknown:
            continue
        place = tuple(axis[key].index(label) for key, label in zip(keys, labels, strict=True))
        if seen[place]:
            faults.append(Fault(where, f"{', '.join(labels)} twice", "each cell stands once", "remove one"))
        seen[place] = True
        for array, value in zip(arrays, values, strict=True):
            array[place] = value
    if len(faults) == before:
        for place in np.argwhere(~seen)[:MOST]:
            cell = ", ".join(axis[key][k] for key, k in zip(keys, place, strict=True))
            faults.append(
                Fault(
                    name, f"no row for {cell}", "every cell stands in the file; missing is not zero", "add the row, with 0 if nothing flows"
                )
            )
    return arrays
