"""Aggregate a baseline by a concordance of regions and of sectors; every account closes as before.

Flows and accounts add up. A tariff is the duty paid over the flow net of it; duties among the members of a new region stay as a tariff of the region on
itself, since their revenue is in its income. An elasticity is the mean of its parts by imports.
"""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from nemawashi.economy.baseline import Baseline
from nemawashi.errors import Fault, Refused, nearest

__all__ = ["aggregate"]

Array = NDArray[np.float64]


def aggregate(baseline: Baseline, *, regions: Mapping[str, str] | None = None, sectors: Mapping[str, str] | None = None) -> Baseline:
    """Give the baseline with each region and sector in the group that the concordance names; one not named stays itself.

    Raises:
        Refused: for a name in a concordance that the baseline does not have.

    """
    region_of, region_names = _groups("region", baseline.regions, regions or {})
    sector_of, sector_names = _groups("sector", baseline.sectors, sectors or {})

    def add(array: Array, *axes: NDArray[np.intp]) -> Array:
        for axis, (groups, count) in enumerate((a, int(a.max()) + 1) for a in axes):
            summed = np.zeros((*array.shape[:axis], count, *array.shape[axis + 1 :]))
            np.add.at(np.moveaxis(summed, axis, 0), groups, np.moveaxis(array, axis, 0))
            array = summed
        return array

    rate = np.where(baseline.flow > 0, baseline.tariff, 0.0)
    flow = add(baseline.flow, region_of, region_of, sector_of)
    duty = add(baseline.flow * rate, region_of, region_of, sector_of)
    traded = baseline.flow * ~np.eye(len(baseline.regions), dtype=bool)[:, :, None]
    weight = traded.sum((0, 1)) + 1e-9 * baseline.flow.sum((0, 1))
    theta = np.bincount(sector_of, weights=weight * baseline.theta) / np.bincount(sector_of, weights=weight)
    return Baseline.from_arrays(
        flow=flow,
        tariff=np.where(flow > 0, duty / np.where(flow > 0, flow, 1.0), 0.0),
        intermediate=None if baseline.intermediate is None else add(baseline.intermediate, region_of, sector_of, sector_of),
        final=add(baseline.final, region_of, sector_of),
        value_added=add(baseline.value_added, region_of, sector_of),
        theta=theta,
        regions=region_names,
        sectors=sector_names,
        deficit=add(baseline.deficit, region_of),
        services=_services(baseline, sector_of, sector_names),
    )


def _groups(kind: str, names: tuple[str, ...], concordance: Mapping[str, str]) -> tuple[NDArray[np.intp], tuple[str, ...]]:
    faults = [
        Fault(
            f"{kind} {name!r}",
            "not in the baseline",
            f"a concordance names the baseline's {kind}s",
            f"nearest: {', '.join(nearest(name, list(names)))}",
        )
        for name in concordance
        if name not in names
    ]
    if faults:
        raise Refused(faults)
    wanted = [concordance.get(name, name) for name in names]
    groups = tuple(dict.fromkeys(wanted))
    return np.array([groups.index(name) for name in wanted], dtype=np.intp), groups


def _services(baseline: Baseline, sector_of: NDArray[np.intp], names: tuple[str, ...]) -> tuple[str, ...]:
    """Groups all of whose members are services."""
    goods = np.bincount(sector_of, weights=baseline.goods.astype(float), minlength=len(names))
    return tuple(name for name, count in zip(names, goods, strict=True) if count == 0)
