import numpy as np
import pytest

from nemawashi import economy
from nemawashi.economy.aggregate import aggregate
from nemawashi.errors import Refused
from tests.economy.small import world


def test_accounts_close_and_totals_stay():
    b = world(4)
    small = aggregate(b, regions={"R2": "union", "R3": "union"}, sectors={"s0": "goods", "s1": "goods"})
    assert small.regions == ("R0", "R1", "union")
    assert small.sectors == ("goods", "s2")
    assert small.flow.sum() == pytest.approx(b.flow.sum())
    assert (small.flow * small.tariff).sum() == pytest.approx((b.flow * b.tariff).sum())
    assert np.abs(economy.solve(small).before.wage).max() < 1e-9


def test_one_concordance_after_the_other_is_both_at_once():
    b = world(4)
    both = aggregate(b, regions={"R2": "union", "R3": "union"}, sectors={"s0": "goods", "s1": "goods"})
    turns = aggregate(aggregate(b, regions={"R2": "union", "R3": "union"}), sectors={"s0": "goods", "s1": "goods"})
    assert both.flow == pytest.approx(turns.flow)
    assert both.tariff == pytest.approx(turns.tariff)


def test_nothing_named_is_the_same_world():
    b = world(4)
    same = aggregate(b)
    assert (same.flow == b.flow).all()
    assert same.theta == pytest.approx(b.theta)


def test_an_unknown_name_is_refused():
    with pytest.raises(Refused, match="R9"):
        aggregate(world(4), regions={"R9": "union"})
