"""What the GENIUS and NegMAS formats hold: issues, and a party's weights, evaluations and reserved value, on a named scale.

*raw*:     u(x) = b + Σ_i w_i e_i(x_i), exactly as the file's numbers say.
*genius*:  u(x) = Σ_i (w_i / Σ w) · e_i(x_i) / max e_i, in [0, 1], as the GENIUS simulator evaluates (Lin et al. 2014, Comput. Intell. 30:48).

The reserved value is read on the scale asked for and refused outside it: a 0.5 is half of everything on one scale and nothing on the other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from nemawashi.bargain.domain import Domain
from nemawashi.errors import Fault, Refused

__all__ = ["Imported", "Scaling", "UtilitySpace", "assemble", "check_scale"]

Scaling = Literal["raw", "genius"]


@dataclass(frozen=True, slots=True)
class UtilitySpace:
    """One party's file: weight and evaluation by issue, bias, reserved value (None when there is none), discount as written."""

    party: str
    weights: Mapping[str, Fraction]
    evaluations: Mapping[str, Mapping[str, Fraction]]
    bias: Fraction = Fraction(0)
    reserved: Fraction | None = None
    discount: Fraction | None = None
    where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Imported:
    """A domain read from files, the scale it is on, and what the format says beyond it."""

    domain: Domain
    name: str
    scale: Scaling
    discounts: Mapping[str, Fraction]
    """Discount factors as written, by party; they are not applied to payoffs."""
    notes: tuple[str, ...] = ()


def check_scale(scale: str) -> Scaling:
    """Give the scale back, or refuse one that is not known."""
    if scale == "raw":
        return "raw"
    if scale == "genius":
        return "genius"
    raise Refused(
        Fault("--scale", f"{scale!r}", "a scale is raw (the file's own numbers) or genius (0 to 1)", "say --scale raw or --scale genius")
    )


def assemble(name: str, issues: Mapping[str, Sequence[str]], spaces: Sequence[UtilitySpace], scale: Scaling) -> Imported:
    """Put the parties' files together on one scale; raises Refused with every fault."""
    faults: list[Fault] = []
    tables: dict[str, dict[str, dict[str, Fraction]]] = {}
    reserved: dict[str, Fraction] = {}
    notes: list[str] = []
    for space in spaces:
        tables[space.party] = {issue: {} for issue in issues}
        total = sum(space.weights.values(), Fraction(0))
        if total <= 0 and (scale == "genius" or not any(space.weights.values())):
            faults.append(
                Fault(space.where, f"weights that sum to {float(total):g}", "weights sum to a positive number", "correct the weights")
            )
            continue
        low = high = space.bias if scale == "raw" else Fraction(0)
        for issue in issues:
            row = space.evaluations.get(issue, {})
            top = max(row.values(), default=Fraction(0))
            factor = space.weights.get(issue, Fraction(0))
            if scale == "genius":
                factor = factor / total / top if top > 0 else Fraction(0)
            scaled = {option: factor * value for option, value in row.items()}
            tables[space.party][issue] = scaled
            low += min(scaled.values(), default=Fraction(0))
            high += max(scaled.values(), default=Fraction(0))
        if scale == "raw" and space.bias:
            first = next(iter(issues))
            tables[space.party][first] = {option: value + space.bias for option, value in tables[space.party][first].items()}
        if scale == "genius" and space.bias:
            notes.append(f"{space.party}: a bias of {float(space.bias):g} in the file has no place on the genius scale")
        if space.reserved is None:
            notes.append(f"{space.party}: no reserved value in the file; taken as 0, as the format does")
        reserved[space.party] = value = space.reserved or Fraction(0)
        bottom, ceiling = (Fraction(0), Fraction(1)) if scale == "genius" else (min(low, Fraction(0)), high)
        if not bottom <= value <= ceiling:
            faults.append(
                Fault(
                    space.where,
                    f"a reserved value of {float(value):g}",
                    f"on the {scale} scale it lies between {float(bottom):g} and {float(ceiling):g}",
                    "check which scale it was written on; ask for the other scale, or correct the file",
                )
            )
    if faults:
        raise Refused(faults)
    domain = Domain.from_tables(tables, issues=issues, disagreement=reserved)
    discounts = {space.party: space.discount for space in spaces if space.discount is not None}
    notes += [f"{party}: discount {float(value):g} in the file, not applied" for party, value in discounts.items() if value != 1]
    return Imported(domain, name, scale, discounts, tuple(notes))
