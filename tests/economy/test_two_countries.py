"""The optimal tariff of a small closed form: one sector, no links, two countries."""

import numpy as np
import pytest

from nemawashi.economy import Baseline
from nemawashi.economy.optimal import ModelGame, best_response


def two(theta: float, home: float = 0.7) -> Baseline:
    """Symmetric, free trade, domestic share ``home``."""
    flow = 100 * np.array([[home, 1 - home], [1 - home, home]])[:, :, None]
    return Baseline.from_arrays(
        flow=flow,
        tariff=np.zeros((2, 2, 1)),
        intermediate=None,
        final=np.full((2, 1), 100.0),
        value_added=np.full((2, 1), 100.0),
        theta=[theta],
        regions=["home", "abroad"],
        sectors=["good"],
    )


@pytest.mark.parametrize("theta", [2.0, 4.0, 8.0])
def test_the_optimal_tariff_is_one_over_theta_times_the_other_sides_home_share(theta):
    """Gros (1987): t* = 1/(θ π_ff), π_ff the share of foreign spending on foreign goods at the optimum."""
    b = two(theta)
    game = ModelGame(b)
    best = best_response(game, 0)
    state = game.at(best.tariff)
    foreign_home_share = state.found.after.share[0, 1, 1]
    assert best.tariff[0, 1, 0] == pytest.approx(1 / (theta * foreign_home_share), rel=1e-5)
    assert best.gain > 0
    assert best.welfare[1] < 0
