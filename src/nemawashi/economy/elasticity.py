"""Published sets of trade elasticities, each whole: ranges run over sets, since the cells of one set are correlated."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from pydantic import ConfigDict

from nemawashi.sources.source import Certainty

__all__ = ["CENTRAL", "ElasticitySet", "central", "spread"]

Array = NDArray[np.float64]

CENTRAL = "central"
"""Id of the set made of the median of the published ones."""


@dataclass(frozen=True, slots=True)
class ElasticitySet:
    """θ_j > 0 by sector, as one source gives them."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    id: str
    title: str
    source: str
    """Id of the source; empty for the derived median."""
    theta: Mapping[str, float]
    certainty: Certainty | None = None
    note: str = ""
    where: str = field(default="", compare=False)

    def array(self, sectors: Sequence[str]) -> Array:
        """θ in the order of ``sectors``; a sector not covered raises KeyError, which loading has excluded."""
        return np.array([self.theta[sector] for sector in sectors], dtype=np.float64)


def central(sets: Sequence[ElasticitySet], sectors: Sequence[str], title: str = "Median of the published sets") -> ElasticitySet:
    """The median over sets, sector by sector: derived, in nobody's paper."""
    middle = np.median(np.stack([one.array(sectors) for one in sets]), axis=0)
    return ElasticitySet(
        id=CENTRAL,
        title=title,
        source="",
        theta=dict(zip(sectors, (float(value) for value in middle), strict=True)),
        note="median of " + ", ".join(one.title for one in sets),
    )


def spread(sets: Sequence[ElasticitySet], sector: str) -> tuple[float, float]:
    """Lowest and highest θ of a sector among the sets."""
    values = [one.theta[sector] for one in sets]
    return min(values), max(values)
