"""The weighted duty at the doors: its interval, its groups, and the gap to what others published."""

import pytest

from nemawashi import views
from nemawashi.errors import Unknown
from nemawashi.workbench import Workbench

CLAIMED = {"usjta_claimed": "yes"}


@pytest.fixture(scope="module")
def bench() -> Workbench:
    return Workbench.open("us-japan-2025")


def test_the_groups_make_up_the_whole(bench: Workbench) -> None:
    (whole,) = views.average(bench, origin="JP", importer="US", answers=CLAIMED).rows
    for by in ("chapter", "sector"):
        rows = views.average(bench, origin="JP", importer="US", by=by, answers=CLAIMED).rows
        imports = sum(row.imports.value or 0.0 for row in rows)
        assert imports == pytest.approx(whole.imports.value)
        for end in ("low", "high"):
            total = sum((row.imports.value or 0.0) * getattr(row.rate, end) for row in rows) / imports
            assert total == pytest.approx(getattr(whole.rate, end))
    with pytest.raises(Unknown, match="chapter"):
        views.average(bench, origin="JP", importer="US", by="chapters")


def test_a_package_moves_the_average(bench: Workbench) -> None:
    now = views.average(bench, origin="JP", importer="US").rows[0].rate
    then = views.average(bench.at(package={"car_duty": "mfn"}), origin="JP", importer="US").rows[0].rate
    assert (then.high or 0.0) < (now.low or 0.0)


def test_published_averages_are_read_from_their_day_on(bench: Workbench) -> None:
    now, later = views.reconcile(bench), views.reconcile(bench.at(known="2025-09-20"))
    assert {row.id for row in now.rows} < {row.id for row in later.rows}
    assert "census-2024" in {row.id for row in now.rows}
    assert now.later.en
    for row in later.rows:
        steps = [step.points for step in row.steps]
        low = (row.ours.low or 0.0) + sum(step.low or 0.0 for step in steps) + (row.left.low or 0.0)
        high = (row.ours.high or 0.0) + sum(step.high or 0.0 for step in steps) + (row.left.high or 0.0)
        assert low <= (row.published.value or 0.0) + 0.2, row.id
        assert (row.published.value or 0.0) <= high + 0.2, row.id
