"""Trade flows: what an importer bought from an origin under a heading in a year, and what duty was collected on it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from pydantic import ConfigDict

from nemawashi.errors import Unknown
from nemawashi.sources import Certainty, Citation

__all__ = ["FlowTable", "Flows"]

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class FlowTable:
    """One published table of flows: where it comes from and how fine it is."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    id: str
    file: str
    importer: str
    origins: tuple[str, ...]
    """ISO-2 origins in the table; ``("*",)`` for those that have no table of their own."""
    year: int
    detail: int
    """Digits of its headings: 10 for statistical lines, 2 for chapters."""
    concept: str
    """What the values are: ``imports for consumption, customs value``."""
    source: str
    """Id of the source record."""
    pinpoint: str
    certainty: Certainty
    note: str = ""
    where: str = field(default="", compare=False)

    @property
    def citation(self) -> Citation:
        """The source and the place in it."""
        return Citation(self.source, self.pinpoint)


@dataclass(frozen=True, slots=True, eq=False)
class Flows:
    """Columns of equal length, one row for an importer, an origin and a heading; values in US dollars of the table's year.

    A number that the source does not give (a duty, a quantity) is NaN: missing is not zero.
    """

    importer: tuple[str, ...]
    origin: tuple[str, ...]
    heading: tuple[str, ...]
    value_usd: Numbers
    duty_usd: Numbers
    quantity: Numbers
    unit: tuple[str, ...]
    tables: tuple[FlowTable, ...] = ()

    def __post_init__(self) -> None:
        lengths = {
            len(column) for column in (self.importer, self.origin, self.heading, self.value_usd, self.duty_usd, self.quantity, self.unit)
        }
        if len(lengths) > 1:
            raise ValueError(f"columns of different lengths: {sorted(lengths)}")
        for column in (self.value_usd, self.duty_usd, self.quantity):
            column.setflags(write=False)

    @classmethod
    def of(cls, rows: Iterable[tuple[str, str, str, float, float]], *, tables: tuple[FlowTable, ...] = ()) -> "Flows":
        """Flows from rows (importer, origin, heading, value, duty), without quantities."""
        kept = list(rows)
        return cls(
            importer=tuple(row[0] for row in kept),
            origin=tuple(row[1] for row in kept),
            heading=tuple(row[2] for row in kept),
            value_usd=np.array([row[3] for row in kept], dtype=np.float64),
            duty_usd=np.array([row[4] for row in kept], dtype=np.float64),
            quantity=np.full(len(kept), np.nan),
            unit=("",) * len(kept),
            tables=tables,
        )

    def __len__(self) -> int:
        return len(self.heading)

    def __iter__(self) -> Iterator[tuple[str, str, str, float, float]]:
        """Rows as (importer, origin, heading, value, duty)."""
        return zip(self.importer, self.origin, self.heading, self.value_usd.tolist(), self.duty_usd.tolist(), strict=True)

    def origins(self, importer: str) -> tuple[str, ...]:
        """The origins that ``importer`` buys from, in alphabetical order."""
        return tuple(sorted({origin for place, origin in zip(self.importer, self.origin, strict=True) if place == importer}))

    def select(self, importer: str, origin: str) -> "Flows":
        """The rows of one importer and one origin; an unknown pair is an error that names the nearest origin."""
        rows = np.array(
            [a == importer and b == origin for a, b in zip(self.importer, self.origin, strict=True)],
            dtype=np.bool_,
        )
        if not rows.any():
            known = self.origins(importer)
            if known:
                raise Unknown(f"origin of {importer} imports", origin, known)
            raise Unknown("importer with flows", importer, set(self.importer))
        at = np.flatnonzero(rows)
        return Flows(
            importer=tuple(self.importer[row] for row in at),
            origin=tuple(self.origin[row] for row in at),
            heading=tuple(self.heading[row] for row in at),
            value_usd=self.value_usd[at],
            duty_usd=self.duty_usd[at],
            quantity=self.quantity[at],
            unit=tuple(self.unit[row] for row in at),
            tables=tuple(table for table in self.tables if self._holds(table, importer, origin)),
        )

    def _holds(self, table: FlowTable, importer: str, origin: str) -> bool:
        named = any(origin in other.origins for other in self.tables if other.importer == importer)
        return table.importer == importer and (origin in table.origins or ("*" in table.origins and not named))

    @property
    def total_usd(self) -> float:
        """Value of all rows."""
        return float(self.value_usd.sum())

    @property
    def collected(self) -> float:
        """Duty collected over value, both summed over all rows: the realised rate as a fraction."""
        return float(np.nansum(self.duty_usd) / self.value_usd.sum())
