"""OECD's Inter-Country Input-Output table as published: one CSV, rows and columns named COUNTRY_INDUSTRY.

Columns: the industries of every country as users, then each country's final demand (HFCE, NPISH, GGFC, GFCF, INVNT, DPABR), then OUT. Rows: the
industries of every country as sellers, then TLS (taxes less subsidies on products), VA and OUT. Basic prices, so net of tariffs. Regions and sectors
are aggregated while reading; the file itself, 13 million cells, is never held.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from nemawashi.errors import Fault, Refused

__all__ = ["FINAL_DEMAND", "IcioTable", "read_icio"]

Numbers = NDArray[np.float64]

FINAL_DEMAND = ("HFCE", "NPISH", "GGFC", "GFCF", "INVNT", "DPABR")
STOCKS = "INVNT"
TOLERANCE = 2e-3
"""Largest gap between OUT and the sum of a row or column, relative; the published table is rounded."""
MOST = 20


@dataclass(frozen=True, eq=False)
class IcioTable:
    """An aggregated table, money of the file (millions of US dollars)."""

    regions: tuple[str, ...]
    sectors: tuple[str, ...]
    flow: Numbers = field(repr=False)
    """(importer, exporter, sector), all uses, net of tariff."""
    inputs: Numbers = field(repr=False)
    """(region, using sector, input), all origins, net of tariff."""
    final: Numbers = field(repr=False)
    """(region, sector), all origins, net of tariff."""
    value_added: Numbers = field(repr=False)
    """(region, sector)"""
    taxes: Numbers = field(repr=False)
    """(region, sector): taxes less subsidies on the inputs of the sector."""
    stocks: float
    """Changes of stocks left out of the flows, absolute, as a part of all flows."""


def read_icio(
    path: Path, *, region_of: Mapping[str, str], sector_of: Mapping[str, str], rest: str = "", stocks: Literal["drop", "keep"] = "drop"
) -> IcioTable:
    """Read and aggregate the published file.

    ``region_of`` maps its countries to regions; countries it does not name go to ``rest``, or are faults when that is empty. ``sector_of`` maps every
    industry. Changes of stocks can be negative and are left out unless ``stocks="keep"``; sellers' output is then what was sold.

    Raises:
        Refused: with every fault: a missing row or column, a cell that is no number, an industry without a sector, a row or column whose sum is not
            OUT, a negative flow after aggregation.

    """
    faults: list[Fault] = []
    if not path.is_file():
        raise Refused(Fault(path.name, "no such file", "the table is OECD's CSV, unpacked", "check the name"))
    with path.open(encoding="utf-8-sig", newline="") as handle:
        lines = csv.reader(handle)
        header = next(lines, [])
        shape = _columns(path.name, header[1:], region_of, sector_of, rest, faults)
        if shape is None:
            raise Refused(faults)
        return _Reading(path.name, shape, region_of, sector_of, rest, faults, drop=stocks == "drop").read(lines, header)


@dataclass(frozen=True, slots=True)
class _Columns:
    regions: tuple[str, ...]
    sectors: tuple[str, ...]
    use: NDArray[np.intp]
    """Bin of each column: region·(J + 1) + sector, J being final demand; the last bin is thrown away."""
    stock: NDArray[np.bool_]
    out: int


def _split(label: str) -> tuple[str, str]:
    country, _, rest = label.partition("_")
    return country.strip(), rest.strip()


def _region(country: str, region_of: Mapping[str, str], rest: str) -> str | None:
    return region_of.get(country, rest or None)


def _columns(
    name: str, labels: Sequence[str], region_of: Mapping[str, str], sector_of: Mapping[str, str], rest: str, faults: list[Fault]
) -> _Columns | None:
    regions = tuple(dict.fromkeys([*region_of.values(), *([rest] if rest else [])]))
    sectors = tuple(dict.fromkeys(sector_of.values()))
    width = len(sectors) + 1
    use = np.full(len(labels), len(regions) * width, dtype=np.intp)
    stock = np.zeros(len(labels), dtype=bool)
    out = -1
    for k, label in enumerate(labels):
        if label.strip() in ("OUT", "TOTAL"):
            out = k
            continue
        country, what = _split(label)
        region = _region(country, region_of, rest)
        if region is None:
            faults.append(
                Fault(f"{name}, column {label}", f"country {country} has no region", "every country is mapped", "map it, or give rest")
            )
        elif what in FINAL_DEMAND:
            use[k] = regions.index(region) * width + len(sectors)
            stock[k] = what == STOCKS
        elif what in sector_of:
            use[k] = regions.index(region) * width + sectors.index(sector_of[what])
        else:
            faults.append(
                Fault(
                    f"{name}, column {label}",
                    f"industry {what or label!r} has no sector",
                    "columns are COUNTRY_INDUSTRY, final demand or OUT",
                    "map it",
                )
            )
    if out < 0:
        faults.append(Fault(f"{name}:1", "no column OUT", "the last column is OUT", "give the file as published"))
    del faults[MOST:]
    return None if faults else _Columns(regions, sectors, use, stock, out)


class _Reading:
    """One pass over the rows."""

    def __init__(
        self,
        name: str,
        shape: _Columns,
        region_of: Mapping[str, str],
        sector_of: Mapping[str, str],
        rest: str,
        faults: list[Fault],
        *,
        drop: bool,
    ) -> None:
        self.name, self.shape, self.region_of, self.sector_of, self.rest = name, shape, region_of, sector_of, rest
        self.faults, self.drop = faults, drop
        n, j = len(shape.regions), len(shape.sectors)
        self.table = np.zeros((n, j, n * (j + 1)))  # seller region, sector, use
        self.special: dict[str, Numbers] = {}
        self.columns = np.zeros(len(shape.use))
        self.stocks = self.sold = 0.0
        self.seen: set[str] = set()

    def read(self, lines: Iterator[list[str]], header: list[str]) -> IcioTable:
        for number, line in enumerate(lines, start=2):
            if line and len(self.faults) < MOST:
                self._row(number, line, header)
        for wanted in ("VA", "OUT", "TLS"):
            if wanted not in self.special:
                self.faults.append(Fault(self.name, f"no row {wanted}", "the last rows are TLS, VA and OUT", "give the file as published"))
        sellers = {label.strip() for label in header[1:] if _split(label)[1] in self.sector_of}
        for label in sorted(sellers - self.seen)[:5]:
            self.faults.append(Fault(self.name, f"no row {label}", "every industry that buys also sells", "give the file as published"))
        if not self.faults:
            self._sums(header)
        if self.faults:
            raise Refused(self.faults)
        return self._aggregate()

    def _row(self, number: int, line: list[str], header: list[str]) -> None:
        label, where = line[0].strip(), f"{self.name}:{number}"
        if len(line) != len(header):
            self.faults.append(Fault(where, f"{len(line)} cells", f"every row has {len(header)}", "mend the row"))
            return
        try:
            row = np.array(line[1:], dtype=np.float64)
        except ValueError:
            row = np.array([_number(cell) for cell in line[1:]])
        if not np.isfinite(row).all():
            for k in np.flatnonzero(~np.isfinite(row))[:5]:
                self.faults.append(
                    Fault(f"{where}, {label} × {header[k + 1]}", f"{line[k + 1]!r}", "every cell is a number", "fill the cell")
                )
            return
        kind = "TLS" if label == "TAXSUB" else label
        if kind in ("TLS", "VA", "OUT"):
            self.special[kind] = row
            return
        country, industry = _split(label)
        region = _region(country, self.region_of, self.rest)
        if region is None or industry not in self.sector_of:
            self.faults.append(
                Fault(where, f"row {label!r} has no region or no sector", "rows are COUNTRY_INDUSTRY, TLS, VA or OUT", "map it")
            )
            return
        self.seen.add(label)
        total = float(row[self.shape.out])
        inside = float(row.sum() - total)
        if abs(inside - total) > TOLERANCE * max(abs(total), 1.0) + 1.0:
            self.faults.append(
                Fault(f"{where}, {label}", f"uses sum to {inside:.6g}, OUT is {total:.6g}", "a row sums to its output", "mend the row")
            )
        self.columns += np.where(np.arange(len(row)) == self.shape.out, 0.0, row)
        if self.drop:
            self.stocks += float(np.abs(row[self.shape.stock]).sum())
            row = np.where(self.shape.stock, 0.0, row)
        bins = np.bincount(self.shape.use, weights=row, minlength=self.table.shape[2] + 1)[: self.table.shape[2]]
        self.table[self.shape.regions.index(region), self.shape.sectors.index(self.sector_of[industry])] += bins
        self.sold += float(np.abs(bins).sum())

    def _sums(self, header: list[str]) -> None:
        made = self.columns + self.special["VA"] + self.special["TLS"]
        width = len(self.shape.sectors) + 1
        industry = (self.shape.use % width != len(self.shape.sectors)) & (self.shape.use < len(self.shape.regions) * width)
        gap = np.abs(made - self.special["OUT"])
        for k in np.flatnonzero(industry & (gap > TOLERANCE * np.maximum(self.special["OUT"], 1.0) + 1.0))[:5]:
            self.faults.append(
                Fault(
                    f"{self.name}, column {header[k + 1]}",
                    f"inputs, TLS and VA sum to {made[k]:.6g}, OUT is {self.special['OUT'][k]:.6g}",
                    "a column sums to its output",
                    "mend the column",
                )
            )

    def _aggregate(self) -> IcioTable:
        shape = self.shape
        n, j = len(shape.regions), len(shape.sectors)
        uses = self.table.reshape(n, j, n, j + 1)  # seller i, input, user n, using sector or final
        flow = uses.sum(3).transpose(2, 0, 1)
        for m, i, k in np.argwhere(flow < -1e-6)[:MOST]:
            self.faults.append(
                Fault(
                    f"flow[{shape.regions[m]}, {shape.regions[i]}, {shape.sectors[k]}]",
                    f"{flow[m, i, k]:.6g} after aggregation",
                    "a flow is zero or more",
                    'read with stocks="drop", or aggregate further',
                )
            )
        if self.faults:
            raise Refused(self.faults)
        bins = n * (j + 1)

        def by_user(row: Numbers) -> Numbers:
            return np.asarray(np.bincount(shape.use, weights=row, minlength=bins + 1)[:bins].reshape(n, j + 1)[:, :j], dtype=np.float64)

        return IcioTable(
            regions=shape.regions,
            sectors=shape.sectors,
            flow=np.ascontiguousarray(np.maximum(flow, 0.0)),
            inputs=np.ascontiguousarray(uses[..., :j].sum(0).transpose(1, 2, 0)),
            final=np.ascontiguousarray(uses[..., j].sum(0).T),
            value_added=by_user(self.special["VA"]),
            taxes=by_user(self.special["TLS"]),
            stocks=self.stocks / self.sold if self.sold else 0.0,
        )


def _number(cell: str) -> float:
    try:
        return float(cell)
    except ValueError:
        return float("nan")
