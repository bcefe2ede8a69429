"""Packages solved in the full trade model, one solve for all that share what the model hears; kept on the shelf."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from nemawashi.agenda import Package
from nemawashi.stakes.screen import Screen
from nemawashi.stakes.solved import modelled_part, solved_change
from nemawashi.workbench import shelf
from nemawashi.workbench.effects import effects

if TYPE_CHECKING:
    from nemawashi.workbench.bench import Workbench

__all__ = ["READS", "solved"]

READS = ("clock", "side", "public", "closure", "elasticities")
Array = NDArray[np.float64]


def solved(bench: "Workbench", screen: Screen, packages: Sequence[Package]) -> Mapping[Package, Array]:
    """Changes of every attribute under each package, (attributes) in swings, from the full model at central terms."""
    parts = {package: modelled_part(screen, package) for package in packages}
    name = shelf.label("solved", bench.case.digest, bench.scenario.key(READS))
    held: dict[str, Any] = bench.memo("solved on the shelf", READS, lambda: dict(shelf.fetch(name) or {}))
    quo = bench.agenda.status_quo()
    fresh = False
    found: dict[Package, Array] = {}
    for package, part in parts.items():
        key = str(package)
        if key not in held:
            answer = None if part == quo else effects(bench, part, ranges=False)
            held[key] = solved_change(screen, package, answer).tolist()
            fresh = True
        found[package] = np.array(held[key], dtype=float)
    if fresh:
        shelf.keep(name, dict(held))
    return found
