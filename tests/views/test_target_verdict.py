"""What is reached under some elasticities only is neither reached nor out of reach, and the verdict says so."""

from nemawashi import views
from nemawashi.workbench import Workbench


def test_a_goal_inside_the_range_of_the_furthest_package_is_said_to_be_so() -> None:
    bench = Workbench.open("us-japan-2025")
    today = -68_500.0
    furthest = views.target(bench, "balance(US,JP)>=0").most.change
    assert furthest.value is not None
    assert furthest.low is not None
    assert furthest.high is not None
    between = round(today + (furthest.value + furthest.high) / 2)
    told = views.target(bench, f"balance(US,JP)>={between}", "us")
    assert not told.reached
    assert "some of the elasticity sets" in told.verdict.en
    assert told.shortfall is not None
    assert told.shortfall.low == 0.0
    sure = views.target(bench, f"balance(US,JP)>={round(today + furthest.low / 2)}", "us")
    assert sure.reached
    assert "over the whole range" in sure.verdict.en
    central = views.target(bench, f"balance(US,JP)>={round(today + (furthest.low + furthest.value) / 2)}", "us")
    assert central.reached
