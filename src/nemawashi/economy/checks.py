"""What a benchmark must satisfy before anything is computed from it; every breach names its cell."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from nemawashi.errors import Fault

__all__ = ["check"]

Array = NDArray[np.float64]

MOST_CELLS = 5
"""Cells named for one kind of fault; the rest are counted."""
ROW_TOLERANCE = 0.05
"""Largest gap between use and supply of a sector, relative to the region's absorption. The published NAFTA table reaches 2.7 %."""
ACCOUNT_TOLERANCE = 0.005
"""Largest relative gap between a sector's cost and its output, or a region's income and its final expenditure."""
STRAY_NEGATIVE = 1e-3
"""A negative input or final cell up to this part of its total is a rounding of the publisher (subsidies, stocks) and is kept with a note."""

AXES = {
    "flow": ("importer", "exporter", "sector"),
    "tariff": ("importer", "exporter", "sector"),
    "intermediate": ("importer", "using sector", "input"),
    "final": ("region", "sector"),
    "value_added": ("region", "sector"),
    "theta": ("sector",),
    "deficit": ("region",),
}


def check(arrays: Mapping[str, Array | None], regions: Sequence[str], sectors: Sequence[str]) -> tuple[list[Fault], list[str]]:
    """Give every fault of the arrays and the notes on what was tolerated."""
    faults = [*_labels("regions", regions), *_labels("sectors", sectors)]
    size = {"importer": len(regions), "exporter": len(regions), "region": len(regions)}
    names: dict[str, Sequence[str]] = dict.fromkeys(size, regions)
    for axis in ("sector", "using sector", "input"):
        size[axis], names[axis] = len(sectors), sectors
    for name, array in arrays.items():
        if array is None:
            continue
        wanted = tuple(size[axis] for axis in AXES[name])
        if array.shape != wanted:
            faults.append(
                Fault(
                    name,
                    f"shape {array.shape}",
                    f"{name} has axes ({', '.join(AXES[name])}) of sizes {wanted}",
                    "give every region and every sector a place, zero where nothing flows",
                )
            )
    if faults:
        return faults, []

    def cells(name: str, wrong: NDArray[np.bool_], found: str, rule: str, remedy: str) -> None:
        places = np.argwhere(wrong)
        array = arrays[name]
        assert array is not None
        for place in places[:MOST_CELLS]:
            label = ", ".join(names[axis][k] for axis, k in zip(AXES[name], place, strict=True))
            faults.append(Fault(f"{name}[{label}]", f"{found} {array[tuple(place)]:.6g}", rule, remedy))
        if len(places) > MOST_CELLS:
            faults.append(Fault(name, f"{len(places) - MOST_CELLS} more such cells", rule, remedy))

    for name, array in arrays.items():
        if array is not None:
            bad = ~np.isfinite(array)
            if name == "tariff":
                bad = np.isnan(array)
            cells(name, bad, "value", "every cell is a number", "fill the cell; missing is not zero")
    if faults:
        return faults, []
    notes = _signs(arrays, cells)
    if not faults:
        faults += _accounts(arrays, regions, sectors)
    return faults, notes


def _labels(kind: str, names: Sequence[str]) -> list[Fault]:
    seen: set[str] = set()
    faults = []
    for name in names:
        if name in seen:
            faults.append(Fault(kind, f"{name!r} twice", f"{kind} are distinct", "rename or aggregate one of them"))
        seen.add(name)
    if not names:
        faults.append(Fault(kind, "none given", f"a baseline has {kind}", "name them"))
    return faults


def _signs(arrays: Mapping[str, Array | None], cells: object) -> list[str]:
    report = cells
    assert callable(report)
    notes: list[str] = []
    flow, tariff, theta = arrays["flow"], arrays["tariff"], arrays["theta"]
    final, added, inputs = arrays["final"], arrays["value_added"], arrays["intermediate"]
    assert flow is not None
    assert tariff is not None
    assert theta is not None
    assert final is not None
    assert added is not None
    report("flow", flow < 0, "negative flow", "a flow is zero or more", "correct the cell, or move stock changes out of the table")
    report("tariff", tariff <= -1, "tariff", "a tariff is a fraction above −1", "write 10 % as 0.10")
    report(
        "tariff",
        (tariff == np.inf) & (flow > 0),
        "tariff",
        "goods that flow pay a finite tariff",
        "set the flow to zero or the tariff to a number",
    )
    report("theta", theta <= 0, "elasticity", "a trade elasticity is above zero", "give θ, not 1 − σ")
    report("value_added", added < 0, "negative value added", "value added is zero or more", "correct the cell")
    for name, array, total in (("final", final, final.sum(1, keepdims=True)), ("intermediate", inputs, None)):
        if array is None:
            continue
        whole = total if total is not None else (array.sum(2) + added)[:, :, None]
        stray = (array < 0) & (array >= -STRAY_NEGATIVE * np.abs(whole))
        report(
            name, (array < 0) & ~stray, "negative value", f"a negative cell is at most {STRAY_NEGATIVE:g} of its total", "correct the cell"
        )
        if stray.any():
            notes.append(f"{name}: {int(stray.sum())} slightly negative cell(s) kept as published")
    return notes


def _accounts(arrays: Mapping[str, Array | None], regions: Sequence[str], sectors: Sequence[str]) -> list[Fault]:
    flow, tariff, final, added = arrays["flow"], arrays["tariff"], arrays["final"], arrays["value_added"]
    inputs = arrays["intermediate"]
    assert flow is not None
    assert tariff is not None
    assert final is not None
    assert added is not None
    faults: list[Fault] = []
    rate = np.where(flow > 0, tariff, 0.0)
    output, bought = flow.sum(0), (flow * (1 + rate)).sum(1)
    cost = added + (inputs.sum(2) if inputs is not None else 0.0)
    used = final + (inputs.sum(1) if inputs is not None else 0.0)

    def each(gap: Array, limit: float, label: str, found: str, rule: str) -> None:
        worst = [tuple(int(k) for k in place) for place in np.argwhere(gap > limit)]
        worst.sort(key=lambda place: -float(gap[place]))
        for place in worst[:MOST_CELLS]:
            cell = ", ".join([regions[place[0]], *(sectors[k] for k in place[1:])])
            faults.append(
                Fault(f"{label}[{cell}]", f"{found} differ by {100 * gap[place]:.3g} %", rule, "correct the table or balance it first")
            )
        if len(worst) > MOST_CELLS:
            faults.append(Fault(label, f"{len(worst) - MOST_CELLS} more such cells", rule, "correct the table or balance it first"))

    total = bought.sum(1, keepdims=True)
    for n, j in [(int(a), int(b)) for a, b in np.argwhere((used > 0) & (bought <= 0))]:
        faults.append(
            Fault(
                f"flow[{regions[n]}, *, {sectors[j]}]",
                f"nothing flows, yet {used[n, j]:.6g} is used",
                "what is used is bought somewhere",
                "fill in the missing sector's flows",
            )
        )
    if faults:
        return faults
    scale = np.where(output > 1e-9 * output.sum(1, keepdims=True), output, np.inf)
    each(
        np.abs(cost - output) / scale,
        ACCOUNT_TOLERANCE,
        "value_added",
        "cost (value added and inputs) and output",
        "the shares of a sector's cost sum to one: value added + inputs = output",
    )
    each(
        np.abs(used - bought) / total,
        ROW_TOLERANCE,
        "final",
        "use (final and inputs) and purchases",
        "what is used of a sector is what is bought of it",
    )
    deficit = arrays.get("deficit")
    balance = flow.sum((1, 2)) - flow.sum((0, 2)) if deficit is None else deficit
    if abs(float(balance.sum())) > 1e-8 * float(output.sum()):
        faults.append(
            Fault("deficit", f"sums to {balance.sum():.6g}", "the world's deficits sum to zero", "give all regions, or a rest of the world")
        )
    income = added.sum(1) + (flow * rate).sum((1, 2)) + balance
    if (income <= 0).any():
        for k in [int(place) for place in np.flatnonzero(income <= 0)]:
            faults.append(
                Fault(
                    f"value_added[{regions[k]}]",
                    f"income {income[k]:.6g}",
                    "value added + revenue + deficit is above zero",
                    "check the region's accounts",
                )
            )
        return faults
    each(
        np.abs(final.sum(1) / income - 1),
        ACCOUNT_TOLERANCE,
        "final",
        "final expenditure and income",
        "final expenditure = value added + tariff revenue + deficit",
    )
    return faults
