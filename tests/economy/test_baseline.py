import numpy as np
import pytest

from nemawashi.economy import Baseline
from nemawashi.errors import Refused, Unknown
from tests.economy.small import pieces, world


def refused(**changes: object) -> str:
    with pytest.raises(Refused) as caught:
        Baseline.from_arrays(**(pieces(world()) | changes))
    return str(caught.value)


def changed(name: str, cell: tuple[int, ...], value: float) -> dict[str, object]:
    array = np.array(pieces(world())[name])
    array[cell] = value
    return {name: array}


def test_a_missing_number_is_refused_with_its_cell():
    assert "flow[R1, R2, s0]" in refused(**changed("flow", (1, 2, 0), np.nan))


def test_a_negative_flow_is_refused_with_its_cell():
    said = refused(**changed("flow", (0, 3, 1), -5.0))
    assert "flow[R0, R3, s1]" in said
    assert "negative flow" in said


def test_a_cost_that_does_not_sum_to_output_is_refused_with_its_sector():
    added = np.array(world().value_added)
    added[2, 1] *= 1.5
    said = refused(value_added=added)
    assert "value_added[R2, s1]" in said
    assert "sum to one" in said


def test_final_use_that_is_not_bought_is_refused():
    final = np.array(world().final)
    final[1, 0] *= 3
    assert "final[R1" in refused(final=final)


def test_a_sector_that_is_used_and_never_bought_is_refused():
    flow = np.array(world().flow)
    flow[2, :, 0] = 0
    assert "flow[R2, *, s0]" in refused(flow=flow)


def test_a_missing_sector_is_a_wrong_shape_and_says_which_axes():
    said = refused(final=world().final[:, :2])
    assert "final" in said
    assert "(region, sector)" in said


def test_every_fault_of_an_array_is_reported_at_once():
    flow = np.array(world().flow)
    flow[0, 1, 0], flow[1, 0, 0] = np.nan, np.nan
    theta = np.array(world().theta)
    theta[1] = np.nan
    with pytest.raises(Refused) as caught:
        Baseline.from_arrays(**(pieces(world()) | {"flow": flow, "theta": theta}))
    assert len(caught.value.faults) == 3


@pytest.mark.parametrize(("name", "cell", "value"), [("tariff", (0, 1, 0), -1.0), ("theta", (0,), 0.0), ("value_added", (0, 0), -1.0)])
def test_impossible_values_are_refused(name, cell, value):
    assert name in refused(**changed(name, cell, value))


def test_two_regions_of_one_name_are_refused():
    assert "twice" in refused(regions=["A", "A", "B", "C"])


def test_an_unknown_region_names_the_nearest():
    with pytest.raises(Unknown) as caught:
        world().region("R11")
    assert "R1" in caught.value.nearest


def test_arrays_are_frozen():
    with pytest.raises(ValueError, match="read-only"):
        world().flow[0, 0, 0] = 1.0


def test_shares_sum_to_one_and_deficits_to_zero():
    b = world()
    assert np.allclose(b.share.sum(1), 1)
    assert np.allclose(b.cost_share.sum(2) + b.value_share, 1)
    assert abs(b.deficit.sum()) < 1e-9 * b.world


@pytest.mark.parametrize("name", ["flow", "tariff", "final", "value_added", "theta", "intermediate"])
@pytest.mark.parametrize("value", ["abc", [[1, 2], [3]], [None]])
def test_what_is_no_array_of_numbers_is_refused_by_name(name, value):
    b = world(1)
    given = {
        "flow": b.flow,
        "tariff": b.tariff,
        "intermediate": b.intermediate,
        "final": b.final,
        "value_added": b.value_added,
        "theta": b.theta,
    }
    with pytest.raises(Refused) as caught:
        Baseline.from_arrays(**(given | {name: value}), regions=b.regions, sectors=b.sectors)
    assert name in str(caught.value)
