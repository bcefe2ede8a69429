"""Small worlds made consistent by construction: shares are drawn, accounts follow."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from nemawashi.economy import Baseline

Array = NDArray[np.float64]


@cache
def world(seed: int = 0, *, n: int = 4, j: int = 3, linked: bool = True, duty: float = 0.2, theta: float | None = None) -> Baseline:
    """A world whose accounts close: income, output and expenditure solve the identities for drawn shares."""
    rng = np.random.default_rng(seed)
    share = rng.dirichlet(np.ones(n), size=(n, j)).transpose(0, 2, 1) * 0.4
    share[np.arange(n), np.arange(n)] += 0.6
    tariff = rng.uniform(0, duty, size=(n, n, j)) * (1 - np.eye(n))[:, :, None]
    alpha = rng.dirichlet(np.ones(j), size=n)
    added = rng.uniform(0.3, 0.7, size=(n, j)) if linked else np.ones((n, j))
    links = rng.dirichlet(np.ones(j), size=(n, j)) * (1 - added)[:, :, None]
    received = share / (1 + tariff)
    labour = rng.uniform(50, 200, size=n)
    # X = γᵀY + α(wL + R), Y = receivedᵀX is linear in X; wL adjusts until Σ β Y = wL, which is balanced trade
    size = n * j
    sells = np.einsum("nkj,mnk->njmk", links, received).reshape(size, size)
    own = np.einsum("nj,nm,mk->njmk", alpha, np.eye(n), 1 - received.sum(1)).reshape(size, size)
    inverse = np.linalg.inv(np.eye(size) - sells - own)
    for _ in range(3000):
        x = (inverse @ (alpha * labour[:, None]).reshape(-1)).reshape(n, j)
        paid = (added * np.einsum("nij,nj->ij", received, x)).sum(1)
        if np.abs(paid / labour - 1).max() < 1e-13:
            break
        labour = labour * (paid / labour) ** 0.7
    flow = received * x[:, None, :]
    y = flow.sum(0)
    revenue = (flow * tariff).sum((1, 2))
    return Baseline.from_arrays(
        flow=flow,
        tariff=tariff,
        intermediate=links * y[:, :, None] if linked else None,
        final=alpha * ((added * y).sum(1) + revenue)[:, None],
        value_added=added * y,
        theta=rng.uniform(2, 8, size=j) if theta is None else theta,
        regions=[f"R{k}" for k in range(n)],
        sectors=[f"s{k}" for k in range(j)],
    )


def pieces(b: Baseline) -> dict[str, object]:
    """The arguments of from_arrays that make this baseline again."""
    return {
        "flow": b.flow,
        "tariff": b.tariff,
        "intermediate": b.intermediate,
        "final": b.final,
        "value_added": b.value_added,
        "theta": b.theta,
        "regions": b.regions,
        "sectors": b.sectors,
    }
