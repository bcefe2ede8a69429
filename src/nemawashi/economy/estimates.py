"""Others' estimates of the same shocks, from ``economy/estimates.toml``: shown beside the model's, with why they differ."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import ConfigDict, TypeAdapter

from nemawashi.economy.effects import OUTCOMES
from nemawashi.errors import Fault, nearest
from nemawashi.language import Text
from nemawashi.sources.source import Certainty
from nemawashi.sources.toml_lines import decode_each, read_toml

__all__ = ["Estimate", "load_estimates"]


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
    sector: str = ""
    partner: str = ""
    where: str = field(default="", compare=False)


def load_estimates(folder: Path, faults: list[Fault], *, root: Path | None = None) -> tuple[Estimate, ...]:
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
        if one.low > one.high:
            faults.append(Fault(where, f"low {one.low} above high {one.high}", "low ≤ high", "exchange them"))
    return tuple(replace(one, where=where) for one, where in zip(found, places, strict=True))
