"""Others' estimates, from ``economy/estimates.toml``: the model's own answer to the same scenario stands beside each, with why the two differ."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import ConfigDict, TypeAdapter

from nemawashi.economy.effects import OUTCOMES
from nemawashi.errors import Fault, nearest
from nemawashi.language import Text
from nemawashi.sources.source import Certainty
from nemawashi.sources.toml_lines import decode_each, read_toml

__all__ = ["Differs", "Estimate", "Posed", "load_estimates"]

Differs = Literal["model", "horizon", "closure", "elasticities", "scenario", "data"]
"""In what two answers differ: class of model, time allowed, rule for deficits, elasticities, what is asked, the data."""


@dataclass(frozen=True, slots=True)
class Posed:
    """The scenario as it is put to the model, from the benchmark and the law of the case's first day.

    Either the law of ``day``, on every partner, or ``additional`` duty on the goods of the estimate's party alone, by sector (``all`` for every good not
    named; fractions).
    """

    __pydantic_config__ = ConfigDict(extra="forbid")
    day: date | None = None
    additional: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Estimate:
    """One published figure."""

    __pydantic_config__ = ConfigDict(extra="forbid")
    id: str
    who: str
    party: str
    outcome: str
    """What it measures, in its authors' terms."""
    scenario: Text
    unit: str
    low: float
    high: float
    source: str
    certainty: Certainty
    beside: str
    """The outcome of the model to show next to it."""
    reason: Text
    """Why the two differ."""
    differs: tuple[Differs, ...] = ()
    posed: Posed | None = None
    """None where the scenario cannot be put to the model: no figure of ours stands beside it."""
    sector: str = ""
    partner: str = ""
    where: str = field(default="", compare=False)


def load_estimates(folder: Path, faults: list[Fault], *, root: Path | None = None, sectors: Sequence[str] = ()) -> tuple[Estimate, ...]:
    """Read ``estimates.toml`` where the case has one."""
    path = folder / "estimates.toml"
    if not path.exists():
        return ()
    file = read_toml(path, faults, root=root)
    if file is None:
        return ()
    places: list[str] = []
    found = decode_each(file, "estimate", TypeAdapter(Estimate), faults, place=lambda _one, where: places.append(where))
    for one, where in zip(found, places, strict=True):
        if one.beside not in OUTCOMES:
            close = ", ".join(nearest(one.beside, list(OUTCOMES)))
            faults.append(Fault(where, f"unknown outcome {one.beside!r}", f"known: {', '.join(OUTCOMES)}", f"nearest: {close}"))
        if one.posed is not None:
            if (one.posed.day is None) == (not one.posed.additional):
                faults.append(Fault(where, "posed", "a scenario is a day or additional duties", "give one of them"))
            for sector in one.posed.additional:
                if sectors and sector not in (*sectors, "all"):
                    close = ", ".join(nearest(sector, list(sectors)))
                    faults.append(
                        Fault(where, f"unknown sector {sector!r}", "sectors are those of baseline.toml, or all", f"nearest: {close}")
                    )
        if one.low > one.high:
            faults.append(Fault(where, f"low {one.low} above high {one.high}", "low ≤ high", "exchange them"))
    return tuple(replace(one, where=where) for one, where in zip(found, places, strict=True))
